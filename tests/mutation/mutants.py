"""Every small change of a room's code that the operators of Cosmic Ray know, and the loss of a call or an argument."""

from __future__ import annotations

import ast
import builtins
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

import parso
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator

Place = tuple[int, int]
# Their mutants are errors at once (a decorator of a dataclass, a name that is not there) or not repeatable.
LEFT_OUT = ("core/RemoveDecorator", "core/VariableReplacer", "core/VariableInserter")


class DropCall(Operator):  # type: ignore[misc]
    """A call whose result is not used does not happen."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Place, Place]]:
        if node.type in ("atom_expr", "power") and node.parent and node.parent.type == "simple_stmt":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        return parso.python.tree.Name("pass", node.start_pos, node.get_first_leaf().prefix)

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


class DropKeyword(Operator):  # type: ignore[misc]
    """A keyword argument is left out."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Place, Place]]:
        if node.type == "arglist":
            for child in node.children:
                if child.type == "argument" and child.children[0].type == "name":
                    yield child.start_pos, child.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        named = [one for one in node.children if one.type == "argument" and one.children[0].type == "name"]
        place = node.children.index(named[index])
        del node.children[max(place - 1, 0) : place + 1 if place else 2]
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


@dataclass(frozen=True)
class Mutant:
    """One change: the `occurrence`-th place of an operator in a file."""

    path: Path
    line: int
    operator: str
    occurrence: int

    def source(self) -> str | None:
        """The changed file; None where the change would be none or would not compile."""
        before = self.path.read_text("utf-8")
        try:
            after = mutate_code(before, operators()[self.operator], self.occurrence)
        except AttributeError:  # Cosmic Ray knows no dotted name where exceptions are caught
            return None
        try:
            same = after is None or ast.dump(ast.parse(after)) == ast.dump(ast.parse(before))
        except SyntaxError:
            return None
        return None if same else after

    def diff(self) -> str:
        """The lines that differ, with - and +."""
        before, after = self.path.read_text("utf-8"), self.source() or ""
        lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        return "\n".join(line for line in lines if line[:3] not in ("---", "+++") and line[0] in "-+")

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.operator.removeprefix('core/')} {self.occurrence}"


@cache
def operators() -> dict[str, Any]:
    known = {name: plugins.get_operator(name)() for name in plugins.operator_names() if name not in LEFT_OUT}
    return known | {"DropCall": DropCall(), "DropKeyword": DropKeyword()}


def sample(paths: Sequence[Path], size: int, seed: int) -> list[Mutant]:
    """`size` mutants, each at another place: a place is drawn first, then what happens there.

    Drawn like this an expression with eleven replacements counts no more than a single `not`.
    """
    chance = random.Random(seed)
    places = [found for path in paths for found in _places(path)]
    chance.shuffle(places)
    drawn: list[Mutant] = []
    for choices in places:
        chance.shuffle(choices)
        if (one := next((mutant for mutant in choices if mutant.source()), None)) is not None:
            drawn.append(one)
        if len(drawn) == size:
            break
    return drawn


def _places(path: Path) -> Iterable[list[Mutant]]:
    text = path.read_text("utf-8")
    unseen = _annotations(ast.parse(text))
    found: dict[tuple[Place, Place], list[Mutant]] = defaultdict(list)
    nodes = list(ast_nodes(get_ast(text)))
    for name, operator in operators().items():
        occurrence = 0
        for node in nodes:
            for start, end in operator.mutation_positions(node):
                if not (_is_of_signature(node) or any(first <= start < last for first, last in unseen)):
                    found[start, end].append(Mutant(path, start[0], name, occurrence))
                occurrence += 1
    return found.values()


def _is_of_signature(node: Any) -> bool:
    """The `*` or `/` among parameters: how a function may be called, which only a type checker looks at."""
    return node.type == "operator" and node.parent.type == "parameters"


def _annotations(tree: ast.AST) -> list[tuple[Place, Place]]:
    """Where types stand, which nothing runs, and what only a type checker reads."""
    spans = []
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef):
            parts = [node.returns, *node.decorator_list]
        elif isinstance(node, ast.ClassDef):
            parts = [*node.decorator_list]
        elif isinstance(node, ast.arg | ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            parts = [node]
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp | ast.Subscript):
            parts = [node.value] if _is_type(node.value) else []
        for part in parts:
            if part is not None:
                spans.append(_span(part))
    return spans


def _is_type(node: ast.AST) -> bool:
    """An alias such as `Effect = Show | Close` or `Call = Callable[..., None]`: names alone, in capitals."""
    names = [one.id for one in ast.walk(node) if isinstance(one, ast.Name)]
    return bool(names) and all(name[0].isupper() or hasattr(builtins, name) for name in names)


def _span(node: ast.AST) -> tuple[Place, Place]:
    where: Any = node
    return (where.lineno, where.col_offset), (where.end_lineno, where.end_col_offset)
