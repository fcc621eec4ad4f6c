"""`files`: each file and folder of deskbreak's as something else, damaged or without an end, at a start or meanwhile.

The daemon starts, has a plan, says what it could not read, and commands answer in words. All under a memory limit.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from deskbreak.paths import Profile
from deskbreak.player.protocol import Result, leave_result
from deskbreak.settings.check import check
from deskbreak.store.journal import Journal
from tests.torture.daemon import Daemon, environment, settings
from tests.torture.mutate import DEEP, changed_bytes
from tests.torture.trial import Trial

COMMAND_S = 25.0
COMMANDS = (
    ("status", "--json"), ("log", "--json"), ("log",), ("why",), ("doctor",), ("config", "check"), ("config", "show"),
    ("rehearse",), ("export", "csv"), ("report",), ("routines",), ("log", "add", "walk"), ("content", "check", "packs"),
    ("config", "set", "offer.sound", "true"), ("block", "cat-cow"), ("profile",), ("report", "--json"), ("exercises",),
)  # fmt: skip
PLACES = (
    "config.toml", "profiles", "profiles/office.toml", "profile", "cache", "cache/plan.json", "cache/catalog.json",
    "cache/catalog-lean.json", "journal.sqlite3", "journal.sqlite3-wal", "journal.sqlite3-shm", "saved state", "outbox",
    "outbox/u1.json", "exercises-met", "caution-shown", "weekly-question-told", "deskbreak.log", "packs", "packs/mine",
    "packs/mine/exercises", "packs/mine/exercises/sway.toml", "shared", "shared/deskbreak-x.jsonl", "work.ics",
)  # fmt: skip
MORE = '[quiet]\ncalendars = ["work.ics"]\n[journal]\nshared_folder = "shared"\n'
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20260302T090000
DTEND:20260302T100000
END:VEVENT
END:VCALENDAR
"""
PACK = """id = "sway"
name = "Sway"
position = "standing"
role = "moves"
steps = ["Stand.", "Sway from side to side."]
breathing = "Easy."
[why]
text = "It moves the spine."
[tempo]
rep_s = 4
[own]
reps = { min = 8, max = 12 }
"""

Corrupt = Callable[[Path, Random], None]


def run(trial: Trial) -> str:
    env = environment(trial.folder)
    template = trial.folder / "template"
    _make(template)
    done = 0
    for number, chance in enumerate(trial.each_round()):
        # Every place in turn, and each time another way.
        place = PLACES[number % len(PLACES)]
        name = list(CORRUPTIONS)[
            (number // len(PLACES) + chance.randrange(len(CORRUPTIONS))) % len(CORRUPTIONS)
        ]
        home = trial.folder / f"home{number}"
        shutil.copytree(template, home, symlinks=True)
        _one(trial, home, env, place, name, chance)
        shutil.rmtree(home, ignore_errors=True)
        done += 1
    return f"{done} files and folders that are not what they were"


def _one(trial: Trial, home: Path, env: dict[str, str], place: str, name: str, chance: Random) -> None:
    live = chance.random() < 0.4
    what = f"{place}: {name}{', while it runs' if live else ''}"
    if not live:
        _corrupt(home, place, name, chance)
    daemon = Daemon(home, env, "--no-tray")
    try:
        if not trial.expect(daemon.took is not None, f"{what}: no daemon; {daemon.said()[-200:]}"):
            return
        if live:
            _corrupt(home, place, name, chance)
            daemon.try_ask("reload")
            time.sleep(0.5)
        _still_works(trial, daemon, what)
        for words in chance.sample(COMMANDS, 3):
            _command(trial, daemon, what, words)
        _still_works(trial, daemon, what)
        trial.expect(daemon.stop() == 0, f"{what}: it does not end with 0")
        trial.expect("Traceback" not in daemon.said(), f"{what}: a traceback; {daemon.said()[-300:]}")
    finally:
        daemon.clear()


def _still_works(trial: Trial, daemon: Daemon, what: str) -> None:
    trial.expect(daemon.running(), f"{what}: the daemon does not answer")
    end = time.monotonic() + 15
    while not (done := daemon.try_ask("pause", for_s=60)) and time.monotonic() < end:
        time.sleep(0.1)
    trial.expect(done, f"{what}: the daemon has no plan")
    daemon.try_ask("resume")


def _command(trial: Trial, daemon: Daemon, what: str, words: tuple[str, ...]) -> None:
    try:
        ran = daemon.command(*words, seconds=COMMAND_S)
    except subprocess.TimeoutExpired:
        trial.fault(f"{what}: {' '.join(words)} hangs")
        return
    said = ran.stdout + ran.stderr
    fine = ran.returncode in (0, 1, 2, 3) and "Traceback" not in said and "unexpected trouble" not in said
    trial.expect(fine, f"{what}: {' '.join(words)} exits with {ran.returncode}: {said[-200:]}")
    trial.expect(ran.returncode == 0 or said.strip(), f"{what}: {' '.join(words)} fails without a word")


# -- a home with everything in it ------------------------------------------------------------------------------


def _make(home: Path) -> None:
    for folder in ("profiles", "outbox", "packs/mine/exercises", "shared"):
        (home / folder).mkdir(parents=True)
    (home / "config.toml").write_text(settings("45m", more=MORE))
    (home / "profiles/office.toml").write_text('[offer]\nrepeat_every = "4m"\n')
    (home / "profile").write_text("office\n")
    (home / "packs/mine/exercises/sway.toml").write_text(PACK)
    (home / "work.ics").write_text(CALENDAR)
    (home / "exercises-met").write_text("cat-cow\n")
    for name in ("caution-shown", "weekly-question-told"):
        (home / name).touch()
    (home / "deskbreak.log").write_text("2026-11-29 09:00:00 WARNING a line\n")
    (home / "shared/deskbreak-x.jsonl").write_text(
        '{"deskbreak": 1, "machine": "x", "name": "x", "begun": "1"}\n'
    )
    with Journal.open(home / "journal.sqlite3", machine="desk", clock=time.time) as journal:
        journal.add(at=time.time() - 3600, outcome="taken", routine="cat-cow", seconds=60)
        journal.save_state('{"version": 1}')
    leave_result(home / "outbox", Result("u1", "cat-cow", "taken", 45.0, ["cat-cow"], at=time.time()))
    check(Profile(home, home, home, home / "cache"))


# -- what may have become of a file ----------------------------------------------------------------------------


def _corrupt(home: Path, place: str, name: str, chance: Random) -> None:
    if place == "saved state":
        _corrupt_state(home, chance)
        return
    path = home / place
    before = path.read_bytes() if path.is_file() else b"x = 1\n"
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):  # a daemon that runs may have been quicker
        CORRUPTIONS[name](path, Random(f"{chance.random()}")) if name not in _OF_BYTES else path.write_bytes(
            _OF_BYTES[name](before, chance)
        )


