"""A strap or towel: from hand to hand round the back of a leg or the sole, its ends hanging from the fists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from deskbreak.figures.colours import Palette, darker
from deskbreak.figures.props import Polygon
from deskbreak.figures.shapes import Camera, capsule
from deskbreak.figures.skeleton import SIDES, PosedBody, Sphere, limb
from deskbreak.figures.vectors import Vec, add, apply, mul, rightward

HALF_CM, END_CM = 2.0, 13.0
_ROUND = ((-0.35, 1.0), (-0.8, 0.75), (-1.0, 0.0), (-0.8, -0.75), (-0.35, -1.0))  # behind a limb: back, out


def strap_parts(
    body: PosedBody, camera: Camera, palette: Palette, *, names: Sequence[str], edge_px: float
) -> list[tuple[float, list[Polygon]]]:
    """Its pieces with their nearness."""
    points = [point for number in range(len(names)) for point in path_points(body, names, number)]
    made = []
    for a, b in pairwise(points):
        depth = (camera.depth(a) + camera.depth(b)) / 2 + 1
        made.append((depth, _band(camera, palette, [(a, HALF_CM), (b, HALF_CM)], edge_px)))
    for point in points[:1] + points[-1:]:
        hanging = [(point, HALF_CM), (add(point, (0.0, -END_CM, 0.0)), HALF_CM * 0.8)]
        made.append((camera.depth(point) - 1, _band(camera, palette, hanging, edge_px)))
    return made


def path_points(body: PosedBody, names: Sequence[str], number: int) -> list[Vec]:
    """One point of a path, or several round the back of a limb, from the side where the strap comes from."""
    part, _, s = names[number].partition(".")
    if part not in ("thigh", "shank") or s not in SIDES:
        point = body.points.get(names[number])
        return [] if point is None else [point]
    turns = _ROUND if names[number - 1].endswith(".r") or number == 0 else _ROUND[::-1]
    return [_behind(body, part, s, back=back, out=out) for back, out in turns]


def _behind(body: PosedBody, part: str, s: str, *, back: float, out: float) -> Vec:
    (at, radius), frame = limb(body, part, s)[2], body.frames[f"{part}.{s}"]
    return add(
        add(at, apply(frame, (back * (radius + 1.0), 0.0, 0.0))), mul(rightward(frame), out * (radius + 0.6))
    )


def _band(camera: Camera, palette: Palette, chain: list[Sphere], edge_px: float) -> list[Polygon]:
    """A flat band with a seam along its middle."""
    (xa, ya, ra), (xb, yb, rb) = (camera.disc(*one) for one in chain)
    dark = darker(palette.towel, 0.3)
    seam = 0.28
    return [
        (capsule((xa, ya, ra + edge_px), (xb, yb, rb + edge_px)), dark),
        (capsule((xa, ya, ra), (xb, yb, rb)), palette.towel),
        (capsule((xa, ya, ra * seam), (xb, yb, rb * seam)), darker(palette.towel, 0.1)),
    ]
