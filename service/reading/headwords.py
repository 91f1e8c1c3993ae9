"""The head word of a noun phrase, which stands for the phrase in everything that is learned.

Training and reading must agree on it, so both use this one.
"""

from __future__ import annotations

import re

_POST_MODIFIER = re.compile(r"\s(?:of|in|for|who|that|which|with|at|on|from|to|by|where|whose)\s|[,(–—]")


def head_end(text: str, start: int, end: int) -> int:
    """Where the phrase ``text[start:end]`` ends before its first post-modifier: its head is the word there."""
    cut = _POST_MODIFIER.search(text, start + 1, end)
    return cut.start() if cut else end
