"""The moving figure of a step: loaded when it is needed, turned where its side changes, faded into the next one.

There is never more than one body: a side turns round its middle like a card, and one figure is gone before the next
appears. Within a figure nothing fades, since every cue begins where the last one ended.

A figure that is missing or invalid is no reason to stop: the words guide alone then.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import cos, pi
from pathlib import Path
from typing import Any

from PIL import Image

from deskbreak.core.cues import Cue, ScriptStep
from deskbreak.errors import DeskbreakError
from deskbreak.player.first_picture import FirstPictures
from deskbreak.player.moment import Now
from deskbreak.player.motion import Guides, guides, picture_of

FADE_S = 0.35  # for both
FINE, LEAN = 3, 2  # supersampling: as it should be, and where the machine is slow
EDGE = 36  # pixels
SLOW_S = 0.0100  # a mean frame over this is drawn leaner, so that 30 a second stay cheap


class PictureStage:
    """Draws the figure that belongs to a cue."""

    def __init__(
        self,
        folders: Sequence[Path],
        theme: str,
        *,
        still: bool,
        soft_edges: str = "",
        look: Mapping[str, str] | None = None,
        cache: Path | None = None,
    ) -> None:
        """`soft_edges`: the ground's colour that the frame runs out into at its left, right and bottom.

        `look`: who is drawn, as the request says. `cache`: where first pictures are kept from one time to the next.
        """
        self._look = look or {}
        self._edges = soft_edges
        self._folders, self._theme, self._still = list(folders), theme, still
        self._figures: dict[str, Any] = {}
        self._shown: tuple[object, ...] | None = None
        self._last: Image.Image | None = None
        self._before: Image.Image | None = None
        self._changed_at = 0.0
        self._turns = False
        self._cost_s = 0.0
        self._drawn = 0
        self._kept = (
            None if cache is None else FirstPictures(cache, folders, (theme, soft_edges, self._look, still))
        )
        self._first: tuple[str, Image.Image] | None = None  # of a figure that cannot be drawn yet
        self._afterwards: Callable[[], object] | None = None  # waits until the first picture is shown
        self._is_shown = False

    def load(self, now: Now) -> None:
        """Open the first figure, unless its picture is kept; the size need not be known yet."""
        if self._kept is None or not self._kept.has(now.step.figure, now.cue):
            self._figure(now.step.figure)

    def warm_up(self, now: Now, size: tuple[int, int]) -> None:
        """Draw the first figure once, so that its first real frame comes at once; a picture that is kept will do."""
        figure, cue, kept = now.step.figure, now.cue, self._kept
        if kept is not None and (picture := kept.read(figure, cue, size)) is not None:
            self._first = figure, picture
            self._afterwards = lambda: self._draw_from_now_on(figure)
            return
        drawn = self.draw(now.step, now.cue, 0.0, 0.0, size)
        self._before = self._last = self._shown = None
        if kept is not None and drawn is not None:
            picture = drawn.copy()
            self._afterwards = lambda: kept.keep(figure, cue, picture)

    def _draw_from_now_on(self, figure: str) -> None:
        self._figure(figure)
        self._first = None

    def _go_on(self) -> None:
        """With the second frame the first is on the screen: what waited for it is done beside those that follow."""
        if self._afterwards is not None and self._is_shown:
            threading.Thread(target=self._afterwards, daemon=True).start()
            self._afterwards = None
        self._is_shown = self._afterwards is not None

    def draw(
        self, step: ScriptStep, cue: Cue, into_s: float, at: float, size: tuple[int, int]
    ) -> Image.Image | None:
        """The frame for `into_s` seconds of the cue; `at` is a clock for the fades. None: no figure."""
        self._go_on()
        if (first := self._first) is not None:
            if first[0] == step.figure and first[1].size == size:
                return first[1]
            self._first = None
        figure = self._figure(step.figure)
        if figure is None:
            self._last = self._shown = None
            return None
        moment, mirror = picture_of(cue, into_s, figure, still=self._still)
        self._notice_change((step.figure, mirror, size), at)
        frame = self._rendered(figure, moment, size, mirror=mirror, ahead=guides(cue, figure), at=at)
        if frame is None:
            self._figures[step.figure] = None
            return None
        if self._edges:
            _soften(frame, self._edges)
        self._last = self._faded(frame, at)
        return self._last

    def _notice_change(self, shown: tuple[object, ...], at: float) -> None:
        """Another figure, side or size than before; in another size it is there at once."""
        if shown != self._shown:
            before = self._shown or (None, None, None)
            self._before = self._last if before[-1] == shown[-1] else None
            self._turns = before[0] == shown[0]
            self._shown, self._changed_at = shown, at

    def _rendered(
        self, figure: Any, moment: float, size: tuple[int, int], *, mirror: bool, ahead: Guides, at: float
    ) -> Image.Image | None:
        from deskbreak.figures.api import render
        from deskbreak.figures.looks import look_from

        started = time.perf_counter()
        fine = LEAN if self._drawn > 5 and self._cost_s > SLOW_S else FINE
        try:
            frame: Image.Image = render(
                figure,
                moment,
                *size,
                theme=self._theme,
                mirror=mirror,
                supersample=fine,
                ghost=None if self._still else ahead.ghost,
                way=ahead.way,
                breath_s=0.0 if self._still else at,
                look=look_from(self._look),
            )
        except (DeskbreakError, ArithmeticError, ValueError, LookupError, TypeError):
            return None  # invalid in a way that only drawing shows
        self._drawn += 1
        self._cost_s += (time.perf_counter() - started - self._cost_s) / min(self._drawn, 20)
        return frame

    def _faded(self, frame: Image.Image, at: float) -> Image.Image:
        share = (at - self._changed_at) / FADE_S
        if self._before is None or self._still or not 0 <= share < 1 or self._before.size != frame.size:
            self._before = None
            return frame
        shown = self._before if share < 0.5 else frame
        ground = self._edges or _colour_of(frame)
        return _turned(shown, share, ground) if self._turns else _faint(shown, share, ground)

    def _figure(self, figure_id: str) -> Any:
        if figure_id not in self._figures:
            try:
                from deskbreak.figures.api import open_figure

                self._figures[figure_id] = open_figure(figure_id, self._folders)
            except (ImportError, DeskbreakError, OSError):
                self._figures[figure_id] = None
        return self._figures[figure_id]


def _colour_of(frame: Image.Image) -> str:
    """Of its ground."""
    red, green, blue, *_ = frame.convert("RGB").crop((0, 0, 1, 1)).tobytes()
    return f"#{red:02x}{green:02x}{blue:02x}"


def _turned(frame: Image.Image, share: float, ground: str) -> Image.Image:
    """The frame as it is seen after this share of half a turn."""
    width = max(round(frame.width * abs(cos(pi * share))), 2)
    image = Image.new("RGB", frame.size, ground)
    image.paste(frame.resize((width, frame.height)), ((frame.width - width) // 2, 0))
    return image


def _faint(frame: Image.Image, share: float, ground: str) -> Image.Image:
    """Gone in the middle of the change, whole at its beginning and end."""
    return Image.blend(Image.new("RGB", frame.size, ground), frame, abs(1 - 2 * share))


def _soften(frame: Image.Image, ground: str) -> None:
    """A mat or a floor that goes on beyond the frame ends without a hard edge."""
    wide, low = min(EDGE, frame.width // 8), min(EDGE, frame.height // 16)
    left, below = _edge_mask(wide, frame.height), _edge_mask(low, frame.width)
    frame.paste(ground, (0, 0), left)
    frame.paste(ground, (frame.width - wide, 0), left.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    frame.paste(ground, (0, frame.height - low), below.transpose(Image.Transpose.ROTATE_90))


@lru_cache(maxsize=8)
def _edge_mask(width: int, height: int) -> Image.Image:
    """Full at its left and nothing at its right."""
    column = Image.new("L", (width, 1))
    column.putdata([round(255 * (1 - x / width) ** 1.5) for x in range(width)])
    return column.resize((width, height))
