"""Behind the settings page: what it shows, what it says about mistakes, and what it writes."""

from __future__ import annotations

import re
import sys
import time
import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbreak.app.settings_page import mine, trying
from deskbreak.app.settings_page.desk import SettingsDesk, to_page
from deskbreak.app.settings_page.trying import Trial
from deskbreak.app.settings_page.typed import as_the_file_takes
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile
from deskbreak.settings.commands import RUN_PROGRAMS, commands
from deskbreak.settings.schema import schema
from deskbreak.store.opening import open_to_read, open_to_write

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
    keys = {
        key for key in shown["values"] if not key.startswith(("hours.", "profiles.", "hooks."))
    } - elsewhere
    assert keys == {*fields(shown), shown["places"]["key"]}
    assert all(one["label"] for one in fields(shown).values())


def test_kinds_follow_the_types(desk):
    kinds = {key: one["kind"] for key, one in fields(desk.read()).items()}
    wanted = {
        "offer.sound": "switch",
        "offer.heads_up": "switch-or-duration",
        "snooze.at_most": "number",
        "snooze.policy": "one",
        "body.equipment": "several",
        "body.avoid": "list",
        "player.reduced_motion": "maybe",
        "journal.keep": "text",
    }
    assert {key: kinds[key] for key in wanted} == wanted


def test_places_are_a_few_chips_and_all_that_hold_are_chosen(desk, profile):
    places = desk.read()["places"]
    assert [label for _, label in places["choices"]] == [
        "on the floor", "standing", "at the desk", "on a chair", "at a wall", "walking",
    ]  # fmt: skip
    assert places["chosen"] == ["standing", "desk", "chair", "wall", "walking"]  # nobody lies down unasked
    profile.config.write_text('[body]\npositions = ["supine", "desk"]\n')
    places = desk.read()["places"]
    assert places["choices"][-1] == ["supine", "on the back"]  # what the file says more finely is not lost
    assert places["chosen"] == ["supine", "desk"]


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
            "journal.keep": "until May",
            "days": [{"on": "2026-02-30", "hours": []}],
        }
    )
    keys = {one["key"] for one in found["problems"]}
    assert keys >= {"break.0.every", "break.1.at.0", "snooze.at_most", "journal.keep", "days.0.on"}
    assert "preview" not in found and not profile.config.exists()


@pytest.mark.parametrize(
    ("key", "typed", "written"),
    [
        ("hours.mon", ["9-17"], ["09:00-17:00"]),
        ("hours.mon", ["9am to 5pm"], ["09:00-17:00"]),
        ("hours.mon", ["9:00–17:00"], ["09:00-17:00"]),
        ("hours.mon", ["9-12:30 13:30—18"], ["09:00-12:30", "13:30-18:00"]),
        ("hours.mon", ["9-12 and 13-17"], ["09:00-12:00", "13:00-17:00"]),
        ("hours.mon", ["22:00-06:00"], ["22:00-06:00"]),
        ("offer.repeat_every", "7", "7m"),
        ("offer.repeat_every", " 1 hour ", "1 hour"),
        ("offer.heads_up", "2", "2m"),
        ("offer.heads_up", True, True),
        ("snooze.choices", ["5", "10 min", "1h"], ["5m", "10 min", "1h"]),
        ("away.counts_as_break", "6", "6m"),
        ("quiet.longest_meeting", "90", "90m"),
        ("player.get_ready", "10", "10s"),
        ("player.get_ready", "wait", "wait"),
        ("journal.keep", "2 years", "2y"),
        ("journal.keep", "Forever", "always"),
        (
            "break",
            [{"name": "a", "every": "40", "lasts": "3"}],
            [{"name": "a", "every": "40m", "lasts": "3m"}],
        ),
        ("break", [{"name": "a", "at": ["9.30", "3pm"]}], [{"name": "a", "at": ["09:30", "15:00"]}]),
        ("days", [{"on": "2026-12-24", "hours": ["9-12"]}], [{"on": "2026-12-24", "hours": ["09:00-12:00"]}]),
    ],
)
def test_what_people_type_is_saved_as_the_file_takes_it(desk, profile, key, typed, written):
    assert desk.act({"act": "save", "values": {key: typed}})["saved"]
    found = tomllib.loads(profile.config.read_text("utf-8"))
    for part in key.split("."):
        found = found[part]
    assert found == written


