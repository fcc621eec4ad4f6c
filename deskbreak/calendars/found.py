"""What a reading of the calendars found, and how it travels from the child as one line of JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from deskbreak.sentences import N_
from deskbreak.values import dataclass

Stretch = tuple[int, int]
Passed = tuple[int, int, str, bool]


@dataclass(frozen=True, slots=True)
class Found:
    """Busy stretches and days off within the time asked for, and what could not be understood.

    `busy` holds (start, end) as UTC epoch seconds: sorted, merged, and cut to the time asked for.
    `days_off` holds (ISO date, the holiday's name), sorted, one a day.
    """

    busy: tuple[Stretch, ...] = ()
    days_off: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    files: int = 0  # how many files were read
    passed: tuple[Passed, ...] = ()  # busy, but too long to hold breaks: from, to, title, whether whole days

    def to_line(self) -> str:
        """One line of JSON, ASCII only, so that no locale can spoil it."""
        fields: dict[str, object] = {
            "busy": self.busy,
            "days_off": self.days_off,
            "problems": self.problems,
            "files": self.files,
        }
        if self.passed:
            fields["passed"] = self.passed
        return json.dumps(fields, separators=(",", ":"))


def lasting(problem: str) -> str:
    """The problem without what changes from day to day: which of many entries or files are near."""
    several = re.sub(r"^.* and \d+ more: ", f"{N_('several calendars')}: ", problem)
    return several.partition(", such as ")[0]


def from_line(line: str) -> Found:
    """The reading that `to_line` wrote; ValueError for anything else."""
    try:
        table = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not a reading of the calendars: {error}") from error
    return from_table(table)


def from_table(fields: Any) -> Found:
    """The reading in a table that came as JSON; ValueError for anything else."""
    try:
        return Found(
            busy=tuple((int(start), int(end)) for start, end in fields["busy"]),
            days_off=tuple((_iso(day), str(why)) for day, why in fields["days_off"]),
            problems=tuple(str(problem) for problem in fields["problems"]),
            files=int(fields["files"]),
            passed=tuple(
                (int(start), int(end), str(title), bool(whole))
                for start, end, title, whole in fields.get("passed", ())
            ),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a reading of the calendars: {error}") from error


def _iso(day: str) -> str:
    return date.fromisoformat(day).isoformat()
