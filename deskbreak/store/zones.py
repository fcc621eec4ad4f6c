"""From UTC seconds to the clock on the person's wall, and back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from deskbreak.zone import local, moment


def local_zone_name() -> str:
    """The name of this machine's zone, as rows keep it ("Europe/Berlin")."""
    return local().name


def iso(at: float, name: str = "") -> str:
    """ISO 8601 with the offset that held there and then, whole seconds."""
    return moment(at, name).isoformat(timespec="seconds")


def midnight(day: date) -> float:
    """UTC seconds of the local start of `day`."""
    return datetime.combine(day, time(), local().zone).timestamp()


def end_of(day: date) -> float:
    """UTC seconds of the local start of the day after `day`."""
    return midnight(day + timedelta(days=1)) if day < date.max else midnight(day) + 86400.0
