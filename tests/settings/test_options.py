"""Every option: its value where nobody says anything, its limits, and the pages that are made of the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from deskbreak.paths import shipped
from deskbreak.settings.docs import reference
from deskbreak.settings.model import BreakOption, Settings
from deskbreak.settings.schema import schema, schema_text

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULTS: dict[str, Any] = {
    "hours": {day: [] for day in WEEK},
    "days": [],
    "holidays": [],
    "breaks": [],
    "offer": {
        "heads_up": False,
        "wait_for_pause": True,
        "wait_at_most": 180.0,
        "repeat_every": 300.0,
        "repeat_at_most": 2,
        "sound": False,
        "adapt": True,
        "learn": True,
        "earlier": 600.0,
        "later": 900.0,
    },
    "snooze": {"choices": [300.0, 600.0, 1800.0], "at_most": 3, "policy": "fixed"},
    "away": {"keep_below": 120.0, "counts_as_break": 300.0},
    "quiet": {
        "do_not_disturb": True,
        "fullscreen": True,
        "microphone": True,
        "camera": True,
        "screen_share": True,
        "calendars": [],
        "longest_meeting": 14400.0,
        "me": [],
        "apps": [],
        "command": "",
    },
    "body": {"positions": [], "equipment": [], "avoid": [], "level": "medium", "back": "well"},
    "player": {
        "face": "auto",
        "voice": False,
        "sound": None,
        "theme": "auto",
        "reduced_motion": None,
        "get_ready": "auto",
        "build": "slender",
        "skin": "medium",
        "hair": "brown",
        "monitor": "pointer",
    },
    "ui": {"language": "auto"},
    "hooks": {"on_offer": [], "on_start": [], "on_end": [], "on_skip": [], "on_pause": []},
    "journal": {"shared_folder": "", "keep": None, "ask_back": False},
    "profiles": dict.fromkeys(WEEK, ""),
    "fixed": [],
}


def test_what_holds_where_nobody_says_anything() -> None:
    assert Settings().model_dump() == DEFAULTS
    assert BreakOption(name="a").model_dump() == {
        "name": "a",
        "every": None,
        "at": None,
        "days": list(WEEK),
        "routine": None,
        "lasts": None,
        "say": "",
    }
    day = {"on": "2026-12-24", "hours": []}
    assert Settings.model_validate({"days": [day]}).days[0].why == ""


@pytest.mark.parametrize(
    ("table", "key", "good", "invalid"),
    [
        ("offer", "repeat_at_most", [0, 100], [-1, 101, True, "3", 2.0]),
        ("snooze", "at_most", [0, 100], [-1, 101]),
        ("snooze", "choices", [["5m"], ["5m"] * 12], [[], ["5m"] * 13, "5m", None]),
        ("player", "monitor", ["x"], ["", 1]),
        ("offer", "sound", [True, False], [0, 1, "true", None]),
        ("player", "sound", [True, False, None], [0, "true"]),
        ("player", "reduced_motion", [True, None], [1]),
        ("body", "avoid", [["x"], []], [("x",), "x", [1]]),
        ("offer", "wait_at_most", ["24h", "1s"], ["0s", "25h", 180.0]),
        ("body", "level", ["easy", "hard"], ["heavy", None]),
    ],
)
def test_limits(table: str, key: str, good: list[Any], invalid: list[Any]) -> None:
    for value in good:
        Settings.model_validate({table: {key: value}})
    for value in invalid:
        with pytest.raises(ValidationError):
            Settings.model_validate({table: {key: value}})


@pytest.mark.parametrize(
    "data", [{"x": 1}, {"offer": {"x": 1}}, {"break": [{"name": "a", "x": 1}]}, {"breaks": []}]
)
def test_a_key_that_is_not_known_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(data)


def test_settings_stay_as_they_were_read() -> None:
    read = Settings()
    with pytest.raises(ValidationError):
        read.offer.sound = True


def test_the_pages_made_of_the_model_are_up_to_date() -> None:
    assert (shipped("config") / "deskbreak.schema.json").read_text("utf-8") == schema_text()
    page = Path(__file__).parents[2] / "docs" / "settings.md"
    assert page.read_text("utf-8") == reference(), "run scripts/settings-docs"


def test_the_schema_is_what_editors_read() -> None:
    made = schema()
    assert json.loads(schema_text()) == made and schema_text().startswith('{\n  "')
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert made["title"] == "deskbreak settings" and "$defs" not in made
    assert made["properties"]["offer"]["$ref"] == "#/definitions/OfferOptions"
    hours = made["definitions"]["Hours"]
    (several,) = hours["patternProperties"].values()
    assert several == hours["properties"]["mon"] | {"description": "Several days' hours"}
    told = json.dumps(made)
    assert '"default"' not in told and told.count('"title"') == 1
