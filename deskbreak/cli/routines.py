"""`deskbreak routines [ID]`: what there is, or one of them in full."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from deskbreak.cli.exercises import minutes
from deskbreak.cli.shown import (
    blocked_in,
    checked_positions,
    has_target,
    levels_in,
    routine_id,
    routine_json,
    unknown,
)
from deskbreak.language import _
from deskbreak.paths import find_profile

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from deskbreak.core.catalog import Catalog
    from deskbreak.core.content import Routine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "id", nargs="?", metavar="ID", help=_("a routine; an exercise is one of a single step")
    )
    parser.add_argument(
        "--position", metavar="P", help=_("only with every step there: desk, chair, standing, floor ...")
    )
    parser.add_argument("--no-equipment", action="store_true", help=_("only those that need nothing"))
    parser.add_argument("--target", metavar="T", help=_("only with a step that works this"))
    parser.add_argument("--minutes", metavar="N", help=_("only those that fit into so many minutes"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(args: argparse.Namespace) -> int:
    from deskbreak.catalog.cached import load_cached

    profile = find_profile(args.home)
    catalog = load_cached(profile)
    chosen = [_one(catalog, args.id)] if args.id is not None else _chosen(catalog, args)
    blocked = blocked_in(profile)
    if args.json:
        print(json.dumps([routine_json(one, catalog, blocked) for one in chosen]))
        return 0
    from deskbreak.cli.pages import routine_list, routine_page

    if args.id:
        lines = routine_page(chosen[0], catalog, blocked, levels_in(profile))
    else:
        lines = routine_list(chosen, catalog)
    print("\n".join(lines) if chosen else _("No routine is like that; ask for less at once."))
    return 0


def _one(catalog: Catalog, word: str) -> Routine:
    found = routine_id(catalog, word)
    if found and (one := catalog.routine(found)):
        return one
    known = [*catalog.routines, *catalog.exercises, *catalog.other_names()]
    raise unknown("routine", word, known, "routines")


def _chosen(catalog: Catalog, args: argparse.Namespace) -> list[Routine]:
    positions = checked_positions(args.position)
    most = minutes(args.minutes)
    return [one for one in catalog.routines.values() if _fits(one, catalog, positions, most=most, args=args)]


def _fits(
    one: Routine, catalog: Catalog, positions: Sequence[str], *, most: float | None, args: argparse.Namespace
) -> bool:
    """Optional steps are left out of the question, as they are left out of the routine."""
    from deskbreak.core.script import routine_seconds

    needed = [catalog.exercises[step.exercise] for step in one.needed]
    return (
        all(exercise.position in positions for exercise in needed)
        and not (args.no_equipment and any(exercise.gear for exercise in needed))
        and (args.target is None or any(has_target(exercise, args.target) for exercise in needed))
        and (most is None or routine_seconds(one, catalog) <= most)
    )
