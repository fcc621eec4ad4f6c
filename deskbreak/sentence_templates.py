"""The English texts that have fields, and how a sentence is seen to be made from one.

`templates.json`, beside the catalogues, lists them, so that "sat for 50 min" is found as "sat for {minutes} min".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_FIELD = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
_SPLIT_FIELDS = re.compile(r"\{(\w+)((?::[^{}]*)?)\}")
_LETTER = re.compile(r"[A-Za-z]")
FEW, WEAK = 8, 6  # letters of its own: a template with fewer comes later, or needs to know one of its fields
_TWO_FIELDS = re.compile(r"\W*\{\w+\}\W*\{")  # before any word: it takes more to be sure
LENGTH = "length"  # the field of a length of time: "45 s", "1 h 30 min", or "45m" as files have it
NAMES = "names"  # the field of a list of what may be written
COMMAND = "command"
AS_IT_IS = (NAMES, COMMAND, "key", "keys", "table", "file", "line")  # fields that are never translated
COUNT = "n"  # the field of a plural that says how many


class Template(NamedTuple):
    """An English text with fields; `many` where it is one of the two for a count."""

    text: str
    one: str = ""
    many: str = ""
    piece: str = ""  # its longest piece of plain text, in small letters, which a sentence of it must have
    rank: int = 0  # which are tried first; 1 and 2 have few words of their own, 2 begins with a field
    is_weak: bool = False  # one of its fields must be known

    def pattern(self) -> re.Pattern[str]:
        return _pattern(self.text)

    def translates(self, field: str) -> bool:
        """Return True if what stands in the field is translated too; what is quoted is the person's own."""
        return field not in (COUNT, *AS_IT_IS) and f'"{{{field}}}"' not in self.text


def templates(*folders: Path) -> list[Template]:
    """The texts with fields, those with most plain text first, and of these those with most fields.

    Of the first folder that has them; none where no folder does.
    """
    file = next((one / "templates.json" for one in folders if (one / "templates.json").is_file()), None)
    if file is None:
        return []
    listed = json.loads(file.read_text(encoding="utf-8"))
    found = [*_plain(listed["plain"]), *_plurals(listed["plural"])]
    return sorted(
        (one for one in found if _LETTER.search(_FIELD.sub("", one.text))),
        key=lambda one: (-len(_FIELD.sub("", one.text)), -len(_FIELD.findall(one.text))),
    )


def _plain(texts: list[str]) -> Iterator[Template]:
    return map(_template, texts)


def _plurals(pairs: list[list[str]]) -> Iterator[Template]:
    for one, many in pairs:
        for text in (one, many):
            yield _template(text, one, many)


def _template(text: str, one: str = "", many: str = "") -> Template:
    own = sum(map(str.isalpha, _FIELD.sub("", text)))
    free = (name for name, form in _SPLIT_FIELDS.findall(text) if not _is_number(name, form))
    has_free = any(name == COMMAND or name not in AS_IT_IS for name in free)
    enough = 2 if _TWO_FIELDS.match(text) else 1
    rank = (2 if text.startswith("{") else 1) if has_free and own < FEW * enough else 0
    return Template(text, one, many, _longest(text), rank=rank, is_weak=has_free and own < WEAK * enough)


def _longest(text: str) -> str:
    return max(re.split(r"\{[^{}]*\}", text), key=len).lower()


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(_as_pattern(text), re.DOTALL)


def _as_pattern(text: str) -> str:
    seen = set[str]()
    plain, *fields = _SPLIT_FIELDS.split(text)
    made = re.escape(plain)
    for name, form, plain in zip(fields[::3], fields[1::3], fields[2::3], strict=True):
        fits = ".*?" if made.endswith('"') and plain.startswith('"') else _what_fits(name, form)
        made += f"(?P={name})" if name in seen else f"(?P<{name}>{fits})"
        made += re.escape(plain)
        seen.add(name)
    return made


def _what_fits(name: str, form: str) -> str:
    """What a field may be: anything, but digits where it is a count or written `{minutes:d}`."""
    if name == LENGTH:
        return r"[0-9](?:[^,;.]|\.(?=[0-9]))*?"
    if name in (NAMES, "key", "keys", "table"):
        return "[^;]+?"
    return "[0-9]+" if _is_number(name, form) else ".+?"


def _is_number(name: str, form: str) -> bool:
    return name in (COUNT, LENGTH) or form == ":d"


def put_in(said: str, fields: dict[str, Any]) -> str:
    """The fields in their places; whatever stands in them is no template."""
    return _FIELD.sub(lambda found: str(fields.get(found[1], found[0])), said)
