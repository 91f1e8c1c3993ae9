/**
 * From a reading to pieces of text.  Marks overlap freely (a name in a quotation, a quotation
 * in a quotation, a speaker who is a source who is a person), so the text is cut at every
 * boundary into pieces, each of which knows all the marks that lie on it.
 *
 * One sweep over the sorted boundaries: O(n log n) in marks and lines.
 */

/** Segments that are not the story. */
const BOILERPLATE = new Set(["credit", "related_link", "advertisement", "section_label", "footer", "duplicate"]);

export const isBoilerplate = (kind) => BOILERPLATE.has(kind);

/** Every mark of a reading as `{role, id, start, end}`; empty spans are left out. */
export function marksOf(reading) {
  const marks = [];
  const add = (role, id, span) => {
    if (span && span.start < span.end) marks.push({ role, id, start: span.start, end: span.end });
  };
  for (const quotation of reading.quotations) {
    for (const span of quotation.content) add("content", quotation.id, span);
    add("cue", quotation.id, quotation.cue);
    add("speaker", quotation.id, quotation.speaker?.mention);
  }
  for (const source of reading.sources) for (const span of source.mentions) add("source", source.id, span);
  for (const entity of reading.entities) for (const span of entity.mentions) add("entity", entity.id, span);
  reading.warnings.forEach((warning, index) => add("caution", `w${index + 1}`, warning.span));
  return marks;
}

/** The lines of a text that hold anything, `{start, end, apart}`; apart: a blank line stands before it. */
export function linesOf(text) {
  const lines = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    if (match[0].trim() === "") continue;
    const start = match.index;
    const gap = lines.length ? text.slice(lines.at(-1).end, start) : "\n\n";
    lines.push({ start, end: start + match[0].length, apart: /\n\s*\n|\r\r/.test(gap) });
  }
  return lines;
}

/**
 * The text cut at every boundary: lines with `pieces: [{start, end, marks, segment}]`.
 * `segment` is the segment object that the piece lies in, or null.
 */
export function layOut(text, reading) {
  const byStart = marksOf(reading).sort((a, b) => a.start - b.start || b.end - a.end);
  const segments = reading.segments;
  const cuts = new Set();
  for (const { start, end } of [...byStart, ...segments]) cuts.add(start).add(end);
  const boundaries = [...cuts].sort((a, b) => a - b);

  let active = [];
  let nextMark = 0;
  let nextBoundary = 0;
  let segmentIndex = 0;
  return linesOf(text).map((line) => {
    const pieces = [];
    let at = line.start;
    while (at < line.end) {
      while (nextBoundary < boundaries.length && boundaries[nextBoundary] <= at) nextBoundary += 1;
      const end = Math.min(line.end, boundaries[nextBoundary] ?? line.end);
      // A new array each time: the one before belongs to the piece before.
      active = active.filter((mark) => mark.end > at);
      for (; nextMark < byStart.length && byStart[nextMark].start <= at; nextMark += 1) {
        if (byStart[nextMark].end > at) active.push(byStart[nextMark]);
      }
      while (segmentIndex < segments.length && segments[segmentIndex].end <= at) segmentIndex += 1;
      const segment = segments[segmentIndex]?.start <= at ? segments[segmentIndex] : null;
      pieces.push({ start: at, end, marks: active, segment });
      at = end;
    }
    return { ...line, pieces };
  });
}

/** How many spans do not slice to their own text: anything but 0 means offsets cannot be trusted. */
export function countMisplaced(text, reading) {
  const spans = [
    ...reading.quotations.flatMap((q) => [...q.content, q.cue, q.speaker?.mention]),
    ...reading.sources.flatMap((source) => source.mentions),
    ...reading.entities.flatMap((entity) => entity.mentions),
    ...reading.warnings.map((warning) => warning.span),
  ];
  return spans.filter((span) => span && text.slice(span.start, span.end) !== span.text).length;
}
