"""Notifications: what the desktop shows, and what became of it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.sentences import english

if TYPE_CHECKING:
    from deskbreak.platforms.bus import Bus
    from deskbreak.platforms.notify.port import Notifier, OnEvent
    from deskbreak.runtime.loop import Loop

    Make = Callable[[OnEvent], Notifier]


def choose(loop: Loop, bus: Bus | None, on_event: OnEvent) -> Notifier:
    """The ways of this desktop, best first; `bus` is the session bus (None where there is no such thing)."""
    from deskbreak.platforms.notify.chain import Chain
    from deskbreak.platforms.notify.none import NoNotifier

    ways = _desktop_ways(loop, bus)
    if not ways:
        why = (
            bus.state.detail
            if bus is not None
            else english("no notifications on {system}", system=sys.platform)
        )
        return NoNotifier(loop, on_event, why)
    return Chain(ways, on_event)


def _desktop_ways(loop: Loop, bus: Bus | None) -> list[Make]:
    ways: list[Make] = []
    if bus is not None:
        if not bus.connected:
            return ways  # what plyer would use needs the bus too
        from deskbreak.platforms.notify.dbus import BusNotifier

        ways.append(lambda on_event: BusNotifier(bus, on_event))
    else:
        try:
            from deskbreak.platforms.notify.toasts import ToastNotifier

            ways.append(lambda on_event: ToastNotifier(loop, on_event))
        except Exception as trouble:  # a vendor package that does not fit this system
            logging.getLogger("deskbreak.notify").warning("no toasts here: %s", trouble)
    from deskbreak.platforms.notify.plyer_child import PlyerNotifier

    ways.append(lambda on_event: PlyerNotifier(loop, on_event))
    return ways
