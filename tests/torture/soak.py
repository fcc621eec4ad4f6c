"""`soak`: working days of a real daemon at great speed, with input, meetings, commands, and the machine standing still.

A round is a day with two shifts. After each, memory and descriptors are looked at, and every offer is held to account.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from random import Random
from statistics import median
from typing import Any

from Xlib import X, display
from Xlib.ext import xtest

from tests.desktop.desks import X11_PROGRAMS, X11Desk
from tests.torture.account import Account
from tests.torture.daemon import DAYS, Daemon, environment, settings
from tests.torture.trial import Trial

SPEED = 1500
DAY_S = 86400.0
STEP_S = 0.08  # on the wall; two minutes at a desk
SHIFTS = ((30, 690), (750, 1410))
MEETINGS = ((540, 580), (1080, 1100))
HOURS = "\n".join(f'{day} = ["00:30-11:30", "12:30-23:30"]' for day in DAYS)
MORE = """
[[break]]
name = "water"
every = "2h"
say = "Drink water"
[quiet]
calendars = ["work.ics"]
[player]
face = "window"
"""
SLACK_KB, SLACK_FDS = 300, 4
BEGIN = "2026-10-12T00:20"  # two weeks before the clocks go back


def run(trial: Trial) -> str:
    missing = [name for name in X11_PROGRAMS if shutil.which(name) is None]
    if missing:
        return f"not run, for these are not installed: {', '.join(missing)}"
    home = trial.folder / "home"
    home.mkdir()
    (home / "config.toml").write_text(settings("45m", hours=HOURS, lasts="3m", more=MORE))
    (home / "work.ics").write_text(_calendar())
    desk = X11Desk()
    try:
        env = environment(trial.folder) | desk.env | {"TZ": "Europe/Berlin"}
        options = ("--speed", str(SPEED), "--play-speed", "60", "--with-idle", "--at", BEGIN)
        daemon = Daemon(home, env, *options)
        try:
            return _Soak(trial, desk, daemon).run()
        finally:
            daemon.clear()
    finally:
        desk.stop()


def _calendar() -> str:
    events = [
        f"BEGIN:VEVENT\r\nUID:{start}\r\nDTSTART;TZID=Europe/Berlin:20261001T{start // 60:02}{start % 60:02}00\r\n"
        f"DTEND;TZID=Europe/Berlin:20261001T{end // 60:02}{end % 60:02}00\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
        for start, end in MEETINGS
    ]
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n"


class _Soak:
    """One daemon, one person, and what is known of both."""

    def __init__(self, trial: Trial, desk: X11Desk, daemon: Daemon) -> None:
        self._trial, self._daemon = trial, daemon
        self._display: Any = display.Display(desk.env["DISPLAY"])
        self._account = Account(trial, SHIFTS, MEETINGS)
        self._costs: list[tuple[int, int]] = []
        self._still_until = 0.0
        self._moved = self._commands = 0

    def run(self) -> str:
        days = 0
        started = self._now()
        for chance in self._trial.each_round():
            days += 1
            while self._now() < started + days * DAY_S:
                if self._daemon.process.poll() is not None:
                    self._trial.fault(f"the daemon ended: {self._daemon.said()[-300:]}")
                    return f"{days} days"
                self._step(chance)
            self._look()
        return self._summary(days)

    def _now(self) -> float:
        return float(self._daemon.ask("clock")["now"])

    # -- the person -------------------------------------------------------------------------------------

    def _step(self, chance: Random) -> None:
        status = self._daemon.status()
        if time.monotonic() > self._still_until:
            self._type(chance)
            if chance.random() < 0.01:
                self._still_until = time.monotonic() + chance.uniform(0.1, 1.5)
        phase = status.get("phase")
        if phase == "offered":
            self._answer(chance)
        elif phase == "on-break":
            time.sleep(chance.uniform(0.0, 0.3))
            self._daemon.try_ask(chance.choice(("done", "skip")))
        elif chance.random() < 0.02:
            self._says(chance)
        if chance.random() < 0.002:
            self._stands_still(chance)
        time.sleep(STEP_S)

    def _type(self, chance: Random) -> None:
        """The pointer moves."""
        self._moved += 1
        xtest.fake_input(self._display, X.MotionNotify, x=chance.randrange(1200), y=chance.randrange(700))
        self._display.sync()

    def _answer(self, chance: Random) -> None:
        time.sleep(chance.uniform(0.0, 0.2))
        match chance.randrange(20):
            case 0:
                time.sleep(2.0)  # nobody answers
            case 1 | 2 | 3:
                self._daemon.try_ask("start")
            case 4 | 5 | 6 | 7 | 8:
                self._daemon.try_ask("snooze", for_s=chance.choice((300, 600, 1800)))
            case 9 | 10 | 11 | 12:
                self._daemon.try_ask("skip")
            case _:
                self._daemon.try_ask("done")

    def _says(self, chance: Random) -> None:
        self._commands += 1
        do, more = chance.choice(
            (
                ("pause", {"for_s": 1200}), ("resume", {}), ("meeting", {"for_s": 1200}), ("meeting", {"off": True}),
                ("standing", {"for_s": 1800}), ("standing", {"off": True}), ("snooze", {"for_s": 600}), ("sat", {}),
                ("skip-next", {}), ("start", {"routine": "cat-cow"}), ("reload", {}), ("skip-today", {"name": "water"}),
            )
        )  # fmt: skip
        self._daemon.try_ask(do, **more)

    def _stands_still(self, chance: Random) -> None:
        """The machine is too busy for the daemon, for up to an hour of its time."""
        os.kill(self._daemon.pid, signal.SIGSTOP)
        try:
            time.sleep(chance.uniform(0.1, 2.0))
        finally:
            os.kill(self._daemon.pid, signal.SIGCONT)

    # -- what must be so --------------------------------------------------------------------------------

    def _look(self) -> None:
        self._account.hear(self._daemon.json("why", "--last", "2000"))
        self._account.see(self._daemon.json("log"))
        self._costs.append((self._daemon.descriptors(), self._daemon.memory_kb()))
        fds, memory = self._costs[-1]
        self._trial.say(
            f"  day {len(self._costs)}: {fds} descriptors, {memory} kB, {len(self._account.rows)} rows"
        )
        self._trial.expect(
            "Traceback" not in self._daemon.said(), f"a traceback: {self._daemon.said()[-400:]}"
        )

    def _summary(self, days: int) -> str:
        account, outcomes = self._account, self._account.end()
        self._flat()
        self._trial.expect(self._daemon.stop() == 0, "it does not end with 0")
        fds, memory = self._costs[-1] if self._costs else (0, 0)
        counted = ", ".join(f"{name} {count}" for name, count in sorted(outcomes.items()))
        return (
            f"{days * len(SHIFTS)} working days, {account.decisions:,} decisions, {account.offers:,} offers and "
            f"{account.repeats:,} repeats each judged, {len(account.rows):,} rows ({counted}), "
            f"{self._moved:,} movements, {self._commands:,} commands, {fds} descriptors, {memory / 1024:.1f} MiB"
        )

    def _flat(self) -> None:
        """The last third of the days costs what the middle third did."""
        costs = self._costs[1:]
        if len(costs) < 6:
            return
        third = len(costs) // 3
        for which, slack, what in ((0, SLACK_FDS, "descriptors"), (1, SLACK_KB, "kB of memory")):
            before = median(one[which] for one in costs[-2 * third : -third])
            after = median(one[which] for one in costs[-third:])
            self._trial.expect(after <= before + slack, f"from {before} to {after} {what}")
