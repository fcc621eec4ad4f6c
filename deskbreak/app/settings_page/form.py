"""What the settings page shows: sections and fields, made from the one table of settings."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from deskbreak.app.settings_page.words import DAYS
from deskbreak.core.body_words import PLAIN_POSITIONS, POSITION_PHRASES
from deskbreak.core.dosage import OWN
from deskbreak.settings.commands import RUN_PROGRAMS
from deskbreak.settings.effective import effective
from deskbreak.settings.layers import profile_names
from deskbreak.settings.load import Loaded
from deskbreak.settings.schema import schema
from deskbreak.values import dataclass

if TYPE_CHECKING:
    from deskbreak.core.catalog import Catalog
    from deskbreak.paths import Profile

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the settings, with a short label for each key; the hints come from the settings' own words."""

    table: str
    title: str
    labels: dict[str, str]
    bare: tuple[str, ...] = ()  # keys whose label says it all
    hints: tuple[tuple[str, str], ...] = ()  # where the settings' words name a key of the file


SECTIONS = (
    Section(
        "body",
        "Body",
        {
            "back": "My back is",
            "level": "Difficulty",
            "equipment": "At hand",
            "avoid": "Leave out",
        },
        bare=("equipment",),
        hints=(("back", "Sensitive: only the gentlest"),),
    ),
    Section(
        "offer",
        "When a break is due",
        {
            "wait_for_pause": "Wait for a pause in typing",
            "wait_at_most": "Wait at most",
            "heads_up": "Heads-up before a break",
            "repeat_every": "Offer again after",
            "repeat_at_most": "Repeats",
            "sound": "With a sound",
            "adapt": "Ease off",
            "learn": "Learn my moments",
            "earlier": "Earlier by",
            "later": "Later by",
        },
        bare=("sound",),
        hints=(
            (
                "learn",
                "Prefer the moments and sets that I take, once four weeks are known; nothing leaves this machine",
            ),
            ("earlier", "While learning: so long before a break is due, at most"),
            ("later", "While learning: so long after it is due, at most"),
            ("adapt", "Fewer repeats, shorter breaks and fewer of them, while they are left alone"),
            ("heads_up", "A notification shortly before a break"),
            ("wait_for_pause", "Wait until you stop typing, and so long still"),
            ("repeat_at_most", "How many times; then the break counts as missed"),
        ),
    ),
    Section(
        "snooze",
        "Snooze",
        {"choices": "Times", "at_most": "At most", "policy": "A snooze lasts"},
        bare=("policy",),
        hints=(("at_most", "How many times for one break"),),
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
            "command": "Custom check",
        },
        bare=("do_not_disturb", "fullscreen", "microphone", "camera", "screen_share"),
    ),
    Section(
        "away",
        "Away from the desk",
        {"counts_as_break": "Counts as a break after", "keep_below": "Ignore absences under"},
    ),
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
        hints=(
            (
                "get_ready",
                "Before each exercise: auto (5 to 12 s), a time such as 10s, or wait until you press Start",
            ),
            ("monitor", "Where the window opens: pointer, primary, or a monitor's name such as HDMI-1"),
        ),
    ),
    Section("ui", "Language", {"language": "I speak"}, bare=("language",)),
    Section(
        "journal",
        "Journal",
        {"keep": "Keep history", "shared_folder": "Shared folder", "ask_back": "Ask weekly how my back was"},
        hints=(("keep", "Such as 2 years, 400 days, or always"),),
    ),
)
PLACES = "body.positions"
_CHIPS = tuple(
    (one, POSITION_PHRASES[one]) for one in ("floor", "standing", "desk", "chair", "wall", "walking")
)
_UNSAID = tuple(place for place, _ in _CHIPS if place != "floor")  # what holds where nothing is said
_CHOICES = {
    "well": "well",
    "sensitive": "sensitive",
    "fixed": "as long as chosen",
    "shrinking": "shorter each time",
    "pay-back": "paid back by the next break",
    "auto": "automatic",
    "page": "the browser",
    "window": "a window",
    "terminal": "a terminal",
    "en": "English",  # each language by its own name, for who cannot read the others
    "de": "Deutsch",
    "es": "español",
    "fr": "français",
    "ja": "日本語",
    "ar": "العربية",
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
        "places": _places(values[PLACES]),
        "by_hand": [".".join(way) for way in RUN_PROGRAMS],
        "routines": _routines(catalog),
    }


def _section(one: Section, tables: Json, properties: Json, values: Json) -> Json:
    name = properties[one.table]["$ref"].rsplit("/", 1)[1]
    rows = tables[name]["properties"]
    return {
        "title": one.title,
        "fields": [
            _field(
                f"{one.table}.{key}", label, rows[key], dict(one.hints).get(key, _hint(rows[key], one, key))
            )
            for key, label in one.labels.items()
        ],
    }


def label_of(key: str) -> str:
    """The label of a section's field; "" where there is no such field."""
    table, _, name = key.partition(".")
    return next((one.labels.get(name, "") for one in SECTIONS if one.table == table), "")


def _field(key: str, label: str, row: Json, hint: str) -> Json:
    kind, choices = _kind(row)
    shown = [[choice, _CHOICES.get(choice, choice)] for choice in choices]
    return {"key": key, "label": label, "hint": hint, "kind": kind, "choices": shown}


def _hint(row: Json, one: Section, key: str) -> str:
    """The settings' own words, without the quotes and brackets that only the file needs."""
    if key in one.bare:
        return ""
    words = re.sub(r'\["([^"]*)"\]', r"\1", str(row.get("description", "")))
    words = words.replace('"', "")
    return words[:1].upper() + words[1:]


def _places(held: list[str]) -> Json:
    """Where somebody can move: a few chips, and those words of the file that are finer; all that hold are chosen."""
    finer = [word for word in held if word not in dict(_CHIPS)]
    plain = {names[0]: word for word, names in PLAIN_POSITIONS.items() if len(names) == 1}
    choices = [*_CHIPS, *((word, plain.get(word, word)) for word in finer)]
    return {"key": PLACES, "choices": [list(one) for one in choices], "chosen": held or list(_UNSAID)}


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
    choices = [["", "none"], *([name, name] for name in names)]
    return {
        "title": "Profile by weekday",
        "fields": [
            {"key": f"profiles.{day}", "label": label, "hint": "", "kind": "one", "choices": choices}
            for day, label in DAYS.items()
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
