"""The many names of a time zone: IANA, Windows, a vendor's path, an offset, or the file's own definition."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.timezone import tzp
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from deskbreak.platforms.calendars.limits import TookTooLong, Watchdog
from deskbreak.platforms.calendars.text import Block, Line, Sheet

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]*")
_OFFSET = re.compile(r"(?:\(?(?:UTC|GMT)\s*)?([+-])(\d{1,2})(?::?00)?\)?", re.IGNORECASE)
_TIMED = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
_ZONE_LIMIT_S = 1.0
_LONGEST_SUFFIX = 3  # America/Argentina/Buenos_Aires


class Zones:
    """The zones of one calendar; gives its lines the zone that they mean."""

    def __init__(self, sheet: Sheet, mine: str, watchdog: Watchdog) -> None:
        """`mine` is the person's own zone, where times without any zone happen."""
        self._watchdog = watchdog
        tzp.use_default()  # forget the zones of the last calendar: two may use one name for different rules
        self.floating = known(sheet.head.first("X-WR-TIMEZONE")) or mine
        self.unknown: set[str] = set()
        self._own: dict[str, str] = {}
        for block in sheet.blocks:
            if block.kind == "VTIMEZONE":
                self._define(block)

    def place(self, block: Block) -> list[str]:
        """The block's lines that say when, each date-time with a zone that the libraries know."""
        start = block.first("DTSTART")
        all_day = start is not None and len(start.value.strip()) == len("20260101")
        zone = "" if all_day or start is None else self._of(start)
        return [self._placed(line, zone) for line in _singles(block.lines)]

    def _placed(self, line: Line, zone: str) -> str:
        value = line.value.strip()
        if line.name == "RRULE":
            return f"RRULE:{_until_in_utc(value.upper().strip(';'), zone)}"
        if line.name not in _TIMED:
            return f"{line.name}:{value}"
        span = f";RANGE={line.param('RANGE').upper()}" if line.param("RANGE") else ""
        kind = line.param("VALUE").upper()
        if re.fullmatch(r"\d{8}(,\d{8})*", value):
            return f"{line.name};VALUE=DATE{span}:{value}"
        if kind == "PERIOD" or "/" in value:
            span += ";VALUE=PERIOD"
        if "Z" in value.upper():
            return f"{line.name}{span}:{value.upper()}"
        return f"{line.name}{span};TZID={self._of(line)}:{value.upper()}"

    def _of(self, line: Line) -> str:
        if line.value.strip().upper().endswith("Z"):
            return "UTC"
        asked = line.param("TZID")
        if not asked:
            return self.floating
        found = known_name(asked) or self._own.get(asked)
        if not found:
            self.unknown.add(asked)
        return found or self.floating

    def _define(self, block: Block) -> None:
        """Take the calendar's own rules for a zone that nobody else knows."""
        line = block.first("TZID")
        name = line.value.strip() if line else ""
        if not name or name in self._own or known_name(name):
            return
        alias = f"own-{len(self._own)}"
        text = "\n".join(str(part) for part in block.lines if part is not line)
        try:
            with self._watchdog.within(_ZONE_LIMIT_S):
                Calendar.from_ical(
                    f"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:{alias}\n{text}\nEND:VTIMEZONE\nEND:VCALENDAR\n"
                )
                zone = tzp.timezone(alias)
                if zone is not None and datetime(2026, 1, 1, tzinfo=zone).utcoffset() is not None:
                    self._own[name] = alias
        except (Exception, TookTooLong):  # whatever garbage does: the zone stays unknown, and that is said
            return


def known(line: Line | None) -> str:
    """The IANA name that a line's value means, "" where there is none."""
    return known_name(line.value.strip()) if line else ""


@lru_cache(maxsize=256)
def known_name(name: str) -> str:
    """The IANA name of a zone written in any of the common ways, "" where nobody knows it."""
    plain = name.strip().strip('"').strip("/")
    parts = plain.split("/")
    tries = [plain, WINDOWS_TO_OLSON.get(plain, "")]
    tries += ["UTC" if parts[-1].upper() in ("UTC", "Z") else ""]
    tries += ["/".join(parts[-length:]) for length in range(min(_LONGEST_SUFFIX, len(parts)), 0, -1)]
    return next((one for one in tries if _exists(one)), "") or _by_offset(plain)


def _by_offset(name: str) -> str:
    """`GMT+0100` and its like; Etc/GMT counts the other way round."""
    found = _OFFSET.fullmatch(name)
    if not found:
        return ""
    sign = "-" if found[1] == "+" else "+"
    zone = f"Etc/GMT{sign}{int(found[2])}"
    return zone if _exists(zone) else ""


def _exists(name: str) -> bool:
    if not _NAME.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except Exception:  # a folder, a file that is no zone, a name that is none
        return False
    return True


def _singles(lines: list[Line]) -> list[Line]:
    """The lines that say when; of those that may come once, the first."""
    many = ("RDATE", "EXDATE", "RRULE")
    kept: dict[str, Line] = {}
    for place, line in enumerate(lines):
        if line.name in _TIMED or line.name in ("RRULE", "DURATION"):
            kept.setdefault(f"{line.name} {place}" if line.name in many else line.name, line)
    return list(kept.values())


def _until_in_utc(rule: str, zone: str) -> str:
    """The rule with its UNTIL in UTC, as the standard wants it beside a start with a zone.

    Written as a bare date, it includes that whole day; written without a zone, it is in the start's. An
    event of whole days (no `zone`) has a bare date and keeps it.
    """
    found = re.search(r"UNTIL=(\d{8})(?:T(\d{6}))?(?![\dTZ])", rule)
    if not found or not zone:
        return rule
    local = datetime.strptime(found[1] + (found[2] or "235959"), "%Y%m%d%H%M%S")
    until = local.replace(tzinfo=tzp.timezone(zone) or UTC).astimezone(UTC)
    return rule[: found.start()] + until.strftime("UNTIL=%Y%m%dT%H%M%SZ") + rule[found.end() :]
