"""How pages look in a terminal: 80 columns at most, colour only where it has it."""

from __future__ import annotations

import os
import sys

from deskbreak.called import as_called
from deskbreak.columns import fitted, width, wrapped

BOLD, DIM = "1", "2"


def paint(text: str, code: str) -> str:
    """In colour, unless the output is no terminal or NO_COLOR is set."""
    plain = not sys.stdout.isatty() or os.environ.get("NO_COLOR")
    return text if plain else f"\x1b[{code}m{text}\x1b[0m"


def labelled(label: str, text: str) -> str:
    return wrapped(text.strip(), f"  {label:<8} ")


def in_columns(left: str, middle: str, right: str) -> str:
    """Name, amount and length on one line, or the amount on its own where the line is too short."""
    wide = width()
    if len(left) + len(middle) + 15 <= wide:
        return f"{left}: {middle}".ljust(wide - 13) + right
    if len(left) + 13 <= wide:
        return f"{left}".ljust(wide - 13) + right + "\n" + wrapped(middle, "      ")
    return wrapped(left.strip(), "  ", "      ") + "\n" + wrapped(middle, "      ")


def say(text: str) -> None:
    """Print a sentence, with the commands in it as they are called here."""
    print(fitted(as_called(text)))


def short(text: str, room: int) -> str:
    """The words of the text that fit."""
    if len(text) <= room:
        return text
    return text[: room - 2].rsplit(" ", 1)[0].rstrip(" ,;") + "..."
