"""What the journal gives back: small frozen values, and the form they take as JSON."""

from __future__ import annotations

import os
from collections.abc import Mapping

from deskbreak.core.events import Outcome
from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass

OUTCOMES = tuple(one.value for one in Outcome)
DONE = ("taken", "partly", "natural")  # the outcomes that gave the back a rest
ANSWERS = ("easy", "right", "hard")
BACK_SCORES = tuple(str(score) for score in range(11))  # 0 is bad, 10 is good
IT_HURT = N_("it hurt")  # why an exercise is blocked that its player stopped for


class JournalError(DeskbreakError):
    """The journal cannot be read or written; what was to be written is kept in memory and tried again."""


class NoSuchRow(UsageError):
    """An id that the journal does not have."""

    def __init__(self, row: int) -> None:
        super().__init__(english("the journal has no row {n}; see the ids with: deskbreak log", n=row))


@dataclass(frozen=True, slots=True)
class Row:
    """One break and how it ended, corrections applied. `at` is UTC epoch seconds, `zone` the place's."""

    id: int
    at: float
    zone: str
    break_name: str
    routine: str
    outcome: str
    seconds: float
    note: str
    reason: str  # why it was suppressed, missed or stopped
    uid: str
    written: float  # when it was recorded
    exercises: tuple[str, ...]
    machine: str  # its name as shown
    own: bool  # recorded on this machine


@dataclass(frozen=True, slots=True)
class DoneRow:
    """A row with exercises, without what only the log shows: years of them are read for each choice."""

    at: float
    routine: str
    outcome: str
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that deskbreak decided, and the rule that won."""

    at: float
    break_name: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """An exercise left out of every routine, since when and why."""

    exercise: str
    at: float
    reason: str


@dataclass(frozen=True, slots=True)
class Feeling:
    """How an exercise or a routine felt: easy, right or hard."""

    at: float
    what: str
    answer: str


@dataclass(frozen=True, slots=True)
class DayNote:
    """What the person wrote about a whole day."""

    at: float
    zone: str
    note: str


@dataclass(frozen=True, slots=True)
class BackScore:
    """How the back was in the week of `at`: 0 (bad) to 10 (good)."""

    at: float
    zone: str
    score: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """A stretch of sitting without a break, in UTC epoch seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start


def outcome_uid(offer: int) -> str:
    """A new name for an outcome that says which offer it was of; 0 where the person began by themselves."""
    return f"{os.urandom(8).hex()}-{offer}-0"


def own_start(row: Row) -> bool:
    """Return True if the person began this without an offer: started, logged, or skipped it before it was offered.

    Its uid says so: machine, something unique, the offer, a counter. Rows of before that, and those that came
    from elsewhere, count as offered.
    """
    return "-0-" in row.uid and row.outcome not in ("natural", "suppressed")


_NO_SUCH = {
    "outcome": N_('no outcome "{given}"; it is one of: {names}'),
    "answer": N_('no answer "{given}"; it is one of: {names}'),
}


def one_of(what: str, given: str, known: tuple[str, ...]) -> str:
    """`given` as a plain string; one that does not exist is answered with those that do."""
    if given not in known:
        raise UsageError(english(_NO_SUCH[what], given=given, names=", ".join(known)))
    return str(given)


def row_json(row: Row) -> dict[str, object]:
    """A row as `log --json` prints it."""
    from deskbreak.store.zones import iso

    return {
        "id": row.id,
        "at": iso(row.at, row.zone),
        "break": row.break_name,
        "routine": row.routine,
        "outcome": row.outcome,
        "seconds": number(row.seconds),
        "exercises": list(row.exercises),
        "note": row.note,
        "machine": row.machine,
        "reason": row.reason,
    }


def number(value: float) -> float:
    """A whole number as an integer, any other as it is."""
    return int(value) if value == int(value) else value


def labels(machines: Mapping[str, str]) -> dict[str, str]:
    """Machine key -> name to show; two machines of one name are told apart by their keys."""
    names = list(machines.values())
    return {key: name if names.count(name) == 1 else f"{name}-{key[:4]}" for key, name in machines.items()}
