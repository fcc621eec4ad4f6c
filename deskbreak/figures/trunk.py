"""The trunk from seat to collar as one smooth body, in its two clothes."""

from __future__ import annotations

from itertools import pairwise

from deskbreak.figures.colours import Colour, darker
from deskbreak.figures.looks import Build
from deskbreak.figures.props import Polygon
from deskbreak.figures.shapes import Camera, grown, joined, smoothed, supports
from deskbreak.figures.skeleton import Ellipse, PosedBody
from deskbreak.figures.vectors import add, apply, forward, mul, rightward

# spine index, half width, half depth, forward, up; what of the build widens it
_ROWS = (
    (0, 7.0, 4.0, -0.8, -6.5, "waist"),
    (0, 12.2, 8.0, -0.9, -3.6, "waist"),
    (0, 15.4, 10.6, -1.4, 1.0, "waist"),
    (1, 14.6, 10.2, 0.3, -2.0, "waist"),
    (2, 13.4, 9.4, 0.8, -0.6, "waist"),
    (3, 12.8, 8.9, 1.0, 0.0, "waist"),
    (4, 12.9, 9.1, 1.0, 0.0, "waist"),
    (5, 13.8, 9.9, 1.2, 0.0, "shoulders"),
    (6, 15.0, 10.8, 1.6, 0.0, "shoulders"),
    (7, 15.6, 10.8, 1.6, 0.0, "shoulders"),
    (8, 14.2, 8.6, 0.6, -1.5, "shoulders"),
    (8, 10.0, 6.6, 0.0, 1.2, "shoulders"),
)
_BREATHES = {4: 0.5, 5: 1.0, 6: 1.0, 7: 1.0}  # by spine index
_WAIST = 6  # the ellipse, after smoothing, down to which the top comes
BREATH_SHARE = 0.02


def trunk_ellipses(body: PosedBody, build: Build, breath: float) -> list[Ellipse]:
    """Cross-sections from the seat up; `breath` from -1 to 1 swells the ribs by two parts in a hundred."""
    made = []
    for index, wide, deep, ahead, up, widened in _ROWS:
        point, frame = body.spine[index]
        swell = 1 + BREATH_SHARE * _BREATHES.get(index, 0.0) * breath
        width = wide * (build.waist if widened == "waist" else build.shoulders) * swell
        depth = deep * build.depth * (2 * swell - 1)
        centre = add(point, apply(frame, (ahead + deep * (swell - 1), up, 0.0)))
        made.append((centre, mul(rightward(frame), width), mul(forward(frame), depth)))
    return smoothed(made)


def trunk_polygons(
    camera: Camera, rows: list[Ellipse], top: Colour, *, legs: Colour, edge: float, edge_px: float
) -> tuple[list[Polygon], list[Polygon]]:
    """The edges around all of it, and the fills, the end that is farther first."""
    fine = [supports(camera, one) for one in rows]
    colours = [legs if n < _WAIST else top for n in range(len(rows) - 1)]
    order = list(range(len(rows) - 1))
    if camera.depth(rows[0][0]) > camera.depth(rows[-1][0]):
        order.reverse()
    pairs = list(pairwise(fine))
    fills = [(joined(*pairs[n]), colours[n]) for n in order]
    return [(grown(points, edge_px), darker(colour, edge)) for points, colour in fills], fills
