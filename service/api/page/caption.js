/** The strip below the article that says in words what is lit. */
import { el, percent, plural } from "./element.js";
import { kindOf } from "./ledger.js";

const spaced = (name) => name.replaceAll("_", " ");

const HOW = {
  pronoun: (mention) => `understood from the pronoun “${mention}”`,
  nominal: (mention) => `understood from “${mention}”`,
  carried: () => "carried on from the quotation before",
};

function speakerWords(quotation, source) {
  const { speaker } = quotation;
  if (!speaker) return [el("strong", { class: "flag-line" }, "no speaker given")];
  const how = HOW[speaker.resolution]?.(speaker.mention.text);
  return [
    el("strong", {}, speaker.name),
    source?.role_title ? `, ${source.role_title}` : null,
    source && !source.named ? el("span", { class: "tag flag" }, "unnamed") : null,
    how ? el("span", { class: "note" }, ` · ${how}`) : null,
  ];
}

function quotationWords(quotation, ledger) {
  const notes = [
    quotation.cue && `cue “${quotation.cue.text}”`,
    quotation.segment !== "body" && `in the ${spaced(quotation.segment)}`,
    quotation.duplicate_of && `repeats quotation ${ledger.numbers.get(quotation.duplicate_of)}`,
    `confidence ${percent(quotation.confidence)}`,
  ];
  return [
    el("span", { class: "caption-number" }, `${ledger.numbers.get(quotation.id)} of ${ledger.quotations.size}`),
    el("span", { class: "tag" }, kindOf(quotation)),
    ...speakerWords(quotation, ledger.sourceOf(quotation)),
    el("span", { class: "note" }, ` · ${notes.filter(Boolean).join(" · ")}`),
  ];
}

function sourceWords(source, ledger) {
  return [
    source.kind === "unnamed" ? null : el("span", { class: "tag" }, spaced(source.kind)),
    el("strong", {}, source.name),
    source.role_title ? `, ${source.role_title}` : null,
    source.named ? null : el("span", { class: "tag flag" }, "unnamed"),
    el("span", { class: "note" }, ` · ${plural(source.quotation_ids.length, "quotation")} · `
      + `${plural(ledger.wordsOfSource(source.id), "word")} · confidence ${percent(source.confidence)}`),
  ];
}

/** An entry of an authority file or gazetteer; only web addresses become links. */
function linkWords({ scheme, id, uri, label }) {
  const name = `${scheme} ${id}`;
  const isWeb = /^https?:\/\//i.test(uri ?? "");
  return el("span", { class: "note" }, " · ", isWeb ? el("a", { href: uri, rel: "noreferrer", target: "_blank", title: label }, name) : name);
}

function entityWords(entity) {
  return [
    el("span", { class: "tag" }, spaced(entity.type)),
    el("strong", {}, entity.name),
    el("span", { class: "note" }, ` · ${plural(entity.mentions.length, "mention")} · salience `
      + `${percent(entity.salience)} · confidence ${percent(entity.confidence)}`),
    ...entity.links.map(linkWords),
  ];
}

/** The words for `target` as nodes. */
export function captionFor(target, ledger) {
  const words = {
    quotation: () => quotationWords(ledger.quotations.get(target.id), ledger),
    source: () => sourceWords(ledger.sources.get(target.id), ledger),
    entity: () => entityWords(ledger.entities.get(target.id)),
  };
  return words[target.type]().filter(Boolean);
}
