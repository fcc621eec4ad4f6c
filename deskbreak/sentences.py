"""Sentences with named fields, in English: what every room says, and what journal, state and JSON hold.

What is read by a person is translated where it is shown (`deskbreak.language`), never here; so the same state gives
the same English whatever the language is. The functions mark their texts for `scripts/translations` too: it finds
them by these names, so the texts are written out, not put together.
"""

from __future__ import annotations


def N_(text: str) -> str:
    """The text as it is: a constant that is translated where it is shown."""
    return text


def english(template: str, /, **fields: object) -> str:
    """The sentence with its fields put in: `english("sat for {minutes} min", minutes=50)`.

    A text without fields is left as it is, braces and all.
    """
    return template.format(**fields) if fields else template


def english_n(one: str, many: str, n: int, /, **fields: object) -> str:
    """The sentence for a count, `{n}` in it: `english_n("{n} offer", "{n} offers", 3)`."""
    return (one if n == 1 else many).format(n=n, **fields)
