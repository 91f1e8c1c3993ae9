"""Articles that the API tests post, written for them."""

from __future__ import annotations

WIRE_STORY = """\
Harbour bridge to stay shut until spring

PORTSEA (Wire) - The old harbour bridge will stay closed until spring because repairs take longer than planned, \
the city said on Monday.

“The bridge is not safe, and we will not open it before it is,” said Marta Lindqvist, the city engineer. \
“Nobody should drive over a bridge like this one.”

Lindqvist told reporters that the work would cost 4.2 million euros. She said the council had been warned in 2019.

A ministry official, who asked not to be named because the talks are private, said the state could pay half of it.

According to a report by the Transport Safety Board, one in five bridges in the region needs repairs.
"""

ASTRAL_STORY = """\
Zoo names baby panda 🐼

“We are over the moon 🎉,” said zoo director Zoë Müller-Ñandú. “Visitors from 🇩🇪 and 🇫🇷 voted.”

The keeper, 王小明, said the name 𝔓anda was chosen by 12,000 people.\r
"""

COMBINING_STORY = """\
Cafe\u0301 owner wins prize

“I can't belie\u0301ve it 👩‍👩‍👧,” said Jose\u0301 A\u0301lvarez, who owns the cafe\u0301.
"""

STORIES = (WIRE_STORY, ASTRAL_STORY, COMBINING_STORY)

UNITS = ("code_point", "utf16", "utf8")


def cut(text: str, start: int, end: int, unit: str) -> str:
    """Slice as a client would that counts in this unit."""
    if unit == "code_point":
        return text[start:end]
    if unit == "utf16":
        return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
    return text.encode()[start:end].decode()


def length(text: str, unit: str) -> int:
    """Length of the text as such a client counts it."""
    return {"code_point": len(text), "utf16": len(text.encode("utf-16-le")) // 2, "utf8": len(text.encode())}[unit]
