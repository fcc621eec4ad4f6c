"""`deskbreak routines [ID]`: what there is, or one of them in full."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from deskbreak.cli.shown import length, routine_json, routine_text, strong, unknown
from deskbreak.paths import find_profile

if TYPE_CHECKING:
    from deskbreak.core.content import Catalog, Routine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", help="a routine, or an exercise as a routine of one step")
    parser.add_argument("--position", metavar="P", help="only with every step in this position")
    parser.add_argument("--no-equipment", action="store_true", help="only those that need nothing")
    parser.add_argument("--target", metavar="T", help="only with a step that works this")
    parser.add_argument("--minutes", type=float, metavar="N", help="only those that fit into so many minutes")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    from deskbreak.catalog.cached import load_cached

    catalog = load_cached(find_profile(args.home))
    if args.id:
        one = catalog.routine(args.id)
        if one is None:
            raise unknown("routine", args.id, [*catalog.routines, *catalog.exercises], "routines")
        chosen = [one]
    else:
        chosen = [one for one in catalog.routines.values() if _fits(one, catalog, args)]
    if args.json:
        print(json.dumps([routine_json(one, catalog) for one in chosen], ensure_ascii=False))
    elif args.id:
        print(routine_text(chosen[0], catalog))
    else:
        _list(chosen, catalog)
    return 0


def _fits(one: Routine, catalog: Catalog, args: argparse.Namespace) -> bool:
    from deskbreak.core.dose import routine_seconds

    needed = [catalog.exercises[step.exercise] for step in one.steps if not step.optional]
    targets = " ".join(target for e in needed for target in (*e.targets, *e.routine_targets)).casefold()
    return (
        (not args.position or all(e.position == args.position for e in needed))
        and (not args.no_equipment or not any(e.needs for e in needed))
        and (not args.target or args.target.casefold() in targets)
        and (args.minutes is None or routine_seconds(one, catalog) <= args.minutes * 60)
    )


def _list(chosen: list[Routine], catalog: Catalog) -> None:
    from deskbreak.core.dose import routine_seconds

    ours = [one for one in chosen if one.source == "own"]
    for title, group in (
        ("Our own sets", ours),
        ("From the articles", [one for one in chosen if one not in ours]),
    ):
        if group:
            print(strong(title))
            for one in group:
                print(f"  {one.id:<34} {length(routine_seconds(one, catalog)):<14} {one.name}")
    if not chosen:
        print("No routine is like that.")
