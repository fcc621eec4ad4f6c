"""What stands around the figure: mat, path, wall, chair, desk, cushion, roller, box. Straps are drawn with the body."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Any

from deskbreak.figures.colours import Colour, Palette, darker
from deskbreak.figures.shapes import Camera, Point, circle, hull
from deskbreak.figures.vectors import Vec, dot

Polygon = tuple[list[Point], Colour]

_FACES = (
    ((1, 0, 0), 1, ((1, -1, -1), (1, 1, -1), (1, 1, 1), (1, -1, 1))),
    ((-1, 0, 0), 1, ((-1, -1, -1), (-1, 1, -1), (-1, 1, 1), (-1, -1, 1))),
    ((0, 1, 0), 2, ((-1, 1, -1), (1, 1, -1), (1, 1, 1), (-1, 1, 1))),
    ((0, -1, 0), 1, ((-1, -1, -1), (1, -1, -1), (1, -1, 1), (-1, -1, 1))),
    ((0, 0, 1), 0, ((-1, -1, 1), (1, -1, 1), (1, 1, 1), (-1, 1, 1))),
    ((0, 0, -1), 0, ((-1, -1, -1), (1, -1, -1), (1, 1, -1), (-1, 1, -1))),
)
ROLLER_R, ROLLER_HALF = 7.5, 22.0
WALL_CM = 8.0
DESK_DEPTH, DESK_WIDTH, DESK_HEIGHT = 64.0, 120.0, 73.0


def walls_ahead(props: list[dict[str, Any]]) -> list[float]:
    """Where the faces of the walls before the figure are; `at` of a wall is its face towards the figure."""
    found = [float(prop.get("at", [0.0])[0]) for prop in props if prop["kind"] == "wall"]
    return [x for x in found if x > 0]


def drawn(
    prop: dict[str, Any], camera: Camera, palette: Palette, *, middle: float, rolled: float = 0.0
) -> list[Polygon]:
    """The polygons of one prop, back to front; without a place it lies under the figure's middle.

    A roller has `rolled` so many cm from its place.
    """
    at = [*prop.get("at", [middle, 0.0]), 0.0, 0.0]
    x, z = float(at[0]), float(at[1])
    wood = (palette.prop, palette.prop_dark, palette.prop_light)
    cloth = (palette.mat_edge, palette.mat_edge, palette.mat)
    match prop["kind"]:
        case "mat":
            size = (prop.get("length", 190.0), 1.2, prop.get("width", 70.0))
            return box(camera, (x, -0.6, z), size, cloth)
        case "path":
            return box(
                camera,
                (x, -0.6, 0.0),
                (260.0, 1.2, 52.0),
                (palette.prop_dark, palette.prop_dark, palette.prop_light),
            )
        case "wall":
            return box(
                camera,
                (x + (WALL_CM / 2 if x > 0 else -WALL_CM / 2), 95.0, z),
                (WALL_CM, 190.0, 110.0),
                (palette.prop_dark, palette.prop, palette.prop_light),
            )
        case "desk":
            return _desk(camera, x, z, prop=prop, wood=wood, palette=palette)
        case "cushion":
            return _cushion(camera, x, z, up=float(at[2]), prop=prop, palette=palette)
        case "chair":
            return _chair(camera, x, z, prop=prop, wood=wood)
        case "box":
            size = prop["size"]
            return box(camera, (x, size[1] / 2, z), (size[0], size[1], size[2]), wood)
        case "roller":
            return _roller(camera, x + rolled, z, palette=palette, rolled=rolled)
    return []


def box(camera: Camera, centre: Vec, size: Vec, colours: tuple[Colour, Colour, Colour]) -> list[Polygon]:
    """The faces of a box that can be seen."""
    made = []
    for normal, colour, corners in _FACES:
        if dot((float(normal[0]), float(normal[1]), float(normal[2])), camera.towards) > 0.001:
            points = [
                camera.pixel(
                    (centre[0] + i * size[0] / 2, centre[1] + j * size[1] / 2, centre[2] + k * size[2] / 2)
                )
                for i, j, k in corners
            ]
            made.append((points, colours[colour]))
    return made


def _chair(
    camera: Camera, x: float, z: float, *, prop: dict[str, Any], wood: tuple[Colour, Colour, Colour]
) -> list[Polygon]:
    high = prop.get("height", 45.0)
    made: list[Polygon] = []
    for dx in (-18.0, 18.0):
        for dz in (-18.0, 18.0):
            made += box(camera, (x + dx, high / 2 - 1, z + dz), (3.5, high - 2, 3.5), wood)
    made += box(camera, (x, high - 2, z), (42.0, 4.0, 42.0), wood)
    if prop.get("back", True):
        for dz in (-18.0, 18.0):
            made += box(camera, (x - 19.5, high + 8, z + dz), (3.0, 18.0, 3.5), wood)
        made += box(camera, (x - 20, high + 28, z), (3.0, 34.0, 42.0), wood)
    return made


def _desk(
    camera: Camera,
    x: float,
    z: float,
    *,
    prop: dict[str, Any],
    wood: tuple[Colour, Colour, Colour],
    palette: Palette,
) -> list[Polygon]:
    """A desk around (x, z), its far side ahead of the figure, with a screen on it unless it says not."""
    high, deep, wide = (
        prop.get(name, usual)
        for name, usual in (("height", DESK_HEIGHT), ("length", DESK_DEPTH), ("width", DESK_WIDTH))
    )
    made: list[Polygon] = []
    for dx in (-deep / 2 + 5, deep / 2 - 5):
        for dz in (-wide / 2 + 5, wide / 2 - 5):
            made += box(camera, (x + dx, high / 2 - 2, z + dz), (4.0, high - 4, 4.0), wood)
    made += box(camera, (x, high - 1.5, z), (deep, 3.0, wide), wood)
    if not prop.get("monitor", True):
        return made
    screen = (palette.prop_dark, darker(palette.prop_dark, 0.25), darker(palette.prop_dark, 0.15))
    ahead = x + deep / 2 - 14
    made += box(camera, (ahead, high + 0.6, z), (14.0, 1.2, 22.0), screen)
    made += box(camera, (ahead, high + 8, z), (2.5, 14.0, 5.0), screen)
    return made + box(camera, (ahead, high + 28, z), (2.5, 32.0, 54.0), screen)


def _cushion(
    camera: Camera, x: float, z: float, *, up: float, prop: dict[str, Any], palette: Palette
) -> list[Polygon]:
    """A cushion that lies at (x, z), `up` cm over the floor, its corners round."""
    wide, high, deep = prop.get("size", (34.0, 10.0, 30.0))
    dark = darker(palette.cushion, 0.16)

    def spheres(radius: float, lift: float) -> list[Point]:
        corners = [(i * (wide / 2 - radius), k * (deep / 2 - radius)) for i in (-1, 1) for k in (-1, 1)]
        discs = [camera.disc((x + dx, up + high / 2 + lift, z + dz), radius) for dx, dz in corners]
        return hull([point for disc in discs for point in circle(*disc)])

    return [(spheres(high / 2, 0.0), dark), (spheres(high / 2 * 0.84, high * 0.09), palette.cushion)]


def _roller(camera: Camera, x: float, z: float, *, palette: Palette, rolled: float) -> list[Polygon]:
    """A roller that has gone `rolled` cm; a spot on its end shows how it turns."""

    def ring(side: float, share: float) -> list[Point]:
        turns = (2 * pi * i / 16 for i in range(16))
        return [camera.pixel(_on_roller(x, z + side, share, angle)) for angle in turns]

    end = ROLLER_HALF if camera.towards[2] > 0 else -ROLLER_HALF
    spot = _on_roller(x, z + end, 0.72, pi * 0.6 - rolled / ROLLER_R)
    return [
        (hull(ring(-end, 1.0) + ring(end, 1.0)), darker(palette.towel, 0.22)),
        (ring(end, 1.0), palette.towel),
        (ring(end, 0.42), darker(palette.towel, 0.45)),
        (circle(*camera.disc(spot, 1.1)), darker(palette.towel, 0.45)),
    ]


def _on_roller(x: float, z: float, share: float, angle: float) -> Vec:
    return x + ROLLER_R * share * cos(angle), ROLLER_R + ROLLER_R * share * sin(angle), z
