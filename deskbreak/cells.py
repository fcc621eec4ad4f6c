"""How many columns a text takes on a terminal, and text broken to fit: Japanese letters take two, and no spaces."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator

# What may not begin a line stays with the letter before it.
_NEVER_FIRST = "、。，．・：；？！）」』】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…,.!?:;)%"
_NEVER_LAST = "（「『【〈《〔(["


def cells(text: str) -> int:
    """The columns that the text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return 2 if is_wide(letter) else 1


def is_wide(letter: str) -> bool:
    """Return True for letters that take two columns, before and after which a line may end."""
    return unicodedata.east_asian_width(letter) in "WF"


def has_wide(text: str) -> bool:
    """Return True if a character of the text takes two cells."""
    return not text.isascii() and any(map(is_wide, text))


def padded(text: str, width: int) -> str:
    """The text with spaces behind it up to so many columns."""
    return text + " " * max(width - cells(text), 0)


def to_the_right(text: str, width: int) -> str:
    """The text with spaces before it up to so many columns."""
    return " " * max(width - cells(text), 0) + text


def broken(text: str, width: int, first: str = "", later: str = "", *, break_long: bool = True) -> list[str]:
    """The text in lines of so many columns, broken between words, and between letters where there are no spaces.

    `first` begins the first line, `later` the others. A word that is longer than a line is broken if `break_long`.
    """
    if not has_wide(text):
        return textwrap.wrap(
            text,
            width,
            initial_indent=first,
            subsequent_indent=later,
            break_long_words=break_long,
            break_on_hyphens=False,
        )
    lines, line = [], first
    for piece in pieces(text):
        if cells(line + piece.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line = later + piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def pieces(text: str) -> Iterator[str]:
    """What is not torn apart: a word with the space before it, or a letter with the signs that belong to it."""
    if not has_wide(text):
        yield from re.findall(r"\s*\S+", text)
        return
    piece = ""
    for part in re.findall(r"\s+|[\s\S]", text):
        if piece and not _belongs(piece, part):
            yield piece
            piece = ""
        piece += " " if part.isspace() else part
    if piece:
        yield piece


def _belongs(piece: str, part: str) -> bool:
    """Return True if the line may not end between the two."""
    if part.isspace():
        return False
    if piece.isspace() or part in _NEVER_FIRST or piece[-1] in _NEVER_LAST:
        return True
    return not is_wide(part) and not is_wide(piece[-1])
