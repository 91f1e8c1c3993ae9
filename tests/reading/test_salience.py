from __future__ import annotations

from service.reading.article import ArticleReader
from service.reading.people import group_mentions
from service.reading.salience import rank_salience
from tests.reading.marked import marked

ARTICLE = """[Marta Lindqvist]p closes the bridge

[Marta Lindqvist]p, the city engineer, closed the old bridge over the river on Monday. She said it was unsafe.

The decision came after a storm that took [Tom Hale]p by surprise.

The bridge was built when [Axel Berg]p was mayor of the town, long before the war. [Lindqvist]p was born later.
"""


def test_what_the_article_is_about_comes_first(article_reader: ArticleReader) -> None:
    text, candidates = marked(ARTICLE)
    groups = group_mentions(text, candidates, None, [])
    found = rank_salience(article_reader.read(text), groups, candidates)
    salience = {group.name: value for group, value in zip(groups, found, strict=True)}
    assert salience["Marta Lindqvist"] > 2 * salience["Tom Hale"]
    assert salience["Tom Hale"] > salience["Axel Berg"] > 0
    assert all(0 <= value <= 1 for value in found)


def test_nothing_to_rank(article_reader: ArticleReader) -> None:
    assert rank_salience(article_reader.read("A short text of nothing."), [], []) == []
