"""Arrows along the whole way from one settled pose to the next; computed, never authored."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, cos, dist, hypot, sin

from deskbreak.figures.pose_file import both_sides
from deskbreak.figures.pose_words import TRUNK
from deskbreak.figures.shapes import Camera, Point
from deskbreak.figures.timeline import Moment, Timeline
from deskbreak.figures.vectors import Vec
from deskbreak.values import dataclass

STEPS = 24
MIN_CM, SHOWN_CM = 2.5, 12.0  # a shorter way is no arrow; one shorter than this is drawn longer
FADE_S, SHORT_S = 0.5, 0.1  # while a pose is held; after a shorter hold it fades in on the way
OPACITY = 190
RIM_CM, NECK_CM = 0.5, 1.9
BESIDE_CM = 9.0
_SHOWN_AT = {"hand": "fingers", "foot": "toe", "shin": "knee"}
_MIDDLE = {"head": "crown"}  # an arrow across the face would hide it


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way through space and how strongly it is shown (0 to 1)."""

    points: list[Vec]
    strength: float


def arrows_at(timeline: Timeline, at: Moment) -> list[Arrow]:
    """The whole way that the body is on; while a pose is held, the next one, fading in."""
    if at.share < 1 or timeline.keys[at.index].get("flow"):
        stretch = timeline.stretch(at.index)
        gone, whole = timeline.gone(stretch, at)
        strength = min(1.0, (whole - gone) / FADE_S)
        if timeline.keys[stretch[0] - 1].get("hold", 0.0) < SHORT_S:
            strength = min(strength, gone / FADE_S)
    else:
        stretch = timeline.stretch((at.index + 1) % len(timeline.keys))
        strength = max(0.0, 1 - (at.hold - at.held) / min(FADE_S, at.hold)) if at.hold >= SHORT_S else 0.0
    if strength <= 0:
        return []
    return [Arrow(path, strength) for path in _paths(timeline, stretch)]


def arrows_between(timeline: Timeline, from_s: float, to_s: float) -> list[Arrow]:
    """The way from one moment of the loop to another, forwards or backwards, at full strength."""
    kept = timeline.arrow_ways
    if (from_s, to_s) not in kept:
        index = timeline.locate(max(from_s, to_s) - 1e-6).index
        spots = _spots(timeline, timeline.stretch(index))
        bodies = [timeline.body(from_s + (to_s - from_s) * step / STEPS) for step in range(STEPS + 1)]
        kept[from_s, to_s] = [[body.points[spot] for body in bodies] for spot in spots]
    return [Arrow(path, 1.0) for path in kept[from_s, to_s]]


def _paths(timeline: Timeline, stretch: list[int]) -> list[list[Vec]]:
    """Where the points go on a stretch; kept, because it never changes."""
    known = timeline.arrow_paths
    if stretch[-1] not in known:
        spots = _spots(timeline, stretch)
        each = max(8, STEPS // len(stretch))
        bodies = [timeline.between(index, step / each) for index in stretch for step in range(each + 1)]
        known[stretch[-1]] = [[body.points[spot] for body in bodies] for spot in spots]
    return known[stretch[-1]]


def _spots(timeline: Timeline, stretch: list[int]) -> list[str]:
    """The points that a stretch shows: its end's, or going back those of the pose that is left."""
    there, left = timeline.keys[stretch[-1]], timeline.keys[stretch[0] - 1]
    names: list[str] = there["arrow"] if "arrow" in there else left.get("arrow", [])
    sided = both_sides([name for name in names if name not in TRUNK])
    return [*(_spot(name) for name in sided), *(_MIDDLE.get(name, name) for name in names if name in TRUNK)]


def _spot(name: str) -> str:
    part, _, side = name.partition(".")
    return f"{_SHOWN_AT.get(part, part)}.{side}"


def distinct(arrows: list[Arrow], camera: Camera) -> list[Arrow]:
    """Without those that run beside another in the picture, as left and right do from the side; the nearer stays."""
    kept: list[Arrow] = []
    for one in sorted(arrows, key=lambda arrow: -camera.depth(arrow.points[-1])):
        ends = camera.plane(one.points[0]), camera.plane(one.points[-1])
        others = ((camera.plane(other.points[0]), camera.plane(other.points[-1])) for other in kept)
        if not any(max(map(dist, ends, other)) < BESIDE_CM for other in others):
            kept.append(one)
    return kept


def arrow_polygons(arrow: Arrow, camera: Camera, rim_cm: float = 0.0) -> list[tuple[list[Point], int]]:
    """A ribbon that grows towards its head, and the opacity to draw it with; or what is to be a rim around it."""
    points = [camera.pixel(point) for point in arrow.points]
    far = sum(dist(a, b) for a, b in pairwise(points)) / camera.scale
    if far < MIN_CM:
        return []
    if far < SHOWN_CM:
        (x, y), longer = points[-1], SHOWN_CM / far
        points = [(x + (a - x) * longer, y + (b - y) * longer) for a, b in points]
    strength = int(OPACITY * arrow.strength)
    neck = [one for one in points if dist(one, points[-1]) > NECK_CM * camera.scale] or points[:1]
    stem = (
        [*neck, points[len(neck)]] if len(neck) == 1 else neck
    )  # up to the head, or there it would be darker
    shapes = [_ribbon(stem, camera.scale, rim_cm), _tip(points, camera.scale, rim_cm)]
    return [(shape, strength) for shape in shapes]


def _ribbon(points: list[Point], scale: float, rim: float) -> list[Point]:
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for index, (x, y) in enumerate(points):
        a, b = points[max(0, index - 1)], points[min(last, index + 1)]
        dx, dy = b[0] - a[0], b[1] - a[1]
        far = hypot(dx, dy) or 1.0
        half = (0.9 * (0.25 + 0.75 * index / last) + rim) * scale
        left.append((x + dy / far * half, y - dx / far * half))
        right.append((x - dy / far * half, y + dx / far * half))
    return left + right[::-1]


def _tip(points: list[Point], scale: float, rim: float) -> list[Point]:
    """The head points where the way leads at its end, however slowly it gets there."""
    x, y = points[-1]
    xa, ya = next((one for one in reversed(points) if dist(one, points[-1]) > 3 * scale), points[0])
    way, size = atan2(y - ya, x - xa), (4.2 + 2.2 * rim) * scale
    turns = ((0.0, 1.0), (2.2, 0.75), (-2.2, 0.75))
    return [(x + size * share * cos(way + turn), y + size * share * sin(way + turn)) for turn, share in turns]
