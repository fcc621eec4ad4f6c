"""A moment of a figure as SVG, from the same polygons as the picture."""

from __future__ import annotations

from html import escape

from deskbreak.figures.arrows import arrow_polygons, distinct
from deskbreak.figures.colours import Colour
from deskbreak.figures.shade import contact_shadows
from deskbreak.figures.shapes import Point
from deskbreak.figures.stage import GHOST_SHARE, Frame, Stage


def svg_of(
    stage: Stage,
    t: float,
    *,
    mirror: bool,
    title: str,
    ghost: float | None = None,
    way: tuple[float, float] | None = None,
) -> str:
    """A self-contained `<svg>` with a title for those who cannot see it."""
    camera, palette = stage.camera, stage.palette
    frame = stage.frame(t, way)
    parts = stage.parts(frame, t, camera)
    shapes = stage.scenery(camera)
    figure = [one for _, polygons in parts for one in polygons]
    shade = "".join(
        f'<path d="{_path(points)}" opacity="{palette.shade / 255 * strength:.2f}"/>'
        for points, strength in contact_shadows(frame.body, camera)
    )
    faint = "" if ghost is None else _ghost(stage, ghost)
    arrows = "".join(
        _path(points)
        for arrow in distinct(frame.arrows, camera)
        for points, _ in arrow_polygons(arrow, camera)
    )
    flip = f' transform="translate({stage.width} 0) scale(-1 1)"' if mirror else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {stage.width} {stage.height}" role="img">'
        f"<title>{escape(title, quote=False)}</title>"
        f'<rect width="100%" height="100%" fill="{_hex(palette.background)}"/><g{flip}>'
        f"{_filled(shapes)}{faint}<g>{shade}</g>"
        f'{_filled(figure)}<path d="{arrows}" fill="{_hex(palette.arrow)}" opacity="0.8"/></g></svg>'
    )


def _ghost(stage: Stage, t: float) -> str:
    """The body at another moment, faintly."""
    parts = stage.parts(Frame(stage.timeline.body(t), []), t, stage.camera)
    shapes = [one for _, polygons in parts for one in polygons]
    return f'<g opacity="{GHOST_SHARE}">{_filled(shapes)}</g>'


def _filled(shapes: list[tuple[list[Point], Colour]]) -> str:
    """Neighbours of one colour become one path."""
    made, run, last = [], "", None
    for points, colour in shapes:
        if colour != last and last is not None:
            made.append(f'<path fill="{_hex(last)}" d="{run}"/>')
            run = ""
        last = colour
        run += _path(points)
    if last is not None:
        made.append(f'<path fill="{_hex(last)}" d="{run}"/>')
    return "".join(made)


def _path(points: list[Point]) -> str:
    """One outline, always turning the same way, so that overlapping ones do not cut holes."""
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))
    ordered = points[::-1] if area < 0 else points
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ordered) + "Z"


def _hex(colour: Colour) -> str:
    return f"#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"
