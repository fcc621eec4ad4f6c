"""What the window shows while a routine plays."""

from __future__ import annotations

import time
import tkinter as tk
from typing import Any

from PIL import Image, ImageTk

from deskbreak.core.content import Catalog
from deskbreak.player import words
from deskbreak.player.layout import Box, Layout, figure_size
from deskbreak.player.pictures import Stage
from deskbreak.player.session import Now, Session
from deskbreak.player.shapes import bar, plate, ring
from deskbreak.player.theme import Theme

RING_STEPS = 300


class PlayScene:
    """Figure, countdown and words, each changed only when it says something else."""

    def __init__(
        self,
        canvas: tk.Canvas,
        theme: Theme,
        fonts: dict[str, Any],
        scale: float,
        session: Session,
        catalog: Catalog,
        stage: Stage,
        *,
        notice: bool,
    ) -> None:
        self._canvas, self._theme, self._fonts, self._scale = canvas, theme, fonts, scale
        self._session, self._catalog, self._stage = session, catalog, stage
        self._notice = notice
        self._photos: dict[str, Any] = {}
        self._items: dict[str, int] = {}
        self._drawn: dict[str, object] = {}
        self._layout: Layout | None = None

    def _px(self, size: float) -> int:
        return round(size * self._scale)

    def note_height(self, width: int) -> int:
        """What the newcomer's words need at this width; 0 where there are none to show."""
        if not self._notice:
            return 0
        heights = []
        for step in range(words.FIRST_STEPS):
            item = self._canvas.create_text(
                0, 0, text=words.first_words(self._catalog, step), font=self._fonts["small"], width=width
            )
            _, top, _, bottom = self._canvas.bbox(item) or (0, 0, 0, 0)
            self._canvas.delete(item)
            heights.append(bottom - top)
        return max(heights)

    def enter(self, layout: Layout) -> None:
        """Build everything anew for this layout, on an empty canvas."""
        self._layout = layout
        self._photos, self._items, self._drawn = {}, {}, {}
        theme, head = self._theme, layout.head
        self._text("routine", head.x, head.y, "small", theme.soft)
        self._text("place", head.right, head.y, "small", theme.soft, anchor="ne")
        self._canvas.itemconfigure(self._items["routine"], text=self._short_name(head.width))
        middle = layout.ring.x + layout.ring.width // 2, layout.ring.y + layout.ring.height // 2
        self._picture("ring", layout.ring.x, layout.ring.y)
        fonts = (("count", 132), ("title", 96), ("strong", 0))
        digits = next(font for font, least in fonts if layout.ring.width >= self._px(least))
        self._text("left", middle[0], middle[1] - self._px(6), digits, theme.ink, anchor="center")
        self._text("unit", middle[0], middle[1] + self._px(24), "tiny", theme.soft, anchor="center")

    def _short_name(self, width: int) -> str:
        """The routine's name, cut where it would meet the words at the right."""
        name, font = self._session.script.name, self._fonts["small"]
        room = width - font.measure("00 of 00 · round 3 of 3 · 00:00 left")
        if font.measure(name) <= room:
            return name
        while name and font.measure(f"{name}…") > room:
            name = name[:-1]
        return f"{name.rstrip(' ,')}…" if name else ""

    def show(self, now: Now) -> None:
        """The moment `now`; cheap where nothing changed."""
        assert self._layout is not None
        self._show_bar(now, self._layout.bar)
        self._show_figure(now, self._layout.figure)
        self._show_ring(now, self._layout.ring)
        self._say("place", words.place(now, self._session))
        self._show_words(now, self._layout)

    # -- pictures ---------------------------------------------------------------------------------------

    def _show_bar(self, now: Now, box: Box) -> None:
        steps = self._session.script.steps
        parts = [(step.seconds, self._share_done(number, now)) for number, step in enumerate(steps)]
        key = tuple(round(done * 200) for _, done in parts)
        if self._drawn.get("bar") != key:
            self._drawn["bar"] = key
            theme = self._theme
            image = bar(parts, box.width, box.height, theme.line, theme.calm, theme.background)
            self._put("bar", image, box.x, box.y)

    def _share_done(self, number: int, now: Now) -> float:
        if number != now.cue.step:
            return 1.0 if number < now.cue.step else 0.0
        return now.into_step_s / ((now.into_step_s + now.left_in_step_s) or 1.0)

    def _show_figure(self, now: Now, box: Box) -> None:
        width, height = figure_size(box)
        frame = self._stage.draw(now.step, now.cue, now.into_cue_s, time.monotonic(), (width, height))
        left, top = box.x + (box.width - width) // 2, box.y + (box.height - height) // 2
        if frame is not None:
            self._canvas.delete("how")
            self._drawn.pop("how", None)
            self._put("figure", frame, left, top)
        elif self._drawn.get("how") != now.step.exercise:
            self._drawn["how"] = now.step.exercise
            self._forget("figure")
            self._show_how(now, box)

    def _show_how(self, now: Now, box: Box) -> None:
        """Without a figure the movement is described where it would be."""
        self._canvas.delete("how")
        image = plate(box.width, box.height, self._px(20), self._theme.stage, self._theme.background)
        self._photos["card"] = ImageTk.PhotoImage(image, master=self._canvas)
        self._canvas.create_image(box.x, box.y, image=self._photos["card"], anchor="nw", tags="how")
        x, y = box.x + self._px(28), box.y + self._px(26)
        for number, line in enumerate(words.how(now), start=1):
            y = self._how_line(str(number), line, x, y, box.right - self._px(28))

    def _how_line(self, number: str, line: str, x: int, y: int, right: int) -> int:
        canvas, indent = self._canvas, self._px(30)
        canvas.create_text(
            x, y, text=number, anchor="nw", font=self._fonts["title"], fill=self._theme.calm, tags="how"
        )
        item = canvas.create_text(
            x + indent,
            y + self._px(6),
            text=line,
            anchor="nw",
            font=self._fonts["text"],
            fill=self._theme.ink,
            width=max(right - x - indent, 40),
            tags="how",
        )
        return max(canvas.bbox(item)[3], y + self._px(30)) + self._px(12)

    def _show_ring(self, now: Now, box: Box) -> None:
        dial = words.dial(now)
        step = round(dial.share * RING_STEPS)
        if self._drawn.get("ring") != step and box.width > 20:
            self._drawn["ring"] = step
            theme = self._theme
            image = ring(step / RING_STEPS, box.width, theme.line, theme.calm, theme.background)
            self._put("ring", image, box.x, box.y)
            for name in ("left", "unit"):
                self._canvas.tag_raise(self._items[name])
        self._say("left", dial.large)
        self._say("unit", dial.small)

    # -- words ------------------------------------------------------------------------------------------

    def _show_words(self, now: Now, layout: Layout) -> None:
        said = (
            now.step.name,
            words.side(now),
            words.instruction(now),
            words.coming(now),
            self._notice and now.cue.step,
        )
        if self._drawn.get("words") == said:
            return
        self._drawn["words"] = said
        self._canvas.delete("words")
        if layout.wide:
            self._words_beside(now, layout)
        else:
            self._words_under(now, layout)
        self._newcomers(now, layout.note)

    def _words_beside(self, now: Now, layout: Layout) -> None:
        box, ring_box = layout.words, layout.ring
        y = self._lead(now, box.x, box.y + self._px(4), box.width)
        y = self._block(
            words.instruction(now), "text", self._theme.ink, box.x, y + self._px(8), box.width, ring_box.y - y
        )
        self._breathing(now, box.x, y, box.width, ring_box.y)
        x, room = ring_box.right + self._px(20), box.right - ring_box.right - self._px(20)
        if room > self._px(70):
            y = ring_box.y + self._px(30)
            y = self._block(words.amount(now), "strong", self._theme.ink, x, y, room)
            self._block(words.coming(now), "small", self._theme.soft, x, y + self._px(6), room)
        self._footnote(now, box.x, ring_box.bottom + self._px(14), box.width, box.bottom)

    def _breathing(self, now: Now, x: int, y: int, width: int, bottom: int) -> None:
        exercise = self._catalog.exercises.get(now.step.exercise)
        if exercise is not None and exercise.breathing and not now.step.walk:
            y += self._px(10)
            self._block(exercise.breathing, "small", self._theme.soft, x, y, width, bottom - y - self._px(8))

    def _words_under(self, now: Now, layout: Layout) -> None:
        box, room = layout.words, layout.ring.x - layout.words.x - self._px(16)
        y = self._lead(now, box.x, box.y, room)
        y += self._px(6)
        y = self._block(words.instruction(now), "text", self._theme.ink, box.x, y, room, box.bottom - y)
        y = max(y, layout.ring.bottom) + self._px(10)
        beside = "  ·  ".join(filter(None, (words.amount(now), words.coming(now))))
        y = self._block(beside, "small", self._theme.soft, box.x, y, box.width, box.bottom - y)
        self._footnote(now, box.x, y + self._px(6), box.width, box.bottom)

    def _lead(self, now: Now, x: int, y: int, width: int) -> int:
        """Name and side; gives the y below them."""
        y = self._block(now.step.name, "title", self._theme.ink, x, y, width)
        side = words.side(now)
        return self._pill(side.capitalize(), x, y + self._px(8)) if side else y

    def _pill(self, text: str, x: int, y: int) -> int:
        font, theme = self._fonts["strong"], self._theme
        width, height = font.measure(text) + self._px(24), self._px(28)
        image = plate(width, height, height // 2, theme.button, theme.background)
        self._photos["pill"] = ImageTk.PhotoImage(image, master=self._canvas)
        self._canvas.create_image(x, y, image=self._photos["pill"], anchor="nw", tags="words")
        self._canvas.create_text(
            x + width // 2, y + height // 2, text=text, font=font, fill=theme.calm, tags="words"
        )
        return y + height + self._px(4)

    def _footnote(self, now: Now, x: int, y: int, width: int, bottom: int) -> None:
        text = words.why(now, self._catalog)
        self._block(text, "small", self._theme.soft, x, y, width, bottom - y + self._px(8))

    def _newcomers(self, now: Now, box: Box) -> None:
        """In the very first routine the words of caution, whole, across the window."""
        if box.height:
            text = words.first_words(self._catalog, min(now.cue.step, words.FIRST_STEPS - 1))
            self._block(text, "small", self._theme.ink, box.x, box.y, box.width)

    def _block(
        self, text: str, font: str, colour: str, x: int, y: int, width: int, room: int | None = None
    ) -> int:
        """Wrapped words from y on; gives the y below them. What does not fit into `room` is left out whole."""
        if not text:
            return y
        item = self._canvas.create_text(
            x,
            y,
            text=text,
            anchor="nw",
            font=self._fonts[font],
            fill=colour,
            width=max(width, self._px(60)),
            tags="words",
        )
        below = self._canvas.bbox(item)[3]
        if room is not None and below - y > room:
            if font == "small":
                self._canvas.delete(item)
                return y
            self._canvas.itemconfigure(item, font=self._fonts["small"])
            below = self._canvas.bbox(item)[3]
        return int(below)

    # -- canvas items -----------------------------------------------------------------------------------

    def _text(self, name: str, x: int, y: int, font: str, colour: str, anchor: Any = "nw") -> None:
        self._items[name] = self._canvas.create_text(x, y, anchor=anchor, font=self._fonts[font], fill=colour)

    def _picture(self, name: str, x: int, y: int) -> None:
        self._items[name] = self._canvas.create_image(x, y, anchor="nw")

    def _say(self, name: str, text: str) -> None:
        if self._drawn.get(name) != text:
            self._drawn[name] = text
            self._canvas.itemconfigure(self._items[name], text=text)

    def _put(self, name: str, image: Image.Image, x: int, y: int) -> None:
        photo = self._photos.get(name)
        if photo is not None and (photo.width(), photo.height()) == image.size:
            photo.paste(image)
            return
        self._photos[name] = ImageTk.PhotoImage(image, master=self._canvas)
        if name not in self._items:
            self._picture(name, x, y)
        self._canvas.itemconfigure(self._items[name], image=self._photos[name])

    def _forget(self, name: str) -> None:
        if name in self._items:
            self._canvas.delete(self._items.pop(name))
            self._photos.pop(name, None)
