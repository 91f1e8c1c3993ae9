"""Who said what: quotations decoded from the encoder's roles and links.

A head marks sources, cues and contents; pointers tell of each content fragment which source and
which cue it belongs to and which earlier fragment it goes on from.  Fragments are snapped to
the paired quotation marks first, so that a direct quotation never loses or gains a word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from service.reading.article import Article
from service.reading.bio import WordSpan, decode_bio, sigmoid
from service.reading.confidence import Scales, calibrated
from service.reading.encoder import Encoded
from service.reading.findings import Span
from service.reading.fragments import snap_fragments
from service.reading.lexicon import word_class
from service.reading.marks import Marks
from service.reading.pointers import Pointing, WordRanges
from service.reading.signatures import find_signatures

_ASKED = 3
_GOES_ON = 0.4
_GOES_ON_SAME_CUE = 0.003
_LINKED = 0.3
_UNATTRIBUTED = 0.6
_THOUGHT = 0.2
_FEWEST_WORDS = 2
_WORD = re.compile(r"\w+")
_LEAST_SURE = {
    "roles_house": {"direct": 0.25, "mixed": 0.3, "indirect": 0.35},
    "roles_wide": {"direct": 0.3, "mixed": 0.35, "indirect": 0.35},
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation before its speaker is known by name; spans are code points.

    ``kind`` is direct, mixed or indirect; ``mode`` statement or thought; ``confidence`` in [0, 1].
    """

    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    kind: str
    mode: str
    segment: str
    confidence: float


@dataclass(slots=True)
class _Draft:
    """Fragments (word ranges) that are gathered into one quotation, with the mass of their links."""

    fragments: list[WordSpan]
    sources: dict[int, list[float]] = field(default_factory=dict[int, list[float]])
    cues: dict[int, list[float]] = field(default_factory=dict[int, list[float]])
    no_source: list[float] = field(default_factory=list[float])


@dataclass(frozen=True, slots=True)
class _Links:
    """Where one fragment points to: masses by index of source, cue and earlier fragment."""

    sources: dict[int, float]
    cues: dict[int, float]
    previous: dict[int, float]
    no_source: float


def _decode_roles(
    article: Article, encoded: Encoded, labels: dict[str, list[str]], head: str
) -> dict[str, list[WordSpan]]:
    """The spans of each role (source, cue, content) that stand in the story."""
    found: dict[str, list[WordSpan]] = {"source": [], "cue": [], "content": []}
    for decoded in decode_bio(encoded.heads[head], labels[head]):
        span = decoded if decoded.type == "content" else _first_paragraph(article.text, encoded, decoded)
        chars = _chars(encoded, span)
        if article.is_story(chars.start, chars.end):
            found[span.type].append(span)
    return found


def _first_paragraph(text: str, encoded: Encoded, span: WordSpan) -> WordSpan:
    """No speaker and no cue runs over a blank line."""
    chars = _chars(encoded, span)
    cut = text.find("\n\n", chars.start, chars.end)
    return span if cut < 0 else replace(span, high=max(encoded.words(chars.start, cut)[1], span.low + 1))


def find_attributions(
    article: Article, encoded: Encoded, marks: Marks, labels: dict[str, list[str]], scales: Scales, *, thoughts: bool
) -> list[Attribution]:
    """Decode the roles and link them into quotations of the story, in text order.

    With ``thoughts`` what somebody believes, hopes or plans is taken too (the head ``roles_wide``).
    ``scales`` make confidences of the scores.
    """
    text = article.text
    head = "roles_wide" if thoughts else "roles_house"
    roles = _decode_roles(article, encoded, labels, head)
    fragments = snap_fragments(text, encoded, marks, roles["content"])
    sources, cues = WordRanges.of(roles["source"]), WordRanges.of(roles["cue"])
    drafts: list[_Draft] = []
    owner: dict[int, _Draft] = {}
    best_cue: dict[int, int | None] = {}
    for index, links in enumerate(_find_links(encoded, fragments, sources, cues)):
        cue = _best(links.cues, _LINKED)
        best_cue[index] = cue
        before = _continued(links, best_cue, cue)
        draft = owner[before] if before is not None else _Draft([])
        if before is None:
            drafts.append(draft)
        draft.fragments.append(fragments[index])
        owner[index] = draft
        for source, mass in links.sources.items():
            draft.sources.setdefault(source, []).append(mass)
        for found, mass in links.cues.items():
            draft.cues.setdefault(found, []).append(mass)
        draft.no_source.append(links.no_source)
    quoted = quoted_stretches(marks)
    finished = [_finish(article, encoded, quoted, roles, draft) for draft in drafts]
    sure = [a for a in finished if a is not None and a.confidence >= _LEAST_SURE[head][a.kind]]
    found = [replace(a, confidence=calibrated(a.confidence, *scales[head][a.kind])) for a in sure]
    signatures = find_signatures(text, marks)
    signed = [signatures.signer(text, a.content[-1].end, a.cue, a.speaker) for a in found]
    found = [replace(a, speaker=name, cue=None) if name else a for a, name in zip(found, signed, strict=True)]
    return found if thoughts else [replace(a, mode="statement") for a in found]


