"""`kill`: kill -9 of the daemon, its player or its check at any moment. What was said to be recorded is recorded."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import time
from pathlib import Path

from deskbreak.errors import DeskbreakError
from deskbreak.store.journal import Journal
from tests.torture.daemon import Daemon, environment, settings
from tests.torture.trial import Trial, wait_for

BACK_S = 10.0
SETTINGS = settings(
    "2s", lasts="1s", more='[offer]\nwait_for_pause = "1s"\nrepeat_every = "2s"\n[player]\nface = "page"\n'
)


def run(trial: Trial) -> str:
    env = environment(trial.folder)
    home = trial.folder / "home"
    home.mkdir()
    (home / "config.toml").write_text(SETTINGS)
    promised: set[str] = set()
    kills, slowest = 0, 0.0
    daemon = Daemon(home, env, "--no-tray")
    try:
        for chance in trial.each_round():
            promised |= _work(trial, daemon, chance)
            kills += 1
            if _strike(daemon, chance):
                daemon.clear()
                daemon = Daemon(home, env, "--no-tray")
                took = daemon.took
                slowest = max(slowest, took or 0.0)
                trial.expect(took is not None and took < BACK_S, f"the next daemon answers after {took} s")
            _look(trial, home, promised)
        trial.expect(daemon.stop() == 0, "it does not end with 0")
        trial.expect("Traceback" not in daemon.said(), f"a traceback: {daemon.said()[-400:]}")
        _no_orphans(trial, daemon)
    finally:
        daemon.clear()
    return f"{kills} kills, {len(promised)} promised rows, back in {slowest:.1f} s at the most"


def _work(trial: Trial, daemon: Daemon, chance: random.Random) -> set[str]:
    """A moment at the desk; gives the names of the rows that were promised."""
    end = time.monotonic() + chance.uniform(0.05, 1.2)
    promised: set[str] = set()
    while time.monotonic() < end:
        match chance.randrange(6):
            case 0:
                daemon.try_ask("start", routine="cat-cow")
            case 1 | 2:
                before = _rows(daemon.profile.journal)
                if daemon.try_ask(chance.choice(("done", "skip"))):
                    new = _rows(daemon.profile.journal) - before
                    trial.expect(new, "done or skip was answered, and no row is there")
                    promised |= new
            case 3:
                daemon.try_ask("snooze", for_s=1)
            case 4:
                promised |= _log(daemon.profile.journal, chance)
                daemon.try_ask("journal-changed")
            case _:
                (daemon.home / "config.toml").write_text(SETTINGS + f"# {chance.random()}\n")
        time.sleep(chance.uniform(0.0, 0.1))
    return promised


def _log(journal: Path, chance: random.Random) -> set[str]:
    """A row as `log add` writes it."""
    uid = f"{chance.getrandbits(60):x}-0-0"
    try:
        with Journal.open(journal, machine="desk", clock=time.time) as opened:
            opened.add(at=time.time(), outcome="taken", routine="walk", uid=uid)
    except DeskbreakError:
        return set()
    return {one for one in _rows(journal) if one.endswith(uid)}


def _rows(journal: Path) -> set[str]:
    with contextlib.suppress(DeskbreakError), Journal.read(journal, clock=time.time) as opened:
        return {row.uid for row in opened.rows()}
    return set()


def _strike(daemon: Daemon, chance: random.Random) -> bool:
    """kill -9 of the daemon, or of one of its children; return True if it was the daemon."""
    children = daemon.children()
    if children and chance.random() < 0.35:
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(children), signal.SIGKILL)
        return False
    daemon.kill()
    return True


def _look(trial: Trial, home: Path, promised: set[str]) -> None:
    """Nothing that was promised is missing, nothing is there twice, and the file is healthy."""
    journal = home / "journal.sqlite3"
    if not journal.exists():
        return
    found = _rows(journal)
    trial.expect(promised <= found, f"{len(promised - found)} promised rows are missing")
    with contextlib.closing(sqlite3.connect(journal, timeout=10)) as db:
        healthy = db.execute("PRAGMA quick_check").fetchone()[0]
        twice = db.execute("SELECT uid FROM outcomes GROUP BY uid HAVING COUNT(*) > 1").fetchall()
    trial.expect(healthy == "ok", f"the journal is damaged: {healthy}")
    trial.expect(not twice, f"rows are there twice: {twice[:3]}")


def _no_orphans(trial: Trial, daemon: Daemon) -> None:
    """Checks end with their daemon; a player may play on, and ends when its page is closed."""

    def checks() -> list[str]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (process / "cmdline").read_bytes()
                if b"settings.check" in words and str(daemon.home).encode() in words:
                    found.append(process.name)
        return found

    trial.expect(wait_for(lambda: not checks(), 10.0) is not None, "a check outlives its daemon")
