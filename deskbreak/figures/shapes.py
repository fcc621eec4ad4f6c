"""From space to the picture: an orthographic camera, and the outlines that bodies are drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from math import acos, atan2, cos, hypot, pi, radians, sin, sqrt

from deskbreak.figures.skeleton import Ellipse
from deskbreak.figures.vectors import Vec, cross, dot
from deskbreak.values import dataclass

Point = tuple[float, float]
Disc = tuple[float, float, float]  # x, y, radius in pixels

ARC = 6  # segments of a half circle
_ROUND = [(cos(2 * pi * i / 16), sin(2 * pi * i / 16)) for i in range(16)]
_WAYS = [(cos(2 * pi * i / 22), sin(2 * pi * i / 22)) for i in range(22)]
_CORNERS = _ROUND
_FINE = [(cos(2 * pi * i / 30), sin(2 * pi * i / 30)) for i in range(30)]
FINE_FROM = 11.0  # pixels a cm from which corners would be seen
_CIRCLE = [(cos(2 * pi * i / 24), sin(2 * pi * i / 24)) for i in range(24)]


@dataclass(frozen=True, slots=True)
class Camera:
    """Looks at the figure from `yaw` degrees around and `pitch` above; `scale` is pixels a cm."""

    width: float
    height: float
    scale: float
    centre: Point
    towards: Vec
    right: Vec
    up: Vec

    @classmethod
    def at(
        cls, yaw: float, pitch: float, width: float, height: float, scale: float = 1.0, centre: Point = (0, 0)
    ) -> Camera:
        y, p = radians(yaw), radians(pitch)
        towards = (sin(y) * cos(p), sin(p), cos(y) * cos(p))
        right = (cos(y), 0.0, -sin(y))
        return cls(width, height, scale, centre, towards, right, cross(towards, right))

    def plane(self, point: Vec) -> Point:
        """In cm on the picture's plane."""
        return dot(point, self.right), dot(point, self.up)

    def pixel(self, point: Vec) -> Point:
        return (
            self.width / 2 + (dot(point, self.right) - self.centre[0]) * self.scale,
            self.height / 2 - (dot(point, self.up) - self.centre[1]) * self.scale,
        )

    def depth(self, point: Vec) -> float:
        """Nearness to the viewer."""
        return dot(point, self.towards)

    def disc(self, point: Vec, radius: float) -> Disc:
        x, y = self.pixel(point)
        return x, y, radius * self.scale


def circle(x: float, y: float, r: float) -> list[Point]:
    """A circle about (x, y) as a polygon."""
    return [(x + r * a, y + r * b) for a, b in _CIRCLE]


def capsule(a: Disc, b: Disc) -> list[Point]:
    """The outline around two discs."""
    (x0, y0, r0), (x1, y1, r1) = a, b
    dx, dy = x1 - x0, y1 - y0
    far = sqrt(dx * dx + dy * dy)
    if far <= abs(r0 - r1) + 1e-6:
        return circle(x0, y0, r0) if r0 >= r1 else circle(x1, y1, r1)
    along, open_ = atan2(dy, dx), acos((r0 - r1) / far)
    points = []
    for i in range(ARC + 1):
        t = along - open_ + 2 * open_ * i / ARC
        points.append((x1 + r1 * cos(t), y1 + r1 * sin(t)))
    rest = 2 * (pi - open_)
    for i in range(ARC + 1):
        t = along + open_ + rest * i / ARC
        points.append((x0 + r0 * cos(t), y0 + r0 * sin(t)))
    return points


def tube(discs: Sequence[Disc]) -> list[Point]:
    """One smooth outline around a chain of discs; seen end-on, the hull around them."""
    ends = hypot(discs[-1][0] - discs[0][0], discs[-1][1] - discs[0][1])
    if ends < 1.3 * max(r for _, _, r in discs):
        return hull([point for disc in discs for point in circle(*disc)])
    rows = discs if len(discs) < 3 else _rounded(discs)
    left: list[Point] = []
    right: list[Point] = []
    last = len(rows) - 1
    for i, (x, y, r) in enumerate(rows):
        a, b = rows[i - 1 if i else 0], rows[i + 1 if i < last else last]
        dx, dy = b[0] - a[0], b[1] - a[1]
        far = hypot(dx, dy) or 1.0
        along, across = (a[2] - b[2]) / far, 1.0
        if along * along < 1:
            across = sqrt(1 - along * along)
        ux, uy = dx / far, dy / far
        left.append((x + r * (along * ux - across * uy), y + r * (along * uy + across * ux)))
        right.append((x + r * (along * ux + across * uy), y + r * (along * uy - across * ux)))
    return [*left, *_cap(rows[-1], left[-1], right[-1]), *reversed(right), *_cap(rows[0], right[0], left[0])]


