"""What the tray shows: the icon, its tooltip, and when the menu has to be read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.app import words
from deskbreak.core.events import Phase
from deskbreak.core.view import View
from deskbreak.language import translated
from deskbreak.letters import readable
from deskbreak.platforms.tray.port import IconState, Look

if TYPE_CHECKING:
    from deskbreak.app.current_plan import CurrentPlan
    from deskbreak.platforms.tray.port import Tray


class TrayLook:
    """Shows each view on the tray, and sends the panel only what changed.

    `on_change` is called too when only the minutes did, which the tray does not show.
    """

    def __init__(self, tray: Tray, current: CurrentPlan, on_change: Callable[[], None]) -> None:
        self._tray, self._current, self._on_change = tray, current, on_change
        self._shown: tuple[object, ...] = ()
        self._summary = ""

    def show(self, seen: View, now: float) -> None:
        """Show the view of the instant `now` (epoch seconds)."""
        tooltip = readable(words.tooltip(seen, now, self._current.plan.zone, translated))
        summary = words.summary(seen, now, self._current.plan.zone)
        self._tray.show(Look(icon(seen), seen.progress, tooltip))
        shown = (seen.phase, seen.holds, seen.offer, tooltip, seen.snoozes_left, seen.can_give_back)
        if shown != self._shown:
            self._tray.menu_changed()
        if shown != self._shown or summary != self._summary:
            self._shown, self._summary = shown, summary
            self._on_change()

    def forget(self) -> None:
        """The plan changed, and with it perhaps the menu's lists: the next view is shown whole."""
        self._shown = ()


def icon(seen: View) -> IconState:
    """The picture for a view."""
    if seen.phase is Phase.ON_BREAK:
        return "on-break"
    if seen.phase is Phase.OFF_HOURS:
        return "off"
    if "paused" in seen.holds:
        return "held"
    if seen.phase in (Phase.DUE, Phase.OFFERED):
        return "held" if seen.holds else "due"
    return "held" if seen.holds else "sitting"
