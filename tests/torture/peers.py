"""`peers`: a hostile folder of other machines' rows, and results that no player left; then every reader reads."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

from deskbreak.store import sharing
from deskbreak.store.journal import Journal
from tests.torture.fuzz_rows import BATCH, JOURNAL, NOW
from tests.torture.trial import Trial, time_limit

ROUND_S = 30.0


def run(trial: Trial) -> str:
    make, read = JOURNAL.prepare(trial.folder)
    lines = 0
    for chance in trial.each_round():
        places = _hostile_places(trial.folder / "shared", chance)
        try:
            with time_limit(ROUND_S):
                for _ in range(BATCH):
                    read(make(chance))
                    lines += 1
        except BaseException as error:
            trial.fault(f"{type(error).__name__}: {str(error)[:300]}")
            if isinstance(error, KeyboardInterrupt):
                raise
        _untouched(trial, places)
    _overwrites_nothing(trial)
    return f"{lines:,} lines and results, {trial.rounds} folders with pipes, links and devices"


def _hostile_places(shared: Path, chance: Random) -> Path:
    """What a peer may put beside the files of rows; gives a file that must stay as it is."""
    victim = shared.parent / "victim"
    victim.write_text("mine")
    for old in shared.glob("deskbreak-odd*"):
        old.unlink()
    for number in range(3):
        place = shared / f"deskbreak-odd{number}.jsonl"
        match chance.randrange(6):
            case 0:
                os.mkfifo(place)
            case 1:
                place.symlink_to("/dev/zero")
            case 2:
                place.symlink_to(place)
            case 3:
                place.symlink_to(victim)
            case 4:
                place.write_bytes(b"\0" * chance.choice((0, 1, 70_000)))
            case _:
                place.write_bytes(b"x" * 200_000)
    return victim


def _untouched(trial: Trial, victim: Path) -> None:
    trial.expect(victim.read_text() == "mine", "a file outside the shared folder was changed")


def _overwrites_nothing(trial: Trial) -> None:
    """Our own file in the folder is a link to another user's: the link goes, its target stays."""
    home = trial.folder / "own"
    shared = home / "shared"
    shared.mkdir(parents=True)
    with Journal.open(home / "journal.sqlite3", machine="desk", clock=lambda: NOW) as journal:
        journal.add(at=NOW, outcome="taken")
    sharing.exchange(home / "journal.sqlite3", shared, "desk")
    (own,) = shared.glob("deskbreak-*.jsonl")
    victim = home / "victim"
    victim.write_text("mine")
    for place in (own, own.with_name(f".{own.name}.part")):
        place.unlink(missing_ok=True)
        place.symlink_to(victim)
        with Journal.open(home / "journal.sqlite3", machine="desk", clock=lambda: NOW) as journal:
            journal.add(at=NOW + 1, outcome="taken")
        sharing.exchange(home / "journal.sqlite3", shared, "desk")
        _untouched(trial, victim)
        trial.expect(own.is_file() and not own.is_symlink(), "the link in the shared folder is followed")
