"""Where things stand in the window, from its size alone. Pure."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST = 900  # pixels across a figure
WIDE = 1.15  # broader than this: words beside the figure, else under it


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes of the window's parts, in pixels."""

    wide: bool
    head: Box  # the routine's name, and how far it is
    bar: Box
    figure: Box
    words: Box
    ring: Box
    note: Box  # a few lines across the window above the buttons; without height where there are none
    controls: Box


def margin(width: int, scale: float) -> int:
    """The free space at the left and at the right."""
    return round((32 if width >= round(640 * scale) else 18) * scale)


def arrange(width: int, height: int, scale: float, note: int = 0) -> Layout:
    """The parts of a window of this size; nothing leaves the window and nothing overlaps.

    `note` is the height that lines across the window need, in pixels.
    """

    def px(size: float) -> int:
        return round(size * scale)

    side = margin(width, scale)
    inner = max(width - 2 * side, px(80))
    head = Box(side, px(18), inner, px(20))
    bar = Box(side, head.bottom + px(8), inner, max(px(5), 3))
    controls = Box(side, height - px(22) - px(52), inner, px(52))
    lines = Box(side, controls.y - px(14) - note, inner, note)
    top, bottom = bar.bottom + px(14), (lines.y - px(12) if note else controls.y - px(16))
    space = max(bottom - top, px(60))
    wide = width > height * WIDE
    if wide:
        figure = Box(side, top, min(round(space * 4 / 3), round(inner * 0.6)), space)
        left = figure.right + px(30)
        words = Box(left, top, side + inner - left, space)
        diameter = min(px(148), round(space * 0.36), words.width)
        ring = Box(left, bottom - diameter - px(58), diameter, diameter)
    else:
        high = round(space * 0.5)
        figure = Box(side, top, inner, high)
        words = Box(side, figure.bottom + px(10), inner, space - high - px(10))
        diameter = min(px(120), round(words.height * 0.55), round(inner * 0.34))
        ring = Box(words.right - diameter, words.y + px(4), diameter, diameter)
    return Layout(wide, head, bar, figure, words, ring, lines, controls)


def figure_size(box: Box) -> tuple[int, int]:
    """The figure's picture within its box: four by three, and no larger than is worth its time."""
    width = min(box.width, round(box.height * 4 / 3), LARGEST)
    return width, round(width * 3 / 4)
