"""`deskbreak content check DIR`: prove a pack of exercises, routines and figures by every rule."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.errors import WRONG_INPUT
from deskbreak.language import _, n_

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="check", required=True)
    check = parts.add_parser("check", help=_("look for mistakes in a folder of content"))
    check.add_argument("dir", metavar="DIR", help=_("a pack, or a folder of packs"))
    check.add_argument("--json", action="store_true", help=_("for programs"))


def run(args: argparse.Namespace) -> int:
    from deskbreak.catalog.check import check_folder

    packs, problems = check_folder(Path(args.dir))
    if args.json:
        rows = [
            {"file": one.file, "line": one.line, "column": one.column, "what": one.what, "hint": one.hint}
            for one in problems
        ]
        print(json.dumps({"ok": not problems, "problems": rows}))
    elif problems:
        said = "\n".join(problem.in_language() for problem in problems)
        print(said.encode("utf-8", "replace").decode(), file=sys.stderr)
    else:
        exercises = sum(len(pack.exercises) for pack in packs)
        routines = sum(len(pack.routines) for pack in packs)
        what = {
            "exercises": n_("{n} exercise", "{n} exercises", exercises),
            "routines": n_("{n} routine", "{n} routines", routines),
        }
        print(_("No mistakes found in {exercises} and {routines}.", **what))
    return WRONG_INPUT if problems else 0
