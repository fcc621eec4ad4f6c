"""Behind the settings page: what it shows, what it says about mistakes, and what it writes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbreak.app.settings_page.desk import SettingsDesk, to_page
from deskbreak.paths import Profile
from deskbreak.settings.commands import RUN_PROGRAMS, commands
from deskbreak.settings.schema import schema

BERLIN = ZoneInfo("Europe/Berlin")
MOBILITY = {"name": "mobility", "was": "mobility", "every": "45m", "routine": "auto", "lasts": "3m"}


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
    return Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")


@pytest.fixture
def desk(profile: Profile) -> SettingsDesk:
    return SettingsDesk(profile, BERLIN)


def fields(shown: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["key"]: one for section in shown["sections"] for one in section["fields"]}


def test_every_setting_has_its_place_on_the_page(desk):
    shown = desk.read()
    elsewhere = {"holidays", "break", "days"}  # holidays come from calendars: a line for the file
    keys = {key for key in shown["values"] if not key.startswith(("hours.", "profiles."))} - elsewhere
    assert keys == set(fields(shown))
    assert all(one["label"] for one in fields(shown).values())


def test_kinds_follow_the_types(desk):
    kinds = {key: one["kind"] for key, one in fields(desk.read()).items()}
    wanted = {
        "offer.sound": "switch",
        "offer.heads_up": "switch-or-duration",
        "snooze.at_most": "number",
        "snooze.policy": "one",
        "body.positions": "several",
        "body.avoid": "list",
        "player.reduced_motion": "maybe",
        "journal.keep": "text",
    }
    assert {key: kinds[key] for key in wanted} == wanted


def test_places_are_offered_once_and_in_plain_words(desk, profile):
    offered = [choice for choice, _ in fields(desk.read())["body.positions"]["choices"]]
    assert offered[:6] == ["desk", "chair", "standing", "wall", "walking", "floor"]
    assert "on the back" in offered and "supine" not in offered and len(offered) == len(set(offered))
    profile.config.write_text('[body]\npositions = ["supine", "desk"]\n')
    offered = [choice for choice, _ in fields(desk.read())["body.positions"]["choices"]]
    assert offered[-1] == "supine"  # what the file says can be taken out, and is not lost


def test_weekday_profiles_show_when_there_are_profiles(desk, profile):
    assert "profiles.mon" not in fields(desk.read())
    profile.profiles.mkdir()
    (profile.profiles / "home.toml").write_text("[offer]\nsound = true\n")
    assert ["home", "home"] in fields(desk.read())["profiles.mon"]["choices"]


def test_a_coming_day_is_played(desk):
    preview = desk.read()["preview"]
    offers = [line for line in preview["lines"] if line["event"] == "offer"]
    assert preview["day"] and {line["break"] for line in offers} == {"mobility", "walk"}
    assert all(line["what"] and len(line["at"]) == 5 for line in offers)


def test_the_preview_follows_the_values(desk):
    days = {f"hours.{day}": ["10:00-11:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    checked = desk.check({**days, "break": [{**MOBILITY, "every": "25m"}]})
    offers = [line["at"] for line in checked["preview"]["lines"] if line["event"] == "offer"]
    assert checked["problems"] == [] and offers[0] == "10:25"


def test_without_hours_it_says_so(desk):
    checked = desk.check({f"hours.{day}": [] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")})
    assert checked["preview"]["lines"] == []
    assert "No work hours" in checked["preview"]["title"]


def test_mistakes_are_said_at_their_field(desk, profile):
    found = desk.check(
        {
            "hours.mon": ["09:00-12:00", "11:00-13:00"],
            "break": [
                {"name": "mobility", "was": "mobility", "every": "soon"},
                {"name": "walk", "was": "walk", "at": ["25:00"]},
                {"name": "mobility", "every": "1h"},
            ],
            "snooze.at_most": "many",
            "snooze.choices": [],
            "journal.keep": "forever",
            "days": [{"on": "2026-02-30", "hours": []}],
        }
    )
    keys = {one["key"] for one in found["problems"]}
    assert keys >= {"break.0.every", "break.1.at.0", "snooze.at_most", "journal.keep", "days.0.on"}
    assert "preview" not in found and not profile.config.exists()


def test_an_overlap_is_said_at_its_day(desk):
    found = desk.check({"hours.mon": ["09:00-12:00", "11:00-13:00"]})
    assert [one["key"] for one in found["problems"]] == ["hours.mon"]


def test_saving_writes_and_shows_what_holds(desk, profile):
    shown = desk.act(
        {"act": "save", "values": {"offer.sound": True, "break": [{**MOBILITY, "every": "30m"}]}}
    )
    assert shown["saved"] and not shown["taken_over"]
    assert shown["values"]["offer.sound"] is True
    assert [one["every"] for one in shown["values"]["break"]] == ["30m"]
    assert "# Several ranges leave gaps for lunch" in profile.config.read_text("utf-8")


@pytest.mark.parametrize(
    "values",
    [
        {"quiet.command": "id > /tmp/taken"},
        {" quiet . command ": "id"},
        {"quiet": {"command": "id"}},
        {"offer.sound": True, "quiet": {"command": "id", "microphone": True}},
    ],
)
@pytest.mark.parametrize("act", ["check", "save"])
def test_a_page_never_sets_what_runs_a_program(desk, profile, act, values):
    refused = desk.act({"act": act, "values": values})["problems"]
    assert [one["key"] for one in refused] == ["quiet.command"]
    assert "no page may set it" in refused[0]["what"] and "deskbreak config edit" in refused[0]["what"]
    assert not profile.config.exists()


def test_a_command_of_the_persons_own_stays_and_stays_the_same(desk, profile):
    profile.config.write_text('[quiet]\ncommand = "pgrep zoom"\n')
    shown = desk.read()
    assert shown["by_hand"] == ["quiet.command", "hooks"]
    values = {"quiet.command": shown["values"]["quiet.command"], "quiet.fullscreen": False}
    assert desk.act({"act": "save", "values": values})["saved"]
    assert desk.act({"act": "save", "values": {"quiet.command": "id"}})["problems"]
    assert desk.act({"act": "save", "values": {"quiet": {"command": "id"}}})["problems"]
    assert 'command = "pgrep zoom"' in profile.config.read_text("utf-8")


def test_no_name_or_word_on_the_page_becomes_a_command(desk, profile):
    """Whatever is written stays the text that it was."""
    odd = 'x"\n[quiet]\ncommand = "id"\n#'
    desk.act({"act": "save", "values": {"break": [{**MOBILITY, "say": odd, odd: odd}], "quiet.apps": [odd]}})
    app = odd.replace("\n", " ")  # a line feed in a program's name is refused
    desk.act({"act": "save", "values": {"break": [{**MOBILITY, "say": odd}], "quiet.apps": [app]}})
    assert commands(profile.config.read_text("utf-8")) == {}


def test_every_setting_that_runs_a_program_is_known():
    """A new one has to be named in RUN_PROGRAMS; this finds it by its words."""
    tables = schema()
    found = set()
    for name, row in tables["properties"].items():
        rows = (
            tables["definitions"].get(str(row.get("$ref", "")).rsplit("/", 1)[-1], {}).get("properties", {})
        )
        for key, inner in {"": row, **rows}.items():
            said = f"{name} {key} {inner.get('description', '')}"
            if re.search(r"command|hook|argument|execut|script|shell", said, re.IGNORECASE):
                found.add((name, key) if key else (name,))
    assert ("quiet", "command") in found
    assert all(any(way[: len(known)] == known for known in RUN_PROGRAMS) for way in found), found


def test_saving_what_is_wrong_writes_nothing(desk, profile):
    assert desk.act({"act": "save", "values": {"snooze.choices": []}})["problems"]
    assert not profile.config.exists()


def test_the_stamp_tells_of_another_editor(desk, profile):
    desk.act({"act": "save", "values": {"offer.sound": True}})
    before = desk.stamp()
    profile.config.write_text(profile.config.read_text() + "\n# a note of mine\n")
    assert desk.stamp() != before
    assert desk.act({"act": "read"})["stamp"] == desk.stamp()


def test_a_spoiled_file_is_shown_as_such(desk, profile):
    profile.config.write_text("[offer]\nsoudn = true\nbad\n")
    shown = desk.read()
    assert "sections" not in shown and "config.toml:3" in shown["broken"][0]


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"act": "fly"},
        {"act": "save", "values": 3},
        {"act": "check", "values": {"nonsense": 1}},
        {"act": "check", "values": {"offer.sound": {"a": 1}}},
        {"act": "check", "values": {"break": "all"}},
        {"act": "check", "values": {"break": [1, None]}},
        {"act": "save", "values": {"": 1}},
    ],
)
def test_nonsense_gets_a_sentence(desk, profile, wanted):
    assert desk.act(wanted)["problems"][0]["what"]
    assert not profile.config.exists()


def test_what_an_administrator_fixed_is_marked(profile, tmp_path):
    (tmp_path / "system.toml").write_text('fixed = ["offer.sound"]\n[offer]\nsound = true\n')
    desk = SettingsDesk(profile, BERLIN)
    assert desk.read()["fixed"] == ["offer.sound"]
    refused = desk.act({"act": "save", "values": {"offer.sound": False}})
    assert "fixed in" in refused["problems"][0]["what"]
    assert not profile.config.exists()


def test_starting_at_login_is_a_switch_of_its_own(desk, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert desk.read()["login"] == {"on": False, "trouble": ""}
    assert desk.act({"act": "login", "on": True}) == {"login": {"on": True, "trouble": ""}}
    assert list((tmp_path / "config" / "autostart").glob("*.desktop"))
    assert desk.act({"act": "login", "on": False})["login"]["on"] is False


def test_the_notice_is_shown_before_the_first_settings(desk):
    assert "doctor" in desk.read()["notice"]["text"]
    assert desk.act({"act": "save", "values": {"offer.sound": True}})["notice"] is None


def test_nothing_ends_the_script_early():
    assert "</script>" not in to_page({"x": "</script>"})
