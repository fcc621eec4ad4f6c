"""The muscles of a pose: those that work glow, those that are stretched are hatched, each where it is seen."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import hypot

from deskbreak.figures.colours import Colour, mix
from deskbreak.figures.muscles import Glow, glows
from deskbreak.figures.props import Polygon
from deskbreak.figures.shapes import Camera, Disc, Point, capsule, circle
from deskbreak.figures.skeleton import PosedBody
from deskbreak.figures.vectors import dot, unit

_RINGS = ((1.12, 0.22), (0.92, 0.45), (0.70, 0.70), (0.46, 0.92))
_STRIPE_CM, _GAP_CM = 0.75, 2.6
_LEAST = 0.02


def seen_share(glow: Glow, camera: Camera) -> float:
    """How much of a muscle is turned towards the viewer."""
    if glow.normal is None:
        return 1.0
    return max(0.0, min(1.0, (dot(unit(glow.normal), camera.towards) + 0.42) / 0.5))


def glowing(glow: Glow, camera: Camera, under: Colour, *, accent: Colour, strength: float) -> list[Polygon]:
    """A soft light: nested bands, stronger inwards."""
    discs = [camera.disc(*one) for one in glow.chain]
    made: list[Polygon] = []
    for share, alpha in _RINGS:
        colour = mix(under, accent, alpha * strength)
        rings = [(x, y, r * share) for x, y, r in discs]
        if len(rings) == 1:
            made.append((circle(*rings[0]), colour))
        made += [(capsule(a, b), colour) for a, b in pairwise(rings)]
    return made


def hatched(glow: Glow, camera: Camera, under: Colour, *, accent: Colour, strength: float) -> list[Polygon]:
    """Slanting stripes across the muscle, all along it."""
    discs = [camera.disc(*one) for one in glow.chain]
    pale, colour = mix(under, accent, 0.16 * strength), mix(under, accent, 0.9 * strength)
    made: list[Polygon] = [(capsule(a, b), pale) for a, b in pairwise(discs)]
    half, gap = _STRIPE_CM / 2 * camera.scale, _GAP_CM * camera.scale
    left = gap / 2
    for a, b in pairwise(discs):
        far = hypot(b[0] - a[0], b[1] - a[1])
        while left < far:
            made.append((_stripe(a, b, left / far, half), colour))
            left += gap
        left -= far
    return made


def _stripe(a: Disc, b: Disc, share: float, half: float) -> list[Point]:
    x, y, r = (one + (other - one) * share for one, other in zip(a, b, strict=True))
    far = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    dx, dy = (b[0] - a[0]) / far, (b[1] - a[1]) / far
    ux, uy = (-dy + 0.45 * dx) * r * 0.82, (dx + 0.45 * dy) * r * 0.82
    wx, wy = dx * half, dy * half
    return [
        (x - ux - wx, y - uy - wy),
        (x - ux + wx, y - uy + wy),
        (x + ux + wx, y + uy + wy),
        (x + ux - wx, y + uy - wy),
    ]


def muscles_of(
    body: PosedBody,
    camera: Camera,
    works: Mapping[str, float],
    stretched: Mapping[str, float],
) -> list[tuple[Glow, float, bool]]:
    """What is to be shown: the muscle, how strongly, and whether it is a stretch."""
    made = []
    for names, stretch in ((works, False), (stretched, True)):
        for name, strength in names.items():
            for one in glows(body, name):
                share = seen_share(one, camera) * strength
                if share > _LEAST:
                    made.append((one, share, stretch))
    return made
