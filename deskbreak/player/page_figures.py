"""The figures of the page: the way of each cue as a row of SVG pictures, made when the page asks for them.

The first picture of a way is the pose that the cue starts from and the last one the pose that it leads to; a hold
is one picture. So the page shows at each moment the pose that the cue names; standing still, it shows the last one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deskbreak.core.cues import Cue, Script
from deskbreak.core.moves import LOOP
from deskbreak.errors import DeskbreakError
from deskbreak.player.moment import Now
from deskbreak.player.motion import Guides, guides, picture_of
from deskbreak.values import dataclass

A_SECOND = 8
MAX_CACHED = 64
WIDTH, HEIGHT = 480, 360


@dataclass(frozen=True, slots=True)
class Way:
    """What a cue shows: moments of a figure's loop one after the other, and what points ahead in them."""

    figure: str
    moments: tuple[float, ...]
    mirror: bool
    guides: Guides


class Figures:
    """The pictures of the cues that are played; each way has a number, the same for cues that look the same."""

    def __init__(self, folders: Sequence[Path], look: Mapping[str, str] | None = None) -> None:
        """`look`: who is drawn, as the request says."""
        self._folders, self._look = list(folders), look or {}
        self._known: dict[str, Any] = {}
        self._ways: dict[Way, int] = {}

    def at(self, now: Now, script: Script) -> dict[str, int]:
        """The picture of this moment as a way's number and place in it, and the next way; -1: no figure."""
        way = self.way(now.step.figure, now.cue)
        if way is None:
            return {"way": -1, "frame": 0, "then": -1}
        return {"way": self._ways[way], "frame": self._place(way, now), "then": self._then(now.cue, script)}

    def ask(self, path: list[str], query: dict[str, str]) -> list[str] | None:
        """The page asks for `way/NUMBER`; None for anything else."""
        match path:
            case ["way", number] if number.isascii() and number.isdigit() and len(number) < 10:
                theme = "dark" if query.get("theme") == "dark" else "light"
                return self.pictures(int(number), still=query.get("still") == "1", theme=theme)
        return None

    def way(self, figure_id: str, cue: Cue) -> Way | None:
        """What the cue shows; None without a figure."""
        figure = self._figure(figure_id)
        if figure is None:
            return None
        last, mirror = picture_of(cue, 0.0, figure, still=True)
        moments = _round(figure) if _is_round(cue) else _along(cue, figure, last)
        way = Way(figure_id, moments, mirror, guides(cue, figure))
        self._ways.setdefault(way, len(self._ways))
        return way

    def pictures(self, number: int, *, still: bool, theme: str) -> list[str]:
        """The pictures of that way, or only the one that it leads to; none where there is no such way."""
        if not 0 <= number < len(self._ways):
            return []
        way = list(self._ways)[number]
        return self.drawn(way, way.moments[-1:] if still else way.moments, theme)

    def drawn(self, way: Way, moments: Sequence[float], theme: str) -> list[str]:
        """SVG to put into a page; the page itself says what it shows. Nothing where a figure is invalid."""
        ghost = way.guides.ghost if len(moments) > 1 else None
        try:
            return [self._picture(way, one, _apart(ghost, one), theme) for one in moments]
        except (ImportError, DeskbreakError, ArithmeticError, ValueError, LookupError, TypeError):
            return []  # only drawing shows it: the words are enough

    def _picture(self, way: Way, moment: float, ghost: float | None, theme: str) -> str:
        from deskbreak.figures.api import render_svg
        from deskbreak.figures.looks import look_from

        picture = str(
            render_svg(
                self._figure(way.figure),
                moment,
                WIDTH,
                HEIGHT,
                theme=theme,
                mirror=way.mirror,
                ghost=ghost,
                way=way.guides.way,
                look=look_from(self._look),
            )
        )
        picture = re.sub(r"^\s*<\?xml[^>]*\?>\s*", "", picture)
        return re.sub(r"<svg\b", '<svg aria-hidden="true" focusable="false"', picture, count=1)

    def _place(self, way: Way, now: Now) -> int:
        """The picture nearest to the moment."""
        count = len(way.moments)
        if _is_round(now.cue):
            figure = self._figure(way.figure)
            moment, _ = picture_of(now.cue, now.into_cue_s, figure)
            return round(moment / max(float(figure.seconds), 0.1) * count) % count
        share = min(max(now.into_cue_s / (now.cue.seconds or 1.0), 0.0), 1.0)
        return round(share * (count - 1))

    def _then(self, cue: Cue, script: Script) -> int:
        """The way of the cue that follows, so that the page can fetch its pictures in time."""
        number = script.cues.index(cue) + 1
        if number >= len(script.cues):
            return -1
        then = script.cues[number]
        way = self.way(script.steps[then.step].figure, then)
        return -1 if way is None else self._ways[way]

    def _figure(self, figure_id: str) -> Any:
        if figure_id not in self._known:
            try:
                from deskbreak.figures.api import open_figure

                self._known[figure_id] = open_figure(figure_id, self._folders)
            except (ImportError, DeskbreakError, OSError):
                self._known[figure_id] = None
        return self._known[figure_id]


def _is_round(cue: Cue) -> bool:
    """Return True if no pose is named: the loop goes round and round."""
    return LOOP in (cue.start, cue.pose)


def _round(figure: Any) -> tuple[float, ...]:
    """The whole loop."""
    count = min(max(round(float(figure.seconds) * A_SECOND), 2), MAX_CACHED)
    return tuple(figure.seconds * number / count for number in range(count))


def _along(cue: Cue, figure: Any, last: float) -> tuple[float, ...]:
    """From where the cue starts to where it leads, both included; a hold is one moment."""
    steps = min(max(round(cue.seconds * A_SECOND), 1), MAX_CACHED - 1)
    moments = [picture_of(cue, cue.seconds * number / steps, figure)[0] for number in range(steps)]
    return (last,) if all(moment == last for moment in moments) else (*moments, last)


def _apart(ghost: float | None, moment: float) -> float | None:
    """No ghost behind the pose that it shows."""
    return None if ghost is None or abs(ghost - moment) < 0.02 else ghost
