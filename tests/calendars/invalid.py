"""Calendar files with anything wrong in them, and what must hold of their reading all the same."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from deskbreak.calendars.ask import Ask
from deskbreak.calendars.found import Found, from_line
from deskbreak.calendars.read import read

RICH = """BEGIN:VCALENDAR
METHOD:PUBLISH
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VTIMEZONE
TZID:Mine
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
RDATE:20260328T020000
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:a
SEQUENCE:1
SUMMARY:Weekly\\, and more
DTSTART;TZID=Mine:20260302T090000
DURATION:PT45M
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20271231T000000Z
RRULE:FREQ=DAILY;INTERVAL=3;COUNT=40
EXDATE;TZID=Mine:20260305T090000,20260306T090000,
EXDATE;VALUE=DATE:20260309
RDATE;VALUE=PERIOD:20260306T080000Z/PT2H
ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org
END:VEVENT
BEGIN:VEVENT
UID:a
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Mine:20260316T090000
DTSTART;TZID=Mine:20260316T100000
DTEND;TZID=Mine:20260316T110000
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTART;VALUE=DATE:20260310
DTEND;VALUE=DATE:20260312
SUMMARY:Fair
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
END:VEVENT
BEGIN:VEVENT
UID:c
DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20260303T090000
DTEND;TZID="GMT+05:30":20260303T203000
RRULE:FREQ=MONTHLY;BYDAY=1TU;BYSETPOS=1
END:VEVENT
BEGIN:VEVENT
UID:d
DTSTART;TZID=Eastern Standard Time 1:20260101T090000
DTEND;TZID=Eastern Standard Time 1:20260101T093000
RRULE:FREQ=DAILY
END:VEVENT
BEGIN:VEVENT
UID:d
RECURRENCE-ID;VALUE=DATE:20260304
DTSTART:20260304T120000
DTEND:20260304T130000
END:VEVENT
BEGIN:VEVENT
UID:e
SUMMARY:Off
DTSTART:20260305T000000
DTEND:20260305T235959
END:VEVENT
BEGIN:VFREEBUSY
FREEBUSY:20260304T080000Z/PT1H,20260305T080000Z/20260305T090000Z
END:VFREEBUSY
END:VCALENDAR
"""
WORDS = [
    *(
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:STANDARD",
        "EXDATE:",
        "RDATE:,",
        "RRULE:FREQ=DAILY",
    ),
    *("RRULE:FREQ=HOURLY", "DTEND:20260301", "DTSTART:00010101T000000Z", "DTSTART:99991231T235959"),
    *(
        "DURATION:P99999W",
        "DURATION:-PT5M",
        "TZID:",
        "TZOFFSETFROM:-999",
        "TZOFFSETTO:+2400",
        "CALSCALE:JULIAN",
    ),
    *("RECURRENCE-ID:20260304", "RRULE:FREQ=YEARLY;INTERVAL=0", "EXRULE:FREQ=DAILY", "X-WR-TIMEZONE:Mine"),
    *(
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3",
        "RRULE:UNTIL=2026",
        "SEQUENCE:9",
    ),
]
SIGNS = [*b"0123456789:;=,\r\n TZP-+/()\"'\\", 0, 9, 255, 200]
SLOW_S = 8.0  # one file may take six seconds; the rest is for a busy machine


def invalid(chance: random.Random) -> bytes:
    """Bytes changed, lines dropped, doubled, swapped, cut and put in, digits blown up, and a part left out."""
    data = bytearray(RICH.replace("\n", chance.choice(["\r\n", "\n"])).encode())
    for _ in range(chance.randrange(12)):
        data[chance.randrange(len(data))] = chance.choice(SIGNS)
    lines = bytes(data).split(b"\n")
    for _ in range(chance.randrange(1, 5)):
        _corrupt(lines, chance)
    text = b"\n".join(lines)
    return text if chance.random() < 0.7 else text[: chance.randrange(len(text) // 2, len(text) + 1)]


def _corrupt(lines: list[bytes], chance: random.Random) -> None:
    here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[here]
        case 1:
            lines.insert(there, lines[here])
        case 2:
            lines[here], lines[there] = lines[there], lines[here]
        case 3:
            lines.insert(here, chance.choice(WORDS).encode())
        case 4:
            lines[here] = lines[here].partition(b":")[0] + b":" + lines[there].partition(b":")[2]
        case _:
            cut = chance.randrange(len(lines[here]) + 1)
            lines[here] = lines[here][:cut] + b"9" * chance.randrange(12)


def check(path: Path, start: int, end: int, *, holidays: bool) -> Found:
    """Read the file as meetings or as holidays; whatever it holds, the answer is well formed."""
    paths = (str(path),)
    found = read(Ask(start, end, "Europe/Berlin", () if holidays else paths, paths if holidays else ()))
    assert all(start <= one < two <= end for one, two in found.busy)
    assert list(found.busy) == sorted(found.busy)
    days = [date.fromisoformat(day) for day, _ in found.days_off]
    first, last = (date.fromtimestamp(at) for at in (start, end))  # in the zone of the machine that tests
    assert all(first - timedelta(days=1) <= day <= last + timedelta(days=1) for day in days)
    assert all(problem.isprintable() and "Traceback" not in problem for problem in found.problems)
    assert from_line(found.to_line()) == found
    return found
