"""Arrows along the way that a hand, a foot or the pelvis is about to go; computed, never authored."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, dist, hypot, sin

from deskbreak.figures.pose_file import both_sides
from deskbreak.figures.pose_words import TRUNK
from deskbreak.figures.shapes import Camera, Point
from deskbreak.figures.timeline import Moment, Timeline
from deskbreak.figures.vectors import Vec, length, sub

STEPS = 24
LONGEST_CM = 52.0
SHORTEST_CM, SHOWN_CM = 2.5, 12.0  # a shorter way is no arrow; one shorter than this is drawn longer
FADE_S, SHORT_S = 0.6, 0.1  # while a pose is held; after a shorter hold it fades in on the way
_SHOWN_AT = {"hand": "fingers", "foot": "toe", "shin": "knee"}


@dataclass(frozen=True, slots=True)
class Arrow:
    points: list[Vec]
    strength: float


def arrows_at(timeline: Timeline, at: Moment) -> list[Arrow]:
    """The way still to go; while a pose is held, the way to the next, fading in."""
    if at.share < 1:
        index, done = at.index, at.share
        strength = min(1.0, (1 - at.share) / 0.4)
        if timeline.keys[index - 1].get("hold", 0.0) < SHORT_S:
            strength = min(strength, at.share / 0.2)
    else:
        index, done = (at.index + 1) % len(timeline.keys), 0.0
        strength = max(0.0, 1 - (at.hold - at.held) / min(FADE_S, at.hold)) if at.hold >= SHORT_S else 0.0
    names = timeline.keys[index].get("arrow", [])
    if not names or strength <= 0:
        return []
    arrows = []
    for path in _paths(timeline, index, tuple(names)):
        points = _first(path[min(int(done * STEPS), STEPS - 2) :])
        if len(points) >= 3:
            arrows.append(Arrow(points, strength))
    return arrows


def _first(points: list[Vec]) -> list[Vec]:
    """As much of the way as an arrow may be long."""
    gone = 0.0
    for index in range(1, len(points)):
        gone += length(sub(points[index], points[index - 1]))
        if gone > LONGEST_CM:
            return points[: index + 1]
    return points


def _paths(timeline: Timeline, index: int, names: tuple[str, ...]) -> list[list[Vec]]:
    """Where the points go between the key before and this one; kept, because it never changes."""
    known = timeline.arrow_paths
    if index not in known:
        sided = both_sides([name for name in names if name not in TRUNK])
        spots = [*(_spot(name) for name in sided), *(name for name in names if name in TRUNK)]
        bodies = [timeline.between(index, step / STEPS) for step in range(STEPS + 1)]
        known[index] = [[body.points[spot] for body in bodies] for spot in spots if spot in bodies[0].points]
    return known[index]


def _spot(name: str) -> str:
    part, _, side = name.partition(".")
    return f"{_SHOWN_AT.get(part, part)}.{side}"


def arrow_polygons(arrow: Arrow, camera: Camera) -> list[tuple[list[Point], int]]:
    """A ribbon that grows towards its head, and the opacity to draw it with."""
    points = [camera.pixel(point) for point in arrow.points]
    far = sum(dist(a, b) for a, b in pairwise(points)) / camera.scale
    if far < SHORTEST_CM:
        return []
    if far < SHOWN_CM:
        (x, y), longer = points[-1], SHOWN_CM / far
        points = [(x + (a - x) * longer, y + (b - y) * longer) for a, b in points]
    strength = int(205 * arrow.strength)
    return [(_ribbon(points, camera.scale), strength), (_tip(points, camera.scale), strength)]


def _ribbon(points: list[Point], scale: float) -> list[Point]:
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for index, (x, y) in enumerate(points):
        a, b = points[max(0, index - 1)], points[min(last, index + 1)]
        dx, dy = b[0] - a[0], b[1] - a[1]
        far = hypot(dx, dy) or 1.0
        half = 1.1 * scale * (0.25 + 0.75 * index / last)
        left.append((x - dy / far * half, y + dx / far * half))
        right.append((x + dy / far * half, y - dx / far * half))
    return left + right[::-1]


def _tip(points: list[Point], scale: float) -> list[Point]:
    (xa, ya), (x, y) = points[-3], points[-1]
    way, size = atan2(y - ya, x - xa), 4.6 * scale
    turns = ((0.0, 1.0), (2.2, 0.75), (-2.2, 0.75))
    return [(x + size * share * cos(way + turn), y + size * share * sin(way + turn)) for turn, share in turns]
