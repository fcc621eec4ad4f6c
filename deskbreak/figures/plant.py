"""Hands and feet planted on the floor, or laid on it."""

from __future__ import annotations

from math import atan2, degrees, hypot

from deskbreak.figures.limbs import reach_arm, reach_leg
from deskbreak.figures.pose_file import Key
from deskbreak.figures.skeleton import (
    FOOT,
    FOREARM,
    HAND,
    PALM,
    PALM_HEIGHT,
    SHANK,
    SIDES,
    SOLE_HEIGHT,
    PosedBody,
    Vector,
    body_of,
    lowest,
    place_foot,
    place_hand,
    sign,
)
from deskbreak.figures.vectors import (
    UP,
    Vec,
    about,
    about_z,
    add,
    apply,
    cross,
    dot,
    flat,
    forward,
    from_columns,
    hanging,
    length,
    lerp,
    mul,
    rightward,
    standing,
    sub,
    turn,
    unit,
    upward,
)

Spot = tuple[tuple[float, float], Vec, float]  # where (x, z), which way it points, and how high what it is on

TOE_BEND_CM = 5.0
_POINTS = {
    "hand": "palm", "foot": "ankle", "shin": "knee", "toe": "ball", "forearm": "elbow", "upperback": "thorax",
    "hips": "pelvis",
}  # fmt: skip


def heading_of(body: PosedBody) -> Vec:
    """Which way the person faces along the floor; lying, where the head or the feet point."""
    frame = body.frames["pelvis"]
    ahead = (forward(frame)[0], 0.0, forward(frame)[2])
    if length(ahead) < 0.7:
        up = upward(frame)
        ahead = (up[0], 0.0, up[2])
        if forward(frame)[1] > 0:
            ahead = mul(ahead, -1)
    return unit(ahead)


def point_of(body: PosedBody, name: str) -> Vec:
    """The point that a contact or body part stands for; without a side the middle of both."""
    part, _, side = name.partition(".")
    part = _POINTS.get(part, part)
    if side:
        return body.points[f"{part}.{side}"]
    if part in body.points:
        return body.points[part]
    return lerp(body.points[f"{part}.l"], body.points[f"{part}.r"], 0.5)


def on_two_points(vector: Vector, pair: str) -> tuple[PosedBody, list[str], float]:
    """Turn the whole body until two parts touch the floor: planks need no root angle."""
    first, second = (part.replace("forearm", "elbow") for part in pair.split("+"))  # laid down from there
    body = body_of(vector)
    for _ in range(5):
        a, b = lowest(body, first)[1], lowest(body, second)[1]
        way = sub(b, a)
        if abs(way[1]) < 0.02:
            break
        angle = degrees(atan2(way[1], hypot(way[0], way[2])))
        axis = unit(cross((way[0], 0.0, way[2]), UP))
        body = body_of(vector, turn(about(axis, -angle), body.frames["pelvis"]))
    return body, [first], min(lowest(body, first)[0], lowest(body, second)[0])


# -- planting ----------------------------------------------------------------------------------------


def spot_of(body: PosedBody, key: Key, name: str) -> Spot:
    """Where a hand or foot is planted that was not yet: where the angles put it, or where `at` says."""
    kind, _, s = name.partition(".")
    ahead, chosen = heading_of(body), chosen_place(key, name)
    point = body.points[f"{'palm' if kind == 'hand' else 'ankle'}.{s}"]
    x, z = (point[0], point[2]) if chosen is None else (chosen[0], chosen[1] * sign(s))
    high = chosen[2] if chosen and len(chosen) > 2 else 0.0
    if kind == "hand":
        return (x, z), ahead, high
    along = flat(forward(body.frames[f"foot.{s}"]))
    return (x, z), along if length(along) > 0.5 else ahead, high


def chosen_place(key: Key, name: str) -> list[float] | None:
    """The place that a key's `at` gives a hand or foot, as (forward, outward), or with the height of what it is on."""
    at: dict[str, list[float]] = key.get("at", {})
    return at.get(name) or at.get(name.partition(".")[0])


