/**
 * Build one element.  Text only ever becomes text nodes, so nothing an article contains can
 * turn into markup.
 *
 * el("button", {class: "quiet", type: "button", onclick: f, "aria-pressed": "true"}, "Copy")
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A bar that is `share` (0 to 1) full.  Widths go through the CSSOM, which a strict CSP allows. */
export function bar(share) {
  const fill = el("span", { class: "bar-fill" });
  fill.style.width = `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%`;
  return el("span", { class: "bar", "aria-hidden": "true" }, fill);
}

export const percent = (share) => `${Math.round(share * 100)} %`;

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
