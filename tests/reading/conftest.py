"""What is loaded once for all tests of the reading."""

from __future__ import annotations

import pytest

from service.reading.article import ArticleReader


@pytest.fixture(scope="session")
def article_reader() -> ArticleReader:
    return ArticleReader.load()
