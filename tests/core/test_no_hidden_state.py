"""Core keeps nothing between two calls: what is remembered is on a value that the caller holds."""

from __future__ import annotations

import ast
import importlib
import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import deskbreak.core
from deskbreak.core.catalog import Catalog
from deskbreak.core.choose import Criteria, choose
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.core.rehearse import rehearse

CORE = Path(deskbreak.core.__file__).parent
FILES = sorted(CORE.glob("*.py"))
CHANGES_ITSELF = {
    "add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "setdefault", "update",
}  # fmt: skip
CACHES = {"cache", "cached_property", "lru_cache"}


def changes_of_globals(source: str) -> Iterator[str]:
    """The lines that change a module's own name from within a function, or keep answers in a cache."""
    tree = ast.parse(source)
    names = {name.id for node in tree.body for name in ast.walk(node) if _is_assigned(node, name)}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Global | ast.Nonlocal) or (
            isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node).split(".")[-1] in CACHES
        ):
            yield f"{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.FunctionDef):
            yield from _within(node, names)
        elif isinstance(node, ast.ClassDef):
            yield from _class_values(node)


def _is_assigned(statement: ast.stmt, name: ast.AST) -> bool:
    assigned = isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign)
    return assigned and isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)


def _within(function: ast.FunctionDef, names: set[str]) -> Iterator[str]:
    own = {
        one.id for one in ast.walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    }
    own |= {one.arg for one in ast.walk(function) if isinstance(one, ast.arg)}
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            target = node.func.value if node.func.attr in CHANGES_ITSELF else None
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            target = node.value
        else:
            continue
        if isinstance(target, ast.Name) and target.id in names - own:
            yield f"{node.lineno}: {ast.unparse(node)}"


def _class_values(found: ast.ClassDef) -> Iterator[str]:
    """Lists, sets and dictionaries that all values of a class share."""
    for node in found.body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp):
            yield f"{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_function_changes_a_global(file: Path) -> None:
    assert not list(changes_of_globals(file.read_text("utf-8")))


@pytest.mark.parametrize(
    "source",
    [
        "memo = {}\ndef f(a):\n    memo[a] = 1",
        "memo = []\ndef f(a):\n    memo.append(a)",
        "last = None\ndef f(a):\n    global last\n    last = a",
        "memo: dict[str, int] = {}\ndef f(a):\n    return memo.setdefault(a, 1)",
        "class A: pass\nmemo = A()\ndef f(a):\n    memo.last = a",
        "class A:\n    memo = {}",
        "from functools import cache\n@cache\ndef f(a): return a",
        "import functools\n@functools.lru_cache(maxsize=1)\ndef f(a): return a",
    ],
)
def test_the_check_finds_each_way_to_hide_something(source: str) -> None:
    assert list(changes_of_globals(source))


PLAN = Plan(
    hours=((Range(540, 1080),),) * 7,
    breaks=(Break("mobility", every_s=2700.0, routine="auto", lasts_s=300.0), Break("walk", at=(720,))),
)


def everything_kept() -> dict[str, str]:
    """Every value that a module of core or one of its classes holds, as text."""
    kept = {}
    for file in FILES:
        module = importlib.import_module(f"deskbreak.core.{file.stem}")
        for name, value in vars(module).items():
            if not name.startswith("__") and not isinstance(
                value, types.ModuleType | type | types.FunctionType
            ):
                kept[f"{file.stem}.{name}"] = repr(value)
    return kept


def test_a_day_and_a_choice_leave_nothing_behind(shipped_catalog: Catalog) -> None:
    before = everything_kept()
    assert len(before) > 100
    lines = rehearse(PLAN, date(2026, 3, 2), 3, choose=lambda _one, _at: "cat-cow")
    assert len(lines) > 20
    assert choose(shipped_catalog, Criteria(seconds=300.0), [], date(2026, 3, 2)) is not None
    assert everything_kept() == before
