"""The settings page's fields, and a person's own data on it: what is shown, what is written, what is deleted."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app.settings_page import mine
from deskbreak.app.settings_page.desk import SettingsDesk, to_page
from deskbreak.app.settings_page.form import form, label_of
from deskbreak.app.settings_page.typed import as_the_file_takes
from deskbreak.errors import UsageError
from deskbreak.paths import Profile
from deskbreak.settings.load import load_settings
from deskbreak.store.opening import open_to_write
from tests.app.test_page_desk import BERLIN, SUNDAY_NOON, WEEK
from tests.app.test_page_desk import desk as desk
from tests.app.test_page_desk import profile as profile

# -- a person's own data --------------------------------------------------------------------------------------------


def fill(profile: Profile, number: int) -> None:
    with open_to_write(profile) as journal:
        for ago in range(number):
            journal.add(at=time.time() - 60 * ago, outcome="taken", break_name="mobility", routine="cat-cow")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 rows of the journal deleted for good."),
        (1, "1 row of the journal deleted for good."),
        (1002, "1,002 rows of the journal deleted for good."),
    ],
)
def test_deleting_says_how_much_and_tells_the_daemon(
    profile: Profile, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    told: list[str] = []
    gone = SimpleNamespace(forget=lambda before: number if before == 5.0 else -1)
    monkeypatch.setattr(mine, "notify_if_running", lambda _profile, do: told.append(do))
    monkeypatch.setattr(mine, "now_for", lambda _profile: 5.0)
    monkeypatch.setattr(mine, "open_to_write", lambda _profile: _Opened(gone))
    assert mine.delete_all(profile, " DELETE ") == said
    assert told == ["journal-changed"]


class _Opened:
    def __init__(self, journal: Any) -> None:
        self._journal = journal

    def __enter__(self) -> Any:
        return self._journal

    def __exit__(self, *_: object) -> None: ...


def test_deleting_needs_the_word(profile: Profile) -> None:
    fill(profile, 1)
    with pytest.raises(UsageError, match=r"^nothing was deleted: write the word delete first$"):
        mine.delete_all(profile, "deleted")


def test_what_is_left_out_is_sorted_by_name_and_dated_here(desk: SettingsDesk, profile: Profile) -> None:
    with open_to_write(profile) as journal:
        journal.block("superman", SUNDAY_NOON.timestamp() - 12 * 3600, "it hurt")
        journal.block("a-pack-of-mine", SUNDAY_NOON.timestamp() - 12 * 3600 - 1)
        journal.block("bird-dog", 0.0)
    assert desk.read()["blocked"] == [
        {"id": "a-pack-of-mine", "name": "a-pack-of-mine", "since": "28 November 2026", "why": ""},
        {"id": "bird-dog", "name": "Bird Dog", "since": "1 January 1970", "why": ""},
        {"id": "superman", "name": "Supermans", "since": "29 November 2026", "why": "it hurt"},
    ]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("json", "json"), ("csv", "csv"), ("ics", "ics"), ("activitywatch", "activitywatch.json")],
)
def test_an_export_is_named_after_the_day(desk: SettingsDesk, profile: Profile, kind: str, name: str) -> None:
    fill(profile, 2)
    found = desk.act({"act": "export", "kind": kind})
    assert (found["name"], found["rows"]) == (f"deskbreak-2026-11-29.{name}", 2)
    assert found.keys() == {"name", "text", "rows"} and found["text"]


# -- fields -------------------------------------------------------------------------------------------------------


def test_routines_are_grouped_by_where_they_come_from(profile: Profile, shipped_catalog: Any) -> None:
    shown = form(load_settings(profile, zone=BERLIN), profile, shipped_catalog)
    groups = {one["group"]: dict(one["of"]) for one in shown["routines"]}
    assert list(groups) == [
        "Our own sets",
        "From the articles",
        "One exercise",
    ]  # no packs, so no empty group
    assert "mobility-set" in groups["Our own sets"] and "bustle-prone-strength" in groups["From the articles"]
    assert groups["One exercise"]["cat-cow"] == "Cat-Cow"
    for one in groups.values():
        assert list(one.values()) == sorted(one.values(), key=str.lower)


def test_a_fields_words_are_those_of_a_person(desk: SettingsDesk) -> None:
    fields = {one["key"]: one for part in desk.read()["sections"] for one in part["fields"]}
    assert fields["body.back"]["hint"] == "Sensitive: only the gentlest"
    assert fields["player.theme"]["hint"] == fields["body.equipment"]["hint"] == ""
    assert dict(fields["player.theme"]["choices"])["dark"] == "dark"
    assert dict(fields["player.hair"]["choices"])["grey"] == "grey"
    assert fields["ui.language"]["choices"][0][0] == "auto"
    assert ["de", "Deutsch"] in fields["ui.language"]["choices"]
    hints = [one["hint"] for one in fields.values() if one["hint"]]
    assert all(hint[0].isupper() and '"' not in hint and "[" not in hint for hint in hints)


def test_profiles_have_a_day_each(desk: SettingsDesk, profile: Profile) -> None:
    profile.profiles.mkdir()
    (profile.profiles / "home.toml").write_text("[offer]\nsound = true\n")
    part = desk.read()["sections"][-1]
    assert part["title"] == "Profile by weekday"
    assert [one["key"] for one in part["fields"]] == [f"profiles.{day}" for day in WEEK]
    assert part["fields"][0] == {
        "key": "profiles.mon",
        "label": "Monday",
        "hint": "",
        "kind": "one",
        "choices": [["", "none"], ["home", "home"]],
    }


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("offer.sound", "With a sound"),
        ("player.sound", "Chimes"),
        ("offer.none", ""),
        ("none.sound", ""),
        ("offer", ""),
    ],
)
def test_a_label_by_its_key(key: str, label: str) -> None:
    assert label_of(key) == label


def test_dates_are_texts_on_the_page(desk: SettingsDesk, profile: Profile) -> None:
    profile.config.write_text('[[days]]\non = 2026-12-24\nhours = []\nwhy = "feast"\n')
    assert desk.read()["values"]["days"] == [{"on": "2026-12-24", "hours": [], "why": "feast"}]


@pytest.mark.parametrize(
    ("values", "key", "label"),
    [
        ({"body.positions": ["moon"]}, "body.positions", "Where I can move"),
        ({"quiet.apps": [3]}, "quiet.apps", "Programs"),
        ({"break": [{"name": "a", "every": "5", "days": ["mon", "x"]}]}, "break.0.days.1", "On"),
        ({"days": [{"on": "2026-12-24", "hours": ["soon"]}]}, "days.0.hours.0", "Hours that day"),
    ],
)
def test_a_problem_stands_at_its_field(
    desk: SettingsDesk, values: dict[str, Any], key: str, label: str
) -> None:
    (found,) = desk.check(values)["problems"]
    assert (found["key"], found["label"]) == (key, label) and found["what"]


def test_what_runs_a_program_is_refused_by_its_key(desk: SettingsDesk) -> None:
    (found,) = desk.check({"quiet.command": "id"})["problems"]
    assert found == {
        "key": "quiet.command",
        "what": "quiet.command runs a program, so no page may set it; write it in the file: deskbreak config edit",
    }


def test_a_page_is_one_script_in_any_language() -> None:
    assert to_page({"x": "</script> ü"}) == '{"x": "\\u003c/script> ü"}'


@pytest.mark.parametrize(
    ("key", "value", "taken"),
    [
        ("break", [{"name": "30", "every": "1.5"}, 3], [{"name": "30", "every": "1.5m"}, 3]),
        ("break.0", "30", "30"),
        ("player.get_ready", "1.5", "1.5s"),
        ("player.get_ready", "10s", "10s"),
        ("journal.keep", "3 Weeks", "3w"),
        ("journal.keep", "for ever", "always"),
        ("journal.keep", "123456 days", "123456 days"),
        ("snooze.choices", ["5", None], ["5m", None]),
        ("hours.mon", ["", "9-10"], ["", "09:00-10:00"]),
        ("offer.heads_up", False, False),
    ],
)
def test_what_is_typed_in_a_field(key: str, value: Any, taken: Any) -> None:
    assert as_the_file_takes({key: value}) == {key: taken}


LABEL_SAYS_IT = {
    "body.equipment",
    "offer.sound",
    "snooze.policy",
    *(f"quiet.{one}" for one in ("do_not_disturb", "fullscreen", "microphone", "camera", "screen_share")),
    *(f"player.{one}" for one in ("theme", "face", "reduced_motion", "sound", "build", "skin", "hair")),
    "ui.language",
}
IN_WORDS_OF_THE_PAGE = {
    "body.back": "Sensitive: only the gentlest",
    "offer.learn": (
        "Prefer the moments and sets that I take, once four weeks are known; nothing leaves this machine"
    ),
    "offer.earlier": "While learning: so long before a break is due, at most",
    "offer.later": "While learning: so long after it is due, at most",
    "offer.adapt": "Fewer repeats, shorter breaks and fewer of them, while they are left alone",
    "offer.heads_up": "A notification shortly before a break",
    "offer.wait_for_pause": "Wait until you stop typing, and so long still",
    "offer.repeat_at_most": "How many times; then the break counts as missed",
    "snooze.at_most": "How many times for one break",
    "player.get_ready": (
        "Before each exercise: auto (5 to 12 s), a time such as 10s, or wait until you press Start"
    ),
    "player.monitor": "Where the window opens: pointer, primary, or a monitor's name such as HDMI-1",
    "journal.keep": "Such as 2 years, 400 days, or always",
}


def test_a_field_has_a_hint_unless_its_label_says_it_all(desk: SettingsDesk) -> None:
    hints = {one["key"]: one["hint"] for part in desk.read()["sections"] for one in part["fields"]}
    assert {key for key, hint in hints.items() if not hint} == LABEL_SAYS_IT
    assert {key: hints[key] for key in IN_WORDS_OF_THE_PAGE} == IN_WORDS_OF_THE_PAGE
