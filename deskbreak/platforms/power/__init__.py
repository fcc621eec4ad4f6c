"""Sleep, lock and clock changes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from deskbreak.sentences import english

if TYPE_CHECKING:
    from deskbreak.platforms.bus import Bus
    from deskbreak.platforms.power.port import OnPower, Power
    from deskbreak.runtime.loop import Loop


def choose(loop: Loop, bus: Bus | None, on_event: OnPower) -> Power:
    """What reports sleep and lock here; `bus` is the session bus (None where there is no such thing)."""
    if bus is not None:
        from deskbreak.platforms.bus import Bus as AnyBus
        from deskbreak.platforms.power.linux import LinuxPower

        return LinuxPower(loop, bus, AnyBus.system(loop), on_event)
    from deskbreak.platforms.power.polled import PolledPower, lock_reader

    if reader := lock_reader():
        return PolledPower(loop, on_event, reader)
    from deskbreak.platforms.power.none import NoPower

    return NoPower(english("no word about sleep and lock on {system}", system=sys.platform))
