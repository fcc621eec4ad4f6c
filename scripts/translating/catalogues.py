"""Each language's catalogues: `deskbreak/locale/LANG/deskbreak.po` is what people edit, the .mo what programs read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from deskbreak.language import ENGLISH, LANGUAGES, PSEUDO
from deskbreak.reverse import FOLDER, pseudo
from scripts.translating import overlays
from scripts.translating.texts import TEMPLATES, extracted, ids, templates

DAY = datetime(2026, 1, 1, tzinfo=UTC)
NEAR = 0.9  # how much of a text may change before its translation is thrown away
TRANSLATED = tuple(one for one in LANGUAGES if one != ENGLISH)
_FIELD = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
ONLY_SCREENS = (
    "ar",
)  # of the content only names of body parts are translated: exercises are said in English


def po_file(language: str) -> Path:
    return FOLDER / language / "deskbreak.po"


def read(language: str) -> Catalog:
    """The language's catalogue; an empty one where there is none yet."""
    file = po_file(language)
    if not file.is_file():
        return empty(language)
    with file.open("rb") as opened:
        return read_po(opened, locale=language)


def updated(language: str, template: Catalog) -> bytes:
    """The .po with every marked text in it; what is no longer said goes, what was changed is fuzzy."""
    catalogue = read(language)
    catalogue.update(template, no_fuzzy_matching=False, keep_user_comments=True)
    catalogue.obsolete.clear()
    for one in catalogue:
        if one.fuzzy and one.id and not _is_near(one):
            one.string, one.previous_id = ("",) * catalogue.num_plurals if one.pluralizable else "", ()
            one.flags.discard("fuzzy")
    return as_po(catalogue)


def _is_near(message: Message) -> bool:
    """Whether the text that the translation was made for is nearly this one, and no other that looks like it."""
    before, now = (
        " ".join(map(str, one)) if isinstance(one, (list, tuple)) else one
        for one in (message.previous_id, message.id)
    )
    return SequenceMatcher(None, before, now).ratio() >= NEAR


def as_po(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalogue, width=110, sort_by_file=True, include_lineno=False, omit_header=True)
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {catalogue.locale}\\n"\n'
    plural = f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    return (head + plural).encode() + written.getvalue()


def compiled(language: str) -> dict[str, bytes]:
    """The .mo files of a language, by their names."""
    names = empty(language)
    for text, said in _content(language).items():
        names.add(text, said)
    return {"deskbreak.mo": as_mo(read(language)), "content.mo": as_mo(names)}


def _content(language: str) -> dict[str, str]:
    """What the content says. What stays English is said as it stands, else its words were translated one by one."""
    english = overlays.messages({one: overlays.as_it_stands(one) for one in overlays.originals()})
    said = overlays.messages(overlays.read(language).texts)
    return english | said if language in ONLY_SCREENS else said


def as_mo(catalogue: Catalog) -> bytes:
    """The same bytes for the same texts: no dates of today in its head, and nothing that is still unsure."""
    made = empty(str(catalogue.locale))
    for one in catalogue:
        if one.id and not one.fuzzy and all(_strings(one)):
            made.add(one.id, one.string, context=one.context)
    written = BytesIO()
    write_mo(written, made)
    return written.getvalue()


def _strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string or "",)


def empty(language: str) -> Catalog:
    """A catalogue without texts; its head is the same on every day."""
    return Catalog(
        locale=language, project="deskbreak", charset="utf-8", fuzzy=False, last_translator="deskbreak",
        language_team="deskbreak", creation_date=DAY, revision_date=DAY,
    )  # fmt: skip


def make_pseudo(folder: Path) -> None:
    """The pseudo language into `folder`: each text of screens and content longer, accented, in brackets."""
    texts, template = empty(ENGLISH), extracted()
    for one in template:
        if one.id:
            said = tuple(map(pseudo, one.id)) if isinstance(one.id, tuple) else pseudo(one.id)
            texts.add(one.id, said, context=one.context)
    content = empty(ENGLISH)
    for text, said in overlays.messages({one: pseudo(one) for one in overlays.originals()}).items():
        content.add(text, pseudo(text) if "{" in said else said)
    (folder / PSEUDO).mkdir(parents=True, exist_ok=True)
    (folder / PSEUDO / "deskbreak.mo").write_bytes(as_mo(texts))
    (folder / PSEUDO / "content.mo").write_bytes(as_mo(content))
    (folder / TEMPLATES.name).write_text(templates(ids(template)), encoding="utf-8")


def counts(language: str) -> tuple[int, int, int]:
    """How many texts are translated, unsure, and not translated."""
    entries = [one for one in read(language) if one.id]
    fuzzy = sum(1 for one in entries if one.fuzzy)
    done = sum(1 for one in entries if not one.fuzzy and all(_strings(one)))
    return done, fuzzy, len(entries) - done - fuzzy


def faults(language: str) -> list[str]:
    """Translations that lost a field or changed a number."""
    return [f"{one.id}: {fault}" for one in read(language) if one.id and (fault := _fault(one))]


def _fault(message: Message) -> str:
    texts = message.id if isinstance(message.id, tuple) else (message.id,)
    for said in filter(None, _strings(message)):
        fields = {field for text in texts for field in _FIELD.findall(text)}
        used = set(_FIELD.findall(said))
        if used - fields or (len(texts) == 1 and fields - used):
            return f"its fields are {', '.join(sorted(fields)) or 'none'}: {said}"
        if len(texts) == 1 and overlays.numbers(texts[0]) != overlays.numbers(said):
            return f"its numbers are not those of the English: {said}"
    return ""
