"""What the settings page shows: sections and fields, made from the one table of settings."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from deskbreak.app.settings_page.words import DAYS
from deskbreak.core.body_words import PLAIN_POSITIONS, POSITION_PHRASES
from deskbreak.core.dosage import OWN
from deskbreak.language import _, p_, translated
from deskbreak.sentences import N_
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
        N_("Body"),
        {
            "back": N_("My back is"),
            "level": N_("Difficulty"),
            "equipment": N_("At hand"),
            "avoid": N_("Leave out"),
        },
        bare=("equipment",),
        hints=(("back", N_("Sensitive: only the gentlest")),),
    ),
    Section(
        "offer",
        N_("When a break is due"),
        {
            "wait_for_pause": N_("Wait for a pause in typing"),
            "wait_at_most": N_("Wait at most"),
            "heads_up": N_("Heads-up before a break"),
            "repeat_every": N_("Offer again after"),
            "repeat_at_most": N_("Repeats"),
            "sound": N_("With a sound"),
            "adapt": N_("Ease off"),
            "learn": N_("Learn my moments"),
            "earlier": N_("Earlier by"),
            "later": N_("Later by"),
        },
        bare=("sound",),
        hints=(
            (
                "learn",
                N_(
                    "Prefer the moments and sets that I take, once four weeks are known; nothing leaves this machine"
                ),
            ),
            ("earlier", N_("While learning: so long before a break is due, at most")),
            ("later", N_("While learning: so long after it is due, at most")),
            ("adapt", N_("Fewer repeats, shorter breaks and fewer of them, while they are left alone")),
            ("heads_up", N_("A notification shortly before a break")),
            ("wait_for_pause", N_("Wait until you stop typing, and so long still")),
            ("repeat_at_most", N_("How many times; then the break counts as missed")),
        ),
    ),
    Section(
        "snooze",
        N_("Snooze"),
        {"choices": N_("Times"), "at_most": N_("At most"), "policy": N_("A snooze lasts")},
        bare=("policy",),
        hints=(("at_most", N_("How many times for one break")),),
    ),
    Section(
        "quiet",
        N_("No offers while"),
        {
            "do_not_disturb": N_("Do-not-disturb is on"),
            "fullscreen": N_("A window fills the screen"),
            "microphone": N_("The microphone is in use"),
            "camera": N_("The camera is in use"),
            "screen_share": N_("The screen is shared"),
            "calendars": N_("Calendars"),
            "longest_meeting": N_("But no meeting over"),
            "me": N_("My mail addresses"),
            "apps": N_("Programs"),
            "command": N_("Custom check"),
        },
        bare=("do_not_disturb", "fullscreen", "microphone", "camera", "screen_share"),
    ),
    Section(
        "away",
        N_("Away from the desk"),
        {"counts_as_break": N_("Counts as a break after"), "keep_below": N_("Ignore absences under")},
    ),
    Section(
        "player",
        N_("The routine"),
        {
            "face": N_("Show it in"),
            "theme": N_("Theme"),
            "voice": N_("Voice"),
            "sound": N_("Chimes"),
            "get_ready": N_("Time to get ready"),
            "reduced_motion": N_("Still pictures"),
            "build": N_("Figure: build"),
            "skin": N_("Figure: skin"),
            "hair": N_("Figure: hair"),
            "monitor": N_("Monitor"),
        },
        bare=("theme", "face", "reduced_motion", "sound", "build", "skin", "hair"),
        hints=(
            (
                "get_ready",
                N_(
                    "Before each exercise: auto (5 to 12 s), a time such as 10s, or wait until you press Start"
                ),
            ),
            ("monitor", N_("Where the window opens: pointer, primary, or a monitor's name such as HDMI-1")),
        ),
    ),
    Section("ui", N_("Language"), {"language": N_("I speak")}, bare=("language",)),
    Section(
        "journal",
        N_("Journal"),
        {
            "keep": N_("Keep history"),
            "shared_folder": N_("Shared folder"),
            "ask_back": N_("Ask weekly how my back was"),
        },
        hints=(("keep", N_("Such as 2 years, 400 days, or always")),),
    ),
)
PLACES = "body.positions"
_CHIPS = tuple(
    (one, POSITION_PHRASES[one]) for one in ("floor", "standing", "desk", "chair", "wall", "walking")
)
_UNSAID = tuple(place for place, _ in _CHIPS if place != "floor")  # what holds where nothing is said
_CHOICES = {
    "well": N_("well"),
    "sensitive": N_("sensitive"),
    "fixed": N_("as long as chosen"),
    "shrinking": N_("shorter each time"),
    "pay-back": N_("paid back by the next break"),
    "slender": N_("slender"),
    "sturdy": N_("sturdy"),
    "light": N_("light"),
    "medium": N_("medium"),
    "dark": N_("dark"),
    "black": N_("black"),
    "brown": N_("brown"),
    "red": N_("red"),
    "blond": N_("blond"),
    "grey": N_("grey"),
    "auto": N_("automatic"),
    "page": N_("the browser"),
    "window": N_("a window"),
    "terminal": N_("a terminal"),
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
        "title": translated(one.title),
        "fields": [
            _field(
                f"{one.table}.{key}", label, rows[key], dict(one.hints).get(key, _hint(rows[key], one, key))
            )
            for key, label in one.labels.items()
        ],
    }


def label_of(key: str) -> str:
    """The label of a section's field, in the language that is spoken; "" where there is no such field."""
    table, _, name = key.partition(".")
    return translated(next((one.labels.get(name, "") for one in SECTIONS if one.table == table), ""))


