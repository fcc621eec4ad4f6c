"""How people name a day where they type: a date, today, monday. Light, because every command reads them."""

from __future__ import annotations

from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}


def typed_day(text: str, today: date, *, ahead: bool) -> date | None:
    """The day that is meant; None for anything that is no day.

    A weekday is the next one that comes after today with `ahead`, else the last one before it.
    """
    word = text.strip().casefold()
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    wanted = next((at for at, name in enumerate(_WEEKDAYS) if word in (name, name[:3])), None)
    if wanted is not None:
        days = (wanted - today.weekday() - 1) % 7 + 1 if ahead else -((today.weekday() - wanted - 1) % 7 + 1)
        return today + timedelta(days=days)
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
