"""`deskbreak why`: the last decisions and the rule that won, newest last."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from deskbreak.cells import padded
from deskbreak.columns import fitted
from deskbreak.errors import UsageError
from deskbreak.language import _, translated, with_label
from deskbreak.letters import json_text
from deskbreak.paths import find_profile
from deskbreak.sentences import english

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--last", type=int, default=20, metavar="N", help=_("how many (20)"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(args: argparse.Namespace) -> int:
    from deskbreak.store.journal import Journal
    from deskbreak.zone import moment

    if args.last < 1:
        raise UsageError(english("--last {number}: ask for at least one", number=args.last))
    profile = find_profile(args.home)
    with Journal.read(profile.journal, clock=time.time) as journal:
        decisions = journal.decisions(args.last)
    rows = [
        {
            "at": moment(one.at).isoformat(timespec="seconds"),
            "break": one.break_name,
            "decision": one.decision,
            "reason": one.reason,
        }
        for one in decisions
    ]
    if args.json:
        print(json_text(rows))
    elif not rows:
        print(_("Nothing was decided yet."))
    else:
        for row in rows:
            name = padded(row["break"] or "-", 12)
            words = f"{name} {with_label(translated(row['decision']), translated(row['reason']))}"
            print(fitted(words, f"{row['at'][:16].replace('T', ' ')}  ", "    "))
    return 0
