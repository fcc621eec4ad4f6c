"""`deskbreak export json|csv|ics|activitywatch`: the journal in an open format."""

from __future__ import annotations

import argparse
import os
import sys

from deskbreak.app.client import now_for
from deskbreak.errors import DeskbreakError, one_line
from deskbreak.language import _, n_, translated
from deskbreak.paths import find_profile
from deskbreak.sentences import english


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=("json", "csv", "ics", "activitywatch"))
    parser.add_argument("--from", dest="first", metavar="DATE", help=_("from this day on"))
    parser.add_argument("--to", dest="last", metavar="DATE", help=_("up to this day, which is included"))
    parser.add_argument("--out", metavar="FILE", help=_("into this file instead of the terminal"))
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    from deskbreak.store.export import FORMATS
    from deskbreak.store.opening import open_to_read
    from deskbreak.store.spans import read_days

    profile = find_profile(args.home)
    days = read_days(args.first, args.last, now_for(profile))
    with open_to_read(profile) as journal:
        for sentence in journal.notices():
            print(translated(sentence), file=sys.stderr)
        rows = journal.rows(days.start, days.end) if days else journal.rows()
        offers = journal.offers()
    text = FORMATS[args.format](rows, offers)
    if args.out is None:
        sys.stdout.write(text)
        return 0
    try:
        with open(args.out, "w", encoding="utf-8", newline="", opener=_private) as file:
            file.write(text)
    except OSError as error:
        raise DeskbreakError(
            english("{file} cannot be written: {reason}", file=args.out, reason=error.strerror)
        ) from error
    print(one_line(n_("{n} rows in {file}", "{n} rows in {file}", len(rows), file=args.out)), file=sys.stderr)
    return 0


def _private(path: str, flags: int) -> int:
    """Readable by its owner only; a file that is there already keeps its rights."""
    return os.open(path, flags, 0o600)
