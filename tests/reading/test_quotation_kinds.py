"""Direct, mixed or indirect: told by the marks around the words."""

from __future__ import annotations

import time

import pytest

from service.reading.findings import Span
from service.reading.marks import find_marks
from service.reading.quotations import quotation_kind, quoted_stretches


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“It is safe,” she said.", "“It is safe,”", "direct"),
        ("She said it was “quite safe” to cross.", "it was “quite safe” to cross", "mixed"),
        ("She said it was safe to cross.", "it was safe to cross", "indirect"),
        ("“He told me ‘go home’ and I went,” she said.", "“He told me ‘go home’ and I went,”", "direct"),
        ("“Yes.” The “old” bridge, she said, stays.", "The “old” bridge", "mixed"),
    ],
)
def test_kind(text: str, content: str, kind: str) -> None:
    start = text.index(content)
    assert quotation_kind(text, [Span(start, start + len(content))], quoted_stretches(find_marks(text))) == kind


def test_thousands_of_quotations_take_linear_time() -> None:
    """Each one once looked through all marks of the article: ten seconds for 100,000 characters."""
    sentence = "“Yes,” he said. "
    text = sentence * 6_000
    begun = time.process_time()
    quoted = quoted_stretches(find_marks(text))
    kinds = {quotation_kind(text, [Span(start, start + 6)], quoted) for start in range(0, len(text), len(sentence))}
    assert kinds == {"direct"}
    assert time.process_time() - begun < 3
