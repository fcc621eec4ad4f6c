"""Each kind of value: what it is read as, and the whole sentence for what it cannot be."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from deskbreak.core.body_words import EQUIPMENT, POSITION_WORDS
from deskbreak.core.durations import DURATION_PATTERN
from deskbreak.settings import kinds
from deskbreak.settings.clock_times import CLOCK_PATTERN
from deskbreak.settings.kinds import (
    MAX_READY_S,
    MAX_WORDS,
    ClockTime,
    Dates,
    Duration,
    FilePath,
    HookWords,
    HourRange,
    Keep,
    Name,
    Ready,
    Switch,
)

YEAR = 365 * 86400.0
EVE, BOXING_DAY = date(2026, 12, 24), date(2026, 12, 26)
READ: list[tuple[Any, Any, Any]] = [
    (Duration, "45m", 2700.0),
    (Duration, "24h", 86400.0),
    (Switch, True, True),
    (Switch, False, False),
    (Switch, "30s", 30.0),
    (HourRange, "09:00-12:30", (540, 750)),
    (HourRange, "22:00-06:00", (1320, 1800)),
    (ClockTime, "12:30", 750),
    (FilePath, "~/work.ics", "~/work.ics"),
    (FilePath, "", ""),
    (HookWords, [], []),
    (HookWords, ["playerctl", ""], ["playerctl", ""]),
    (HookWords, ["x"] * MAX_WORDS, ["x"] * MAX_WORDS),
    (Dates, EVE, (EVE, EVE)),
    (Dates, "2026-12-24", (EVE, EVE)),
    (Dates, " 2026-12-24 / 2026-12-26 ", (EVE, BOXING_DAY)),
    (Dates, "2026-12-24/2026-12-24", (EVE, EVE)),
    (Keep, "always", None),
    (Keep, " always ", None),
    (Keep, "1d", 86400.0),
    (Keep, "2w", 14 * 86400.0),
    (Keep, " 2 y ", 2 * YEAR),
    (Keep, "99999d", 99999 * 86400.0),
    (Ready, "auto", "auto"),
    (Ready, " wait ", "wait"),
    (Ready, "10s", "10"),
    (Ready, "0.4s", "1"),
    (Ready, "1.6s", "2"),
    (Ready, "5m", "300"),
    (Name, " mobility ", "mobility"),
]


@pytest.mark.parametrize(("kind", "value", "read"), READ)
def test_a_value_is_read(kind: Any, value: Any, read: Any) -> None:
    found = TypeAdapter(kind).validate_python(value)
    assert (found, type(found)) == (read, type(read))


TEXT = "must be a text in quotes, such as"
LOST = "in double quotes \\ is the start of a special sign; write"
HOOK = 'must be a list of texts in quotes, such as ["playerctl", "pause"]'
NO_SHELL = "no shell reads this; write a list of arguments, such as"
SAID: list[tuple[Any, Any, str]] = [
    (Duration, 45, f'45 {TEXT} "45m"'),
    (Duration, True, f'true {TEXT} "45m"'),
    (Duration, None, f'None {TEXT} "45m"'),
    (Duration, ["45m"], f'a list {TEXT} "45m"'),
    (Duration, {"x": 1}, f'a table {TEXT} "45m"'),
    (Duration, time(12, 30), f'12:30:00 {TEXT} "45m"'),
    (Duration, 10**50, f'1{"0" * 36}... {TEXT} "45m"'),
    (Duration, "24h1s", '"24h1s" is too long; a time is at most 24h'),
    (Switch, 30, f'30 {TEXT} "30s", or true or false'),
    (Switch, "yes", '"yes" is no length of time; write 90s, 10m or 1h30m'),
    (HourRange, 9, f'9 {TEXT} "09:00-12:30"'),
    (HourRange, "9-12, 13-17", '"9-12, 13-17" is more than one range; write each as a text of its own'),
    (HourRange, "noon", '"noon" is no range of hours; write "09:00-12:30"'),
    (ClockTime, 12, f'12 {TEXT} "12:30"'),
    (ClockTime, "noon", '"noon" is no time of day; write hours and minutes, such as "09:30"'),
    (FilePath, 1, f'1 {TEXT} "~/work.ics"'),
    (FilePath, "C:\new\table.ics", f"{LOST} 'C:\\new\\table.ics', in single quotes"),
    (FilePath, "C:\bin\from\run\x1bx", f"{LOST} 'C:\\bin\\from\\run\\ex', in single quotes"),
    (HookWords, "mpc pause", f'{NO_SHELL} ["mpc", "pause"]'),
    (HookWords, "play 'my song.ogg' ü", f'{NO_SHELL} ["play", "my song.ogg", "ü"]'),
    (HookWords, "say it's", f'{NO_SHELL} ["say", "it\'s"]'),
    (HookWords, "  ", f'{NO_SHELL} ["playerctl", "pause"]'),
    (HookWords, 3, HOOK),
    (HookWords, {"a": 1}, HOOK),
    (HookWords, ["mpc", 3], HOOK),
    (HookWords, ["x"] * 65, "has 65 arguments; write 64 at most"),
    (HookWords, [" ", "x"], "begins with the program's name, and there is none"),
    (HookWords, ["mpc", "a\0b"], "no program takes an argument with a zero byte in it"),
    (Dates, datetime(2026, 12, 24, 10), f'2026-12-24T10:00:00 {TEXT} "2026-12-24", or "2026-12-24/2026-12-26"'),
    (Dates, "soon", '"soon" is no date; write "2026-12-24", or "2026-12-24/2026-12-26"'),
    (Dates, "x" * 41, f'"{"x" * 40}" is no date; write "2026-12-24", or "2026-12-24/2026-12-26"'),
    (Dates, "2026-12-24/", '"2026-12-24/" is no date; write "2026-12-24", or "2026-12-24/2026-12-26"'),
    (Dates, "2026-02-30", '"2026-02-30" has a date that does not exist'),
    (Dates, "2026-12-24/2026-13-01", '"2026-12-24/2026-13-01" has a date that does not exist'),
    (Dates, "2026-12-24/2026-12-23", '"2026-12-24/2026-12-23" runs backwards; write the earlier date first'),
    (Keep, 2, f'2 {TEXT} "2y", "400d", or "always"'),
    (Keep, "0d", '"0d" is no time to keep rows; write "400d", "2y" or "always"'),
    (Keep, "100000d", '"100000d" is no time to keep rows; write "400d", "2y" or "always"'),
    (Keep, "2m", '"2m" is no time to keep rows; write "400d", "2y" or "always"'),
    (Keep, "y" * 41, f'"{"y" * 40}" is no time to keep rows; write "400d", "2y" or "always"'),
    (Ready, 10, f'10 {TEXT} "auto", "wait" or "10s"'),
    (Ready, "301s", '"301s" is long for getting ready; at most 5m, or "wait" until you press Start'),
    (Ready, "10h" + " " * 40, '"10h" is long for getting ready; at most 5m, or "wait" until you press Start'),
    (Ready, "soon", '"soon" is no length of time; write 90s, 10m or 1h30m'),
    (Name, 1, f'1 {TEXT} "mobility"'),
    (Name, "  ", 'the name is empty; every break needs one, such as "mobility"'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "said"), SAID)
def test_what_it_cannot_be_is_said(kind: Any, value: Any, said: str) -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(kind).validate_python(value)
    (one,) = raised.value.errors()
    assert str(one["ctx"]["error"]) == said


TYPED: dict[str, Any] = {"type": "string"}
LENGTH = TYPED | {"pattern": DURATION_PATTERN, "minLength": 2}
DATE = r"^\s*\d{4}-\d{2}-\d{2}\s*(/\s*\d{4}-\d{2}-\d{2}\s*)?$"


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        (Duration, LENGTH),
        (Switch, {"anyOf": [{"type": "boolean"}, LENGTH]}),
        (HourRange, TYPED | {"pattern": kinds.RANGES_PATTERN}),
        (FilePath, TYPED),
        (HookWords, {"type": "array", "items": TYPED, "maxItems": 64}),
        (ClockTime, TYPED | {"pattern": CLOCK_PATTERN}),
        (Dates, {"anyOf": [TYPED | {"pattern": DATE}, TYPED | {"format": "date"}]}),
        (Keep, TYPED | {"pattern": r"^\s*(always|\d{1,5}\s*[dwy])\s*$"}),
        (Ready, TYPED | {"pattern": rf"^\s*(auto|wait)\s*$|{DURATION_PATTERN}", "minLength": 2}),
        (Name, TYPED | {"minLength": 1}),
        (
            kinds.Weekdays,
            {
                "anyOf": [
                    {"type": "array", "items": TYPED | {"pattern": kinds.DAYS_PATTERN}},
                    TYPED | {"pattern": kinds.DAYS_PATTERN},
                ]
            },
        ),
        (kinds.Position, TYPED | {"enum": list(POSITION_WORDS)}),
        (kinds.Equipment, TYPED | {"enum": list(EQUIPMENT)}),
    ],
)
def test_what_editors_are_told_of_a_kind(kind: Any, schema: dict[str, Any]) -> None:
    assert TypeAdapter(kind).json_schema() == schema


def test_what_is_promised_in_numbers() -> None:
    assert (MAX_WORDS, MAX_READY_S) == (64, 300)


def test_editors_mark_what_deskbreak_does_not_take() -> None:
    """The patterns of the schema, whose text itself is published."""
    import re

    hours, days = re.compile(kinds.RANGES_PATTERN), re.compile(kinds.DAYS_PATTERN)
    for good in ("09:00-12:30", "9-17", "9am - 5 pm", "9.00 to 17h", "9-12, 13-17", "9-12 13-17", " 22–6 "):
        assert hours.search(good), good
    for bad in ("", "noon", "9", "9-", "9 to noon", "100-120", "9-17 or so"):
        assert not hours.search(bad), bad
    for good in ("mon", "Monday", "mon-fri", "mon, wed", "tue/thu", "weekdays", "weekend", "daily"):
        assert days.search(good), good
    for bad in ("", "mno", "mon-", "1", "weekday off"):
        assert not days.search(bad), bad
