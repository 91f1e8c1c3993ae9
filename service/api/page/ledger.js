/**
 * What is looked up again and again about one reading, drawn up once: who is who by id,
 * how many words each source gets, and which of the eight tones a source is shown in.
 */
const TONES = 8;
const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

export const countWords = (text) => text.match(WORD)?.length ?? 0;

const byId = (items) => new Map(items.map((item) => [item.id, item]));

export function drawLedger(text, reading) {
  const quotations = byId(reading.quotations);
  const words = new Map(
    reading.quotations.map((q) => [q.id, q.content.reduce((sum, span) => sum + countWords(span.text), 0)]),
  );
  const wordsOfSource = new Map(
    reading.sources.map((source) => [
      source.id,
      source.quotation_ids
        .filter((id) => quotations.get(id)?.duplicate_of === null)
        .reduce((sum, id) => sum + (words.get(id) ?? 0), 0),
    ]),
  );
  // The sources with most words get a tone of their own; the others share the neutral one.
  const loudest = reading.sources
    .filter((source) => wordsOfSource.get(source.id) > 0)
    .sort((a, b) => wordsOfSource.get(b.id) - wordsOfSource.get(a.id))
    .slice(0, TONES);
  const tones = new Map(loudest.map((source, index) => [source.id, index + 1]));

  const sources = byId(reading.sources);
  const sourceOfEntity = new Map(reading.sources.map((source) => [source.entity_id, source]));

  return {
    quotations,
    sources,
    entities: byId(reading.entities),
    numbers: new Map(reading.quotations.map((quotation, index) => [quotation.id, index + 1])),
    articleWords: countWords(text),
    quotedWords: reading.quotations.filter((q) => q.duplicate_of === null).reduce((sum, q) => sum + words.get(q.id), 0),
    wordsOfSource: (id) => wordsOfSource.get(id) ?? 0,
    toneOfSource: (id) => tones.get(id) ?? 0,
    sourceOf: (quotation) => sources.get(quotation.speaker?.source_id) ?? null,
    sourceOfEntity: (id) => sourceOfEntity.get(id) ?? null,
  };
}

/** "direct", "mixed" or "indirect", or "thought" for what nobody voiced. */
export const kindOf = (quotation) => (quotation.mode === "thought" ? "thought" : quotation.kind);

/** The words of a quotation as one string, its fragments joined by an ellipsis. */
export const wordsOf = (quotation) => quotation.content.map((span) => span.text).join(" … ");
