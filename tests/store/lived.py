"""Years at a desk, written into a journal in one go: the days of a person who means well."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from deskbreak.store.journal import Journal

SETS = {
    "desk-3-minutes": ("helicopters", "standing-hip-cars", "wall-sit"),
    "mobility-set": ("cat-cow", "hip-flexor-stretch"),
    "hip-flow-mobility-movements": ("frog-squat", "shin-box", "pigeon-pose"),
    "cat-cow": ("cat-cow",),
    "glute-bridge": ("glute-bridge",),
    "lit-group-1": ("pelvic-tilt", "knee-rolls", "superman", "dead-bug"),
}
HELD_BY = ("meeting", "meeting", "meeting", "do-not-disturb", "fullscreen", "microphone")
ENDS = (
    ("taken",) * 11 + ("partly",) * 2 + ("natural",) * 3 + ("snoozed",) * 4 + ("skipped", "skipped", "missed")
)
ENDS = (*ENDS, "suppressed", "suppressed")  # type: ignore[assignment]
Outcome = tuple[float, str, str, str, float, tuple[str, ...], str, str]


def live(path: Path, first: date, days: int, *, seed: int = 1, zone: str = "Europe/Berlin") -> int:
    """Fill the journal at `path` with `days` days from `first` on; gives how many outcomes."""
    with Journal.open(path, machine="desk", clock=_at(first, 0, zone).timestamp) as journal:
        journal.block("superman", 0)
        journal.unblock("superman", 1)  # so that the journal knows its machine
    chance = random.Random(seed)
    with sqlite3.connect(path) as db:
        ((key, tag),) = db.execute("SELECT key, tag FROM machines WHERE own").fetchall()
        number = 0
        for back in range(days):
            day = first + timedelta(days=back)
            for at, name, routine, outcome, seconds, exercises, note, reason in _day(
                db, chance, day, zone, key
            ):
                number += 1
                values = (at, zone, name, routine, outcome, seconds, json.dumps(exercises), note, reason)
                row = (number * 1000 + tag, f"{key}-{number:x}", key, at)
                db.execute(f"INSERT INTO outcomes VALUES ({', '.join('?' * 13)})", (*row, *values))
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"counter-{tag}", str(number)))
    db.close()
    return number


def _at(day: date, minutes: float, zone: str) -> datetime:
    start = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return start + timedelta(minutes=minutes)


def _day(db: sqlite3.Connection, chance: random.Random, day: date, zone: str, key: str) -> Iterator[Outcome]:
    holiday = (day.month, day.day) > (12, 23) or (day.month == 8 and day.day < 15)
    if day.weekday() > 4 or holiday or chance.random() < 0.05:
        return
    minute, end = chance.randint(520, 570), chance.randint(1050, 1140)
    zeal = 0.75 + 0.25 * chance.random()
    while (sat := minute + chance.choice((25, 30, 30, 40, 40, 45, 45, 60, 100))) < end:
        start, at = (_at(day, one, zone).timestamp() for one in (minute, sat))
        db.execute(
            "INSERT OR REPLACE INTO sittings VALUES (NULL, ?, ?, ?, ?, ?)",
            (f"{key}-{start:.0f}", key, at, start, at),
        )
        if minute <= 720 < sat:
            yield at, "walk", "ten-minute-walk", "taken", 600.0, ("ten-minute-walk",), "", ""
            minute = sat + 12
            continue
        outcome = chance.choice(ENDS) if chance.random() < zeal else "skipped"
        routine = chance.choice(list(SETS))
        did = SETS[routine] if outcome == "taken" else SETS[routine][:1] if outcome == "partly" else ()
        seconds = {"taken": 170.0 + chance.randrange(60), "partly": 60.0, "natural": 420.0}.get(outcome, 0.0)
        reason = chance.choice(HELD_BY) if outcome == "suppressed" else ""
        yield at, "mobility", "" if outcome == "natural" else routine, outcome, seconds, did, "", reason
        if outcome == "taken" and chance.random() < 0.2:
            answer = (
                None,
                f"{key}-a{at:.0f}",
                key,
                at,
                at,
                routine,
                chance.choice(("easy", "right", "right", "hard")),
            )
            db.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", answer)
        minute = sat + chance.randint(3, 9)
