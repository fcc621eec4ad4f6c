"""Busy: is this a bad moment for an offer?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.platforms.bus import Bus
    from deskbreak.platforms.busy.port import Busy
    from deskbreak.runtime.loop import Loop


def choose(loop: Loop, bus: Bus | None, *, wanted: bool = True) -> Busy:
    """The probes of this system; `bus` is the session bus (None where there is no such thing)."""
    if not wanted:
        from deskbreak.platforms.busy.none import NoBusy

        return NoBusy(loop, N_("switched off"))
    from deskbreak.platforms.busy.asker import BusyAsker

    return BusyAsker(loop, bus)
