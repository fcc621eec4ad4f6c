"""The tray icon: one look, one menu of pystray objects, and clicks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, Protocol

from deskbreak.platforms.port import PortState
from deskbreak.values import dataclass

if TYPE_CHECKING:
    import pystray

IconState = Literal["sitting", "due", "on-break", "held", "off"]
STEPS = 8  # the ring around the sitting figure fills in so many steps
TITLE = "deskbreak"

BuildMenu = Callable[[], "pystray.Menu"]


@dataclass(frozen=True, slots=True)
class Look:
    """What the icon shows. `progress` (0 to 1, of the sitting time) only matters while sitting."""

    state: IconState = "off"
    progress: float = 0.0
    tooltip: str = ""

    @property
    def icon(self) -> str:
        """The picture's name; progress moves it in a few steps, so that the panel is rarely bothered."""
        if self.state != "sitting":
            return self.state
        return f"sitting-{min(max(round(self.progress * STEPS), 0), STEPS)}"


class Tray(Protocol):
    """Shows a look and a menu. Menu callbacks and clicks come on the loop's thread.

    A left click is the menu's default item; `on_secondary` (middle click) is given to `choose`.
    """

    @property
    def token(self) -> str:
        """The last activation token, for the window that a click opens; empty where there is none."""

    def show(self, look: Look) -> None:
        """Show this look; one that is shown already costs nothing."""

    def menu_changed(self) -> None:
        """Read the menu's callables again and send the desktop what differs."""

    def state(self) -> PortState: ...

    def run(self, main: Callable[[], None]) -> None:
        """Run `main` (the loop) on the thread where this tray wants it; returns when `main` is over."""

    def stop(self) -> None:
        """Take the icon away."""
