"""The ports of this session, chosen once at start: what the daemon asks of the desktop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from deskbreak.platforms import tray
from deskbreak.platforms.port import PortState
from deskbreak.platforms.session import session_bus
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.core.plan import QuietRules
    from deskbreak.platforms.busy.port import Probed
    from deskbreak.platforms.notify.port import OnEvent
    from deskbreak.platforms.power.port import OnPower
    from deskbreak.platforms.tray.port import BuildMenu
    from deskbreak.runtime.loop import Loop

# probe -> the hold that it becomes; the settings' own names, with hyphens
HOLDS = {
    "do_not_disturb": "do-not-disturb",
    "fullscreen": N_("fullscreen"),
    "microphone": "microphone",
    "camera": "camera",
    "screen_share": "screen-share",
    "apps": "app",
    "command": "command",
}


class TrayIcon:
    """The session's bus and the tray: opened first, because people watch for the icon."""

    def __init__(
        self, loop: Loop, build_menu: BuildMenu, on_secondary: Callable[[], None], *, with_tray: bool
    ) -> None:
        self.bus = session_bus(loop)
        self.tray = tray.choose(loop, self.bus, build_menu, on_secondary, wanted=with_tray)

    @property
    def answers(self) -> bool:
        """Return True if there is a desktop to ask at all."""
        return self.bus is None or self.bus.connected

    def close(self) -> None:
        self.tray.stop()
        if self.bus is not None:
            self.bus.close()


class Desktop:
    """All ports of the session, behind the icon that is there already."""

    def __init__(self, loop: Loop, icon: TrayIcon, on_note: OnEvent, on_power: OnPower) -> None:
        from deskbreak.platforms import busy, idle, notify, power

        self._icon = icon
        self.tray = icon.tray
        self.bus = icon.bus  # the session's; None where there is none
        self.notify = notify.choose(loop, icon.bus, on_note)
        self.power = power.choose(loop, icon.bus, on_power)
        self.idle = idle.choose(loop, icon.bus)
        self.busy = busy.choose(loop, icon.bus)

    @property
    def answers(self) -> bool:
        """Return True if there is a desktop to ask at all."""
        return self._icon.answers

    @property
    def reports_jumps(self) -> bool:
        """Return True if sleep, and a clock that was set, are reported when they happen."""
        return self.power.state().backend in ("logind", "clock")

    def ports(self) -> dict[str, dict[str, str]]:
        """How each port stands: name -> backend, state, detail."""
        states: dict[str, PortState] = {
            "notify": self.notify.state(),
            "tray": self.tray.state(),
            "idle": self.idle.state(),
            "busy": self.busy.state(),
            "power": self.power.state(),
        }
        return {name: state.as_dict() for name, state in states.items()}

    def close(self) -> None:
        for port in (self.notify, self.idle, self.busy, self.power):
            port.stop()
        self._icon.close()


def probes(quiet: QuietRules) -> list[str]:
    """The probes that the settings ask for."""
    switches = ("do_not_disturb", "fullscreen", "microphone", "camera", "screen_share")
    wanted = [name for name in switches if getattr(quiet, name)]
    return wanted + ["apps"] * bool(quiet.apps) + ["command"] * bool(quiet.command)


def busy_holds(answers: Mapping[str, Probed]) -> frozenset[str]:
    """The holds that the probes' answers make; an unknown answer holds nothing back."""
    return frozenset(HOLDS[name] for name in _yes(answers))


def _yes(answers: Mapping[str, Probed]) -> Iterable[str]:
    return (name for name, answer in answers.items() if answer.value == "yes" and name in HOLDS)