def _corrupt_state(home: Path, chance: Random) -> None:
    text = chance.choice(
        (
            "[" * DEEP,
            "7" * 5000,
            '{"version": 1, "at": 1e300}',
            '{"version": 1, "at": ' + "9" * 400 + "}",
            "",
            "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
            "null",
        )
    )
    with contextlib.closing(sqlite3.connect(home / "journal.sqlite3", timeout=10)) as db:
        db.execute("UPDATE state SET body = ?", (text,))
        db.commit()


_OF_BYTES: dict[str, Callable[[bytes, Random], bytes]] = {
    "empty": lambda _before, _chance: b"",
    "zeros": lambda before, _chance: bytes(max(len(before), 4096)),
    "random bytes": lambda before, chance: chance.randbytes(max(len(before), 300)),
    "cut": lambda before, chance: before[: chance.randrange(len(before) + 1)],
    "a few other bytes": lambda before, chance: changed_bytes(chance, before),
    "deep": lambda _before, _chance: b"x = " + b"[" * 100_000 + b"]" * 100_000,
    "deep JSON": lambda _before, _chance: b'{"plan": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "digits": lambda _before, _chance: b'{"at": ' + b"9" * 5000 + b', "plan": 1e999}',
    "a key of thousands of parts": lambda _before, _chance: b"a." * 50_000 + b"a = 1\n",
    "no UTF-8": lambda before, _chance: before + b"\xff\xfe\xed\xa0\x80",
    "twice": lambda before, _chance: before + before,
}


def _socket(path: Path, _chance: Random) -> None:
    with socket.socket(socket.AF_UNIX) as made, contextlib.suppress(OSError):  # a long path has none
        made.bind(str(path))


def _holes(path: Path, _chance: Random) -> None:
    path.touch()
    os.truncate(path, 2**36)


CORRUPTIONS: dict[str, Corrupt] = dict.fromkeys(_OF_BYTES, lambda _path, _chance: None) | {
    "a folder": lambda path, _chance: path.mkdir(),
    "a pipe": lambda path, _chance: os.mkfifo(path),
    "a link to itself": lambda path, _chance: path.symlink_to(path),
    "a link to nowhere": lambda path, _chance: path.symlink_to(path.parent / "nowhere" / "at-all"),
    "a link to /dev/zero": lambda path, _chance: path.symlink_to("/dev/zero"),
    "a link to /dev/full": lambda path, _chance: path.symlink_to("/dev/full"),
    "a link to /dev/null": lambda path, _chance: path.symlink_to("/dev/null"),
    "a link to the root": lambda path, _chance: path.symlink_to("/"),
    "a socket": _socket,
    "64 GiB of holes": _holes,
}
