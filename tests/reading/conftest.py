"""What is loaded once for all tests of the reading."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from service.reading.article import ArticleReader


@pytest.fixture(scope="session")
def article_reader() -> ArticleReader:
    return ArticleReader.load()


@pytest.fixture(autouse=True, scope="module")
def swept() -> Iterator[None]:
    """Keep what other tests left out of full collections, which with it take a second in the midst of a timed test."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
