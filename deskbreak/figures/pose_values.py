"""What each value of a pose may be: numbers that a body can have, and parts that it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from deskbreak.figures.pose_words import (
    ANCHORS,
    ARROWED,
    CONTACTS,
    FITTED,
    LINE,
    MAPS,
    NUMBERS,
    PAIRED,
    PELVIS,
    PLANTED,
    REACHED,
    REACHING,
    RESTING,
    SIDED,
    TRUNK,
)
from deskbreak.figures.skeleton import SIDES, SPINE
from deskbreak.sentences import N_, english

BEYOND = 1000  # no angle, length or time of a figure comes near
MIN_S, MAX_S = 0.05, 60.0
MAX_NAMES = 12  # in one list
MAX_SAY = 120
_POSE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_POSE = 24

HINTS = {
    "floor": english("there are: {names}, with .l or .r where one side is meant", names=", ".join(CONTACTS)),
    "rest": english("there are: {names}, with .l or .r where one side is meant", names=", ".join(RESTING)),
    "line": f'write "{LINE}"',
    "slide": N_("name what is planted, such as foot.r"),
    "arrow": english("there are: {names}, with .l or .r where one side is meant", names=", ".join(ARROWED)),
    "move": "seconds, 0.05 to 60",
    "hold": N_("seconds, 60 at most"),
    "reach": N_('write { "hand.r" = ["knee.r", forward, up, out] }, with parts that a body has'),
    "at": N_(
        'write { "foot.r" = [forward, outward] }, in cm, or [forward, outward, height] on a desk or chair'
    ),
    "bend": 'write { "hand.r" = degrees }',
    "fit": english("there are: {names}", names=", ".join(FITTED)),
    "anchor": english("there are: {names}", names=", ".join(ANCHORS)),
    "pose": N_("one short word, lower case, such as reach or left-down"),
    "say": N_("one line, short enough for one breath"),
    "flow": N_("write true or false"),
    "toes_tucked": N_("write true or false"),
    "height": N_("write a number in cm"),
}


def is_number(value: Any) -> bool:
    """A finite number of any use here, however long it is written; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -BEYOND < value < BEYOND


def numbers(value: Any, fewest: int, most: int) -> bool:
    """A list of that many numbers."""
    return isinstance(value, list) and fewest <= len(value) <= most and all(map(is_number, value))


def is_pose(value: Any) -> bool:
    """A name that a pose may have."""
    return isinstance(value, str) and len(value) <= MAX_POSE and _POSE.fullmatch(value) is not None


def is_part(name: Any, parts: Sequence[str]) -> bool:
    """One of the parts, with .l or .r unless it is in the middle."""
    return has_side(name, parts) and ("." not in name or name.partition(".")[0] not in TRUNK)


def has_side(name: Any, parts: Sequence[str]) -> bool:
    """One of the words, alone or with .l or .r."""
    part, dot, side = name.partition(".") if isinstance(name, str) else ("", "", "")
    return part in parts and (not dot or side in SIDES)


def is_sound(name: str, value: Any) -> bool:
    """Return True if a key of that name may have this value."""
    if name in SIDED and isinstance(value, dict):
        return set(value) <= set(SIDES) and all(map(_angle, value.values()))
    if name in SIDED:
        return _angle(value)
    if name in SPINE:
        return _angle(value)
    if name == "pelvis":
        return is_number(value) or (
            isinstance(value, dict) and set(value) <= set(PELVIS) and all(map(is_number, value.values()))
        )
    if name in ("move", "hold"):
        return is_number(value) and (0 if name == "hold" else MIN_S) <= value <= MAX_S
    if name in NUMBERS:
        return is_number(value)
    if name in MAPS:
        return isinstance(value, dict) and all(_target(name, part, one) for part, one in value.items())
    return _words(name, value)


def _words(name: str, value: Any) -> bool:
    match name:
        case "floor" | "slide":
            return isinstance(value, list) and len(value) <= MAX_NAMES and all(map(_contact, value))
        case "rest":
            return (
                isinstance(value, list)
                and len(value) <= MAX_NAMES
                and all(is_part(x, RESTING) for x in value)
            )
        case "line":
            return bool(value == LINE)
        case "arrow":
            return (
                isinstance(value, list)
                and len(value) <= MAX_NAMES
                and all(is_part(x, ARROWED) for x in value)
            )
        case "say":
            return isinstance(value, str) and len(value) <= MAX_SAY and value.isprintable()
        case "pose":
            return is_pose(value)
        case "fit":
            return is_part(value, FITTED)
        case "anchor":
            return is_part(value, ANCHORS)
    return isinstance(value, bool)


def _contact(name: Any) -> bool:
    if not isinstance(name, str) or "+" not in name:
        return has_side(name, CONTACTS)
    pair = name.split("+")
    return len(pair) == 2 and all(is_part(part, PAIRED) for part in pair)


def _target(name: str, part: str, value: Any) -> bool:
    if name == "bend":
        return is_part(part, REACHING) and is_number(value)
    if name == "at":
        return is_part(part, PLANTED) and numbers(value, 2, 3)
    return is_part(part, REACHING) and _reached(value)


def _reached(value: Any) -> bool:
    """A part of the body, alone or with (forward, up, out) from it, or a place in space."""
    if not isinstance(value, list):
        return is_part(value, REACHED)
    if value and isinstance(value[0], str):
        return is_part(value[0], REACHED) and numbers(value[1:], 0, 3)
    return numbers(value, 3, 3)


def _angle(value: Any) -> bool:
    return is_number(value) or numbers(value, 1, 3)
