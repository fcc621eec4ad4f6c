"""A key's angles as a pose vector, and a solved body as angles again."""

from __future__ import annotations

from math import atan2, degrees
from typing import Any

from deskbreak.figures.pose_file import Key, both_sides, triple
from deskbreak.figures.skeleton import (
    CURVE,
    SEGMENTS,
    SIDES,
    SPINE,
    VECTOR_SIZE,
    PosedBody,
    Vector,
    put,
    sign,
    spine_step,
)
from deskbreak.figures.vectors import (
    Mat,
    about_x,
    about_y,
    about_z,
    inverse,
    to_quat,
    turn,
)

USUAL = {"shoulder": 0.0, "elbow": 8.0, "wrist": 0.0, "hip": 0.0, "knee": 0.0, "ankle": 0.0}
FOLLOWERS = ("foot", "toe", "hand", "shin")


def bases_of(key: Key) -> list[str]:
    """The contacts that carry the body, sides spelled out."""
    first = key.get("floor", ["foot"])[:1] or ["foot"]
    sided = ("foot", "shin", "toe", "hand", "knee")
    return [one for name in first for one in (both_sides([name]) if name in sided else [name])]


def followers_of(key: Key) -> list[str]:
    """The contacts that follow by reaching; a pair that carries the body ("forearm.r+foot.r") leads."""
    names = key.get("floor", [])
    led = names[1:] if "+" in "".join(names[:1]) else names
    return both_sides([name for name in led if name.partition(".")[0] in FOLLOWERS and "+" not in name])


def vector_of(key: Key) -> Vector:
    """A key's angles as a pose vector."""
    vector = [0.0] * VECTOR_SIZE
    pelvis = key.get("pelvis", {})
    heading = about_y(-pelvis.get("turn", 0))
    root = turn(
        turn(turn(heading, about_z(-pelvis.get("pitch", 0))), about_y(-pelvis.get("spin", 0))),
        about_x(pelvis.get("roll", 0)),
    )
    put(vector, "root", to_quat(root))
    spine = _spine_values(key)
    for name in SPINE:
        put(vector, name, spine[name])
    chest = root
    for name in ("lumbar", "thorax"):
        for _ in SEGMENTS[name]:
            chest = turn(chest, spine_step(name, *spine[name]))
    for s in SIDES:
        _arm_values(vector, key, s, chest=chest, heading=heading)
        _leg_values(vector, key, s, root=root, heading=heading)
    return vector


def _spine_values(key: Key) -> dict[str, tuple[float, float, float]]:
    """The spine's angles; an absolute pitch of chest or head is solved for here."""
    spine = {name: triple(key.get(name, 0)) for name in SPINE}
    pitch = key.get("pelvis", {}).get("pitch", 0) + sum(spine[n][0] + CURVE[n] for n in ("lumbar", "thorax"))
    if "chest" in key:
        lumbar = spine["lumbar"]
        spine["lumbar"] = (lumbar[0] + key["chest"] - pitch, *lumbar[1:])
        pitch = key["chest"]
    if "head" in key:
        spine["neck"] = (key["head"] - pitch - CURVE["neck"], *spine["neck"][1:])
    return spine


def _limb(s: str, flex: float, out: float, rot: float) -> Mat:
    g = -sign(s)
    return turn(turn(about_z(flex), about_x(g * out)), about_y(g * rot))


def _arm_values(vector: Vector, key: Key, s: str, *, chest: Mat, heading: Mat) -> None:
    def value(name: str) -> Any:
        return key.get(name, {}).get(s, USUAL[name])

    shoulder = _limb(s, *triple(value("shoulder")))
    if s in key.get("uarm", {}):
        shoulder = turn(inverse(chest), turn(heading, _limb(s, *triple(key["uarm"][s]))))
    put(vector, f"shoulder.{s}", to_quat(shoulder))
    put(vector, f"elbow.{s}", [triple(value("elbow"))[0]])
    wrist = triple(value("wrist"))
    put(vector, f"hand.{s}", to_quat(turn(about_z(wrist[0]), about_x(-sign(s) * wrist[1]))))


def _leg_values(vector: Vector, key: Key, s: str, *, root: Mat, heading: Mat) -> None:
    def value(name: str) -> Any:
        return key.get(name, {}).get(s, USUAL[name])

    hip, knee = _limb(s, *triple(value("hip"))), triple(value("knee"))[0]
    if s in key.get("thigh", {}):
        thigh = triple(key["thigh"][s])
        hip = turn(inverse(root), turn(heading, _limb(s, *thigh)))
        if s in key.get("shank", {}):
            knee = thigh[0] - triple(key["shank"][s])[0]
    put(vector, f"hip.{s}", to_quat(hip))
    put(vector, f"knee.{s}", [knee])
    ankle = triple(value("ankle"))
    put(vector, f"foot.{s}", to_quat(turn(about_z(ankle[0]), about_y(-sign(s) * ankle[1]))))


def vector_from(vector: Vector, body: PosedBody) -> Vector:
    """The solved body as angles again, so that poses between keys start from what is seen."""
    made, f = list(vector), body.frames
    put(made, "root", to_quat(f["pelvis"]))
    for s in SIDES:
        put(made, f"shoulder.{s}", to_quat(turn(inverse(f["thorax"]), f[f"uarm.{s}"])))
        elbow = turn(inverse(f[f"uarm.{s}"]), f[f"farm.{s}"])
        put(made, f"elbow.{s}", [degrees(atan2(elbow[3], elbow[0]))])
        put(made, f"hand.{s}", to_quat(turn(inverse(f[f"farm.{s}"]), f[f"hand.{s}"])))
        put(made, f"hip.{s}", to_quat(turn(inverse(f["pelvis"]), f[f"thigh.{s}"])))
        knee = turn(inverse(f[f"thigh.{s}"]), f[f"shank.{s}"])
        put(made, f"knee.{s}", [-degrees(atan2(knee[3], knee[0]))])
        put(made, f"foot.{s}", to_quat(turn(inverse(f[f"shank.{s}"]), f[f"foot.{s}"])))
    return made
