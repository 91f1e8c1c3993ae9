/** The side panel: topics, sources, people, other names, segments and warnings of one reading. */
import { sourceCard, entityCard, topicRow, segmentRow, warningRow } from "./cards.js";
import { el, plural } from "./element.js";
import { rove } from "./roving.js";

const SHOWN_AT_FIRST = 10;

/** A list of which the first few are shown, with a button for the rest. */
function shortList(rows, name) {
  const list = el("ul", { class: "rows" }, ...rows.slice(0, SHOWN_AT_FIRST));
  const rest = rows.slice(SHOWN_AT_FIRST);
  if (!rest.length) return [list];
  const more = el("button", {
    type: "button",
    class: "quiet more",
    onclick: () => {
      list.append(...rest);
      more.remove();
      rest[0].querySelector("button, a")?.focus();
    },
  }, `Show all ${rows.length} ${name}`);
  return [list, more];
}

function section({ id, title, rows, empty, name = title.toLowerCase(), open = true }) {
  const body = rows.length ? shortList(rows, name) : [el("p", { class: "note" }, empty)];
  const element = el("details", { class: "section", id: `panel-${id}`, open },
    el("summary", {}, el("h2", {}, title), el("span", { class: "tally" }, String(rows.length))), ...body);
  const list = element.querySelector("ul");
  if (list?.querySelector("button")) rove(list, () => [...list.querySelectorAll("button")]).reset();
  return element;
}

function listing(items, cardOf, cards, prefix) {
  return items.map((item) => {
    const card = cardOf(item);
    cards.set(`${prefix}:${item.id}`, card);
    return el("li", {}, card);
  });
}

/**
 * Draw the panel for `reading`.  `on` has `pick(type, id)`, `hover(target or null)`, `goTo(span)`
 * and `goToSegment(segment)`.  Returns `card(key)` for keys like `source:s1`,
 * and `press(target)`, which shows the card of what is pinned as pressed.
 */
export function drawPanel(container, { reading, ledger, misplaced }, on) {
  const cards = new Map();
  const bySalience = [...reading.entities].sort((a, b) => b.salience - a.salience);
  const people = bySalience.filter((entity) => entity.type === "person");
  const others = bySalience.filter((entity) => entity.type !== "person");
  const sources = [...reading.sources].sort((a, b) => ledger.wordsOfSource(b.id) - ledger.wordsOfSource(a.id));
  const warnings = reading.warnings.map((warning) => warningRow(warning, on));
  if (misplaced) {
    warnings.unshift(warningRow({
      code: "offsets",
      message: `${plural(misplaced, "span does", "spans do")} not match the text: do not trust the marks.`,
      span: null,
    }, on));
  }
  container.replaceChildren(
    section({ id: "topics", title: "Topics", rows: reading.topics.map(topicRow), empty: "No topic is sure enough." }),
    section({
      id: "sources", title: "Sources", empty: "No source is cited.",
      rows: listing(sources, (source) => sourceCard(source, ledger, on), cards, "source"),
    }),
    section({
      id: "people", title: "People", empty: "Nobody is named.",
      rows: listing(people, (entity) => entityCard(entity, on), cards, "entity"),
    }),
    section({
      id: "names", title: "Places, organizations and more", name: "names", empty: "Nothing else is named.",
      rows: listing(others, (entity) => entityCard(entity, on), cards, "entity"),
    }),
    section({
      id: "segments", title: "Parts of the text", name: "parts", empty: "The text was not divided.", open: false,
      rows: reading.segments.map((segment) => segmentRow(segment, on)),
    }),
    section({ id: "warnings", title: "Warnings", rows: warnings, empty: "None.", open: warnings.length > 0 }),
  );
  return {
    card: (key) => cards.get(key) ?? null,
    press(target) {
      for (const [key, card] of cards) card.setAttribute("aria-pressed", String(key === `${target?.type}:${target?.id}`));
    },
  };
}
