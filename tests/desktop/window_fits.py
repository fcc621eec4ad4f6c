"""Goes through every exercise in a window without figures and prints what is wrong with the words there.

    python window_fits.py WIDTH HEIGHT cues|new|first|questions

Run as a program of its own: Tk keeps its connection, and with it the process, tied to the display.
"""

from __future__ import annotations

import json
import sys
import tkinter as tk
from collections.abc import Callable
from itertools import combinations
from typing import Any, NamedTuple

from deskbreak.catalog.load import load_catalog
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Routine, RoutineStep
from deskbreak.core.cues import CueKind, Script
from deskbreak.core.script import script
from deskbreak.paths import shipped
from deskbreak.player import words
from deskbreak.player.fonts import open_fonts
from deskbreak.player.play_words import BAND, COLUMN
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.session import Session
from deskbreak.player.theme import LIGHT
from deskbreak.player.window import Window

WHY = "You sat for 45 minutes; this set opens the front of your hips, moves your spine and wakes your back."
TOUCH = 2  # pixels by which boxes of letters may meet at their sides
LEADING = 0.2  # of a line's height is empty


class Letters(NamedTuple):
    """Words on the canvas and the box that they take."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


class Shown:
    """A window of some size without figures, at a time that the test says."""

    def __init__(self, session: Session, catalog: Catalog, size: tuple[int, int], **more: Any) -> None:
        self.now, self.size, self.session = 0.0, size, session
        self.root = tk.Tk()
        fonts = open_fonts(self.root, 1.0)
        request = PlayRequest("u1", "all", why=WHY, **more)
        self.window = Window(
            self.root,
            1.0,
            fonts,
            session=session,
            catalog=catalog,
            theme=LIGHT,
            clock=lambda: self.now,
            request=request,
            still=True,
        )
        self.root.geometry(f"{size[0]}x{size[1]}+0+0")
        self.root.update()
        self.canvas = self.root.winfo_children()[0]
        assert isinstance(self.canvas, tk.Canvas)
        assert (self.canvas.winfo_width(), self.canvas.winfo_height()) == size

    def look(self) -> list[str]:
        """What is wrong with the words at this moment."""
        self.session.tick(self.now)
        self.window._refresh()
        found = [self._letters(item) for item in self.canvas.find_all() if self._is_text(item)]
        wrong = [f"cut: {one.text}" for one in found if one.text.endswith("…")]
        wrong += [f"outside: {one}" for one in found if not self._is_inside(one)]
        wrong += [f"{one} lies on {other}" for one, other in combinations(found, 2) if _meet(one, other)]
        return [f"{self.size} {self.session.now().step.exercise}: {what}" for what in wrong]

    def _is_text(self, item: int) -> bool:
        canvas = self.canvas
        shown = canvas.type(item) == "text" and canvas.itemcget(item, "state") != "hidden"
        return shown and bool(canvas.itemcget(item, "text"))

    def _letters(self, item: int) -> Letters:
        return Letters(self.canvas.itemcget(item, "text"), *self.canvas.bbox(item))  # type: ignore[call-overload]

    def _is_inside(self, one: Letters) -> bool:
        width, height = self.size
        return one.left >= 0 and one.top >= 0 and one.right <= width and one.bottom <= height

    def said(self) -> str:
        """All that stands beside the figure."""
        items = (one for one in self.canvas.find_withtag(COLUMN) if self._is_text(one))
        return " ".join(self.canvas.itemcget(one, "text") for one in items)

    def cue_height(self) -> int:
        """The size in pixels of what is to be done now."""
        item = next(one for one in self.canvas.find_withtag(BAND) if self._is_text(one))
        return abs(int(self.root.tk.call("font", "configure", self.canvas.itemcget(item, "font"), "-size")))


def _meet(one: Letters, other: Letters) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    lower = min(one.bottom - one.top, other.bottom - other.top)
    return across > TOUCH and down > LEADING * lower


def everything(catalog: Catalog) -> Script:
    """Every exercise once."""
    steps = tuple(RoutineStep(one.id, side="left" if one.sides else "") for one in catalog.exercises.values())
    return script(Routine("all", "Every exercise there is", steps), catalog)


Reported = dict[str, Any]


def cues(catalog: Catalog, size: tuple[int, int]) -> Reported:
    """Every cue once, in the middle of it."""
    whole = everything(catalog)
    one, wrong, heights, seen = Shown(Session(whole), catalog, size), [], [], set()
    for cue in whole.cues:
        if (cue.step, cue.say, cue.side) in seen:
            continue
        seen.add((cue.step, cue.say, cue.side))
        one.now = cue.start_s + cue.seconds / 2
        wrong += one.look()
        if cue.kind in (CueKind.WORK, CueKind.HOLD):
            heights.append(one.cue_height())
    return {"wrong": wrong, "heights": heights}


def new(catalog: Catalog, size: tuple[int, int], *, first_run: bool = False) -> Reported:
    """Every exercise as somebody meets it for the first time."""
    whole = everything(catalog)
    session = Session(whole, unmet=frozenset(step.exercise for step in whole.steps))
    one, wrong = Shown(session, catalog, size, first_run=first_run), []
    for number, step in enumerate(whole.steps):
        wrong += one.look()
        said = one.said()
        caution = words.first_words(catalog, min(number, words.FIRST_STEPS - 1))
        if (caution in said) != first_run:
            wrong.append(f"{size} {step.exercise}: the first words of caution")
        missing = [line for line in (*step.instructions, *step.cautions, *step.choices) if line not in said]
        wrong += [f"{size} {step.exercise}: not said: {line}" for line in missing]
        session.next(one.now)
    return {"wrong": wrong, "looked": len(whole.steps)}


def first(catalog: Catalog, size: tuple[int, int]) -> Reported:
    """The same in the very first routine, with the words of caution."""
    return new(catalog, size, first_run=True)


def questions(catalog: Catalog, size: tuple[int, int]) -> Reported:
    """Every exercise paused, too hard and painful; then the last question."""
    whole = everything(catalog)
    session = Session(whole, easier=lambda _step: whole, gentler=lambda: whole)
    one, wrong, looked = Shown(session, catalog, size), [], 0
    for _ in whole.steps[:-1]:
        session.start(one.now)
        for action in (session.pause, session.too_hard, session.it_hurts):
            action(one.now)
            wrong += one.look()
            looked += 1
        session.not_hurt(one.now)
        session.next(one.now)
    session.done(one.now)
    return {"wrong": wrong + one.look(), "looked": looked}


def main() -> None:
    catalog, _ = load_catalog([shipped("content")])
    kinds: dict[str, Callable[[Catalog, tuple[int, int]], Reported]] = {
        "cues": cues,
        "new": new,
        "first": first,
        "questions": questions,
    }
    width, height, kind = sys.argv[1:]
    print(json.dumps(kinds[kind](catalog, (int(width), int(height)))))


if __name__ == "__main__":
    main()
