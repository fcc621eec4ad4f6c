"""What the desktop itself says over the bus: do not disturb, and programs that keep the screen on.

Services are never started by asking; one that is not there says nothing, which is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from deskbreak.platforms.bus import Bus
from deskbreak.platforms.bus_values import BusReply
from deskbreak.platforms.busy.port import Probed
from deskbreak.runtime import spawn
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.runtime.child import Child

OnProbed = Callable[[Probed], None]
Probe = Callable[[Bus, OnProbed], None]

SERVICE, SERVICE_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
TIMEOUT_S = 1.5
_INHIBITS_IDLE = 8
_KEEPS_SCREEN_ON = 4


def do_not_disturb(bus: Bus, report: OnProbed) -> None:
    """Ask the notification service that runs, in its own way."""

    def known(reply: BusReply) -> None:
        if not reply.ok:
            report(Probed("unknown", N_("no notification service")))
            return
        name = str(reply.body[0])
        _WAYS.get(name.lower(), _inhibited)(bus, lambda answer: report(_from(name, answer)))

    _call(bus, SERVICE, SERVICE_PATH, SERVICE, "GetServerInformation", known)


def _from(name: str, answer: Probed) -> Probed:
    return Probed(answer.value, answer.detail or name)


def _dunst(bus: Bus, report: OnProbed) -> None:
    bus.get(SERVICE, SERVICE_PATH, "org.dunstproject.cmd0", "paused", _truth(report), TIMEOUT_S)


def _mako(bus: Bus, report: OnProbed) -> None:
    def known(reply: BusReply) -> None:
        modes = reply.body[0] if reply.ok else None
        quiet = modes is not None and any(mode in ("do-not-disturb", "dnd") for mode in modes)
        report(Probed("unknown") if modes is None else _yes_or_no(quiet))

    _call(bus, SERVICE, "/fr/emersion/Mako", "fr.emersion.Mako", "ListModes", known)


def _swaync(bus: Bus, report: OnProbed) -> None:
    name = "org.erikreider.swaync.cc"
    _call(bus, name, "/org/erikreider/swaync/cc", name, "GetDnd", _truth(report))


def _inhibited(bus: Bus, report: OnProbed) -> None:
    """Plasma's property; other services do not have it."""
    bus.get(SERVICE, SERVICE_PATH, SERVICE, "Inhibited", _truth(report), TIMEOUT_S)


def _xfce(bus: Bus, report: OnProbed) -> None:
    def known(reply: BusReply) -> None:
        if reply.ok:
            report(_yes_or_no(bool(reply.body[0][1])))
        else:  # never set is not on
            report(Probed("no" if "PropertyNotFound" in reply.error else "unknown"))

    bus.call(
        "org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf", "GetProperty",
        "ss", ("xfce4-notifyd", "/do-not-disturb"), on_reply=known, timeout_s=TIMEOUT_S,
    )  # fmt: skip


def _gnome(bus: Bus, report: OnProbed) -> None:
    """GNOME keeps the switch in its settings: banners off is do not disturb."""

    def ended(child: Child) -> None:
        said = child.output.strip()
        report(_yes_or_no(said == b"false") if said in (b"true", b"false") else Probed("unknown"))

    argv = ["gsettings", "get", "org.gnome.desktop.notifications", "show-banners"]
    spawn.start(bus.loop, argv, on_exit=ended, timeout_s=TIMEOUT_S)


_WAYS: dict[str, Probe] = {
    "dunst": _dunst,
    "mako": _mako,
    "swaync": _swaync,
    "swaynotificationcenter": _swaync,
    "xfce notify daemon": _xfce,
    "gnome-shell": _gnome,
}


def _gnome_inhibitor(bus: Bus, report: OnProbed) -> None:
    name = "org.gnome.SessionManager"

    def known(reply: BusReply) -> None:
        report(_yes_or_no(bool(reply.body[0] & _INHIBITS_IDLE), name) if reply.ok else Probed("unknown"))

    bus.get(name, "/org/gnome/SessionManager", name, "InhibitedActions", known, TIMEOUT_S)


def _kde_inhibitor(bus: Bus, report: OnProbed) -> None:
    name = "org.kde.Solid.PowerManagement"
    bus.call(
        name, "/org/kde/Solid/PowerManagement/PolicyAgent", f"{name}.PolicyAgent", "HasInhibition",
        "u", (_KEEPS_SCREEN_ON,), on_reply=_truth(report, name), timeout_s=TIMEOUT_S, auto_start=False,
    )  # fmt: skip


def _freedesktop_inhibitor(bus: Bus, report: OnProbed) -> None:
    name = "org.freedesktop.PowerManagement"
    _call(
        bus,
        name,
        "/org/freedesktop/PowerManagement/Inhibit",
        f"{name}.Inhibit",
        "HasInhibit",
        _truth(report, name),
    )


INHIBITORS: tuple[Probe, ...] = (_gnome_inhibitor, _kde_inhibitor, _freedesktop_inhibitor)


def _call(
    bus: Bus, name: str, path: str, interface: str, member: str, on_reply: Callable[[BusReply], None]
) -> None:
    bus.call(name, path, interface, member, on_reply=on_reply, timeout_s=TIMEOUT_S, auto_start=False)


def _truth(report: OnProbed, detail: str = "") -> Callable[[BusReply], None]:
    return lambda reply: report(_yes_or_no(reply.body[0], detail) if reply.ok else Probed("unknown", detail))


def _yes_or_no(value: Any, detail: str = "") -> Probed:
    return Probed("yes" if value else "no", detail)
