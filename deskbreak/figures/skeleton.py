"""The body: bones, their order in a pose vector, and where every joint is (forward kinematics).

Lengths in cm, of an adult of about 172. The figure faces +x; its right side is +z, towards the viewer. The
author's zero is an upright person; the natural S-curve of the spine is added, or people look like poles.
"""

from __future__ import annotations

from math import sqrt
from typing import Any

from deskbreak.figures.vectors import (
    Mat,
    Vec,
    about_x,
    about_y,
    about_z,
    add,
    apply,
    dot,
    forward,
    from_quat,
    lerp,
    mul,
    rightward,
    turn,
    upward,
)
from deskbreak.values import dataclass, field

SIDES = ("l", "r")
SPINE = ("lumbar", "thorax", "neck")
SEGMENTS = {"lumbar": (5.5,) * 3, "thorax": (6.5,) * 4, "neck": (4.2,) * 2}
CURVE = {"lumbar": -14.0, "thorax": 20.0, "neck": -8.0}
SACRUM, HEAD = 10.0, 9.5
HIP_HALF = 9.0
ASIS, TAIL = (9.0, 7.0, 10.0), (-9.0, -6.0, 0.0)  # front of the hip bone and tailbone, from the pelvis
SHOULDER = (-1.0, -4.0, 16.5)
UPPER_ARM, FOREARM, PALM, HAND = 29.0, 25.0, 9.0, 16.5
THIGH, SHANK = 42.0, 41.0
SOLE_HEIGHT, PALM_HEIGHT = 7.0, 3.0
FOOT: dict[str, tuple[Vec, float]] = {
    "heel": ((-4.2, -3.9, 0.0), 3.1),
    "ball": ((11.0, -4.6, 0.0), 2.4),
    "toe": ((16.5, -5.1, 0.0), 1.9),
}
# along the bone: (share, forward offset, radius)
LIMBS = {
    "uarm": ((0.0, 0.0, 5.6), (0.30, 0.3, 5.2), (0.65, 0.2, 4.5), (1.0, 0.0, 3.9)),
    "farm": ((0.0, 0.0, 3.9), (0.28, 0.2, 4.2), (0.65, 0.0, 3.5), (1.0, 0.0, 2.6)),
    "thigh": ((0.0, 0.0, 9.0), (0.30, 0.5, 8.6), (0.65, 0.4, 7.2), (1.0, 0.0, 5.5)),
    "shank": ((0.0, 0.0, 5.4), (0.28, -1.3, 5.7), (0.62, -0.7, 4.3), (1.0, 0.0, 3.2)),
}
BONES = {
    "uarm": ("shoulder", "elbow"),
    "farm": ("elbow", "wrist"),
    "thigh": ("hip", "knee"),
    "shank": ("knee", "ankle"),
}

Vector = list[float]
Sphere = tuple[Vec, float]
Ellipse = tuple[Vec, Vec, Vec]  # centre, half width, half depth


def _layout() -> dict[str, tuple[int, int]]:
    parts = [("root", 4), ("lumbar", 3), ("thorax", 3), ("neck", 3)]
    for s in SIDES:
        parts += [(f"shoulder.{s}", 4), (f"elbow.{s}", 1), (f"hand.{s}", 4)]
        parts += [(f"hip.{s}", 4), (f"knee.{s}", 1), (f"foot.{s}", 4)]
    places, at = {}, 0
    for name, size in parts:
        places[name] = (at, size)
        at += size
    return places


PLACES = _layout()
VECTOR_SIZE = max(at + size for at, size in PLACES.values())
QUATERNIONS = tuple(at for at, size in PLACES.values() if size == 4)


def get(vector: Vector, name: str) -> Vector:
    """The values of the named part of a pose vector."""
    at, size = PLACES[name]
    return vector[at : at + size]


def put(vector: Vector, name: str, values: Any) -> None:
    """Set the values of the named part of a pose vector, in place."""
    at, size = PLACES[name]
    vector[at : at + size] = values


def sign(side: str) -> float:
    """1.0 for the right side ("r"), -1.0 for the left."""
    return 1.0 if side == "r" else -1.0


@dataclass(slots=True)
class PosedBody:
    """Every joint's place, every part's frame, and the chain of the spine from pelvis to head."""

    points: dict[str, Vec]
    frames: dict[str, Mat]
    spine: list[tuple[Vec, Mat]]
    grips: dict[str, Vec] = field(default_factory=dict)  # what a hand closes around, by its side

    def moved(self, by: Vec) -> None:
        """Shift the whole body."""
        for name, point in self.points.items():
            self.points[name] = add(point, by)
        self.spine = [(add(point, by), frame) for point, frame in self.spine]


def spine_step(name: str, flex: float, side: float, twist: float) -> Mat:
    """The turn from one segment of a region to the next; the region's values are spread evenly."""
    n = len(SEGMENTS[name])
    return turn(turn(about_z(-(flex + CURVE[name]) / n), about_x(side / n)), about_y(-twist / n))


