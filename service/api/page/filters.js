/** Which quotations a filter lets through; the special speakers are not ids of sources. */
import { kindOf } from "./ledger.js";

export const UNNAMED = "unnamed";
export const NOBODY = "nobody";

/** `filter` is `{speaker, kind, confidence}`: "" and 0 let everything through. */
export function passes(quotation, filter, ledger) {
  if (quotation.confidence < filter.confidence) return false;
  if (filter.kind && kindOf(quotation) !== filter.kind) return false;
  if (filter.speaker === NOBODY) return quotation.speaker === null;
  if (filter.speaker === UNNAMED) return ledger.sourceOf(quotation)?.named === false;
  return !filter.speaker || quotation.speaker?.source_id === filter.speaker;
}

export const isActive = (filter) => Boolean(filter.speaker || filter.kind || filter.confidence);

/** The choices for the speaker filter, `[value, label]`, loudest source first. */
export function speakerChoices(reading, ledger) {
  const speaking = reading.sources
    .filter((source) => source.quotation_ids.length > 0)
    .sort((a, b) => ledger.wordsOfSource(b.id) - ledger.wordsOfSource(a.id));
  const choices = [["", "Everyone"]];
  if (speaking.some((source) => !source.named)) choices.push([UNNAMED, "Unnamed sources"]);
  if (reading.quotations.some((quotation) => quotation.speaker === null)) choices.push([NOBODY, "No speaker given"]);
  return [...choices, ...speaking.map((source) => [source.id, source.name])];
}
