"""The figures of the page: each loop as a row of SVG pictures, made when the page asks for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deskbreak.core.cues import Script, ScriptStep
from deskbreak.errors import DeskbreakError
from deskbreak.player.motion import picture_of
from deskbreak.player.session import Now

A_SECOND = 8
MOST = 96
WIDTH, HEIGHT = 480, 360


class Figures:
    """The pictures of one script's steps."""

    def __init__(
        self, folders: Sequence[Path], script: Script, look: Mapping[str, str] | None = None
    ) -> None:
        self._folders, self._script, self._look = list(folders), script, look or {}
        self._known: dict[str, Any] = {}

    def at(self, now: Now) -> dict[str, Any]:
        """Which picture of which step belongs to this moment."""
        figure = self._figure(now.step)
        if figure is None:
            return {"frame": -1, "mirror": False}
        moment, mirror = picture_of(now.cue, now.into_cue_s, figure)
        count = _count(figure)
        return {
            "frame": int(moment / max(figure.seconds, 0.1) * count) % count,
            "mirror": mirror,
        }

    def ask(self, path: list[str], query: dict[str, str]) -> list[str] | None:
        """The page asks for `figure/NUMBER`; None for anything else."""
        match path:
            case ["figure", number] if number.isdigit():
                theme = "dark" if query.get("theme") == "dark" else "light"
                mirror, still = query.get("mirror") == "1", query.get("still") == "1"
                return self.loop(int(number), mirror=mirror, still=still, theme=theme)
        return None

    def loop(self, number: int, *, mirror: bool, still: bool, theme: str) -> list[str]:
        """The pictures of step `number`: the whole loop, or only its most telling moment; none without a figure."""
        if not 0 <= number < len(self._script.steps):
            return []
        figure = self._figure(self._script.steps[number])
        if figure is None:
            return []
        count = _count(figure)
        moments = [figure.still_s] if still else [figure.seconds * n / count for n in range(count)]
        try:
            return [drawn(figure, moment, mirror, theme, self._look) for moment in moments]
        except (ImportError, DeskbreakError, ArithmeticError, ValueError, LookupError, TypeError):
            return []  # spoiled in a way that only drawing shows: the words are enough

    def _figure(self, step: ScriptStep) -> Any:
        if step.figure not in self._known:
            try:
                from deskbreak.figures.api import open_figure

                self._known[step.figure] = open_figure(step.figure, self._folders)
            except (ImportError, DeskbreakError, OSError):
                self._known[step.figure] = None
        return self._known[step.figure]


def drawn(figure: Any, moment: float, mirror: bool, theme: str, look: Mapping[str, str] | None = None) -> str:
    """One picture to put into a page; the page itself says what it shows."""
    from deskbreak.figures.api import render_svg
    from deskbreak.figures.looks import look_from

    who = look_from(look or {})
    picture = str(render_svg(figure, moment, WIDTH, HEIGHT, theme=theme, mirror=mirror, look=who))
    picture = re.sub(r"^\s*<\?xml[^>]*\?>\s*", "", picture)
    return re.sub(r"<svg\b", '<svg aria-hidden="true" focusable="false"', picture, count=1)


def _count(figure: Any) -> int:
    return min(max(round(float(figure.seconds) * A_SECOND), 2), MOST)
