"""deskbreak's time while a routine plays: as fast as the request says."""

from __future__ import annotations

import time


class Clock:
    """deskbreak's seconds since the first picture."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._began: float | None = None

    def begin(self) -> None:
        self._began = time.monotonic()

    def __call__(self) -> float:
        return 0.0 if self._began is None else (time.monotonic() - self._began) * self._speed
