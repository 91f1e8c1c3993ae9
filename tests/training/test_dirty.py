import random
import tomllib

import pytest

from service.reading.structure.segments import BOILERPLATE_KINDS
from training.dirty import STYLES, dress_all

STORY = "Friday, January 4, 2019\n\nThe council voted to close the bridge.\n\nShopkeepers fear.\n\nA ferry may come."
ARTICLES = [(str(number), f"Headline number {number} of {{many}}", STORY) for number in range(26)]


def test_every_style_dresses_a_story() -> None:
    styles = tomllib.loads(STYLES.read_text(encoding="utf-8"))
    rows = list(dress_all(ARTICLES, random.Random(1)))
    assert len(styles) >= 12
    assert {row["style"] for row in rows} == set(styles)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_no_story_is_known_to_the_character(seed: int) -> None:
    for row in dress_all(ARTICLES, random.Random(seed)):
        added = row["segments"]
        assert [[start, end] for kind, start, end in added if kind in BOILERPLATE_KINDS] == row["boilerplate"]
        pieces = [row["text"][start:end] for _, start, end in added]
        assert all(piece == piece.strip() and piece for piece in pieces)
        assert not any(placeholder in piece for piece in pieces for placeholder in ("{other}", "{author}", " || "))
        rest = row["text"]
        for _, start, end in reversed(added):
            rest = rest[:start] + rest[end:]
        assert rest.split() == STORY.split("\n\n", 1)[1].split()


def test_the_same_seed_dresses_alike() -> None:
    assert list(dress_all(ARTICLES, random.Random(4))) == list(dress_all(ARTICLES, random.Random(4)))
