"""Smooth small shapes for the window: Tk's own lines and corners are jagged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians, sin

from PIL import Image, ImageDraw

FINE = 4  # drawn so much larger, then reduced


def ring(share: float, size: int, track: str, *, fill: str, ground: str) -> Image.Image:
    """A ring of which `share` (0 to 1) is filled from the top, clockwise, with round ends."""
    image = _ring_track(size, track, ground).copy()
    share = min(max(share, 0.0), 1.0)
    if share > 0.002:
        big = image.width
        thick = _thickness(big)
        draw = ImageDraw.Draw(image)
        draw.arc((0, 0, big - 1, big - 1), -90, -90 + 360 * share, fill=fill, width=thick)
        for angle in (-90.0, -90 + 360 * share):
            _dot(draw, big, thick, angle=angle, fill=fill)
    return image.reduce(3)


@lru_cache(maxsize=4)
def _ring_track(size: int, track: str, ground: str) -> Image.Image:
    big = size * 3
    image = Image.new("RGB", (big, big), ground)
    ImageDraw.Draw(image).arc((0, 0, big - 1, big - 1), 0, 360, fill=track, width=_thickness(big))
    return image


def _thickness(big: int) -> int:
    return max(big // 13, 3)


def _dot(draw: ImageDraw.ImageDraw, big: int, thick: int, *, angle: float, fill: str) -> None:
    middle, away = (big - 1) / 2, (big - thick) / 2
    x, y = middle + away * cos(radians(angle)), middle + away * sin(radians(angle))
    half = thick / 2
    draw.ellipse((x - half, y - half, x + half, y + half), fill=fill)


def bar(
    parts: Sequence[tuple[float, float]], width: int, height: int, *, track: str, fill: str, ground: str
) -> Image.Image:
    """One piece for each step, as wide as it is long; `parts` are (length, share done)."""
    wide, high = width * FINE, height * FINE
    image = Image.new("RGB", (wide, high), ground)
    draw = ImageDraw.Draw(image)
    gap = high * 0.9
    whole = sum(length for length, _ in parts) or 1.0
    room = max(wide - gap * (len(parts) - 1), 1.0)
    x = 0.0
    for length, done in parts:
        end = x + room * length / whole
        _pill(draw, x, end, high=high, fill=track)
        if done > 0:
            _pill(draw, x, max(x + (end - x) * min(done, 1.0), min(x + high, end)), high=high, fill=fill)
        x = end + gap
    return image.reduce(FINE)


def _pill(draw: ImageDraw.ImageDraw, x: float, end: float, *, high: int, fill: str) -> None:
    draw.rounded_rectangle((x, 0, max(end, x + 1), high - 1), high / 2, fill=fill)


def plate(
    width: int, height: int, radius: int, *, fill: str, ground: str, line: str = "", thick: int = 0
) -> Image.Image:
    """A rounded plate, for buttons and pills, with an outline where one is given."""
    radius = min(radius, width // 2, height // 2)
    small = _small_plate(2 * radius + 2, radius, fill, ground=ground, line=line, thick=thick)
    image = Image.new("RGB", (width, height), fill)
    ends, far = radius + 1, 2 * radius + 2
    across, down = (min(ends, width), width - ends), (min(ends, height), height - ends)
    for x, from_x in ((0, 0), (across[1], ends)):
        for y, from_y in ((0, 0), (down[1], ends)):
            image.paste(small.crop((from_x, from_y, from_x + ends, from_y + ends)), (x, y))
    if width > far:
        for y, from_y in ((0, 0), (down[1], ends)):
            edge = small.crop((radius, from_y, radius + 1, from_y + ends))
            image.paste(edge.resize((width - far, ends)), (ends, y))
    if height > far:
        for x, from_x in ((0, 0), (across[1], ends)):
            edge = small.crop((from_x, radius, from_x + ends, radius + 1))
            image.paste(edge.resize((ends, height - far)), (x, ends))
    return image


@lru_cache(maxsize=32)
def _small_plate(size: int, radius: int, fill: str, *, ground: str, line: str, thick: int) -> Image.Image:
    """The four corners; what is between them is all the same."""
    big = size * FINE
    image = Image.new("RGB", (big, big), ground)
    ImageDraw.Draw(image).rounded_rectangle(
        (0, 0, big - 1, big - 1),
        radius * FINE,
        fill=fill,
        outline=line or None,
        width=thick * FINE if line else 0,
    )
    return image.reduce(FINE)


def focused(
    width: int, height: int, radius: int, *, fill: str, ground: str, line: str, thick: int
) -> Image.Image:
    """A plate with a ring around it: the ground between them keeps the ring visible on any fill."""
    image = plate(width, height, radius, fill=ground, ground=ground, line=line, thick=thick)
    inset = 2 * thick
    inner = plate(
        max(width - 2 * inset, 1),
        max(height - 2 * inset, 1),
        max(radius - inset, 1),
        fill=fill,
        ground=ground,
    )
    image.paste(inner, (inset, inset))
    return image


@lru_cache(maxsize=8)
def caution_sign(size: int, fill: str, ground: str) -> Image.Image:
    """A triangle with an exclamation mark in it."""
    big = size * FINE
    image = Image.new("RGB", (big, big), ground)
    draw = ImageDraw.Draw(image)
    draw.polygon([(big / 2, big * 0.04), (big * 0.99, big * 0.94), (big * 0.01, big * 0.94)], fill=fill)
    draw.rectangle((big * 0.45, big * 0.34, big * 0.55, big * 0.66), fill=ground)
    draw.rectangle((big * 0.45, big * 0.73, big * 0.55, big * 0.83), fill=ground)
    return image.reduce(FINE)
