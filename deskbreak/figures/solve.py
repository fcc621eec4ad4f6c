"""Contacts: puts the body on the floor, keeps planted hands and feet where they are, and reaches for targets.

Authors write angles. The first contact of a key carries the body and sets its height and place; the others
follow by reaching and stay where they were first planted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import atan2, cos, degrees, hypot, radians, sqrt
from typing import Any

from deskbreak.figures.limbs import reach_arm, reach_leg
from deskbreak.figures.pose_file import Key, both_sides, merged, triple
from deskbreak.figures.skeleton import (
    CURVE,
    FOOT,
    FOREARM,
    HAND,
    PALM,
    PALM_HEIGHT,
    SEGMENTS,
    SHANK,
    SIDES,
    SOLE_HEIGHT,
    SPINE,
    UPPER_ARM,
    VECTOR_SIZE,
    Body,
    Vector,
    body_of,
    lowest,
    place_foot,
    place_hand,
    put,
    shoulder_shift,
    sign,
    spine_step,
)
from deskbreak.figures.vectors import (
    UP,
    Mat,
    Vec,
    about,
    about_x,
    about_y,
    about_z,
    add,
    apply,
    cross,
    dot,
    flat,
    forward,
    from_columns,
    hanging,
    inverse,
    length,
    lerp,
    mul,
    rightward,
    standing,
    sub,
    to_quat,
    turn,
    unit,
    upward,
)

Spot = tuple[tuple[float, float], Vec]  # where on the floor (x, z), and which way it points
Contacts = dict[str, Spot | None]

FOOT_ROUNDS = 4  # the foot turns with the shank that carries it to its place
TOE_BEND_CM = 5.0
USUAL = {"shoulder": 0.0, "elbow": 8.0, "wrist": 0.0, "hip": 0.0, "knee": 0.0, "ankle": 0.0}
FEET = ("foot", "ankle", "heel", "ball", "toe")  # these may reach for a place too, before the hands do
FOLLOWERS = ("foot", "toe", "hand", "shin")
_LYING = {
    "back": ("trunk", "head"),
    "upperback": ("upperback", "head"),
    "belly": ("trunk",),
    "hips": ("pelvis",),
    "seat": ("pelvis", "thigh"),
    "side": ("trunk", "leg"),
    "step": ("foot",),
}
_CARRIED_BY = {"hips": "pelvis", "seat": "pelvis", "belly": "pelvis", "side": "pelvis", "step": "pelvis"}
_POINTS = {
    "hand": "palm", "foot": "ankle", "shin": "knee", "toe": "ball", "forearm": "elbow", "upperback": "thorax",
    "hips": "pelvis",
}  # fmt: skip
_ON_BONE = {
    "knee": "shank", "shin": "shank", "ankle": "shank", "foot": "foot", "thigh": "thigh", "hip": "pelvis",
    "head": "head", "chest": "thorax", "shoulder": "thorax", "elbow": "uarm", "waist": "lumbar", "heel": "foot",
    "toe": "foot", "ball": "foot", "palm": "hand",
}  # fmt: skip


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
        _arm_values(vector, key, s, chest, heading)
        _leg_values(vector, key, s, root, heading)
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


def _arm_values(vector: Vector, key: Key, s: str, chest: Mat, heading: Mat) -> None:
    def value(name: str) -> Any:
        return key.get(name, {}).get(s, USUAL[name])

    shoulder = _limb(s, *triple(value("shoulder")))
    if s in key.get("uarm", {}):
        shoulder = turn(inverse(chest), turn(heading, _limb(s, *triple(key["uarm"][s]))))
    put(vector, f"shoulder.{s}", to_quat(shoulder))
    put(vector, f"elbow.{s}", [triple(value("elbow"))[0]])
    wrist = triple(value("wrist"))
    put(vector, f"hand.{s}", to_quat(turn(about_z(wrist[0]), about_x(-sign(s) * wrist[1]))))


def _leg_values(vector: Vector, key: Key, s: str, root: Mat, heading: Mat) -> None:
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


def vector_from(vector: Vector, body: Body) -> Vector:
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


def heading_of(body: Body) -> Vec:
    """Which way the person faces along the floor; lying, where the head or the feet point."""
    frame = body.frames["pelvis"]
    ahead = (forward(frame)[0], 0.0, forward(frame)[2])
    if length(ahead) < 0.7:
        up = upward(frame)
        ahead = (up[0], 0.0, up[2])
        if forward(frame)[1] > 0:
            ahead = mul(ahead, -1)
    return unit(ahead)


@dataclass(slots=True)
class Solver:
    """Remembers where the body stands and where each hand and foot was planted."""

    plant: Contacts = field(default_factory=dict)
    anchors: dict[str, tuple[float, float]] = field(default_factory=dict)
    issues: list[str] = field(default_factory=list)

    def solve(
        self,
        vector: Vector,
        key: Key,
        contacts: Contacts | None = None,
        *,
        define: bool = False,
        reach: dict[str, Any] | None = None,
        bases: list[str] | None = None,
    ) -> tuple[Body, dict[str, float]]:
        """The body of a pose vector on the floor, and by how much each contact is missed (cm).

        `define` lets this pose plant what is not planted yet.
        """
        carried = bases if bases is not None else bases_of(key)
        body, names, low = self._carried(vector, key, carried)
        self._settle(body, key, names, low, define=define)
        miss: dict[str, float] = {}
        spots = contacts or {}
        for name in sorted(spots, key=lambda one: one[0] not in "sft"):
            self._follow(body, key, name, spots[name], miss, define=define)
        for name in both_sides([one for one in carried[0].split("+") if one.startswith("forearm")]):
            _lay_forearm(body, name.split(".")[1])
        wanted = reach if reach is not None else key.get("reach", {})
        for name, target in sorted(wanted.items(), key=lambda one: one[0].partition(".")[0] not in FEET):
            for one in both_sides([name]):
                miss[f"reach {one}"] = _reach(body, key, one, target)
        _bend_toes(body)
        return body, miss

    # -- the base ------------------------------------------------------------------------------------

    def _carried(self, vector: Vector, key: Key, bases: list[str]) -> tuple[Body, list[str], float]:
        if "+" in bases[0]:
            return _on_two_points(vector, bases[0])
        body = body_of(vector)
        names, low = [], 1e9
        for base in bases:
            name, _, side = base.partition(".")
            if name == "foot":
                low, at = min(low, body.points[f"ankle.{side}"][1] - SOLE_HEIGHT), f"ankle.{side}"
            elif name == "shin":
                low, at = min(low, body.points[f"knee.{side}"][1] - 5.4), f"knee.{side}"
            elif name in _LYING:
                low = min([low, *(lowest(body, part)[0] for part in _LYING[name])])
                at = _CARRIED_BY.get(name, "thorax")
            else:
                low, at = min(low, lowest(body, base)[0]), base
            names.append(at)
        return body, names, low

    def _settle(self, body: Body, key: Key, names: list[str], low: float, *, define: bool) -> None:
        """Put the body on the floor and keep its base where it stood."""
        if "height" in key:
            low, names = body.points["pelvis"][1] - key["height"], [key.get("anchor", "pelvis")]
        elif "anchor" in key:
            names = [key["anchor"]]
        dx = dz = 0.0
        for name in names:
            point = point_of(body, name)
            stood = self.anchors.get(name, (point[0], point[2]))
            dx += (stood[0] - point[0]) / len(names)
            dz += (stood[1] - point[2]) / len(names)
        body.moved((dx, -low, dz))
        if define:
            for name in names:
                point = point_of(body, name)
                self.anchors.setdefault(name, (point[0], point[2]))

    # -- what follows --------------------------------------------------------------------------------

    def _follow(
        self, body: Body, key: Key, name: str, spot: Spot | None, miss: dict[str, float], *, define: bool
    ) -> None:
        kind, _, s = name.partition(".")
        if kind == "shin":
            _lay_shin(body, s, tucked=key.get("toes_tucked", False))
            return
        if spot is None or (define and name not in self.plant):
            spot = self.plant[name] = _spot(body, key, name)
        if kind == "hand":
            miss[name] = _plant_hand(body, key, s, spot)
        else:
            miss[name] = _plant_foot(body, key, name, spot)

    def fitted(self, key: Key, contacts: list[str]) -> Key:
        """The key with the pelvis pitch at which the hands, or another part, reach the floor."""
        hands = [name for name in contacts if name.startswith("hand")]
        others: Contacts = {name: self.plant.get(name) for name in contacts if not name.startswith("hand")}
        start = key.get("pelvis", {}).get("pitch", 0)

        def error(pitch: float) -> float:
            tried = merged(key, {"pelvis": {"pitch": pitch}})
            anchors, plant = dict(self.anchors), dict(self.plant)
            body, _ = self.solve(vector_of(tried), tried, dict(others), define=True)
            self.anchors, self.plant = anchors, plant
            if key["fit"] != "arms":
                return lowest(body, key["fit"])[0]
            return sum(self._arm_error(body, tried, name) for name in hands)

        pitch = _nearest_root(error, start)
        if pitch is None:
            self.issues.append(f"fit: at no pelvis pitch does {key['fit']} reach the floor")
            return key
        return merged(key, {"pelvis": {"pitch": pitch}})

    def _arm_error(self, body: Body, key: Key, name: str) -> float:
        s = name[-1]
        spot = _spot(body, key, name) if _chosen(key, name) else self.plant.get(name)
        if spot is None:
            return body.points[f"wrist.{s}"][1] - PALM_HEIGHT
        elbow = triple(key.get("elbow", {}).get(s, USUAL["elbow"]))[0]
        bent = UPPER_ARM**2 + FOREARM**2 + 2 * UPPER_ARM * FOREARM * cos(radians(elbow))
        wrist = _wrist_at(spot)
        base = body.points[f"shbase.{s}"]
        shoulder = add(base, shoulder_shift(body.frames["thorax"], unit(sub(wrist, base)), sign(s)))
        return length(sub(wrist, shoulder)) - (sqrt(bent) - 0.3)


def _nearest_root(error: Any, start: float) -> float | None:
    """The zero of `error` nearest to `start`, within 40 degrees either way."""
    best: float | None = None
    before: tuple[float, float] | None = None
    for step in range(-16, 17):
        pitch = start + step * 2.5
        here = (pitch, error(pitch))
        if before is not None and before[1] * here[1] <= 0:
            low, high = before, here
            for _ in range(14):
                middle = (low[0] + high[0]) / 2
                value = error(middle)
                low, high = (low, (middle, value)) if low[1] * value <= 0 else ((middle, value), high)
            found = (low[0] + high[0]) / 2
            if best is None or abs(found - start) < abs(best - start):
                best = found
        before = here
    return best


def point_of(body: Body, name: str) -> Vec:
    """The point that a contact or body part stands for; without a side the middle of both."""
    part, _, side = name.partition(".")
    part = _POINTS.get(part, part)
    if side:
        return body.points[f"{part}.{side}"]
    if part in body.points:
        return body.points[part]
    return lerp(body.points[f"{part}.l"], body.points[f"{part}.r"], 0.5)


def _on_two_points(vector: Vector, pair: str) -> tuple[Body, list[str], float]:
    """Turn the whole body until two parts touch the floor: planks need no root angle."""
    first, second = pair.split("+")
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


def _spot(body: Body, key: Key, name: str) -> Spot:
    """Where a hand or foot is planted that was not yet: where the angles put it, or where `at` says."""
    kind, _, s = name.partition(".")
    ahead, chosen = heading_of(body), _chosen(key, name)
    point = body.points[f"{'palm' if kind == 'hand' else 'ankle'}.{s}"]
    x, z = (point[0], point[2]) if chosen is None else (chosen[0], chosen[1] * sign(s))
    if kind == "hand":
        return (x, z), ahead
    along = flat(forward(body.frames[f"foot.{s}"]))
    return (x, z), along if length(along) > 0.5 else ahead


def _chosen(key: Key, name: str) -> list[float] | None:
    """The place that a key's `at` gives a hand or foot, as (forward, outward)."""
    at: dict[str, list[float]] = key.get("at", {})
    return at.get(name) or at.get(name.partition(".")[0])


