/** The reading on the desk: article, panel, light and lines, kept in step with the state. */
import { captionFor } from "./caption.js";
import { el } from "./element.js";
import { passes } from "./filters.js";
import { countMisplaced } from "./layers.js";
import { drawLedger } from "./ledger.js";
import { createLinks } from "./links.js";
import { drawPanel } from "./panel.js";
import { drawArticle } from "./render.js";
import { rove } from "./roving.js";
import { createSpotlight, targetOf } from "./spotlight.js";

const byId = (id) => document.getElementById(id);
const isSame = (a, b) => a?.type === b?.type && a?.id === b?.id;

export class Viewer {
  #state;
  #article = byId("article");
  #words = el("p", { class: "caption-words" });
  #steps = el("div", { class: "caption-steps", hidden: true });
  #panelBox = byId("panel");
  #spotlight = createSpotlight(byId("reading"));
  #links = createLinks(byId("links"), () => this.#connection());
  #handles = rove(this.#article, () => this.drawn?.handles ?? []);
  #shown = new Set();

  drawn = null;
  panel = null;
  reading = null;
  ledger = null;

  constructor(state) {
    this.#state = state;
    this.#steps.append(...[
      ["‹", "Previous quotation", () => this.step(-1)],
      ["›", "Next quotation", () => this.step(1)],
      ["×", "Let go", () => this.release()],
    ].map(([sign, name, onclick]) => el("button", { type: "button", class: "quiet step", "aria-label": name, onclick }, sign)));
    byId("caption").append(this.#words, this.#steps);
    state.watch(["hovered", "pinned"], () => this.#light());
    state.watch(["layers"], () => this.#links.redraw());
    this.#listen();
  }

  /** Put a new reading on the desk. */
  open(text, reading) {
    this.reading = reading;
    this.ledger = drawLedger(text, reading);
    this.drawn = drawArticle(this.#article, text, reading, this.ledger);
    this.panel = drawPanel(this.#panelBox, { reading, ledger: this.ledger, misplaced: countMisplaced(text, reading) }, {
      pick: (target) => this.pin(target),
      hover: (target) => this.#state.set({ hovered: target }),
      goTo: (span) => this.#goTo(this.drawn.pieceAt(span.start)),
      goToSegment: (segment) => this.#goTo(this.drawn.segmentStart(segment)),
    });
    this.#state.set({ hovered: null, pinned: null });
    this.filter(this.#state.get("filter"));
    this.#light();
  }

  /** Show the quotations that pass; gives their number. */
  filter(filter) {
    const passing = this.reading.quotations.filter((quotation) => passes(quotation, filter, this.ledger));
    this.#shown = new Set(passing.map((quotation) => quotation.id));
    this.drawn.dress((id) => this.#shown.has(id));
    this.#handles.reset();
    this.#light();
    return passing.length;
  }

  /** Keep `target` lit, or let it go when it is lit already. */
  pin(target) {
    const next = isSame(target, this.#state.get("pinned")) ? null : target;
    this.#state.set({ pinned: next, hovered: null });
    if (!next) return;
    const [first] = this.#marksOf(next);
    if (first && !this.#isInView(first)) this.#goTo(first);
    const source = next.type === "quotation" && this.ledger.quotations.get(next.id).speaker?.source_id;
    const card = source && this.panel.card(`source:${source}`);
    if (card && this.#panelStandsBeside()) this.#bringIntoPanel(card);
  }

  release() {
    this.#state.set({ pinned: null, hovered: null });
  }

  /** Pin the next (1) or previous (-1) quotation that is shown. */
  step(direction) {
    const ids = this.reading.quotations.map((quotation) => quotation.id).filter((id) => this.#shown.has(id));
    const pinned = this.#state.get("pinned");
    const at = pinned?.type === "quotation" ? ids.indexOf(pinned.id) : -1;
    const next = ids[(at + direction + ids.length) % ids.length];
    if (next && next !== pinned?.id) this.pin({ type: "quotation", id: next });
  }

  #listen() {
    this.#article.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const target = this.#targetAt(event.target);
      if (!isSame(target, this.#state.get("hovered"))) this.#state.set({ hovered: target });
    });
    this.#article.addEventListener("pointerleave", () => this.#state.set({ hovered: null }));
    this.#article.addEventListener("focusin", (event) => this.#state.set({ hovered: this.#targetAt(event.target) }));
    this.#article.addEventListener("focusout", () => this.#state.set({ hovered: null }));
    this.#article.addEventListener("click", (event) => {
      // Selecting text is not a click on a quotation.
      if (!getSelection().isCollapsed) return;
      const target = this.#targetAt(event.target);
      if (target) this.pin(target);
      else this.release();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !byId("reading").hidden) this.release();
    });
  }

  #targetAt(element) {
    const id = element.dataset?.quotation;
    if (id) return { type: "quotation", id };
    return targetOf(this.drawn?.marksAt(element) ?? [], (quotation) => this.#shown.has(quotation), this.#state.get("layers"));
  }

  #marksOf(target) {
    if (target.type === "quotation") return this.drawn.pieces("content", target.id);
    if (target.type === "entity") return this.drawn.pieces("entity", target.id);
    const [quotation] = this.ledger.sources.get(target.id).quotation_ids;
    const said = quotation ? this.drawn.pieces("content", quotation) : [];
    return said.length ? said : this.drawn.pieces("source", target.id);
  }

  #light() {
    if (!this.drawn) return;
    const pinned = this.#state.get("pinned");
    const target = this.#state.get("hovered") ?? pinned;
    this.#spotlight.show(target, {
      drawn: this.drawn,
      panel: this.panel,
      ledger: this.ledger,
      isPinned: isSame(target, pinned),
    });
    for (const handle of this.drawn.handles) {
      const isPinned = pinned?.type === "quotation" && handle.dataset.quotation === pinned.id;
      if (handle.getAttribute("aria-pressed") !== String(isPinned)) handle.setAttribute("aria-pressed", String(isPinned));
    }
    this.panel.press(pinned);
    this.#describe(target, pinned);
    this.#links.redraw();
  }

  #describe(target, pinned) {
    this.#words.replaceChildren(...(target ? captionFor(target, this.ledger) : ["Point at a quotation to see who said it; click to keep it lit."]));
    this.#steps.hidden = !pinned;
  }

  /** What the line connects, when a quotation is lit and its marks are shown. */
  #connection() {
    const target = this.#state.get("hovered") ?? this.#state.get("pinned");
    if (!this.drawn || byId("reading").hidden || target?.type !== "quotation" || !this.#state.get("layers").content) return null;
    const { speaker } = this.ledger.quotations.get(target.id);
    const source = speaker?.source_id;
    return {
      contents: this.drawn.pieces("content", target.id),
      cues: this.drawn.pieces("cue", target.id),
      speakers: this.drawn.pieces("speaker", target.id),
      sources: source ? this.drawn.pieces("source", source) : [],
      card: source ? this.panel.card(`source:${source}`) : null,
      panel: this.#panelBox,
      edge: this.#article.firstElementChild.getBoundingClientRect().right,
      tone: `line-tone-${this.ledger.toneOfSource(source)}`,
    };
  }

  #panelStandsBeside() {
    return this.#panelBox.getBoundingClientRect().left > this.#article.getBoundingClientRect().right - 1;
  }

  /** Scroll the panel alone: `scrollIntoView` would move the article, too. */
  #bringIntoPanel(card) {
    const frame = this.#panelBox.getBoundingClientRect();
    const rect = card.getBoundingClientRect();
    if (rect.top < frame.top || rect.bottom > frame.bottom) {
      this.#panelBox.scrollTop += rect.top - frame.top - frame.height / 3;
    }
  }

  #isInView(element) {
    const rect = element.getBoundingClientRect();
    return rect.top > 120 && rect.bottom < window.innerHeight - 80;
  }

  #goTo(element) {
    element?.scrollIntoView({ block: "center" });
  }
}
