"""Where the fixed times of the shipped breaks go in other hours: rows and notes whole."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from deskbreak.settings.model import Settings
from deskbreak.settings.shipped_breaks import Fitted, MinuteRanges, fit, good_minute, hours_of, lies_within

WALK: dict[str, Any] = {"name": "walk", "at": ["12:00"], "days": ["mon", "tue", "wed", "thu", "fri"]}


def made(hours: str, *rows: dict[str, Any]) -> Settings:
    return Settings.model_validate(tomllib.loads(f"[hours]\n{hours}\n") | {"break": list(rows)})


def note(times: str, time: str, name: str = "walk") -> tuple[str, str]:
    what = f'the "{name}" that is shipped for {times} lies outside your hours; it is at {time} instead'
    return what, f"to set it yourself: deskbreak config set break.{name}.at {time}"


def left_out(times: str, name: str = "walk") -> tuple[str, str]:
    what = f'the "{name}" that is shipped for {times} lies outside your hours and is left out'
    return what, f"to set it yourself: deskbreak config set break.{name}.at 10:00"


@pytest.mark.parametrize(
    ("ranges", "minute"),
    [
        ([(540, 555)], 540),
        ([(540, 569)], 540),
        ([(540, 570)], 555),
        ([(540, 599)], 555),
        ([(541, 601)], 571),
        ([(0, 1440)], 720),
        ([(1320, 1800)], 1560),
        ([(540, 555), (600, 700)], 540),
        ([(600, 700), (540, 560)], 545),
        ([(540, 554), (600, 700)], None),
    ],
)
def test_a_good_minute(ranges: MinuteRanges, minute: int | None) -> None:
    assert good_minute(ranges) == minute


def test_hours_hold_what_reaches_over_from_the_day_before() -> None:
    settings = made('mon = ["22:00-06:00"]\nsun = ["23:00-01:00"]\nwed = ["09:00-17:00"]')
    held = {
        (day, minute): lies_within(settings, day, minute)
        for day, minute in (
            (0, 1319), (0, 1320), (0, 1439), (0, 0), (0, 59), (0, 60), (1, 0), (1, 359), (1, 360), (2, 539),
            (2, 540), (2, 1019), (2, 1020), (6, 1380), (6, 0),
        )
    }  # fmt: skip
    assert [key for key, is_held in held.items() if is_held] == [
        (0, 1320), (0, 1439), (0, 0), (0, 59), (1, 0), (1, 359), (2, 540), (2, 1019), (6, 1380),
    ]  # fmt: skip
    assert hours_of(settings, -1) == hours_of(settings, 6) == hours_of(settings, 13) == [(1380, 1500)]
    assert hours_of(settings, 1) == []


@pytest.mark.parametrize(
    ("hours", "changed"),
    [
        # some day of the break holds its time
        ('mon-fri = ["09:00-17:00"]', {}),
        ('fri = ["11:00-12:01"]', {}),
        # no day does: shortly before the gap, or in the middle
        ('mon-fri = ["13:00-17:00"]', {"at": ["15:00"]}),
        ('mon-fri = ["09:00-12:00"]', {"at": ["10:30"]}),
        ('mon-fri = ["13:00-15:00", "16:00-18:00"]', {"at": ["14:45"]}),
        ('mon-fri = ["22:00-06:00"]', {"at": ["02:00"]}),
        # the minute that suits most days; of two the one nearer to the usual time
        ('mon = ["13:00-14:00"]\ntue = ["16:00-18:00"]\nwed = ["16:00-18:00"]', {"at": ["17:00"]}),
        ('mon = ["16:00-18:00"]\ntue = ["13:00-14:00"]', {"at": ["13:30"]}),
        ('mon = ["06:00-07:00"]\ntue = ["16:00-17:00"]', {"at": ["16:30"]}),
        # a day too short for it does not count
        ('mon = ["13:00-13:10"]\ntue = ["16:00-18:00"]', {"at": ["17:00"]}),
        # other days are taken where none of its own is worked
        ('sat = ["09:00-12:00"]', {"at": ["10:30"], "days": ["sat"]}),
        ('sat = ["13:00-15:00"]\nsun = ["13:00-15:00"]', {"at": ["14:00"], "days": ["sat", "sun"]}),
        ('mon = ["13:00-15:00"]\nsat = ["16:00-18:00"]\nsun = ["16:00-18:00"]', {"at": ["14:00"]}),
    ],
)  # fmt: skip
def test_the_walk_goes_where_the_hours_are(hours: str, changed: dict[str, Any]) -> None:
    plain = "\n".join(
        f"{day} = {line.partition('= ')[2]}"
        for line in hours.splitlines()
        for day in (WALK["days"] if line.startswith("mon-fri") else [line[:3]])
    )
    notes = [note("12:00", changed["at"][0])] if changed else []
    assert fit(made(plain, WALK), [WALK]) == Fitted([WALK | changed], notes)


@pytest.mark.parametrize("hours", ["", 'mon = ["13:00-13:14"]'])
def test_without_room_it_is_left_out(hours: str) -> None:
    assert fit(made(hours, WALK), [WALK]) == Fitted([], [left_out("12:00")])


def test_only_what_is_lost_is_moved_and_the_order_stays() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "a", "every": "45m"},
        {"name": "b", "at": ["08:00", "20:00"]},
        {"name": "c", "at": ["10:00", "11:00"]},
        {"name": "d", "at": ["10:00", "20:00"], "say": "Bye"},
    ]
    settings = made('tue = ["09:00-12:00"]', *rows)
    assert fit(settings, rows) == Fitted(
        [rows[0], rows[1] | {"at": ["10:30"]}, rows[2], rows[3] | {"at": ["10:30"]}],
        [note("08:00, 20:00", "10:30", "b"), note("10:00, 20:00", "10:30", "d")],
    )
