"""Sentences in the code that are not marked: what looks like a text for people, and stands in no marking call.

A sentence is a text with two words beside each other. Passed over: docstrings, logging, errors for programmers,
SQL, tags of HTML and SVG, and what `tests/language/allowed.txt` lists with its reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.translating.texts import KEYWORDS, PACKAGE, ROOT, makes_the_functions

ALLOWED = ROOT / "tests" / "language" / "allowed.txt"
_SENTENCE = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")
_SQL = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|WITH|BEGIN|ATTACH|VACUUM|WHERE|AND|ORDER)\b"
)
_MARKUP = re.compile(r"<style>.*?</style>|<[/!?a-z][^<>]*>?", re.DOTALL)
_LOGS = {"debug", "info", "warning", "error", "exception", "critical"}
_FOR_PROGRAMMERS = {
    "ValueError",
    "TypeError",
    "AssertionError",
    "RuntimeError",
    "LookupError",
    "KeyError",
    "NotImplementedError",
}
_PATTERNS = {"compile", "search", "match", "fullmatch", "sub", "findall", "finditer", "split"}


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


class Literal(NamedTuple):
    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {_escaped(self.text)}"


def unmarked(paths: Iterable[Path] = (PACKAGE,)) -> list[Literal]:
    """Every sentence below the paths that is neither marked nor allowed."""
    known = allowed()
    return [
        one
        for path in paths
        for file in ([path] if path.is_file() else sorted(path.rglob("*.py")))
        if not makes_the_functions(file)
        for one in _of(file)
        if (one.file, _escaped(one.text)) not in known
    ]


def allowed() -> set[tuple[str, str]]:
    """(file, text) of what need not be marked; each line of the list is `FILE: TEXT`, as `literals` prints it."""
    lines = ALLOWED.read_text(encoding="utf-8").splitlines() if ALLOWED.is_file() else []
    pairs = (line.partition(": ") for line in lines if line.strip() and not line.startswith("#"))
    return {(file, text) for file, _, text in pairs}


def not_there() -> list[tuple[str, str]]:
    """What the list allows and no code says any more."""
    said = {(one.file, _escaped(one.text)) for file in PACKAGE.rglob("*.py") for one in _of(file)}
    return sorted(allowed() - said)


def _of(file: Path) -> Iterator[Literal]:
    where = file.resolve().relative_to(ROOT).as_posix()
    tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
    yield from (Literal(where, line, text) for line, text in _in(tree))


def _in(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Call) and _passes(node):
        for keyword in node.keywords:
            yield from _in(keyword.value)
        for argument in node.args if _name(node.func) in KEYWORDS else []:
            if not isinstance(argument, ast.Constant):
                yield from _in(argument)
        return
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        if _is_sentence(text):
            yield node.lineno, text
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _in(part.value)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_sentence(node.value):
        yield node.lineno, node.value
        return
    for child in _without_docstring(node):
        yield from _in(child)


def _without_docstring(node: ast.AST) -> Iterator[ast.AST]:
    """The parts that are run: no docstring, no type."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns"):
            continue
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            if isinstance(child, ast.AST):
                yield child


def _passes(call: ast.Call) -> bool:
    name = _name(call.func)
    if name in KEYWORDS or name in _FOR_PROGRAMMERS:
        return True
    if isinstance(call.func, ast.Attribute):
        owner = _name(call.func.value)
        return (name in _LOGS and owner in ("log", "logger", "_log", "LOG")) or (
            name in _PATTERNS and owner == "re"
        )
    return False


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE.search(_MARKUP.sub("", text))) and not _SQL.match(text)
