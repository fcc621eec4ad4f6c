"""What the journal says for a choice of exercises. Years of it are read one by one, and none of it is kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from heapq import merge
from itertools import groupby
from operator import itemgetter

from deskbreak.core.choose import REMEMBERED
from deskbreak.core.past import Done
from deskbreak.core.progress import Practice, levels
from deskbreak.store.journal import Journal
from deskbreak.store.rows import DONE
from deskbreak.values import dataclass

HISTORY_S = 400 * 86400.0  # what was done longer ago neither builds up a dose nor is repeated


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """What is left out, how far everything is built up, and the latest sets, oldest first."""

    blocked: tuple[str, ...]
    levels: dict[str, int]
    done: list[Done]


def facts_of(journal: Journal, zone: tzinfo, at: float, *, sets: bool) -> JournalFacts:
    """As of `at`; with `sets` what was done is among them."""
    return JournalFacts(
        tuple(journal.blocked()), reached(journal, zone, at), _done(journal, zone, at) if sets else []
    )


def day_of(at: float, zone: tzinfo) -> date:
    """The local day."""
    return datetime.fromtimestamp(at, zone).date()


def _done(journal: Journal, zone: tzinfo, at: float) -> list[Done]:
    """What was really done, up to where it hurt too: limits and turns count it. Only what choosing looks at."""
    really = (*DONE, "stopped")
    kept = (one for one in journal.each_done(at - HISTORY_S) if one.outcome in really)
    return [Done(day_of(one.at, zone), one.exercises) for one in deque(kept, REMEMBERED)]


def reached(journal: Journal, zone: tzinfo, at: float) -> dict[str, int]:
    """How far each dose has built up by `at`, from what was done, how it felt and what hurt."""
    return levels(_practised(journal, zone, at - HISTORY_S), day_of(at, zone))


def _practised(journal: Journal, zone: tzinfo, start: float) -> Iterator[Practice]:
    """Each exercise that was done since `start`, oldest first. Only what happened in the same second is held."""
    facts = merge(
        (
            (round(one.at), dict.fromkeys(one.exercises, one.routine), {}, ())
            for one in journal.each_done(start)
        ),
        ((round(one.at), {}, {one.what: one.answer}, ()) for one in journal.each_answer(start)),
        ((round(when), {}, {}, (name,)) for when, name in journal.pain_reports(start)),
        key=itemgetter(0),
    )
    for when, group in groupby(facts, key=itemgetter(0)):
        done: dict[str, str] = {}
        felt: dict[str, str] = {}
        hurt: set[str] = set()
        for _, exercises, answer, pain in group:
            done |= exercises
            felt |= answer
            hurt.update(pain)
        day = day_of(when, zone)
        for name in (*done, *sorted(hurt - done.keys())):
            routine = done.get(name, "")
            yield Practice(day, name, felt.get(name, felt.get(routine, "")), hurt=name in hurt)
