"""The sample articles of ``seeds/``: are they annotated soundly, and does the service read them as expected?"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import httpx
import pytest

from service.reading.taxonomy import Taxonomy
from tests.seeds.asking import gaps_of
from tests.seeds.bookkeeping import KNOWN, RECORDED_LAST, instructions, read_known, verdict
from tests.seeds.expectation import SEEDS, read_seed, slugs
from tests.seeds.gaps import MEASURES
from tests.seeds.validation import faults

_DOCS = Path(__file__).parents[1] / "docs"


@cache
def topics() -> dict[str, str | None]:
    return {topic.qcode: topic.parent for topic in Taxonomy.load().topics}


@cache
def documented_warnings() -> frozenset[str]:
    return frozenset(re.findall(r"`([a-z_]{3,60})`", (_DOCS / "warnings.md").read_text(encoding="utf-8")))


@pytest.mark.parametrize("slug", slugs())
def test_expectation_is_sound(slug: str) -> None:
    found = faults(read_seed(slug), topics(), documented_warnings())

    assert not found, f"seeds/{slug}.expected.json:\n  " + "\n  ".join(found)


@pytest.mark.parametrize("slug", slugs())
async def test_service_reads_seed_as_recorded(slug: str, client: httpx.AsyncClient) -> None:
    gaps = await gaps_of(client, read_seed(slug))

    reason = verdict(slug, gaps, read_known().get(slug, {}), newest=instructions() == RECORDED_LAST)
    if reason is not None:
        pytest.fail(reason, pytrace=False)


def test_every_article_has_an_expectation_and_none_is_left_over() -> None:
    expected = {path.name.removesuffix(".expected.json") for path in SEEDS.glob("*.expected.json")}

    assert expected == set(slugs())
    assert len(expected) >= 16


def test_every_article_is_described_in_the_readme() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")

    assert [slug for slug in slugs() if f"`{slug}`" not in readme] == []


def test_known_gaps_name_only_what_exists() -> None:
    assert KNOWN.exists(), "record the gaps with `python -m tests.seeds`"
    known = read_known()

    assert set(known) <= set(slugs())
    for counts in known.values():
        assert set(counts) <= set(MEASURES)
        assert all(count > 0 for count in counts.values())


def test_articles_differ_in_the_marks_and_line_ends_they_use() -> None:
    """An editor or a version control system that "repairs" an article would take away what it is there for."""
    texts = {slug: read_seed(slug).text for slug in slugs()}

    assert "\r\n" in texts["email-hard-wrapped"]
    assert "“" not in texts["email-hard-wrapped"]
    assert texts["email-hard-wrapped"].count('"') % 2 == 1
    assert "\u00ad" in texts["dirty-scrape"]
    assert "\u00a0" in texts["dirty-scrape"]
    assert "‘t " in texts["dirty-scrape"]
    assert "&quot;" in texts["dirty-scrape"]
    assert any(ord(character) > 0xFFFF for character in texts["social-emoji"])
    assert "e\u0301" in texts["social-emoji"]
    assert {"«", "‹", "„"} <= set(texts["guillemets-translated"])
