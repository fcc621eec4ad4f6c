"""From space to the picture: an orthographic camera, and the outlines that bodies are drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, atan2, cos, pi, radians, sin, sqrt

from deskbreak.figures.skeleton import Ellipse
from deskbreak.figures.vectors import Vec, cross, dot

Point = tuple[float, float]
Disc = tuple[float, float, float]  # x, y, radius in pixels

ARC = 6  # segments of a half circle
_ROUND = [(cos(2 * pi * i / 20), sin(2 * pi * i / 20)) for i in range(20)]
_CIRCLE = [(cos(2 * pi * i / 18), sin(2 * pi * i / 18)) for i in range(18)]


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


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex outline of points."""
    ordered = sorted(points)

    def half(row: Sequence[Point]) -> list[Point]:
        kept: list[Point] = []
        for x, y in row:
            while len(kept) > 1:
                (ax, ay), (bx, by) = kept[-2], kept[-1]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                kept.pop()
            kept.append((x, y))
        return kept[:-1]

    return half(ordered) + half(ordered[::-1])


def ellipse(camera: Camera, one: Ellipse, grow: float = 0.0) -> list[Point]:
    """An ellipse in space as seen; `grow` in pixels for the edge around it."""
    (x, y), s = camera.pixel(one[0]), camera.scale
    ax, ay = dot(one[1], camera.right) * s, -dot(one[1], camera.up) * s
    bx, by = dot(one[2], camera.right) * s, -dot(one[2], camera.up) * s
    points = []
    for c, n in _ROUND:
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
