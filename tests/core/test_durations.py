"""How long something is, in words: one way to the minute, one to the second, one that counts down."""

from __future__ import annotations

import pytest

from deskbreak.core.durations import countdown, exactly, roughly


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "0 s"), (0, "0 s"), (0.4, "0 s"), (59.4, "59 s"), (60, "1 min"), (89, "1 min"), (91, "2 min"),
        (3569, "59 min"), (3571, "1 h"), (3600, "1 h"), (5400, "1 h 30 min"), (90_000, "25 h"),
    ],
)  # fmt: skip
def test_roughly(seconds: float, text: str) -> None:
    assert roughly(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text", "below_90"),
    [
        (0, "0 s", "0 s"), (45, "45 s", "45 s"), (60, "1 min", "1 min"), (75, "1 min 15 s", "75 s"),
        (89, "1 min 29 s", "89 s"), (90, "1 min 30 s", "1 min 30 s"), (600, "10 min", "10 min"),
        (5400.4, "90 min", "90 min"),
    ],
)  # fmt: skip
def test_exactly(seconds: float, text: str, below_90: str) -> None:
    assert exactly(seconds) == text
    assert exactly(seconds, in_seconds_below=90) == below_90


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-3, "0:00"), (0, "0:00"), (0.1, "0:01"), (59.9, "1:00"), (60, "1:00"), (3661, "61:01")],
)
def test_countdown(seconds: float, text: str) -> None:
    assert countdown(seconds) == text
