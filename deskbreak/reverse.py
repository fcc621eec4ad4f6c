"""From an English sentence to its translation: the sentence itself, or the template that it was made from.

Only loaded for languages other than English. The catalogues are gettext's own, in `deskbreak/locale`; beside them
`templates.json` lists the English texts that have fields, so that "sat for 50 min" is found as "sat for {minutes} min".
"""

from __future__ import annotations

import gettext
import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from deskbreak.signs import sign as own_sign

FOLDER = Path(__file__).parent / "locale"
ENV = "DESKBREAK_LOCALE"  # another folder of catalogues, for translators who try theirs
DOMAINS = ("deskbreak", "content")
MAX_KEPT = 2000  # translations that are kept; the oldest go first
MAX_DEPTH = 4  # sentences in the fields of sentences
_FIELD = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
_SPLIT_FIELDS = re.compile(r"\{(\w+)((?::[^{}]*)?)\}")
# Sentences end here, their parts at a semicolon or a dot, and a label or the place in a file at a colon.
_CUT = re.compile(r"((?<=[.!?]) +(?=[\"A-Z0-9(])|; |: | · )")
_LIST = re.compile("(, | and | or )")
MAX_PIECES = 13  # parts of a text, and what is between them, that are looked for as one
_LETTER = re.compile(r"[A-Za-z]")
KNOWN = 3  # the templates of rank 2, all of whose fields must be known
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
    piece: str = (
        ""  # its longest piece of plain text, in small letters: what does not have this need not be tried
    )
    rank: int = 0  # which are tried first; 1 and 2 have few words of their own, 2 begins with a field
    is_weak: bool = False  # one of its fields must be known

    def pattern(self) -> re.Pattern[str]:
        return _pattern(self.text)


class Translator:
    """One language. `text` takes what is shown, `template` and `plural` what is said on the spot."""

    def __init__(self, language: str, folder: Path | None = None) -> None:
        self.language = language
        folder = folder or Path(os.environ.get(ENV) or FOLDER)
        self._catalogues = _catalogues(language, folder)
        self.templates = _templates(folder)
        self._kept: dict[str, str] = {}

    def template(self, text: str) -> str:
        """The translation of a text that is in the catalogue as it stands."""
        found = self.exact(text)
        return text if found is None else found

    def plural(self, one: str, many: str, n: int) -> str:
        for catalogue in self._catalogues:
            found = catalogue.ngettext(one, many, n)
            if found not in (one, many):
                return found
        return one if n == 1 else many

    def in_context(self, context: str, text: str) -> str:
        return next(
            (found for one in self._catalogues if (found := one.pgettext(context, text)) != text),
            text,
        )

    def text(self, text: str) -> str:
        """A whole text of one or more lines and sentences; what is not known in it stays English."""
        if text not in self._kept:
            if len(self._kept) >= MAX_KEPT:
                self._kept.clear()
            self._kept[text] = "\n".join(self._line(line) for line in text.split("\n"))
        return self._kept[text]

    def _line(self, line: str) -> str:
        said = line.strip()
        if not _LETTER.search(said):
            return line
        found = _Search(self, said).said(said)
        return line if found is None else line.replace(said, found, 1)

    def exact(self, text: str) -> str | None:
        for catalogue in self._catalogues:
            if found := catalogue.gettext(text):
                return found
        return None


