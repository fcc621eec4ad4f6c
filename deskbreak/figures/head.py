"""The head: face, hair with a bun, ears, eyes and a small smile, seen from any side."""

from __future__ import annotations

from itertools import pairwise

from deskbreak.figures.colours import Colour, Palette, darker, mix
from deskbreak.figures.props import Polygon
from deskbreak.figures.shapes import Camera, capsule, circle
from deskbreak.figures.skeleton import PosedBody
from deskbreak.figures.vectors import Vec, add, apply, dot, forward, mul, rightward

_FRINGE = ((0.5, 5.5, -7.6), (5.6, 7.4, -3.2), (5.6, 7.4, 3.2), (0.5, 5.5, 7.6))


class _Head:
    def __init__(self, body: PosedBody, camera: Camera, palette: Palette, *, bun: bool) -> None:
        self.bun = bun
        self.frame, self.centre = body.frames["head"], body.points["head"]
        self.camera, self.skin, self.hair = camera, palette.skin, palette.hair
        self.drawn: list[Polygon] = []
        self.faces = dot(forward(self.frame), camera.towards)

    def at(self, ahead: float, up: float, out: float = 0.0) -> Vec:
        return add(self.centre, apply(self.frame, (ahead, up, out)))

    def dot(self, point: Vec, radius: float, colour: Colour) -> None:
        self.drawn.append((circle(*self.camera.disc(point, radius)), colour))

    def bar(self, a: Vec, ra: float, b: Vec, rb: float, colour: Colour) -> None:
        self.drawn.append((capsule(self.camera.disc(a, ra), self.camera.disc(b, rb)), colour))

    def draw_bun(self) -> None:
        if not self.bun:
            return
        bun = self.at(-10.6, 5.0)
        self.dot(bun, 5.1, darker(self.hair, 0.3))
        self.dot(bun, 4.6, self.hair)

    def draw_hair(self) -> None:
        self.draw_bun()
        self.dot(self.at(-1.4, 1.6), 10.3, self.hair)

    def draw_face(self) -> None:
        self.bar(self.at(1.6, -0.6), 8.9, self.at(4.0, -6.6), 4.9, self.skin)
        self.dot(self.at(10.3, -2.4), 1.5, self.skin)

    def draw_ears(self) -> None:
        for side in (-1, 1):
            if dot(mul(rightward(self.frame), side), self.camera.towards) > 0.25:
                self.dot(self.at(-1.4, -1.8, 8.2 * side), 2.0, darker(self.skin, 0.18))
                self.dot(self.at(-1.2, -1.8, 8.2 * side), 1.35, self.skin)

    def draw_look(self) -> None:
        """Eyes, and a mouth where it can be seen."""
        for side in (-1, 1):
            if dot(apply(self.frame, (0.80, 0.05, 0.6 * side)), self.camera.towards) > 0.24:
                self.dot(self.at(7.4, -0.6, 4.4 * side), 1.05, darker(self.hair, 0.6))
                brow = self.at(8.4, 2.3, 3.1 * side), self.at(7.2, 2.2, 5.0 * side)
                self.bar(brow[0], 0.32, brow[1], 0.26, mix(self.hair, self.skin, 0.3))
        if self.faces > 0.05:
            lips = darker(self.skin, 0.42)
            left, middle, right = self.at(8.4, -5.5, -2.4), self.at(8.9, -6.5), self.at(8.4, -5.5, 2.4)
            self.bar(left, 0.42, middle, 0.5, lips)
            self.bar(middle, 0.5, right, 0.42, lips)

    def draw_fringe(self) -> None:
        points = [self.at(*one) for one in _FRINGE]
        for a, b in pairwise(points):
            self.bar(a, 2.7, b, 2.7, self.hair)
        self.bar(self.at(1.5, 8.0), 3.6, self.at(5.0, 7.2), 2.8, self.hair)


def head_polygons(body: PosedBody, camera: Camera, palette: Palette, *, bun: bool) -> list[Polygon]:
    """Everything of the head, back to front; the hair in a bun, or short."""
    head = _Head(body, camera, palette, bun=bun)
    if head.faces < 0.3:
        head.dot(head.at(-1.4, 1.6), 10.85, darker(palette.hair, 0.3))
    if head.faces > -0.45:
        head.draw_hair()
        head.draw_face()
        head.draw_ears()
        head.draw_look()
        head.draw_fringe()
    else:
        head.draw_face()
        head.draw_hair()
        head.draw_ears()
    if head.faces < -0.2:
        head.draw_bun()
    return head.drawn