def lay_shin(body: PosedBody, s: str, *, tucked: bool) -> None:
    """The shank lies on the floor behind the knee, the instep down."""
    p, f = body.points, body.frames
    knee, thigh = p[f"knee.{s}"], f[f"thigh.{s}"]
    front, up = forward(thigh), upward(thigh)
    back = unit((cross(UP, rightward(thigh))[0], 0.0, cross(UP, rightward(thigh))[2]))

    def bend(way: Vec) -> float:
        return degrees(atan2(-dot(way, front), -dot(way, up)))

    ways = (mul(back, -1), back)
    best = max(ways, key=lambda way: (0 <= bend(way) <= 165, -abs(bend(way) - 90)))
    drop = max(-0.5, min(0.5, (knee[1] - 3.2) / SHANK))
    f[f"shank.{s}"] = turn(thigh, about_z(-bend(unit((best[0], -drop, best[2])))))
    p[f"ankle.{s}"] = add(knee, mul(upward(f[f"shank.{s}"]), -SHANK))
    along = unit((best[0], 0.0, best[2]))
    place_foot(body, s, f[f"foot.{s}"] if tucked else standing(along, (0.0, -1.0, 0.0)))


def plant_foot(body: PosedBody, key: Key, name: str, spot: Spot) -> float:
    """Put the foot on its spot, the leg after it; return by how much it misses (cm)."""
    kind, _, s = name.partition(".")
    (x, z), ahead, high = spot
    level = from_columns(ahead, UP, cross(ahead, UP))
    frame, ankle = level, (x, high + SOLE_HEIGHT, z)
    if kind == "toe":
        frame = turn(level, about_z(-key.get("heel", 50)))
        ball = apply(level, FOOT["ball"][0])
        ankle = sub(add((x, high, z), add(ball, (0.0, -ball[1] + 2.4, 0.0))), apply(frame, FOOT["ball"][0]))
    bend = key.get("bend", {}).get(name)
    miss = reach_leg(body, s, ankle, knee_pole(ahead, s, bend, ankle=ankle, hip=body.points[f"hip.{s}"]))
    place_foot(body, s, frame)
    return miss


def bend_toes(body: PosedBody) -> None:
    """Toes bend where the floor is in their way."""
    thick = FOOT["toe"][1]
    for s in SIDES:
        x, y, z = body.points[f"toe.{s}"]
        if y < thick:
            body.points[f"toe.{s}"] = (x, min(thick, y + TOE_BEND_CM), z)


def knee_pole(ahead: Vec, s: str, bend: float | None, *, ankle: Vec, hip: Vec) -> Vec:
    """Knees point where the toes point, and up."""
    pole = add(ahead, (0.0, 0.9, 0.0))
    if bend is None:
        return pole
    along = unit(sub(ankle, hip))
    return apply(about(along, bend * sign(s)), sub(pole, mul(along, dot(pole, along))))


def wrist_at(spot: Spot) -> Vec:
    """Where the wrist is when the palm is on the spot (cm)."""
    (x, z), ahead, high = spot
    return x - ahead[0] * PALM * 0.8, high + PALM_HEIGHT, z - ahead[2] * PALM * 0.8


def plant_hand(body: PosedBody, key: Key, s: str, spot: Spot) -> float:
    """Put the palm on its spot, the arm after it; return by how much it misses (cm)."""
    (x, z), ahead, high = spot
    bend = key.get("bend", {}).get(f"hand.{s}", key.get("bend", {}).get("hand"))
    miss = reach_arm(body, s, wrist_at(spot), elbow_pole(body, s, bend))
    body.frames[f"hand.{s}"] = hanging(ahead, UP)
    body.points[f"palm.{s}"] = (x, high + PALM_HEIGHT, z)
    body.points[f"fingers.{s}"] = add((x, high + PALM_HEIGHT - 1.2, z), mul(ahead, HAND - PALM * 0.8))
    return miss


def elbow_pole(body: PosedBody, s: str, bend: float | None) -> Vec:
    """Elbows point back, down and a little out; `bend` swings them outwards."""
    chest, z = body.frames["thorax"], sign(s)
    if bend is None:
        return apply(chest, (-0.55, -0.75, 0.35 * z))
    return apply(about(forward(chest), -bend * z), apply(chest, (-0.15, -1.0, 0.0)))


def lay_forearm(body: PosedBody, s: str) -> None:
    """Lay the forearm flat on the floor from its elbow, the hand along with it."""
    p, f = body.points, body.frames
    elbow = p[f"elbow.{s}"]
    along = flat(mul(upward(f[f"farm.{s}"]), -1))
    drop = max(-0.3, min(0.3, (elbow[1] - 2.8) / FOREARM))
    down = unit((along[0], -drop, along[2]))
    f[f"farm.{s}"] = hanging(down, UP)
    p[f"wrist.{s}"] = add(elbow, mul(down, FOREARM))
    place_hand(body, s, hanging(along, UP))
