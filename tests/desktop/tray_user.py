"""A user with our icon in front of them. Where it is, and where its menu opens, is seen on the screen."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageChops

from deskbreak.platforms import tray
from deskbreak.platforms.bus import Bus
from deskbreak.platforms.tray.menu import Menu, MenuItem
from deskbreak.platforms.tray.port import Look, Tray
from deskbreak.runtime.loop import Loop

Box = tuple[int, int, int, int]  # left, top, right, bottom
PANEL: Box = (0, 0, 1280, 32)  # where most of the panels are
COLOURS: dict[str, Callable[[tuple[int, int, int]], bool]] = {
    "teal": lambda p: p[1] > p[0] + 60 and p[2] > p[0] + 60,
    "amber": lambda p: p[0] > p[2] + 100 and p[0] > p[1] + 50,
}
START, PAUSE, SNOOZE = range(3)
ROWS = 3
MARK = 0.3  # of a row's width: there stands its check mark, if it has one
SMALLEST = (80, 60)  # pixels; some panels open an empty one first
ELSEWHERE = (900, 500)  # the pointer rests there; some screens draw it
POINTER: Box = (870, 470, 930, 530)
BELOW = 8  # of a row, a pointer may hang


class TrayUser:
    """Our tray on this desk, and a note of what its clicks did."""

    def __init__(
        self, desk: Any, loop: Loop, panel: Box = PANEL, *, starts: tuple[int, int] = (1, 1)
    ) -> None:
        """`starts`: the button that starts a break on this host, and how often it is pressed."""
        self.desk, self.loop, self.panel, self.starts = desk, loop, panel, starts
        self.did: list[str] = []
        self.paused, self.reads = False, 0
        self.bus = Bus.session(loop)
        self.tray: Tray = tray.choose(
            loop, self.bus, self._menu, on_secondary=lambda: self.did.append("middle")
        )
        self.tray.show(Look("sitting", 0.4, "Next break in 20 min"))
        self.until_drawn("teal")

    def _menu(self) -> Any:
        return Menu(
            MenuItem("Start now", lambda: self.did.append("start"), default=True),
            MenuItem("Pause", self._toggle, checked=self._is_paused),
            MenuItem("Snooze", Menu(MenuItem("5 minutes", lambda: self.did.append("snooze")))),
        )

    def _is_paused(self, _item: Any) -> bool:
        self.reads += 1  # a panel has it read before it opens
        return self.paused

    def _toggle(self) -> None:
        self.paused = not self.paused
        self.did.append(f"paused {self.paused}")

    def until(self, look: Callable[[], Any], seconds: float = 30.0) -> Any:
        end = time.monotonic() + seconds
        while not (found := look()):
            assert time.monotonic() < end, f"it did not happen; so far: {self.did}"
            self.loop.turn(0.02)
        return found

    def seen(self, look: Callable[[], Any], seconds: float) -> Any:
        """What comes within this time, or None."""
        try:
            return self.until(look, seconds)
        except AssertionError:
            return None

    # -- what is seen

    def dots(self, colour: str) -> list[tuple[int, int]]:
        """Where the panel has this colour."""
        left, top, right, _ = self.panel
        shot = self.desk.shot().crop(self.panel)
        pixels = list(shot.get_flattened_data())
        width = right - left
        is_it = COLOURS[colour]
        return [(left + n % width, top + n // width) for n, pixel in enumerate(pixels) if is_it(pixel)]

    def until_drawn(self, colour: str) -> None:
        self.until(lambda: len(self.dots(colour)) > 20, 60)

    def icon(self) -> tuple[int, int]:
        """The middle of the icon, once it stands still."""
        last: list[tuple[int, int]] = []

        def rests() -> bool:
            nonlocal last
            last, before = self.dots("teal"), last
            return len(last) > 20 and last == before

        self.until(rests)
        return round(statistics.mean(x for x, _ in last)), round(statistics.mean(y for _, y in last))

    def changed(self, before: Image.Image, but: Box | None = None) -> Box | None:
        """What the screen shows elsewhere than `before`, once it stands still; panel, pointer and `but` not counted."""

        def look() -> tuple[Image.Image, Box | None]:
            now = self.desk.shot()
            seen = ImageChops.difference(before, now)
            for box in (self.panel, POINTER, but):
                if box:
                    seen.paste((0, 0, 0), box)
            return now, seen.getbbox()

        last, _ = look()
        for _ in range(200):
            self.loop.turn(0.02)
            now, box = look()
            if now.tobytes() == last.tobytes():
                return box
            last = now
        raise AssertionError("the screen does not come to rest")

    # -- what is clicked

    def click(self, button: int = 1, times: int = 1) -> None:
        """On the icon."""
        at = self.icon()
        for _ in range(times):
            self.desk.click(*at, button)

    def open_menu(self) -> Box:
        """Click until it is there: some panels read the menu at the first click, and show none or their own then."""
        for _ in range(8):
            before, reads = self.desk.shot(), self.reads
            self.click(3)
            opened = self.seen(lambda before=before: self.changed(before), 3)  # type: ignore[misc]
            if opened and self.reads > reads and is_menu(opened):
                return opened
            self.desk.click(*ELSEWHERE)
        raise AssertionError("the menu does not open")

    def row(self, menu: Box, number: int) -> Box:
        left, top, right, bottom = menu
        height = (bottom - top) / ROWS
        return left, round(top + number * height), right, round(top + (number + 1) * height)

    def choose(self, number: int, *, sub: bool = False) -> Image.Image:
        """Click this row of the menu, or the only one of its submenu; gives the row's mark as it was before."""
        self.desk.move(*ELSEWHERE)
        before = self.desk.shot()
        menu = self.open_menu()
        row = self.row(menu, number)
        mark = self.desk.shot().crop((row[0], row[1], round(row[0] + MARK * (row[2] - row[0])), row[3]))
        self.desk.click(*middle(row))
        if sub:
            left, top, right, bottom = menu
            opened = self.until(lambda: self.changed(before, (left, top, right, bottom + BELOW)))
            self.desk.click(*middle(opened))
        self.desk.move(*ELSEWHERE)
        self.until(lambda: not self.changed(before))
        return mark

    def leave(self) -> None:
        self.tray.stop()
        self.bus.close()


def is_menu(box: Box) -> bool:
    return box[2] - box[0] >= SMALLEST[0] and box[3] - box[1] >= SMALLEST[1]


def middle(box: Box) -> tuple[int, int]:
    return (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
