"""Whatever is sent is read or refused: no exception, every span within the text, no blow-up.

`HYPOTHESIS_PROFILE=soak` tries many more texts (`make soak`); `make fuzz` lets coverage guide them.
"""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.reading.pipeline import Reader
from tests.reading.pieces import PIECES
from tests.reading.soundness import assert_sound

EXAMPLES = 2_000 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 60
SECONDS_A_CHARACTER = 1e-3
"""Far above what any text takes, and far below what a quadratic step takes at the lengths tried here."""


def repeated(piece: str, times: int, tail: str) -> str:
    return piece * times + tail


texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=120).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=120).map(" ".join),
    st.builds(repeated, st.sampled_from(PIECES), st.integers(1, 300), st.text()),
)


def check(reader: Reader, text: str) -> None:
    begun = time.process_time()
    assert_sound(reader, text)
    assert time.process_time() - begun < 0.5 + SECONDS_A_CHARACTER * len(text)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=texts)
def test_any_text_is_read_or_refused(reader: Reader, text: str) -> None:
    check(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "".join("“‘"[n % 2] for n in range(2_000)),
        "“a ‘b " * 600,
        "A: x\n" * 1_000,
        "The minister said the bridge was safe and " * 120,
        "e\u0301\u0302" * 3_000,
        "\u202eשלום " * 500,
        "wo\u00adrd " * 500,
        "x" * 100_000,
        " \n" * 50_000,
        "“Yes,” he said. " * 200,
        "\n\n".join(f"“Number {n} is done,” said Ab{n} Smith." for n in range(120)),
    ],
    ids=range(11),
)
def test_long_monotony(reader: Reader, text: str) -> None:
    check(reader, text)
