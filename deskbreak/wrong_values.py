"""What is said of a value that is not what it should be: the same words for settings, content and figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, time

from deskbreak.errors import did_you_mean, one_line
from deskbreak.sentences import N_, english

MAX_LISTED = 14  # more names than that do not help
MAX_QUOTED = 40  # letters of a value


def quoted(value: object) -> str:
    """The value as its file has it, short and harmless enough for a sentence."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = one_line(value)
        return f'"{text[: MAX_QUOTED - 3]}..."' if len(text) > MAX_QUOTED else f'"{text}"'
    if isinstance(value, dict | list):
        return N_("a table") if isinstance(value, dict) else N_("a list")
    try:
        text = value.isoformat() if isinstance(value, date | time) else str(value)
    except ValueError:  # thousands of digits
        return N_("this number")
    return text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 3] + "..."


def not_text(value: object) -> str:
    """The sentence for a value that is no text."""
    return english("{value} must be a text in quotes", value=quoted(value))


def not_switch(value: object) -> str:
    """The sentence for a value that is neither true nor false."""
    return english("{value} must be true or false, without quotes", value=quoted(value))


def not_whole(value: object) -> str:
    """The sentence for a value that is no whole number."""
    return english("{value} must be a whole number, without quotes", value=quoted(value))


def not_list(value: object) -> str:
    """The sentence for a value that is no list."""
    return english("{value} must be a list in square brackets", value=quoted(value))


def not_table(value: object) -> str:
    """The sentence for a value that is no table."""
    return english("{value} must be a table of its own, with keys below it", value=quoted(value))


def too_small(value: object, least: object) -> str:
    """The sentence for a number below `least`."""
    return english("{value} is too small; at least {least}", value=quoted(value), least=least)


def too_large(value: object, most: object) -> str:
    """The sentence for a number above `most`."""
    return english("{value} is too large; at most {most}", value=quoted(value), most=most)


def no_choice(value: object, known: Collection[str]) -> tuple[str, str]:
    """The sentence for a word that is not among `known`, and the hint, which may be ""."""
    what = english("{value} is no choice", value=quoted(value))
    listed = f"; {there_are(known)}" if len(known) <= MAX_LISTED else ""
    return f"{what}{listed}", did_you_mean(str(value), known)


def unknown_key(name: str, known: Collection[str], inside: str = "") -> tuple[str, str]:
    """The sentence for a key that is not among `known`, and the hint; `inside`: the table that it stands in."""
    listed = there_are(known) if len(known) <= MAX_LISTED else ""
    what = (
        english("unknown key {key} in {table}", key=quoted(name), table=inside)
        if inside
        else english("unknown key {key}", key=quoted(name))
    )
    return what, did_you_mean(name, known, listed)


def there_are(names: Iterable[str]) -> str:
    """The hint that lists what may be written."""
    return english("there are: {names}", names=", ".join(names))