class _Search:
    """Looks for the translation of one line: only templates whose words it has are tried."""

    def __init__(self, of: Translator, line: str) -> None:
        self._of = of
        said = line.lower()
        self._near = [one for one in of.templates if one.piece in said]

    def said(self, text: str, depth: int = 0) -> str | None:
        """The whole, else the longest parts of it that are known, from its start on; None where nothing is."""
        pieces = _CUT.split(text)
        found = self._in_parts(pieces, depth)
        return self._found(text, depth, 2) if found is None and len(pieces) > 1 else found

    def _in_parts(self, pieces: list[str], depth: int) -> str | None:
        said, known, at = "", False, 0
        while at < len(pieces):
            end, found = self._longest(pieces, at, depth)
            known = known or found is not None
            said += pieces[at] if found is None else found
            said += self._between(found, "".join(pieces[end : end + 1]))
            at = end + 1
        return said if known else None

    def _between(self, found: str | None, sign: str) -> str:
        """What stands between this part and the next; a part that stayed English keeps its own."""
        language = self._of.language
        if found is None or (language == "ja" and found[-1:].isascii()):
            return sign
        if language == "ar" and found.isascii():  # exercises are said in English
            return sign
        return own_sign(language, sign)

    def _longest(self, pieces: list[str], start: int, depth: int) -> tuple[int, str | None]:
        """Where the longest known part ends that begins at `start`, and its translation."""
        for rank in (0, 1, KNOWN):
            for end in range(min(len(pieces), start + MAX_PIECES), start, -2):
                found = self._found("".join(pieces[start:end]), depth, rank)
                if found is not None:
                    return end, found
        return start + 1, self._list(pieces[start], depth) or self._found(pieces[start], depth, 2)

    def _found(self, text: str, depth: int, rank: int = 0) -> str | None:
        """The translation; None where there is none. A capital or full stop that was put to it is put to it again."""
        ways = _ways(text)
        for words, begins, ends in ways:  # whole, before any template that it would fit as well
            if (found := self._of.exact(words)) is not None:
                return self._put_again(found, begins, ends)
        for words, begins, ends in ways:
            if (found := self._as_written(words, depth, rank)) is not None:
                return self._put_again(found, begins, ends)
        return None

    def _put_again(self, found: str, begins: bool, ends: bool) -> str:
        said = found[:1].upper() + found[1:] if begins else found
        return self._ended(said) if ends else said

    def _ended(self, sentence: str) -> str:
        return sentence + ("。" if self._of.language == "ja" else ".")

    def _as_written(self, text: str, depth: int, rank: int) -> str | None:
        """By its template, or as a day or time."""
        if depth >= MAX_DEPTH:
            return None
        for template in self._near:
            if template.rank == min(rank, 2) and (match := template.pattern().fullmatch(text)):
                found = self._filled(template, match, depth, every=rank == KNOWN)
                if found is not None:
                    return found
        from deskbreak.local_forms import moment

        return moment(text, self._of.language)

    def _filled(self, template: Template, match: re.Match[str], depth: int, *, every: bool) -> str | None:
        fields: dict[str, str] = match.groupdict()
        if template.many:
            n = int(fields.get(COUNT) or 1)
            said = self._of.plural(template.one, template.many, n)
            fields.setdefault(COUNT, str(n))
        else:
            exact = self._of.exact(template.text)
            if exact is None:
                return None
            said = exact
        sure = not template.is_weak
        for name, value in fields.items():
            quoted = f'"{{{name}}}"' in template.text  # the person's own
            sure = sure or (name == COMMAND and value.startswith("deskbreak "))
            if name != COUNT and name not in AS_IT_IS and not quoted:
                if every or not sure:
                    known = self._whole(value, depth + 1) is not None
                    if every and not known:
                        return None
                    sure = sure or known
                fields[name] = self.said(value, depth + 1) or value
        return _put_in(said, fields) if sure else None

    def _whole(self, text: str, depth: int) -> str | None:
        return self._part(text, depth) or self._list(text, depth) or self._found(text, depth, 2)

    def _part(self, text: str, depth: int) -> str | None:
        return self._found(text, depth) or self._found(text, depth, 1)

    def _list(self, text: str, depth: int) -> str | None:
        """ "hips, back and core" or "2 sets of 10, holding 5 s", where all of its parts are known."""
        pieces = _LIST.split(text)
        if len(pieces) < 3 or depth >= MAX_DEPTH:
            return None
        parts, at, last = [], 0, ""
        while at < len(pieces):
            ends = range(len(pieces) - (0 if at else 2), at, -2)  # "opens hips and front" may be one of them
            said = ((end, self._part("".join(pieces[at:end]), depth + 1)) for end in ends)
            end, found = next((one for one in said if one[1]), (0, None))
            if found is None:
                return None
            last = pieces[end].strip(", ") if end < len(pieces) else last
            parts.append(found)
            at = end + 1
        from deskbreak.local_forms import listed

        return listed(parts, self._of.language, last)


def _ways(text: str) -> list[tuple[str, bool, bool]]:
    """As it stands, and without the capital and the full stop; whether each of the two was taken away."""
    return [
        (words[:1].lower() + words[1:] if begins else words, begins, ends)
        for ends, words in ((False, text), (True, text[:-1]))[: 1 + text.endswith(".")]
        for begins in (False, True)[: 1 + text[:1].isupper()]
    ]


class _Catalogue(gettext.GNUTranslations):
    """Its `gettext` gives "" for what it does not have: a translation may be the same as the English.

    A text of no letters is none of its entries: the empty one is the catalogue's head.
    """

    def gettext(self, message: str) -> str:
        return super().gettext(message) if message else ""


class _Unknown(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return ""


_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "áçéíñóšúýÁÇÉÍÑÓŠÚÝ")


def pseudo(text: str) -> str:
    """ "Snooze" as "⟦Šñóóžé···⟧": a stand-in for a language that is 40 % longer."""
    pieces = re.split(r"(\{[^{}]*\}|deskbreak [a-z]+[^ ]*)", text)
    said = "".join(piece if at % 2 else piece.translate(_ACCENTS) for at, piece in enumerate(pieces))
    return f"⟦{said}{'·' * (len(text) * 2 // 5)}⟧"


def _catalogues(language: str, folder: Path) -> list[gettext.NullTranslations]:
    found: list[gettext.NullTranslations] = []
    for domain in DOMAINS:
        file = folder / language / f"{domain}.mo"
        if file.is_file():
            with file.open("rb") as opened:
                catalogue = _Catalogue(opened)
            catalogue.add_fallback(_Unknown())
            found.append(catalogue)
    return found


def _templates(folder: Path) -> list[Template]:
    """The texts with fields, those with most plain text first, and of these those with most fields."""
    file = next(
        (one / "templates.json" for one in (folder, FOLDER) if (one / "templates.json").is_file()), None
    )
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


def _put_in(said: str, fields: dict[str, Any]) -> str:
    """The fields in their places; whatever stands in them is no template."""
    return _FIELD.sub(lambda found: str(fields.get(found[1], found[0])), said)
