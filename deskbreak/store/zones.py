"""From UTC seconds to the clock on the person's wall, and back."""

from __future__ import annotations

import functools
import os
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo


def local_zone_name() -> str:
    """The IANA name of this machine's zone ("Europe/Berlin"), or "" where the system does not tell."""
    given = os.environ.get("TZ", "").lstrip(":")
    if given:
        return given if zone(given) else ""
    return _from_link(Path("/etc/localtime")) or _from_file(Path("/etc/timezone"))


def _from_link(path: Path) -> str:
    try:
        _, found, name = str(path.readlink()).partition("zoneinfo/")
    except OSError:
        return ""
    return name if found and zone(name) else ""


def _from_file(path: Path) -> str:
    try:
        name = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if zone(name) else ""


@functools.cache
def zone(name: str) -> tzinfo | None:
    """The zone called `name`; None where it is not known, and the machine's own zone then stands in."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def moment(at: float, name: str = "") -> datetime:
    """The wall clock time of `at` in the zone `name`, or in the machine's own."""
    here = zone(name)
    return datetime.fromtimestamp(at, here) if here else datetime.fromtimestamp(at).astimezone()


def iso(at: float, name: str = "") -> str:
    """ISO 8601 with the offset that held there and then, whole seconds."""
    return moment(at, name).isoformat(timespec="seconds")


def midnight(day: date) -> float:
    """UTC seconds of the local start of `day`."""
    # The zone is asked itself: the system's own idea of it may be older than this process's.
    return datetime.combine(day, time(), zone(local_zone_name())).timestamp()


def end_of(day: date) -> float:
    """UTC seconds of the local start of the day after `day`."""
    return midnight(day + timedelta(days=1))
