"""What grows with what: ten and a hundred times as many breaks, exercises and rows as usual."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from deskbreak.catalog.cached import load_cached
from deskbreak.paths import find_profile
from scripts.benchmarks.commands import deskbreak, quiet_environment
from scripts.benchmarks.numbers import spread, timed
from scripts.benchmarks.programs import ROOT, SITTING
from tests.store.lived import live

TIMES = (1, 10, 100)
BREAKS, EXERCISES, DAYS = 2, 10, 36  # once: two breaks, ten exercises of one's own, a month and a bit of rows
MAX_FILES = 500  # of a pack; more are refused
LAST = date(2026, 11, 20)


def measure(*, runs: int, say: Callable[[str], None]) -> dict[str, object]:
    found: dict[str, object] = {}
    for what, one in (("breaks", _breaks), ("exercises", _exercises), ("rows", _rows)):
        for times in TIMES:
            with tempfile.TemporaryDirectory() as folder:
                found[f"{what} x{times}"] = reported = one(Path(folder), times, runs)
            say(f"{what} x{times}: {reported}")
    return found


def _processor(home: Path, words: str, runs: int) -> float:
    """The median of the command's processor time (ms): a busy machine disturbs it less than the wall's."""
    return timed(deskbreak(home, words), quiet_environment(), runs)["processor_ms"]["median"]


def _breaks(home: Path, times: int, runs: int) -> dict[str, float]:
    count = BREAKS * times
    breaks = "".join(
        f'[[break]]\nname = "b{number}"\nevery = "{60 + number}m"\nroutine = "auto"\n'
        for number in range(count)
    )
    (home / "config.toml").write_text(SITTING + breaks)
    return {
        "count": count,
        "config check, ms": _processor(home, "config check", runs),
        "rehearse a day, ms": _processor(home, "rehearse 2026-11-30", runs),
    }


def _exercises(home: Path, times: int, runs: int) -> dict[str, float]:
    count = min(EXERCISES * times, MAX_FILES)
    folder = home / "packs" / "mine" / "exercises"
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"mine-{number}.toml").write_text(_own_exercise(number))
    first = _processor(home, "exercises --json", 1)
    took = []
    for _ in range(runs):
        began = time.process_time()
        load_cached(find_profile(home), lean=True)
        took.append((time.process_time() - began) * 1000)
    return {
        "count": count,
        "first reading, ms": first,
        "exercises --json, ms": _processor(home, "exercises --json", runs),
        "catalogue from its cache, ms": spread(took)["median"],
    }


def _own_exercise(number: int) -> str:
    """A shipped one under another name, without what its article says."""
    text = (ROOT / "content" / "exercises" / "wall-sit.toml").read_text()
    stated = ("aliases =", "reasons =", "safety =", "frequency =", "conflicts =", "fact =", "use_dose =")
    lines = [line for line in text.splitlines() if not line.startswith(stated)]
    plain = "\n".join(lines).replace('"S4"', '"own"').replace('"wall-sit"', f'"mine-{number}"')
    return plain.replace("Sitting Against the Wall", f"Mine {number}") + "\n"


def _rows(home: Path, times: int, runs: int) -> dict[str, float]:
    count = live(home / "journal.sqlite3", LAST - timedelta(DAYS * times), DAYS * times)
    return {
        "count": count,
        "log, ms": _processor(home, "log", runs),
        "report, ms": _processor(home, "report", runs),
        "rehearse a day, ms": _processor(home, "rehearse 2026-11-30", runs),
    }
