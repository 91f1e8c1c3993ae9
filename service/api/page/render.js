/**
 * The article as marked-up text.  Labels and quotation numbers are drawn by CSS from attributes,
 * so that the text content of the rendered lines is the submitted text and nothing else.
 */
import { el } from "./element.js";
import { isBoilerplate, layOut } from "./layers.js";
import { kindOf } from "./ledger.js";

const reach = (mark) => mark.end - mark.start;

const toneOf = (quotation, ledger) => `tone-${ledger.toneOfSource(quotation.speaker?.source_id)}`;

const segmentClasses = (kind) => `seg-${kind}${isBoilerplate(kind) ? " boiler" : ""}`;

function contentClasses(marks, ledger) {
  if (!marks.length) return [];
  // The innermost quotation gives the tone; that it lies in another one shows as a line below.
  const inner = marks.reduce((a, b) => (reach(b) < reach(a) ? b : a));
  const quotation = ledger.quotations.get(inner.id);
  const classes = ["content", `kind-${kindOf(quotation)}`, toneOf(quotation, ledger)];
  if (ledger.sourceOf(quotation)?.named === false) classes.push("unnamed");
  if (marks.length > 1) classes.push("nested");
  return classes;
}

function markClasses(mark, ledger, isShown) {
  if (mark.role === "content") return [];
  if (mark.role === "cue" || mark.role === "speaker") {
    return isShown(mark.id) ? [mark.role, `line-${toneOf(ledger.quotations.get(mark.id), ledger)}`] : [];
  }
  if (mark.role === "source") return ledger.sources.get(mark.id).named ? ["source"] : ["source", "source-unnamed"];
  return [mark.role];
}

function handleFor(quotation, ledger) {
  const number = ledger.numbers.get(quotation.id);
  const speaker = quotation.speaker ? `said by ${quotation.speaker.name}` : "no speaker given";
  return el("button", {
    type: "button",
    class: `handle line-${toneOf(quotation, ledger)}`,
    tabindex: "-1",
    "aria-pressed": "false",
    "aria-label": `Quotation ${number}, ${kindOf(quotation)}, ${speaker}`,
    "data-number": number,
    "data-quotation": quotation.id,
  });
}

/** A drawn article: finds the elements of a mark, the marks of an element, and dresses pieces anew. */
class Drawing {
  #ledger;
  #pieces = [];
  #byMark = new Map();
  #marksAt = new WeakMap();
  #handles = new Map();
  #segmentStarts = new Map();

  constructor(ledger) {
    this.#ledger = ledger;
  }

  /** The elements that carry one mark, in text order. */
  pieces(role, id) {
    return this.#byMark.get(`${role}:${id}`) ?? [];
  }

  marksAt(element) {
    return this.#marksAt.get(element) ?? [];
  }

  handle(id) {
    return this.#handles.get(id) ?? null;
  }

  /** The element of the first marked piece that ends after `offset`. */
  pieceAt(offset) {
    return this.#pieces.find((piece) => piece.end > offset)?.span ?? null;
  }

  get handles() {
    return [...this.#handles.values()];
  }

  /** The line at which a segment of the reading begins. */
  segmentStart(segment) {
    return this.#segmentStarts.get(segment) ?? null;
  }

  /** Give every piece the look of those marks that `isShown(quotationId)` leaves it. */
  dress(isShown) {
    for (const { span, marks, base } of this.#pieces) {
      const contents = marks.filter((mark) => mark.role === "content" && isShown(mark.id));
      const classes = marks.flatMap((mark) => markClasses(mark, this.#ledger, isShown));
      span.className = [...new Set([...base, ...contentClasses(contents, this.#ledger), ...classes])].join(" ");
    }
    for (const [id, handle] of this.#handles) handle.hidden = !isShown(id);
  }

  /** One line of the article as an element. */
  line(line, text) {
    const segments = new Set(line.pieces.map((piece) => piece.segment));
    const only = segments.size === 1 ? line.pieces[0].segment : null;
    const element = el(only?.kind === "headline" ? "h2" : "p", { class: line.apart ? "line" : "line tight" });
    if (only) element.className += ` ${segmentClasses(only.kind)}`;
    for (const piece of line.pieces) {
      this.#label(element, piece.segment);
      this.#number(element, piece.marks);
      const base = piece.segment && piece.segment !== only ? segmentClasses(piece.segment.kind).split(" ") : [];
      const words = text.slice(piece.start, piece.end);
      element.append(piece.marks.length || base.length ? this.#piece(words, piece, base) : words);
    }
    return element;
  }

  #piece(words, { marks, end }, base) {
    const span = el("span", {}, words);
    this.#marksAt.set(span, marks);
    this.#pieces.push({ span, marks, base, end });
    for (const mark of marks) {
      const key = `${mark.role}:${mark.id}`;
      if (this.#byMark.has(key)) this.#byMark.get(key).push(span);
      else this.#byMark.set(key, [span]);
    }
    return span;
  }

  #label(element, segment) {
    if (!segment || this.#segmentStarts.has(segment)) return;
    this.#segmentStarts.set(segment, element);
    if (segment.kind === "body") return;
    element.append(el("span", { class: "kind-label", "data-kind": segment.kind.replaceAll("_", " ") }));
  }

  #number(element, marks) {
    for (const mark of marks) {
      if (mark.role !== "content" || this.#handles.has(mark.id)) continue;
      const handle = handleFor(this.#ledger.quotations.get(mark.id), this.#ledger);
      this.#handles.set(mark.id, handle);
      element.append(handle);
    }
  }
}

/** Draw `text` with the marks of `reading` into `container`, in place of what was there. */
export function drawArticle(container, text, reading, ledger) {
  const drawing = new Drawing(ledger);
  const lines = layOut(text, reading).map((line) => drawing.line(line, text));
  drawing.dress(() => true);
  container.replaceChildren(...lines);
  return drawing;
}
