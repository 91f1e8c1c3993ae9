/** A reading as text to take along: JSON as answered, CSV of the quotations, Markdown with attributions. */
import { percent, plural } from "./element.js";
import { kindOf, wordsOf } from "./ledger.js";

export const toJson = (reading) => `${JSON.stringify(reading, null, 2)}\n`;

const COLUMNS = [
  "id", "kind", "mode", "quotation", "cue", "speaker", "speaker_in_text", "resolution", "role_title", "source_kind",
  "named", "anonymity_reason", "segment", "duplicate_of", "confidence", "start", "end", "offset_unit",
];

function csvCell(value) {
  let cell = value === null || value === undefined ? "" : String(value);
  // A spreadsheet runs a cell that begins like a formula; the apostrophe keeps it text (OWASP, CSV injection).
  if (typeof value === "string" && /^[=+\-@\t\r]/.test(cell)) cell = `'${cell}`;
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** RFC 4180, one row for each quotation; `start` and `end` span all its fragments. */
export function toCsv(reading, ledger) {
  const rows = reading.quotations.map((quotation) => {
    const source = ledger.sourceOf(quotation);
    const { speaker } = quotation;
    return [
      quotation.id, quotation.kind, quotation.mode, wordsOf(quotation), quotation.cue?.text, speaker?.name,
      speaker?.mention.text, speaker?.resolution, source?.role_title, source?.kind, source?.named,
      source?.anonymity_reason, quotation.segment, quotation.duplicate_of, quotation.confidence,
      quotation.content[0]?.start, quotation.content.at(-1)?.end, reading.offset_unit,
    ];
  });
  return [COLUMNS, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/** Keep what the article says from being read as Markdown. */
function plain(text) {
  return text
    .replace(/[\\`*_[\]<>#|~]/g, "\\$&")
    .replace(/^(\s*)([-+=]|\d+(?=[.)]))/gm, (_, indent, sign) => (/\d/.test(sign) ? `${indent}${sign}\\` : `${indent}\\${sign}`));
}

function attribution(quotation, source) {
  if (!quotation.speaker) return "**no speaker given**";
  const role = source?.role_title ? `, ${plain(source.role_title)}` : "";
  const reason = source?.anonymity_reason ? `: ${plain(source.anonymity_reason)}` : "";
  return `**${plain(quotation.speaker.name)}**${role}${source?.named === false ? ` (unnamed${reason})` : ""}`;
}

function markdownQuotation(quotation, ledger) {
  const words = plain(wordsOf(quotation)).split(/\r\n|\r|\n/).map((line) => `> ${line}`.trimEnd());
  const cue = quotation.cue ? `, cue “${plain(quotation.cue.text)}”` : "";
  return [
    ...words,
    ">",
    `> — ${attribution(quotation, ledger.sourceOf(quotation))} · ${kindOf(quotation)}${cue} · ${percent(quotation.confidence)}`,
  ].join("\n");
}

function markdownSource(source, ledger) {
  const facts = [
    source.kind,
    source.role_title && plain(source.role_title),
    !source.named && `unnamed (${source.anonymity_reason ? plain(source.anonymity_reason) : "no reason given"})`,
    source.quotation_ids.length
      ? `${plural(source.quotation_ids.length, "quotation")}, ${plural(ledger.wordsOfSource(source.id), "word")}`
      : source.cited_as,
  ];
  return `- **${plain(source.name)}**: ${facts.filter(Boolean).join("; ")}`;
}

/** Headline, topics, every quotation with who said it, and the sources. */
export function toMarkdown(reading, ledger, { text, headline }) {
  const part = reading.segments.find((segment) => segment.kind === "headline");
  const title = headline || (part ? text.slice(part.start, part.end).replace(/\s+/g, " ").trim() : "") || "Article";
  const topics = reading.topics.map((topic) => `${topic.label} (${topic.qcode}, ${percent(topic.confidence)})`);
  return [
    `# ${plain(title)}`,
    topics.length && `Topics: ${topics.join("; ")}`,
    "## Quotations",
    ...(reading.quotations.length ? reading.quotations.map((quotation) => markdownQuotation(quotation, ledger)) : ["None."]),
    "## Sources",
    reading.sources.length ? reading.sources.map((source) => markdownSource(source, ledger)).join("\n") : "None.",
  ].filter(Boolean).join("\n\n").concat("\n");
}
