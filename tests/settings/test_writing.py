"""Changing the file by program keeps what the person wrote around it."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.errors import InputProblems
from deskbreak.paths import Profile, shipped
from deskbreak.settings.load import load_settings
from deskbreak.settings.writing import change_many, drafted, put

DEFAULT = (shipped("config") / "default.toml").read_text("utf-8")
MOBILITY = {"name": "mobility", "every": "45m", "routine": "auto", "lasts": "3m"}
WALK = {
    "name": "walk",
    "at": ["12:00"],
    "days": ["mon", "tue", "wed", "thu", "fri"],
    "routine": "ten-minute-walk",
}


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "none.toml"))
    return Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")


def changed(profile: Profile, values: dict[str, Any]) -> list[str]:
    """The lines that differ from the shipped file, as a diff shows them."""
    lines = difflib.ndiff(DEFAULT.splitlines(), drafted(profile, values).splitlines())
    return [line for line in lines if line[:1] in "+-"]


def test_one_value_is_one_line(profile):
    assert changed(profile, {"break": [{**MOBILITY, "every": "40m"}, WALK]}) == [
        '- every = "45m"',
        '+ every = "40m"',
    ]
    assert changed(profile, {"offer.sound": True}) == ["- sound = false", "+ sound = true"]


def test_unchanged_values_change_nothing(profile):
    assert changed(profile, {"break": [MOBILITY, WALK], "snooze.at_most": 3}) == []


def test_a_renamed_break_keeps_its_place_and_comments(profile):
    rows = [{**MOBILITY, "was": "mobility", "name": "move"}, {**WALK, "was": "walk"}]
    assert changed(profile, {"break": rows}) == ['- name = "mobility"', '+ name = "move"']


def test_what_a_break_no_longer_has_is_gone(profile):
    plain = {name: value for name, value in MOBILITY.items() if name != "lasts"}
    assert changed(profile, {"break": [plain, WALK]}) == ['- lasts = "3m"']
    assert changed(profile, {"break": [{**MOBILITY, "lasts": None}, WALK]}) == ['- lasts = "3m"']


def test_a_new_break_comes_last(profile):
    change_many(profile, {"break": [MOBILITY, WALK, {"name": "water", "every": "90m", "say": "Drink water"}]})
    assert [one.name for one in load_settings(profile).plan.breaks] == ["mobility", "walk", "water"]
    assert "# A short mobility set after each 45 minutes of sitting." in profile.config.read_text("utf-8")


def test_a_removed_break_is_gone_and_the_others_stay(profile):
    change_many(profile, {"break": [WALK]})
    assert [one.name for one in load_settings(profile).plan.breaks] == ["walk"]


def test_no_breaks_at_all_is_said(profile):
    change_many(profile, {"break": []})
    assert load_settings(profile).plan.breaks == ()
    change_many(profile, {"break": [WALK]})
    assert [one.name for one in load_settings(profile).plan.breaks] == ["walk"]


def test_days_come_and_go(profile):
    first = {"on": "2026-12-24/2026-12-26", "hours": [], "why": "holidays"}
    change_many(profile, {"days": [first, {"on": "2026-12-31", "hours": ["09:00-12:00"]}]})
    assert [day.why for day in load_settings(profile).plan.days] == ["holidays", ""]
    change_many(profile, {"days": [{**first, "was": first["on"], "why": "at home"}]})
    assert [day.why for day in load_settings(profile).plan.days] == ["at home"]


def test_none_takes_a_key_away(profile):
    change_many(profile, {"player.reduced_motion": True})
    assert load_settings(profile).plan.player.reduced_motion is True
    change_many(profile, {"player.reduced_motion": None})
    assert load_settings(profile).plan.player.reduced_motion is None


def test_all_or_nothing(profile):
    change_many(profile, {"offer.sound": True})
    before = profile.config.read_bytes()
    with pytest.raises(InputProblems):
        change_many(profile, {"offer.sound": False, "break": [{"name": "x"}]})
    assert profile.config.read_bytes() == before


MANY_LINES = """\
[snooze]
choices = [
  "5m",  # the kettle
  # half a meeting
  "20m",
  "30m",
]  # that will do
"""


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (["5m", "25m", "30m"], ['-   "20m",', '+   "25m",']),
        (["5m", "20m"], ['-   "30m",']),
        (["5m", "20m", "30m", "1h"], ['+   "1h",']),
        (["20m", "30m"], ['-   "5m",  # the kettle']),
    ],
)
def test_a_list_over_several_lines_keeps_its_comments(profile, value, lines):
    profile.config.write_text(MANY_LINES)
    now = drafted(profile, {"snooze.choices": value})
    differing = difflib.ndiff(MANY_LINES.splitlines(), now.splitlines())
    assert [line for line in differing if line[:1] in "+-"] == lines


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef")), st.booleans())
def test_any_list_becomes_any_other(old, new, commented):
    note = "  # noted" if commented else ""
    document = tomlkit.parse("[q]\nx = [\n" + "".join(f'  "{one}",{note}\n' for one in old) + "]\ny = 1\n")
    put(document["q"], "x", new)
    assert tomllib.loads(tomlkit.dumps(document)) == {"q": {"x": new, "y": 1}}
