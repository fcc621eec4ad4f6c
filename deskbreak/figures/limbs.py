"""Arms and legs that reach a place: two bones, and a direction for the joint between them."""

from __future__ import annotations

from math import acos, atan2, cos, hypot, sin, sqrt

from deskbreak.figures.skeleton import FOREARM, SHANK, THIGH, UPPER_ARM, PosedBody, shoulder_shift, sign
from deskbreak.figures.vectors import (
    Vec,
    about_z,
    add,
    angle_between,
    cross,
    dot,
    forward,
    hanging,
    length,
    mul,
    sub,
    turn,
    unit,
)

ELBOW_HEIGHT = 3.9  # above the floor, as thick as it is
SHOULDER_ROUNDS = 3  # the blade follows the upper arm, which starts at the blade


def two_bones(
    start: Vec, target: Vec, first: float, *, second: float, pole: Vec
) -> tuple[Vec, Vec, float, Vec]:
    """Middle joint, end, by how much the target is missed, and the direction of the bend."""
    way = sub(target, start)
    far, along = length(way), unit(way)
    reach = min(max(far, abs(first - second) + 0.5), first + second - 0.02)
    c = max(-1.0, min(1.0, (first * first + reach * reach - second * second) / (2 * first * reach)))
    bend = sub(pole, mul(along, dot(pole, along)))
    if length(bend) < 1e-4:
        bend = sub((0.3, 1.0, 0.0), mul(along, dot((0.3, 1.0, 0.0), along)))
    bend = unit(bend)
    middle = add(start, add(mul(along, first * c), mul(bend, first * sqrt(1 - c * c))))
    return middle, add(start, mul(along, reach)), abs(far - reach), bend


def reach_leg(body: PosedBody, s: str, ankle: Vec, pole: Vec) -> float:
    """Put the ankle there, the knee towards `pole`; by how much it is missed (cm)."""
    p, f = body.points, body.frames
    hip = p[f"hip.{s}"]
    knee, end, miss, bend = two_bones(hip, ankle, THIGH, second=SHANK, pole=pole)
    upper, lower = unit(sub(knee, hip)), unit(sub(end, knee))
    front = bend if dot(bend, upper) ** 2 < 0.999 else forward(f[f"thigh.{s}"])
    f[f"thigh.{s}"] = hanging(upper, front)
    f[f"shank.{s}"] = turn(f[f"thigh.{s}"], about_z(-angle_between(upper, lower)))
    p[f"knee.{s}"], p[f"ankle.{s}"] = knee, end
    return miss


def reach_arm(body: PosedBody, s: str, wrist: Vec, pole: Vec) -> float:
    """Put the wrist there, the elbow towards `pole`; by how much it is missed (cm)."""
    p, f = body.points, body.frames
    base, along = p[f"shbase.{s}"], unit(sub(wrist, p[f"shbase.{s}"]))
    for _ in range(SHOULDER_ROUNDS):
        shoulder = add(base, shoulder_shift(f["thorax"], along, sign(s)))
        elbow, end, miss, bend = two_bones(shoulder, wrist, UPPER_ARM, second=FOREARM, pole=pole)
        if elbow[1] < ELBOW_HEIGHT:
            elbow, bend = _off_the_floor(shoulder, end, elbow, bend)
        along = unit(sub(elbow, shoulder))
    upper, lower = unit(sub(elbow, shoulder)), unit(sub(end, elbow))
    f[f"uarm.{s}"] = hanging(upper, mul(bend, -1))
    f[f"farm.{s}"] = turn(f[f"uarm.{s}"], about_z(angle_between(upper, lower)))
    p |= {f"shoulder.{s}": shoulder, f"elbow.{s}": elbow, f"wrist.{s}": end}
    return miss


def _off_the_floor(shoulder: Vec, wrist: Vec, elbow: Vec, bend: Vec) -> tuple[Vec, Vec]:
    """The elbow swung about the line from shoulder to wrist until it rests on the floor, as far as it can."""
    along = unit(sub(wrist, shoulder))
    centre = add(shoulder, mul(along, dot(sub(elbow, shoulder), along)))
    radius, across = length(sub(elbow, centre)), cross(along, bend)
    highest = radius * hypot(bend[1], across[1])
    if highest < 1e-6:
        return elbow, bend
    top = atan2(across[1], bend[1])
    short = acos(max(-1.0, min(1.0, (ELBOW_HEIGHT - centre[1]) / highest)))
    angle = min(top - short, top + short, key=lambda one: -cos(one))
    swung = add(mul(bend, cos(angle)), mul(across, sin(angle)))
    return add(centre, mul(swung, radius)), swung
