"""Speakers, names, sources, topics, segments and confidences on hand-made labels."""

from __future__ import annotations

import pytest

from evaluation.labels import (
    Article,
    Attribution,
    CitedSource,
    Coreference,
    Labels,
    MarkedSegment,
    Name,
    Reply,
    TopicLabel,
)
from evaluation.measures import calibration, coreference, names, segments, sources, speakers, topics
from service.reading.taxonomy import Taxonomy

TEXT = "Ann Lee said no. Bob said yes. Nobody said maybe."


def reply(labelled: Labels, answered: Labels, text: str = TEXT) -> Reply:
    return Reply(Article("x-1", text, "x", labelled), answered)


def said(word: str, speaker: str | None, confidence: float = 1.0, source: str = "") -> Attribution:
    def span(part: str) -> tuple[tuple[int, int], ...]:
        return ((TEXT.index(part), TEXT.index(part) + len(part)),) if part else ()

    return Attribution(span(word), span(source), speaker=speaker, confidence=confidence)


def test_speakers_by_their_full_names() -> None:
    labelled = Labels(attributions=(said("no", "Ann Lee"), said("yes", "Bob"), said("maybe", None)))
    answered = Labels(
        attributions=(said("no", "Lee"), said("yes", "Mr Bob"), said("maybe", None), said("Nobody", "Bob"))
    )
    outcome = speakers.evaluate([reply(labelled, answered)], draws=0, errors=5)
    speaker, named, forgiving = (outcome.scores[name] for name in ("speaker", "speaker_named", "speaker_alike"))
    assert (speaker.hits, speaker.predicted, speaker.gold) == (2, 4, 3)
    assert (named.hits, named.predicted, named.gold) == (1, 3, 2)
    assert forgiving.hits == 3
    assert (outcome.shares["speaker_given_content"].right, outcome.shares["speaker_given_content"].of) == (2, 3)
    assert ("Ann Lee", "Lee", 1) in outcome.tables[1].rows


def test_names_need_both_ends_and_the_type() -> None:
    labelled = Labels(names=(Name(0, 7, "person"), Name(17, 20, "person"), Name(31, 37, "location")))
    answered = Labels(
        names=(Name(0, 7, "person"), Name(17, 19, "person"), Name(31, 37, "organization"), Name(8, 9, "date"))
    )
    scores = names.evaluate([reply(labelled, answered)], draws=0, errors=5).scores
    assert {name: (tally.hits, tally.predicted, tally.gold) for name, tally in scores.items()} == {
        "all": (1, 3, 3),
        "person": (1, 2, 2),
        "organization": (0, 1, 0),
        "location": (0, 0, 1),
    }


def test_a_pronoun_is_given_to_a_name_where_one_entity_has_both() -> None:
    he, she = (40, 42), (45, 48)
    labelled = Labels(
        coreference=(
            Coreference(he, (17, 20), same=True),
            Coreference(he, (0, 7), same=False),
            Coreference(she, (0, 7), same=True),
            Coreference(she, (17, 20), same=False),
        )
    )
    answered = Labels(entities=(frozenset({(17, 20), he}), frozenset({(4, 7)}), frozenset({she})))
    outcome = coreference.evaluate([reply(labelled, answered)], draws=0, errors=5)
    same, right = outcome.scores["same"], outcome.shares["decisions_right"]
    assert (same.hits, same.predicted, same.gold) == (1, 1, 2)
    assert (right.right, right.of) == (3, 4)
    mixed = Labels(entities=(frozenset({(4, 7), (17, 20), he, she}),))
    same = coreference.evaluate([reply(labelled, mixed)], draws=0, errors=5).scores["same"]
    assert (same.hits, same.predicted, same.gold) == (2, 4, 2)


