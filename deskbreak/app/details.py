"""The details of a request, read with care: whatever comes over the socket is a value of the right kind or refused."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from deskbreak.app.control import Request
from deskbreak.sentences import N_, english

MAX_S = 86400.0


class InvalidDetail(ValueError):
    """A detail of a request that makes no sense; the sentence says which."""


def text(request: Request, key: str) -> str:
    """The text under `key`; "" where it is left out."""
    value = request.get(key, "")
    if not isinstance(value, str):
        raise InvalidDetail(english('"{key}" must be text', key=key))
    return value


def rounds(request: Request) -> int | None:
    """`rounds`: how many times a routine is done; None where it is left out."""
    value = request.get("rounds")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise InvalidDetail(N_("rounds must be a whole number"))
    return value


def seconds(request: Request) -> float | None:
    """`for_s`: over zero and at most a day."""
    value = request.get("for_s")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= MAX_S:
        raise InvalidDetail(N_("a time must be over zero and at most 24 h"))
    return float(value)


def until(request: Request, now: float, zone: tzinfo) -> float | None:
    """The instant meant by `until`: "today" ends at midnight, "14:00" is the next such time on the wall."""
    words = text(request, "until")
    if not words:
        return None
    here = datetime.fromtimestamp(now, zone)
    if words == "today":
        return next_midnight(now, zone)
    from deskbreak.settings.clock_times import parse_clock

    try:
        minutes = parse_clock(words)
    except ValueError as error:
        raise InvalidDetail(str(error)) from error
    then = _midnight(here) + timedelta(minutes=minutes)
    return (then if then > here else then + timedelta(days=1)).timestamp()


def next_midnight(now: float, zone: tzinfo) -> float:
    """The instant at which the local day of `now` ends."""
    return (_midnight(datetime.fromtimestamp(now, zone)) + timedelta(days=1)).timestamp()


def _midnight(here: datetime) -> datetime:
    return here.replace(hour=0, minute=0, second=0, microsecond=0)
