"""What the desktop itself says over the bus: do not disturb, and programs that keep the screen on.

Services are never started by asking; one that is not there says nothing, which is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from deskbreak.platforms.bus import Bus
from deskbreak.platforms.bus_values import Reply
from deskbreak.platforms.busy.port import Probed
from deskbreak.runtime import spawn
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.runtime.child import Child

Tell = Callable[[Probed], None]
Probe = Callable[[Bus, Tell], None]

SERVICE, SERVICE_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
TIMEOUT_S = 1.5
_INHIBITS_IDLE = 8
_KEEPS_SCREEN_ON = 4


def do_not_disturb(bus: Bus, tell: Tell) -> None:
    """Ask the notification service that runs, in its own way."""

    def known(reply: Reply) -> None:
        if not reply.ok:
            tell(Probed("unknown", N_("no notification service")))
            return
        name = str(reply.body[0])
        _WAYS.get(name.lower(), _inhibited)(bus, lambda answer: tell(_from(name, answer)))

    _call(bus, SERVICE, SERVICE_PATH, SERVICE, "GetServerInformation", known)


def _from(name: str, answer: Probed) -> Probed:
    return Probed(answer.value, answer.detail or name)


def _dunst(bus: Bus, tell: Tell) -> None:
    bus.get(SERVICE, SERVICE_PATH, "org.dunstproject.cmd0", "paused", _truth(tell), TIMEOUT_S)


def _mako(bus: Bus, tell: Tell) -> None:
    def known(reply: Reply) -> None:
        modes = reply.body[0] if reply.ok else None
        quiet = modes is not None and any(mode in ("do-not-disturb", "dnd") for mode in modes)
        tell(Probed("unknown") if modes is None else _yes_or_no(quiet))

    _call(bus, SERVICE, "/fr/emersion/Mako", "fr.emersion.Mako", "ListModes", known)


def _swaync(bus: Bus, tell: Tell) -> None:
    name = "org.erikreider.swaync.cc"
    _call(bus, name, "/org/erikreider/swaync/cc", name, "GetDnd", _truth(tell))


def _inhibited(bus: Bus, tell: Tell) -> None:
    """Plasma's property; other services do not have it."""
    bus.get(SERVICE, SERVICE_PATH, SERVICE, "Inhibited", _truth(tell), TIMEOUT_S)


def _xfce(bus: Bus, tell: Tell) -> None:
    def known(reply: Reply) -> None:
        if reply.ok:
            tell(_yes_or_no(bool(reply.body[0][1])))
        else:  # never set is not on
            tell(Probed("no" if "PropertyNotFound" in reply.error else "unknown"))

    bus.call(
        "org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf", "GetProperty",
        "ss", ("xfce4-notifyd", "/do-not-disturb"), on_reply=known, timeout_s=TIMEOUT_S,
    )  # fmt: skip


def _gnome(bus: Bus, tell: Tell) -> None:
    """GNOME keeps the switch in its settings: banners off is do not disturb."""

    def ended(child: Child) -> None:
        said = child.output.strip()
        tell(_yes_or_no(said == b"false") if said in (b"true", b"false") else Probed("unknown"))

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


def _gnome_inhibitor(bus: Bus, tell: Tell) -> None:
    name = "org.gnome.SessionManager"

    def known(reply: Reply) -> None:
        tell(_yes_or_no(bool(reply.body[0] & _INHIBITS_IDLE), name) if reply.ok else Probed("unknown"))

    bus.get(name, "/org/gnome/SessionManager", name, "InhibitedActions", known, TIMEOUT_S)


def _kde_inhibitor(bus: Bus, tell: Tell) -> None:
    name = "org.kde.Solid.PowerManagement"
    bus.call(
        name, "/org/kde/Solid/PowerManagement/PolicyAgent", f"{name}.PolicyAgent", "HasInhibition",
        "u", (_KEEPS_SCREEN_ON,), on_reply=_truth(tell, name), timeout_s=TIMEOUT_S, auto_start=False,
    )  # fmt: skip


def _freedesktop_inhibitor(bus: Bus, tell: Tell) -> None:
    name = "org.freedesktop.PowerManagement"
    _call(
        bus,
        name,
        "/org/freedesktop/PowerManagement/Inhibit",
        f"{name}.Inhibit",
        "HasInhibit",
        _truth(tell, name),
    )


INHIBITORS: tuple[Probe, ...] = (_gnome_inhibitor, _kde_inhibitor, _freedesktop_inhibitor)


def _call(
    bus: Bus, name: str, path: str, interface: str, member: str, on_reply: Callable[[Reply], None]
) -> None:
    bus.call(name, path, interface, member, on_reply=on_reply, timeout_s=TIMEOUT_S, auto_start=False)


def _truth(tell: Tell, detail: str = "") -> Callable[[Reply], None]:
    return lambda reply: tell(_yes_or_no(reply.body[0], detail) if reply.ok else Probed("unknown", detail))


def _yes_or_no(value: Any, detail: str = "") -> Probed:
    return Probed("yes" if value else "no", detail)
