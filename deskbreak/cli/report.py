"""`deskbreak report`: the figures in the terminal, or the whole report as one HTML file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.app.client import now_for
from deskbreak.atomic import write_atomically
from deskbreak.called import as_called
from deskbreak.cli.printed import print_translated, say
from deskbreak.columns import complain
from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.language import _, translated
from deskbreak.letters import json_text
from deskbreak.paths import find_profile
from deskbreak.platforms.session import has_display
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--open", action="store_true", help=_("write the report as a page and open it"))
    parser.add_argument("--out", metavar="FILE", help=_("write the page to FILE; - is the terminal"))
    parser.add_argument(
        "--from", dest="first", metavar="DATE", help=_("from this day on, such as 2026-11-20")
    )
    parser.add_argument("--to", dest="last", metavar="DATE", help=_("up to this day, which is included"))
    parser.add_argument("--json", action="store_true", help=_("the figures for programs"))


def run(args: argparse.Namespace) -> int:
    from deskbreak.app.ask_back import offered_once, wants_to_know
    from deskbreak.app.harder import harder
    from deskbreak.store.names import load_names
    from deskbreak.store.opening import open_to_read
    from deskbreak.store.report.make import as_json, brief_lines
    from deskbreak.store.report.ranges import report_of
    from deskbreak.store.spans import read_days
    from deskbreak.store.text import Paint

    if args.json and (args.open or args.out):
        raise UsageError(english("--json prints the figures; leave out --open and --out"))
    profile = find_profile(args.home)
    now = now_for(profile)
    days = read_days(args.first, args.last, now)
    with open_to_read(profile) as journal:
        for sentence in journal.notices():
            complain(as_called(translated(sentence)))
        picked = bool(args.open or args.out)
        report = report_of(journal, load_names(profile), now, days, picked=picked)
        suggestion = harder(profile, journal, now)
        # The page and the figures are read by themselves; only a person at a terminal is asked.
        asked = "" if picked or args.json else wants_to_know(profile, journal, now)
    if args.json:
        print(json_text(as_json(report) | {"suggestion": suggestion or None}))
        return 0
    if not args.open and not args.out:
        print("\n".join(brief_lines(report, Paint())))
        if suggestion:
            print()
            say(suggestion)
        if not asked and not report.numbers.nothing:
            asked = offered_once(profile)
        if asked:
            print()
            say(asked)
        if not report.numbers.nothing:
            print()
            say(N_("The whole report, with calendars and charts: deskbreak report --open"))
        return 0
    from deskbreak.store.report.page import page

    if args.out == "-":
        sys.stdout.write(page(report, suggestion))
        return 0
    file = Path(args.out).expanduser() if args.out else profile.data_dir / "report.html"
    _write(file, page(report, suggestion))
    shown = not args.open or _open(file)
    print_translated(
        _("The report is in {file}", file=file)
        if shown
        else _("The report is in {file}; open it in a browser", file=file)
    )
    return 0


def _write(file: Path, text: str) -> None:
    """Put the whole page in place at once; only its owner may read it."""
    if not file.name or file.is_dir():
        raise DeskbreakError(
            english(
                "{folder} is a folder; name a file in it, such as {file}",
                folder=file,
                file=file / "report.html",
            )
        )
    try:
        write_atomically(file, text, 0o600)
    except OSError as error:
        raise DeskbreakError(
            english(
                "{file} cannot be written: {reason}; choose another with --out",
                file=file,
                reason=error.strerror,
            )
        ) from error


def _open(file: Path) -> bool:
    """Return True if a browser was asked to show the file; without a screen none is."""
    if not has_display():
        return False
    import webbrowser

    return webbrowser.open(file.absolute().as_uri())
