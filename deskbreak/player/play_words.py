"""The words of the window while a routine plays: getting ready, doing it, and reading all that is said."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from deskbreak.core.catalog import Catalog
from deskbreak.language import translated
from deskbreak.player import words
from deskbreak.player.fonts import CUES
from deskbreak.player.layout import Box, Layout
from deskbreak.player.lists import FONTS, draw_list, fitting_list
from deskbreak.player.moment import Mode, Now
from deskbreak.player.pen import Pen
from deskbreak.player.shapes import plate

BAND = "band"
COLUMN = "column"
NARROW = 460  # units of breadth up to which a newcomer's words have to be small
LITTLE = 140  # units of height in which the name has to be small
_LINES = ("lead", "text", "body", "small", "tiny")
_CUES = (*CUES, "strong", "small")


class Room(Enum):
    """What all that is said of an exercise takes for itself."""

    USUAL = 0
    SMALL_FIGURE = 1
    NO_FIGURE = 2
    ALL = 3  # the band's place, too


class PlayWords:
    """Draws all words again whenever one of them is another."""

    def __init__(self, pen: Pen, catalog: Catalog, why: str, *, notice: bool) -> None:
        self._pen, self._catalog, self._why, self._notice = pen, catalog, why, notice
        self._said: tuple[object, ...] = ()
        self.covers = (
            0  # so little room that the words stand where the figure is: 1; where the band is, too: 2
        )

    def note_height(self, width: int) -> int:
        """What the newcomer's words need at this width; 0 where there are none to show."""
        if not self._notice:
            return 0
        said = (words.first_words(self._catalog, step) for step in range(words.FIRST_STEPS))
        return max(self._pen.height(text, self._note_font(width), width) for text in said)

    def _note_font(self, width: int) -> str:
        return "small" if width > self._pen.px(NARROW) else "tiny"

    def forget(self) -> None:
        """The canvas is empty: draw everything at the next moment."""
        self._said, self.room = (), Room.USUAL

    def show(self, now: Now, layout: Layout) -> bool:
        """Draw where something is said that is not on the canvas yet; True if so."""
        said = self._all(now)
        if said == self._said:
            return False
        self._said = said
        self._pen.wipe(BAND)
        self._pen.wipe(COLUMN)
        self.room = Room.USUAL
        self._band(now, layout)
        if words.is_whole(now) or now.step.walk:
            self._everything(now, layout)
        elif now.ready:
            self._ready(now, layout.words)
        else:
            self._work(now, layout.words)
        self._newcomers(now, layout.note)
        return True

    def _all(self, now: Now) -> tuple[object, ...]:
        return (
            *(now.mode, now.ready, now.new, now.cue.step, now.step.name, now.cue.kind, words.side(now)),
            *(
                words.instruction(now),
                words.line(now),
                words.breathing(now, self._catalog),
                words.coming(now),
            ),
        )

    # -- the band: what to do now -----------------------------------------------------------------------

    def _band(self, now: Now, layout: Layout) -> None:
        pen, theme, box = self._pen, self._pen.theme, layout.band
        ink = theme.on_calm if shows_ready(now) else theme.ink
        if ground := band_ground(now, theme.calm, theme.stage):
            image = plate(box.width, box.height, pen.px(16), fill=ground, ground=theme.background)
            pen.picture(image, box.x, box.y, BAND)
        cue = layout.cue
        if words.hold_left(now):
            room = pen.fonts[CUES[1]].measure(words.seconds_left("00")) + pen.px(14)
            cue = Box(cue.x, cue.y, cue.width - room, cue.height)
        pen.fill(words.instruction(now), _CUES, ink, cue, BAND, middle=True)

    # -- beside the figure ------------------------------------------------------------------------------

    def _head(self, now: Now, box: Box, *, small: bool = False) -> int:
        """That one gets ready, the name and the side; gives the y below them."""
        pen, theme, y = self._pen, self._pen.theme, box.y
        if now.ready:
            y = pen.text(
                translated(words.GET_READY),
                "strong" if small else "title",
                *(theme.calm, box.x, y, box.width, COLUMN),
            )
        room = Box(box.x, y, box.width, pen.px(44))
        fonts = ("strong", "small") if small else ("title", "heading", "strong", "small")
        y = pen.fill(words.name(now.step), fonts, theme.ink, room, COLUMN)
        side = words.side(now)
        return pen.pill(side, box.x, y + pen.px(6), width=box.width, tag=COLUMN) if side else y

    def _ready(self, now: Now, box: Box) -> None:
        """Before an exercise that is known: how much, what to take along, and why."""
        pen, theme = self._pen, self._pen.theme
        y = self._head(now, box) + pen.px(10)
        y = self._part(words.amount(now), ("lead", "text", "small"), theme.ink, box=box, y=y)
        y = self._part(words.take_along(now), ("lead", "text", "small"), theme.ink, box=box, y=y)
        self._part(words.why(now, self._catalog, self._why), FONTS, theme.soft, box=box, y=y + pen.px(4))

    def _work(self, now: Now, box: Box) -> None:
        """While it is done: the breath, one more thing to know, what comes, and why."""
        pen, theme = self._pen, self._pen.theme
        y = self._head(now, box, small=box.height < pen.px(LITTLE)) + pen.px(8)
        least = pen.height(words.line(now), "small", box.width - pen.sign_width("lead")) + pen.px(12)
        above = Box(box.x, box.y, box.width, box.height - least)  # the line is worth more than the breath
        y = self._part(
            words.breathing(now, self._catalog), ("lead", "body", "small"), theme.calm, box=above, y=y
        )
        y = self._line(now, box, y + pen.px(2))
        self._foot(now, Box(box.x, y + pen.px(6), box.width, box.bottom - y - pen.px(6)))

    def _line(self, now: Now, box: Box, y: int) -> int:
        """A step, or a caution with its sign."""
        pen, text, x = self._pen, words.line(now), box.x
        if not text or box.bottom - y < pen.px(16):
            return y
        caution = words.is_caution(now)
        indent = pen.sign_width(_LINES[0]) if caution else 0
        room = Box(x + indent, y, box.width - indent, box.bottom - y)
        if caution:
            pen.caution(x, y, pen.fitting(text, _LINES, room), COLUMN)
        return pen.fill(text, _LINES, pen.theme.ink, room, COLUMN)

    def _foot(self, now: Now, box: Box) -> None:
        """At the bottom, where there is room: what comes next, and above it why this movement."""
        pen, theme = self._pen, self._pen.theme
        coming, why = words.coming(now), words.why(now, self._catalog)
        need = pen.height(coming, "small", box.width) if coming else 0
        if need > box.height:
            return
        if coming:
            pen.text(coming, "small", theme.ink, box.x, box.bottom - need, box.width, COLUMN)
        room = box.height - need - pen.px(6)
        high = pen.height(why, "small", box.width) if why else 0
        if why and high <= room:
            pen.text(why, "small", theme.soft, box.x, box.y + room - high, box.width, COLUMN)

    def _part(self, text: str, fonts: Sequence[str], colour: str, *, box: Box, y: int) -> int:
        """A paragraph of its own from y on, if it fits; gives the y below it."""
        pen = self._pen
        room = Box(box.x, y, box.width, box.bottom - y)
        if not text or not pen.fits(text, fonts[-1], room):
            return y
        return pen.fill(text, fonts, colour, room, COLUMN) + pen.px(6)

    # -- everything -------------------------------------------------------------------------------------

    def _everything(self, now: Now, layout: Layout) -> None:
        """All that is said of the exercise; over figure and band, too, where there is no other room for it."""
        said = words.whole(now)
        for room, box in self._rooms(layout):
            self._pen.wipe(COLUMN)
            y = self._opening(now, box, small=room is Room.ALL)
            list_box = Box(box.x, y, box.width, box.bottom - y)
            fonts = FONTS[:-1] if room is Room.USUAL else FONTS
            self.room = room
            if font := fitting_list(self._pen, said, list_box, fonts):
                break
        if self.room is Room.ALL:
            self._pen.wipe(BAND)
        draw_list(self._pen, said, font or FONTS[-1], box=list_box, tag=COLUMN)

    def _rooms(self, layout: Layout) -> tuple[tuple[Room, Box], ...]:
        """More and more room for the words."""
        return (
            (Room.USUAL, layout.words),
            (Room.SMALL_FIGURE, layout.many_words),
            (Room.NO_FIGURE, layout.reading),
            (Room.ALL, layout.all_of_it),
        )

    def _opening(self, now: Now, box: Box, *, small: bool) -> int:
        """Above the list: name, side, how much, what to take along, and at first why this set."""
        pen, theme = self._pen, self._pen.theme
        y = self._head(now, box, small=small) + pen.px(3 if small else 8)
        short = "  ·  ".join(filter(None, (words.amount(now), words.take_along(now))))
        y = self._part(short, ("small", "tiny") if small else ("strong", "small"), theme.ink, box=box, y=y)
        if self._why and now.ready and not now.cue.step and not small:
            y = self._part(translated(self._why), ("body", "small"), theme.soft, box=box, y=y)
        return y

    def _newcomers(self, now: Now, box: Box) -> None:
        """In the very first routine the words of caution, whole, across the window."""
        if box.height:
            text = words.first_words(self._catalog, min(now.cue.step, words.FIRST_STEPS - 1))
            font = self._note_font(box.width)
            self._pen.text(text, font, self._pen.theme.ink, box.x, box.y, box.width, COLUMN)


def shows_ready(now: Now) -> bool:
    """Return True if the band says that one gets ready."""
    return now.ready and now.mode is Mode.PLAYING


def band_ground(now: Now, ready: str, paused: str) -> str:
    """The band's colour: unlike the rest while one gets ready, a little so in a pause; none while one works."""
    if now.mode is Mode.PAUSED:
        return paused
    return ready if now.ready else ""
