"""The terminal's full face, with rich: digits to read from across the room, and the figure in braille."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TextIO

from rich.align import Align
from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.text import Text

from deskbreak.player import words
from deskbreak.player.protocol import Request
from deskbreak.player.session import Mode, Now

FIGURE_EVERY_S = 0.4
FIGURE_COLUMNS, FIGURE_ROWS = 48, 16

_DIGITS = {
    "0": ("▄▀▀▄", "█  █", "▀▄▄▀"),
    "1": (" ▄█ ", "  █ ", " ▄█▄"),
    "2": ("▀▀▀▄", "▄▀▀ ", "█▄▄▄"),
    "3": ("▀▀▀▄", " ▀▀▄", "▄▄▄▀"),
    "4": ("█  █", "▀▀▀█", "   █"),
    "5": ("█▀▀▀", "▀▀▀▄", "▄▄▄▀"),
    "6": ("▄▀▀ ", "█▀▀▄", "▀▄▄▀"),
    "7": ("▀▀▀█", "  █ ", " █  "),
    "8": ("▄▀▀▄", "▄▀▀▄", "▀▄▄▀"),
    "9": ("▄▀▀▄", "▀▄▄█", " ▄▄▀"),
    ":": (" ", "▪", "▪"),
}


class Screen:
    """One live picture, drawn again at every frame."""

    def __init__(self, out: TextIO, folders: list[Path], request: Request) -> None:
        self._console = Console(file=out)
        self._live = Live(console=self._console, auto_refresh=False, transient=True)
        self._folders, self._request = folders, request
        self._figures: dict[str, Any] = {}
        self._figure = Text()
        self._figure_at = -1.0
        self._on = False

    def start(self) -> None:
        self._live.start()
        self._on = True

    def stop(self) -> None:
        if self._on:
            self._on = False
            self._live.stop()

    def show(self, now: Now) -> None:
        side = words.side(now)
        head = Text(now.step.name + (f" · {side}" if side else ""), style="bold")
        left = words.clock(words.shown_left(now)) if now.mode is Mode.PLAYING else "Paused"
        parts: list[Any] = [
            Align.center(head),
            Align.center(big(left) if now.mode is Mode.PLAYING else Text(left, style="bold yellow")),
            Align.center(Text(f"{words.instruction(now)}  {words.count(now)}".strip(), style="cyan")),
        ]
        if self._console.height > FIGURE_ROWS + 12:
            parts.insert(1, Align.center(self._drawn(now)))
        parts += [
            Align.center(Text(words.detail(now), style="dim")),
            Align.center(Text(words.why(now), style="dim italic")),
            ProgressBar(total=1.0, completed=now.progress),
            Align.center(Text(words.coming(now), style="dim")),
            Align.center(
                Text(
                    "[space] pause  [n] next  [b] back  [t] too hard  [h] it hurts  [d] done  [q] close",
                    style="dim",
                )
            ),
        ]
        self._live.update(Group(*parts), refresh=True)

    def _drawn(self, now: Now) -> Text:
        """The figure as braille dots, a few times a second."""
        at = now.into_step_s
        if abs(at - self._figure_at) < FIGURE_EVERY_S:
            return self._figure
        self._figure_at = at
        picture = self._picture(now, at)
        self._figure = braille(picture) if picture is not None else Text()
        return self._figure

    def _picture(self, now: Now, at: float) -> Any:
        from deskbreak.player.pictures import Stage
        from deskbreak.player.theme import LIGHT

        stage = self._figures.setdefault("stage", Stage(self._folders, LIGHT, still=False))
        try:
            return stage.draw(now.step.figure, now.cue.side, at, (FIGURE_COLUMNS * 8, FIGURE_ROWS * 16))
        except (OSError, ValueError):
            return None


def big(text: str) -> Text:
    """Digits three lines high."""
    rows = ["  ".join(_DIGITS.get(char, ("", "", ""))[row] for char in text) for row in range(3)]
    return Text("\n".join(rows), style="bold green")


def braille(picture: Any) -> Text:
    """A picture as dots: whatever is clearly darker than the background is inked."""
    small = picture.convert("L").resize((FIGURE_COLUMNS * 2, FIGURE_ROWS * 4))
    pixels = small.load()
    bits = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
    lines = []
    for row in range(FIGURE_ROWS):
        chars = []
        for column in range(FIGURE_COLUMNS):
            dots = sum(
                bits[y][x] for y in range(4) for x in range(2) if pixels[column * 2 + x, row * 4 + y] < 200
            )
            chars.append(chr(0x2800 + dots))
        lines.append("".join(chars))
    return Text("\n".join(lines))
