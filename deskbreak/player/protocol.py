"""What daemon and player say to each other: JSON, one object a line. Light, both import it.

The daemon's first line is a `PlayRequest`; later lines are commands such as `{"do":"close","as":"taken"}`. The
player answers with reports such as `{"report":"finished","outcome":"taken",...}`. Its result also is in the
outbox as `UID.json` before it is reported, so that it survives a daemon that died meanwhile.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from deskbreak.atomic import write_atomically
from deskbreak.core.amounts import TOP
from deskbreak.core.events import Outcome
from deskbreak.core.typed_json import Reader, each, exactly, length, maybe, number, table
from deskbreak.values import as_dict, dataclass, field, fields

OUTCOMES = tuple(one.value for one in (Outcome.TAKEN, Outcome.PARTLY, Outcome.STOPPED, Outcome.SKIPPED))


@dataclass(frozen=True, slots=True)
class PlayRequest:
    """Which routine to play, and how."""

    uid: str
    routine: str
    break_name: str = ""
    seconds: float | None = None  # to spend; None: as long as the routine
    rounds: int | None = None
    levels: dict[str, int] = field(default_factory=dict)  # exercise -> how far its dose has built up
    equipment: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    face: str = "auto"
    theme: str = "auto"
    voice: bool = False
    sound: bool = False
    reduced_motion: bool | None = None
    monitor: str = "pointer"
    look: dict[str, str] = field(default_factory=dict)  # who is drawn: build, skin, hair
    speed: float = 1.0
    activation_token: str = ""
    outbox: str | None = None
    home: str | None = None
    zone: str = ""
    at: float = 0.0  # deskbreak's time at the start, UTC epoch seconds
    why: str = ""  # why this set, in a sentence
    get_ready: str = "auto"  # "auto": by the way to the next position; "wait": until "Start"; or seconds
    first_run: bool = False  # show the words of caution, which the user has not seen yet

    def to_line(self) -> str:
        return json.dumps(as_dict(self), ensure_ascii=False) + "\n"

    @classmethod
    def from_line(cls, line: str | bytes) -> PlayRequest:
        """The request of a line; ValueError for anything else."""
        data = {"uid": ""} | read_line(line)
        try:
            known = (one for one in fields(cls) if one.name in data)
            made = cls(**{one.name: _READ[str(one.type)](data[one.name]) for one in known})
        except (TypeError, ValueError) as error:
            raise ValueError("that is no request for a routine") from error
        if made.speed <= 0 or not all(0 <= level <= TOP for level in made.levels.values()):
            raise ValueError("that is no request for a routine")
        return made


_text, _whole, _bool = exactly(str), exactly(int), exactly(bool)
# One reader for each type that a field of the request has; a field of another type fails the first test.
_READ: dict[str, Reader] = {
    "str": _text,
    "str | None": maybe(_text),
    "bool": _bool,
    "bool | None": maybe(_bool),
    "int | None": maybe(_whole),
    "float": number,
    "float | None": maybe(length),
    "list[str]": lambda value: list(each(_text)(value)),
    "dict[str, int]": table(_whole),
    "dict[str, str]": table(_text),
}


@dataclass(frozen=True, slots=True)
class Result:
    """How a routine ended; the shape of the outbox's files and of the last report."""

    uid: str
    routine: str
    outcome: str  # one of OUTCOMES; skipped: closed before anything was done
    seconds: float
    exercises: list[str]  # those really done
    break_name: str = ""
    at: float = 0.0
    zone: str = ""
    answer: str | None = None  # easy, right, hard
    hurt: str | None = None  # the exercise that hurt
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        data = as_dict(self)
        data["break"] = data.pop("break_name")
        return data


def report_line(kind: str, **details: Any) -> str:
    """A line from the player to the daemon."""
    return json.dumps({"report": kind, **details}, ensure_ascii=False)


def read_line(line: str | bytes) -> dict[str, Any]:
    """A line of either side; {} for anything that is not an object."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def leave_result(outbox: Path, result: Result) -> None:
    """Put the result into the outbox, whole or not at all. Raises OSError."""
    text = json.dumps(result.to_json(), ensure_ascii=False)
    write_atomically(outbox / f"{result.uid}.json", text, durable=True)
