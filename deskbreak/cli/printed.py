"""How pages look in a terminal: 80 columns at most, colour only where it has it."""

from __future__ import annotations

import os
import sys
import textwrap

from deskbreak.cli.streams import columns

WIDTH = min(80, columns() or 80)
BOLD, DIM = "1", "2"


def paint(text: str, code: str) -> str:
    """In colour, unless the output is no terminal or NO_COLOR is set."""
    plain = not sys.stdout.isatty() or os.environ.get("NO_COLOR")
    return text if plain else f"\x1b[{code}m{text}\x1b[0m"


def length(seconds: float) -> str:
    """45 s, 3 min, 1 min 15 s."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def labelled(label: str, text: str) -> str:
    return wrapped(text.strip(), f"  {label:<8} ")


def in_columns(left: str, middle: str, right: str) -> str:
    """Name, amount and length on one line, or the amount on its own where the line is too short."""
    if len(left) + len(middle) + 15 <= WIDTH:
        return f"{left}: {middle}".ljust(WIDTH - 13) + right
    return f"{left}".ljust(WIDTH - 13) + right + "\n" + wrapped(middle, "      ")


def wrapped(text: str, first: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first))


def short(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 3].rstrip() + "..."
