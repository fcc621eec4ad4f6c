"""How wide the output is, and text made to fit: broken between words, never within one.

Whatever is printed by these loses the letters that act on a terminal: words come from files of strangers too.
"""

from __future__ import annotations

import os
import sys

from deskbreak.letters import readable

NARROWEST, WIDEST = 40, 80


def columns() -> int | None:
    """How wide the terminal is, 40 at least, or as COLUMNS says; None where the output goes elsewhere."""
    said = os.environ.get("COLUMNS", "")[:6]
    if said.isascii() and said.isdecimal() and int(said):
        return max(NARROWEST, int(said))
    try:
        return max(NARROWEST, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError, AttributeError):
        return None


def width() -> int:
    """The width of a page: the terminal's, 80 at most, and 80 where there is none."""
    return min(WIDEST, columns() or WIDEST)


def wrapped(
    text: str, first: str = "", later: str | None = None, wide: int | None = None, *, painted: bool = False
) -> str:
    """The text in lines of a page's width; `first` begins the first line, `later` (else spaces) the others.

    A `painted` text has colours of ours in it, and words that were checked before.
    """
    from deskbreak.cells import broken, cells  # only where something is wrapped

    hanging = " " * cells(first) if later is None else later
    said = text if painted else readable(text)
    return "\n".join(broken(said, wide or width(), first, hanging, break_long=False))


def complain(text: str) -> None:
    """A line on stderr: whole where a program or a file reads it, wrapped for a person at a terminal."""
    seen = sys.stderr is not None and sys.stderr.isatty()
    print(wrapped(text, wide=columns() or WIDEST) if seen else readable(text), file=sys.stderr)


def fitted(text: str, first: str = "", later: str | None = None) -> str:
    """The text wrapped on a terminal; whole where a program or a file reads it."""
    wide = columns()
    return wrapped(text, first, later, wide) if wide is not None else first + readable(text)
