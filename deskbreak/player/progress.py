"""How the routine goes on: spoken, reported to the daemon, and its result kept safe as soon as there is one."""

from __future__ import annotations

import contextlib
from typing import Any, Protocol

from deskbreak.atomic import make_private
from deskbreak.paths import Profile
from deskbreak.player.clock import Clock
from deskbreak.player.cues_aloud import CuesAloud
from deskbreak.player.met import add_met
from deskbreak.player.moment import Mode, Now
from deskbreak.player.opening import leave, result_of, take_back
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.session import Session


class Reporter(Protocol):
    """Hears how the routine goes."""

    def report(self, kind: str, **details: Any) -> None: ...


class PlayProgress:
    """Follows every moment; speaks, chimes, reports and keeps the result safe as soon as there is one."""

    def __init__(
        self, request: PlayRequest, session: Session, reporter: Reporter, *, clock: Clock, profile: Profile
    ) -> None:
        self._request, self._session, self._reporter, self._clock = request, session, reporter, clock
        self._cautioned, self._met_file = profile.cautioned, profile.met
        self._met: set[str] = set()
        self._aloud = CuesAloud(request)
        self._step: tuple[int, int, str] | None = None
        self._mode = Mode.PLAYING

    def follow(self, now: Now) -> None:
        """The moment that the face has just shown."""
        self._aloud.follow(now)
        step = (now.cue.step, now.cue.round_, now.step.exercise)  # an easier form has the same number
        if step != self._step and now.mode in (Mode.PLAYING, Mode.PAUSED):
            self._step = step
            self._reporter.report("step", step=now.cue.step, exercise=now.step.exercise)
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
                make_private(self._cautioned.parent)
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
            self._reporter.report("paused")
        elif before is Mode.PAUSED and mode is Mode.PLAYING:
            self._reporter.report("resumed")
        elif mode in (Mode.ASKING, Mode.HURT):
            leave(self._request, result_of(self._request, self._session, self._request.at + self._clock()))

    @property
    def sounds(self) -> bool:
        """Return True if cues are heard."""
        return self._aloud.sounds

    def toggle_sound(self) -> None:
        """Sound off or on, for this routine alone."""
        self._aloud.toggle_sound()

    def close(self) -> None:
        self._aloud.close()
