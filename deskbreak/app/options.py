"""How the daemon was asked to run."""

from __future__ import annotations

from pathlib import Path

from deskbreak.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`speed` over 1 is for trying out: then `at` is the instant to begin at, and idle is ignored.

    `play_speed` is how many times faster than life routines play.
    """

    home: Path | None = None
    speed: float = 1.0
    play_speed: float = 1.0
    at: str = ""
    tray: bool = True
    with_idle: bool = False
    throwaway: bool = False  # the home is ours to remove at the end

    @property
    def fast(self) -> bool:
        """Return True if time is sped up or begins elsewhere."""
        return self.speed != 1.0 or self.play_speed != 1.0 or bool(self.at)

    @property
    def watches_idle(self) -> bool:
        """Return True if stillness at the desk counts."""
        return not self.fast or self.with_idle
