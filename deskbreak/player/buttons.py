"""Flat buttons on a canvas: with the pointer, with Tab and Enter, and with a ring that shows the focus."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import ImageTk

from deskbreak.player.layout import Box
from deskbreak.player.shapes import plate
from deskbreak.player.theme import Theme


@dataclass(frozen=True, slots=True)
class Choice:
    """What a button says and does; `key` is shown small below the label."""

    label: str
    key: str
    run: Callable[[], None]
    tone: str = "plain"  # plain, main, warn


class ButtonRow:
    """Buttons side by side; `place` may be called again when the window changes its size."""

    def __init__(self, canvas: tk.Canvas, theme: Theme, fonts: dict[str, Any], scale: float) -> None:
        self._canvas, self._theme, self._fonts, self._scale = canvas, theme, fonts, scale
        self._choices: list[Choice] = []
        self._boxes: list[Box] = []
        self._plates: dict[tuple[object, ...], Any] = {}
        self._hover, self._pressed = -1, -1
        self.focus = -1
        canvas.bind("<Motion>", self._moved)
        canvas.bind("<Leave>", lambda _event: self._over(-1))
        canvas.bind("<ButtonPress-1>", self._press)
        canvas.bind("<ButtonRelease-1>", self._release)

    # -- what is shown ----------------------------------------------------------------------------------

    def show(self, choices: list[Choice]) -> None:
        """Other buttons; the focus stays where it was if it can."""
        if len(choices) != len(self._choices):
            self.focus = -1
        self._choices, self._hover, self._pressed = choices, -1, -1

    def place(self, box: Box, *, gap_after: int = 0) -> None:
        """Fill `box`, all equally wide, with a wider gap after the first `gap_after`."""
        count = len(self._choices)
        gap = round(8 * self._scale) if box.width > count * 90 * self._scale else round(4 * self._scale)
        wider = round(20 * self._scale) if 0 < gap_after < count and box.width > 560 * self._scale else 0
        width = (box.width - gap * (count - 1) - wider) // max(count, 1)
        self._boxes = []
        for number in range(count):
            x = box.x + number * (width + gap) + (wider if number >= gap_after else 0)
            last = box.right - x if number == count - 1 else width  # what rounding left over
            self._boxes.append(Box(x, box.y, max(last, 1), box.height))
        self.draw()

    def draw(self) -> None:
        self._canvas.delete("button")
        for number, (choice, box) in enumerate(zip(self._choices, self._boxes, strict=False)):
            self._draw_one(number, choice, box)

    def _draw_one(self, number: int, choice: Choice, box: Box) -> None:
        fill, ink = self._colours(number, choice)
        line = self._theme.ink if number == self.focus else ""
        image = self._plate(box.width, box.height, fill, line)
        canvas, middle = self._canvas, box.x + box.width // 2
        canvas.create_image(box.x, box.y, image=image, anchor="nw", tags="button")
        font = self._fonts["button"]
        if font.measure(choice.label) > box.width - 8 * self._scale:
            font = self._fonts["tiny"]
        low = round(box.height * (0.38 if choice.key else 0.5))
        canvas.create_text(middle, box.y + low, text=choice.label, font=font, fill=ink, tags="button")
        if choice.key:
            soft = ink if choice.tone == "main" else self._theme.soft
            canvas.create_text(
                middle,
                box.y + round(box.height * 0.74),
                text=choice.key,
                font=self._fonts["tiny"],
                fill=soft,
                tags="button",
            )

    def _colours(self, number: int, choice: Choice) -> tuple[str, str]:
        theme = self._theme
        lively = number in (self._hover, self._pressed)
        if choice.tone == "main":
            return (theme.calm_lively if lively else theme.calm), theme.on_calm
        return (theme.line if lively else theme.button), (theme.warn if choice.tone == "warn" else theme.ink)

    def _plate(self, width: int, height: int, fill: str, line: str) -> Any:
        key = (width, height, fill, line)
        if key not in self._plates:
            radius, thick = round(12 * self._scale), max(round(2 * self._scale), 2)
            image = plate(width, height, radius, fill, self._theme.background, line, thick)
            self._plates[key] = ImageTk.PhotoImage(image, master=self._canvas)
        return self._plates[key]

    # -- pointer and keyboard ---------------------------------------------------------------------------

    def step_focus(self, by: int) -> None:
        """On to the next button, round and round."""
        if self._choices:
            start = self.focus if self.focus >= 0 else (-1 if by > 0 else 0)
            self.focus = (start + by) % len(self._choices)
            self.draw()

    def press_focused(self) -> bool:
        """Run the focused button; False where none has the focus."""
        if 0 <= self.focus < len(self._choices):
            self._choices[self.focus].run()
            return True
        return False

    def _at(self, event: Any) -> int:
        for number, box in enumerate(self._boxes):
            if box.x <= event.x < box.right and box.y <= event.y < box.bottom:
                return number
        return -1

    def _moved(self, event: Any) -> None:
        self._over(self._at(event))

    def _over(self, number: int) -> None:
        if number != self._hover:
            self._hover = number
            self._canvas.configure(cursor="hand2" if number >= 0 else "")
            self.draw()

    def _press(self, event: Any) -> None:
        self._pressed = self._at(event)
        self.draw()

    def _release(self, event: Any) -> None:
        number, pressed, self._pressed = self._at(event), self._pressed, -1
        if number >= 0 and number == pressed:
            self.focus = -1
            self._choices[number].run()
        else:
            self.draw()
