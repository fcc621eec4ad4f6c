"""`desktop`: the session bus, the notification daemon and the panel are killed and started in random order.

After each the offer is on the screen once, the icon is back, and a click's worth of commands still works.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random

from tests.desktop.desks import X11_PROGRAMS, X11Desk
from tests.torture.daemon import Daemon, environment, settings
from tests.torture.trial import Trial, wait_for

BACK_S = 10.0
PROGRAMS = (*X11_PROGRAMS, "dunstctl")
# Waits run sixty times as fast; an open offer stays for a minute.
SETTINGS = settings("2m", lasts="1m", more='[offer]\nrepeat_every = "30m"\nrepeat_at_most = 5\n')
WAYS = (("dunst",), ("panel",), ("dunst", "panel"), ("bus", "dunst", "panel"), ("bus", "panel", "dunst"))


def run(trial: Trial) -> str:
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        return f"not run, for these are not installed: {', '.join(missing)}"
    home = trial.folder / "home"
    home.mkdir()
    (home / "config.toml").write_text(SETTINGS)
    desk = X11Desk()
    try:
        daemon = Daemon(home, environment(trial.folder) | desk.env, "--speed", "60")
        try:
            return _rounds(trial, desk, daemon)
        finally:
            daemon.clear()
    finally:
        desk.stop()


def _rounds(trial: Trial, desk: X11Desk, daemon: Daemon) -> str:
    restarts: Counter[str] = Counter()
    times: list[float] = []
    costs: list[tuple[int, int]] = []
    skipped = 0
    for chance in trial.each_round():
        if not _offered(trial, daemon):
            break
        costs.append((daemon.descriptors(), daemon.memory_kb()))
        way = chance.choice(WAYS)
        _restart(desk, way, chance)
        restarts.update(way)
        took = wait_for(lambda: _is_back(desk, daemon), BACK_S, every=0.1)
        what = f"after {' and '.join(way)}"
        if trial.expect(took is not None, f"{what} not back in {BACK_S:g} s: {_seen(desk, daemon)}"):
            times.append(took or 0.0)
        before = len(daemon.json("log"))
        if trial.expect(daemon.try_ask("skip"), f"{what} the offer cannot be skipped"):
            skipped += 1
        gone = wait_for(lambda: _notes(desk) == 0, BACK_S, every=0.1)
        if not trial.expect(gone is not None, f"{what} {_notes(desk)} notes stay on the screen"):
            trial.kept.mkdir(parents=True, exist_ok=True)
            desk.screenshot(trial.kept / f"desktop-{trial.seed}-{len(times)}.png")
        trial.expect(len(daemon.json("log")) == before + 1, f"{what} a skip did not leave one row")
    _look_back(trial, daemon, costs, skipped)
    trial.expect(daemon.stop() == 0, "it does not end with 0")
    trial.expect("Traceback" not in daemon.said(), f"a traceback: {daemon.said()[-400:]}")
    times.sort()
    middle, worst = (times[len(times) // 2], times[-1]) if times else (0.0, 0.0)
    counted = ", ".join(f"{name} {count}" for name, count in sorted(restarts.items()))
    return f"{restarts.total()} restarts ({counted}), back in {middle:.1f} s, {worst:.1f} at the most"


def _offered(trial: Trial, daemon: Daemon) -> bool:
    found = wait_for(lambda: daemon.status().get("phase") == "offered", 30.0, every=0.1)
    return trial.expect(found is not None, f"no offer comes: {daemon.status()}")


def _restart(desk: X11Desk, way: tuple[str, ...], chance: Random) -> None:
    """End the parts, each by kill -9 or politely, and start them again in that order."""
    if "bus" in way:
        desk.end("openbox")
    for name in way:
        desk.end(name, chance.choice((signal.SIGKILL, signal.SIGTERM)))
    time.sleep(chance.choice((0.0, 0.2, 1.0)))
    if "bus" in way:
        (desk.runtime / "bus").unlink(missing_ok=True)
    start: dict[str, Callable[[], object]] = {
        "bus": desk.start_bus,
        "dunst": partial(_start_dunst, desk),
        "panel": desk.start_panel,
    }
    for name in way:
        start[name]()
    if "bus" in way:
        desk.start("openbox", ["openbox", "--sm-disable"])


def _start_dunst(desk: X11Desk) -> None:
    """The bus may have started one already, for a program that asked."""
    if not desk.owned("org.freedesktop.Notifications"):
        desk.start_notifications()


def _notes(desk: X11Desk) -> int:
    """How many notes are on the screen; -1 where it is not known."""
    try:
        return int(desk.run("dunstctl", "count", "displayed", seconds=5))
    except (subprocess.SubprocessError, ValueError):
        return -1


def _is_back(desk: X11Desk, daemon: Daemon) -> bool:
    ports = daemon.status().get("ports", {})
    served = all(ports.get(name, {}).get("state") == "ok" for name in ("notify", "tray"))
    return served and _notes(desk) == 1


def _seen(desk: X11Desk, daemon: Daemon) -> str:
    status = daemon.status()
    ports = {name: status.get("ports", {}).get(name, {}).get("state") for name in ("notify", "tray")}
    why = [f"{row['decision']}: {row['reason']}" for row in daemon.json("why")[-4:]]
    return f"{_notes(desk)} notes, {ports}, {status.get('phase')}; {why}"


def _look_back(trial: Trial, daemon: Daemon, costs: list[tuple[int, int]], skipped: int) -> None:
    rows = daemon.json("log")
    trial.expect(len({row["id"] for row in rows}) == len(rows), "rows are there twice")
    outcomes = Counter(row["outcome"] for row in rows)
    trial.expect(outcomes["skipped"] == skipped, f"{skipped} skips left {outcomes['skipped']} rows")
    if len(costs) > 3:
        (fds, memory), (fds_now, memory_now) = costs[2], costs[-1]
        trial.expect(fds_now <= fds + 3, f"descriptors grew from {fds} to {fds_now}")
        trial.expect(memory_now <= memory + 3000, f"memory grew from {memory} to {memory_now} kB")
