"""Reads a figure's TOML: a few numbers a key pose. Whatever the file holds, there are poses or there are problems."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deskbreak.errors import InputProblems, Problem
from deskbreak.figures.skeleton import SIDES, SPINE

Key = dict[str, Any]  # one pose, the base's values under it, sides spelled out

SIDED = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "thigh", "shank", "uarm")
MAPS = ("reach", "bend", "at")
LISTS = ("floor", "slide", "arrow", "glow")
NUMBERS = ("move", "hold", "chest", "head", "height", "heel")
KEY_FIELDS = (
    *SIDED,
    *SPINE,
    *MAPS,
    *LISTS,
    *NUMBERS,
    "pelvis",
    "say",
    "fit",
    "anchor",
    "flow",
    "toes_tucked",
)
TOP_FIELDS = ("name", "view", "sides", "glow", "props", "focus", "travel", "base", "key")
PELVIS = ("pitch", "spin", "turn", "roll")
VIEWS = {"side": (14.0, 9.0), "front": (78.0, 9.0), "quarter": (40.0, 14.0), "top": (12.0, 58.0)}
CONTACTS = (
    "foot", "toe", "hand", "shin", "forearm", "hips", "seat", "belly", "back", "upperback", "side", "step", "knee",
)  # fmt: skip
PROPS = ("mat", "path", "wall", "chair", "roller", "box", "strap")
MUSCLES = (
    "abs", "back", "lowback", "upperback", "chest", "obliques", "glutes", "hipflexors", "quads", "hamstrings",
    "calves", "outerhip", "shoulders", "triceps", "neck",
)  # fmt: skip
ROLLED_BY = ("pelvis", "thorax", *(f"{part}.{s}" for part in ("hip", "knee", "ankle") for s in SIDES))
MOST_KEYS, LARGEST = 60, 64 * 1024
LONGEST_S = 60.0


@dataclass(slots=True)
class PoseFile:
    """A checked file: its keys complete, the other side's appended where the sides alternate."""

    name: str
    keys: list[Key]
    view: tuple[float, float] = VIEWS["side"]
    switch: bool = False
    glow: list[str] = field(default_factory=list)
    props: list[dict[str, Any]] = field(default_factory=list)
    focus: str = ""
    travel: bool = False