def body_of(vector: Vector, root: Mat | None = None) -> PosedBody:
    """Forward kinematics, the pelvis at the origin."""
    base = root if root is not None else from_quat(*get(vector, "root"))
    points: dict[str, Vec] = {"pelvis": (0.0, 0.0, 0.0)}
    frames: dict[str, Mat] = {"pelvis": base}
    body = PosedBody(points, frames, [])
    points["tail"] = apply(base, TAIL)
    _spine(body, vector, base)
    for s in SIDES:
        _arm(body, vector, s)
        hip = turn(base, from_quat(*get(vector, f"hip.{s}")))
        points[f"asis.{s}"] = apply(base, (ASIS[0], ASIS[1], ASIS[2] * sign(s)))
        points[f"hip.{s}"] = apply(base, (0.0, 0.0, sign(s) * HIP_HALF))
        frames[f"thigh.{s}"] = hip
        _leg(body, vector, s)
    return body


def _spine(body: PosedBody, vector: Vector, base: Mat) -> None:
    point, frame = apply(base, (-1.5, SACRUM, 0.0)), base
    chain = [((0.0, 0.0, 0.0), base), (point, base)]
    for name in SPINE:
        flex, side, twist = get(vector, name)
        step = spine_step(name, flex, side, twist)
        for segment in SEGMENTS[name]:
            frame = turn(frame, step)
            point = add(point, mul(upward(frame), segment))
            chain.append((point, frame))
        body.points[name], body.frames[name] = point, frame
    body.points["waist"] = body.points["lumbar"]
    body.frames["head"] = frame
    body.points["head"] = add(point, apply(frame, (2.0, HEAD, 0.0)))
    body.points["crown"] = add(point, apply(frame, (0.5, HEAD + 14.5, 0.0)))  # just above the hair
    body.spine = chain


def shoulder_shift(chest: Mat, arm: Vec, z: float) -> Vec:
    """The shoulder blade follows the arm: it lifts, and goes forward or back a little."""
    up, ahead = max(0.0, dot(arm, upward(chest))), dot(arm, forward(chest))
    return apply(chest, (3.5 * ahead if ahead > 0 else 2.0 * ahead, 4.0 * up, -2.5 * z * up))


def _arm(body: PosedBody, vector: Vector, s: str) -> None:
    chest, z = body.frames["thorax"], sign(s)
    upper = turn(chest, from_quat(*get(vector, f"shoulder.{s}")))
    down = mul(upward(upper), -1)
    base = add(body.points["thorax"], apply(chest, (SHOULDER[0], SHOULDER[1], z * SHOULDER[2])))
    shoulder = add(base, shoulder_shift(chest, down, z))
    elbow = add(shoulder, mul(down, UPPER_ARM))
    lower = turn(upper, about_z(get(vector, f"elbow.{s}")[0]))
    wrist = add(elbow, mul(upward(lower), -FOREARM))
    hand = turn(lower, from_quat(*get(vector, f"hand.{s}")))
    body.points |= {f"shbase.{s}": base, f"shoulder.{s}": shoulder, f"elbow.{s}": elbow, f"wrist.{s}": wrist}
    body.frames |= {f"uarm.{s}": upper, f"farm.{s}": lower}
    place_hand(body, s, hand)


def place_hand(body: PosedBody, s: str, hand: Mat) -> None:
    """Set palm and fingers from the wrist, with `hand` as the hand's frame."""
    along = mul(upward(hand), -1)
    wrist = body.points[f"wrist.{s}"]
    body.frames[f"hand.{s}"] = hand
    body.points[f"palm.{s}"] = add(wrist, mul(along, PALM * 0.8))
    body.points[f"fingers.{s}"] = add(wrist, mul(along, HAND))


def _leg(body: PosedBody, vector: Vector, s: str) -> None:
    hip = body.frames[f"thigh.{s}"]
    knee = add(body.points[f"hip.{s}"], mul(upward(hip), -THIGH))
    shank = turn(hip, about_z(-get(vector, f"knee.{s}")[0]))
    body.points[f"knee.{s}"], body.frames[f"shank.{s}"] = knee, shank
    body.points[f"ankle.{s}"] = add(knee, mul(upward(shank), -SHANK))
    place_foot(body, s, turn(shank, from_quat(*get(vector, f"foot.{s}"))))


def place_foot(body: PosedBody, s: str, foot: Mat) -> None:
    """Set the points of the foot from the ankle, with `foot` as its frame."""
    body.frames[f"foot.{s}"] = foot
    for name, (offset, _) in FOOT.items():
        body.points[f"{name}.{s}"] = add(body.points[f"ankle.{s}"], apply(foot, offset))


# -- volume --------------------------------------------------------------------------------------


