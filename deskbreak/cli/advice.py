"""`deskbreak advice [TOPIC]`: what the sources say beyond single movements: safety, why sitting hurts, how often."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from deskbreak.cli.shown import unknown
from deskbreak.language import _
from deskbreak.paths import find_profile

if TYPE_CHECKING:
    import argparse

    from deskbreak.core.catalog import Catalog
    from deskbreak.core.facts import Notice


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help=_("one topic, with every fact behind it"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(args: argparse.Namespace) -> int:
    from deskbreak.catalog.cached import load_cached

    catalog = load_cached(find_profile(args.home))
    topics = list(catalog.notices.values())
    if args.topic is not None:
        if args.topic not in catalog.notices:
            raise unknown("topic", args.topic, catalog.notices, "advice")
        topics = [catalog.notices[args.topic]]
    if args.json:
        print(json.dumps([_json(one, catalog) for one in topics]))
        return 0
    from deskbreak.cli.pages import advice_page

    print("\n".join(advice_page(topics, catalog, in_full=args.topic is not None)))
    return 0


def _json(one: Notice, catalog: Catalog) -> dict[str, Any]:
    facts = [fact.to_json() for fact in catalog.behind(one)]
    return {
        "id": one.id,
        "title": one.title,
        "text": list(one.text),
        "sources": list(one.sources),
        "facts": facts,
    }
