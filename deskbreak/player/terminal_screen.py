"""The terminal's full face, with rich: digits to read from across the room, and the figure in braille."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TextIO

from rich.console import Console, ConsoleDimensions, Group
from rich.live import Live
from rich.text import Text

from deskbreak.cells import broken, cells
from deskbreak.core.catalog import Catalog
from deskbreak.language import _, translated
from deskbreak.player import words
from deskbreak.player.braille import Drawing
from deskbreak.player.moment import Mode, Now
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.session import Session
from deskbreak.player.terminal_keys import keys_of

FIGURE_EVERY_S = 0.2
BESIDE = 72  # columns from which the figure stands beside the words
MIN_ROWS, MAX_ROWS = 6, 24  # of the figure
LESSER = 5  # what ranks so or higher makes way for the figure
PAGE_S = 8.0  # where not everything fits, it comes in pages
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
_KINDS = {"step": "", "caution": "bold yellow", "ours": "bold"}

TextPart = tuple[int, list[Text]]  # how easily it can be left out (0: never), and its lines


class TerminalScreen:
    """One live picture, drawn again at every frame."""

    def __init__(
        self, out: TextIO, folders: list[Path], session: Session, *, catalog: Catalog, request: PlayRequest
    ) -> None:
        self._console = Console(file=out, highlight=False)
        self._live = Live(console=self._console, auto_refresh=False, screen=True)
        self._session, self._catalog, self._request = session, catalog, request
        self._drawing = Drawing(folders, request.look)
        self._figure: list[str] = []
        self._figure_at, self._figure_size = 0.0, (0, 0)
        self._whole_since = 0.0
        self._on = False

    def start(self) -> None:
        if not self._on:
            self._on = True
            self._live.start()

    def stop(self) -> None:
        if self._on:
            self._on = False
            self._live.stop()

    def show(self, now: Now, *, sounds: bool) -> None:
        """This moment; `sounds`: whether cues are heard."""
        self._fit()
        lines = self.lines(now, self._console.width, self._console.height, sounds=sounds)
        self._live.update(Group(*lines), refresh=True)

    def lines(self, now: Now, width: int, height: int, *, sounds: bool) -> list[Text]:
        """The whole screen, each line no wider than it is."""
        top, keys = self._top(now, width), packed(keys_of(now, sounds=sounds), width)
        room = max(height - len(top) - len(keys) - 1, 1)
        middle = self._beside(now, width, room) if width >= BESIDE else self._below(now, width, room)
        blank = [Text()] * max(room - len(middle), 0)
        return [*top, *middle, *blank, Text(), *keys]

    def _fit(self) -> None:
        """As large as the terminal is now; rich looks at stdout, which may be the daemon's pipe."""
        try:
            columns, rows = os.get_terminal_size(self._console.file.fileno())
        except (OSError, ValueError):
            return
        if columns and rows:
            self._console.size = ConsoleDimensions(columns, rows)

    # -- layout -----------------------------------------------------------------------------------------

    def _top(self, now: Now, width: int) -> list[Text]:
        left, right = words.title(self._session), words.place(now, self._session)
        gap = width - cells(left) - cells(right)
        first = [left + " " * gap + right] if gap > 0 else [*_cut(left, width), right]
        return [*(Text(line, style="dim") for line in first), bar(now.progress, width)]

    def _beside(self, now: Now, width: int, room: int) -> list[Text]:
        """The figure at the left, the words at the right of it."""
        left = width * 9 // 20
        figure = self._drawn(now, left - 2, min(room, MAX_ROWS))
        if not figure:
            return self._fitted(now, width - 2, room)
        lines = self._fitted(now, width - left - 1, room)
        above = max(room - len(lines), 0) // 2
        lines = [Text()] * above + lines
        over = max(room - len(figure), 0) // 2
        figure = [""] * over + figure
        rows = max(len(lines), len(figure))
        lines += [Text()] * (rows - len(lines))
        figure += [""] * (rows - len(figure))
        return [Text(f"{one:{left}}") + line for one, line in zip(figure, lines, strict=True)]

    def _below(self, now: Now, width: int, room: int) -> list[Text]:
        """The figure above the words, where there is room or only lesser words stand in its way."""
        needed = sum(len(part) for rank, part in self._parts(now, width - 2) if rank < LESSER)
        kept = next((rows for rows in (10, 8, MIN_ROWS) if needed + rows <= room), 0)
        lines = self._fitted(now, width - 2, room - kept)
        rows = min(room - len(lines), MAX_ROWS)
        figure = self._drawn(now, min(width - 2, rows * 8 // 3), rows) if rows >= MIN_ROWS else []
        drawn = [Text(line) for line in figure]
        for line in [*drawn, *lines]:
            line.pad_left(max(width - line.cell_len, 0) // 2 if line in drawn else 1)
        return [*drawn, *lines]

    def _fitted(self, now: Now, width: int, room: int) -> list[Text]:
        """The words in so many lines: what matters least goes first, then everything comes in pages."""
        parts = self._parts(now, width)
        while sum(len(lines) for _rank, lines in parts) > room and any(rank for rank, _lines in parts):
            worst = max(rank for rank, _lines in parts)
            parts = [part for part in parts if part[0] != worst]
        lines = [line for _rank, one in parts for line in one]
        if len(lines) <= room:
            self._whole_since = 0.0
            return lines
        return self._page([lines for _rank, lines in parts], room)

    def _page(self, parts: list[list[Text]], room: int) -> list[Text]:
        """Some of the sentences under the title, others a little later; none is torn apart."""
        title, *others = parts
        pages: list[list[Text]] = [[]]
        for part in others:
            if pages[-1] and len(title) + len(pages[-1]) + len(part) + 1 > room:
                pages.append([])
            pages[-1] += part
        at = time.monotonic()
        self._whole_since = self._whole_since or at
        number = int((at - self._whole_since) / PAGE_S) % len(pages)
        more = _("{n} of {pages}, more in a moment", n=number + 1, pages=len(pages))
        mark = Text(more, style="dim")
        return [*title, *pages[number], mark]

    # -- words ------------------------------------------------------------------------------------------

    def _parts(self, now: Now, width: int) -> list[TextPart]:
        dial = words.dial(now)
        colour = "yellow" if now.mode is Mode.PAUSED else "cyan" if now.ready else "green"
        whole = words.is_whole(now)
        unit = "  ".join(filter(None, (dial.small, words.amount(now) if now.ready else "")))
        said = " ".join(filter(None, (words.instruction(now), words.hold_left(now))))
        return [
            (0, self._title(now, width)),
            (8, [Text()]),
            (4 if whole else 0, big(dial.large, colour) if dial.large else []),
            (3 if whole else 1, _lines(unit, width, "dim")),
            (8, [Text()]),
            *((0, lines) for lines in (self._whole(now, width) if whole else [_lines(said, width, "bold")])),
            (2, _lines(words.breathing(now, self._catalog), width, "cyan")),
            (0, self._line(now, width)),
            (0, _lines(words.take_along(now), width, "bold")),
            (0, self._newcomers(now, width)),
            (8, [Text()]),
            (5, _lines(words.coming(now), width, "dim")),
            (6, _lines(words.why(now, self._catalog, self._request.why), width, "dim italic")),
        ]

    def _title(self, now: Now, width: int) -> list[Text]:
        state = words.PAUSED if now.mode is Mode.PAUSED else words.GET_READY if now.ready else ""
        lines = [Text(f" {translated(state)} ", style="reverse bold")] if state else []
        lines += _lines(words.name(now.step), width, "bold")
        return lines + _lines(words.side(now), width, "cyan")

    def _line(self, now: Now, width: int) -> list[Text]:
        line = words.line(now)
        return _lines(f"! {line}", width, "yellow") if words.is_caution(now) else _lines(line, width)

    def _newcomers(self, now: Now, width: int) -> list[Text]:
        """In the very first routine: whom to ask before, and how to begin with something new."""
        shown = self._request.first_run and now.ready
        return _lines(words.first_words(self._catalog, now.cue.step), width) if shown else []

    def _whole(self, now: Now, width: int) -> list[list[Text]]:
        """Sentence by sentence."""
        sentences, number = [], 0
        for kind, said in words.whole(now):
            number += kind == "step"
            mark = f"{number}." if kind == "step" else words.kind_label(kind)
            lines = _lines(f"{mark} {said}", width)
            lines[0].stylize(_KINDS[kind] or "cyan", 0, len(mark))
            sentences.append(lines)
        return sentences

    def _drawn(self, now: Now, columns: int, rows: int) -> list[str]:
        """The figure as dots, a few times a second."""
        at, size = time.monotonic(), (columns, rows)
        if at - self._figure_at >= FIGURE_EVERY_S or size != self._figure_size:
            self._figure_at, self._figure_size = at, size
            self._figure = self._drawing.lines(now, columns, rows) if rows >= MIN_ROWS else []
        return list(self._figure)


def _cut(text: str, width: int) -> list[str]:
    """Lines of so many columns, broken between words; a hyphen is part of its word."""
    return broken(text, max(width, 10))


def _lines(text: str, width: int, style: str = "") -> list[Text]:
    return [Text(line, style=style) for line in _cut(text, width)]


def packed(keys: list[tuple[str, str]], width: int) -> list[Text]:
    """Keys and what they do, as many a line as fit; none is broken."""
    lines, line = [], Text()
    for key, does in keys:
        one = Text.assemble((key, "bold"), (f" {does}", "dim"))
        if line.cell_len and line.cell_len + 3 + one.cell_len > width:
            lines.append(line)
            line = Text()
        line = line + Text("   ") + one if line.cell_len else one
    return [*lines, line]


def bar(share: float, width: int) -> Text:
    """How far the routine is, over the whole width."""
    done = round(share * width)
    return Text.assemble(("━" * done, "green"), ("━" * (width - done), "bright_black"))


def big(text: str, style: str = "green") -> list[Text]:
    """Digits three lines high."""
    rows = ["  ".join(_DIGITS.get(char, ("", "", ""))[row] for char in text) for row in range(3)]
    return [Text(row, style=f"bold {style}") for row in rows]
