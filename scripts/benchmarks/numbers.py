"""Spreads of repeated measurements, and the time that whole commands take."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

Spread = dict[str, float]  # median, min, max, runs


def spread(values: Sequence[float], digits: int = 2) -> Spread:
    """The median of some runs, with their range."""
    found = {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return {key: round(value, digits) for key, value in found.items()} | {"runs": len(values)}


def timed(
    argv: Sequence[str | Path], env: Mapping[str, str], runs: int, *, stdin: bytes = b""
) -> dict[str, Spread]:
    """Wall and processor time (ms) of a whole command, the start of Python included."""
    wall, processor = [], []
    for _ in range(runs):
        began = time.perf_counter()
        with subprocess.Popen(
            [str(word) for word in argv],
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as child:
            assert child.stdin is not None
            child.stdin.write(stdin)
            child.stdin.close()
            _, status, used = os.wait4(child.pid, 0)
            wall.append((time.perf_counter() - began) * 1000)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 3):
            raise RuntimeError(f"{' '.join(map(str, argv))} ended with {child.returncode}")
        processor.append((used.ru_utime + used.ru_stime) * 1000)
    return {"wall_ms": spread(wall, 1), "processor_ms": spread(processor, 1)}


def load() -> float:
    """How busy the machine is: the load of the last minute."""
    return round(os.getloadavg()[0], 1)