def _lay_shin(body: Body, s: str, *, tucked: bool) -> None:
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


def _plant_foot(body: Body, key: Key, name: str, spot: Spot) -> float:
    kind, _, s = name.partition(".")
    (x, z), ahead = spot
    level = from_columns(ahead, UP, cross(ahead, UP))
    frame, ankle = level, (x, SOLE_HEIGHT, z)
    if kind == "toe":
        frame = turn(level, about_z(-key.get("heel", 50)))
        ball = apply(level, FOOT["ball"][0])
        ankle = sub(add((x, 0.0, z), add(ball, (0.0, -ball[1] + 2.4, 0.0))), apply(frame, FOOT["ball"][0]))
    bend = key.get("bend", {}).get(name)
    miss = reach_leg(body, s, ankle, _knee_pole(ahead, s, bend, ankle, body.points[f"hip.{s}"]))
    place_foot(body, s, frame)
    return miss


def _bend_toes(body: Body) -> None:
    """Toes bend where the floor is in their way."""
    thick = FOOT["toe"][1]
    for s in SIDES:
        x, y, z = body.points[f"toe.{s}"]
        if y < thick:
            body.points[f"toe.{s}"] = (x, min(thick, y + TOE_BEND_CM), z)


def _knee_pole(ahead: Vec, s: str, bend: float | None, ankle: Vec, hip: Vec) -> Vec:
    """Knees point where the toes point, and up."""
    pole = add(ahead, (0.0, 0.9, 0.0))
    if bend is None:
        return pole
    along = unit(sub(ankle, hip))
    return apply(about(along, bend * sign(s)), sub(pole, mul(along, dot(pole, along))))


