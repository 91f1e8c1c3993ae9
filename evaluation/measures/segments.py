"""The story told apart from the page around it, counted in characters.

A character is boilerplate when it lies in a segment of a boilerplate kind; white space counts for
nothing.  Precision tells how little of the story is taken for boilerplate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluation.labels import MarkedSegment, Reply
from evaluation.report import Outcome, Table, scores_by_outlet, summed
from evaluation.tallies import Tally, overlap
from service.reading.structure.segments import BOILERPLATE_KINDS

LABELLED_KIND = "boilerplate"
LONGEST_EXCERPT = 160


def evaluate(replies: Sequence[Reply], *, draws: int, errors: int) -> Outcome:
    """Score segments as the module says."""
    counts = [{"boilerplate": article_tally(each)} for each in replies]
    return summed(
        counts,
        draws,
        tables=(scores_by_outlet(replies, counts, "boilerplate"), _by_kind(replies)),
        errors=_longest_errors(replies, errors),
    )


def article_tally(reply: Reply) -> Tally:
    """The tally of one article's characters."""
    return overlap(*_both(reply))


def boilerplate(text: str, segments: Iterable[MarkedSegment]) -> frozenset[int]:
    """The visible characters, by offset, that lie in boilerplate."""
    return frozenset(
        offset
        for each in segments
        if each.kind == LABELLED_KIND or each.kind in BOILERPLATE_KINDS
        for offset in _visible(text, each)
    )


def _visible(text: str, segment: MarkedSegment) -> list[int]:
    return [at for at in range(segment.start, min(segment.end, len(text))) if not text[at].isspace()]


def _both(reply: Reply) -> tuple[frozenset[int], frozenset[int]]:
    text = reply.article.text
    return boilerplate(text, reply.article.labels.segments or ()), boilerplate(text, reply.labels.segments or ())


def _by_kind(replies: Sequence[Reply]) -> Table:
    """What the service marks as each kind, and the share of it that is labelled as boilerplate."""
    marked: dict[str, list[int]] = {}
    for reply in replies:
        gold, _ = _both(reply)
        for each in reply.labels.segments or ():
            visible = _visible(reply.article.text, each)
            sums = marked.setdefault(each.kind, [0, 0])
            sums[0] += len(visible)
            sums[1] += len(gold.intersection(visible))
    rows = tuple(
        (kind, "yes" if kind in BOILERPLATE_KINDS else "no", size, inside / size if size else 0.0)
        for kind, (size, inside) in sorted(marked.items())
    )
    return Table("By segment kind", ("kind", "counts as boilerplate", "characters", "labelled boilerplate"), rows)


def _longest_errors(replies: Sequence[Reply], most: int) -> tuple[str, ...]:
    """The longest stretches of story taken for boilerplate, then of boilerplate taken for story."""
    shown: list[str] = []
    both = [(reply, *_both(reply)) for reply in replies]
    for sort in ("story taken for boilerplate", "boilerplate taken for story"):
        stretches = [
            (end - start, reply.article.id, reply.article.text[start:end])
            for reply, gold, predicted in both
            for start, end in _stretches(
                reply.article.text, predicted - gold if sort.startswith("story") else gold - predicted
            )
        ]
        stretches.sort(key=lambda each: (-each[0], each[1]))
        shown += [
            f"{sort} · {article} · {length} characters\n  {_excerpt(stretch)}"
            for length, article, stretch in stretches[:most]
        ]
    return tuple(shown)


def _stretches(text: str, offsets: frozenset[int]) -> list[tuple[int, int]]:
    """The offsets as runs, white space between two of them included."""
    found: list[tuple[int, int]] = []
    for offset in sorted(offsets):
        if found and not text[found[-1][1] : offset].strip():
            found[-1] = (found[-1][0], offset + 1)
        else:
            found.append((offset, offset + 1))
    return found


def _excerpt(stretch: str) -> str:
    line = " ".join(stretch.split())
    return line if len(line) <= LONGEST_EXCERPT else f"{line[:LONGEST_EXCERPT]} […]"
