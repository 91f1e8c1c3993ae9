/** The article in numbers, and who gets the words. */
import { el, percent, plural } from "./element.js";
import { NOBODY, UNNAMED } from "./filters.js";

/** A figure that is worth a look filters the quotations when pressed. */
const finding = (words, filter, onFilter) =>
  el("button", { type: "button", class: "finding", onclick: () => onFilter(filter) }, words);

function shares(reading, ledger) {
  const speaking = reading.sources.filter((source) => ledger.wordsOfSource(source.id) > 0);
  if (!speaking.length) return null;
  const parts = speaking
    .sort((a, b) => ledger.wordsOfSource(b.id) - ledger.wordsOfSource(a.id))
    .map((source) => {
      const part = el("span", { class: `share tone-${ledger.toneOfSource(source.id)}${source.named ? "" : " unnamed"}` });
      part.style.flexGrow = String(ledger.wordsOfSource(source.id));
      return part;
    });
  return el("div", { class: "shares", "aria-hidden": "true" }, ...parts);
}

/** Draw the summary; `onFilter(speaker)` is called with one of the special speakers of filters.js. */
export function drawSummary(container, { reading, ledger, headline, serverMilliseconds }, onFilter) {
  const unnamed = reading.sources.filter((source) => !source.named);
  const voiceless = reading.quotations.filter((quotation) => quotation.speaker === null);
  const figures = [
    plural(ledger.articleWords, "word"),
    plural(reading.quotations.length, "quotation"),
    ledger.articleWords > 0 && `${percent(ledger.quotedWords / ledger.articleWords)} of the words are quoted`,
    plural(reading.sources.length, "source"),
    serverMilliseconds !== null && `read in ${(serverMilliseconds / 1000).toFixed(2)} s`,
  ];
  container.replaceChildren(...[
    headline && el("p", { class: "given-headline" }, headline),
    el("p", { class: "figures" }, figures.filter(Boolean).join(" · ")),
    shares(reading, ledger),
    (unnamed.length > 0 || voiceless.length > 0) && el("p", { class: "findings" }, ...[
      unnamed.some((source) => source.quotation_ids.length)
        ? finding(`${plural(unnamed.length, "unnamed source")}`, UNNAMED, onFilter)
        : unnamed.length > 0 && el("span", { class: "tag flag" }, plural(unnamed.length, "unnamed source")),
      voiceless.length > 0 && finding(`${plural(voiceless.length, "quotation")} without a speaker`, NOBODY, onFilter),
    ].filter(Boolean)),
  ].filter(Boolean));
}

/** The same in one sentence, for the live region. */
export function sayReading(reading) {
  const unnamed = reading.sources.filter((source) => !source.named).length;
  return `Read. ${plural(reading.quotations.length, "quotation")}, ${plural(reading.sources.length, "source")}`
    + `${unnamed ? `, ${unnamed} unnamed` : ""}, ${plural(reading.entities.length, "name")}, ${plural(reading.topics.length, "topic")}.`;
}
