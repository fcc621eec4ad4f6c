"""Checks a folder for `content check`: a person's pack, a folder of packs, or the shipped content."""

from __future__ import annotations

import filecmp
import importlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from deskbreak.catalog.kinds import near
from deskbreak.catalog.load import EMPTY, load_catalog, read_pack
from deskbreak.catalog.pack import Pack
from deskbreak.catalog.reading import toml_files
from deskbreak.catalog.rules import RULES, RULES_OF_SOURCES
from deskbreak.catalog.sources import ledger_path
from deskbreak.core.catalog import Catalog
from deskbreak.errors import Problem
from deskbreak.paths import shipped
from deskbreak.plain_file import leads_out
from deskbreak.sentences import N_

PARTS = ("exercises", "routines", "figures")
_OTHER = ("sources", "schemas", "sounds")

CheckFigure = Callable[[Path, Mapping[str, Any]], list[Problem]]


def check_folder(folder: Path) -> tuple[list[Pack], list[Problem]]:
    """The packs found in `folder` (itself, or one a subfolder) and every problem in them."""
    if not _is_folder(folder):
        return [], [Problem(str(folder), 1, N_("there is no such folder"))]
    roots = _roots(folder)
    if not roots:
        hint = N_("a pack has an exercises or a routines folder with TOML files in it")
        return [], [Problem(str(folder), 1, N_("this folder holds no content"), hint=hint)]
    packs, problems = [], []
    known = EMPTY if _is_shipped(folder) else _shipped()
    for root in roots:
        pack, found = read_pack(root, known)
        rules = (*RULES, *RULES_OF_SOURCES) if pack.ledger else RULES
        found += [problem for rule in rules for problem in rule(pack)]
        found += [*_misplaced(root), *_figures(root, pack)]
        packs.append(pack)
        problems += found
        known = pack.known
    return packs, sorted(problems, key=lambda one: (one.file, one.line, one.column, one.what))


@cache
def _shipped() -> Catalog:
    return load_catalog([shipped("content")])[0]


def _is_shipped(folder: Path) -> bool:
    """Return True if this is the shipped content or a copy of it, which has to answer for every source."""
    try:
        return filecmp.cmp(ledger_path(folder), ledger_path(shipped("content")), shallow=False)
    except OSError:
        return False


def _roots(folder: Path) -> list[Path]:
    if any(_is_folder(folder / part) for part in PARTS):
        return [folder]
    inside = [path for path in _entries(folder) if _is_folder(path)]
    found = [path for path in inside if any(_is_folder(path / part) for part in PARTS)]
    return found or ([folder] if any(path.name.endswith(".toml") for path in _entries(folder)) else [])


def _entries(folder: Path) -> list[Path]:
    """What is in the folder, by name; nothing where it may not be looked into."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, or a way that is closed to us
        return False


def _misplaced(root: Path) -> Iterator[Problem]:
    """Files and folders that would be ignored in silence."""
    ours = ("notices.toml", "facts.toml", "experts.toml") if ledger_path(root).is_file() else ()
    for path in _entries(root):
        if path.name in PARTS:
            continue  # reported where it is read
        if leads_out(path, root):
            yield Problem(
                str(path), 1, N_("this link leads out of the pack"), hint=N_("take it away, or copy it")
            )
        elif _is_folder(path) and path.name not in _OTHER:
            if hint := near(path.name.lower(), PARTS) if len(path.name) > 3 else "":
                yield Problem(str(path), 1, N_("this folder is not looked into"), hint=hint)
        elif path.name.endswith(".toml") and path.name not in ours:
            yield Problem(
                str(path), 1, N_("this file is not looked at"), hint=N_("put it into exercises or routines")
            )


def _figures(root: Path, pack: Pack) -> Iterator[Problem]:
    """What is wrong with the figures, by themselves and against the words of their exercises."""
    said = {file.document.data.get("figure") or file.value.id: file.document.data for file in pack.exercises}
    paths = toml_files(root / "figures")
    if isinstance(paths, Problem):
        yield paths
    elif paths:
        check: CheckFigure = importlib.import_module("deskbreak.figures.check").check_file
        for path in paths:
            yield from check(path, said.get(path.stem, {}))
