"""Hands and feet that reach for a place on the body, on a wall or in space."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deskbreak.figures.limbs import reach_arm, reach_leg
from deskbreak.figures.plant import elbow_pole, heading_of, knee_pole
from deskbreak.figures.pose_file import Key
from deskbreak.figures.skeleton import (
    PALM,
    PALM_HEIGHT,
    PosedBody,
    place_foot,
    place_hand,
    sign,
)
from deskbreak.figures.vectors import (
    UP,
    Vec,
    add,
    apply,
    forward,
    hanging,
    inverse,
    length,
    lerp,
    mul,
    rightward,
    sub,
    turn,
    unit,
    upward,
)

FOOT_ROUNDS = 4  # the foot turns with the shank that carries it to its place
WALL_CM = 10.0  # a hand this near to a wall leans on it
FEET = ("foot", "ankle", "heel", "ball", "toe")  # these may reach for a place too, before the hands do
GRIPPED = ("shin", "knee", "thigh", "ankle", "foot")  # hands close around these
_ON_BONE = {
    "knee": "shank", "shin": "shank", "ankle": "shank", "foot": "foot", "thigh": "thigh", "hip": "pelvis",
    "head": "head", "chest": "thorax", "shoulder": "thorax", "elbow": "uarm", "waist": "lumbar", "heel": "foot",
    "toe": "foot", "ball": "foot", "palm": "hand",
}  # fmt: skip


def reach_for(body: PosedBody, key: Key, name: str, *, target: Any, walls: Sequence[float] = ()) -> float:
    """A hand (or a foot) on the body or in space; `walls` are those ahead, a hand that gets near lies flat on one."""
    kind, _, s = name.partition(".")
    goal = _target(body, target, s)
    if kind in FEET:
        return _reach_foot(body, key, name, goal)
    bend = key.get("bend", {}).get(name, key.get("bend", {}).get(kind))
    if not isinstance(target, str) and not isinstance(target[0], str):
        face = next((one for one in walls if abs(one - goal[0]) < WALL_CM), None)
        if face is not None:
            return _on_wall(body, s, (face, goal[1], goal[2]), bend)
    base = body.points[f"shbase.{s}"]
    way = unit(sub(goal, base))
    short = max(0.0, min(6.0, (length(sub(goal, base)) - 16) * 0.5))
    miss = reach_arm(body, s, sub(goal, mul(way, short)), elbow_pole(body, s, bend))
    forearm = mul(upward(body.frames[f"farm.{s}"]), -1)
    part = target if isinstance(target, str) else target[0]
    name = part.partition(".")[0] if isinstance(part, str) else ""
    if name in GRIPPED:
        body.grips[s] = _target_point(body, name, part.partition(".")[2] or s)
    if name in (*GRIPPED, "elbow", "head"):
        inward = mul(rightward(body.frames["thorax"]), -0.75 * sign(s))
        along = unit(add(mul(forearm, 0.55), inward))
    else:
        along = unit(add(mul(unit(sub(goal, body.points[f"wrist.{s}"])), 0.6), mul(forearm, 0.5)))
    place_hand(body, s, hanging(along, forward(body.frames[f"farm.{s}"])))
    return miss


def _on_wall(body: PosedBody, s: str, spot: Vec, bend: float | None) -> float:
    """The palm flat on a wall ahead, the fingers up."""
    wrist = (spot[0] - PALM_HEIGHT, spot[1] - PALM * 0.8, spot[2])
    miss = reach_arm(body, s, wrist, elbow_pole(body, s, bend))
    place_hand(body, s, hanging(UP, (-1.0, 0.0, 0.0)))
    return miss


def _reach_foot(body: PosedBody, key: Key, name: str, goal: Vec) -> float:
    """A part of the foot on the body or in space, the knee towards where the author's angles have it."""
    kind, _, s = name.partition(".")
    part = f"{'ankle' if kind == 'foot' else kind}.{s}"
    p, f = body.points, body.frames
    held = turn(inverse(f[f"shank.{s}"]), f[f"foot.{s}"])
    knee = sub(p[f"knee.{s}"], p[f"hip.{s}"])
    bend = key.get("bend", {}).get(name)
    miss = 0.0
    for _ in range(FOOT_ROUNDS):
        ankle = sub(goal, sub(p[part], p[f"ankle.{s}"]))
        pole = knee if bend is None else knee_pole(heading_of(body), s, bend, ankle=ankle, hip=p[f"hip.{s}"])
        miss = reach_leg(body, s, ankle, pole)
        place_foot(body, s, turn(f[f"shank.{s}"], held))
    return max(miss, length(sub(p[part], goal)))


def _target(body: PosedBody, target: Any, s: str) -> Vec:
    row: list[Any] = [target, 0, 0, 0] if isinstance(target, str) else list(target)
    if not isinstance(row[0], str):
        return float(row[0]), float(row[1]), float(row[2])
    name, _, side = row[0].partition(".")
    side = side or s
    ahead, up, out = (float(one) for one in [*row[1:], 0, 0, 0][:3])
    bone = _ON_BONE.get(name, "pelvis")
    frame = body.frames[bone] if bone in body.frames else body.frames[f"{bone}.{side}"]
    return add(_target_point(body, name, side), apply(frame, (ahead, up, out * sign(side))))


def _target_point(body: PosedBody, name: str, side: str) -> Vec:
    p = body.points
    match name:
        case "shin":
            return lerp(p[f"knee.{side}"], p[f"ankle.{side}"], 0.3)
        case "thigh":
            return lerp(p[f"hip.{side}"], p[f"knee.{side}"], 0.6)
        case "chest":
            return body.spine[6][0]
        case "foot":
            return p[f"ball.{side}"]
    return p[f"{name}.{side}"] if f"{name}.{side}" in p else p.get(name, p["pelvis"])
