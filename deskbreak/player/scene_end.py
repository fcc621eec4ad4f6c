"""What the window asks: how it was, what to do where it was too hard, and what where it hurts."""

from __future__ import annotations

from deskbreak.core.catalog import Catalog
from deskbreak.language import _, translated
from deskbreak.player import end_words, words
from deskbreak.player.layout import Box, Layout, in_a_column, in_a_row
from deskbreak.player.moment import Mode
from deskbreak.player.pen import Pen
from deskbreak.player.session import Session
from deskbreak.values import dataclass

TAG = "end"
_MAX_NAMES = 8
_SMALLER = {"large": "title", "title": "strong", "lead": "body", "text": "small", "body": "small"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some words in the middle of the window."""

    text: str
    font: str
    colour: str
    gap: int = 0  # units above it
    left: bool = False  # lines begin below each other


class EndScene:
    """Draws once; the buttons below are the window's."""

    def __init__(self, pen: Pen, session: Session, catalog: Catalog) -> None:
        self._pen, self._session, self._catalog = pen, session, catalog

    def enter(self, layout: Layout, mode: Mode, buttons: int) -> list[Box]:
        """Draw on an empty canvas; gives the places for so many buttons."""
        pen = self._pen
        width = min(layout.bar.width, pen.px(620))
        middle = layout.bar.x + layout.bar.width // 2
        below = self._buttons(Box(middle, 0, width, 0), mode, buttons)
        needed = below[-1].bottom - below[0].y
        room = layout.height - needed - pen.px(3 * 18)
        said = self._fitting(self._said(mode), width, room)
        top = max((room - self._height(said, width)) * 9 // 20, 0) + pen.px(18)
        y = self._draw(said, middle, top, width) + pen.px(24)
        y = min(y, layout.height - needed - pen.px(16))
        return [Box(one.x, one.y + y, one.width, one.height) for one in below]

    def _buttons(self, box: Box, mode: Mode, count: int) -> list[Box]:
        """Short answers side by side, whole sentences one under the other; `box.x` is their middle."""
        unit = self._pen.unit
        width = min(box.width, self._pen.px(420 if mode is Mode.ASKING else 500))
        place = Box(box.x - width // 2, box.y, width, self._pen.px(52))
        if mode is Mode.ASKING:
            return in_a_row(place, [1.0] * count, unit)
        return in_a_column(place, count, unit)

    # -- the words --------------------------------------------------------------------------------------

    def _said(self, mode: Mode) -> list[Paragraph]:
        if mode is Mode.HURT:
            return self._hurt()
        return self._too_hard() if mode is Mode.TOO_HARD else self._asked()

    def _asked(self) -> list[Paragraph]:
        theme, session = self._pen.theme, self._session
        names = end_words.done_names(session)
        shown = [f"✓  {name}" for name in names[:_MAX_NAMES]]
        if len(names) > _MAX_NAMES:
            shown.append(_("and {n} more", n=len(names) - _MAX_NAMES))
        done = "\n".join(shown) or end_words.done_today(session)
        return [
            Paragraph(end_words.farewell(session), "large", theme.calm),
            Paragraph(done, "text", theme.ink, 16, bool(shown)),
            Paragraph(end_words.time_away(session), "small", theme.soft, 10),
            Paragraph(translated(end_words.ASK), "title", theme.ink, 24),
            Paragraph(end_words.soreness(self._catalog), "small", theme.soft, 8),
        ]

    def _too_hard(self) -> list[Paragraph]:
        theme = self._pen.theme
        return [
            Paragraph(translated(end_words.TOO_HARD_TITLE), "large", theme.calm),
            Paragraph(words.name(self._session.now().step), "title", theme.ink, 12),
            Paragraph(translated(end_words.TOO_HARD_TEXT), "lead", theme.ink, 12),
        ]

    def _hurt(self) -> list[Paragraph]:
        theme = self._pen.theme
        title, *text = end_words.when_it_hurts(self._catalog)
        said = [Paragraph(title, "large", theme.warn)]
        said += [Paragraph(line, "body", theme.ink, 8) for line in text]
        signs, *lines = end_words.warning_signs(self._catalog) or ("",)
        if lines:
            said.append(Paragraph(signs, "strong", theme.warn, 16))
            listed = "\n".join(f"•  {line}" for line in lines[:-1])
            said += [Paragraph(listed, "body", theme.ink, 6, left=True)]
            said += [Paragraph(lines[-1], "small", theme.soft, 6)]
        return [*said, Paragraph(end_words.left_out(self._session), "small", theme.soft, 14)]

    # -- drawing ----------------------------------------------------------------------------------------

    def _fitting(self, said: list[Paragraph], width: int, room: int) -> list[Paragraph]:
        """Smaller type, and then closer together, where the room asks for it."""
        for _turn in range(2):
            if self._height(said, width) <= room:
                return said
            said = [
                Paragraph(one.text, _SMALLER.get(one.font, one.font), one.colour, one.gap // 2, one.left)
                for one in said
            ]
        return said

    def _height(self, said: list[Paragraph], width: int) -> int:
        return sum(self._pen.height(one.text, one.font, width) + self._pen.px(one.gap) for one in said)

    def _draw(self, said: list[Paragraph], middle: int, y: int, width: int) -> int:
        """All paragraphs from y on; gives the y below them."""
        for one in said:
            y += self._pen.px(one.gap)
            item = self._pen.canvas.create_text(
                middle,
                y,
                text=self._pen.lines(one.text, one.font, width),
                anchor="n",
                justify=("right" if self._pen.mirror else "left") if one.left else "center",
                font=self._pen.fonts[one.font],
                fill=one.colour,
                width=width,
                tags=TAG,
            )
            self._balance(item, width)
            if one.text:
                y = self._pen.canvas.bbox(item)[3]
        return y

    def _balance(self, item: int, width: int) -> None:
        """Lines of like length: as narrow as the text can be without another line."""
        canvas = self._pen.canvas
        _left, top, _right, bottom = canvas.bbox(item)
        narrow = width // 2
        while width - narrow > 8:
            middle = (narrow + width) // 2
            canvas.itemconfigure(item, width=middle)
            _left, now_top, _right, now_bottom = canvas.bbox(item)
            if now_bottom - now_top > bottom - top:
                narrow = middle
            else:
                width = middle
        canvas.itemconfigure(item, width=width)