@pytest.mark.parametrize(
    "odd", [None, 3, True, {"a": 1}, [[]], [None], ["9-17", 3], "9-17", [{"every": 3}], "", "x" * 5000]
)
@pytest.mark.parametrize("key", ["hours.mon", "break", "days", "offer.repeat_every", "nonsense", "", "a.b.c"])
def test_reading_what_was_typed_never_fails(key, odd):
    assert list(as_the_file_takes({key: odd})) == [key]


def test_the_page_is_told_how_the_hours_were_understood(desk):
    taken = desk.check({"hours.mon": ["9-12 13-17"], "offer.sound": True})["taken"]
    assert taken == {"hours.mon": ["09:00-12:00", "13:00-17:00"]}


FILE_WORDS = re.compile(
    r"\w\[|\b(lasts|every|keep_below|counts_as_break|keys?|rows|quotes|brackets)\b|\w+\.\w+:|_"
)


@pytest.mark.parametrize(
    ("values", "label", "what"),
    [
        ({"hours.tue": ["soon"]}, "Tuesday", '"soon" is no range of hours; write 09:00-12:30'),
        ({"hours.tue": ["9-5"]}, "Tuesday", "afternoon"),
        ({"break": [{"name": "a", "every": "soon"}]}, "After", "no length of time; write 90s, 10m or 1h30m"),
        ({"break": [{"name": "a", "every": ""}]}, "After", "something is missing"),
        ({"break": [{"name": "a", "every": "5", "lasts": "6"}]}, "Length", "Length is not shorter than After"),
        ({"break": [{"name": "a", "at": []}]}, "Times of day", "write a time of day, such as 12:20"),
        ({"break": [{"name": "a", "every": "5", "days": []}]}, "On", "choose at least one day"),
        ({"break": [{"name": " ", "every": "5"}]}, "Name", "the name is empty; each break needs one"),
        ({"break": [{"name": "a"}]}, "", "say when “a” comes"),
        ({"snooze.choices": []}, "Times", "write at least one"),
        ({"snooze.at_most": "many"}, "At most", '"many" must be a whole number'),
        ({"away.keep_below": "20", "away.counts_as_break": "10"}, "Ignore absences under", "“Counts as a break after”"),
        ({"journal.keep": "until May"}, "Keep history", "no time to keep the history; write 400d, 2y or always"),
        ({"days": [{"on": "", "hours": []}]}, "Date", "something is missing"),
        ({"days": [{"on": "2026-12-26/2026-12-24", "hours": []}]}, "Date", "last day is before the first"),
        ({"body.avoid": ["kneez"]}, "Leave out", "did you mean"),
        ({"player.get_ready": "9m"}, "Time to get ready", "long for getting ready"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_in_the_words_of_its_field(desk, values, label, what):
    found = desk.check(values)["problems"]
    assert len(found) == 1 and found[0]["label"] == label, found
    assert what.lower() in found[0]["what"].lower()
    assert not FILE_WORDS.search(found[0]["what"]), found[0]["what"]


NEVER = [MOBILITY, {"name": "stretch", "every": "90", "routine": "auto"}]


def test_a_break_that_never_comes_is_said_beside_it(desk, profile):
    found = desk.check({"break": NEVER})["warnings"]
    assert [(one["key"], one["label"]) for one in found] == [("break.1.every", "After")]
    assert "never due" in found[0]["what"] and not FILE_WORDS.search(found[0]["what"])
    saved = desk.act({"act": "save", "values": {"break": NEVER}})
    assert saved["saved"] and saved["warnings"] == found  # and still there when the page is opened again
    assert (
        desk.check({"break": [MOBILITY, {"name": "water", "every": "90", "say": "Drink"}]})["warnings"] == []
    )


def test_a_shipped_break_that_never_comes_is_said_beside_it_too(desk, profile):
    days = {f"hours.{day}": ["09:00-09:30"] for day in ("mon", "tue", "wed", "thu", "fri")}
    profile.config.write_text("[hours]\n" + "".join(f'{day[6:]} = ["09:00-09:30"]\n' for day in days))
    assert "break.0.every" in [one["key"] for one in desk.read()["warnings"]]


def test_what_is_left_out_is_listed_and_allowed_again(desk, profile, monkeypatch):
    reported: list[str] = []
    monkeypatch.setattr(mine, "notify_if_running", lambda _profile, do: reported.append(do))
    with open_to_write(profile) as journal:
        journal.block("cat-cow", 1_795_000_000.0, "it hurt")
        journal.block("gone-with-its-pack", 1_795_000_000.0)
    shown = desk.read()["blocked"]
    assert [(one["name"], one["why"]) for one in shown] == [
        ("Cat-Cow", "it hurt"),
        ("gone-with-its-pack", ""),
    ]
    assert shown[0]["since"] == "18 November 2026"
    found = desk.act({"act": "allow", "exercise": "cat-cow"})
    assert found["allowed"] and [one["id"] for one in found["blocked"]] == ["gone-with-its-pack"]
    assert reported == ["journal-changed"]
    assert not desk.act({"act": "allow", "exercise": "bird-dog"})["allowed"] and len(reported) == 1
    with open_to_read(profile) as journal:
        assert list(journal.blocked()) == ["gone-with-its-pack"]


def kept(profile: Profile) -> int:
    with open_to_read(profile) as journal:
        return len(journal.rows())


@pytest.fixture
def some_days(profile: Profile) -> None:
    with open_to_write(profile) as journal:
        for ago in (90_000.0, 3_000.0):
            journal.add(at=time.time() - ago, outcome="taken", break_name="mobility", routine="mobility-set")


@pytest.mark.parametrize("kind", ["csv", "json", "ics", "activitywatch"])
def test_the_journal_comes_as_a_file(desk, some_days, kind):
    found = desk.act({"act": "export", "kind": kind})
    assert found["rows"] == 2 and found["text"].count("mobility-set") >= 2
    assert re.fullmatch(r"deskbreak-\d{4}-\d\d-\d\d(\.\w+)+", found["name"])


def test_only_formats_there_are_can_be_asked_for(desk, some_days):
    assert "csv" in desk.act({"act": "export", "kind": "../x"})["problems"][0]["what"]


def test_data_goes_with_the_word_and_the_key_of_the_page(desk, profile, some_days):
    key = desk.read()["key"]
    for wrong in (
        {"key": key},
        {"key": key, "typed": ""},
        {"key": key, "typed": "del"},
        {"key": SettingsDesk(profile, BERLIN).read()["key"], "typed": "delete"},  # another page's
        {"typed": "delete"},
        {"key": None, "typed": "delete"},
        {"key": "ü", "typed": "delete"},
    ):
        assert desk.act({"act": "delete", **wrong})["problems"]
        assert kept(profile) == 2
    assert desk.act({"act": "delete", "key": key, "typed": " Delete "})["said"].startswith("2 rows")
    assert kept(profile) == 0


def test_what_hurt_stays_left_out_when_data_is_deleted(desk, profile, some_days):
    with open_to_write(profile) as journal:
        journal.block("cat-cow", 1_795_000_000.0, "it hurt")
    shown = desk.act({"act": "delete", "key": desk.read()["key"], "typed": "delete"})
    assert [one["id"] for one in shown["blocked"]] == ["cat-cow"]


def test_trying_asks_the_daemon_first(desk, monkeypatch):
    monkeypatch.setattr(trying, "ask", lambda _profile, do: {"said": f"{do}!"})
    assert desk.act({"act": "try"}) == {"said": "start!"}


def test_without_a_daemon_a_routine_plays_in_a_process_of_its_own(profile):
    trial = Trial(
        profile, [sys.executable, "-c", "import sys; sys.stdin.read(); import time; time.sleep(60)"]
    )
    assert trial.start() == "The routine starts."
    with pytest.raises(DeskbreakError, match="already"):
        trial.start()
    assert trial.running is not None
    trial.running.kill()
    trial.running.wait()
    assert trial.start() == "The routine starts."  # and again when it is over
    trial.running.kill()
    trial.running.wait()


def test_what_cannot_start_says_why(profile):
    with pytest.raises(DeskbreakError, match="no window here"):
        Trial(profile, [sys.executable, "-c", "raise SystemExit('no window here')"]).start()
    with pytest.raises(DeskbreakError, match="does not start"):
        Trial(profile, ["/nowhere/at/all"]).start()


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
    for name in ("CONFIG", "DATA", "BIN"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    assert desk.read()["login"] == {"on": False, "trouble": ""}
    assert desk.act({"act": "login", "on": True}) == {"login": {"on": True, "trouble": ""}}
    assert list((tmp_path / "config" / "autostart").glob("*.desktop"))
    assert list((tmp_path / "data" / "applications").glob("*.desktop"))
    assert desk.act({"act": "login", "on": False})["login"]["on"] is False


def test_the_notice_is_shown_before_the_first_settings(desk):
    assert "doctor" in desk.read()["notice"]["text"]
    assert desk.act({"act": "save", "values": {"offer.sound": True}})["notice"] is None


def test_nothing_ends_the_script_early():
    assert "</script>" not in to_page({"x": "</script>"})
