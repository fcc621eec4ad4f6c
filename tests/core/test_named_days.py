"""Days by the names that people type, counted from a Wednesday."""

from __future__ import annotations

from datetime import date

import pytest

from deskbreak.core.named_days import typed_day

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "ahead", "back"),
    [
        ("today", 25, 25),
        ("Tomorrow", 26, 26),
        (" yesterday ", 24, 24),
        ("thursday", 26, 19),
        ("thu", 26, 19),
        ("tuesday", 31, 24),  # of the month as if it went on: 1 December
        ("wednesday", 32, 18),  # never today itself
        ("2026-11-03", 3, 3),
    ],
)
def test_a_day_by_its_name(text: str, ahead: int, back: int) -> None:
    for day, is_ahead in ((ahead, True), (back, False)):
        assert typed_day(text, TODAY, ahead=is_ahead) == date.fromordinal(
            date(2026, 10, 31).toordinal() + day
        )


@pytest.mark.parametrize("text", ["", "someday", "th", "thursdays", "2026-11-31", "11-03"])
def test_what_is_no_day(text: str) -> None:
    assert typed_day(text, today=TODAY, ahead=True) is None


@pytest.mark.parametrize("today", [date(2026, 11, day) for day in range(23, 30)])
def test_a_weekday_is_the_nearest_one_of_its_name(today: date) -> None:
    """From any day of the week, one to seven days away."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    later = [typed_day(name, today, ahead=True) for name in names]
    earlier = [typed_day(name, today, ahead=False) for name in names]
    ordinal = today.toordinal()
    for found, days in ((later, range(1, 8)), (earlier, range(-7, 0))):
        assert [day.weekday() for day in found if day] == list(range(7))
        assert {day.toordinal() - ordinal for day in found if day} == set(days)
