"""Each option of the settings reaches its own place in the plan, and no other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.core.plan import Plan
from deskbreak.paths import Profile
from deskbreak.settings.load import KEYS, load_settings
from deskbreak.settings.plan_json import plan_to_json

OTHER = [
    *[
        (f"quiet.{name}", "false")
        for name in ("do_not_disturb", "fullscreen", "microphone", "camera", "screen_share")
    ],
    ("quiet.calendars", '["/a.ics"]'),
    ("quiet.longest_meeting", '"7h"'),
    ("quiet.me", '["me@example.org"]'),
    ("quiet.apps", '["obs"]'),
    ("quiet.command", '"true"'),
    ("offer.heads_up", '"7m"'),
    ("offer.wait_for_pause", '"7s"'),
    ("offer.wait_at_most", '"7m"'),
    ("offer.repeat_every", '"7m"'),
    ("offer.repeat_at_most", "7"),
    ("offer.sound", "true"),
    ("offer.adapt", "false"),
    ("offer.learn", "false"),
    ("offer.earlier", '"7m"'),
    ("offer.later", '"7m"'),
    ("snooze.choices", '["7m"]'),
    ("snooze.at_most", "7"),
    ("snooze.policy", '"pay-back"'),
    ("away.keep_below", '"70s"'),
    ("away.counts_as_break", '"7m"'),
    ("player.face", '"page"'),
    ("player.voice", "true"),
    ("player.sound", "true"),
    ("player.theme", '"dark"'),
    ("player.reduced_motion", "true"),
    ("player.get_ready", '"7s"'),
    ("player.build", '"sturdy"'),
    ("player.skin", '"dark"'),
    ("player.hair", '"grey"'),
    ("player.monitor", '"HDMI-1"'),
    ("body.positions", '["chair"]'),
    ("body.equipment", '["mat"]'),
    ("body.avoid", '["cat-cow"]'),
    ("body.level", '"easy"'),
    ("body.back", '"sensitive"'),
    *[(f"hooks.{name}", '["true"]') for name in ("on_offer", "on_start", "on_end", "on_skip", "on_pause")],
    ("ui.language", '"de"'),
    ("journal.shared_folder", '"/shared"'),
    ("journal.keep", '"2y"'),
    ("journal.ask_back", "true"),
]
TABLES = {
    "hours",
    "days",
    "holidays",
    "break",
    "profiles",
    "fixed",
}  # whole tables, tested below and elsewhere
AT_THE_TOP = ("ui", "journal")  # tables whose options have no table in the plan


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """A plan as one level: `quiet.camera` and its value. Lists are values."""
    if not isinstance(value, dict):
        return {path: value}
    return {
        name: leaf
        for key, one in value.items()
        for name, leaf in leaves(one, f"{path}.{key}".strip(".")).items()
    }


@pytest.mark.parametrize(("option", "value"), OTHER)
def test_an_option_changes_its_own_place_alone(
    profile: Profile, catalog: Catalog, option: str, value: str
) -> None:
    before = leaves(plan_to_json(load_settings(profile, catalog=catalog).plan))
    table, _, name = option.partition(".")
    profile.config.write_text(f"[{table}]\n{name} = {value}\n", "utf-8")
    after = leaves(plan_to_json(load_settings(profile, catalog=catalog).plan))
    changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    place = name if table in AT_THE_TOP else option
    assert {key.removesuffix("_s") for key in changed} - {"offer.heads_up_shown"} == {place}


def test_every_option_is_tried() -> None:
    options = {f"{table[0]}.{name}" for table, names in KEYS.items() if len(table) == 1 for name in names}
    assert {one for one in options if one.partition(".")[0] not in TABLES} == {option for option, _ in OTHER}


def planned(profile: Profile, catalog: Catalog, text: str) -> Plan:
    profile.config.write_text(text, "utf-8")
    return load_settings(profile, catalog=catalog).plan


@pytest.mark.parametrize(
    ("value", "shown", "length_s"), [("true", True, 60), ("false", False, 60), ('"90s"', True, 90)]
)
def test_a_heads_up_is_asked_for_with_or_without_a_length(
    profile: Profile, catalog: Catalog, value: str, shown: bool, length_s: int
) -> None:
    offer = planned(profile, catalog, f"[offer]\nheads_up = {value}\n").offer
    assert (offer.heads_up_shown, offer.heads_up_s) == (shown, length_s)


@pytest.mark.parametrize(("value", "pause_s"), [("true", 5), ("false", 0), ('"8s"', 8)])
def test_a_pause_is_waited_for_or_not(profile: Profile, catalog: Catalog, value: str, pause_s: int) -> None:
    assert planned(profile, catalog, f"[offer]\nwait_for_pause = {value}\n").offer.wait_for_pause_s == pause_s


WEEK = """
[hours]
mon = ["13:00-17:00", "08:00-12:00"]
sun = ["22:00-24:00"]
[[days]]
on = "2026-12-24/2026-12-26"
hours = ["14:00-15:00", "09:00-10:00"]
why = "holidays"
[[break]]
name = "walk"
at = ["15:00", "09:00"]
days = ["mon", "sun"]
lasts = "10m"
[[break]]
name = "water"
every = "90m"
say = "Drink water"
[[break]]
name = "set"
every = "45m"
routine = "mobility-set"
"""


def test_hours_days_and_breaks_come_in_the_order_of_the_clock(profile: Profile, catalog: Catalog) -> None:
    plan = planned(profile, catalog, WEEK)
    assert [[(one.start, one.end) for one in day] for day in plan.hours] == [
        [(480, 720), (780, 1020)], [], [], [], [], [], [(1320, 1440)],
    ]  # fmt: skip
    (day,) = plan.days
    assert (day.first, day.last, day.why) == (date(2026, 12, 24), date(2026, 12, 26), "holidays")
    assert [(one.start, one.end) for one in day.hours] == [(540, 600), (840, 900)]
    walk, water, own = plan.breaks
    assert (walk.name, walk.at, walk.days, walk.every_s) == ("walk", (540, 900), frozenset({0, 6}), None)
    assert (walk.routine, walk.lasts_s, walk.say) == ("auto", 600, "")
    assert (water.every_s, water.at, water.routine, water.say) == (5400, (), "", "Drink water")
    assert (water.days, water.lasts_s) == (frozenset(range(7)), None)
    assert (own.routine, own.every_s) == ("mobility-set", 2700)
