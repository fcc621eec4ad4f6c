"""Reads a figure's TOML: a few numbers a key pose. Whatever the file holds, there are poses or there are problems."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from deskbreak.errors import InputProblems, Problem
from deskbreak.figures.pose_check import findings, pose_name
from deskbreak.figures.pose_words import LISTS, MAPS, SIDED, VIEWS
from deskbreak.figures.skeleton import SIDES, SPINE
from deskbreak.toml_file import Document, read_toml
from deskbreak.values import dataclass, field

Key = dict[str, Any]  # one pose, the base's values under it, sides spelled out

MAX_BYTES = 64 * 1024  # bytes; the longest shipped figure has under 1,000
USUAL_SIDE = {"switch": "right", "alternate": "left"}
USUAL_MOVE_S = 1.0
MAX_FINDINGS = 50  # problems of one file


@dataclass(slots=True)
class PoseFile:
    """A checked file: its keys complete, the other side's appended where the sides alternate.

    The first `written` keys are the file's own. With `reverse` the same way back follows them, and then the other
    side. `side` is the side that the poses as written show, "left" or "right"; "" where there are no sides.
    """

    name: str
    keys: list[Key]
    view: tuple[float, float] = VIEWS["side"]
    switch: bool = False
    alternates: bool = False
    side: str = ""
    props: list[dict[str, Any]] = field(default_factory=list)
    focus: str = ""
    travel: bool = False
    small: bool = False
    written: int = 0
    wear: str = ""

    def key_of(self, number: int) -> tuple[int, bool]:
        """Which written key one of `keys` comes from, and whether it is the other side's."""
        half = len(self.keys) // (2 if self.alternates else 1)
        at = number % half
        return (at if at < self.written else 2 * self.written - 2 - at), number >= half


def read_pose_file(path: Path) -> PoseFile:
    """The poses of a file in a pack's `figures`; raises InputProblems with every problem and its line."""
    return read_pose_document(path)[0]


def read_pose_document(path: Path) -> tuple[PoseFile, Document]:
    """The same with the file itself, which knows its lines."""
    document = read_toml(path, inside=path.parent.parent, max_bytes=MAX_BYTES)
    if isinstance(document, Problem):
        raise InputProblems([document])
    found = list(islice(findings(document.data), MAX_FINDINGS))
    if found:
        raise InputProblems([document.problem(where, what, hint) for where, what, hint in found])
    return _made(document.data), document


# -- making ---------------------------------------------------------------------------------------------


def _made(data: dict[str, Any]) -> PoseFile:
    base = merged({}, data.get("base", {}))
    written = [_named(data, key, number) for number, key in enumerate(data["key"])]
    keys = [merged(base, key) for key in written]
    if data.get("reverse"):
        keys = there_and_back(keys)
    sides = data.get("sides", "")
    if sides == "alternate":
        keys += [mirrored(key) for key in keys]
    view = data.get("view", "side")
    props = data.get("props", ["mat"])
    return PoseFile(
        data["name"],
        keys,
        VIEWS[view] if isinstance(view, str) else (float(view[0]), float(view[1])),
        sides == "switch",
        sides == "alternate",
        (data.get("side") or USUAL_SIDE[sides]) if sides else "",
        [one if isinstance(one, dict) else {"kind": one} for one in props],
        data.get("focus", ""),
        bool(data.get("travel", False)),
        bool(data.get("small", False)),
        len(written),
        data.get("wear", ""),
    )


def _named(data: dict[str, Any], key: Key, number: int) -> Key:
    """A key with its name and its muscles: those of the file work, or are stretched, in all poses but the start."""
    works = number > 0 or len(data["key"]) == 1
    base = data.get("base", {})
    muscles = {word: base.get(word, data.get(word, []) if works else []) for word in ("glow", "stretch")}
    return {**muscles, **key, "pose": pose_name(key, number)}


def there_and_back(keys: list[Key]) -> list[Key]:
    """The keys, and the same way back: each stretch takes as long as on the way there."""
    if len(keys) < 3:
        return keys
    back = [{**keys[n], "move": keys[n + 1].get("move", USUAL_MOVE_S)} for n in range(len(keys) - 2, 0, -1)]
    return [
        {**keys[0], "move": keys[1].get("move", USUAL_MOVE_S)},
        *keys[1:-1],
        {**keys[-1], "flow": False},
        *back,
    ]


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
    """The name of the same part on the other side: "hand.l" for "hand.r"; others stay."""
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
