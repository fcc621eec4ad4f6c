"""Flat buttons on a canvas: with the pointer, with Tab and Enter, and with a ring that shows the focus."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any

from PIL import ImageTk

from deskbreak.cells import cells
from deskbreak.player.fonts import Fonts
from deskbreak.player.layout import Box
from deskbreak.player.shapes import focused, plate
from deskbreak.player.theme import Theme
from deskbreak.values import dataclass

FONTS = ("button", "button-small", "small", "tiny")
QUIET = ("quiet", "warn")


@dataclass(frozen=True, slots=True)
class ButtonLook:
    """What a button says and does; `key` is shown small below the label."""

    label: str
    key: str
    run: Callable[[], None]
    tone: str = "plain"  # plain, main, quiet, warn

    @property
    def weight(self) -> float:
        """How broad it is among its neighbours."""
        return 0.55 + cells(self.label) / 16 if self.tone in QUIET else {"main": 2.2}.get(self.tone, 1.0)


class Buttons:
    """Buttons on the canvas, where they are placed; the order of the choices is the order of the focus."""

    def __init__(self, canvas: tk.Canvas, theme: Theme, fonts: Fonts) -> None:
        self._canvas, self._theme, self._fonts = canvas, theme, fonts
        self._unit = 1.0
        self._choices: list[ButtonLook] = []
        self._boxes: list[Box] = []
        self._plates: dict[tuple[object, ...], Any] = {}
        self._hover, self._pressed = -1, -1
        self.focus = -1
        canvas.bind("<Motion>", self._moved)
        canvas.bind("<Leave>", lambda _event: self._over(-1))
        canvas.bind("<ButtonPress-1>", self._press)
        canvas.bind("<ButtonRelease-1>", self._release)

    # -- what is shown ----------------------------------------------------------------------------------

    def show(self, choices: list[ButtonLook], boxes: list[Box], unit: float) -> None:
        """Other buttons at these places; the focus stays where it was if it can."""
        if len(choices) != len(self._choices):
            self.focus = -1
        if unit != self._unit:
            self._plates, self._unit = {}, unit
        self._choices, self._boxes = choices, boxes
        self._hover, self._pressed = -1, -1
        self.draw()

    def draw(self) -> None:
        self._canvas.delete("button")
        for number, (choice, box) in enumerate(zip(self._choices, self._boxes, strict=True)):
            self._draw_one(number, choice, box)

    def _draw_one(self, number: int, choice: ButtonLook, box: Box) -> None:
        fill, ink, soft = self._colours(number, choice)
        image = self._plate(
            box.width, box.height, fill, has_focus=number == self.focus, main=choice.tone == "main"
        )
        self._canvas.create_image(box.x, box.y, image=image, anchor="nw", tags="button")
        font = self._font(choice.tone)
        beside = box.height < round(44 * self._unit)
        label = self._label(choice, font, box) if beside else choice.label
        low = 0.38 if choice.key and not beside else 0.5
        self._write(label, font, ink, box, low)
        if choice.key and not beside:
            self._write(choice.key, "tiny", soft, box, 0.75)

    def _label(self, choice: ButtonLook, font: str, box: Box) -> str:
        """On a low button the key stands behind the label, where there is room."""
        both = f"{choice.label}  ({choice.key})" if choice.key else choice.label
        return both if self._fonts[font].measure(both) <= box.width - 10 * self._unit else choice.label

    def _font(self, tone: str) -> str:
        """The largest in which the labels of all buttons like this one fit."""
        quiet = tone in QUIET
        alike = [
            (self._choices[number].label, box.width - round(10 * self._unit))
            for number, box in enumerate(self._boxes)
            if (self._choices[number].tone in QUIET) == quiet
        ]

        def fits(font: str) -> bool:
            return all(self._fonts[font].measure(label) <= width for label, width in alike)

        return next((font for font in FONTS[:-1] if fits(font)), FONTS[-1])

    def _write(self, text: str, font: str, colour: str, box: Box, low: float) -> None:
        self._canvas.create_text(
            box.x + box.width // 2,
            box.y + round(box.height * low),
            text=text,
            font=self._fonts[font],
            fill=colour,
            width=box.width,
            justify="center",
            tags="button",
        )

    def _colours(self, number: int, choice: ButtonLook) -> tuple[str, str, str]:
        """Of the plate, the label and the key."""
        theme = self._theme
        lively = number in (self._hover, self._pressed)
        if choice.tone == "main":
            return (theme.calm_lively if lively else theme.calm), theme.on_calm, theme.on_calm
        ground = theme.background if choice.tone in QUIET else theme.button
        ink = theme.warn if choice.tone == "warn" else theme.ink
        return (theme.line, ink, theme.ink) if lively else (ground, ink, theme.soft)

    def _plate(self, width: int, height: int, fill: str, *, has_focus: bool, main: bool) -> Any:
        key = (width, height, fill, has_focus)
        if key not in self._plates:
            theme, radius = self._theme, round(12 * self._unit)
            thick = max(round(1.5 * self._unit), 1)
            if has_focus:
                image = focused(
                    width,
                    height,
                    radius,
                    fill=fill,
                    ground=theme.background,
                    line=theme.ink,
                    thick=max(thick + 1, 3),
                )
            else:
                line = "" if main else theme.edge
                image = plate(
                    width, height, radius, fill=fill, ground=theme.background, line=line, thick=thick
                )
            self._plates[key] = ImageTk.PhotoImage(image, master=self._canvas)
        return self._plates[key]

    # -- pointer and keyboard ---------------------------------------------------------------------------

    def step_focus(self, by: int) -> None:
        """On to the next button, round and round."""
        if self._choices:
            start = self.focus if self.focus >= 0 else (-1 if by > 0 else 0)
            self.focus = (start + by) % len(self._choices)
            self.draw()

    def press(self, number: int) -> bool:
        """Run the button of that number; False where there are not so many."""
        if 0 <= number < len(self._choices):
            self._choices[number].run()
            return True
        return False

    def press_focused(self) -> bool:
        """Run the focused button; False where none has the focus."""
        return self.press(self.focus)

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
