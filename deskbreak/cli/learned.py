"""`deskbreak learned`: the shares of offers taken, by hour, by what went before and by form; `--reset` forgets them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from deskbreak.cli.printed import print_translated, say
from deskbreak.errors import DeskbreakError
from deskbreak.language import _, n_
from deskbreak.letters import json_text
from deskbreak.paths import Profile, find_profile

if TYPE_CHECKING:
    from deskbreak.core.plan import OfferRules


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reset", action="store_true", help=_("forget what was learned, for good"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(args: argparse.Namespace) -> int:
    profile = find_profile(args.home)
    if args.reset:
        return _reset(profile)
    from deskbreak.app import learned_words
    from deskbreak.app.client import now_for
    from deskbreak.app.learner import REMEMBERED_S
    from deskbreak.core.learning import learn
    from deskbreak.core.measured import progress
    from deskbreak.store.offers import shown
    from deskbreak.store.opening import open_to_read

    now = now_for(profile)
    with open_to_read(profile) as journal:
        rows = shown(journal.offers(now - REMEMBERED_S), journal.rows(start=now - REMEMBERED_S))
    tables, far, rules = learn(rows, now), progress(rows, now), _rules(profile)
    if args.json:
        print(json_text(learned_words.shown(far, rules) | learned_words.to_json(tables)))
        return 0
    words = learned_words.words(far, rules)
    say(f"{words[:1].upper()}{words[1:]}.")
    if rows:
        print()
        for line in learned_words.lines(tables):
            print(line)
    return 0


def _rules(profile: Profile) -> OfferRules:
    """The settings' own; where those cannot be read, as they are shipped."""
    from deskbreak.app.rehearsal import load_plan, local_zone
    from deskbreak.core.plan import OfferRules

    try:
        return load_plan(profile, local_zone())[0].offer
    except DeskbreakError:
        return OfferRules()


def _reset(profile: Profile) -> int:
    from deskbreak.app.client import notify_if_running
    from deskbreak.store.opening import open_to_write

    with open_to_write(profile) as journal:
        gone = journal.forget_offers()
    notify_if_running(profile, "journal-changed")
    print_translated(
        n_(
            "Forgotten, for good: {n} offers. Learning begins again.",
            "Forgotten, for good: {n} offers. Learning begins again.",
            gone,
        )
    )
    return 0
