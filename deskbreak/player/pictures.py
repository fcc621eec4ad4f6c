"""The pictures of the window: the figure of a step, and the countdown ring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from deskbreak.errors import DeskbreakError
from deskbreak.player.theme import Theme

RING_SS = 4
FADE_S = 0.35


class Stage:
    """Draws the figure of the current step; fades where step or side changes. Without figures it stays empty."""

    def __init__(self, folders: Sequence[Path], theme: Theme, *, still: bool) -> None:
        self._folders, self._theme, self._still = list(folders), theme, still
        self._figures: dict[str, Any] = {}
        self._before: Image.Image | None = None
        self._shown: tuple[str, bool] | None = None
        self._last: Image.Image | None = None
        self._changed_at = 0.0

    def draw(self, figure_id: str, side: str, at: float, size: tuple[int, int]) -> Image.Image | None:
        """The frame at `at` seconds, or None where there is no figure to show."""
        figure = self._figure(figure_id)
        if figure is None:
            return None
        from deskbreak.figures.api import render

        mirror = side == "left"
        if (figure_id, mirror) != self._shown:
            self._before, self._shown, self._changed_at = self._last, (figure_id, mirror), at
        moment = figure.still_s if self._still else at % max(figure.seconds, 0.1)
        frame = render(figure, moment, *size, theme=self._theme.name, mirror=mirror)
        self._last = self._faded(frame, at)
        return self._last

    def _faded(self, frame: Image.Image, at: float) -> Image.Image:
        share = (at - self._changed_at) / FADE_S
        if self._before is None or self._still or not 0 <= share < 1 or self._before.size != frame.size:
            return frame
        return Image.blend(self._before, frame, share)

    def _figure(self, figure_id: str) -> Any:
        if figure_id not in self._figures:
            try:
                from deskbreak.figures.api import open_figure

                self._figures[figure_id] = open_figure(figure_id, self._folders)
            except (ImportError, DeskbreakError):
                self._figures[figure_id] = None  # the words are enough
        return self._figures[figure_id]


def ring(share: float, size: int, theme: Theme) -> Image.Image:
    """A ring of which `share` (0 to 1) is left, for the countdown."""
    big = size * RING_SS
    image = Image.new("RGB", (big, big), theme.background)
    draw = ImageDraw.Draw(image)
    width = big // 11
    box = (width // 2, width // 2, big - width // 2 - 1, big - width // 2 - 1)
    draw.arc(box, 0, 360, fill=theme.line, width=width)
    if share > 0:
        end = -90 + 360 * min(share, 1.0)
        draw.arc(box, -90, end, fill=theme.calm, width=width)
    return image.reduce(RING_SS)