def read_pose_file(path: Path) -> PoseFile:
    """The poses of a file; raises InputProblems with every problem and its line."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputProblems(
                [Problem(str(path), 1, "the file is too large for a figure", hint="64 KiB at most")]
            )
        text = path.read_bytes().decode("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise InputProblems([Problem(str(path), 1, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise InputProblems([Problem(str(path), 1, "is not UTF-8 text")]) from error
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        line = int(found[1]) if (found := re.search(r"line (\d+)", str(error))) else 1
        raise InputProblems([Problem(str(path), line, f"is not TOML: {error}")]) from error
    problems = [
        Problem(str(path), _line(text, number), what, hint=hint) for number, what, hint in _problems(data)
    ]
    if problems:
        raise InputProblems(problems)
    return _made(data)


def _line(text: str, key: int) -> int:
    """The line of key `key` (from 1), of [base] (0), or of the top (-1)."""
    if key < 0:
        return 1
    wanted = r"^\s*\[base\]" if key == 0 else r"^\s*\[\[key\]\]"
    found = list(re.finditer(wanted, text, re.M))
    index = max(key - 1, 0)
    return text.count("\n", 0, found[index].start()) + 1 if index < len(found) else 1


# -- checking -----------------------------------------------------------------------------------------


def _problems(data: dict[str, Any]) -> Iterator[tuple[int, str, str]]:
    for name in data:
        if name not in TOP_FIELDS:
            yield -1, f'unknown key "{name}"', f"there are: {', '.join(TOP_FIELDS)}"
    if not isinstance(data.get("name"), str):
        yield -1, "the name is missing", 'write name = "..."'
    yield from _top(data)
    keys = data.get("key")
    if not isinstance(keys, list) or not keys or not all(isinstance(one, dict) for one in keys):
        yield -1, "there is no [[key]]", "a figure needs at least one pose"
        return
    if len(keys) > MOST_KEYS:
        yield -1, f"{len(keys)} keys are too many", f"{MOST_KEYS} at most"
        return
    base = data.get("base", {})
    if not isinstance(base, dict):
        yield -1, "base must be a table", "write [base]"
        base = {}
    for number, key in enumerate([base, *keys]):
        for what, hint in _key_problems(key):
            yield number, f"{'[base]' if not number else f'key {number}'}: {what}", hint


def _top(data: dict[str, Any]) -> Iterator[tuple[int, str, str]]:
    view = data.get("view", "side")
    if not (view in VIEWS if isinstance(view, str) else _numbers(view, 2)):
        yield -1, f"view {view!r} is none", f"there are: {', '.join(VIEWS)}, or [yaw, pitch]"
    if data.get("sides", "") not in ("", "switch", "alternate"):
        yield -1, f"sides {data['sides']!r} is none", "write switch or alternate"
    if data.get("focus", "") not in ("", "trunk", "chest"):
        yield -1, f"focus {data['focus']!r} is none", "write trunk or chest"
    yield from ((-1, what, hint) for what, hint in _muscles(data.get("glow", [])))
    props = data.get("props", [])
    if not isinstance(props, list):
        yield -1, "props must be a list", ""
        return
    for prop in props:
        kind = prop.get("kind") if isinstance(prop, dict) else prop
        if kind not in PROPS:
            yield -1, f"no prop {kind!r}", f"there are: {', '.join(PROPS)}"
        elif isinstance(prop, dict) and not _sound_prop(prop):
            yield -1, f"the prop {kind} has a value that cannot be used", _PROP_HINT


def _sound_prop(prop: dict[str, Any]) -> bool:
    if prop["kind"] == "strap":
        return isinstance(prop.get("path"), list) and all(isinstance(one, str) for one in prop["path"])
    if prop["kind"] == "box" and not _numbers(prop.get("size"), 3):
        return False
    if not isinstance(prop.get("front", False), bool) or prop.get("rolls", "pelvis") not in ROLLED_BY:
        return False
    return all(_numbers(prop[name], None) for name in ("at",) if name in prop) and all(
        _number(prop[name]) for name in ("height", "length", "width") if name in prop
    )


def _muscles(names: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(names, list):
        yield "glow must be a list of muscles", ""
        return
    for name in names:
        if not isinstance(name, str) or name.partition(".")[0] not in MUSCLES:
            yield f"no muscle {name!r}", f"there are: {', '.join(MUSCLES)}"


def _key_problems(key: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in key.items():
        if name not in KEY_FIELDS:
            yield f'unknown key "{name}"', f"there are: {', '.join(KEY_FIELDS)}"
        elif name == "glow":
            yield from _muscles(value)
        elif not _sound(name, value):
            yield f"{name} = {str(value)[:40]} cannot be used", _HINTS.get(name, "write numbers in degrees")


def _sound(name: str, value: Any) -> bool:
    if name in SIDED:
        parts = list(value.values()) if isinstance(value, dict) else [value]
        return (not isinstance(value, dict) or set(value) <= set(SIDES)) and all(_angle(one) for one in parts)
    if name in SPINE:
        return _angle(value)
    if name == "pelvis":
        return _number(value) or (
            isinstance(value, dict) and set(value) <= set(PELVIS) and all(map(_number, value.values()))
        )
    if name in ("move", "hold"):
        return _number(value) and 0 <= value <= LONGEST_S and (name == "hold" or value > 0)
    if name in NUMBERS:
        return _number(value)
    if name in ("floor", "slide"):
        return isinstance(value, list) and all(isinstance(one, str) and _contact(one) for one in value)
    if name == "arrow":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if name in MAPS:
        return isinstance(value, dict) and all(_target(name, one) for one in value.values())
    if name in ("say", "fit", "anchor"):
        return isinstance(value, str)
    return isinstance(value, bool)


def _contact(name: str) -> bool:
    parts = [part.partition(".") for part in name.split("+")]
    return all(part in CONTACTS and side in ("", *SIDES) for part, _, side in parts) and len(parts) <= 2


def _target(name: str, value: Any) -> bool:
    if name == "bend":
        return _number(value)
    if name == "at":
        return _numbers(value, 2)
    if isinstance(value, str):
        return True
    return (
        isinstance(value, list)
        and bool(value)
        and ((isinstance(value[0], str) and all(map(_number, value[1:]))) or _numbers(value, 3))
    )


def _number(value: Any) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and abs(value) < 1000
    )


def _numbers(value: Any, count: int | None) -> bool:
    return isinstance(value, list) and all(map(_number, value)) and (count is None or len(value) == count)


def _angle(value: Any) -> bool:
    return _number(value) or (isinstance(value, list) and 1 <= len(value) <= 3 and all(map(_number, value)))


_PROP_HINT = f"at = [x, z], numbers in cm; front = true; rolls is one of {', '.join(ROLLED_BY)}"
_HINTS = {
    "floor": f"there are: {', '.join(CONTACTS)}, with .l or .r where one side is meant",
    "move": "seconds over 0, 60 at most",
    "hold": "seconds, 60 at most",
    "reach": 'write { "hand.r" = ["knee.r", forward, up, out] }',
}


# -- making ---------------------------------------------------------------------------------------------


def _made(data: dict[str, Any]) -> PoseFile:
    base = merged({}, data.get("base", {}))
    keys = [merged(base, key) for key in data["key"]]
    if data.get("sides") == "alternate":
        keys += [mirrored(key) for key in keys]
    view = data.get("view", "side")
    props = data.get("props", ["mat"])
    return PoseFile(
        data["name"],
        keys,
        VIEWS[view] if isinstance(view, str) else (float(view[0]), float(view[1])),
        data.get("sides") == "switch",
        list(data.get("glow", [])),
        [one if isinstance(one, dict) else {"kind": one} for one in props],
        data.get("focus", ""),
        bool(data.get("travel", False)),
    )


def merged(base: Key, over: Key) -> Key:
    """One key over another; sides, pelvis and targets are joined part by part."""
    made: Key = {}
    for source in (base, over):
        for name, value in source.items():
            if name in SIDED:
                both = value if isinstance(value, dict) else dict.fromkeys(SIDES, value)
                made[name] = {**made.get(name, {}), **both}
            elif name == "pelvis":
                made[name] = {
                    **made.get(name, {}),
                    **(value if isinstance(value, dict) else {"pitch": value}),
                }
            elif name in MAPS:
                made[name] = {**made.get(name, {}), **value}
            else:
                made[name] = value
    return made


def triple(value: Any) -> tuple[float, float, float]:
    """flex, or [flex, side, twist]; what is left out is 0."""
    parts = [float(one) for one in value] if isinstance(value, list | tuple) else [float(value)]
    parts += [0.0] * (3 - len(parts))
    return parts[0], parts[1], parts[2]


def other_side(name: str) -> str:
    if name.endswith(".l"):
        return name[:-2] + ".r"
    return name[:-2] + ".l" if name.endswith(".r") else name


def mirrored(key: Key) -> Key:
    """The same pose with left and right exchanged."""
    made = dict(key)
    for name in SIDED:
        if name in key:
            made[name] = {("r" if s == "l" else "l"): value for s, value in key[name].items()}
    for name in SPINE:
        if name in key:
            flex, side, twist = triple(key[name])
            made[name] = [flex, -side, -twist]
    if "pelvis" in key:
        made["pelvis"] = {name: value if name == "pitch" else -value for name, value in key["pelvis"].items()}
    for name in LISTS:
        if name in key:
            made[name] = ["+".join(other_side(part) for part in one.split("+")) for one in key[name]]
    if "anchor" in key:
        made["anchor"] = other_side(key["anchor"])
    for name in MAPS:
        if name in key:
            made[name] = {other_side(part): _mirrored_target(name, one) for part, one in key[name].items()}
    return made


def _mirrored_target(name: str, value: Any) -> Any:
    if name != "reach":
        return value
    if isinstance(value, str):
        return other_side(value)
    if isinstance(value[0], str):
        return [other_side(value[0]), *value[1:]]
    return [value[0], value[1], -value[2]]


def both_sides(names: list[str]) -> list[str]:
    """Names without a side stand for both."""
    return [one for name in names for one in ([name] if "." in name else [f"{name}.l", f"{name}.r"])]
