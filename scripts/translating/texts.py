"""The marked texts of the code: Python's by its own parser, which sees them inside f-strings too."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeGuard

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
FORMS = {"english_n": 2, "n_": 2}  # how many texts stand first
NOTE = "# Translators:"
_CALL = re.compile(rf"(?<!\w)(?:{'|'.join(KEYWORDS)})\(")
NAMES_THE_FUNCTIONS = ("language.py", "sentences.py", "reverse.py")  # where they are made, not used
_FIELD = re.compile(r"\{\w+(?::[^{}]*)?\}")


def makes_the_functions(file: Path) -> bool:
    return file.name in NAMES_THE_FUNCTIONS and file.resolve().parent == PACKAGE


class Marked(NamedTuple):
    """A text where it stands, or both of a count."""

    line: int
    text: str | tuple[str, ...]
    notes: list[str]
    context: str | None


def extracted() -> Catalog:
    """Every marked text, with the files that it stands in."""
    catalogue = Catalog(project="deskbreak", charset="utf-8", fuzzy=False)
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix not in (".py", ".js") or makes_the_functions(file):
            continue
        where = file.relative_to(ROOT).as_posix()
        for one in _python(file) if file.suffix == ".py" else _javascript(file):
            catalogue.add(
                one.text, locations=[(where, one.line)], auto_comments=one.notes, context=one.context
            )
    return catalogue


def _javascript(file: Path) -> Iterator[Marked]:
    for line, text, notes, context in extract_from_file("javascript", file, KEYWORDS, [NOTE.strip("# ")]):
        yield Marked(line, text, notes, context)


def _python(file: Path) -> Iterator[Marked]:
    source = file.read_text(encoding="utf-8")
    if not _CALL.search(source):
        return
    lines = source.splitlines()
    calls = [node for node in ast.walk(ast.parse(source, str(file))) if _marks(node)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        name = ast.unparse(call.func)
        texts = [one.value if isinstance(one, ast.Constant) else None for one in call.args]
        context = str(texts.pop(0)) if name == "p_" else None
        said = tuple(one for one in texts[: FORMS.get(name, 1)] if isinstance(one, str))
        if len(said) == FORMS.get(name, 1):
            yield Marked(call.lineno, said if len(said) > 1 else said[0], _notes(lines, call.lineno), context)


def _marks(node: ast.AST) -> TypeGuard[ast.Call]:
    """Return True if this is a call of one of the marking functions."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS


def _notes(lines: list[str], line: int) -> list[str]:
    """What the line above tells the translators."""
    above = lines[line - 2].strip() if line > 1 else ""
    return [above.removeprefix("# ")] if above.startswith(NOTE) else []


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
    """The texts that are found again by themselves; one with a context is only said on the spot."""
    return [one.id for one in catalogue if one.id and not one.context]
