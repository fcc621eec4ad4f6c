"""Kinds of values in settings files: how each is read, the sentence for one that is wrong, and its JSON Schema."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from deskbreak.core.body_words import EQUIPMENT, POSITION_WORDS
from deskbreak.core.durations import DURATION_PATTERN, parse_duration
from deskbreak.sentences import N_, english
from deskbreak.settings.clock_times import CLOCK_PATTERN
from deskbreak.settings.light_pydantic import BeforeValidator, WithJsonSchema
from deskbreak.settings.spelling import read_clock, read_ranges
from deskbreak.wrong_values import quoted

DATES = re.compile(r"\s*(\d{4}-\d{2}-\d{2})\s*(?:/\s*(\d{4}-\d{2}-\d{2})\s*)?")
KEEP = re.compile(r"\s*(\d{1,5})\s*(d|w|y)\s*")
_LOST = {
    "\t": "\\t",
    "\n": "\\n",
    "\r": "\\r",
    "\b": "\\b",
    "\f": "\\f",
    "\x1b": "\\e",
}  # of "C:\\new\\table.ics"
_DAYS = {"d": 1, "w": 7, "y": 365}


_TIME = r"\d{1,2}([:.h]\d{2}|h)?(\s*[AaPp]\.?[Mm]\.?)?"
_HOURS = rf"{_TIME}\s*(-|–|to)\s*{_TIME}"
RANGES_PATTERN = rf"^\s*{_HOURS}(\s*[,;]?\s*{_HOURS})*\s*$"
_ONE_DAY = r"([Mm]o|[Tt]u|[Ww]e|[Tt]h|[Ff]r|[Ss]a|[Ss]u)[a-z]*"
DAYS_PATTERN = rf"^({_ONE_DAY}(\s*[-–,/ ]\s*{_ONE_DAY})*|weekdays|weekend|daily)$"

MAX_WORDS = 64  # of one hook
MAX_READY_S = 300.0  # getting ready; longer is a pause


def _text(value: Any, example: str) -> str:
    if not isinstance(value, str):
        raise ValueError(_no_text(value, example))
    return value


def _no_text(value: Any, example: str) -> str:
    return english(
        "{value} must be a text in quotes, such as {example}", value=quoted(value), example=example
    )


def _duration(value: Any) -> float:
    return parse_duration(_text(value, '"45m"'))


def _switch_or_duration(value: Any) -> bool | float:
    return value if isinstance(value, bool) else parse_duration(_text(value, N_('"30s", or true or false')))


def _range(value: Any) -> tuple[int, int]:
    first, *more = read_ranges(_text(value, '"09:00-12:30"'))
    if more:
        said = english('"{text}" is more than one range; write each as a text of its own', text=value)
        raise ValueError(said)
    return first


def _clock(value: Any) -> int:
    return read_clock(_text(value, '"12:30"'))


def _path(value: Any) -> str:
    text = _text(value, '"~/work.ics"')
    if any(letter in _LOST for letter in text):
        meant = "".join(_LOST.get(letter, letter) for letter in text)
        said = english(
            "in double quotes \\ is the start of a special sign; write '{line}', in single quotes", line=meant
        )
        raise ValueError(said)
    return text


def _hook(value: Any) -> list[str]:
    """A program and its arguments; empty is no hook."""
    if isinstance(value, str):
        said = english("no shell reads this; write a list of arguments, such as {line}", line=_as_list(value))
        raise ValueError(said)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(N_('must be a list of texts in quotes, such as ["playerctl", "pause"]'))
    if len(value) > MAX_WORDS:
        said = english("has {number:d} arguments; write {most:d} at most", number=len(value), most=MAX_WORDS)
        raise ValueError(said)
    if value and not value[0].strip():
        raise ValueError(N_("begins with the program's name, and there is none"))
    if any("\0" in word for word in value):
        raise ValueError(N_("no program takes an argument with a zero byte in it"))
    return value


def _as_list(text: str) -> str:
    """The arguments that a shell would make of it."""
    import json
    import shlex

    try:
        words = shlex.split(text)
    except ValueError:  # a quote that is not closed
        words = text.split()
    return json.dumps(words or ["playerctl", "pause"], ensure_ascii=False)


def _dates(value: Any) -> tuple[date, date]:
    if type(value) is date:
        return value, value
    found = DATES.fullmatch(_text(value, N_('"2026-12-24", or "2026-12-24/2026-12-26"')))
    if found is None:
        said = english(
            '"{text}" is no date; write "2026-12-24", or "2026-12-24/2026-12-26"', text=str(value)[:40]
        )
        raise ValueError(said)
    try:
        first, last = (date.fromisoformat(part or found[1]) for part in found.groups())
    except ValueError:
        raise ValueError(english('"{text}" has a date that does not exist', text=value)) from None
    if last < first:
        raise ValueError(english('"{text}" runs backwards; write the earlier date first', text=value))
    return first, last


def _keep(value: Any) -> float | None:
    text = _text(value, N_('"2y", "400d", or "always"'))
    if text.strip() == "always":
        return None
    found = KEEP.fullmatch(text)
    if found is None or not int(found[1]):
        said = english('"{text}" is no time to keep rows; write "400d", "2y" or "always"', text=text[:40])
        raise ValueError(said)
    return int(found[1]) * _DAYS[found[2]] * 86400.0


def _ready(value: Any) -> str:
    """ "auto", "wait", or whole seconds as digits."""
    text = _text(value, N_('"auto", "wait" or "10s"')).strip()
    if text in ("auto", "wait"):
        return text
    seconds = _duration(value)
    if seconds > MAX_READY_S:
        said = english(
            '"{text}" is long for getting ready; at most 5m, or "wait" until you press Start', text=text[:40]
        )
        raise ValueError(said)
    return str(max(round(seconds), 1))


def _name(value: Any) -> str:
    text = _text(value, '"mobility"').strip()
    if not text:
        raise ValueError(N_('the name is empty; every break needs one, such as "mobility"'))
    return text


def _schema(pattern: str | None = None, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string"} | ({"pattern": pattern} if pattern else {}) | more)


Duration = Annotated[float, BeforeValidator(_duration), _schema(DURATION_PATTERN, minLength=2)]
Switch = Annotated[
    bool | float,
    BeforeValidator(_switch_or_duration),
    WithJsonSchema(
        {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": DURATION_PATTERN, "minLength": 2}]}
    ),
]
HourRange = Annotated[tuple[int, int], BeforeValidator(_range), _schema(RANGES_PATTERN)]
FilePath = Annotated[str, BeforeValidator(_path), _schema()]
HookWords = Annotated[
    list[str],
    BeforeValidator(_hook),
    WithJsonSchema({"type": "array", "items": {"type": "string"}, "maxItems": MAX_WORDS}),
]
ClockTime = Annotated[int, BeforeValidator(_clock), _schema(CLOCK_PATTERN)]
Dates = Annotated[
    tuple[date, date],
    BeforeValidator(_dates),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\s*\d{4}-\d{2}-\d{2}\s*(/\s*\d{4}-\d{2}-\d{2}\s*)?$"},
                {"type": "string", "format": "date"},  # without quotes, as Tombi and Taplo understand it
            ]
        }
    ),
]
Keep = Annotated[float | None, BeforeValidator(_keep), _schema(r"^\s*(always|\d{1,5}\s*[dwy])\s*$")]
Ready = Annotated[
    str, BeforeValidator(_ready), _schema(rf"^\s*(auto|wait)\s*$|{DURATION_PATTERN}", minLength=2)
]
Name = Annotated[str, BeforeValidator(_name), _schema(minLength=1)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_SOME_DAYS = {"type": "string", "pattern": DAYS_PATTERN}
Weekdays = Annotated[
    list[Weekday],
    WithJsonSchema({"anyOf": [{"type": "array", "items": _SOME_DAYS}, _SOME_DAYS]}),
]
Position = Annotated[str, _schema(enum=list(POSITION_WORDS))]
Equipment = Annotated[str, _schema(enum=list(EQUIPMENT))]
