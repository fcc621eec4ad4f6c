"""More than four arguments are given by name: two that change places would otherwise go unseen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "deskbreak"
MAX_POSITIONAL = 4

# How many places of a room still give more by position: most are drawing, by x, y, width and height, or calls of a
# system's own functions. A room that is not here has none, and no number may grow.
STILL = {
    "": 1, "app": 43, "calendars": 8, "catalog": 8, "cli": 2, "figures": 13, "platforms": 43, "player": 29,
    "settings": 10, "store": 1,
}  # fmt: skip


def too_many(source: str) -> Iterator[str]:
    """Calls that give, and functions that take, more than four arguments by position."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            given = [one for one in node.args if not isinstance(one, ast.Starred)]
            if len(given) > MAX_POSITIONAL:
                yield f"{node.lineno}: {ast.unparse(node.func)}() is given {len(given)} arguments by position"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            takes = [one.arg for one in (*node.args.posonlyargs, *node.args.args)]
            takes = [name for name in takes if name not in ("self", "cls")]
            if len(takes) > MAX_POSITIONAL:
                yield f"{node.lineno}: {node.name}() takes {', '.join(takes)} by position; put a * before some"


def test_more_than_four_arguments_have_names() -> None:
    found: dict[str, list[str]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        name = file.relative_to(PACKAGE)
        room = name.parts[0] if len(name.parts) > 1 else ""
        found.setdefault(room, []).extend(f"{name}:{one}" for one in too_many(file.read_text("utf-8")))
    grown = {room: lines for room, lines in found.items() if len(lines) > STILL.get(room, 0)}
    assert not grown, "\n".join(
        f"{room} has {len(lines)}, not {STILL.get(room, 0)}:\n" + "\n".join(lines)
        for room, lines in grown.items()
    )


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("f(1, 2, 3, 4, 5)", 1),
        ("f(1, 2, 3, 4, e=5)", 0),
        ("f(*clocks, 1, 2, 3, 4)", 0),
        ("def f(a, b, c, d, e): ...", 1),
        ("class A:\n    def f(self, a, b, c, d): ...", 0),
        ("def f(a, b, c, d, *, e): ...", 0),
    ],
)
def test_what_counts(source: str, count: int) -> None:
    assert len(list(too_many(source))) == count