def _field(key: str, label: str, row: Json, hint: str) -> Json:
    kind, choices = _kind(row)
    shown = [[one, _choice(key, one)] for one in choices]
    return {
        "key": key,
        "label": translated(label),
        "hint": translated(hint),
        "kind": kind,
        "choices": shown,
    }


def _choice(key: str, one: str) -> str:
    """A choice as people name it: a window is not dark as skin is, nor skin brown as hair is."""
    match key, one:
        case "player.theme", "light":
            return p_("theme", "light")
        case "player.theme", "dark":
            return p_("theme", "dark")
        case "player.skin", "brown":
            return p_("skin", "brown")
    return translated(_CHOICES.get(one, one))


def _hint(row: Json, one: Section, key: str) -> str:
    """The settings' own words, without the quotes and brackets that only the file needs."""
    if key in one.bare:
        return ""
    words = re.sub(r'\["([^"]*)"\]', r"\1", translated(str(row.get("description", ""))))
    words = words.replace('"', "")
    return words[:1].upper() + words[1:]


def _places(held: list[str]) -> Json:
    """Where the person can move: a few chips, and those words of the file that are finer; all that hold are chosen."""
    finer = [word for word in held if word not in dict(_CHIPS)]
    plain = {names[0]: word for word, names in PLAIN_POSITIONS.items() if len(names) == 1}
    choices = [*_CHIPS, *((word, plain.get(word, word)) for word in finer)]
    return {
        "key": PLACES,
        "choices": [[word, translated(said)] for word, said in choices],
        "chosen": held or list(_UNSAID),
    }


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
    choices = [["", p_("profile", "none")], *([name, name] for name in names)]
    return {
        "title": _("Profile by weekday"),
        "fields": [
            {
                "key": f"profiles.{day}",
                "label": translated(label),
                "hint": "",
                "kind": "one",
                "choices": choices,
            }
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
    own, articles, packs = _("Our own sets"), _("From the articles"), _("Your packs")
    groups: dict[str, list[tuple[str, str]]] = {own: [], articles: [], packs: []}
    for one in catalog.routines.values():
        group = packs if one.pack else own if one.source == OWN else articles
        groups[group].append((one.id, translated(one.name)))
    groups[_("One exercise")] = [(one.id, translated(one.name)) for one in catalog.exercises.values()]
    return [
        {"group": name, "of": sorted(rows, key=lambda row: row[1].lower())}
        for name, rows in groups.items()
        if rows
    ]
