"""How long something is, as text: one way to the minute, one to the second, one that counts down."""

from __future__ import annotations

import pytest

from deskbreak.core.durations import (
    countdown,
    exactly,
    format_duration,
    parse_duration,
    roughly,
    shorten,
    typed_duration,
)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "0 s"), (0, "0 s"), (0.4, "0 s"), (0.6, "1 s"), (59.4, "59 s"), (59.6, "1 min"), (60, "1 min"),
        (89, "1 min"), (91, "2 min"),
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
    [(-3, "0:00"), (0, "0:00"), (0.1, "0:01"), (59.001, "1:00"), (60, "1:00"), (3661, "61:01")],
)
def test_countdown(seconds: float, text: str) -> None:
    assert countdown(seconds) == text


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1s", 1.0), ("0.5s", 0.5), ("90s", 90.0), ("10m", 600.0), ("1h30m", 5400.0), ("1h1m1s", 3661.0),
        ("1.5h", 5400.0), ("0.5m", 30.0), (" 1 Hour 30 min ", 5400.0), ("2 HOURS", 7200.0), ("24h", 86_400.0),
    ],
)  # fmt: skip
def test_a_length_with_its_unit(text: str, seconds: float) -> None:
    assert parse_duration(text) == typed_duration(text) == seconds


NO_LENGTH = '"{}" is no length of time; write 90s, 10m or 1h30m'
TOO_LONG = '"{}" is too long; a time is at most 24h'
NOTHING = '"{}" is no time at all; write something over zero, such as "5m"'
NEGATIVE = '"{}" is negative; write something over zero, such as "5m"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", NO_LENGTH), ("  ", NO_LENGTH), ("soon", NO_LENGTH), ("5x", NO_LENGTH), ("m", NO_LENGTH),
        ("\uff15m", NO_LENGTH), ("10m5h", NO_LENGTH), ("0m", NOTHING), ("0h0m0s", NOTHING), ("-5m", NEGATIVE),
        ("-", NEGATIVE), ("24h1s", TOO_LONG), ("86400.5s", TOO_LONG),
    ],
)  # fmt: skip
def test_what_is_no_length_is_told_with_what_to_write(text: str, said: str) -> None:
    for read in (parse_duration, typed_duration):
        with pytest.raises(ValueError) as caught:
            read(text)
        assert str(caught.value) == said.format(text)


@pytest.mark.parametrize("text", ["30", "1.5"])
def test_a_bare_number_is_minutes_where_it_is_typed_and_an_error_in_a_file(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_duration(text)
    hint = f'"{text}" has no unit; write "{text}m" for minutes, or "{text}s" for seconds'
    assert str(caught.value) == hint
    assert typed_duration(f" {text} ") == float(text) * 60


def test_the_longest_may_be_another_one() -> None:
    assert parse_duration("60s", at_most=60.0) == 60.0
    with pytest.raises(ValueError, match="too long"):
        parse_duration("61s", at_most=60.0)
    assert parse_duration("1000h", at_most=None) == 3_600_000.0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0s"), (1, "1s"), (1.5, "1.5s"), (59.25, "59.25s"), (60, "1m"), (90, "1m30s"), (3600, "1h"),
        (3601, "1h1s"), (5400, "1h30m"), (3661, "1h1m1s"), (86_400, "24h"), (59.9999999, "1m"),
    ],
)  # fmt: skip
def test_the_shortest_way_to_write_it(seconds: float, text: str) -> None:
    assert format_duration(seconds) == text
    assert seconds == 0 or parse_duration(text) == pytest.approx(seconds)


def test_below_a_minute_it_is_seconds_whatever_else_is_wanted() -> None:
    assert exactly(45, in_seconds_below=30) == "45 s"
    assert exactly(75, in_seconds_below=30) == "1 min 15 s"


def test_a_long_text_is_cut_to_forty_letters() -> None:
    assert shorten("x" * 40) == "x" * 40
    assert shorten("x" * 36 + "abcde") == "x" * 36 + "a..."
