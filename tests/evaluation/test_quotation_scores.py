"""The quotation scores; the expected figures of the hand-made articles are those of the reference scorer."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from evaluation.gold import read
from evaluation.labels import Article, Attribution, Labels, Reply, Span
from evaluation.measures.quotations import article_counts, evaluate
from evaluation.records import LabelsRecord
from evaluation.report import Outcome, Report

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[3] / "shared"


def hand_made_replies() -> list[Reply]:
    answers: dict[str, Labels] = {}
    for line in (DATA / "answers.jsonl").read_text(encoding="utf-8").splitlines():
        answers[json.loads(line)["id"]] = LabelsRecord.model_validate_json(line).labels()
    return [Reply(each, answers.get(each.id, Labels())) for each in read(DATA / "attributions.jsonl")]


def scored(outcome: Outcome) -> dict[str, Any]:
    return Report("quotations", [], outcome).as_json()["scores"]


def test_agrees_with_the_reference_scorer_on_hand_made_articles() -> None:
    expected = json.loads((DATA / "expected_scores.json").read_text(encoding="utf-8"))["scores"]
    share = expected.pop("source_given_content")
    outcome = evaluate(hand_made_replies(), draws=50, errors=5)
    assert scored(outcome) == expected
    assert outcome.shares["source_given_content"].right == share["correct"]
    assert outcome.shares["source_given_content"].of == share["paired"]


def perturbed(article: Article, generator: random.Random) -> tuple[Attribution, ...]:
    """The labels with errors: dropped, doubled, shifted, merged, and given to others."""

    def shifted(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        moved = [(start + generator.randint(-9, 9), end + generator.randint(-9, 9)) for start, end in spans]
        return tuple((max(0, start), min(len(article.text), end)) for start, end in moved if generator.random() < 0.95)

    answered: list[Attribution] = []
    labelled = article.labels.attributions or ()
    for each in labelled:
        if generator.random() < 0.2:
            continue
        other = generator.choice(labelled) if generator.random() < 0.3 else each
        answered.append(Attribution(shifted(each.content), shifted(other.source), shifted(each.cue)))
        if generator.random() < 0.1:
            answered.append(Attribution(each.content[:1], (), each.cue))
    return tuple(answered)


def as_json(attributions: tuple[Attribution, ...]) -> list[dict[str, Any]]:
    return [{"source": each.source, "cue": each.cue, "content": each.content} for each in attributions]


def test_agrees_with_the_reference_scorer_on_a_corpus() -> None:
    script, corpus = SHARED / "evaluation/score_quotes.py", SHARED / "corpora/quotations/polnear_dev.jsonl"
    if not script.exists() or not corpus.exists():
        pytest.skip("the reference scorer and PolNeAR's development articles are not beside this repository")
    specification = importlib.util.spec_from_file_location("reference_scorer", script)
    assert specification is not None
    assert specification.loader is not None
    reference: Any = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(reference)
    generator = random.Random(7)
    replies = [Reply(each, Labels(attributions=perturbed(each, generator))) for each in read(corpus)[::4]]
    gold = [
        {"id": r.article.id, "text": r.article.text, "attributions": as_json(r.article.labels.attributions or ())}
        for r in replies
    ]
    predicted = [{"id": r.article.id, "attributions": as_json(r.labels.attributions or ())} for r in replies]
    expected = reference.score(gold, predicted, bootstrap=20)[0]["scores"]
    share = expected.pop("source_given_content")
    outcome = evaluate(replies, draws=20, errors=0)
    assert scored(outcome) == expected
    assert outcome.shares["source_given_content"].right == share["correct"]
    assert 0 < outcome.scores["attribution"].f1 < 1


def test_labels_against_themselves_are_all_right() -> None:
    replies = [Reply(each.article, each.article.labels) for each in hand_made_replies()]
    outcome = evaluate(replies, draws=0, errors=5)
    assert {name for name, tally in outcome.scores.items() if tally.f1 != 1.0} == set()
    assert outcome.errors == ()


def test_nothing_answered_is_nothing_right() -> None:
    replies = [Reply(each.article, Labels()) for each in hand_made_replies()]
    outcome = evaluate(replies, draws=0, errors=0)
    assert all(tally.f1 == 0.0 and tally.predicted == 0 for tally in outcome.scores.values())


TEXT = "“We won,” Ann Lee said. “It is over.” Bob thinks that taxes will “rise fast.”"


def attribution(source: str, *content: str) -> Attribution:
    def spans(*parts: str) -> tuple[Span, ...]:
        return tuple((TEXT.index(part), TEXT.index(part) + len(part)) for part in parts if part)

    return Attribution(spans(*content), spans(source))


BOTH = attribution("Ann Lee", "“We won,”", "“It is over.”")
THOUGHT = attribution("Bob", "that taxes will “rise fast.”")


@pytest.mark.parametrize(
    ("answered", "precision", "recall"),
    [
        pytest.param([BOTH, THOUGHT], 1.0, 1.0, id="all right"),
        pytest.param([attribution("Lee", "We won", "It is over"), THOUGHT], 1.0, 1.0, id="marks and part of a name"),
        pytest.param([attribution("Bob", "“We won,”", "“It is over.”"), THOUGHT], 0.5, 0.5, id="another source"),
        pytest.param([attribution("", "“We won,”", "“It is over.”"), THOUGHT], 0.5, 0.5, id="no source"),
        pytest.param([attribution("Ann Lee", "“It is over.”"), THOUGHT], 1.0, 1.0, id="the longer half (4 of 7)"),
        pytest.param([attribution("Ann Lee", "“We won,”"), THOUGHT], 0.5, 0.5, id="the shorter half (3 of 7)"),
        pytest.param(
            [attribution("Ann Lee", "“We won,”"), attribution("Ann Lee", "“It is over.”"), THOUGHT],
            2 / 3,
            1.0,
            id="one quotation as two",
        ),
    ],
)
def test_relations(answered: list[Attribution], precision: float, recall: float) -> None:
    tally = article_counts(TEXT, [BOTH, THOUGHT], answered)["attribution"]
    assert (tally.precision, tally.recall) == pytest.approx((precision, recall))


def test_part_of_a_mixed_quotation_is_a_false_alarm_only_to_the_strict_score() -> None:
    counts = article_counts(TEXT, [BOTH, THOUGHT], [BOTH, attribution("Bob", "“rise fast.”")])
    assert counts["attribution_direct"].precision == 0.5
    assert counts["attribution_direct_open"].precision == 1.0


def test_errors_are_told_worst_first_in_readable_text() -> None:
    answered = (attribution("Bob", "“We won,”", "“It is over.”"), attribution("Ann Lee", "taxes"))
    article = Article("x-1", TEXT, "x", Labels(attributions=(BOTH, THOUGHT)))
    errors = evaluate([Reply(article, Labels(attributions=answered))], draws=0, errors=5).errors
    assert [each.partition(" · ")[0] for each in errors] == ["wrong source", "missed", "no quotation"]
    assert "labelled: Ann Lee | no cue | “We won,” … “It is over.”" in errors[0]
    assert "answered: Bob | no cue" in errors[0]
    assert "answered: nothing" in errors[1]


def test_tables_by_kind_and_by_outlet() -> None:
    tables = {table.title: table for table in evaluate(hand_made_replies(), draws=0, errors=0).tables}
    kinds = {(row[0], row[1]): row[2:] for row in tables["By kind"].rows}
    assert kinds["attribution", "direct"][3:] == (7, 8)
    assert sum(int(kinds["attribution", kind][4]) for kind in ("direct", "mixed", "indirect")) == 15
    assert [row[:2] for row in tables["By outlet (F1)"].rows] == [("harbour", 2), ("riverton", 2)]


def test_modes_are_compared_where_they_are_labelled() -> None:
    def moded(mode: str | None) -> Attribution:
        return Attribution(THOUGHT.content, THOUGHT.source, mode=mode)

    def share(labelled: str | None) -> tuple[int, int] | None:
        article = Article("x-1", TEXT, "x", Labels(attributions=(moded(labelled),)))
        reply = Reply(article, Labels(attributions=(moded("thought"),)))
        found = evaluate([reply], draws=0, errors=0).shares.get("mode_given_content")
        return (found.right, found.of) if found else None

    assert share("thought") == (1, 1)
    assert share("statement") == (0, 1)
    assert share(None) is None
