/** One entry each of the side panel. */
import { bar, el, percent, plural } from "./element.js";

const PEOPLE = new Set(["person", "group", "unnamed"]);

const spaced = (name) => name.replaceAll("_", " ");

/** A button that lights its target while pointed at or focused, and pins it when clicked. */
function card(type, id, on, ...children) {
  const target = { type, id };
  return el("button", {
    type: "button",
    class: "card",
    "aria-pressed": "false",
    onclick: () => on.pick(target),
    onpointerenter: () => on.hover(target),
    onpointerleave: () => on.hover(null),
    onfocus: () => on.hover(target),
    onblur: () => on.hover(null),
  }, ...children);
}

/** Why a source is not named; a document or an organization owes no reason. */
function anonymity({ named, anonymity_reason: reason, kind }) {
  if (named || (!reason && !PEOPLE.has(kind))) return null;
  return el("span", { class: "card-line flag-line" }, reason ? `Reason given: ${reason}` : "No reason given for anonymity");
}

export function sourceCard(source, ledger, on) {
  const words = ledger.wordsOfSource(source.id);
  const said = source.quotation_ids.length
    ? `${plural(source.quotation_ids.length, "quotation")}, ${plural(words, "word")}, ${percent(source.quoted_words_share)} of what is quoted`
    : source.cited_as === "credit" ? "credited, not quoted" : "cited without quoted words";
  return card("source", source.id, on,
    el("span", { class: `chip tone-${ledger.toneOfSource(source.id)}${source.named ? "" : " unnamed"}`, "aria-hidden": "true" }),
    el("span", { class: "card-head" },
      el("span", { class: "card-name" }, source.name),
      source.kind !== "unnamed" && el("span", { class: "tag" }, spaced(source.kind)),
      !source.named && el("span", { class: "tag flag" }, "unnamed")),
    source.role_title && el("span", { class: "card-line" }, source.role_title),
    anonymity(source),
    el("span", { class: "card-line figures" }, said),
    source.quotation_ids.length > 0 && bar(source.quoted_words_share));
}

export function entityCard(entity, on) {
  const labels = entity.links.map((link) => `${link.scheme} ${link.id}`).join(", ");
  return card("entity", entity.id, on,
    el("span", { class: "card-head" },
      el("span", { class: "card-name" }, entity.name),
      entity.type !== "person" && el("span", { class: "tag" }, spaced(entity.type))),
    el("span", { class: "card-line figures" },
      `${plural(entity.mentions.length, "mention")}, salience ${percent(entity.salience)}`),
    labels && el("span", { class: "card-line links-line" }, labels),
    bar(entity.salience));
}

export function topicRow(topic) {
  return el("li", { class: `topic level-${topic.level}` },
    el("span", { class: "card-head" },
      el("a", { href: topic.uri, rel: "noreferrer", target: "_blank", class: "topic-name" }, topic.label),
      el("span", { class: "figures" }, percent(topic.confidence))),
    bar(topic.confidence),
    el("span", { class: "qcode" }, [topic.qcode, ...topic.tags].join(" · ")));
}

export function segmentRow(segment, on) {
  return el("li", {}, el("button", { type: "button", class: "card plain", onclick: () => on.goToSegment(segment) },
    el("span", { class: "card-name" }, spaced(segment.kind)),
    el("span", { class: "figures" }, plural(segment.end - segment.start, "character"))));
}

export function warningRow(warning, on) {
  const words = [
    el("span", { class: "card-head" }, el("span", { class: "tag flag" }, spaced(warning.code))),
    el("span", { class: "card-line" }, warning.message),
  ];
  if (!warning.span) return el("li", { class: "warning" }, ...words);
  return el("li", {}, el("button", { type: "button", class: "card", onclick: () => on.goTo(warning.span) }, ...words));
}
