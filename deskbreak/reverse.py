"""From an English sentence to its translation: the sentence itself, or the template that it was made from.

Only loaded for languages other than English. The catalogues are gettext's own, in `deskbreak/locale`.
"""

from __future__ import annotations

import gettext
import os
import re
from pathlib import Path

from deskbreak.sentence_templates import COMMAND, COUNT, Template, put_in, templates
from deskbreak.signs import sign as own_sign

FOLDER = Path(__file__).parent / "locale"
ENV = "DESKBREAK_LOCALE"  # another folder of catalogues, for translators who try theirs
DOMAINS = ("deskbreak", "content")
MAX_KEPT = 2000  # translations that are kept; the oldest go first
MAX_DEPTH = 4  # sentences in the fields of sentences
# Sentences end here, their parts at a semicolon or a dot, and a label or the place in a file at a colon.
_CUT = re.compile(r"((?<=[.!?]) +(?=[\"A-Z0-9(])|; |: | · )")
_LIST = re.compile("(, | and | or )")
MAX_PIECES = 13  # parts of a text, and what is between them, that are looked for as one
_LETTER = re.compile(r"[A-Za-z]")
KNOWN = 3  # the templates of rank 2, all of whose fields must be known


class Translator:
    """One language. `text` takes what is shown, `template` and `plural` what is said on the spot."""

    def __init__(self, language: str, folder: Path | None = None) -> None:
        self.language = language
        folder = folder or Path(os.environ.get(ENV) or FOLDER)
        self._catalogues = _catalogues(language, folder)
        self.templates = templates(folder, FOLDER)
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
        said = self._said_of(template, fields)
        if said is None:
            return None
        sure = not template.is_weak
        for name, value in fields.items():
            sure = sure or (name == COMMAND and value.startswith("deskbreak "))
            if template.translates(name):
                known = (every or not sure) and self._whole(value, depth + 1) is not None
                if every and not known:
                    return None
                sure = sure or known
                fields[name] = self.said(value, depth + 1) or value
        return put_in(said, fields) if sure else None

    def _said_of(self, template: Template, fields: dict[str, str]) -> str | None:
        """The template in this language, in the form for its count, which is put to the fields where it is none."""
        if not template.many:
            return self._of.exact(template.text)
        n = int(fields.get(COUNT) or 1)
        fields.setdefault(COUNT, str(n))
        return self._of.plural(template.one, template.many, n)

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
