"""What a language writes between the parts of a text, after a label and between sentences."""

from __future__ import annotations

SIGNS = {  # where it is not as in English
    "ja": {"; ": "。", ": ": "：", " ": ""},
    "fr": {"; ": " ; ", ": ": " : "},
    "ar": {"; ": "؛ "},
}


def sign(language: str, english: str) -> str:
    """The language's own sign for that of English, with the blanks around it."""
    return SIGNS.get(language, {}).get(english, english)
