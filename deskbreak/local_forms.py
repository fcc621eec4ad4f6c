"""How a language writes lists, numbers, days and dates: a small table made from CLDR by `scripts/translations`.

English is written as it always was here (24 hours, Monday first), without the table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "locale" / "forms.json"
ENGLISH = "en"
_AFTER_WEEKDAY = {"de": ",", "es": ",", "ar": "،"}  # before a date, never before a time
_TIME = re.compile("[0-9]{1,2}:[0-9]{2}")


@cache
def _table() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return made


def _form(language: str, name: str) -> Any:
    return _table().get(language, _table()[ENGLISH])[name]


def listed(parts: Sequence[str], language: str = ENGLISH, last: str = "and") -> str:
    """ "a, b and c" as the language says it; `last` is "and", "or", or "" for commas alone."""
    if len(parts) < 2:
        return "".join(parts)
    form = _form(language, f"list-{last}" if last else "list")
    if len(parts) == 2:
        return str(form["2"]).format(*parts)
    said = str(form["end"]).format(parts[-2], parts[-1])
    for number, part in enumerate(reversed(parts[:-2]), 1):
        said = str(form["start" if number == len(parts) - 2 else "middle"]).format(part, said)
    return said


def number(value: float, decimals: int = 1, language: str = ENGLISH) -> str:
    """A number with that many decimals, with the language's own decimal mark."""
    said = f"{value:.{decimals}f}"
    return said if language == ENGLISH else said.replace(".", str(_form(language, "decimal")))


def weekday(at: date, language: str = ENGLISH, *, short: bool = True) -> str:
    """ "Mon" or "Monday"."""
    return str(_form(language, "days-short" if short else "days")[at.weekday()])


def month(number: int, language: str = ENGLISH, *, short: bool = True) -> str:
    """ "Jan" or "January"."""
    return str(_form(language, "months-short" if short else "months")[number - 1])


def day(at: date, language: str = ENGLISH, *, year: bool = False) -> str:
    """ "2 Mar", with the year where it is wanted."""
    form = str(_form(language, "date-year" if year else "date"))
    return form.format(d=at.day, m=month(at.month, language), M=at.month, y=at.year)


def long_day(at: date, language: str = ENGLISH) -> str:
    """ "2 March 2026"."""
    name = month(at.month, language, short=False)
    return str(_form(language, "date-long")).format(d=at.day, m=name, M=at.month, y=at.year)


def with_weekday(named: str, dated: str, language: str = ENGLISH) -> str:
    """A weekday and a date, or a time, in the language's order: "Monday 2 March", in Japanese "3月2日（月）"."""
    if language == "ja":
        return f"{dated}（{named[:1]}）"
    comma = "" if _TIME.fullmatch(dated) else _AFTER_WEEKDAY.get(language, "")
    return f"{named}{comma} {dated}"


def month_year(at: date, language: str = ENGLISH) -> str:
    """ "Mar 2026"."""
    return str(_form(language, "month-year")).format(m=month(at.month, language), M=at.month, y=at.year)


def whole(value: int, language: str = ENGLISH) -> str:
    """A whole number with the language's sign between thousands: "12,345"."""
    return f"{value:,}".replace(",", str(_form(language, "thousands"))) if value > 999 else str(value)


def share(value: float, language: str = ENGLISH) -> str:
    """ "45%"."""
    return str(_form(language, "percent")).format(f"{value * 100:.0f}")


def moment(text: str, language: str = ENGLISH) -> str | None:
    """ "09:45", "7 December" or "Monday 7 December 2026 09:45" in English, as the language writes it; else None."""
    found = _english_moment().fullmatch(text)
    if found is None or not (found["day"] or found["month"]):
        return None
    named = _in_its_place("days", found["day"], language) if found["day"] else ""
    dated = _date_of(found, language) if found["month"] else ""
    parts = [*filter(None, (dated, found["time"]))]
    if named:
        parts[:1] = [with_weekday(named, parts[0], language) if parts else named]
    return " ".join(parts)


def _date_of(found: re.Match[str], language: str) -> str:
    name = _in_its_place("months", found["month"], language)
    number = _table()[ENGLISH]["months-short"].index(found["month"][:3]) + 1
    full = found["month"] in _table()[ENGLISH]["months"]
    kinds = ("date-full", "date-long") if full else ("date", "date-year")
    form = str(_form(language, kinds[1 if found["year"] else 0]))
    return form.format(d=int(found["date"]), m=name, M=number, y=found["year"])


@cache
def _english_moment() -> re.Pattern[str]:
    english = _table()[ENGLISH]
    days = "|".join([*english["days"], *english["days-short"]])
    months = "|".join([*english["months"], *english["months-short"]])
    date = rf"(?P<date>[0-9]{{1,2}}) (?P<month>{months})(?: (?P<year>[0-9]{{4}}))?"
    return re.compile(rf"(?:(?P<day>{days})(?: |$))?(?:{date}(?: |$))?(?P<time>[0-9]{{2}}:[0-9]{{2}})?")


def _in_its_place(names: str, word: str, language: str) -> str:
    """A weekday or month in the language, as long or as short as the English word."""
    english = _table()[ENGLISH]
    kind = names if word in english[names] else f"{names}-short"
    return str(_form(language, kind)[english[kind].index(word)])


def first_weekday(language: str = ENGLISH) -> int:
    """The first column of a week, 0 for Monday."""
    return int(_form(language, "first-weekday"))
