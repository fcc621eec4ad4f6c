"""The log as a terminal shows it: one day after the other, aligned, in colour where the terminal has it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from deskbreak.cells import broken, cells, padded
from deskbreak.columns import WIDEST, columns, wrapped
from deskbreak.core.durations import roughly
from deskbreak.core.notes import is_own
from deskbreak.language import _, current, in_parts, translated
from deskbreak.local_forms import listed, long_day, weekday, with_weekday
from deskbreak.sentences import N_
from deskbreak.store.names import Names
from deskbreak.store.rows import DONE, OUTCOMES, DayNote, Row
from deskbreak.zone import moment

_COLOURS = {
    "taken": "32",
    "partly": "32",
    "natural": "36",
    "snoozed": "33",
    "skipped": "33",
    "missed": "90",
    "stopped": "31",
    "suppressed": "90",
}
# The words for them everywhere but in files and `--json`.
_SAID = {
    "taken": N_("taken"),
    "partly": N_("partly"),
    "natural": N_("natural"),
    "snoozed": N_("snoozed"),
    "skipped": N_("skipped"),
    "missed": N_("missed"),
    "stopped": N_("stopped"),
    "suppressed": N_("held back"),
}
_COUNTED = {
    "taken": N_("{n} taken"),
    "partly": N_("{n} partly"),
    "natural": N_("{n} natural"),
    "snoozed": N_("{n} snoozed"),
    "skipped": N_("{n} skipped"),
    "missed": N_("{n} missed"),
    "stopped": N_("{n} stopped"),
    "suppressed": N_("{n} held back"),
}
_MARKS = {"taken": "●", "partly": "◐", "natural": "◌", "stopped": "✕"}
NARROW = 66  # columns below which a row of the log takes two lines
_PLAIN_MARKS = {"taken": "*", "partly": "+", "natural": "~", "stopped": "x"}


class Paint:
    """Colour, width and letters that fit the terminal; NO_COLOR and pipes get plain text."""

    def __init__(self) -> None:
        self.colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        self.unicode = "utf" in (sys.stdout.encoding or "").lower()
        self.width = columns() or WIDEST

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code else text

    def mark(self, outcome: str) -> str:
        marks = _MARKS if self.unicode else _PLAIN_MARKS
        return marks.get(outcome, "○" if self.unicode else "-")

    def bar(self, share: float, width: int) -> str:
        """A bar that fills `share` of `width` letters."""
        full = round(max(0.0, min(1.0, share)) * width)
        letters = ("█", "░") if self.unicode else ("#", ".")
        return letters[0] * full + letters[1] * (width - full)


def printable(text: str) -> str:
    """Words of unknown origin without letters that a terminal would act on."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def said(outcome: str) -> str:
    """The outcome's word, in the language that is spoken."""
    return translated(_SAID.get(outcome, outcome))


def note_said(note: str) -> str:
    """A row's note: deskbreak's own in the language that is spoken, the person's as it was written."""
    return translated(note) if is_own(note) else note


def counted(outcome: str, count: int) -> str:
    """ "3 taken"."""
    return _(_COUNTED[outcome], n=count)


def log_lines(
    rows: Sequence[Row], names: Names, paint: Paint, notes: Mapping[date, str] | None = None
) -> Iterator[str]:
    """The log, grouped by day; a day may have a note of its own, and nothing else."""
    several = len({row.machine for row in rows}) > 1
    days: dict[date, list[Row]] = {day: [] for day in notes or ()}
    for row in rows:
        days.setdefault(moment(row.at, row.zone).date(), []).append(row)
    for day, of_day in sorted(days.items()):
        yield paint(day_name(day), "1")
        if notes and day in notes:
            yield wrapped(f"{_('Note:')} {printable(notes[day])}", "  ", wide=paint.width)
        for row in of_day:
            yield _line(row, names, paint, several)
        if of_day:
            yield paint(wrapped(summary(of_day), "  ", wide=paint.width), "90")
        yield ""


def day_notes(notes: Iterable[DayNote]) -> dict[date, str]:
    """The note that counts for each day: the one written last; none where that is empty."""
    last = {moment(one.at, one.zone).date(): one.note for one in notes}
    return {day: note for day, note in last.items() if note}


def day_name(day: date) -> str:
    """Friday 20 November 2026."""
    language = current()
    return with_weekday(weekday(day, language, short=False), long_day(day, language), language)


def summary(rows: Iterable[Row]) -> str:
    """3 taken, 1 snoozed; 9 min of movement."""
    rows = list(rows)
    counts = Counter(row.outcome for row in rows)
    words = listed([counted(one, counts[one]) for one in OUTCOMES if counts[one]], current(), "")
    moved = sum(row.seconds for row in rows if row.outcome in DONE and row.outcome != "natural")
    return in_parts(words, _("{time} of movement", time=translated(roughly(moved))) if moved else "")


def title(row: Row, names: Names) -> str:
    """What a row is about: the routine's name, the break's, or what the person wrote."""
    return printable(translated(names.routine(row.routine) or row.break_name) or _("break"))


def _line(row: Row, names: Names, paint: Paint, several: bool) -> str:
    if paint.width < NARROW:
        return _narrow_line(row, names, paint, several)
    mark = paint(paint.mark(row.outcome), _COLOURS[row.outcome])
    outcome = paint(padded(said(row.outcome), 10), _COLOURS[row.outcome])
    length = translated(roughly(row.seconds)) if row.seconds else ""
    number = f"#{row.id}"
    room = paint.width - 35 - len(number)
    words = _cut(_words(row, names, several), room, paint)
    length = " " * (9 - cells(length)) + length
    head = f"  {mark} {moment(row.at, row.zone):%H:%M}  {outcome} {length}  {padded(words, room)}"
    return f"{head} {paint(number, '90')}"


def _narrow_line(row: Row, names: Names, paint: Paint, several: bool) -> str:
    """When and how it ended on one line, what it was below it."""
    mark = paint(paint.mark(row.outcome), _COLOURS[row.outcome])
    length = f", {translated(roughly(row.seconds))}" if row.seconds else ""
    outcome = paint(said(row.outcome), _COLOURS[row.outcome])
    what = wrapped(_words(row, names, several), " " * 4, wide=paint.width)
    return f"  {mark} {moment(row.at, row.zone):%H:%M}  {outcome}{length} {paint(f'#{row.id}', '90')}\n{what}"


def _words(row: Row, names: Names, several: bool) -> str:
    parts = [title(row, names)]
    parts += [f"({translated(row.reason)})"] if row.reason else []
    parts += [f"- {note_said(row.note)}"] if row.note else []
    parts += [f"[{row.machine}]"] if several else []
    return printable(" ".join(parts))


def _cut(text: str, room: int, paint: Paint) -> str:
    ending = "…" if paint.unicode else "..."
    if cells(text) <= room:
        return text
    return broken(text, room - len(ending))[0].rstrip() + ending
