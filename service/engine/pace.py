"""How fast this worker reads at present, to foretell how long a queue will take."""

from __future__ import annotations

_WEIGHT = 0.2
_FIRST_GUESS = 1 / 15_000


class Pace:
    """Seconds a code point takes, as a moving average over the batches read."""

    def __init__(self) -> None:
        self._seconds_per_character = _FIRST_GUESS

    def record(self, *, characters: int, seconds: float) -> None:
        """Take one batch into account; long ones weigh more, as short ones are mostly overhead."""
        if characters <= 0:
            return
        weight = _WEIGHT * min(1.0, characters / 2_000)
        self._seconds_per_character += weight * (seconds / characters - self._seconds_per_character)

    def seconds_for(self, characters: int) -> float:
        """Time the inference thread is likely to need for so many code points."""
        return characters * self._seconds_per_character
