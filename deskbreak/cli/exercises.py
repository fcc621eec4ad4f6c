"""`deskbreak exercises [ID]`: what there is, or one of them in full."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from deskbreak.cli.shown import exercise_json, exercise_text, length, strong, unknown
from deskbreak.errors import UsageError
from deskbreak.paths import find_profile

if TYPE_CHECKING:
    from deskbreak.core.content import Catalog, Exercise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="*", help="an exercise; or: unblock ID, block ID")
    parser.add_argument("--position", metavar="P", help="only in this position, such as standing")
    parser.add_argument("--no-equipment", action="store_true", help="only those that need nothing")
    parser.add_argument("--target", metavar="T", help="only those that work this, such as hips")
    parser.add_argument("--role", choices=("opens", "moves", "wakes"), help="only with this part in a set")
    parser.add_argument("--minutes", type=float, metavar="N", help="only those that fit into so many minutes")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    from deskbreak.catalog.cached import load_cached

    if args.id[:1] in (["block"], ["unblock"]):
        return _block(args)
    if len(args.id) > 1:
        raise UsageError("show one exercise at a time, or all of them")
    catalog = load_cached(find_profile(args.home))
    chosen = (
        [_one(catalog, args.id[0])] if args.id else [e for e in catalog.exercises.values() if _fits(e, args)]
    )
    if args.json:
        print(json.dumps([exercise_json(one) for one in chosen], ensure_ascii=False))
    elif args.id:
        print(exercise_text(chosen[0], {key: source.title for key, source in catalog.sources.items()}))
    else:
        _list(chosen)
    return 0


def _block(args: argparse.Namespace) -> int:
    from deskbreak.cli.blocking import set_block

    if len(args.id) != 2:
        raise UsageError(f"say which exercise: deskbreak exercises {args.id[0]} ID")
    return set_block(args.home, args.id[1], blocked=args.id[0] == "block")


def _one(catalog: Catalog, word: str) -> Exercise:
    """By id, or by a name or another name of it."""
    if word in catalog.exercises:
        return catalog.exercises[word]
    for one in catalog.exercises.values():
        if word.casefold() in {name.casefold() for name in (one.name, *one.aliases)}:
            return one
    raise unknown("exercise", word, catalog.exercises, "exercises")


def _fits(one: Exercise, args: argparse.Namespace) -> bool:
    from deskbreak.core.dose import exercise_seconds

    targets = " ".join((*one.targets, *one.routine_targets)).casefold()
    return (
        (not args.position or one.position == args.position)
        and (not args.no_equipment or not one.needs)
        and (not args.target or args.target.casefold() in targets)
        and (not args.role or one.role == args.role)
        and (args.minutes is None or exercise_seconds(one) <= args.minutes * 60)
    )


def _list(chosen: list[Exercise]) -> None:
    from deskbreak.core.dose import exercise_seconds

    by_position: dict[str, list[Exercise]] = {}
    for one in chosen:
        by_position.setdefault(one.position, []).append(one)
    for position, group in by_position.items():
        print(strong(position.capitalize()))
        for one in group:
            needs = f"  needs {', '.join(sorted(one.needs))}" if one.needs else ""
            print(f"  {one.id:<32} {one.role:<6} {length(exercise_seconds(one)):<12}{needs}".rstrip())
    if not chosen:
        print("No exercise is like that.")
