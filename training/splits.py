"""One split into training and development articles for every corpus.

The same article stands in several corpora (quotations, names, topics), so the split is by the
article's own key, and for world newswire by outlet: an outlet is wholly in one part.
"""

from __future__ import annotations

import re
import zlib

_PREFIX = re.compile(r"^(?:worldwide|polnear|wikinews|ww|wn)-")
_COPY = re.compile(r"~\d+$")
_NUMBERED_OUTLET = re.compile(r"^((?:[a-z]+_)+[a-z]+)_\d+$")
DEV_SHARE = 8


def article_key(article_id: str) -> str:
    """The name of an article across corpora; world newswire articles go by their outlet."""
    key = _COPY.sub("", _PREFIX.sub("", article_id))
    outlet = _NUMBERED_OUTLET.match(key)
    return outlet.group(1) if outlet else key


def is_dev(article_id: str) -> bool:
    """Whether the article is kept out of training, to develop and report on."""
    return zlib.crc32(article_key(article_id).encode()) % DEV_SHARE == 0
