"""`deskbreak content check DIR`: prove a pack of exercises, routines and figures by every rule."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from deskbreak.errors import WRONG_INPUT, Problem, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="check", required=True)
    check = parts.add_parser("check", help="look for mistakes in a folder of content")
    check.add_argument("dir", help="a folder with exercises/, routines/ and figures/")
    check.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    folder = Path(args.dir)
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; a pack is a folder with exercises/ and routines/")
    problems = check_pack(folder)
    if args.json:
        rows = [{"file": p.file, "line": p.line, "what": p.what, "hint": p.hint} for p in problems]
        print(json.dumps({"ok": not problems, "problems": rows}, ensure_ascii=False))
    else:
        for problem in problems:
            print(problem, file=sys.stderr)
        if not problems:
            print("No mistakes found.")
    return WRONG_INPUT if problems else 0


def check_pack(folder: Path) -> list[Problem]:
    """Every problem of the folder's files, with the shipped content before it."""
    from deskbreak.catalog.load import load_catalog, read_pack
    from deskbreak.catalog.rules import RULES, RULES_OF_SOURCES
    from deskbreak.paths import shipped

    ours = folder.resolve() == shipped("content").resolve()
    before = load_catalog([] if ours else [shipped("content")])[0]
    pack, problems = read_pack(folder if not ours else shipped("content"), before)
    rules = (*RULES, *RULES_OF_SOURCES) if ours else RULES
    found = [*problems, *(problem for rule in rules for problem in rule(pack)), *_figures(folder)]
    if not found and not pack.exercises and not pack.routines:
        found.append(
            Problem(str(folder), 1, "nothing here is a pack", hint="put files into exercises/ or routines/")
        )
    return sorted(found, key=lambda one: (one.file, one.line))


def _figures(folder: Path) -> list[Problem]:
    from deskbreak.figures.check import check_file

    try:
        files = sorted((folder / "figures").glob("*.toml"))
    except OSError:
        return []
    return [problem for path in files[:500] for problem in check_file(path)]