def limb(body: PosedBody, part: str, s: str) -> list[Sphere]:
    """A limb as spheres along its bone."""
    a, b = (body.points[f"{name}.{s}"] for name in BONES[part])
    ahead = forward(body.frames[f"{part}.{s}"])
    return [(add(lerp(a, b, share), mul(ahead, offset)), radius) for share, offset, radius in LIMBS[part]]


def foot(body: PosedBody, s: str) -> list[Sphere]:
    """The foot's spheres: (centre, radius) in cm, from ankle to toe."""
    p = body.points
    return [(p[f"ankle.{s}"], 3.2), (p[f"heel.{s}"], 3.1), (p[f"ball.{s}"], 2.4), (p[f"toe.{s}"], 1.9)]


def hand(body: PosedBody, s: str) -> list[Sphere]:
    """The hand's spheres: (centre, radius) in cm, from wrist to fingers."""
    p = body.points
    return [(p[f"wrist.{s}"], 2.6), (p[f"palm.{s}"], 3.1), (p[f"fingers.{s}"], 1.7)]


# spine index, half width, half depth, forward, up
_PELVIS = (
    (0, 12.4, 8.6, -0.6, -4.0),
    (0, 15.6, 11.2, -1.6, 1.0),
    (1, 14.6, 10.2, 0.3, -2.0),
    (2, 13.4, 9.4, 0.8, -1.0),
)
_TORSO = (
    (1, 14.5, 10.0, 0.6, -1.5),
    (2, 13.4, 9.2, 0.9, 0.0),
    (3, 12.8, 8.9, 1.0, 0.0),
    (4, 12.9, 9.1, 1.0, 0.0),
    (5, 13.8, 9.9, 1.2, 0.0),
    (6, 15.0, 10.8, 1.6, 0.0),
    (7, 15.6, 10.8, 1.6, 0.0),
    (8, 14.2, 8.6, 0.6, -1.5),
    (8, 10.0, 6.6, 0.0, 1.2),
)
_BREATHES = (5, 6, 7)


def _ellipses(body: PosedBody, rows: Any, breath: float) -> list[Ellipse]:
    made = []
    for index, wide, deep, ahead, up in rows:
        point, frame = body.spine[index]
        depth = deep * (1 + 0.03 * breath) if index in _BREATHES else deep
        centre = add(point, apply(frame, (ahead, up, 0.0)))
        made.append((centre, mul(rightward(frame), wide), mul(forward(frame), depth)))
    return made


def pelvis_ellipses(body: PosedBody) -> list[Ellipse]:
    """The cross sections of the pelvis."""
    return _ellipses(body, _PELVIS, 0.0)


def torso_ellipses(body: PosedBody, breath: float = 0.0) -> list[Ellipse]:
    """The cross sections of the torso; `breath` (0 to 1) widens the chest."""
    return _ellipses(body, _TORSO, breath)


# -- the lowest point of a part --------------------------------------------------------------------


def lowest(body: PosedBody, what: str) -> tuple[float, Vec]:
    """Height and place of the lowest surface point of a named part, such as "trunk" or "foot.l"."""
    name, _, side = what.partition(".")
    found: list[tuple[float, Vec]] = []
    for s in (side,) if side else SIDES:
        found += [_under(point, radius) for point, radius in _spheres(body, name, s)]
    found += [_under(c, sqrt(a[1] * a[1] + b[1] * b[1])) for c, a, b in _flat_parts(body, name)]
    return min(found, key=lambda one: one[0])


def _under(point: Vec, radius: float) -> tuple[float, Vec]:
    return point[1] - radius, (point[0], point[1] - radius, point[2])


def _flat_parts(body: PosedBody, name: str) -> list[Ellipse]:
    match name:
        case "torso":
            return torso_ellipses(body)
        case "trunk":
            return torso_ellipses(body) + pelvis_ellipses(body)
        case "pelvis" | "hips":
            return pelvis_ellipses(body)
        case "upperback":
            return torso_ellipses(body)[5:]
    return []


def _spheres(body: PosedBody, name: str, s: str) -> list[Sphere]:
    p = body.points
    match name:
        case "uarm" | "farm" | "thigh" | "shank":
            return limb(body, name, s)
        case "forearm":
            return limb(body, "farm", s)
        case "foot":
            return foot(body, s)
        case "hand":
            return hand(body, s)
        case "head":
            return [(p["head"], 10.0)]
        case "knee":
            return [(p[f"knee.{s}"], 5.4)]
        case "elbow":
            return [(p[f"elbow.{s}"], 3.9)]
        case "shoulder":
            return [(p[f"shoulder.{s}"], 5.6)]
        case "toe":
            return foot(body, s)[2:]
        case "leg":
            return limb(body, "thigh", s) + limb(body, "shank", s) + foot(body, s)
        case "arm":
            return limb(body, "uarm", s) + limb(body, "farm", s) + hand(body, s)
    return []
