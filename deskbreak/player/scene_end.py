"""What the window shows when a routine is over: what was done and how it felt, or what to do when it hurt."""

from __future__ import annotations

import tkinter as tk
from typing import Any

from deskbreak.core.content import Catalog
from deskbreak.player import words
from deskbreak.player.layout import Box, Layout
from deskbreak.player.session import Mode, Session
from deskbreak.player.theme import Theme

_MOST_NAMES = 8


class EndScene:
    """Draws once; the buttons below are the window's."""

    def __init__(
        self,
        canvas: tk.Canvas,
        theme: Theme,
        fonts: dict[str, Any],
        scale: float,
        session: Session,
        catalog: Catalog,
    ) -> None:
        self._canvas, self._theme, self._fonts, self._scale = canvas, theme, fonts, scale
        self._session, self._catalog = session, catalog

    def _px(self, size: float) -> int:
        return round(size * self._scale)

    def enter(self, layout: Layout, mode: Mode) -> Box:
        """Draw on an empty canvas; gives the place for the buttons."""
        lines = self._hurt() if mode is Mode.HURT else self._asked()
        width = min(layout.bar.width, self._px(560))
        middle = layout.bar.x + layout.bar.width // 2
        items, y = [], 0
        for text, font, colour, gap in lines:
            y += self._px(gap)
            item = self._canvas.create_text(
                middle,
                y,
                text=text,
                anchor="n",
                justify="left" if text.startswith("✓") else "center",
                font=self._fonts[font],
                fill=colour,
                width=width,
            )
            self._balance(item, width)
            items.append(item)
            y = self._canvas.bbox(item)[3]
        top = max(
            (layout.controls.bottom - y - self._px(30) - layout.controls.height) * 9 // 20, self._px(16)
        )
        for item in items:
            self._canvas.move(item, 0, top)
        place = min(top + y + self._px(30), layout.controls.y)
        buttons = min(width, self._px(420) if mode is Mode.ASKING else self._px(180))
        return Box(middle - buttons // 2, place, buttons, layout.controls.height)

    def _balance(self, item: int, width: int) -> None:
        """Lines of like length: as narrow as the text can be without another line."""
        _, top, _, bottom = self._canvas.bbox(item)
        narrow = width // 2
        while width - narrow > 8:
            middle = (narrow + width) // 2
            self._canvas.itemconfigure(item, width=middle)
            _, now_top, _, now_bottom = self._canvas.bbox(item)
            if now_bottom - now_top > bottom - top:
                narrow = middle
            else:
                width = middle
        self._canvas.itemconfigure(item, width=width)

    def _asked(self) -> list[tuple[str, str, str, int]]:
        theme, session = self._theme, self._session
        names = words.done_names(session)
        shown = [f"✓  {name}" for name in names[:_MOST_NAMES]]
        if len(names) > _MOST_NAMES:
            shown.append(f"and {len(names) - _MOST_NAMES} more")
        done = "\n".join(shown) or words.done_today(session)
        return [
            (words.farewell(session), "large", theme.calm, 0),
            (done, "text", theme.ink, 18),
            (words.time_away(session), "small", theme.soft, 12),
            (words.ASK, "title", theme.ink, 30),
            (words.soreness(self._catalog), "small", theme.soft, 8),
        ]

    def _hurt(self) -> list[tuple[str, str, str, int]]:
        theme = self._theme
        notice = self._catalog.notices.get("stop-when-it-hurts")
        title = notice.title if notice else words.HURT_TITLE
        text = notice.text if notice else words.HURT_TEXT
        lines = [(title, "large", theme.warn, 0)]
        lines += [(line, "text", theme.ink, 14) for line in text]
        return [*lines, (words.left_out(self._session), "small", theme.soft, 22)]
