/**
 * The line from a quotation to its cue, its speaker and the source's card in the panel, drawn in
 * one SVG that lies over the window and is redrawn when anything scrolls or changes size.
 */
const SVG = "http://www.w3.org/2000/svg";

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

const middle = (rect) => ({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 });

/** From edge to edge; lines of text are wide and low, so a step down costs more than a step aside. */
function distance(a, b) {
  const aside = Math.max(0, b.left - a.right, a.left - b.right);
  return aside + 4 * Math.abs(middle(a).y - middle(b).y);
}

const rectsOf = (elements) =>
  elements.flatMap((element) => [...element.getClientRects()]).filter((rect) => rect.width > 0 && rect.height > 0);

/** The rectangle of `elements` nearest to `anchor`; without an anchor the first. */
function nearest(elements, anchor) {
  const rects = rectsOf(elements);
  if (!anchor || !rects.length) return rects[0] ?? null;
  return rects.reduce((best, rect) => (distance(rect, anchor) < distance(best, anchor) ? rect : best));
}

/** Where a curve leaves `rect` towards x: the middle of a word or two, the near end of more. */
function foot(rect, x) {
  const { x: centre } = middle(rect);
  if (rect.width < 90) return { x: centre, y: rect.bottom };
  return { x: Math.min(rect.right - 12, Math.max(rect.left + 12, x)), y: rect.bottom };
}

function arc(from, to) {
  const a = foot(from, middle(to).x);
  const b = foot(to, a.x);
  const sag = Math.min(26, 8 + Math.hypot(b.x - a.x, b.y - a.y) * 0.08);
  return { path: `M ${a.x} ${a.y} C ${a.x} ${a.y + sag} ${b.x} ${b.y + sag} ${b.x} ${b.y}`, ends: [a, b] };
}

/** To the card: along the gap below the line of text as far as `edge`, then over to the panel. */
function reachOver(from, card, frame, edge) {
  const a = { x: from.left + from.width / 2, y: from.bottom };
  const b = { x: card.left, y: Math.min(frame.bottom - 8, Math.max(frame.top + 8, card.top + Math.min(22, card.height / 2))) };
  const level = a.y + 5;
  const bend = (b.x - edge) / 2;
  const path = `M ${a.x} ${a.y} Q ${a.x} ${level} ${a.x + 6} ${level} L ${edge} ${level} C ${edge + bend} ${level} ${b.x - bend} ${b.y} ${b.x} ${b.y}`;
  return { path, ends: [a, b] };
}

/** The curves for one quotation; `card` is its source's card, `panel` the scrolling frame around it, and `edge`
    the right edge of the text. */
function curvesFor({ contents, cues, speakers, sources, card, panel, edge }) {
  const cue = nearest(cues, null);
  const content = nearest(contents, cue ?? nearest(speakers, null));
  const speaker = nearest(speakers, cue ?? content);
  const stops = [content, cue, speaker].filter(Boolean);
  const curves = stops.slice(1).map((stop, index) => arc(stops[index], stop));
  const last = stops.at(-1);
  if (!last) return curves;
  const frame = panel.getBoundingClientRect();
  const isBeside = card && frame.left > last.right;
  if (isBeside) curves.push(reachOver(last, card.getBoundingClientRect(), frame, Math.max(edge, last.right)));
  else if (speaker) {
    const named = nearest(sources, null);
    if (named && distance(named, speaker) > 0) curves.push(arc(speaker, named));
  }
  return curves;
}

/** `current()` gives what to connect, or null for nothing. */
export function createLinks(svg, current) {
  let isWaiting = false;
  const draw = () => {
    isWaiting = false;
    const connection = current();
    svg.setAttribute("class", `links ${connection?.tone ?? ""}`);
    const curves = connection ? curvesFor(connection) : [];
    svg.replaceChildren(
      ...curves.map(({ path }) => shape("path", { d: path })),
      ...curves.flatMap(({ ends }) => ends.map(({ x, y }) => shape("circle", { cx: x, cy: y, r: 3 }))),
    );
  };
  const redraw = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(draw);
  };
  // Capture: the panel scrolls on its own, and scroll events do not bubble.
  document.addEventListener("scroll", redraw, { capture: true, passive: true });
  window.addEventListener("resize", redraw);
  return { redraw };
}
