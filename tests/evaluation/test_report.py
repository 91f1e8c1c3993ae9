"""Reports for people and for programs."""

from __future__ import annotations

from evaluation.labels import Article, Labels, Refusal, Reply
from evaluation.report import Outcome, Report, Share, Table, scores_by_outlet, summed
from evaluation.tallies import Tally, matched


def replies() -> list[Reply]:
    one, two = (Article(f"{outlet}-1", "three little words", outlet, Labels()) for outlet in ("ann", "bob"))
    return [Reply(one), Reply(two, refusal=Refusal(422, "text_too_long"))]


COUNTS = [{"names": matched(1, 2, 4)}, {"names": matched(0, 0, 2)}]


def test_text() -> None:
    outcome = Outcome(
        {"names": Tally(1, 1, 2, 6)},
        {"names": (0.1, 0.4)},
        shares={"kind": Share(3, 4)},
        figures={"error": 0.25},
        tables=(scores_by_outlet(replies(), COUNTS, "names"),),
        errors=("missed · ann-1\n  labelled: Ann",),
        notes=("mind this",),
    )
    assert Report("names", replies(), outcome, unlabelled=3).text() == (
        "# names: 2 articles, 6 words\n\n"
        "Refused, and counted as articles in which nothing was found: 1 x 422 text_too_long\n\n"
        "Left out for want of labels: 3 articles\n\n"
        "## Scores\n\n"
        "| score | P      | R      | F1     | predicted | gold | F1, 95%     |\n"
        "|-------|--------|--------|--------|-----------|------|-------------|\n"
        "| names | 0.5000 | 0.1667 | 0.2500 | 2         | 6    | 0.100-0.400 |\n\n"
        "## Figures\n\n"
        "| figure | value  | counts |\n|--------|--------|--------|\n"
        "| kind   | 0.7500 | 3 of 4 |\n| error  | 0.2500 |        |\n\n"
        "## By outlet (F1)\n\n"
        "| outlet | articles | names  |\n|--------|----------|--------|\n"
        "| ann    | 1        | 0.3333 |\n| bob    | 1        | 0.0000 |\n\n"
        "Note: mind this\n\n"
        "## Worst errors\n\nmissed · ann-1\n  labelled: Ann\n"
    )


def test_json() -> None:
    outcome = summed(COUNTS, 20, tables=(Table("T", ("a", "b"), (("x", 1),)),))
    report = Report("names", replies(), outcome).as_json()
    assert report["articles"] == 2
    assert report["refused"] == [{"id": "bob-1", "status": 422, "code": "text_too_long"}]
    assert report["scores"]["names"]["F1"] == 0.25
    assert report["scores"]["names"]["correct"] == 1
    assert len(report["scores"]["names"]["F1_95"]) == 2
    assert report["tables"] == {"T": [{"a": "x", "b": 1}]}


def test_precision_and_recall_over_different_classes_give_both_counts() -> None:
    report = Report("x", [], Outcome({"open": Tally(1, 2, 3, 4)})).as_json()
    assert report["scores"]["open"]["correct"] == [1, 2]
