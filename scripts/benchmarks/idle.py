"""Each program on the same throwaway desktop: from the start to its icon, and what it costs while a person sits."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from scripts.benchmarks import processes
from scripts.benchmarks.numbers import load, spread
from scripts.benchmarks.programs import (
    SAFE_EYES,
    WORKRAVE,
    Program,
    disk_mib,
    environment,
    had,
    ours,
    version,
)
from tests.desktop.desks import X11Desk, wait_for

ICON_WITHIN_S = 30.0
TOUCH_S = 20.0  # how often the pointer moves: the person is there
Row = dict[str, float]


def measure(
    *, runs: int, starts: int, settle_s: float, window_s: float, say: Callable[[str], None]
) -> dict[str, object]:
    """Every program in every run, one after the other, each on a new desktop with a new home."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        programs = [ours(Path(folder)), WORKRAVE, SAFE_EYES]
        skipped = {one.name: why for one in programs if (why := had(one))}
        programs = [one for one in programs if one.name not in skipped]
        rows: dict[str, list[Row]] = {one.name: [] for one in programs}
        for number in range(runs):
            for program in programs:
                row = _run(program, Path(folder), starts=starts, settle_s=settle_s, window_s=window_s)
                rows[program.name].append(row)
                say(
                    f"run {number + 1}, {program.name}: "
                    + ", ".join(f"{key} {value:g}" for key, value in row.items())
                )
        return {
            "programs": {one.name: _reported(one, rows[one.name]) for one in programs},
            "ratios": _ratios(rows),
            "skipped": skipped,
            "settle_s": settle_s,
            "window_s": window_s,
            "starts": starts,
        }


def _reported(program: Program, rows: list[Row]) -> dict[str, object]:
    keys = dict.fromkeys(key for row in rows for key in row)
    figures = {key: spread([row[key] for row in rows if key in row], 4) for key in keys}
    return {"version": version(program), "disk_mib": disk_mib(program), **figures}


def _ratios(rows: dict[str, list[Row]]) -> dict[str, dict[str, object]]:
    """Theirs by ours, run by run."""
    us = rows["deskbreak"]
    return {
        name: {
            key: spread([b[key] / a[key] for a, b in zip(us, them, strict=True)])
            for key in ("pss_mib", "uss_mib", "start_ms")
        }
        for name, them in rows.items()
        if name != "deskbreak"
    }


def _run(program: Program, folder: Path, *, starts: int, settle_s: float, window_s: float) -> Row:
    desk = X11Desk()
    try:
        _start_system_bus(desk)
        python = folder / "python" / "bin" / "python"
        with tempfile.TemporaryDirectory(prefix="home-") as home:
            env = environment(Path(home), desk.env, python)
            took = []
            for _ in range(starts):
                with started(program, env) as (_root, start_ms):
                    took.append(start_ms)
            with started(program, env) as (root, start_ms):
                took.append(start_ms)
                row = _watched(root, desk, settle_s, window_s)
        return {"start_ms": round(sorted(took)[len(took) // 2], 1), **row}
    finally:
        desk.stop()


def _start_system_bus(desk: X11Desk) -> None:
    """An empty one: Safe Eyes ends without."""
    address = f"unix:path={desk.runtime}/system"
    desk.start("system bus", ["dbus-daemon", "--session", "--nofork", f"--address={address}"])
    desk.env["DBUS_SYSTEM_BUS_ADDRESS"] = address
    wait_for((desk.runtime / "system").exists, "the system bus")


@contextmanager
def started(program: Program, env: Mapping[str, str]) -> Iterator[tuple[int, float]]:
    """Start it; its process, and the ms until its icon was there. Ends it with all that it started."""
    with _monitor(program, env) as seen:
        started = time.monotonic()
        child = subprocess.Popen(
            program.argv, env=dict(env), start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            at = seen()
        except BaseException:
            _end(child)
            raise
    try:
        yield child.pid, (at - started) * 1000
    finally:
        _end(child)


@contextmanager
def _monitor(program: Program, env: Mapping[str, str]) -> Iterator[Callable[[], float]]:
    """Listens on the bus; what it gives waits for the icon and tells when it came. It does not poll."""
    argv = ["dbus-monitor", "--session", program.match]
    with subprocess.Popen(argv, env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as listener:
        assert listener.stdout is not None
        said = listener.stdout.fileno()

        def lines_until(found: str, end: float) -> float:
            text = ""
            while select.select([said], [], [], max(0.0, end - time.monotonic()))[0]:
                piece = os.read(said, 65536)
                at = time.monotonic()
                text += piece.decode("utf-8", "replace")
                if found in text or not piece:
                    return at
            raise RuntimeError(f"{program.name}: no icon within {ICON_WITHIN_S:g} s")

        lines_until("NameLost", time.monotonic() + 5.0)  # its own: from now on it hears all
        try:
            yield lambda: lines_until(program.seen, time.monotonic() + ICON_WITHIN_S)
        finally:
            listener.kill()


def _watched(root: int, desk: X11Desk, settle_s: float, window_s: float) -> Row:
    """Memory at the end of the window; processor time and wakeups within it, of the program and of the desktop."""
    _sit(desk, settle_s)
    elsewhere = {pid for one in desk.processes.values() for pid in processes.tree(one.pid)}
    before = _counted(processes.tree(root), elsewhere)
    started = time.monotonic()
    _sit(desk, window_s)
    span = time.monotonic() - started
    group = processes.tree(root)
    after = _counted(group, elsewhere)
    gained = {key: (after[key] - before[key]) / span for key in after}
    return {
        **{f"{key}_mib": round(value, 2) for key, value in processes.memory(group).items()},
        "wakeups_s": round(gained["wakeups"], 4),
        "processor_percent": round(gained["processor"] * 100, 3),
        "exact_percent": round(gained["exact"] * 100, 4),
        "elsewhere_percent": round(gained["elsewhere"] * 100, 3),
        "processes": len(group),
        "load": load(),
    }


def _counted(group: set[int], elsewhere: set[int]) -> dict[str, float]:
    return {
        "wakeups": processes.wakeups(group),
        "processor": processes.processor_s(group),
        "exact": processes.exact_s(group),
        "elsewhere": processes.exact_s(elsewhere),
    }


def _sit(desk: X11Desk, seconds: float) -> None:
    """Time passes with a person at the desk: the pointer moves now and then."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        desk.move(400 + int(left) % 50, 400)
        time.sleep(min(left, TOUCH_S))


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ask, then make, the program and all of its session end."""
    for number, patience_s in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0)):
        for pid in processes.tree(child.pid):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass
        try:
            child.wait(patience_s)
        except subprocess.TimeoutExpired:
            continue
        if not processes.tree(child.pid):
            return
