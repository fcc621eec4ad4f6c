"""deskbreak's time: the wall clock and a steady clock, both of which may run faster for trying out."""

from __future__ import annotations

import time

from deskbreak.platforms.power.clock import asleep_clock, awake_clock

AWAKE, ASLEEP = awake_clock(), asleep_clock()


class DaemonClock:
    """Reads both clocks; at `speed` 1 they are the machine's own. The daemon's parts all hold the same one.

    The steady clock rests while the machine sleeps, so that core can tell sleep from time at the desk.
    At another speed the wall runs from an instant of its own, and sleep cannot be seen.
    """

    def __init__(self) -> None:
        self.speed = 1.0
        self._wall_start: float | None = None  # deskbreak's instant at `_real_start`
        self._real_start = 0.0
        self._steady_start = 0.0  # the steady clock at `_real_start`

    def now(self) -> float:
        """UTC epoch seconds of deskbreak's time."""
        if self._wall_start is None:
            return time.time()
        return self._wall_start + (time.monotonic() - self._real_start) * self.speed

    def mono(self) -> float:
        """Seconds of the steady clock; only differences mean something."""
        if self._wall_start is None:
            return AWAKE()
        return self._steady_start + (time.monotonic() - self._real_start) * self.speed

    def slept_s(self) -> float | None:
        """How long the machine has slept since it was started; None where that is not known."""
        return ASLEEP() if self._wall_start is None else None

    def run_at(self, speed: float, wall: float, steady: float = 0.0) -> None:
        """Both clocks show these instants now, and run at this speed from here on."""
        self.speed, self._wall_start, self._steady_start = speed, wall, steady
        self._real_start = time.monotonic()

    def real_s(self, seconds: float) -> float:
        """How long `seconds` of deskbreak's time take on the wall."""
        return seconds / self.speed
