"""The language of this process: chosen once at its start, and again where the settings change.

English needs nothing: no catalogue is read and no module for it loaded. For every other language `reverse` finds the
English sentence among those that are translated, fields and all, so that what came as JSON or from the journal is
translated as well as what is said on the spot.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from deskbreak.signs import sign

if TYPE_CHECKING:
    from deskbreak.reverse import Translator

ENV = "DESKBREAK_LANGUAGE"  # given to the programs that deskbreak starts: they speak as it does
AUTO, ENGLISH = "auto", "en"
LANGUAGES = ("en", "de", "es", "fr", "ja", "ar")
RIGHT_TO_LEFT = ("ar",)
PSEUDO = "en-x-pseudo"  # longer, accented, bracketed: shows what is not translated, and what does not fit

_now: dict[str, Translator] = {}  # the one language that is in use; empty for English


def use(language: str = AUTO, environ: Mapping[str, str] | None = None) -> str:
    """Speak `language` from now on ("auto": the desktop's own), English where it is not known; returns which it is."""
    chosen = chosen_language(language, os.environ if environ is None else environ)
    if chosen == current():
        return chosen
    _now.clear()
    if chosen != ENGLISH:
        from deskbreak.reverse import Translator

        _now[chosen] = Translator(chosen)
    return chosen


def current() -> str:
    """The language that is spoken, such as "de"."""
    return next(iter(_now), ENGLISH)


def for_children() -> dict[str, str] | None:
    """The environment of programs that are to speak as this one does; None where they do so by themselves."""
    if current() == chosen_language(AUTO, os.environ):
        return None
    return os.environ | {ENV: current()}


def is_right_to_left() -> bool:
    """Return True if the language that is spoken is written from right to left."""
    return current() in RIGHT_TO_LEFT


def direction() -> str:
    """As HTML has it."""
    return "rtl" if is_right_to_left() else "ltr"


def chosen_language(language: str, environ: Mapping[str, str]) -> str:
    """The language to speak: what deskbreak itself was started with, what the settings say, else the desktop's."""
    if given := _known([environ.get(ENV, "")]):
        return given
    if language != AUTO:
        return _known([language]) or ENGLISH
    return _known(desktop_languages(environ)) or ENGLISH


def desktop_languages(environ: Mapping[str, str]) -> list[str]:
    """The languages that the desktop asks for, the first choice first, as gettext reads them."""
    locale = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    if locale.split(".")[0] in ("", "C", "POSIX"):
        return []
    return [*filter(None, environ.get("LANGUAGE", "").split(":")), locale]


def _known(wanted: Iterable[str]) -> str:
    for one in wanted:
        code = one.replace("_", "-").split(".")[0].split("@")[0]
        if code.casefold() == PSEUDO:
            return PSEUDO
        if (short := code.split("-")[0].casefold()) in LANGUAGES:
            return short
    return ""


# -- what is said -------------------------------------------------------------------------------------------


def translated(text: str) -> str:
    """An English text in the language that is spoken; what is not known stays as it is."""
    for translator in _now.values():
        return translator.text(text)
    return text


def _(template: str, /, **fields: object) -> str:
    """The sentence in the language that is spoken, with its fields put in; a text without fields stays as it is."""
    for translator in _now.values():
        template = translator.template(template)
    return template.format(**fields) if fields else template


def in_parts(*parts: str) -> str:
    """Parts of one text that are translated already, with the language's sign between them; empty ones are left out."""
    return sign(current(), "; ").join(filter(None, parts))


def with_label(label: str, text: str) -> str:
    """ "label: text", both translated already, with the language's sign for it."""
    return f"{label}{sign(current(), ': ')}{text}"


def ended(sentence: str) -> str:
    """The words with a full stop, where they do not end already."""
    if sentence.endswith((".", "?", "!", "。", "？", "！", "؟")):
        return sentence
    return sentence + ("。" if current() == "ja" else ".")


def sentences(*said: str) -> str:
    """Whole sentences that are translated already, one after the other; empty ones are left out."""
    return sign(current(), " ").join(filter(None, said))


def n_(one: str, many: str, n: int, /, **fields: object) -> str:
    """The sentence for a count, `{n}` in it."""
    return plural_form(one, many, n).format(n=n, **fields)


def plural_form(one: str, many: str, n: int) -> str:
    """The sentence for a count before its fields are put in."""
    for translator in _now.values():
        return translator.plural(one, many, n)
    return one if n == 1 else many


def p_(context: str, template: str, /, **fields: object) -> str:
    """As `_`, for an English word that means two things: the context says which one."""
    for translator in _now.values():
        template = translator.in_context(context, template)
    return template.format(**fields) if fields else template