def _find_links(
    encoded: Encoded, fragments: Sequence[WordSpan], sources: WordRanges, cues: WordRanges
) -> Iterator[_Links]:
    """Where each fragment points to, by its first and last words."""
    asked: list[list[int]] = []
    for low, high in ((fragment.low, fragment.high) for fragment in fragments):
        ends = {*range(low, min(low + _ASKED, high)), *range(max(high - _ASKED, low), high)}
        asked.append(sorted(ends))
    to_source, to_cue, to_earlier = (encoded.pointers.point(r, asked) for r in ("source", "cue", "previous"))
    earlier = WordRanges.of(fragments)
    for index in range(len(fragments)):
        found, no_source = _masses(to_source[index], sources)
        yield _Links(
            found, _masses(to_cue[index], cues)[0], _masses(to_earlier[index], earlier.first(index))[0], no_source
        )


def _masses(pointings: Sequence[Pointing], spans: WordRanges) -> tuple[dict[int, float], float]:
    """How much of the pointing goes to each span (by its index; spans are in order), and to none."""
    masses: dict[int, float] = {}
    none = 0.0
    for pointing in pointings:
        none += pointing.share * pointing.none
        first, found = pointing.masses(spans)
        for index, mass in enumerate(found, first):
            masses[index] = masses.get(index, 0.0) + pointing.share * mass
    return masses, none


def _best(masses: dict[int, float], least: float) -> int | None:
    best = max(masses, key=lambda i: masses[i], default=None)
    return best if best is not None and masses[best] >= least else None


def _continued(links: _Links, best_cue: dict[int, int | None], cue: int | None) -> int | None:
    """The earlier fragment this one goes on from."""
    before = _best(links.previous, _GOES_ON_SAME_CUE)
    if before is None:
        return None
    same_cue = cue is not None and best_cue[before] == cue
    return before if same_cue or links.previous[before] >= _GOES_ON else None


def _finish(
    article: Article,
    encoded: Encoded,
    quoted: Sequence[tuple[int, int]],
    roles: dict[str, list[WordSpan]],
    draft: _Draft,
) -> Attribution | None:
    count = len(draft.fragments)
    sources = {i: sum(masses) / count for i, masses in draft.sources.items()}
    cues = {i: sum(masses) / count for i, masses in draft.cues.items()}
    no_source = sum(draft.no_source) / count
    source, cue = _best(sources, min(_LINKED, no_source)), _best(cues, _LINKED)
    if source is not None and sources[source] < no_source:
        source = None
    content = tuple(_chars(encoded, f) for f in draft.fragments)
    kind = quotation_kind(article.text, content, quoted)
    words = sum(f.high - f.low for f in draft.fragments)
    sureness = sum(f.confidence * (f.high - f.low) for f in draft.fragments) / words
    if kind == "indirect" and sum(len(_WORD.findall(article.text, s.start, s.end)) for s in content) < _FEWEST_WORDS:
        return None
    if source is None and cue is None and (kind == "indirect" or sureness < _UNATTRIBUTED):
        return None
    said_by = roles["source"][source] if source is not None else None
    low, high = draft.fragments[0].low, draft.fragments[-1].high
    thought = float(sigmoid(encoded.heads["thought"][low:high, 0]).mean())
    cue_at = _chars(encoded, roles["cue"][cue]) if cue is not None else None
    return Attribution(
        content=content,
        cue=cue_at,
        speaker=_chars(encoded, said_by) if said_by is not None else None,
        kind=kind,
        mode="thought" if thought > _THOUGHT or _thinks(article.text, cue_at) else "statement",
        segment=article.segment_at(content[0].start),
        confidence=sureness * (sources[source] if source is not None else max(no_source, 0.3)),
    )


def _thinks(text: str, cue: Span | None) -> bool:
    """Whether the cue is a word of thinking: "believes", "hoped"."""
    return cue is not None and not word_class("thinking").isdisjoint(text[cue.start : cue.end].lower().split())


def _chars(encoded: Encoded, span: WordSpan) -> Span:
    return Span(int(encoded.starts[span.low]), int(encoded.ends[span.high - 1]))


def quoted_stretches(marks: Marks) -> list[tuple[int, int]]:
    """Where the text stands in quotation marks, nested ones being part of the outer: in order, disjoint."""
    stretches: list[tuple[int, int]] = []
    for quoted in marks.quoted:
        if stretches and quoted.start < stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(stretches[-1][1], quoted.end)
        else:
            stretches.append((quoted.start, quoted.end))
    return stretches


def quotation_kind(text: str, content: Sequence[Span], quoted: Sequence[tuple[int, int]]) -> str:
    """direct: every word stands in quotation marks; mixed: some do; indirect: none does.

    ``quoted`` are the `quoted_stretches` of the text.
    """
    inside = outside = False
    for span in content:
        at = span.start
        for index in range(bisect_right(quoted, at, key=lambda stretch: stretch[1]), len(quoted)):
            start, end = quoted[index]
            if start >= span.end:
                break
            outside = outside or _has_word(text, at, start)
            inside = inside or _has_word(text, max(at, start), min(end, span.end))
            at = end
        outside = outside or _has_word(text, at, span.end)
    return "direct" if inside and not outside else "mixed" if inside else "indirect"


def _has_word(text: str, start: int, end: int) -> bool:
    return any(char.isalnum() for char in text[start:end])
