"""The name types that corpora use, brought to the three that are compared.

A facility, a nationality, an event or a product is none of them; it keeps its own type, so a
mention of it that is given out as an organization still counts as a false one.
"""

from __future__ import annotations

COMPARED = ("person", "organization", "location")

_COMMON = {
    "per": "person",
    "org": "organization",
    "loc": "location",
    "gpe": "location",
    "corporation": "organization",
}


def common_type(label: str) -> str:
    """One of `COMPARED`, or the label itself in lower case."""
    lowered = label.casefold()
    return _COMMON.get(lowered, lowered)
