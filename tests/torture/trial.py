"""What every part shares: a seed, a limit, a folder in memory, and the faults found, with their inputs kept."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

MEMORY = Path("/dev/shm")  # a folder in memory, where the system has one
MAX_KEPT = 20  # faults of one part; after that it stops


class TooLong(BaseException):
    """An input took longer than it may; not an Exception, so that nothing on the way swallows it."""


@dataclass
class Trial:
    """One run of one part. `rounds` and `seconds` both limit it; what each round is, the part says."""

    part: str
    seed: int
    rounds: int
    seconds: float
    kept: Path  # where the inputs of faults are left
    folder: Path
    say: Callable[[str], None] = print
    faults: list[str] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def each_round(self) -> Iterator[random.Random]:
        """The chance of each round, which its number and the seed decide, until a limit is reached."""
        for number in range(self.rounds):
            if self.took > self.seconds or len(self.faults) >= MAX_KEPT:
                return
            yield random.Random(f"{self.seed}/{self.part}/{number}")

    @property
    def took(self) -> float:
        return time.monotonic() - self.started

    def fault(self, what: str, data: bytes = b"") -> None:
        """Note a fault, and keep the input that showed it."""
        self.faults.append(what)
        where = ""
        if data:
            self.kept.mkdir(parents=True, exist_ok=True)
            file = self.kept / f"{self.part}-{self.seed}-{len(self.faults)}"
            file.write_bytes(data)
            where = f" (input: {file})"
        self.say(f"  FAULT {self.part}, seed {self.seed}: {what}{where}")

    def expect(self, holds: object, what: str, data: bytes = b"") -> bool:
        """Note a fault unless it holds; return True if it does."""
        if not holds:
            self.fault(what, data)
        return bool(holds)


@contextlib.contextmanager
def memory_folder() -> Iterator[Path]:
    """A private folder, in memory where that is possible, and gone afterwards."""
    base = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=base))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooLong in the middle of whatever computes for longer, or waits for twelve times as long."""

    def too_long(_number: int, _frame: FrameType | None) -> None:
        raise TooLong(f"took over {seconds:g} s")

    timers = ((signal.ITIMER_PROF, signal.SIGPROF, 1), (signal.ITIMER_REAL, signal.SIGALRM, 12))
    before = {number: signal.signal(number, too_long) for _, number, _ in timers}
    for timer, _, times in timers:
        signal.setitimer(timer, seconds * times)
    try:
        yield
    finally:
        for timer, number, _ in timers:
            signal.setitimer(timer, 0)
            signal.signal(number, before[number])


def wait_for(look: Callable[[], object], seconds: float, every: float = 0.02) -> float | None:
    """How long it took until `look` was true; None if it never was."""
    started = time.monotonic()
    while True:
        if look():
            return time.monotonic() - started
        if time.monotonic() - started > seconds:
            return None
        time.sleep(every)
