"""The marked texts of the code, by Babel's readers for Python and JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from deskbreak.reverse import FOLDER

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "deskbreak"
TEMPLATES = FOLDER / "templates.json"
KEYWORDS = {
    "N_": None,
    "english": None,
    "_": None,
    "english_n": (1, 2),
    "n_": (1, 2),
    "p_": ((1, "c"), 2),
}
READERS = {".py": "python", ".js": "javascript"}
NAMES_THE_FUNCTIONS = ("language.py", "sentences.py", "reverse.py")  # where they are made, not used
_FIELD = re.compile(r"\{\w+(?::[^{}]*)?\}")


def extracted() -> Catalog:
    """Every marked text, with the files that it stands in."""
    catalogue = Catalog(project="deskbreak", charset="utf-8", fuzzy=False)
    for file in sorted(PACKAGE.rglob("*")):
        reader = READERS.get(file.suffix)
        if reader is None or file.name in NAMES_THE_FUNCTIONS:
            continue
        where = file.relative_to(ROOT).as_posix()
        for line, message, comments, context in extract_from_file(reader, file, KEYWORDS, ["Translators:"]):
            catalogue.add(message, locations=[(where, line)], auto_comments=comments, context=context)
    return catalogue


def templates(texts: Iterable[str | tuple[str, ...]]) -> str:
    """Of the texts, those with fields, as `deskbreak.reverse` reads them."""
    plain, plural = set(), set()
    for text in texts:
        if isinstance(text, str):
            plain |= {text} if _FIELD.search(text) else set()
        else:
            plural.add(text)
    made = {"plain": sorted(plain), "plural": sorted(map(list, plural))}
    return json.dumps(made, ensure_ascii=False, indent=0) + "\n"


def ids(catalogue: Catalog) -> list[str | tuple[str, ...]]:
    return [one.id for one in catalogue if one.id]
