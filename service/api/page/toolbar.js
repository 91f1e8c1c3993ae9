/** The tools above the article: which marks are shown, which quotations, and what is taken along. */
import { copy, save } from "./clipboard.js";
import { el, plural } from "./element.js";
import { toCsv, toJson, toMarkdown } from "./exports.js";
import { isActive, speakerChoices } from "./filters.js";
import { NO_FILTER } from "./state.js";

const byId = (id) => document.getElementById(id);

const LAYERS = [
  ["content", "Quotations"],
  ["cue", "Cues"],
  ["source", "Speakers, sources"],
  ["entity", "Names"],
  ["boiler", "Not the story"],
];

const FORMATS = [
  ["JSON", "json", "application/json", (reading) => toJson(reading)],
  ["CSV", "csv", "text/csv", (reading, ledger) => toCsv(reading, ledger)],
  ["Markdown", "md", "text/markdown", (reading, ledger, article) => toMarkdown(reading, ledger, article)],
];

/** Toggles that double as the legend: each looks like what it shows. */
export function startLayers(state, article) {
  const buttons = LAYERS.map(([layer, name]) =>
    el("button", {
      type: "button",
      class: "layer",
      "data-layer": layer,
      "aria-pressed": "true",
      onclick: () => state.set({ layers: { ...state.get("layers"), [layer]: !state.get("layers")[layer] } }),
    }, el("span", { class: `legend legend-${layer}` }, name)));
  byId("layers").append(...buttons);
  state.watch(["layers"], () => {
    for (const button of buttons) {
      const isOn = state.get("layers")[button.dataset.layer];
      button.setAttribute("aria-pressed", String(isOn));
      article.classList.toggle(`no-${button.dataset.layer}`, !isOn);
    }
  });
}

export function startFilters(state) {
  const speaker = byId("filter-speaker");
  const kind = byId("filter-kind");
  const confidence = byId("filter-confidence");
  const read = () =>
    state.set({ filter: { speaker: speaker.value, kind: kind.value, confidence: Number(confidence.value) / 100 } });
  for (const control of [speaker, kind]) control.addEventListener("change", read);
  confidence.addEventListener("input", read);
  byId("filter-clear").addEventListener("click", () => {
    state.set({ filter: NO_FILTER });
    speaker.focus();
  });
  state.watch(["filter"], () => {
    const filter = state.get("filter");
    speaker.value = filter.speaker;
    kind.value = filter.kind;
    confidence.value = String(Math.round(filter.confidence * 100));
    byId("filter-confidence-value").textContent = `${confidence.value} %`;
    byId("filter-clear").hidden = !isActive(filter);
  });
  return {
    offer: (reading, ledger) =>
      speaker.replaceChildren(...speakerChoices(reading, ledger).map(([value, name]) => el("option", { value }, name))),
    tally: (shown, all) => {
      byId("filter-count").textContent = shown === all ? plural(all, "quotation") : `${shown} of ${plural(all, "quotation")}`;
    },
  };
}

/** `current()` gives `{reading, ledger, article: {text, headline}}`. */
export function startExport(current, announce) {
  const menu = byId("export");
  const note = el("p", { class: "note menu-note" });
  const tell = (words) => {
    note.textContent = words;
    announce(words);
  };
  const rows = FORMATS.map(([name, ending, type, make]) => {
    const text = () => {
      const { reading, ledger, article } = current();
      return make(reading, ledger, article);
    };
    return el("div", { class: "menu-row" },
      el("span", {}, name),
      el("button", {
        type: "button",
        "data-copy": ending,
        "aria-label": `Copy as ${name}`,
        onclick: async () => tell((await copy(text())) ? `Copied as ${name}.` : `The browser did not allow copying; save ${name} instead.`),
      }, "Copy"),
      el("button", {
        type: "button",
        "data-save": ending,
        "aria-label": `Save as ${name}`,
        onclick: () => {
          save(text(), `article.${ending}`, type);
          tell(`Saved as article.${ending}.`);
        },
      }, "Save"));
  });
  menu.querySelector(".menu-body").append(...rows, note);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("toggle", () => {
    note.textContent = "";
  });
}
