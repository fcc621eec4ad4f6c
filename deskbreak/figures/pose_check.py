"""Says what is wrong with a figure's data before it is drawn: unknown words, and values no pose can have."""

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
from deskbreak.sentences import N_, english
from deskbreak.wrong_values import unknown_key

Where = tuple[str | int, ...]
Finding = tuple[Where, str, str]  # where, what, what to do about it

MAX_KEYS = 24  # the shipped figures have 4 at most
MAX_NAME = 80
_PROP_HINT = N_("at = [x, z] and sizes over 0 in cm; front = true; rolls is a part such as pelvis or knee.r")


def findings(data: dict[str, Any]) -> Iterator[Finding]:
    """Everything wrong with a figure's data, and where."""
    yield from _unknown((), data, TOP_FIELDS)
    yield from _name(data)
    yield from _top(data)
    yield from _props(data.get("props", []))
    keys, base = data.get("key"), data.get("base", {})
    if not isinstance(keys, list) or not keys or not all(isinstance(one, dict) for one in keys):
        yield ("key",), N_("there is no [[key]]"), N_("a figure needs at least one pose")
        return
    if len(keys) > MAX_KEYS:
        yield (
            ("key", MAX_KEYS),
            english("{n} keys are too many", n=len(keys)),
            english("{n} at most", n=MAX_KEYS),
        )
        return
    if isinstance(base, dict):
        yield from _key(("base",), "[base]", base)
    else:
        yield ("base",), N_("base must be a table"), "write [base]"
    for number, key in enumerate(keys):
        yield from _key(("key", number), english("key {n}", n=number + 1), key)
    yield from _poses(base, keys)


def _unknown(where: Where, data: dict[str, Any], known: Sequence[str], prefix: str = "") -> Iterator[Finding]:
    for name in data:
        if name not in known:
            what, hint = unknown_key(name, known)
            yield (*where, name), prefix + what, hint or N_("docs/packs.md has an example")


def _name(data: dict[str, Any]) -> Iterator[Finding]:
    name = data.get("name")
    if not isinstance(name, str) or not name.strip():
        yield ("name",), N_("the name is missing"), N_('write name = "..."')
    elif len(name) > MAX_NAME or not name.isprintable():
        yield (
            ("name",),
            N_("the name is too long or cannot be shown"),
            english("one line of {n} letters at most", n=MAX_NAME),
        )


def _top(data: dict[str, Any]) -> Iterator[Finding]:
    view = data.get("view", "side")
    if not (view in VIEWS if isinstance(view, str) else numbers(view, 2, 2)):
        yield (
            ("view",),
            english("view {value} is none", value=shown(view)),
            english("there are: {names}, or [around, above]", names=", ".join(VIEWS)),
        )
    words_of = {
        "sides": ("switch", "alternate"),
        "focus": ("trunk", "chest", "pelvis"),
        "side": tuple(SIDE_WORDS),
        "wear": ("office", "mat"),
    }
    for name, words in words_of.items():
        if data.get(name, "") not in ("", *words):
            yield (
                (name,),
                english("{name} {value} is none", name=name, value=shown(data[name])),
                english("write {words}", words=" or ".join(words)),
            )
    if data.get("side") and not data.get("sides"):
        yield (
            ("side",),
            N_("a side needs sides"),
            N_('write sides = "switch" or "alternate", or leave side out'),
        )
    for name in ("travel", "small", "reverse"):
        if not isinstance(data.get(name, False), bool):
            yield (
                (name,),
                f"{name} is {shown(data[name])}",
                N_("write true or false"),
            )
    for name in ("glow", "stretch"):
        yield from _muscles((name,), "", data.get(name, []))


def _muscles(where: Where, prefix: str, names: Any) -> Iterator[Finding]:
    if not isinstance(names, list) or len(names) > len(MUSCLES):
        yield (
            where,
            prefix + english("{key} must be a list of muscles", key=where[-1]),
            english("there are: {names}", names=", ".join(MUSCLES)),
        )
        return
    for name in names:
        if not has_side(name, MUSCLES):
            yield (
                where,
                prefix + english("no muscle {value}", value=shown(name)),
                english("there are: {names}", names=", ".join(MUSCLES)),
            )


def _poses(base: Any, keys: list[dict[str, Any]]) -> Iterator[Finding]:
    """Every pose has its own name, and the first is the start."""
    if isinstance(base, dict) and "pose" in base:
        yield ("base", "pose"), N_("[base]: a pose's name belongs to a key"), N_("write it under [[key]]")
    known: set[str] = set()
    for number, key in enumerate(keys):
        name = pose_name(key, number)
        if not isinstance(name, str):
            continue  # reported as a value
        where, called = ("key", number, "pose"), f"key {number + 1}: pose {shown(name)}"
        if number == 0 and name != START:
            yield (
                where,
                english("{called} is not the start", called=called),
                english('the first key is where one begins: pose = "{start}"', start=START),
            )
        if name in known:
            yield where, english("{called} is there twice", called=called), N_("give every key its own name")
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
            hint = HINTS.get(name, N_("write numbers in degrees"))
            yield (
                (*where, name),
                prefix + english("{name} = {value} cannot be used", name=name, value=shown(value)),
                hint,
            )


# -- what stands around --------------------------------------------------------------------------------


def _props(props: Any) -> Iterator[Finding]:
    if not isinstance(props, list) or len(props) > 2 * len(PROPS):
        yield ("props",), N_("props must be a short list"), N_('write for example props = ["mat"]')
        return
    for prop in props:
        kind = prop.get("kind") if isinstance(prop, dict) else prop
        if kind not in PROPS:
            yield (
                ("props",),
                english("no prop {value}", value=shown(kind)),
                english("there are: {names}", names=", ".join(PROPS)),
            )
        elif not _sound_prop(prop if isinstance(prop, dict) else {"kind": prop}):
            yield (
                ("props",),
                english("the prop {kind} has a value that cannot be used", kind=kind),
                _PROP_HINT,
            )


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
