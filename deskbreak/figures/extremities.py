"""Feet with a sole and toes, bare or in shoes, and mitten hands with a thumb, flat or closed around something."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.figures.colours import WHITE, Colour, darker, mix
from deskbreak.figures.props import Polygon
from deskbreak.figures.shapes import Camera, Point, around, grown
from deskbreak.figures.skeleton import PosedBody, Sphere, sign
from deskbreak.figures.vectors import Mat, Vec, add, apply, dot, mul, rightward, sub, unit, upward
from deskbreak.values import dataclass

_SOLE_CM = 1.0
_SOLE = {"heel": (2.2, 2.9), "ball": (3.6, 2.4), "toe": (2.6, 1.9)}  # half width, how far under the point


@dataclass(frozen=True, slots=True)
class Drawn:
    """Edges go behind what the part joins, fills on top."""

    edges: list[Polygon]
    fills: list[Polygon]


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a part and of its edge, and the edge's width in pixels."""

    fill: Colour
    edge: Colour
    px: float


def _around(camera: Camera, spheres: Sequence[Sphere]) -> list[Point]:
    return around([camera.disc(*one) for one in spheres])


def _edges(fills: list[Polygon], ink: Ink) -> list[Polygon]:
    return [(grown(points, ink.px), ink.edge) for points, _ in fills]


def _pair(middle: Vec, out: Vec, half: float, radius: float) -> list[Sphere]:
    return [(add(middle, mul(out, half)), radius), (add(middle, mul(out, -half)), radius)]


# -- feet ----------------------------------------------------------------------------------------------


def foot_shape(body: PosedBody, s: str, camera: Camera, *, ink: Ink, sole: Colour, shod: bool) -> Drawn:
    """A foot as wide as feet are; its sole is seen from below, and as a strip beneath."""
    p, frame = body.points, body.frames[f"foot.{s}"]
    out, lift = rightward(frame), mul(upward(frame), 0.8)
    heel = _pair(add(p[f"heel.{s}"], lift), out, 0.7, 2.9)
    ball = _pair(add(p[f"ball.{s}"], lift), out, 2.2, 2.3)
    toe = _pair(add(p[f"toe.{s}"], lift), out, 1.7, 1.9)
    parts = [[(p[f"ankle.{s}"], 3.5 if shod else 3.1), *heel, *ball], [*ball, *toe]]
    fills: list[Polygon] = [(_around(camera, one), ink.fill) for one in parts]
    edges = _edges(fills, ink)
    fills.append(
        (_around(camera, _cap(ball, toe)), mix(ink.fill, WHITE, 0.2) if shod else darker(ink.fill, 0.07))
    )
    below = dot(upward(frame), camera.towards) < -0.25
    tread = darker(ink.fill, 0.10 if below else 0.2) if not shod else sole
    under: list[Polygon] = [(one, tread) for one in _sole(camera, p, s, frame)]
    return Drawn(edges, fills + under if below else under + fills)


def _cap(ball: list[Sphere], toe: list[Sphere]) -> list[Sphere]:
    """The toes: the front half of what lies before the ball."""
    behind = [(mul(add(a, b), 0.5), (m + n) / 2 - 0.2) for (a, m), (b, n) in zip(ball, toe, strict=True)]
    return [*behind, *((point, radius - 0.15) for point, radius in toe)]


def _sole(camera: Camera, p: dict[str, Vec], s: str, frame: Mat) -> list[list[Point]]:
    out, rows = rightward(frame), {}
    for name, (half, under) in _SOLE.items():
        rows[name] = _pair(
            add(p[f"{name}.{s}"], apply(frame, (0.0, _SOLE_CM * 0.8 - under, 0.0))), out, half, _SOLE_CM
        )
    rows["heel"] += [(add(point, apply(frame, (-2.0, 0.0, 0.0))), radius) for point, radius in rows["heel"]]
    return [_around(camera, [*rows[a], *rows[b]]) for a, b in (("heel", "ball"), ("ball", "toe"))]


# -- hands ---------------------------------------------------------------------------------------------


def hand_shape(body: PosedBody, s: str, camera: Camera, ink: Ink) -> Drawn:
    """A mitten: palm, fingers that lie flat or close around what they grip, and a thumb apart from them."""
    p, frame = body.points, body.frames[f"hand.{s}"]
    wrist, palm = p[f"wrist.{s}"], p[f"palm.{s}"]
    along, out = unit(sub(p[f"fingers.{s}"], wrist)), rightward(frame)
    knuckles = add(palm, mul(along, 3.0))
    if s in body.grips:
        inward = _across(sub(body.grips[s], palm), along)
        tips = add(knuckles, add(mul(along, 3.0), mul(inward, 3.4)))
        thumb = unit(add(mul(along, 0.6), add(mul(inward, 0.6), mul(out, -0.5 * sign(s)))))
    else:
        tips = p[f"fingers.{s}"]
        thumb = unit(add(mul(along, 0.9), mul(out, -0.55 * sign(s))))
    back = [(wrist, 2.6), *_pair(palm, out, 1.2, 2.4), *_pair(knuckles, out, 1.4, 2.0)]
    front = [*_pair(knuckles, out, 1.4, 2.0), *_pair(tips, out, 0.9, 1.5)]
    root = add(palm, add(mul(along, -2.4), mul(out, -1.2 * sign(s))))
    digit = [(root, 1.7), (add(root, mul(thumb, 5.6)), 1.15)]
    fills = [(_around(camera, one), ink.fill) for one in (back, front, digit)]
    return Drawn(_edges(fills, ink), fills)


def _across(way: Vec, along: Vec) -> Vec:
    """The part of `way` that is square to `along`."""
    return unit(sub(way, mul(along, dot(way, along))))
