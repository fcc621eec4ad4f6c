"""Says what is wrong with a figure's data before anybody draws it: unknown words, and values no pose can have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from deskbreak.errors import shown
from deskbreak.figures.pose_values import HINTS, has_side, is_number, is_sound, numbers
from deskbreak.figures.pose_words import (
    KEY_FIELDS,
    MUSCLES,
    PROP_FIELDS,
    PROPS,
    ROLLED_BY,
    SIDE_WORDS,
    START,
    TOP_FIELDS,
    VIEWS,
)
from deskbreak.wrong_values import unknown_key

Where = tuple[str | int, ...]
Finding = tuple[Where, str, str]  # where, what, what to do about it

MAX_KEYS = 24  # the shipped figures have 4 at most
MAX_NAME = 80
_PROP_HINT = "at = [x, z] and sizes over 0 in cm; front = true; rolls is a part such as pelvis or knee.r"


def findings(data: dict[str, Any]) -> Iterator[Finding]:
    """Everything wrong with a figure's data, and where."""
    yield from _unknown((), data, TOP_FIELDS)
    yield from _name(data)
    yield from _top(data)
    yield from _props(data.get("props", []))
    keys, base = data.get("key"), data.get("base", {})
    if not isinstance(keys, list) or not keys or not all(isinstance(one, dict) for one in keys):
        yield ("key",), "there is no [[key]]", "a figure needs at least one pose"
        return
    if len(keys) > MAX_KEYS:
        yield ("key", MAX_KEYS), f"{len(keys)} keys are too many", f"{MAX_KEYS} at most"
        return
    if isinstance(base, dict):
        yield from _key(("base",), "[base]", base)
    else:
        yield ("base",), "base must be a table", "write [base]"
    for number, key in enumerate(keys):
        yield from _key(("key", number), f"key {number + 1}", key)
    yield from _poses(base, keys)


def _unknown(where: Where, data: dict[str, Any], known: Sequence[str], prefix: str = "") -> Iterator[Finding]:
    for name in data:
        if name not in known:
            what, hint = unknown_key(name, known)
            yield (*where, name), prefix + what, hint or "docs/packs.md has an example"


def _name(data: dict[str, Any]) -> Iterator[Finding]:
    name = data.get("name")
    if not isinstance(name, str) or not name.strip():
        yield ("name",), "the name is missing", 'write name = "..."'
    elif len(name) > MAX_NAME or not name.isprintable():
        yield (
            ("name",),
            "the name is too long or cannot be shown",
            f"one line of {MAX_NAME} letters at most",
        )


def _top(data: dict[str, Any]) -> Iterator[Finding]:
    view = data.get("view", "side")
    if not (view in VIEWS if isinstance(view, str) else numbers(view, 2, 2)):
        yield ("view",), f"view {shown(view)} is none", f"there are: {', '.join(VIEWS)}, or [around, above]"
    words_of = {
        "sides": ("switch", "alternate"),
        "focus": ("trunk", "chest", "pelvis"),
        "side": tuple(SIDE_WORDS),
        "wear": ("office", "mat"),
    }
    for name, words in words_of.items():
        if data.get(name, "") not in ("", *words):
            yield (name,), f"{name} {shown(data[name])} is none", f"write {' or '.join(words)}"
    if data.get("side") and not data.get("sides"):
        yield ("side",), "a side needs sides", 'write sides = "switch" or "alternate", or leave side out'
    for name in ("travel", "small", "reverse"):
        if not isinstance(data.get(name, False), bool):
            yield (name,), f"{name} is {shown(data[name])}", "write true or false"
    for name in ("glow", "stretch"):
        yield from _muscles((name,), "", data.get(name, []))


def _muscles(where: Where, prefix: str, names: Any) -> Iterator[Finding]:
    if not isinstance(names, list) or len(names) > len(MUSCLES):
        yield where, f"{prefix}{where[-1]} must be a list of muscles", f"there are: {', '.join(MUSCLES)}"
        return
    for name in names:
        if not has_side(name, MUSCLES):
            yield where, f"{prefix}no muscle {shown(name)}", f"there are: {', '.join(MUSCLES)}"


def _poses(base: Any, keys: list[dict[str, Any]]) -> Iterator[Finding]:
    """Every pose has its own name, and the first is the start."""
    if isinstance(base, dict) and "pose" in base:
        yield ("base", "pose"), "[base]: a pose's name belongs to a key", "write it under [[key]]"
    known: set[str] = set()
    for number, key in enumerate(keys):
        name = pose_name(key, number)
        if not isinstance(name, str):
            continue  # told as a value
        where, called = ("key", number, "pose"), f"key {number + 1}: pose {shown(name)}"
        if number == 0 and name != START:
            yield where, f"{called} is not the start", f'the first key is where one begins: pose = "{START}"'
        if name in known:
            yield where, f"{called} is there twice", "give every key its own name"
        known.add(name)


def pose_name(key: dict[str, Any], number: int) -> Any:
    """What a key's pose is called; one without a name is called by its number."""
    return key.get("pose", f"key-{number + 1}" if number else START)


def _key(where: Where, called: str, key: dict[str, Any]) -> Iterator[Finding]:
    prefix = f"{called}: "
    yield from _unknown(where, key, KEY_FIELDS, prefix)
    for name, value in key.items():
        if name in ("glow", "stretch"):
            yield from _muscles((*where, name), prefix, value)
        elif name in KEY_FIELDS and not is_sound(name, value):
            hint = HINTS.get(name, "write numbers in degrees")
            yield (*where, name), f"{prefix}{name} = {shown(value)} cannot be used", hint


# -- what stands around --------------------------------------------------------------------------------


def _props(props: Any) -> Iterator[Finding]:
    if not isinstance(props, list) or len(props) > 2 * len(PROPS):
        yield ("props",), "props must be a short list", 'write for example props = ["mat"]'
        return
    for prop in props:
        kind = prop.get("kind") if isinstance(prop, dict) else prop
        if kind not in PROPS:
            yield ("props",), f"no prop {shown(kind)}", f"there are: {', '.join(PROPS)}"
        elif not _sound_prop(prop if isinstance(prop, dict) else {"kind": prop}):
            yield ("props",), f"the prop {kind} has a value that cannot be used", _PROP_HINT


_PROP_KINDS: dict[str, Callable[[Any], bool]] = {
    "kind": lambda one: True,  # judged before
    "at": lambda one: numbers(one, 1, 3),
    "size": lambda one: numbers(one, 3, 3) and min(one) > 0,
    "front": lambda one: isinstance(one, bool),
    "back": lambda one: isinstance(one, bool),
    "monitor": lambda one: isinstance(one, bool),
    "rolls": lambda one: one in ROLLED_BY,
    "path": lambda one: isinstance(one, list) and len(one) <= 12 and all(isinstance(x, str) for x in one),
} | dict.fromkeys(("height", "length", "width"), lambda one: is_number(one) and one > 0)


def _sound_prop(prop: dict[str, Any]) -> bool:
    needed = {"box": "size", "strap": "path"}.get(prop["kind"], "kind")
    return needed in prop and all(name in PROP_FIELDS and _PROP_KINDS[name](prop[name]) for name in prop)
