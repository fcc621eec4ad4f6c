"""The times of other break reminders are taken over where they mean the same, and nothing else of them is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deskbreak.core.plan import Plan
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile
from deskbreak.settings.foreign import take_over
from deskbreak.settings.load import load_settings
from tests.shipped import fill_cache


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's home, without any other program's file."""
    fill_cache(tmp_path)
    home = tmp_path / "person"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return home


def workrave(home: Path, folder: str = ".workrave", **values: object) -> Path:
    path = home / folder / "workrave.ini"
    path.parent.mkdir(parents=True)
    lines = "".join(f"{name}={value}\n" for name, value in values.items())
    path.write_text(f"[timers/micro_pause]\nlimit=180\n[timers/rest_break]\n{lines}[gui]\nx=100%\n", "utf-8")
    return path


def stretchly(home: Path, folder: str = "Stretchly", **values: object) -> Path:
    path = home / ".config" / folder / "config.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(values), "utf-8")
    return path


def plan_of(profile: Profile) -> Plan:
    return load_settings(profile).plan


def taken(profile: Profile) -> tuple[float | None, float | None, tuple[float, ...]]:
    """How often, how long, and the snoozes."""
    plan = plan_of(profile)
    one = next(one for one in plan.breaks if one.name == "mobility")
    return one.every_s, one.lasts_s, plan.snooze.choices_s


SHIPPED = (2700, 180, (300, 600, 1800))


@pytest.mark.parametrize("folder", [".workrave", ".config/workrave"])
def test_workraves_rest_break_is_taken_over(profile: Profile, home: Path, folder: str) -> None:
    workrave(home, folder, limit=3600, auto_reset=240, snooze=120)
    assert take_over(profile, "workrave") == [
        'break.mobility.every = "1h"',
        'break.mobility.lasts = "4m"',
        'snooze.choices = ["2m", "10m", "30m"]',
    ]
    assert taken(profile) == (3600, 240, (120, 600, 1800))


def test_stretchlys_long_break_comes_after_its_short_ones(profile: Profile, home: Path) -> None:
    stretchly(
        home, microbreakInterval=900_000, breakInterval=3, breakDuration=120_000, breakPostponeTime=420_000
    )
    take_over(profile, "stretchly")
    assert taken(profile) == (3600, 120, (420, 600, 1800))


def test_what_stretchly_does_not_say_is_as_it_is_shipped_there(profile: Profile, home: Path) -> None:
    stretchly(home, "stretchly")
    take_over(profile, "stretchly")
    assert taken(profile) == (1800, 300, (300, 600, 1800))


def test_switches_and_words_are_no_numbers(profile: Profile, home: Path) -> None:
    stretchly(home, microbreakInterval=True, breakInterval="4", breakDuration=None)
    take_over(profile, "stretchly")
    assert taken(profile)[:2] == (1800, 300)


@pytest.mark.parametrize(
    ("limit", "is_taken"), [(599, False), (600, True), (14_400, True), (14_401, False), ("never", False)]
)
def test_an_interval_of_minutes_or_of_half_a_day_is_another_thing(
    profile: Profile, home: Path, limit: object, is_taken: bool
) -> None:
    workrave(home, limit=limit, auto_reset=300)
    said = take_over(profile, "workrave")
    assert taken(profile)[:2] == ((limit, 300) if is_taken else SHIPPED[:2])
    assert (said == ["workrave has nothing that deskbreak could take over"]) is not is_taken


@pytest.mark.parametrize(
    ("lasts", "is_taken"), [(59, False), (60, True), (1199, True), (1200, False), ("long", False)]
)
def test_a_length_fits_into_the_interval(profile: Profile, home: Path, lasts: object, is_taken: bool) -> None:
    workrave(home, limit=1200, auto_reset=lasts)
    take_over(profile, "workrave")
    assert taken(profile)[:2] == (1200, lasts if is_taken else SHIPPED[1])


@pytest.mark.parametrize(("snooze", "is_taken"), [(29, False), (30, True), (14_400, True), (14_401, False)])
def test_a_snooze_is_taken_alone_too(profile: Profile, home: Path, snooze: int, is_taken: bool) -> None:
    workrave(home, snooze=snooze)
    take_over(profile, "workrave")
    assert taken(profile) == (*SHIPPED[:2], (snooze, 600, 1800) if is_taken else SHIPPED[2])


@pytest.mark.parametrize(("source", "file"), [("workrave", "workrave.ini"), ("stretchly", "config.json")])
def test_without_the_other_program_nothing_changes(profile: Profile, source: str, file: str) -> None:
    with pytest.raises(DeskbreakError, match=f"no {file}.* was found; your settings are as shipped"):
        take_over(profile, source)
    assert not profile.config.exists()


@pytest.mark.parametrize("text", [b"\xff", b"no section = 1", b"[a\n"])
def test_an_ini_file_that_cannot_be_read_is_a_sentence(profile: Profile, home: Path, text: bytes) -> None:
    path = workrave(home)
    path.write_bytes(text)
    with pytest.raises(DeskbreakError, match=r"workrave\.ini cannot be read"):
        take_over(profile, "workrave")


@pytest.mark.parametrize("text", [b"\xff", b"{", b"[" * 100_000])
def test_a_json_file_that_cannot_be_read_is_a_sentence(profile: Profile, home: Path, text: bytes) -> None:
    path = stretchly(home)
    path.write_bytes(text)
    with pytest.raises(DeskbreakError, match=r"config\.json cannot be read"):
        take_over(profile, "stretchly")


def test_a_list_is_no_configuration(profile: Profile, home: Path) -> None:
    stretchly(home).write_text("[1]")
    with pytest.raises(DeskbreakError, match="was found"):
        take_over(profile, "stretchly")


def test_where_the_desktop_keeps_its_files_is_asked(
    profile: Profile, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "elsewhere"))
    workrave(home, "elsewhere/workrave", limit=1200)
    take_over(profile, "workrave")
    assert taken(profile)[0] == 1200
