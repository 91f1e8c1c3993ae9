/** Light, dark, or as the system says; remembered by the browser where it can. */
const ORDER = ["auto", "light", "dark"];
const STORED = "inspector-theme";

function remembered() {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null; // storage is switched off
  }
}

function remember(theme) {
  try {
    localStorage.setItem(STORED, theme);
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
}

export function startTheme(button) {
  let theme = ORDER.includes(remembered()) ? remembered() : "auto";
  const show = () => {
    document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
  };
  button.addEventListener("click", () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
    remember(theme);
    show();
  });
  show();
}
