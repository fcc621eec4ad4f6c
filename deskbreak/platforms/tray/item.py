"""The icon over the bus (org.kde.StatusNotifierItem), registered again whenever the panel restarts."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from deskbreak.letters import markup
from deskbreak.platforms.bus import NO_OWNER, Bus
from deskbreak.platforms.bus_values import BusReply
from deskbreak.platforms.exported import Exported, Method, Variant
from deskbreak.platforms.port import PortState
from deskbreak.platforms.tray import dbusmenu
from deskbreak.platforms.tray.pictures import pixmaps
from deskbreak.platforms.tray.port import TITLE, Look
from deskbreak.platforms.tray.without import STATUS_NOTIFIER, WATCHER, why_none
from deskbreak.sentences import N_

PATH, INTERFACE = "/StatusNotifierItem", "org.kde.StatusNotifierItem"
WATCHER_PATH = "/StatusNotifierWatcher"
BACKEND = STATUS_NOTIFIER

OnItemClick = Callable[[str], None]  # "left" or "middle"


class StatusItem:
    """Is on the bus as soon as it is made; the panel asks for picture and words when it wants them."""

    def __init__(self, bus: Bus, on_click: OnItemClick) -> None:
        self._bus, self._on_click = bus, on_click
        self._look = Look()
        self._shown = True
        self.token = ""
        self.state = PortState(BACKEND, "absent", N_("not registered yet"))
        self._name = f"{INTERFACE}-{os.getpid()}-1"
        bus.export(PATH, INTERFACE, self._exported())
        bus.request_name(self._name)
        self._watch = bus.on_owner(WATCHER, self._watcher_changed)
        bus.on_connection(self._connection_changed)
        self._register()

    def show(self, look: Look) -> None:
        """Send the panel what changed, and only that."""
        before, self._look = self._look, look
        if look.icon != before.icon:
            self._emit("NewIcon")
        if look.tooltip != before.tooltip:
            self._emit("NewToolTip")

    def set_shown(self, shown: bool) -> None:
        if shown != self._shown:
            self._shown = shown
            self._emit("NewStatus", "s", (self._status(),))

    def stop(self) -> None:
        """Leave; the panel drops the icon when the name is gone."""
        self._watch.cancel()
        self._bus.release_name(self._name)
        self._bus.unexport(PATH, INTERFACE)
        self.state = PortState(BACKEND, "off")

    # -- the panel's side

    def _register(self) -> None:
        self._bus.call(
            WATCHER, WATCHER_PATH, WATCHER, "RegisterStatusNotifierItem", "s", (self._name,),
            on_reply=self._registered, auto_start=False,
        )  # fmt: skip

    def _registered(self, reply: BusReply) -> None:
        if reply.ok:
            self.state = PortState(BACKEND, "ok")
        elif reply.error in NO_OWNER:
            self.state = PortState(BACKEND, "absent", why_none())
        else:
            self.state = PortState(BACKEND, "absent", reply.message or reply.error)

    def _watcher_changed(self, owner: str) -> None:
        if owner:
            self._register()
        elif self.state.state == "ok":
            self.state = PortState(BACKEND, "lost", N_("the panel went away; waiting for it"))

    def _connection_changed(self, connected: bool) -> None:
        if self.state.state == "off":
            return
        if connected:
            self._register()
        else:
            self.state = PortState(BACKEND, "lost", N_("the session bus is gone"))

    def _emit(self, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        self._bus.emit(PATH, INTERFACE, member, signature, body)

    def _status(self) -> str:
        return "Active" if self._shown else "Passive"

    # -- what panels call

    def _exported(self) -> Exported:
        return Exported(
            {
                "Activate": Method("ii", "", lambda _x, _y: self._clicked("left")),
                "SecondaryActivate": Method("ii", "", lambda _x, _y: self._clicked("middle")),
                "ContextMenu": Method("ii", "", lambda _x, _y: ()),  # panels open the menu themselves
                "Scroll": Method(
                    "is", "", lambda _delta, _orientation: ()
                ),  # a turn of the wheel is no answer
                "ProvideXdgActivationToken": Method("s", "", self._take_token),
            },
            self._properties,
            {"NewIcon": "", "NewTitle": "", "NewToolTip": "", "NewStatus": "s", "NewMenu": ""},
        )

    def _properties(self) -> dict[str, Variant]:
        return {
            "Category": ("s", "ApplicationStatus"),
            "Id": ("s", TITLE),
            "Title": ("s", TITLE),
            "Status": ("s", self._status()),
            "WindowId": ("i", 0),
            "IconName": ("s", ""),
            "IconPixmap": ("a(iiay)", pixmaps(self._look.icon)),
            "IconThemePath": ("s", ""),
            "IconAccessibleDesc": ("s", self._look.tooltip or TITLE),
            "OverlayIconName": ("s", ""),
            "OverlayIconPixmap": ("a(iiay)", []),
            "AttentionIconName": ("s", ""),
            "AttentionIconPixmap": ("a(iiay)", []),
            "AttentionMovieName": ("s", ""),
            "ToolTip": ("(sa(iiay)ss)", ("", [], TITLE, markup(self._look.tooltip))),
            "ItemIsMenu": ("b", False),
            "Menu": ("o", dbusmenu.PATH),
        }

    def _clicked(self, button: str) -> tuple[Any, ...]:
        self._bus.loop.call_soon(lambda: self._on_click(button))
        return ()

    def _take_token(self, token: str) -> tuple[Any, ...]:
        self.token = token
        return ()
