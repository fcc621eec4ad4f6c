"""What people type after `config set`, and what `config show --effective` says of each option."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.paths import Profile
from deskbreak.settings.commands import commands, new_commands
from deskbreak.settings.effective import EffectiveRow, effective
from deskbreak.settings.load import load_settings
from deskbreak.settings.typed import wanted


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        # lists
        ("quiet.apps", "obs, zoom", ["obs", "zoom"]),
        ("quiet.apps", " obs ,, ", ["obs"]),
        ("quiet.apps", '["obs", 3]', ["obs", 3]),
        ("quiet.apps", "[]", []),
        ("quiet.apps", '"obs"', ['"obs"']),
        ("quiet.apps", "", []),
        ("holidays", "/a.ics", ["/a.ics"]),
        ("hours.mon", "9-12,13-17", ["9-12", "13-17"]),
        ("break.mobility.days", "mon,tue", ["mon", "tue"]),
        ("break.mobility.at", "12:00", ["12:00"]),
        ("days.2026-12-24.hours", "9-12", ["9-12"]),
        ("hooks.on_offer", "mpc,pause", ["mpc", "pause"]),
        ("fixed", "offer", ["offer"]),
        # switches, with a length or without
        ("offer.sound", "true", True),
        ("offer.sound", "yes", "yes"),
        ("offer.sound", "1", "1"),
        ("offer.heads_up", "true", True),
        ("offer.heads_up", "90s", "90s"),
        ("offer.heads_up", '"90s"', "90s"),
        ("player.sound", "false", False),
        # numbers
        ("snooze.at_most", "3", 3),
        ("snooze.at_most", "true", True),
        ("snooze.at_most", "3.5", "3.5"),
        ("snooze.at_most", "three", "three"),
        # texts
        ("break.mobility.every", "40m", "40m"),
        ("break.mobility.every", '"40m"', "40m"),
        ("break.mobility.every", "40", "40"),
        ("break.mobility.say", "true", "true"),
        ("break.mobility.name", "5", "5"),
        ("quiet.command", "[1]", "[1]"),
        ("snooze.policy", "fixed", "fixed"),
        ("days.2026-12-24.on", "2026-12-25", "2026-12-25"),
        ("journal.keep", "'2y'", "2y"),
        ("ui.language", "de # German", "de # German"),
        # what no option is named
        ("nothing", "true", "true"),
        ("offer.nothing", "3", "3"),
        ("nothing.at.all", "[1]", "[1]"),
        ("snooze.at_most", "[" * 3000, "[" * 3000),
        ("snooze.at_most", "9" * 5000, "9" * 5000),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_text_as_the_option_wants_it(key: str, text: str, value: Any) -> None:
    found = wanted(key.split("."), text)
    assert (found, type(found)) == (value, type(value))


def test_each_option_has_a_row(profile: Profile, catalog: Catalog) -> None:
    profile.config.write_text(
        '[offer]\nsound = true\n[hours]\nmon = ["9-12"]\n[[days]]\non = 2026-12-24\nhours = []\n'
    )
    rows = effective(load_settings(profile, catalog=catalog))
    told = {one.key: one for one in rows}
    assert len(told) == len(rows)
    expected = [
        EffectiveRow("offer.sound", True, "yours"),
        EffectiveRow("offer.learn", True, "default"),
        EffectiveRow("offer.wait_at_most", "3m", "default"),
        EffectiveRow("hours.mon", ["09:00-12:00"], "yours"),
        EffectiveRow("hours.tue", [], "default"),
        EffectiveRow("days", [{"on": date(2026, 12, 24), "hours": []}], "yours"),
        EffectiveRow("holidays", [], "default"),
        EffectiveRow("profiles.mon", "", "default"),
        EffectiveRow("hooks.on_offer", [], "default"),
        EffectiveRow("player.skin", "medium", "default"),
    ]
    assert [told[one.key] for one in expected] == expected
    assert [one["name"] for one in told["break"].value] == ["mobility", "walk"]
    tables = (
        "hours",
        "profiles",
        "offer",
        "snooze",
        "away",
        "quiet",
        "body",
        "player",
        "ui",
        "hooks",
        "journal",
    )
    assert not set(told) & {*tables, "fixed", "break.name", "days.on"}
    assert {key.partition(".")[0] for key in told} == {*tables, "break", "days", "holidays"}
    assert "every" not in told and json.loads(told["offer.wait_at_most"].shown) == "3m"


def test_a_row_as_json_and_on_one_line() -> None:
    row = EffectiveRow("days", [{"on": date(2026, 12, 24), "why": "Käse"}], "yours")
    assert row.shown == '[{"on": "2026-12-24", "why": "Käse"}]'
    assert row.to_json() == {"key": "days", "value": row.value, "source": "yours"}


RUN = '[quiet]\ncommand = "busy"\n[hooks]\non_offer = ["mpc"]\n'


def test_what_runs_a_program() -> None:
    assert commands(RUN) == {"quiet.command": "busy", "hooks": {"on_offer": ["mpc"]}}
    assert commands("\ufeff" + RUN.replace("\n", "\r\n")) == commands(RUN)
    assert commands('[quiet]\ncommand = ""\n[hooks]\n') == commands("") == {}
    assert commands("quiet = 5\nhooks = []\n") == {"quiet.command": 5}
    assert new_commands(RUN, RUN) == new_commands(RUN, "") == []
    assert new_commands("", RUN) == ["quiet.command", "hooks"]
    assert new_commands(RUN, RUN.replace("mpc", "rm")) == ["hooks"]
