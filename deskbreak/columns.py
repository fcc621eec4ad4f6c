"""How wide the output is, and text made to fit: broken between words, never within one.

Whatever is printed by these loses the letters that act on a terminal: words come from files of strangers too.
"""

from __future__ import annotations

import os
import sys

from deskbreak.letters import readable

NARROWEST, WIDEST = 40, 80
_WIDE = (  # first and last of the letters that take two columns, in their order
    (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F),
    (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD),
)  # fmt: skip
_NONE = ((0x300, 0x36F), (0x610, 0x61A), (0x64B, 0x65F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))
_NOT_FIRST = (
    "、。，．：；！？）」』】〕ー々ゃゅょっァィゥェォャュョッ)]}…%"  # no line begins with one of these
)
_NOT_LAST = "（「『【〔(["


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


def cells(text: str) -> int:
    """How many columns a terminal needs for the text: two for a Japanese letter, none for a mark upon one."""
    if text.isascii() or max(text) < "\u0300":
        return len(text)
    return sum(map(_cells, map(ord, text)))


def _cells(letter: int) -> int:
    if any(first <= letter <= last for first, last in _NONE):
        return 0
    return 2 if any(first <= letter <= last for first, last in _WIDE) else 1


def padded(text: str, wide: int, *, right: bool = False) -> str:
    """The text with blanks up to so many columns; `right` puts them before it."""
    blanks = " " * (wide - cells(text))
    return blanks + text if right else text + blanks


def cut(text: str, room: int) -> str:
    """As many letters from the beginning as fit into so many columns."""
    while cells(text) > room:
        text = text[:-1]
    return text


def _has_wide(text: str) -> bool:
    return not text.isascii() and cells(text) != len(text)


def wrapped(
    text: str, first: str = "", later: str | None = None, wide: int | None = None, *, painted: bool = False
) -> str:
    """The text in lines of a page's width; `first` begins the first line, `later` (else spaces) the others.

    A `painted` text has colours of ours in it, and words that were checked before.
    """
    import textwrap

    said = text if painted else readable(text)
    hanging = " " * cells(first) if later is None else later
    if _has_wide(said) or _has_wide(first):
        return _filled(said, first, hanging, wide or width())
    return textwrap.fill(
        said,
        wide or width(),
        initial_indent=first,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _filled(text: str, first: str, later: str, wide: int) -> str:
    """As `textwrap.fill`, for letters of two columns, between which a line may be broken anywhere."""
    lines, line = list[str](), first
    begun = False
    for piece in _pieces(" ".join(text.split())):
        if begun and cells(line) + cells(piece.rstrip()) > wide:
            lines.append(line.rstrip())
            line, begun = later, False
        line += piece
        begun = True
    return "\n".join([*lines, line.rstrip()])


def _pieces(text: str) -> list[str]:
    """Words with the blank behind them, and wide letters one by one, each with what must not leave it."""
    pieces, last = list[str](), ""
    for letter in text:
        splits = last == " " or (last and (_cells(ord(last)) == 2 or _cells(ord(letter)) == 2))
        if pieces and (not splits or letter in _NOT_FIRST or letter == " " or last in _NOT_LAST):
            pieces[-1] += letter
        else:
            pieces.append(letter)
        last = letter
    return pieces


def complain(text: str) -> None:
    """A line on stderr: whole where a program or a file reads it, wrapped for somebody at a terminal."""
    seen = sys.stderr is not None and sys.stderr.isatty()
    print(wrapped(text, wide=columns() or WIDEST) if seen else readable(text), file=sys.stderr)


def fitted(text: str, first: str = "", later: str | None = None) -> str:
    """The text wrapped on a terminal; whole where a program or a file reads it."""
    wide = columns()
    return wrapped(text, first, later, wide) if wide is not None else first + readable(text)
