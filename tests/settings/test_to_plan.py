"""Each option of the settings reaches its own place in the plan, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.paths import Profile
from deskbreak.settings.load import load_settings
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
]


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
    assert {key.removesuffix("_s") for key in changed} - {"offer.heads_up_shown"} == {option}
