"""The many names of a time zone: IANA, Windows, a vendor's path, an offset, and what Windows shows to people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from deskbreak.calendars.offsets import fixed_zone
from deskbreak.values import dataclass

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]*")
_MAX_SUFFIX = 3  # America/Argentina/Buenos_Aires
_COPY = re.compile(r"(.*\S)[\s_-]+\d{1,2}")  # Outlook numbers a zone that it met with other rules
_SHOWN = re.compile(r"[(\[]\s*((?:UTC|GMT)[^)\]]*)[)\]]\s*(.*)", re.IGNORECASE)
_SAID = re.compile(r"((?:UTC|GMT)\s*[+-][\d:.]+)\s*[(\[ ](.*?)[)\]]?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;/&()]\s*|\s+and\s+|\s+-\s+")
_SEASON = re.compile(r"\b(?:Standard|Daylight|Summer|Normal)\b\s*", re.IGNORECASE)
# what Windows, Google and people call a zone, where neither its name nor its cities lead to it
_CALLED = {
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "indiana (east)": "America/Indiana/Indianapolis",
    "saskatchewan": "America/Regina",
    "baja california": "America/Tijuana",
    "newfoundland": "America/St_Johns",
    "greenland": "America/Nuuk",
    "central america": "America/Guatemala",
    "midway island, samoa": "Pacific/Pago_Pago",
    "coordinated universal time": "UTC",
    "universal": "UTC",
    "greenwich mean": "UTC",
    "greenwich mean time": "UTC",
    "central european": "Europe/Berlin",
    "middle european": "Europe/Berlin",
    "eastern european": "Europe/Helsinki",
    "western european": "Europe/Lisbon",
    "british": "Europe/London",
    "irish": "Europe/Dublin",
    "moscow": "Europe/Moscow",
    "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata",
    "japan": "Asia/Tokyo",
    "west central africa": "Africa/Lagos",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "mdt": "America/Denver",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "edt": "America/New_York",
    "cest": "Europe/Berlin",
    "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin",
    "eest": "Europe/Helsinki",
    "bst": "Europe/London",
    "msk": "Europe/Moscow",
    "ist": "Asia/Kolkata",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong",
    "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
    "awst": "Australia/Perth",
    "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name of a zone means; `guess` is the zone's name where it was guessed."""

    zone: tzinfo
    guess: str = ""


@lru_cache(maxsize=512)
def reading(name: str) -> Reading | None:
    """The zone that a name means, by the best reading; None where it is not known."""
    plain = _plain(name)
    if found := _known(plain):
        return Reading(ZoneInfo(found))
    if zone := fixed_zone(plain):
        return Reading(zone)
    for found in _guesses(plain):
        return Reading(ZoneInfo(found), found)
    zone = fixed_zone(_shown(plain)[0])
    return Reading(zone, str(zone)) if zone else None


def _plain(name: str) -> str:
    """Without what surrounds it: quotes, slashes, an escape before a comma."""
    unescaped = re.sub(r"\\([,;/\\])", r"\1", name)
    return " ".join(unescaped.split()).strip("\"'").strip("/").strip()


def _known(plain: str) -> str:
    """The IANA name, where the name says it beyond doubt."""
    if _exists(plain):
        return plain
    parts = plain.split("/")
    tries = ["UTC" if parts[-1].upper() in ("UTC", "Z") else "", _windows().get(plain, "")]
    tries += ["/".join(parts[-length:]) for length in range(min(_MAX_SUFFIX, len(parts)), 0, -1)]
    return next((one for one in tries if _exists(one)), "")


def _guesses(plain: str) -> Iterator[str]:
    """IANA names that it may mean, the best first."""
    shown, rest = _shown(plain)
    if copy := _COPY.fullmatch(rest):
        rest = copy[1]
    wanted = fixed_zone(shown)
    for found in (*_by_words(rest), *_by_cities(rest)):
        if wanted is None or _usual_offset(found) == wanted.utcoffset(None):
            yield found


def _shown(plain: str) -> tuple[str, str]:
    """The offset and the words of `(UTC-05:00) Eastern Time` and `GMT+0100 (CET)`."""
    found = _SHOWN.fullmatch(plain) or _SAID.fullmatch(plain)
    return (found[1], found[2]) if found else ("", plain)


def _by_words(text: str) -> Iterator[str]:
    """`Eastern Time (US & Canada)`, `eastern daylight time`, `Pacific Time`, `europe/berlin`."""
    if found := _known(text) or _folded().get(text.casefold(), ""):
        yield found
    if found := _CALLED.get(text.casefold(), ""):
        yield found
    stem = _SEASON.sub("", re.sub(r"\s*\([^)]*\)", "", text)).strip()
    stem = re.sub(r"\s*\bTime\b$", "", stem, flags=re.IGNORECASE).strip()
    for one in (f"{stem} Standard Time", stem):
        if found := _folded().get(one.casefold(), "") or _CALLED.get(one.casefold(), ""):
            yield found


def _by_cities(text: str) -> Iterator[str]:
    """`Sarajevo, Skopje, Warsaw, Zagreb`: the first city that a zone is named after."""
    for part in _BETWEEN.split(text):
        if found := _cities().get(part.replace(" ", "_").casefold(), ""):
            yield found


@cache
def _windows() -> dict[str, str]:
    """The names of Windows; loaded when one is met, since its library takes longer than reading most files."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return dict(WINDOWS_TO_OLSON)


@cache
def _folded() -> dict[str, str]:
    """IANA and Windows names however they are capitalised."""
    windows = {name.casefold(): zone for name, zone in _windows().items()}
    return windows | {name.casefold(): name for name in available_timezones()}


@cache
def _cities() -> dict[str, str]:
    named = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return {name.rsplit("/", 1)[1].casefold(): name for name in named}


def _usual_offset(name: str) -> timedelta:
    """The offset outside summer time, as Windows shows it."""
    zone = ZoneInfo(name)
    both = [datetime(2026, month, 1, tzinfo=UTC).astimezone(zone).utcoffset() for month in (1, 7)]
    return min(one for one in both if one is not None)


def _exists(name: str) -> bool:
    if not _NAME.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except Exception:  # a folder, a file that is no zone, a name that is none
        return False
    return True
