"""Plays a routine in this process, for a command line without a daemon."""

from __future__ import annotations

from typing import Any

from deskbreak.player.opening import leave
from deskbreak.player.playing import play
from deskbreak.player.protocol import PlayRequest, Result


class _Nobody:
    """There is no daemon to report to."""

    def report(self, kind: str, **details: Any) -> None:
        pass


def play_here(request: PlayRequest) -> Result:
    """Play until it ends; the result is in the outbox when this returns."""
    result = play(request, _Nobody(), None)
    leave(request, result)
    return result
