"""Where things stand in the window, and how large their type is, from its size alone. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.values import dataclass

MAX_FIGURE = 900  # pixels across a figure
WIDE = 1.15  # broader than this: words beside the figure, else under it
DESIGN_WIDE, DESIGN_TALL = (930, 630), (480, 760)  # at this size, and below, type is as written
MAX_GROWTH = 3.0
FIGURE_SHARE, FIGURE_SHARE_TALL, READING_SHARE = 0.58, 0.53, 0.36
ONE_ROW = 700  # from this breadth on all buttons stand in one row
BAND_OF = 5.6  # the band with dial and cue is this part of the window's height
OPENS_AT, OPENS_LEAST, SHAPE = 0.7, 640, 1.5  # of the screen's height; at least; width to height
SMALLEST = (420, 560)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the canvas, in pixels from its upper left corner."""

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
    """Boxes of the window's parts, in pixels; `scale` is the pixels of one unit of type and space."""

    wide: bool
    scale: float
    height: int
    head: Box  # the routine's name, and how far it is
    bar: Box
    figure: Box
    words: Box
    small_figure: Box  # while much is to be read: less for the figure, more for the words
    many_words: Box
    band: Box  # what to do now, large, behind the dial
    ring: Box  # within the band
    cue: Box  # within the band
    note: Box  # a few lines across the window above the buttons; without height where there are none
    controls: Box  # large button, back and next; where there is one row, the quiet ones too
    quiet: Box  # the quiet row; without height where there is one row

    @property
    def reading(self) -> Box:
        """Where all that is said of an exercise has room when the words alone are too small: the figure's, too."""
        return self._down_to(self.words.bottom)

    @property
    def all_of_it(self) -> Box:
        """The same, with the band's place."""
        return self._down_to(self.band.bottom)

    def _down_to(self, bottom: int) -> Box:
        return Box(self.figure.x, self.figure.y, self.band.width, bottom - self.figure.y)


def type_scale(width: int, height: int, scale: float) -> float:
    """How many pixels a unit has in a window of this size: type grows with the window."""
    design = DESIGN_WIDE if is_wide(width, height) else DESIGN_TALL
    grown = min(width / (design[0] * scale), height / (design[1] * scale))
    return scale * min(max(grown, 1.0), MAX_GROWTH)


def is_wide(width: int, height: int) -> bool:
    """Return True if the window is wide enough for two columns."""
    return width > height * WIDE


def opening_size(room: Box, scale: float) -> tuple[int, int]:
    """How large the window opens on a monitor: to be read from the floor, two metres away."""
    height = max(round(room.height * OPENS_AT), round(OPENS_LEAST * scale))
    height = min(height, room.height)
    width = min(round(height * SHAPE), room.width)
    return max(width, min(round(SMALLEST[0] * scale), room.width)), height


def margin(width: int, scale: float) -> int:
    """The free space at the left and at the right."""
    return round((32 if width >= round(640 * scale) else 18) * scale)


def arrange(width: int, height: int, scale: float, note: int = 0) -> Layout:
    """The parts of a window of this size; nothing leaves the window and nothing overlaps.

    `scale` is the screen's pixels for a unit; `note` the height that lines across the window need, in pixels.
    """
    unit = type_scale(width, height, scale)

    def px(size: float) -> int:
        return round(size * unit)

    side = margin(width, unit)
    inner = max(width - 2 * side, px(80))
    head = Box(side, px(16), inner, px(20))
    bar = Box(side, head.bottom + px(8), inner, max(px(5), 3))
    controls, quiet = _buttons(side, inner, height, unit)
    lines = Box(side, controls.y - px(12) - note, inner, note)
    top, bottom = bar.bottom + px(12), (lines.y - px(10) if note else controls.y - px(14))
    band_height = min(max(round(height / BAND_OF), px(84)), max((bottom - top) // 2, px(50)))
    band = Box(side, bottom - band_height, inner, band_height)
    ring, cue = _in_band(band, unit)
    wide = is_wide(width, height)
    above = Box(side, top, inner, max(band.y - px(12) - top, px(40)))
    shares = (FIGURE_SHARE if wide else FIGURE_SHARE_TALL, READING_SHARE)
    usual, reading = (_above(above, wide, unit, share) for share in shares)
    return Layout(wide, unit, height, head, bar, *usual, *reading, band, ring, cue, lines, controls, quiet)


def _buttons(side: int, inner: int, height: int, unit: float) -> tuple[Box, Box]:
    """The rows of buttons at the bottom."""
    high, low, gap, below = (round(size * unit) for size in (52, 36, 8, 18))
    if inner >= ONE_ROW * unit:
        controls = Box(side, height - below - high, inner, high)
        return controls, Box(side, controls.bottom, inner, 0)
    quiet = Box(side, height - below - low, inner, low)
    return Box(side, quiet.y - gap - high, inner, high), quiet


def _in_band(band: Box, unit: float) -> tuple[Box, Box]:
    """The dial at the left of the band, the cue in what is left."""
    pad = round(8 * unit)
    across = min(band.height - 2 * pad, round(band.width * 0.3))
    ring = Box(band.x + pad, band.y + (band.height - across) // 2, across, across)
    left = ring.right + round(18 * unit)
    return ring, Box(left, band.y + pad, band.right - pad - left, band.height - 2 * pad)


def _above(space: Box, wide: bool, unit: float, share: float) -> tuple[Box, Box]:
    """Figure and words in the space above the band; the figure has at most that share of it."""
    gap = round((26 if wide else 10) * unit)
    if wide:
        figure = Box(
            space.x, space.y, min(round(space.height * 4 / 3), round(space.width * share)), space.height
        )
        left = figure.right + gap
        return figure, Box(left, space.y, space.right - left, space.height)
    high = min(round(space.width * 3 / 4), round((space.height - gap) * share))
    figure = Box(space.x, space.y, space.width, high)
    return figure, Box(space.x, figure.bottom + gap, space.width, space.bottom - figure.bottom - gap)


def figure_size(box: Box) -> tuple[int, int]:
    """The figure's picture within its box: four by three, and no larger than is worth its time."""
    width = min(box.width, round(box.height * 4 / 3), MAX_FIGURE)
    return width, round(width * 3 / 4)


def in_a_row(box: Box, weights: Sequence[float], unit: float, gap_after: int = 0) -> list[Box]:
    """Boxes side by side that fill `box`, as wide as their weights, with a wider gap after the first `gap_after`."""
    gap = round((8 if box.width > len(weights) * 90 * unit else 4) * unit)
    wider = round(18 * unit) if 0 < gap_after < len(weights) else 0
    room = box.width - gap * (len(weights) - 1) - wider
    found, x = [], float(box.x)
    for number, weight in enumerate(weights):
        width = room * weight / (sum(weights) or 1.0)
        if number == gap_after:
            x += wider
        found.append(Box(round(x), box.y, max(round(x + width) - round(x), 1), box.height))
        x += width + gap
    return found


def in_a_column(box: Box, count: int, unit: float) -> list[Box]:
    """Boxes one under the other, as high as buttons are."""
    high, gap = round(48 * unit), round(10 * unit)
    return [Box(box.x, box.y + number * (high + gap), box.width, high) for number in range(count)]