def _wrist_at(spot: Spot) -> Vec:
    (x, z), ahead = spot
    return x - ahead[0] * PALM * 0.8, PALM_HEIGHT, z - ahead[2] * PALM * 0.8


def _plant_hand(body: Body, key: Key, s: str, spot: Spot) -> float:
    (x, z), ahead = spot
    bend = key.get("bend", {}).get(f"hand.{s}", key.get("bend", {}).get("hand"))
    miss = reach_arm(body, s, _wrist_at(spot), _elbow_pole(body, s, bend))
    body.frames[f"hand.{s}"] = hanging(ahead, UP)
    body.points[f"palm.{s}"] = (x, PALM_HEIGHT, z)
    body.points[f"fingers.{s}"] = add((x, PALM_HEIGHT - 1.2, z), mul(ahead, HAND - PALM * 0.8))
    return miss


def _elbow_pole(body: Body, s: str, bend: float | None) -> Vec:
    """Elbows point back, down and a little out; `bend` swings them outwards."""
    chest, z = body.frames["thorax"], sign(s)
    if bend is None:
        return apply(chest, (-0.55, -0.75, 0.35 * z))
    return apply(about(forward(chest), -bend * z), apply(chest, (-0.15, -1.0, 0.0)))


def _lay_forearm(body: Body, s: str) -> None:
    p, f = body.points, body.frames
    elbow = p[f"elbow.{s}"]
    along = flat(mul(upward(f[f"farm.{s}"]), -1))
    drop = max(-0.3, min(0.3, (elbow[1] - 2.8) / FOREARM))
    down = unit((along[0], -drop, along[2]))
    f[f"farm.{s}"] = hanging(down, UP)
    p[f"wrist.{s}"] = add(elbow, mul(down, FOREARM))
    place_hand(body, s, hanging(along, UP))


