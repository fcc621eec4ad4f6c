"""A folder as Office 365 gives it through vdirsyncer: one event a file, each with Exchange's own zone rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

ZONE = """BEGIN:VTIMEZONE
TZID:{name}
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
END:DAYLIGHT
END:VTIMEZONE"""
NAMES = ("Customized Time Zone", "W. Europe Standard Time", "(UTC+01:00) Amsterdam, Berlin, Bern")
RULES = (
    "",
    "",
    "RRULE:FREQ=WEEKLY;UNTIL=20271231T080000Z;INTERVAL=1;BYDAY={day};WKST=MO",
    "",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY={day};WKST=MO",
    "",
    "RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=2{day}",
    "",
    "RRULE:FREQ=DAILY;COUNT=10;INTERVAL=1",
    "",
)
DAYS = ("MO", "TU", "WE", "TH", "FR")


def fill(folder: Path, files: int, around: datetime) -> None:
    """Write so many files; the events lie in the year before `around` and the half year after it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        (folder / f"{number:05}.ics").write_text(_file(number, files, around), newline="\r\n")


def _file(number: int, files: int, around: datetime) -> str:
    day = around + timedelta(days=-365 + number * 547 // files)
    day += timedelta(days=max(0, day.weekday() - 4) and 7 - day.weekday())
    start = day.replace(hour=8 + number % 10, minute=number % 4 * 15)
    name = NAMES[number % len(NAMES)]
    quoted = f'"{name}"' if "(" in name else name
    rule = RULES[number % len(RULES)].format(day=DAYS[start.weekday()])
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:Microsoft Exchange Server 2010",
        "VERSION:2.0",
        ZONE.format(name=name),
        "BEGIN:VEVENT",
        f"UID:040000008200E00074C5B7101A82E008{number:08}",
        f"SUMMARY:Meeting {number}",
        f"DTSTART;TZID={quoted}:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={quoted}:{start + timedelta(minutes=30):%Y%m%dT%H%M%S}",
        *([rule] if rule else []),
        "CLASS:PUBLIC",
        "PRIORITY:5",
        "DTSTAMP:20260101T080000Z",
        "TRANSP:OPAQUE",
        "STATUS:CONFIRMED",
        "SEQUENCE:0",
        "DESCRIPTION:" + "\n ".join(["Agenda\\, minutes and what else there is to say about it all. "] * 8),
        "X-MICROSOFT-CDO-APPT-SEQUENCE:0",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE",
        "BEGIN:VALARM",
        "DESCRIPTION:REMINDER",
        "TRIGGER;RELATED=START:-PT15M",
        "ACTION:DISPLAY",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\n".join(lines)
