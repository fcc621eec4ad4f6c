"""Whether a break by sitting can fall due at all in the hours, to the minute; and why not."""

from __future__ import annotations

import tomllib

import pytest

from deskbreak.core.plan import USUAL_LASTS_S
from deskbreak.settings.model import Settings
from deskbreak.settings.never_due import moves, never_due

SHORTER = "give it a shorter every, or a time of day with at"
OTHER = "give it a time of day with at, or a shorter every; one with only say keeps its own clock"
HOUR = '[hours]\nmon = ["09:00-10:00"]\n'
MORNING = '[hours]\nmon = ["09:00-12:00"]\n'


def never(name: str) -> tuple[str, str]:
    return f'"{name}" is never due: no stretch of your hours is long enough for it', SHORTER


def rival(name: str, other: str) -> tuple[str, str]:
    return f'"{name}" is never due: "{other}" comes sooner and sets its clock back each time', OTHER


def told(text: str) -> list[tuple[int, str, str]]:
    return list(never_due(Settings.model_validate(tomllib.loads(text))))


def entry(rest: str, name: str = "a") -> str:
    return f'[[break]]\nname = "{name}"\n{rest}\n'


def test_a_movement_break_takes_three_minutes_where_nothing_is_said() -> None:
    assert USUAL_LASTS_S == 180


@pytest.mark.parametrize(
    ("hours", "rest", "fits"),
    [
        # the break itself has to fit before the hours end
        (HOUR, 'every = "57m"\nlasts = "3m"', True),
        (HOUR, 'every = "57m"\nlasts = "181s"', False),
        (HOUR, 'every = "57m"', True),
        (HOUR, 'every = "3421s"', False),
        (HOUR, 'every = "57m"\nroutine = "cat-cow"\nsay = "Up"', True),
        (HOUR, 'every = "3421s"\nroutine = "cat-cow"\nsay = "Up"', False),
        (HOUR, 'every = "60m"\nsay = "Drink"', True),
        (HOUR, 'every = "3601s"\nsay = "Drink"', False),
        (HOUR, 'every = "59m"\nsay = "Drink"\nlasts = "1m"', True),
        (HOUR, 'every = "59m"\nsay = "Drink"\nlasts = "61s"', False),
        # only on days that are worked, and on its own days
        (HOUR, 'every = "2h"\ndays = ["tue"]', True),
        (HOUR, 'every = "2h"\ndays = []', True),
        (HOUR, 'every = "2h"\ndays = ["mon", "tue"]', False),
        (HOUR + 'tue = ["09:00-12:00"]\n', 'every = "2h"', True),
        (HOUR + 'tue = ["09:00-12:00"]\n', 'every = "2h"\ndays = ["mon"]', False),
        ("", 'every = "2h"', True),
        (HOUR, 'at = ["20:00"]', True),
        # gaps
        ('[hours]\nmon = ["10:04-11:00", "09:00-10:00"]\n', 'every = "117m"', True),
        ('[hours]\nmon = ["10:04-11:00", "09:00-10:00"]\n', 'every = "118m"', False),
        ('[hours]\nmon = ["09:00-10:00", "10:05-11:00"]\n', 'every = "60m"', False),
        ('[away]\ncounts_as_break = "301s"\n[hours]\nmon = ["09:00-10:00", "10:05-11:00"]\n', 'every = "117m"', True),
        ('[hours]\nmon = ["09:00-09:30", "09:31-10:00", "10:01-10:30"]\n', 'every = "87m"', True),
        ('[hours]\nmon = ["09:00-09:30", "10:00-11:40"]\n', 'every = "97m"', True),
        ('[hours]\nmon = ["22:00-06:00"]\n', 'every = "477m"', True),
    ],
)  # fmt: skip
def test_a_break_alone(hours: str, rest: str, fits: bool) -> None:
    assert told(hours + entry(rest)) == ([] if fits else [(0, *never("a"))])


FIXED = 'at = ["{}"]\n'


@pytest.mark.parametrize(
    ("at", "more", "every", "fits"),
    [
        ("10:00", "", "117m", True),
        ("10:00", "", "118m", False),
        ("11:00", "", "117m", True),
        ("10:00", 'say = "Drink"', "177m", True),
        ("10:00", 'say = "Drink"\nroutine = "cat-cow"', "177m", False),
        ("10:00", 'days = ["tue"]', "177m", True),
        ("09:00", "", "177m", True),
        ("12:00", "", "177m", True),
        ("08:00", "", "177m", True),
        ("09:01", "", "176m", True),
        ("09:01", "", "177m", False),
        ('11:00", "10:00', "", "57m", True),
        ('11:00", "10:00', "", "58m", False),
    ],
)
def test_a_fixed_movement_break_begins_the_sitting_anew(at: str, more: str, every: str, fits: bool) -> None:
    fixed = entry(FIXED.format(at) + more, "walk")
    assert told(MORNING + fixed + entry(f'every = "{every}"')) == ([] if fits else [(1, *never("a"))])
    assert told(MORNING + fixed + entry('every = "3h"\nsay = "Drink"')) == []


@pytest.mark.parametrize(
    ("other", "sets_back"),
    [
        ('every = "45m"', True),
        ('every = "89m"', True),
        ('every = "90m"', False),
        ('every = "2h"', False),
        ('every = "45m"\nsay = "Drink"', False),
        ('every = "45m"\nsay = "Up"\nroutine = "cat-cow"', True),
        ('every = "45m"\ndays = ["tue"]', False),
        ('every = "45m"\ndays = ["mon"]', True),
        ('every = "45m"\nlasts = "3h"', False),  # it does not fit itself
    ],
)
def test_a_shorter_movement_break_sets_a_longer_one_back(other: str, sets_back: bool) -> None:
    text = MORNING + entry('every = "20m"\nsay = "Look"', "eyes") + entry(other, "b") + entry('every = "90m"')
    found = [one for one in told(text) if one[0] == 2]
    assert found == ([(2, *rival("a", "b"))] if sets_back else [])


def test_only_a_break_that_would_come_alone_has_a_rival() -> None:
    text = HOUR + entry('every = "20m"', "b") + entry('every = "2h"')
    assert told(text) == [(1, *never("a"))]


def test_the_first_rival_is_named_and_each_break_is_told_of() -> None:
    text = MORNING + "".join(entry(f'every = "{every}"', every) for every in ("40m", "30m", "60m"))
    assert told(text) == [(0, *rival("40m", "30m")), (2, *rival("60m", "40m"))]


def test_a_break_comes_where_one_of_its_days_has_no_rival() -> None:
    hours = MORNING + 'tue = ["09:00-12:00"]\n'
    text = hours + entry('every = "30m"\ndays = ["mon"]', "b") + entry('every = "90m"')
    assert told(text) == []
    assert told(text + 'days = ["mon", "wed"]\n') == [(1, *rival("a", "b"))]


def test_in_a_stretch_that_is_too_short_for_the_rival_the_break_comes() -> None:
    hours = '[hours]\nmon = ["09:00-10:00", "13:00-18:00"]\n'
    text = hours + entry('every = "50m"\nlasts = "30m"', "b") + entry('every = "55m"')
    assert told(text) == []


def test_what_moves() -> None:
    rows = ['say = "Drink"', 'say = "Up"\nroutine = "cat-cow"', 'routine = "auto"', ""]
    text = "".join(entry(rest, str(number)) for number, rest in enumerate(rows))
    made = Settings.model_validate(tomllib.loads(text)).breaks
    assert [moves(one) for one in made] == [False, True, True, True]
