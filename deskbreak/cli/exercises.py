"""`deskbreak exercises [ID]`: what there is, or one of them in full."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from deskbreak.cli.shown import (
    blocked_in,
    checked,
    checked_positions,
    exercise_id,
    exercise_json,
    has_target,
    levels_in,
)
from deskbreak.core.body_words import ROLES
from deskbreak.errors import UsageError
from deskbreak.language import _
from deskbreak.paths import find_profile
from deskbreak.sentences import english

if TYPE_CHECKING:
    import argparse

    from deskbreak.core.catalog import Catalog
    from deskbreak.core.content import Exercise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="*", metavar="ID", help=_("an exercise; or: block ID, unblock ID"))
    parser.add_argument(
        "--position", metavar="P", help=_("only there: desk, chair, standing, wall, floor ...")
    )
    parser.add_argument("--no-equipment", action="store_true", help=_("only those that need nothing"))
    parser.add_argument("--target", metavar="T", help=_("only those that work this, such as hips"))
    parser.add_argument(
        "--role", metavar="R", help=_("only those that open, move or wake: {roles}", roles=", ".join(ROLES))
    )
    parser.add_argument("--minutes", metavar="N", help=_("only those that fit into so many minutes"))
    parser.add_argument("--sources", action="store_true", help=_("with an ID: what every source says of it"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(args: argparse.Namespace) -> int:
    if args.id[:1] in (["block"], ["unblock"]):
        return _block(args)
    if len(args.id) > 1:
        raise UsageError(english("show one exercise at a time, or all of them"))
    from deskbreak.catalog.cached import load_cached

    profile = find_profile(args.home)
    catalog = load_cached(profile)
    chosen = [catalog.exercises[exercise_id(catalog, args.id[0])]] if args.id else _chosen(catalog, args)
    blocked = blocked_in(profile)
    if args.json:
        print(json.dumps([exercise_json(one, blocked, catalog.taught_by(one.id)) for one in chosen]))
        return 0
    if args.sources and not args.id:
        raise UsageError(english("--sources goes with one exercise: deskbreak exercises cat-cow --sources"))
    from deskbreak.cli.pages import exercise_list, exercise_page, exercise_sources

    if args.id:
        level = levels_in(profile).get(chosen[0].id, 0)
        page = exercise_sources if args.sources else exercise_page
        lines = page(chosen[0], catalog, blocked, level)
    else:
        lines = exercise_list(chosen, blocked)
    print("\n".join(lines) if chosen else _("No exercise is like that; ask for less at once."))
    return 0


def minutes(text: str | None) -> float | None:
    """The number of `--minutes`, in seconds."""
    if text is None:
        return None
    try:
        value = float(text.removesuffix("m"))
    except ValueError:
        value = 0.0
    if not 0 < value <= 1440:
        raise UsageError(
            english('"{text}" is no number of minutes; write for example --minutes 3', text=text[:40])
        )
    return value * 60


def _block(args: argparse.Namespace) -> int:
    from deskbreak.cli.blocking import set_block

    if len(args.id) != 2:
        command = f"deskbreak exercises {args.id[0]} ID"
        raise UsageError(english("say which exercise: {command}", command=command))
    return set_block(args.home, args.id[1], blocked=args.id[0] == "block")


def _chosen(catalog: Catalog, args: argparse.Namespace) -> list[Exercise]:
    from deskbreak.core.script import exercise_seconds

    positions = checked_positions(args.position)
    role = checked("role", args.role, ROLES)
    most = minutes(args.minutes)
    return [
        one
        for one in catalog.exercises.values()
        if one.position in positions
        and role in (None, one.role)
        and not (args.no_equipment and one.gear)
        and (args.target is None or has_target(one, args.target))
        and (most is None or exercise_seconds(one) <= most)
    ]
