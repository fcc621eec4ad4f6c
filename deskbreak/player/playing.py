"""Plays a request on a face, hears commands meanwhile, and gives the result; in a child process or right here."""

from __future__ import annotations

import contextlib
import gc
import signal
import threading
from collections.abc import Callable, Iterator

from deskbreak.platforms.browser import NoBrowser
from deskbreak.player.choose import choose_face, terminal_instead
from deskbreak.player.clock import Clock
from deskbreak.player.commands import Commands
from deskbreak.player.face import Face
from deskbreak.player.opening import open_session, result_of
from deskbreak.player.progress import PlayProgress, Reporter
from deskbreak.player.protocol import PlayRequest, Result
from deskbreak.player.session import Session


def play(request: PlayRequest, reporter: Reporter, commands: int | None, said: bytes = b"") -> Result:
    """Play the routine on the face that is asked for, or the first that works.

    `commands` is where the daemon speaks, `said` what was already read from there. A face that breaks down ends
    the routine as closing it does: what was done is kept.
    """
    session, catalog, profile = open_session(request)
    clock = Clock(request.speed)
    face = choose_face(request, session, catalog, profile=profile, clock=clock)
    reporter.report("opened", face=face.name)
    progress = PlayProgress(request, session, reporter, clock=clock, profile=profile)
    commanding = Commands(commands, session, clock, said)
    gc.enable()
    clock.begin()
    try:
        with _signals_close(session, clock):
            _play_on(
                face,
                commanding,
                progress,
                lambda: terminal_instead(request, session, catalog, profile=profile, clock=clock),
            )
    except (OSError, RuntimeError):
        if not session.exercises():
            raise
    finally:
        progress.close()
    session.close(clock())
    return result_of(request, session, request.at + clock())


def _play_on(
    face: Face, commands: Commands, progress: PlayProgress, instead: Callable[[], Face | None]
) -> None:
    """Play on this face; where its page does not come, on another one, if there is one."""
    try:
        face.play(commands, progress)
    except NoBrowser:
        other = instead()
        if other is None:
            raise
        other.play(commands, progress)


@contextlib.contextmanager
def _signals_close(session: Session, clock: Clock) -> Iterator[None]:
    """Asked to end, by the system or with Ctrl-C, the player closes properly and keeps what was done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for name in names for number in [getattr(signal, name)]}
    for number in before:
        signal.signal(number, lambda *_: session.close(clock()))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
