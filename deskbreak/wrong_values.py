"""What is said of a value that is not what it should be: the same words for settings, content and figures."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time

from deskbreak.errors import did_you_mean, one_line

MAX_LISTED = 14  # more names than that help nobody
MAX_QUOTED = 40  # letters of a value


def quoted(value: object) -> str:
    """The value as its file has it, short and harmless enough for a sentence."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = one_line(value)
        return f'"{text[: MAX_QUOTED - 3]}..."' if len(text) > MAX_QUOTED else f'"{text}"'
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    try:
        text = value.isoformat() if isinstance(value, date | time) else str(value)
    except ValueError:  # thousands of digits
        return "this number"
    return text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 3] + "..."


def not_text(value: object) -> str:
    return f"{quoted(value)} must be a text in quotes"


def not_switch(value: object) -> str:
    return f"{quoted(value)} must be true or false, without quotes"


def not_whole(value: object) -> str:
    return f"{quoted(value)} must be a whole number, without quotes"


def not_list(value: object) -> str:
    return f"{quoted(value)} must be a list in square brackets"


def not_table(value: object) -> str:
    return f"{quoted(value)} must be a table of its own, with keys below it"


def too_small(value: object, least: object) -> str:
    return f"{quoted(value)} is too small; at least {least}"


def too_large(value: object, most: object) -> str:
    return f"{quoted(value)} is too large; at most {most}"


def no_choice(value: object, known: Collection[str]) -> tuple[str, str]:
    """The sentence for a word that is not among `known`, and the hint, which may be ""."""
    listed = f"; there are: {', '.join(known)}" if len(known) <= MAX_LISTED else ""
    return f"{quoted(value)} is no choice{listed}", did_you_mean(str(value), known)


def unknown_key(name: str, known: Collection[str], inside: str = "") -> tuple[str, str]:
    """The sentence for a key that is not among `known`, and the hint."""
    listed = f"there are: {', '.join(known)}" if len(known) <= MAX_LISTED else ""
    return f"unknown key {quoted(name)}{inside}", did_you_mean(name, known, listed)
