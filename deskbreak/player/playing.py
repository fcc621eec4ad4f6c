"""Plays a request on a face, hears orders meanwhile, and gives the result; in a child process or right here."""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, Protocol

from deskbreak.paths import Profile
from deskbreak.player.choose import choose_face
from deskbreak.player.clock import Clock
from deskbreak.player.cues_aloud import CuesAloud
from deskbreak.player.met import add_met
from deskbreak.player.opening import leave, open_session, result_of, take_back
from deskbreak.player.protocol import Request, Result, read_line
from deskbreak.player.session import Mode, Now, Session


class Teller(Protocol):
    """Hears how the routine goes."""

    def tell(self, kind: str, **details: Any) -> None: ...


def play(request: Request, teller: Teller, orders: int | None, said: bytes = b"") -> Result:
    """Play the routine on the face that is asked for, or the first that works.

    `orders` is where the daemon speaks, `said` what was already read from there. A face that breaks down ends
    the routine like somebody who closes it: what was done is kept.
    """
    session, catalog, profile = open_session(request)
    clock = Clock(request.speed)
    face = choose_face(request, session, catalog, profile, clock)
    teller.tell("opened", face=face.name)
    follower = Follower(request, session, teller, clock, profile)
    gc.enable()
    clock.begin()
    try:
        with _signals_close(session, clock):
            face.play(Orders(orders, session, clock, said), follower)
    except (OSError, RuntimeError):
        if not session.exercises():
            raise
    finally:
        follower.close()
    session.close(clock())
    return result_of(request, session, request.at + clock())


class Follower:
    """Told about every moment; speaks, chimes, reports and keeps the result safe as soon as there is one."""

    def __init__(
        self, request: Request, session: Session, teller: Teller, clock: Clock, profile: Profile
    ) -> None:
        self._request, self._session, self._teller, self._clock = request, session, teller, clock
        self._cautioned, self._met_file = profile.cautioned, profile.met
        self._met: set[str] = set()
        self._aloud = CuesAloud(request)
        self._step: tuple[int, int, str] | None = None
        self._mode = Mode.PLAYING

    def follow(self, now: Now) -> None:
        self._aloud.follow(now)
        step = (now.cue.step, now.cue.round_, now.step.exercise)  # an easier form has the same number
        if step != self._step and now.mode in (Mode.PLAYING, Mode.PAUSED):
            self._step = step
            self._teller.tell("step", step=now.cue.step, exercise=now.step.exercise)
            self._shown()
        if not now.ready and now.mode is Mode.PLAYING:
            self._met_one(now.step.exercise)
        if now.mode is not self._mode:
            before, self._mode = self._mode, now.mode
            self._changed(before, now.mode)

    def _shown(self) -> None:
        """The words of caution were on the screen: once is enough."""
        if self._request.first_run:
            with contextlib.suppress(OSError):  # a read-only disk: then they are shown again
                self._cautioned.parent.mkdir(parents=True, exist_ok=True)
                self._cautioned.touch(0o600)

    def _met_one(self, exercise: str) -> None:
        """It was shown whole before it began; from now on its steps come one by one."""
        if exercise in self._session.unmet and exercise not in self._met:
            self._met.add(exercise)
            add_met(self._met_file, exercise)

    def _changed(self, before: Mode, mode: Mode) -> None:
        if before is Mode.HURT and self._session.hurt is None:
            take_back(self._request)
        if mode is Mode.PAUSED:
            self._teller.tell("paused")
        elif before is Mode.PAUSED and mode is Mode.PLAYING:
            self._teller.tell("resumed")
        elif mode in (Mode.ASKING, Mode.HURT):
            leave(self._request, result_of(self._request, self._session, self._request.at + self._clock()))

    @property
    def sounds(self) -> bool:
        """Whether cues are heard."""
        return self._aloud.sounds

    def toggle_sound(self) -> None:
        """Sound off or on, for this routine alone."""
        self._aloud.toggle_sound()

    def close(self) -> None:
        self._aloud.close()


class Orders:
    """What the daemon says while a routine plays: close it, pause it, somebody left or came back."""

    def __init__(self, fd: int | None, session: Session, clock: Clock, said: bytes = b"") -> None:
        self.fd, self._session, self._clock = fd, session, clock
        self._text = b""
        self.hear(said)

    def read(self) -> bool:
        """Carry out what has arrived; False when nobody speaks there any more: then the routine plays on."""
        if self.fd is None:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            self.fd = None
            return False
        self.hear(data)
        return True

    def wait(self, seconds: float, lock: threading.Lock | None = None) -> None:
        """Let time go by; what is said meanwhile is carried out at once, under `lock` if one is given."""
        if self.fd is None or sys.platform == "win32":  # pipes cannot be waited for there
            time.sleep(seconds)
            return
        if select.select([self.fd], [], [], seconds)[0]:
            with lock or contextlib.nullcontext():
                self.read()

    def hear(self, data: bytes) -> None:
        """Carry out the orders that are whole; a half one waits for its rest."""
        *lines, self._text = (self._text + data).split(b"\n")
        self._text = self._text[-65536:]
        for line in lines:
            self._obey(read_line(line))

    def _obey(self, order: dict[str, Any]) -> None:
        session, now = self._session, self._clock()
        match order.get("do"):
            case "close":
                if order.get("as") == "taken":
                    session.done(now)
                session.close(now)
            case "pause":
                session.pause(now)
            case "resume":
                session.resume(now)
            case "away":
                for_s = order.get("for_s")
                session.went_away(now, float(for_s) if isinstance(for_s, int | float) else 0.0)
            case "back":
                session.came_back(now)


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
