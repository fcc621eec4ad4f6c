"""The journal in open formats: JSON, CSV, iCalendar, and a bucket as ActivityWatch reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from deskbreak import __version__
from deskbreak.letters import json_text, readable
from deskbreak.store.offers import COLUMNS as OFFER_COLUMNS
from deskbreak.store.offers import OfferRow, context_of
from deskbreak.store.rows import DONE, Row, row_json

COLUMNS = ("id", "at", "break", "routine", "outcome", "seconds", "exercises", "note", "machine", "reason")
FOLD = 73  # bytes a line of iCalendar, the leading blank of a continuation left out


def as_json(rows: Sequence[Row], offers: Sequence[OfferRow] = ()) -> str:
    """Every row, with what went before its offer."""
    found = [(row, context_of(row, offers)) for row in rows]
    return (
        json_text([row_json(row) | {"offer": one and one.to_json()} for row, one in found], indent=1) + "\n"
    )


def as_csv(rows: Sequence[Row], offers: Sequence[OfferRow] = ()) -> str:
    """One line a row; exercises are joined by blanks. Cells that a spreadsheet would run are quoted first."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*COLUMNS, *(f"offer_{name}" for name in OFFER_COLUMNS)))
    for row in rows:
        plain = row_json(row) | {"exercises": " ".join(row.exercises)}
        offer = context_of(row, offers)
        before = offer.to_json() if offer is not None else {}
        cells = [plain[name] for name in COLUMNS] + [before.get(name, "") for name in OFFER_COLUMNS]
        writer.writerow(map(_harmless, cells))
    return out.getvalue()


def _harmless(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = readable(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else text


def as_ics(rows: Sequence[Row], _offers: Sequence[OfferRow] = ()) -> str:
    """Breaks that were taken, as events of a calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//deskbreak//{__version__}//EN"]
    for row in rows:
        if row.outcome in DONE:
            lines += _event(row)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(row: Row) -> list[str]:
    end = datetime.fromtimestamp(row.at, UTC)
    start = end - timedelta(seconds=row.seconds)
    until = [f"DTEND:{_stamp(end)}"] if _stamp(start) < _stamp(end) else []  # an end must lie after its start
    name = row.routine or row.break_name or "break"
    note = [f"DESCRIPTION:{_escaped(row.note)}"] if row.note else []
    return [
        "BEGIN:VEVENT",
        f"UID:{_escaped(row.uid)}@deskbreak",
        f"DTSTAMP:{_stamp(datetime.fromtimestamp(row.written, UTC))}",
        f"DTSTART:{_stamp(start)}",
        *until,
        f"SUMMARY:{_escaped(f'{name} ({row.outcome})')}",
        *note,
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _stamp(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """Text as iCalendar writes it; letters that it forbids are left out."""
    for char in ("\\", ";", ","):
        text = text.replace(char, f"\\{char}")
    return readable(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """Lines of at most 75 bytes, never cut within a character."""
    parts, part = [], ""
    for char in line:
        if len((part + char).encode()) > FOLD:
            parts.append(part)
            part = " "
        part += char
    return [*parts, part]


def as_activitywatch(rows: Sequence[Row], _offers: Sequence[OfferRow] = ()) -> str:
    """Buckets for ActivityWatch's import, one a machine: an event a row, with its length in seconds."""
    machines = list(dict.fromkeys(row.machine for row in rows)) or ["this-machine"]
    buckets = [_bucket(name, [row for row in rows if row.machine == name]) for name in machines]
    shown = {"buckets": {bucket["id"]: bucket for bucket in buckets}}
    return json_text(shown, indent=1) + "\n"


def _bucket(machine: str, rows: Sequence[Row]) -> dict[str, Any]:
    events = [_aw_event(row) for row in rows]
    return {
        "id": f"deskbreak_{machine}",
        "type": "com.deskbreak.break",
        "client": "deskbreak",
        "hostname": machine,
        "created": events[0]["timestamp"] if events else datetime(1970, 1, 1, tzinfo=UTC).isoformat(),
        "events": events,
    }


def _aw_event(row: Row) -> dict[str, Any]:
    return {
        "timestamp": datetime.fromtimestamp(row.at - row.seconds, UTC).isoformat(),
        "duration": row.seconds,
        "data": {
            "title": row.routine or row.break_name,
            "outcome": row.outcome,
            "exercises": list(row.exercises),
        },
    }


class Writer(Protocol):
    """Writes rows in one format."""

    def __call__(self, rows: Sequence[Row], offers: Sequence[OfferRow] = (), /) -> str: ...


FORMATS: dict[str, Writer] = {
    "json": as_json,
    "csv": as_csv,
    "ics": as_ics,
    "activitywatch": as_activitywatch,
}
