"""Whole commands as a person calls them, beside a running daemon and on ten years of breaks."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from scripts.benchmarks.numbers import timed
from scripts.benchmarks.programs import PYTHONS, ROOT, SITTING
from tests.store.lived import live

ASKED = ("status", "status --json", "snooze 5m", "skip --next", "log", "log --json", "why")
TEN_YEARS = ("report", "report --json", "report --out page.html", "export json", "log --json")
YEAR = "rehearse 2026-01-01 --days 365 --json"
FIRST, DAYS = date(2016, 11, 21), 3652
DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "DESKBREAK_HOME", "XDG_RUNTIME_DIR")


def deskbreak(home: Path, words: str) -> list[str]:
    """The command as it is installed: its own script, started by this Python."""
    return [
        sys.executable,
        str(Path(sys.executable).parent / "deskbreak"),
        "--home",
        str(home),
        *words.split(),
    ]


def quiet_environment() -> dict[str, str]:
    """Without a desktop, and in one zone whatever the machine's."""
    found = {key: value for key, value in os.environ.items() if key not in (*DESKTOP, *PYTHONS)}
    return found | {"TZ": "Europe/Berlin", "PYTHONPATH": str(ROOT)}


def measure(*, runs: int, say: Callable[[str], None]) -> dict[str, object]:
    found: dict[str, object] = {}
    env = quiet_environment()

    def note(name: str, words: str, home: Path, times: int) -> None:
        found[name] = reported = timed(deskbreak(home, words), env, times)
        say(
            f"{name}: {reported['wall_ms']['median']:.0f} ms, {reported['processor_ms']['median']:.0f} ms of processor"
        )

    found["python -c pass"] = timed([sys.executable, "-c", "pass"], env, runs)
    with daemon(env) as home:
        for words in ASKED:
            note(words, words, home, runs)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        note("config check", "config check", home, runs)
        note("a year rehearsed", YEAR, home, 3)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        rows = live(home / "journal.sqlite3", FIRST, DAYS)
        say(f"{rows:,} rows in ten years")
        for words in TEN_YEARS:
            note(
                f"ten years: {words}",
                words.replace("page.html", str(home / "page.html")),
                home,
                max(3, runs // 3),
            )
    return found


@contextmanager
def daemon(env: Mapping[str, str]) -> Iterator[Path]:
    """A daemon in its work hours in a new home, until it answers."""
    with tempfile.TemporaryDirectory(prefix="b-") as folder:  # short: the socket's path has little room
        home = Path(folder)
        (home / "config.toml").write_text(SITTING)
        running = subprocess.Popen(
            deskbreak(home, "run"), env=dict(env), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        try:
            end = time.monotonic() + 30
            while subprocess.run(deskbreak(home, "status"), env=dict(env), capture_output=True).returncode:
                if running.poll() is not None or time.monotonic() > end:
                    raise RuntimeError("the daemon does not answer")
                time.sleep(0.2)
            yield home
        finally:
            running.terminate()
            running.wait(10)
