"""Where each target muscle lies, for the glow on the working ones."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.figures.skeleton import SIDES, PosedBody, Sphere, sign
from deskbreak.figures.vectors import Vec, add, apply, forward, lerp, mul, rightward, unit
from deskbreak.values import dataclass


@dataclass(frozen=True, slots=True)
class Glow:
    """A muscle as a chain of spheres, on the part it is drawn with; `normal` is the side it is seen from."""

    part: str
    chain: list[Sphere]
    normal: Vec | None = None
    cloth: str = "top"


_TRUNK = {
    "abs": (((2, 6.0, 3.6), (4, 6.0, 3.6), (6, 7.0, 3.4)), "thorax", 1),
    "back": (((1, -6.3, 3.4), (3, -4.8, 3.2), (5, -5.6, 3.2), (7, -6.2, 3.2)), "thorax", -1),
    "lowback": (((1, -6.0, 3.6), (3, -4.6, 3.4), (4, -4.8, 3.2)), "lumbar", -1),
    "upperback": (((5, -5.6, 3.0), (7, -6.0, 3.8), (8, -3.6, 3.0)), "thorax", -1),
    "chest": (((7, 7.2, 4.0), (6, 7.5, 3.6)), "thorax", 1),
}
# along the bone: (share, forward offset, radius); the limb, the side seen from, how much sideways
_LIMBS = {
    "quads": ("thigh", ((0.2, 4.2, 4.2), (0.5, 3.6, 4.2), (0.82, 2.2, 3.2)), 1, 0.6),
    "hamstrings": ("thigh", ((0.18, -4.4, 3.8), (0.5, -3.6, 3.8), (0.85, -2.4, 2.8)), -1, 0.6),
    "calves": ("shank", ((0.1, -2.0, 2.8), (0.32, -3.2, 3.2), (0.6, -1.8, 2.2)), -1, 0.0),
}
_ENDS = {"thigh": ("hip", "knee"), "shank": ("knee", "ankle"), "uarm": ("shoulder", "elbow")}


def glows(body: PosedBody, name: str) -> Iterator[Glow]:
    """The chains of a muscle; a name without a side is both."""
    muscle, _, side = name.partition(".")
    if muscle in _TRUNK:
        rows, frame, way = _TRUNK[muscle]
        chain = [(_on_spine(body, index, ahead, 0.0), radius) for index, ahead, radius in rows]
        yield Glow("torso", chain, mul(forward(body.frames[frame]), way))
        return
    for s in (side,) if side else SIDES:
        yield _sided(body, muscle, s)


def _on_spine(body: PosedBody, index: int, ahead: float, out: float) -> Vec:
    point, frame = body.spine[index]
    return add(point, apply(frame, (ahead, 0.0, out)))


def _sided(body: PosedBody, muscle: str, s: str) -> Glow:
    z, pelvis, hip = sign(s), body.frames["pelvis"], body.points[f"hip.{s}"]

    def at_hip(ahead: float, up: float, out: float = 0.0) -> Vec:
        return add(hip, apply(pelvis, (ahead, up, out * z)))

    out = mul(rightward(pelvis), z)
    match muscle:
        case "obliques":
            chain = [(_on_spine(body, 2, 2, 8 * z), 4.0), (_on_spine(body, 5, 2, 9 * z), 4.2)]
            return Glow("torso", chain, mul(rightward(body.frames["lumbar"]), z))
        case "glutes":
            chain = [(at_hip(-4.5, -2), 5.2), (at_hip(-4.2, 3), 4.6)]
            return Glow(f"thigh.{s}", chain, add(mul(forward(pelvis), -1), out), "legs")
        case "hipflexors":
            return Glow(f"thigh.{s}", _hip_flexor(body, s), add(forward(pelvis), out), "legs")
        case "outerhip":
            return Glow(f"thigh.{s}", [(at_hip(-1.5, 6, 2), 4.4), (at_hip(-0.5, -1, 3), 4.2)], out, "legs")
        case "shoulders":
            shoulder, elbow = body.points[f"shoulder.{s}"], body.points[f"elbow.{s}"]
            return Glow(f"uarm.{s}", [(shoulder, 4.6), (lerp(shoulder, elbow, 0.28), 3.6)])
        case "triceps":
            return Glow(f"uarm.{s}", _along(body, "uarm", s, ((0.3, -1.8, 2.6), (0.8, -1.8, 2.2))))
        case "neck":
            return Glow("torso", _neck(body, s))
    limb, rows, way, sideways = _LIMBS[muscle]
    frame = body.frames[f"{limb}.{s}"]
    normal = add(mul(forward(frame), way), mul(rightward(frame), sideways * z))
    return Glow(f"{limb}.{s}", _along(body, limb, s, rows), normal, "legs")


def _along(body: PosedBody, limb: str, s: str, rows: tuple[tuple[float, float, float], ...]) -> list[Sphere]:
    a, b = (body.points[f"{name}.{s}"] for name in _ENDS[limb])
    ahead = forward(body.frames[f"{limb}.{s}"])
    return [(add(lerp(a, b, share), mul(ahead, offset)), radius) for share, offset, radius in rows]


def _hip_flexor(body: PosedBody, s: str) -> list[Sphere]:
    pelvis, thigh = body.frames["pelvis"], body.frames[f"thigh.{s}"]
    hip, knee = body.points[f"hip.{s}"], body.points[f"knee.{s}"]
    fold = unit(add(forward(pelvis), forward(thigh)))
    return [
        (add(hip, apply(pelvis, (4.5, 7.0, 0.0))), 3.0),
        (add(lerp(hip, knee, 0.06), mul(fold, 5.2)), 3.8),
        (add(lerp(hip, knee, 0.36), mul(forward(thigh), 4.6)), 3.2),
    ]


def _neck(body: PosedBody, s: str) -> list[Sphere]:
    z, chest = sign(s), body.frames["thorax"]
    top, low = body.spine[-1], body.spine[8]
    return [
        (add(top[0], apply(top[1], (-1.0, 1.0, 3.2 * z))), 2.0),
        (add(low[0], apply(chest, (-1.0, 2.4, 4.5 * z))), 2.6),
        (add(body.points[f"shoulder.{s}"], apply(chest, (-1.0, 2.6, -5.0 * z))), 2.2),
    ]
