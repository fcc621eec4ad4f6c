"""One notification from a command that has no terminal to answer in."""

from __future__ import annotations

import time

from deskbreak.columns import complain
from deskbreak.language import with_label

TIMEOUT_S = 3.0
STAYS_S = 8.0  # it answers a click of this moment, and is no use in a history
TAG = "answer"


def notify(title: str, body: str) -> bool:
    """Show it on the desktop; on stderr where no notification service shows it. Whether the desktop did."""
    from deskbreak.platforms import notify as notifications
    from deskbreak.platforms.notify.port import Note
    from deskbreak.platforms.session import session_bus
    from deskbreak.runtime.loop import Loop

    loop = Loop()
    bus = session_bus(loop)
    events: list[str] = []
    notifier = notifications.choose(loop, bus, lambda _tag, event: events.append(event))
    try:
        notifier.show(Note(TAG, title, body, transient=True, timeout_s=STAYS_S))
        end = time.monotonic() + TIMEOUT_S
        while not events and time.monotonic() < end:
            loop.turn(0.05)
    finally:  # the note stays: `notifier.stop` would take it away again
        if bus is not None:
            bus.close()
        loop.close()
    shown = "shown" in events
    if not shown:
        complain(with_label(title, body))
    return shown
