"""The settings page's answers one by one: each thing that it may ask, and each form in which the answer comes."""

from __future__ import annotations

import datetime as dates
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbreak import language
from deskbreak.app.rehearsal import Known
from deskbreak.app.settings_page import asked, mine, trying
from deskbreak.app.settings_page import desk as module
from deskbreak.app.settings_page.desk import SettingsDesk
from deskbreak.errors import DeskbreakError, NoDaemon
from deskbreak.paths import Profile
from deskbreak.platforms import at_login, autostart

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NO_HOURS: dict[str, Any] = {f"hours.{day}": [] for day in WEEK}
SUNDAY_NOON = dates.datetime(2026, 11, 29, 12, tzinfo=BERLIN)
UNKNOWN = {"problems": [{"key": "", "what": "this page asked for something unknown; load it again"}]}


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
    return Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")


@pytest.fixture
def desk(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> SettingsDesk:
    """On a Sunday at noon."""

    class Sunday(dates.datetime):
        @classmethod
        def now(cls, tz: dates.tzinfo | None = None) -> dates.datetime:  # type: ignore[override]
            return SUNDAY_NOON.astimezone(tz)

    monkeypatch.setattr(module, "datetime", Sunday)
    return SettingsDesk(profile, BERLIN)


# -- a coming day -----------------------------------------------------------------------------------------------


def preview(desk: SettingsDesk, **hours: list[str]) -> dict[str, Any]:
    values = NO_HOURS | {f"hours.{day}": times for day, times in hours.items()}
    found: dict[str, Any] = desk.check(values)["preview"]
    return found


@pytest.mark.parametrize(
    ("hours", "day", "title"),
    [
        ({"mon": ["09:00-17:00"]}, "2026-11-30", "Tomorrow, Monday 30 November"),
        ({"tue": ["09:00-17:00"]}, "2026-12-01", "Tuesday 1 December"),
        ({"sun": ["09:00-17:00"]}, "2026-12-06", "Sunday 6 December"),
        ({}, "", "No work hours in the coming days."),
    ],
)
def test_the_next_day_with_hours_is_played(desk: SettingsDesk, hours: Any, day: str, title: str) -> None:
    found = preview(desk, **hours)
    assert (found["day"], found["title"], bool(found["lines"])) == (day, title, bool(hours))


def test_a_week_from_tomorrow_is_looked_at(desk: SettingsDesk) -> None:
    """One day of eight, so that the same weekday is found though tomorrow's is a day off."""
    off = [{"on": "2026-11-30", "hours": []}]
    values = NO_HOURS | {"hours.mon": ["09:00-17:00"], "days": off}
    assert desk.check(values)["preview"]["day"] == "2026-12-07"
    off = [{"on": "2026-11-30", "hours": []}, {"on": "2026-12-07", "hours": []}]
    assert desk.check(values | {"days": off})["preview"]["day"] == ""


def test_each_line_has_time_break_and_routine(desk: SettingsDesk) -> None:
    breaks = [
        {"name": "walk", "was": "walk", "at": ["09:30"], "routine": "ten-minute-walk"},
        {"name": "water", "at": ["09:45"], "say": "Drink water"},
    ]
    values = NO_HOURS | {"hours.mon": ["09:00-10:00"], "break": breaks}
    lines = desk.check(values)["preview"]["lines"]
    offers = [line for line in lines if line["event"] == "offer"]
    assert [(one["at"], one["break"], one["what"]) for one in offers] == [
        ("09:30", "walk", "10-Minute Walk"),
        ("09:45", "water", ""),
    ]
    assert [
        (one["at"], one["break"], one["what"], one["why"]) for one in lines if one["event"] == "hours"
    ] == [
        ("09:00", "", "", "work begins"),
        ("10:00", "", "", "work ends"),
    ]


def test_calendars_are_read_once_for_each_set_of_files(
    desk: SettingsDesk, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[Any, ...]] = []

    def read_calendars(*what: Any) -> Known:
        read.append(what)
        return Known(problems=("work.ics is gone",))

    monkeypatch.setattr(module, "read_calendars", read_calendars)
    for quiet in ({}, {"offer.sound": True}, {"quiet.me": ["me@x.de"]}, {"quiet.longest_meeting": "1h"}, {}):
        assert desk.check(quiet)["preview"]["notes"] == ["work.ics is gone"]
    assert len(read) == 3
    assert read[0][0] is profile and read[0][2:] == (dates.date(2026, 11, 30), 8)
    assert desk.check(NO_HOURS)["preview"]["notes"] == ["work.ics is gone"]


def test_holidays_of_a_calendar_are_days_off(desk: SettingsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    from deskbreak.core.plan import DayRule

    off = DayRule(dates.date(2026, 11, 30), dates.date(2026, 11, 30), (), "holiday")
    monkeypatch.setattr(module, "read_calendars", lambda *_: Known(days_off=(off,)))
    assert preview(desk, mon=["09:00-17:00"], tue=["09:00-17:00"])["day"] == "2026-12-01"


# -- what is shown ------------------------------------------------------------------------------------------------


def test_reading_gives_all_that_the_page_needs(desk: SettingsDesk, profile: Profile) -> None:
    shown = desk.read()
    assert shown.keys() == {
        "file", "sections", "values", "fixed", "places", "by_hand", "routines", "preview", "stamp", "login", "warnings",
        "key", "question", "blocked", "folder", "commands", "notice", "profile",
    }  # fmt: skip
    assert (shown["file"], shown["folder"]) == (str(profile.config), str(profile.data_dir))
    assert shown["commands"] == {"page": "deskbreak config page", "edit": "deskbreak config edit"}
    assert (shown["stamp"], shown["profile"], shown["question"], shown["blocked"]) == ("", "", None, [])
    assert len(shown["key"]) > 20 and shown["key"] == desk.read()["key"]


def test_mistakes_in_the_file_are_shown_alone(desk: SettingsDesk, profile: Profile) -> None:
    profile.config.write_text("[offer]\nsoudn = true\n")
    shown = desk.read()
    assert shown.keys() == {"file", "broken", "stamp"}
    assert shown["file"] == str(profile.config) and shown["stamp"] == desk.stamp() != ""
    assert len(shown["broken"]) == 1 and "soudn" in shown["broken"][0]


def test_the_stamp_has_both_time_and_size(desk: SettingsDesk, profile: Profile) -> None:
    import os

    assert desk.stamp() == ""
    profile.config.write_text("# a\n")
    os.utime(profile.config, ns=(10**18, 10**18))
    before = desk.stamp()
    profile.config.write_text("# ab\n")
    os.utime(profile.config, ns=(10**18, 10**18))
    assert desk.stamp() != before
    profile.config.write_text("# b\n")
    assert desk.stamp() != before


def test_a_journal_that_cannot_be_read_keeps_nobody_from_the_settings(
    desk: SettingsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise DeskbreakError("it is locked")

    monkeypatch.setattr(mine, "blocked", fails)
    assert desk.read()["blocked"] == []


def test_a_chosen_profile_is_named_and_its_values_are_not_written_into_the_file(
    desk: SettingsDesk, profile: Profile
) -> None:
    profile.profiles.mkdir()
    (profile.profiles / "home.toml").write_text("[offer]\nsound = true\n")
    profile.config.write_text("[profiles]\n" + "".join(f'{day} = "home"\n' for day in WEEK))
    shown = desk.read()
    assert shown["profile"] == "home" and shown["values"]["offer.sound"] is False


class Entry:
    def __init__(self, on: bool = True, trouble: str = "") -> None:
        self.is_on, self.trouble = lambda: on, lambda: trouble


def test_login_says_why_it_cannot_be_changed(desk: SettingsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise DeskbreakError("the folder is read-only")

    monkeypatch.setattr(autostart, "choose", lambda: Entry(trouble="it starts another one"))
    assert desk.read()["login"] == {"on": True, "trouble": "it starts another one"}
    for name, on in (("turn_on", True), ("turn_off", False)):
        monkeypatch.setattr(at_login, name, fails)
        found = desk.act({"act": "login", "on": on})
        assert found == {"login": {"on": True, "trouble": "the folder is read-only"}}
    monkeypatch.setattr(autostart, "choose", fails)
    assert desk.read()["login"] == {"on": False, "trouble": "the folder is read-only"}


@pytest.mark.parametrize(("on", "done"), [(True, ["on"]), (False, ["off"])])
def test_login_is_turned_as_it_is_said(
    desk: SettingsDesk, profile: Profile, monkeypatch: pytest.MonkeyPatch, on: bool, done: list[str]
) -> None:
    did: list[str] = []
    monkeypatch.setattr(at_login, "turn_on", lambda home: did.append("on" if home == profile.home else "?"))
    monkeypatch.setattr(at_login, "turn_off", lambda: did.append("off"))
    desk.act({"act": "login", "on": on})
    assert did == done


# -- what is asked ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wanted",
    [
        {"act": "check", "values": []},
        {"act": "save", "values": "x"},
        {"act": "login"},
        {"act": "login", "on": 1},
        {"act": "login", "on": None},
        {"act": "delete", "typed": "delete"},
        {"act": None},
    ],
)
def test_what_makes_no_sense_is_unknown(desk: SettingsDesk, wanted: dict[str, Any]) -> None:
    assert desk.act(wanted) == UNKNOWN


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (DeskbreakError("the disk is full"), "the disk is full"),
        (ValueError("x"), "x"),
        (TypeError(), "this cannot be written"),
        (AttributeError(), "this cannot be written"),
        (KeyError("k"), "'k'"),
    ],
)
def test_whatever_fails_has_a_sentence(
    desk: SettingsDesk, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr(desk, "read", fails)
    assert desk.act({"act": "read"}) == {"problems": [{"key": "", "what": said}]}


def test_saving_tells_the_daemon_and_says_whether_another_language_is_spoken(
    desk: SettingsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "notify_reload", lambda profile: profile is desk._profile)
    shown = desk.act({"act": "save", "values": {"offer.sound": True}})
    assert (shown["saved"], shown["taken_over"], shown["other_language"]) == (True, True, False)
    shown = desk.act({"act": "save", "values": {"ui.language": "de"}})
    assert (shown["saved"], shown["other_language"], language.current()) == (True, True, "de")


def test_hours_come_back_as_the_file_has_them_and_nothing_else(desk: SettingsDesk) -> None:
    found = desk.check({"hours.mon": ["9-12"], "offer.repeat_every": "7"})
    assert found.keys() == {"problems", "warnings", "taken", "preview"}
    assert (found["problems"], found["warnings"]) == ([], [])
    assert found["taken"] == {"hours.mon": ["09:00-12:00"]}


def test_a_routine_is_tried_on_the_face_of_the_settings(
    desk: SettingsDesk, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    faces: list[str] = []

    def start(_trial: object, face: str) -> str:
        faces.append(face)
        return "The routine starts."

    monkeypatch.setattr(trying.Trial, "start", start)
    assert desk.act({"act": "try"}) == {"said": "The routine starts."}
    profile.config.write_text('[player]\nface = "terminal"\n')
    desk.act({"act": "try"})
    assert faces == ["auto", "terminal"]


def test_the_question_is_answered_on_the_page(desk: SettingsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, dict[str, Any]]] = []

    def ask(_profile: Profile, do: str, **details: Any) -> dict[str, Any]:
        told.append((do, details))
        easing = {"asking": True, "words": "Offers are shown once."}
        return {"said": "Paused for a week.", "status": {"easing": easing}}

    monkeypatch.setattr(asked, "ask", ask)
    assert desk.act({"act": "ease", "choice": "week"}) == {"said": "Paused for a week."}
    assert told == [("ease", {"choice": "week"})]
    refused = desk.act({"act": "ease", "choice": "never"})["problems"][0]["what"]
    assert refused.startswith("there are: 60, 90") and len(told) == 1
    shown = asked.question(desk._profile)
    assert shown is not None and told[-1] == ("status", {})
    assert (shown["title"], shown["text"]) == ("Should breaks come less often?", "Offers are shown once.")
    assert [key for key, _ in shown["answers"]] == ["hours", "60", "90", "week", "keep"]


@pytest.mark.parametrize("easing", [{}, {"easing": {}}, {"easing": {"asking": False, "words": "x"}}])
def test_nothing_is_asked_unless_the_daemon_does(
    desk: SettingsDesk, monkeypatch: pytest.MonkeyPatch, easing: dict[str, Any]
) -> None:
    monkeypatch.setattr(asked, "ask", lambda _profile, _do: {"status": easing})
    assert asked.question(desk._profile) is None


@pytest.mark.parametrize("error", [NoDaemon(), DeskbreakError("busy")])
def test_nobody_there_asks_nothing(
    desk: SettingsDesk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(asked, "ask", fails)
    assert asked.question(desk._profile) is None