def _cap(disc: Disc, start: Point, end: Point) -> list[Point]:
    """The round end between two points of a disc, the outer way."""
    x, y, r = disc
    a = atan2(start[1] - y, start[0] - x)
    turn = (atan2(end[1] - y, end[0] - x) - a) % (2 * pi) - 2 * pi
    return [(x + r * cos(a + turn * i / ARC), y + r * sin(a + turn * i / ARC)) for i in range(1, ARC)]


def _rounded(discs: Sequence[Disc]) -> list[Disc]:
    """One more disc between each two, on a curve through its neighbours."""
    n = len(discs) - 1
    made: list[Disc] = []
    for i in range(n):
        p = (discs[max(0, i - 1)], discs[i], discs[i + 1], discs[min(n, i + 2)])
        x, y, r = ((-a + 9 * b + 9 * c - d) / 16 for a, b, c, d in zip(*p, strict=True))
        made += [discs[i], (x, y, r)]
    return [*made, discs[-1]]


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex outline of points."""
    ordered = sorted(points)
    return [*_half(ordered), *_half(ordered[::-1])]


def _half(row: Sequence[Point]) -> list[Point]:
    """One side of the outline, without its last point; written for speed, most of a frame is spent here."""
    kept: list[Point] = []
    many = 0
    for point in row:
        x, y = point
        while many > 1:
            ax, ay = kept[-2]
            bx, by = kept[-1]
            if (bx - ax) * (y - ay) > (by - ay) * (x - ax):
                break
            del kept[-1]
            many -= 1
        kept.append(point)
        many += 1
    del kept[-1]
    return kept


Supports = list[tuple[float, float, float]]  # in each direction: how far the shape goes, and its point there


def supports(camera: Camera, one: Ellipse) -> Supports:
    """An ellipse in space as seen, by its farthest points in all directions of the picture."""
    (x, y), s = camera.pixel(one[0]), camera.scale
    ax, ay = dot(one[1], camera.right) * s, -dot(one[1], camera.up) * s
    bx, by = dot(one[2], camera.right) * s, -dot(one[2], camera.up) * s
    made = []
    for u, v in _WAYS if s < FINE_FROM else _FINE:
        a, b = ax * u + ay * v, bx * u + by * v
        far = sqrt(a * a + b * b) or 1e-9
        made.append((x * u + y * v + far, x + (ax * a + bx * b) / far, y + (ay * a + by * b) / far))
    return made


def joined(a: Supports, b: Supports) -> list[Point]:
    """The outline around two shapes; a hull, but without sorting: a frame has dozens."""
    return [
        (one[1], one[2]) if one[0] >= other[0] else (other[1], other[2])
        for one, other in zip(a, b, strict=True)
    ]


def around(discs: Sequence[Disc]) -> list[Point]:
    """The outline around a few discs."""
    made = []
    for u, v in _CORNERS:
        x, y, r = max(discs, key=lambda disc: disc[0] * u + disc[1] * v + disc[2])
        made.append((x + r * u, y + r * v))
    return made


def grown(outline: Sequence[Point], by: float) -> list[Point]:
    """A convex outline, about so many pixels wider."""
    n = len(outline)
    cx, cy = sum(x for x, _ in outline) / n, sum(y for _, y in outline) / n
    made = []
    for x, y in outline:
        dx, dy = x - cx, y - cy
        share = 1 + by / (hypot(dx, dy) or 1.0)
        made.append((cx + dx * share, cy + dy * share))
    return made


def ellipse(camera: Camera, one: Ellipse, grow: float = 0.0) -> list[Point]:
    """An ellipse in space as seen; `grow` in pixels for the edge around it."""
    (x, y), s = camera.pixel(one[0]), camera.scale
    ax, ay = dot(one[1], camera.right) * s, -dot(one[1], camera.up) * s
    bx, by = dot(one[2], camera.right) * s, -dot(one[2], camera.up) * s
    points = []
    for c, n in _ROUND if s < FINE_FROM else _FINE:
        px, py = ax * c + bx * n, ay * c + by * n
        if grow:
            far = sqrt(px * px + py * py) or 1.0
            px, py = px + px / far * grow, py + py / far * grow
        points.append((x + px, y + py))
    return points


def smoothed(rows: list[Ellipse]) -> list[Ellipse]:
    """One more ellipse between each two, on a curve through its neighbours."""
    made: list[Ellipse] = []
    for i in range(len(rows) - 1):
        p0, p1, p2, p3 = rows[max(0, i - 1)], rows[i], rows[i + 1], rows[min(len(rows) - 1, i + 2)]
        made += [
            p1,
            (
                _middle(p0[0], p1[0], p2[0], p3[0]),
                _middle(p0[1], p1[1], p2[1], p3[1]),
                _middle(p0[2], p1[2], p2[2], p3[2]),
            ),
        ]
    return [*made, rows[-1]]


def _middle(a: Vec, b: Vec, c: Vec, d: Vec) -> Vec:
    x, y, z = ((-e + 9 * f + 9 * g - h) / 16 for e, f, g, h in zip(a, b, c, d, strict=True))
    return x, y, z
