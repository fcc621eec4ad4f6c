"""What a program and all its children cost: memory, processor time and wakeups, as Linux counts them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
MEMORY = {
    "pss": ("Pss",),
    "uss": ("Private_Clean", "Private_Dirty"),
    "anon": ("Pss_Anon",),
    "rss": ("Rss",),
}


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""  # it ended meanwhile


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; [] for one that is gone."""
    text = _read(PROC / str(pid) / "stat")
    fields = text.rpartition(")")[2].split()
    return fields if fields and fields[0] not in "ZX" else []


def tree(root: int) -> set[int]:
    """The process, all that descends from it, and all of its session."""
    stats = {int(one.name): _stat(int(one.name)) for one in PROC.iterdir() if one.name.isdigit()}
    found = {pid for pid, fields in stats.items() if fields and (pid == root or int(fields[3]) == root)}
    while True:
        more = {pid for pid, fields in stats.items() if fields and int(fields[1]) in found} - found
        if not more:
            return found
        found |= more


def memory(pids: Iterable[int]) -> dict[str, float]:
    """PSS, USS and the like in MiB over all of them."""
    total = dict.fromkeys(MEMORY, 0.0)
    for pid in pids:
        lines = dict(re.findall(r"^(\w+):\s+(\d+) kB", _read(PROC / str(pid) / "smaps_rollup"), re.MULTILINE))
        for key, names in MEMORY.items():
            total[key] += sum(int(lines.get(name, 0)) for name in names) / 1024
    return total


def processor_s(pids: Iterable[int]) -> float:
    """Processor time so far; that of children that ended is in it, in steps of 10 ms."""
    return sum(sum(map(int, fields[11:15])) for pid in pids if (fields := _stat(pid))) * TICK_S


def exact_s(pids: Iterable[int]) -> float:
    """Processor time so far of the threads that are alive, to the nanosecond."""
    schedules = (_read(task / "schedstat").split() for task in _tasks(pids))
    return sum(int(one[0]) for one in schedules if one) / 1e9


def wakeups(pids: Iterable[int]) -> int:
    """How often their threads went to sleep and were woken."""
    found = (
        re.search(r"^voluntary_ctxt_switches:\s+(\d+)", _read(task / "status"), re.MULTILINE)
        for task in _tasks(pids)
    )
    return sum(int(one[1]) for one in found if one)


def _tasks(pids: Iterable[int]) -> list[Path]:
    found: list[Path] = []
    for pid in pids:
        try:
            found += (PROC / str(pid) / "task").iterdir()
        except OSError:
            continue  # it ended meanwhile
    return found
