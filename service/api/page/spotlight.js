/**
 * What is lit: a quotation with its cue, speaker and source; a source with all it says; a name
 * with all its mentions.  Hovering or focusing lights for the moment, a click pins.
 */

/** Everything that lights up with `target`, as `[role, id]` pairs of marks and `cards` of the panel. */
export function constellation(target, ledger) {
  const marks = [];
  const cards = [];
  const addQuotation = (quotation) => {
    for (const role of ["content", "cue", "speaker"]) marks.push([role, quotation.id]);
  };
  if (target.type === "quotation") {
    const quotation = ledger.quotations.get(target.id);
    addQuotation(quotation);
    if (quotation.speaker?.source_id) cards.push(`source:${quotation.speaker.source_id}`);
    if (quotation.speaker?.entity_id) cards.push(`entity:${quotation.speaker.entity_id}`);
  } else if (target.type === "source") {
    const source = ledger.sources.get(target.id);
    marks.push(["source", source.id]);
    for (const id of source.quotation_ids) if (ledger.quotations.has(id)) addQuotation(ledger.quotations.get(id));
    cards.push(`source:${source.id}`);
    if (source.entity_id) cards.push(`entity:${source.entity_id}`);
  } else {
    marks.push(["entity", target.id]);
    cards.push(`entity:${target.id}`);
    const source = ledger.sourceOfEntity(target.id);
    if (source) cards.push(`source:${source.id}`);
  }
  return { marks, cards };
}

/** What a piece of text stands for when it is pointed at: the innermost quotation, else source, else name. */
export function targetOf(marks, isShown, layers) {
  const reach = (mark) => mark.end - mark.start;
  const inner = (roles) =>
    marks.filter((mark) => roles.includes(mark.role)).sort((a, b) => reach(a) - reach(b)).at(0) ?? null;
  const quoted = ["cue", "speaker", "content"]
    .filter((role) => layers[role === "speaker" ? "source" : role])
    .map((role) => inner([role]))
    .find((mark) => mark && isShown(mark.id));
  if (quoted) return { type: "quotation", id: quoted.id };
  const source = layers.source && inner(["source"]);
  if (source) return { type: "source", id: source.id };
  const entity = layers.entity && inner(["entity"]);
  return entity ? { type: "entity", id: entity.id } : null;
}

/** Lights elements and puts out those that were lit before; a piece shows which of its marks is lit. */
export function createSpotlight(root) {
  let lit = [];
  return {
    show(target, { drawn, panel, ledger, isPinned }) {
      for (const [element, name] of lit) element.classList.remove("lit", name);
      lit = [];
      root.classList.toggle("spotlit", Boolean(target && isPinned));
      if (!target) return;
      const { marks, cards } = constellation(target, ledger);
      for (const [role, id] of marks) for (const piece of drawn.pieces(role, id)) lit.push([piece, `lit-${role}`]);
      for (const key of cards) if (panel.card(key)) lit.push([panel.card(key), "lit-card"]);
      for (const [element, name] of lit) element.classList.add("lit", name);
    },
  };
}
