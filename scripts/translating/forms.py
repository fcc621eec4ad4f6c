"""Lists, numbers, days and dates of each language, from CLDR as Babel has it, into a table that needs no Babel."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from babel import Locale
from babel.core import get_global

from deskbreak.language import LANGUAGES
from deskbreak.local_forms import TABLE

_LIST = ("start", "middle", "end", "2")
_IN_DATES = {"MMMM": "{m}", "MMM": "{m}", "M": "{M}", "d": "{d}", "y": "{y}"}
# English as deskbreak always wrote it: no comma before "and", the day before the month.
_ENGLISH = {"date": "{d} {m}", "date-full": "{d} {m}", "date-year": "{d} {m} {y}", "date-long": "{d} {m} {y}"}


def forms() -> str:
    """The table as it is written."""
    made = {code: _of(Locale(code), code) for code in LANGUAGES}
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write() -> None:
    TABLE.write_text(forms(), encoding="utf-8")


def _of(locale: Locale, code: str) -> dict[str, Any]:
    said = {
        "list-and": _list(locale.list_patterns["standard"]),
        "list-or": _list(locale.list_patterns["or"]),
        "list": {part: _commas(locale) for part in _LIST},
        "decimal": locale.number_symbols["latn"]["decimal"],
        "thousands": locale.number_symbols["latn"]["group"],
        "percent": locale.percent_formats[None].pattern.replace("#,##0", "{}"),
        "days": [locale.days["format"]["wide"][day] for day in range(7)],
        "days-short": [locale.days["format"]["abbreviated"][day] for day in range(7)],
        "months": [locale.months["format"]["wide"][month] for month in range(1, 13)],
        "months-short": [locale.months["format"]["abbreviated"][month] for month in range(1, 13)],
        "first-weekday": 0 if code == "en" else _first_weekday(code),
        "date": _date(locale.datetime_skeletons["MMMd"].pattern),
        "date-full": _date(locale.datetime_skeletons["MMMMd"].pattern),
        "date-year": _date(locale.datetime_skeletons["yMMMd"].pattern),
        "date-long": _date(locale.date_formats["long"].pattern),
        "month-year": _date(locale.datetime_skeletons["yMMM"].pattern),
    }
    if code == "en":
        said |= _ENGLISH
        for name in ("list-and", "list-or"):
            said[name] = {
                part: form.replace("}, and", "} and").replace("}, or", "} or")
                for part, form in said[name].items()
            }
    return said


def _first_weekday(code: str) -> int:
    """Where most people speak the language: a week begins by country, not by language."""
    return int(Locale.parse(get_global("likely_subtags").get(code, code)).first_week_day)


def _list(patterns: Mapping[str, str]) -> dict[str, str]:
    return {part: patterns[part] for part in _LIST}


def _commas(locale: Locale) -> str:
    """Parts that merely follow each other: what stands between the first two of three."""
    start = locale.list_patterns["standard"]["start"]
    return "{0}، {1}" if locale.language == "ar" else str(start)


def _date(pattern: str) -> str:
    """The form with our names for its fields; words in quotes stay."""
    parts = pattern.split("'")
    for at in range(0, len(parts), 2):
        parts[at] = re.sub("M+|d|y", lambda found: _IN_DATES[found[0]], parts[at])
    return "".join(parts)
