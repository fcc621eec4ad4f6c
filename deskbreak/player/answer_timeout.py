"""How long a question waits for an answer: a person may have left; the result is worth more than the answer."""

from __future__ import annotations

import time
from collections.abc import Callable

from deskbreak.player.moment import Mode
from deskbreak.player.session import Session

ASK_S = 25.0
ASK_AFTER_WALK_S = 300.0  # a person who comes back a little later is still greeted
HURT_S = 90.0
START_S = 900.0  # a person who wants to start by hand, and does not
MIN_S = 3.0  # also in fast time


class AnswerTimeout:
    """Ends a session whose last question is not answered. Works in the wall's seconds."""

    def __init__(
        self, session: Session, speed: float = 1.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._session, self._speed, self._clock = session, max(speed, 0.01), clock
        self._mode = session.mode
        self._since = clock()

    def renew(self) -> None:
        """The person is there: the timeout begins again."""
        self._since = self._clock()

    def look(self) -> None:
        """Called now and then; ends the question without an answer when its time is over."""
        session = self._session
        if session.mode is not self._mode:
            self._mode, self._since = session.mode, self._clock()
        if self._clock() - self._since >= self._limit():
            if session.mode is Mode.ASKING:
                session.felt(None)
            elif session.mode is Mode.TOO_HARD:
                session.nobody_chose()
            elif session.mode in (Mode.HURT, Mode.PLAYING):
                session.leave()

    def _limit(self) -> float:
        if self._mode is Mode.PLAYING and self._session.now().ready and self._session.waits:
            return self._real(START_S)
        if self._mode is Mode.TOO_HARD:
            return self._real(ASK_S)
        if self._mode is Mode.ASKING:
            away = self._session.script.steps[-1].walk and not self._session.is_back
            return self._real(ASK_AFTER_WALK_S if away else ASK_S)
        return self._real(HURT_S) if self._mode is Mode.HURT else float("inf")

    def _real(self, seconds: float) -> float:
        return max(seconds / self._speed, MIN_S)
