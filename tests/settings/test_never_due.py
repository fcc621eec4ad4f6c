"""A break that can never fall due is said, whatever its reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.paths import find_profile
from deskbreak.settings.load import load_settings
from deskbreak.settings.places import Places

Warned = Callable[[str], list[str]]
HOURS = '[hours]\nmon = ["09:00-12:30", "13:30-18:00"]\n'
MOBILITY = '[[break]]\nname = "mobility"\nevery = "45m"\nroutine = "auto"\nlasts = "3m"\n'


@pytest.fixture
def warned(tmp_path: Path) -> Warned:
    def warned(text: str) -> list[str]:
        profile = find_profile(tmp_path)
        profile.config.write_text(text, "utf-8")
        return [str(one) for one in load_settings(profile).warnings]

    return warned


def more(name: str, every: str, rest: str = 'routine = "auto"') -> str:
    return f'[[break]]\nname = "{name}"\nevery = "{every}"\n{rest}\n'


def test_a_longer_movement_break_is_set_back_by_the_shorter_one(warned: Warned) -> None:
    (said,) = warned(HOURS + MOBILITY + more("long", "90m"))
    assert '"long" is never due: "mobility" comes sooner' in said and "config.toml:" in said


@pytest.mark.parametrize("rest", ['say = "Drink water"', 'say = "Look away"\nlasts = "20s"'])
def test_what_only_says_something_keeps_its_clock_and_is_fine(warned: Warned, rest: str) -> None:
    assert warned(HOURS + MOBILITY + more("water", "90m", rest)) == []


def test_no_stretch_of_the_hours_is_long_enough(warned: Warned) -> None:
    (said,) = warned(HOURS + MOBILITY + more("water", "5h", 'say = "Drink water"'))
    assert '"water" is never due: no stretch of your hours' in said


def test_a_fixed_break_in_between_counts(warned: Warned) -> None:
    fixed = '[[break]]\nname = "walk"\nat = ["10:45"]\nroutine = "ten-minute-walk"\n'
    alone = more("long", "2h")
    assert warned('[hours]\nmon = ["09:00-12:30"]\n' + alone) == []
    assert len(warned('[hours]\nmon = ["09:00-12:30"]\n' + alone + fixed)) == 1


def test_a_short_gap_between_hours_is_no_break(warned: Warned) -> None:
    assert warned('[hours]\nmon = ["09:00-10:30", "10:32-12:30"]\n' + more("long", "2h")) == []


def test_days_without_a_shorter_break_are_enough(warned: Warned) -> None:
    short = MOBILITY + 'days = ["mon"]\n'
    both = '[hours]\nmon = ["09:00-17:00"]\ntue = ["09:00-17:00"]\n'
    assert warned(both + short + more("long", "90m")) == []


def test_the_shipped_settings_are_fine(warned: Warned) -> None:
    assert warned("") == []


def test_a_shipped_break_is_told_of_at_the_hours(warned: Warned) -> None:
    said = warned('[hours]\nmon = ["09:00-09:30"]\n')
    assert any('"mobility" is never due' in one for one in said)
    assert all("default.toml" not in one for one in said)


def test_many_things_to_say_of_one_file_read_its_outline_once(
    warned: Warned, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = Places.__init__

    def counted(self: Places, text: str, *more: Any) -> None:
        read.append(text)
        real(self, text, *more)

    monkeypatch.setattr(Places, "__init__", counted)
    said = warned(HOURS + MOBILITY + "".join(more(f"long{number}", "90m") for number in range(30)))
    assert len(said) == 30 and len({one.partition(" ")[0] for one in said}) == 30, "each at its own line"
    assert len(read) == len(set(read)), "the work for many breaks would grow with their square"
