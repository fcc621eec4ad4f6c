"""How pages look in a terminal: 80 columns at most, colour only where it has it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from deskbreak.called import as_called
from deskbreak.columns import fitted, width, wrapped
from deskbreak.language import ENGLISH, current, translated, with_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

BOLD, DIM = "1", "2"
LABEL = 8  # columns of a label, where none is longer


def paint(text: str, code: str) -> str:
    """In colour, unless the output is no terminal or NO_COLOR is set."""
    plain = not sys.stdout.isatty() or os.environ.get("NO_COLOR")
    return text if plain else f"\x1b[{code}m{text}\x1b[0m"


def labelled(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Lines with a label before each, all as wide as the widest; both as they are shown."""
    from deskbreak.cells import cells, padded

    wide = max([LABEL, *(cells(label) for label, _text in rows)])
    for label, text in rows:
        yield wrapped(text.strip(), f"  {padded(label, wide)} ")


def in_columns(left: str, middle: str, right: str) -> str:
    """Name, amount and length on one line, or the amount on its own where the line is too short."""
    from deskbreak.cells import cells, padded

    wide = width()
    if cells(left) + cells(middle) + 15 <= wide:
        return padded(with_label(left, middle), wide - 13) + right
    if cells(left) + 13 <= wide:
        return padded(left, wide - 13) + right + "\n" + wrapped(middle, "      ")
    return wrapped(left.strip(), "  ", "      ") + "\n" + wrapped(middle, "      ")


def either(names: Sequence[str]) -> str:
    """ "1 or 2", "on, off or status", as the language has it."""
    return listing(names, "or")


def listing(names: Sequence[str], last: str = "") -> str:
    """A list as the language has it; `last` is "and", "or", or "" for commas alone."""
    if current() != ENGLISH:
        from deskbreak.local_forms import listed

        return listed(names, current(), last)
    if not last or len(names) < 2:
        return ", ".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def short_moment(at: datetime) -> str:
    """ "Mon 14:05"."""
    if current() == ENGLISH:
        return f"{at:%a %H:%M}"
    from deskbreak.local_forms import weekday, with_weekday

    return with_weekday(weekday(at, current()), f"{at:%H:%M}", current())


def say(text: str) -> None:
    """Print an English sentence in the language that is spoken, with the commands in it as they are called here."""
    print_translated(translated(text))


def print_translated(text: str) -> None:
    """Print what is in the language that is spoken already."""
    print(fitted(as_called(text)))


def short(text: str, room: int) -> str:
    """The words of the text that fit."""
    from deskbreak.cells import broken, cells

    if cells(text) <= room:
        return text
    if not text.isascii():
        return broken(text, room - 1)[0].rstrip(" ,;、") + "…"
    return text[: room - 2].rsplit(" ", 1)[0].rstrip(" ,;") + "..."
