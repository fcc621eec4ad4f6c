"""deskbreak's time: the wall clock and a steady clock, both of which may run faster for trying out."""

from __future__ import annotations

import time

from deskbreak.platforms.power.clock import awake_clock
from deskbreak.values import dataclass

AWAKE = awake_clock()


@dataclass(frozen=True, slots=True)
class Clock:
    """Reads both clocks; at `speed` 1 they are the machine's own.

    The steady clock rests while the machine sleeps, so that core can tell sleep from time at the desk.
    At another speed the wall runs from `start_at`, and sleep cannot be seen.
    """

    speed: float = 1.0
    start_at: float | None = None  # deskbreak's instant at `real_start`
    real_start: float = 0.0
    steady_start: float = 0.0  # the steady clock at `real_start`

    @classmethod
    def fast(cls, speed: float, start_at: float) -> Clock:
        return cls(speed, start_at, time.monotonic())

    def now(self) -> float:
        """UTC epoch seconds of deskbreak's time."""
        if self.start_at is None:
            return time.time()
        return self.start_at + (time.monotonic() - self.real_start) * self.speed

    def mono(self) -> float:
        if self.start_at is None:
            return AWAKE()
        return self.steady_start + (time.monotonic() - self.real_start) * self.speed

    def at_speed(self, speed: float, at: float, mono: float) -> Clock:
        """Both clocks, which stand at these instants now and run at another speed from here on."""
        return Clock(speed, at, time.monotonic(), mono)

    def real_s(self, seconds: float) -> float:
        """How long `seconds` of deskbreak's time take on the wall."""
        return seconds / self.speed
