"""The terminal's full face, with rich: digits to read from across the room, and the figure in braille."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TextIO

from rich.align import Align
from rich.console import Console, ConsoleDimensions, Group, RenderableType
from rich.live import Live
from rich.text import Text

from deskbreak.core.content import Catalog
from deskbreak.player import words
from deskbreak.player.braille import Drawing
from deskbreak.player.session import Mode, Now, Session

FIGURE_EVERY_S = 0.2
ROOM_FOR_WORDS = 15  # lines that the words need; what is left is the figure's
_HELP = (
    ("space", "pause"),
    ("n", "next"),
    ("b", "back"),
    ("t", "too hard"),
    ("h", "it hurts"),
    ("d", "done"),
    ("q", "close"),
)
_DIGITS = {
    "0": ("█▀▀█", "█  █", "▀▀▀▀"),
    "1": (" ▄█ ", "  █ ", " ▀▀▀"),
    "2": ("▀▀▀█", "█▀▀▀", "▀▀▀▀"),
    "3": ("▀▀▀█", " ▀▀█", "▀▀▀▀"),
    "4": ("█  █", "▀▀▀█", "   ▀"),
    "5": ("█▀▀▀", "▀▀▀█", "▀▀▀▀"),
    "6": ("█▀▀▀", "█▀▀█", "▀▀▀▀"),
    "7": ("▀▀▀█", "   █", "   ▀"),
    "8": ("█▀▀█", "█▀▀█", "▀▀▀▀"),
    "9": ("█▀▀█", "▀▀▀█", "▀▀▀▀"),
    ":": ("▄", "▄", " "),
}


class Screen:
    """One live picture, drawn again at every frame."""

    def __init__(self, out: TextIO, folders: list[Path], session: Session, catalog: Catalog) -> None:
        self._console = Console(file=out, highlight=False)
        self._live = Live(console=self._console, auto_refresh=False, screen=True)
        self._session, self._catalog = session, catalog
        self._drawing = Drawing(folders, session.script)
        self._figure: Text | None = None
        self._figure_at = 0.0
        self._on = False

    def start(self) -> None:
        self._live.start()
        self._on = True

    def stop(self) -> None:
        if self._on:
            self._on = False
            self._live.stop()

    def show(self, now: Now) -> None:
        self._fit()
        parts = [self._top(now), *self._middle(now), *self._bottom(now)]
        self._live.update(Group(*parts), refresh=True)

    def _fit(self) -> None:
        """As large as the terminal is now; rich looks at stdout, which may be the daemon's pipe."""
        try:
            columns, rows = os.get_terminal_size(self._console.file.fileno())
        except (OSError, ValueError):
            return
        if columns and rows:
            self._console.size = ConsoleDimensions(columns, rows)

    def _top(self, now: Now) -> RenderableType:
        left, right = self._session.script.name, words.place(now, self._session)
        gap = max(self._console.width - len(left) - len(right), 1)
        line = Text(left + " " * gap + right, style="dim", no_wrap=True)
        return Group(line, bar(now.progress, self._console.width))

    def _middle(self, now: Now) -> list[RenderableType]:
        rows = min(self._console.height - ROOM_FOR_WORDS, 22)
        figure = self._drawn(now, rows) if rows >= 6 else None
        side = words.side(now)
        head = Text.assemble((now.step.name, "bold"), (f"  {side}" if side else "", "cyan"))
        left = words.dial(now).large
        digits = big(left) if now.mode is Mode.PLAYING else big(left, "yellow")
        said = Text(words.instruction(now), style="cyan" if now.mode is Mode.PLAYING else "yellow")
        count = Text(words.count(now) or now.step.dose, style="dim")
        parts: list[RenderableType] = [figure] if figure is not None else [Text()]
        parts += [head, Text(), digits, count, Text(), said]
        return [Align.center(part) for part in parts]

    def _bottom(self, now: Now) -> list[RenderableType]:
        keys = Text()
        for key, does in _HELP:
            keys.append(f"{key} ", style="bold").append(f"{does}   ", style="dim")
        why = Text(words.why(now, self._catalog), style="dim italic", justify="center")
        return [Text(), why, Align.center(Text(words.coming(now), style="dim")), Text(), Align.center(keys)]

    def _drawn(self, now: Now, rows: int) -> Text | None:
        """The figure as dots, a few times a second."""
        at = time.monotonic()
        if self._figure is None or at - self._figure_at >= FIGURE_EVERY_S:
            self._figure_at = at
            columns = min(self._console.width - 4, rows * 8 // 3)
            lines = self._drawing.lines(now, columns, rows)
            self._figure = Text("\n".join(lines)) if lines else None
        return self._figure


def bar(share: float, width: int) -> Text:
    """How far the routine is, over the whole width."""
    done = round(share * width)
    return Text.assemble(("━" * done, "green"), ("━" * (width - done), "bright_black"))


def big(text: str, style: str = "green") -> Text:
    """Digits three lines high."""
    rows = ["  ".join(_DIGITS.get(char, ("", "", ""))[row] for char in text) for row in range(3)]
    return Text("\n".join(rows), style=f"bold {style}")