# -- reaching ------------------------------------------------------------------------------------------


def _reach(body: Body, key: Key, name: str, target: Any) -> float:
    """A hand (or a foot) on the body or in space."""
    kind, _, s = name.partition(".")
    goal = _target(body, target, s)
    if kind in FEET:
        return _reach_foot(body, key, name, goal)
    bend = key.get("bend", {}).get(name, key.get("bend", {}).get(kind))
    base = body.points[f"shbase.{s}"]
    way = unit(sub(goal, base))
    short = max(0.0, min(6.0, (length(sub(goal, base)) - 16) * 0.5))
    miss = reach_arm(body, s, sub(goal, mul(way, short)), _elbow_pole(body, s, bend))
    forearm = mul(upward(body.frames[f"farm.{s}"]), -1)
    part = target if isinstance(target, str) else target[0]
    if isinstance(part, str) and part.split(".")[0] in (
        "shin",
        "knee",
        "thigh",
        "ankle",
        "foot",
        "elbow",
        "head",
    ):
        inward = mul(rightward(body.frames["thorax"]), -0.75 * sign(s))
        along = unit(add(mul(forearm, 0.55), inward))
    else:
        along = unit(add(mul(unit(sub(goal, body.points[f"wrist.{s}"])), 0.6), mul(forearm, 0.5)))
    place_hand(body, s, hanging(along, forward(body.frames[f"farm.{s}"])))
    return miss


def _reach_foot(body: Body, key: Key, name: str, goal: Vec) -> float:
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
        pole = knee if bend is None else _knee_pole(heading_of(body), s, bend, ankle, p[f"hip.{s}"])
        miss = reach_leg(body, s, ankle, pole)
        place_foot(body, s, turn(f[f"shank.{s}"], held))
    return max(miss, length(sub(p[part], goal)))


def _target(body: Body, target: Any, s: str) -> Vec:
    row: list[Any] = [target, 0, 0, 0] if isinstance(target, str) else list(target)
    if not isinstance(row[0], str):
        return float(row[0]), float(row[1]), float(row[2])
    name, _, side = row[0].partition(".")
    side = side or s
    ahead, up, out = (float(one) for one in [*row[1:], 0, 0, 0][:3])
    bone = _ON_BONE.get(name, "pelvis")
    frame = body.frames[bone] if bone in body.frames else body.frames[f"{bone}.{side}"]
    return add(_target_point(body, name, side), apply(frame, (ahead, up, out * sign(side))))


def _target_point(body: Body, name: str, side: str) -> Vec:
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
