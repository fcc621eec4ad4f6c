"""What the window shows while a routine plays."""

from __future__ import annotations

import time
from typing import Any

from PIL import Image, ImageTk

from deskbreak.cells import cells
from deskbreak.core.catalog import Catalog
from deskbreak.player import words
from deskbreak.player.fonts import CUES, digits
from deskbreak.player.layout import Box, Layout, figure_size
from deskbreak.player.lists import draw_list, fitting_list
from deskbreak.player.moment import Now
from deskbreak.player.pen import Pen
from deskbreak.player.pictures import PictureStage
from deskbreak.player.play_words import PlayWords, Room, band_ground, shows_ready
from deskbreak.player.session import Session
from deskbreak.player.shapes import bar, plate, ring

RING_STEPS = 300
HOW = "how"


class PlayScene:
    """Figure, countdown and words, each changed only when it says something else."""

    def __init__(self, pen: Pen, session: Session, catalog: Catalog, *, why: str, notice: bool) -> None:
        self._pen, self._canvas = pen, pen.canvas
        self._session = session
        self.stage: PictureStage | None = None  # words and buttons need not wait for it
        self._words = PlayWords(pen, catalog, why, notice=notice)
        self.note_height = self._words.note_height
        self._photos: dict[str, Any] = {}
        self._items: dict[str, int] = {}
        self._drawn: dict[str, object] = {}
        self._layout: Layout | None = None

    def enter(self, layout: Layout) -> None:
        """Build everything again for this layout, on an empty canvas."""
        self._layout = layout
        self._photos, self._items, self._drawn = {}, {}, {}
        self._words.forget()
        theme, head, dial, cue = self._pen.theme, layout.head, layout.ring, layout.cue
        self._text("routine", head.x, head.y, font="small", colour=theme.soft)
        self._text("place", head.right, head.y, font="small", colour=theme.soft, anchor="ne")
        self._canvas.itemconfigure(self._items["routine"], text=self._short_name(head.width))
        middle = dial.x + dial.width // 2
        self._picture("ring", dial.x, dial.y)
        self._text(
            "left",
            middle,
            dial.y + dial.height * 41 // 100,
            font="digits-2",
            colour=theme.ink,
            anchor="center",
        )
        self._text(
            "unit", middle, dial.y + dial.height * 64 // 100, font="dial", colour=theme.soft, anchor="n"
        )
        self._canvas.itemconfigure(self._items["unit"], width=dial.width * 72 // 100, justify="center")
        self._text("held", cue.right, cue.y + cue.height // 2, font=CUES[1], colour=theme.calm, anchor="e")

    def _short_name(self, width: int) -> str:
        """The routine's name, cut where it would meet the words at the right."""
        name, font = words.title(self._session), self._pen.fonts["small"]
        room = width - font.measure(words.longest_place())
        if font.measure(name) <= room:
            return name
        while name and font.measure(f"{name}…") > room:
            name = name[:-1]
        return f"{name.rstrip(' ,')}…" if name else ""

    def show(self, now: Now) -> None:
        """The moment `now`; cheap where nothing changed."""
        assert self._layout is not None
        self._show_bar(now, self._layout.bar)
        if self._words.show(now, self._layout):
            self._show_dial_or_not()
        if self._words.room in (Room.NO_FIGURE, Room.ALL):
            self._forget("figure")
            self._without_how()
        else:
            small = self._words.room is Room.SMALL_FIGURE
            self._show_figure(now, self._layout.small_figure if small else self._layout.figure)
        self._show_ring(now, self._layout.ring)
        self._say("held", words.hold_left(now))
        self._say("place", words.place(now, self._session))

    def _show_dial_or_not(self) -> None:
        """It stands on the band, and goes where the band has to."""
        state: Any = "hidden" if self._words.room is Room.ALL else "normal"
        for name in ("ring", "left", "unit", "held"):
            self._canvas.tag_raise(self._items[name])
            self._canvas.itemconfigure(self._items[name], state=state)

    # -- pictures ---------------------------------------------------------------------------------------

    def _show_bar(self, now: Now, box: Box) -> None:
        steps = self._session.script.steps
        parts = [(step.seconds, self._share_done(number, now)) for number, step in enumerate(steps)]
        key = tuple(round(done * 200) for _, done in parts)
        if self._drawn.get("bar") != key:
            self._drawn["bar"] = key
            theme = self._pen.theme
            image = bar(
                parts, box.width, box.height, track=theme.line, fill=theme.calm, ground=theme.background
            )
            turned = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if self._pen.mirror else image
            self._put("bar", turned, box.x, box.y)

    def _share_done(self, number: int, now: Now) -> float:
        if number != now.cue.step:
            return 1.0 if number < now.cue.step else 0.0
        return now.into_step_s / ((now.into_step_s + now.left_in_step_s) or 1.0)

    def _show_figure(self, now: Now, box: Box) -> None:
        if self.stage is None:
            return
        width, height = figure_size(box)
        frame = self.stage.draw(now.step, now.cue, now.into_cue_s, time.monotonic(), (width, height))
        left, top = box.x + (box.width - width) // 2, box.y + (box.height - height) // 2
        if frame is not None:
            self._without_how()
            self._put("figure", frame, left, top)
        elif self._drawn.get(HOW) != (now.step.exercise, box):
            self._drawn[HOW] = now.step.exercise, box
            self._forget("figure")
            self._show_how(now, box)

    def _show_how(self, now: Now, box: Box) -> None:
        """Without a figure the movement is described where it would be."""
        pen = self._pen
        pen.wipe(HOW)
        image = plate(box.width, box.height, pen.px(20), fill=pen.theme.stage, ground=pen.theme.background)
        pen.picture(image, box.x, box.y, HOW)
        pad = pen.px(24)
        room = Box(box.x + pad, box.y + pad, box.width - 2 * pad, box.height - 2 * pad)
        said = [("step", line) for line in words.how(now)]
        draw_list(pen, said, fitting_list(pen, said, room) or "tiny", box=room, tag=HOW)

    def _without_how(self) -> None:
        if self._drawn.pop(HOW, None) is not None:
            self._pen.wipe(HOW)

    def _show_ring(self, now: Now, box: Box) -> None:
        dial, theme = words.dial(now), self._pen.theme
        step, ready = round(dial.share * RING_STEPS), shows_ready(now)
        ground = band_ground(now, theme.calm, theme.stage) or theme.background
        if self._drawn.get("ring") != (step, ground) and box.width > 20:
            self._drawn["ring"] = step, ground
            track, fill = (theme.calm_lively, theme.on_calm) if ready else (theme.line, theme.calm)
            self._put(
                "ring", ring(step / RING_STEPS, box.width, track, fill=fill, ground=ground), box.x, box.y
            )
        self._say("left", dial.large, digits(dial.large), theme.on_calm if ready else theme.ink)
        small = "dial" if cells(dial.small) <= 6 else "dial-small"
        self._say("unit", dial.small, small, theme.on_calm if ready else theme.soft)

    # -- canvas items -----------------------------------------------------------------------------------

    def _text(self, name: str, x: int, y: int, *, font: str, colour: str, anchor: Any = "nw") -> None:
        fonts = self._pen.fonts
        left, corner = self._pen.left(x, 0), self._pen.anchor(anchor)
        self._items[name] = self._canvas.create_text(left, y, anchor=corner, font=fonts[font], fill=colour)

    def _picture(self, name: str, x: int, y: int) -> None:
        self._items[name] = self._canvas.create_image(x, y, anchor="nw")

    def _say(self, name: str, text: str, font: str = "", colour: str = "") -> None:
        if self._drawn.get(name) == (text, font, colour):
            return
        self._drawn[name] = text, font, colour
        self._canvas.itemconfigure(self._items[name], text=text)
        if font:
            self._canvas.itemconfigure(self._items[name], font=self._pen.fonts[font], fill=colour)

    def _put(self, name: str, image: Image.Image, x: int, y: int) -> None:
        x = self._pen.left(x, image.width)
        photo = self._photos.get(name)
        if photo is not None and (photo.width(), photo.height()) == image.size:
            photo.paste(image)
            self._canvas.coords(self._items[name], x, y)
            return
        self._photos[name] = ImageTk.PhotoImage(image, master=self._canvas)
        if name not in self._items:
            self._picture(name, x, y)
        self._canvas.coords(self._items[name], x, y)
        self._canvas.itemconfigure(self._items[name], image=self._photos[name])

    def _forget(self, name: str) -> None:
        if name in self._items:
            self._canvas.delete(self._items.pop(name))
            self._photos.pop(name, None)