def test_sources_are_distinct_by_name_and_have_a_kind() -> None:
    labelled = Labels(
        sources=(CitedSource("Ann Lee", "person"), CitedSource("Reuters", "media"), CitedSource("a poll", "document"))
    )
    answered = Labels(
        sources=(
            CitedSource("Dr. Ann  Lee", "person"),
            CitedSource("ann lee", "unnamed"),
            CitedSource("REUTERS", "organization"),
            CitedSource("Bob", "person"),
        )
    )
    outcome = sources.evaluate([reply(labelled, answered)], draws=0, errors=5)
    tally = outcome.scores["sources"]
    assert (tally.hits, tally.predicted, tally.gold) == (2, 3, 3)
    assert (outcome.shares["kind_given_source"].right, outcome.shares["kind_given_source"].of) == (1, 2)
    assert ("missed", "document", "a poll", 1) in outcome.tables[2].rows


TENNIS, SPORT, POLITICS = "medtop:20001085", "medtop:15000000", "medtop:11000000"


@pytest.fixture(name="tree")
def _tree() -> topics.TopicTree:
    return topics.TopicTree(Taxonomy.load())


def test_topics_are_lifted_to_their_ancestors(tree: topics.TopicTree) -> None:
    tennis = [TopicLabel(TENNIS)]
    assert tree.lifted(tennis, 1) == {"sport"}
    assert tree.lifted([TopicLabel("Sport")], 1) == {"sport"}
    assert len(tree.lifted(tennis, 2)) == 1
    assert tree.lifted([TopicLabel("medtop:00000000")], 1) == frozenset()


def test_topics() -> None:
    replies = [
        reply(
            Labels(topics=(TopicLabel(TENNIS), TopicLabel(POLITICS))),
            Labels(topics=(TopicLabel(POLITICS, 0.4), TopicLabel(SPORT, 0.9))),
        ),
        reply(
            Labels(topics=(TopicLabel(POLITICS), TopicLabel("medtop:00000000"))),
            Labels(topics=(TopicLabel(SPORT, 0.6),)),
        ),
    ]
    outcome = topics.evaluate(replies, draws=0, errors=5)
    first, second = outcome.scores["level_1"], outcome.scores["level_2"]
    assert (first.hits, first.predicted, first.gold) == (2, 3, 3)
    assert (second.hits, second.predicted, second.gold) == (0, 0, 1)
    assert (outcome.shares["main_topic"].right, outcome.shares["main_topic"].of) == (1, 2)
    assert outcome.notes == ("labels that are no active topic: medtop:00000000",)


def test_boilerplate_is_counted_in_visible_characters() -> None:
    text = "By Ann Lee\n\nThe story.\n\nRead more"
    labelled = Labels(segments=(MarkedSegment("boilerplate", 24, 33),))
    answered = Labels(
        segments=(
            MarkedSegment("body", 0, 22),
            MarkedSegment("related_link", 18, 29),
        )
    )
    outcome = segments.evaluate([reply(labelled, answered, text)], draws=0, errors=5)
    tally = outcome.scores["boilerplate"]
    assert (tally.hits, tally.predicted, tally.gold) == (4, 8, 8)
    assert outcome.errors == (
        "story taken for boilerplate · x-1 · 4 characters\n  ory.",
        "boilerplate taken for story · x-1 · 4 characters\n  more",
    )


def test_confidence_against_outcome() -> None:
    labelled = Labels(attributions=(said("no", None, source="Ann Lee"), said("yes", None, source="Bob")))
    answered = Labels(
        attributions=(
            said("no", None, 0.95, "Ann Lee"),
            said("yes", None, 0.95, "Nobody"),
            said("maybe", None, 0.25, "Nobody"),
        )
    )
    outcome = calibration.evaluate([reply(labelled, answered)], draws=0, errors=2)
    # the upper bin holds two, one of them right: |0.95 - 0.5|; the lower one, wrong: |0.25 - 0|
    assert outcome.figures["expected_calibration_error"] == pytest.approx((2 * 0.45 + 0.25) / 3)
    assert outcome.figures["brier_score"] == pytest.approx((0.05**2 + 0.95**2 + 0.25**2) / 3)
    reliability, floors = outcome.tables
    assert [(row[0], row[1], row[3]) for row in reliability.rows] == [("0.2-0.3", 1, 0.0), ("0.9-1.0", 2, 0.5)]
    assert {row[0]: row[4] for row in floors.rows}[0.3] == 2
    assert outcome.errors[0].startswith("confidence 0.95 · wrong source")
