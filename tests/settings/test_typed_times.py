"""Times and days as people type them where no file asks for a unit."""

from __future__ import annotations

from datetime import date

import pytest

from deskbreak.core.durations import parse_duration, typed_duration
from deskbreak.core.named_days import typed_day

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30", 1800),
        ("30 min", 1800),
        ("1 hour", 3600),
        ("1h30m", 5400),
        (" 5 ", 300),
        ("90s", 90),
        ("1.5", 90),
    ],
)
def test_bare_numbers_are_minutes(text: str, seconds: float) -> None:
    assert typed_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "x", "-5", "0", "5 apples", "1e3", "٣٠", "99999"])
def test_what_is_no_time_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        typed_duration(text)


def test_settings_files_keep_their_units() -> None:
    with pytest.raises(ValueError, match="no unit"):
        parse_duration("30")


@pytest.mark.parametrize(
    ("text", "ahead", "behind"),
    [
        ("today", THURSDAY, THURSDAY),
        ("Tomorrow", date(2026, 11, 27), date(2026, 11, 27)),
        ("monday", date(2026, 11, 30), date(2026, 11, 23)),
        ("thu", date(2026, 12, 3), date(2026, 11, 19)),
        ("2026-12-24", date(2026, 12, 24), date(2026, 12, 24)),
        ("someday", None, None),
        ("2026-02-30", None, None),
    ],
)
def test_days_by_name(text: str, ahead: date | None, behind: date | None) -> None:
    assert typed_day(text, THURSDAY, ahead=True) == ahead
    assert typed_day(text, THURSDAY, ahead=False) == behind
