"""What of a text is not translated: in the stand-in language every word of ours has accents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from deskbreak.language import translated

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[aceinosuyACEINOSUY]")  # what has an accent where it is translated
# What is quoted, numbers of letters, commands, and lengths as files have them.
_AS_IT_IS = re.compile(r'"[^"]*"|[UÚ]\+[0-9A-F]+|\\x[0-9a-f]+|deskbreak [^,;)]*|\b(\d+[hms])+\b')


def untranslated_words(text: str) -> list[str]:
    """The words that are English still, fields and all."""
    said = _AS_IT_IS.sub("", translated(text))
    return [word for word in _WORD.findall(said) if _PLAIN.search(word)]


def all_translated(texts: Iterable[str], names: Iterable[str] = ()) -> None:
    """Each text is, but for the names in it that are typed as they are."""
    said = {text for text in texts if text}
    assert said
    known = set(names)
    left = {text: words for text in said if (words := set(untranslated_words(text)) - known)}
    assert not left
