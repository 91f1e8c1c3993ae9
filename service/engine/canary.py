"""The article that proves a reader can read."""

from __future__ import annotations

from service.errors import ModelUnusable
from service.reading.findings import Manuscript, Reading

CANARY = Manuscript(
    text=(
        "HARBOUR CITY (Canary) - The old bridge will stay closed until spring, the city said on Monday.\n\n"
        "“The repairs take longer than we had hoped,” said Marta Lindqvist, the city engineer.\n"
    )
)


def check_canary(reading: Reading) -> None:
    """Refuse a reading of the canary without its one direct quotation in the right place.

    Raises:
        ModelUnusable: the reader does not find what every working reader finds.
    """
    begin, end = CANARY.text.index("“"), CANARY.text.index("”") + 1
    if not any(
        fragment.start <= begin + 1 and fragment.end >= end - 2
        for quotation in reading.quotations
        for fragment in quotation.content
    ):
        raise ModelUnusable("The reader did not find the quotation of the canary article.")
