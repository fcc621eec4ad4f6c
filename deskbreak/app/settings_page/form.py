"""What the settings page shows: sections and fields, made from the one table of settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from deskbreak.core.content import OFFERED_POSITIONS
from deskbreak.core.doses import OWN
from deskbreak.settings.commands import RUN_PROGRAMS
from deskbreak.settings.effective import effective
from deskbreak.settings.load import Loaded, profile_names
from deskbreak.settings.schema import schema

if TYPE_CHECKING:
    from deskbreak.core.content import Catalog
    from deskbreak.paths import Profile

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the settings, with a short label for each key; the hints come from the settings' own words."""

    table: str
    title: str
    labels: dict[str, str]
    bare: tuple[str, ...] = ()  # keys whose label says it all


SECTIONS = (
    Section(
        "body",
        "Body",
        {
            "back": "My back is",
            "level": "Hardest level",
            "positions": "Positions",
            "equipment": "Equipment",
            "avoid": "Leave out",
        },
    ),
    Section(
        "offer",
        "When a break is due",
        {
            "wait_for_pause": "Wait for a pause in typing",
            "wait_at_most": "Wait at most",
            "heads_up": "Heads-up before a break",
            "repeat_every": "Offer again after",
            "repeat_at_most": "How often again",
            "sound": "With a sound",
        },
        bare=("sound",),
    ),
    Section(
        "snooze",
        "Snooze",
        {"choices": "Times", "at_most": "At most", "policy": "A snooze lasts"},
        bare=("policy",),
    ),
    Section(
        "quiet",
        "No offers while",
        {
            "do_not_disturb": "Do-not-disturb is on",
            "fullscreen": "A window fills the screen",
            "microphone": "The microphone is in use",
            "camera": "The camera is in use",
            "screen_share": "The screen is shared",
            "calendars": "Calendars",
            "longest_meeting": "But no meeting over",
            "me": "My mail addresses",
            "apps": "Programs",
            "command": "A command of mine",
        },
        bare=("do_not_disturb", "fullscreen", "microphone", "camera", "screen_share"),
    ),
    Section("away", "Away from the desk", {"counts_as_break": "A break from", "keep_below": "Nothing below"}),
    Section(
        "player",
        "The routine",
        {
            "face": "Show it in",
            "theme": "Theme",
            "voice": "Voice",
            "sound": "Chimes",
            "get_ready": "Time to get ready",
            "reduced_motion": "Still pictures",
            "build": "Figure: build",
            "skin": "Figure: skin",
            "hair": "Figure: hair",
            "monitor": "Monitor",
        },
        bare=("theme", "face", "reduced_motion", "sound", "build", "skin", "hair"),
    ),
    Section("journal", "Journal", {"keep": "Keep rows", "shared_folder": "Shared folder"}),
)
_OFFERED = {"body.positions": OFFERED_POSITIONS}
_CHOICES = {
    "well": "well",
    "sensitive": "sensitive",
    "fixed": "as long as chosen",
    "shrinking": "shorter each time",
    "pay-back": "paid back by the next break",
    "auto": "whatever fits",
    "page": "the browser",
    "window": "a window",
    "terminal": "a terminal",
}


def form(loaded: Loaded, profile: Profile, catalog: Catalog) -> Json:
    """Sections, fields and values for the page. Values are as TOML has them; dates are texts."""
    tables = schema()["definitions"]
    properties = schema()["properties"]
    values = _values(loaded)
    sections = [_section(one, tables, properties, values) for one in SECTIONS]
    if names := profile_names(profile):
        sections.append(_profiles(names))
    fixed = sorted(key for key in loaded.fixed if key)
    return {
        "file": str(profile.config),
        "sections": sections,
        "values": values,
        "fixed": fixed,
        "by_hand": [".".join(way) for way in RUN_PROGRAMS],
        "routines": _routines(catalog),
    }


def _section(one: Section, tables: Json, properties: Json, values: Json) -> Json:
    name = properties[one.table]["$ref"].rsplit("/", 1)[1]
    rows = tables[name]["properties"]
    return {
        "title": one.title,
        "fields": [
            _field(name, label, rows[key], values.get(name), bare=key in one.bare)
            for key, label in one.labels.items()
            for name in [f"{one.table}.{key}"]
        ],
    }


def _field(key: str, label: str, row: Json, value: Any, *, bare: bool) -> Json:
    kind, choices = _kind(row)
    if key in _OFFERED:  # another name that the file already has stays a choice
        choices = [*_OFFERED[key], *(one for one in value or () if one not in _OFFERED[key])]
    shown = [[choice, _CHOICES.get(choice, choice)] for choice in choices]
    return {"key": key, "label": label, "hint": "" if bare else _hint(row), "kind": kind, "choices": shown}


def _hint(row: Json) -> str:
    """The settings' own words, without the quotes and brackets that only the file needs."""
    words = re.sub(r'\["([^"]*)"\]', r"\1", str(row.get("description", "")))
    words = words.replace("[] is all", "none chosen is all").replace('"', "")
    return words[:1].upper() + words[1:]


def _kind(row: Json) -> tuple[str, list[str]]:
    """How a value of this JSON Schema is asked for."""
    if "anyOf" in row:
        types = {part.get("type") for part in row["anyOf"]}
        return ("switch-or-duration" if "string" in types else "maybe", [])
    match row.get("type"):
        case "boolean":
            return "switch", []
        case "integer":
            return "number", []
        case "array":
            choices = row["items"].get("enum", [])
            return ("several", list(choices)) if choices else ("list", [])
    return ("one", list(row["enum"])) if "enum" in row else ("text", [])


def _profiles(names: list[str]) -> Json:
    days = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday"}
    days |= {"sat": "Saturday", "sun": "Sunday"}
    choices = [["", "none"], *([name, name] for name in names)]
    return {
        "title": "Profile by weekday",
        "fields": [
            {"key": f"profiles.{day}", "label": label, "hint": "", "kind": "one", "choices": choices}
            for day, label in days.items()
        ],
    }


def _values(loaded: Loaded) -> Json:
    values = {row.key: row.value for row in effective(loaded)}
    for name in ("break", "days"):
        values[name] = [
            {key: _text(value) for key, value in row.items()} for row in loaded.data.get(name, [])
        ]
    return values


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _routines(catalog: Catalog) -> list[Json]:
    """The routines to choose from, by where they come from, and every exercise as a routine of one step."""
    groups: dict[str, list[tuple[str, str]]] = {"Our own sets": [], "From the articles": [], "Your packs": []}
    for one in catalog.routines.values():
        group = "Your packs" if one.pack else "Our own sets" if one.source == OWN else "From the articles"
        groups[group].append((one.id, one.name))
    groups["One exercise"] = [(one.id, one.name) for one in catalog.exercises.values()]
    return [
        {"group": name, "of": sorted(rows, key=lambda row: row[1].lower())}
        for name, rows in groups.items()
        if rows
    ]
