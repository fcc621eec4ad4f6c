"""`deskbreak status`: what deskbreak is doing now."""

from __future__ import annotations

import json
import shlex
import sys
import time
from typing import TYPE_CHECKING, Any

from deskbreak.app.client import ask, follow
from deskbreak.called import as_called
from deskbreak.columns import fitted
from deskbreak.errors import NO_DAEMON, DeskbreakError, NoDaemon
from deskbreak.language import _, translated
from deskbreak.letters import json_text
from deskbreak.paths import Profile, find_profile
from deskbreak.sentences import english

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

POLL_INTERVAL_S = (
    1.0  # how often `--wait` looks for a daemon; this is the command's own time, not the daemon's
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--json", action="store_true", help=_("for programs"))
    shown.add_argument(
        "--format",
        metavar="BAR",
        help=_('for a bar: waybar, polybar, i3, tmux, or a template such as "{left} {phase}"'),
    )
    parser.add_argument("--follow", action="store_true", help=_("say it again whenever it changes"))
    parser.add_argument(
        "--wait", action="store_true", help=_("wait for a daemon; with --follow, for each new one")
    )


def run(args: argparse.Namespace) -> int:
    profile = find_profile(args.home)
    if args.format is not None:
        from deskbreak.cli.bars import check

        check(args.format)
    for status in _statuses(profile, args):
        _show(status, args)
        if status is None and not args.wait:
            return NO_DAEMON
    return 0


def _statuses(profile: Profile, args: argparse.Namespace) -> Iterator[dict[str, Any] | None]:
    """Each status to show; None once whenever there is no daemon."""
    sent_none = False
    while True:
        try:
            for status in _from_daemon(profile, follows=args.follow):
                sent_none = False
                yield status
            if not args.follow:
                return
        except NoDaemon:
            if not args.wait and not args.json and args.format is None:
                raise
        except DeskbreakError:
            if not args.wait:
                raise
        if not sent_none and (args.follow or not args.wait):
            yield None
        if not args.wait:
            return
        sent_none = True
        time.sleep(POLL_INTERVAL_S)


def _from_daemon(profile: Profile, *, follows: bool) -> Iterator[dict[str, Any]]:
    if not follows:
        yield ask(profile, "status")["status"]
        return
    for news in follow(profile):
        if "status" in news:
            yield news["status"]


def _show(status: dict[str, Any] | None, args: argparse.Namespace) -> None:
    if args.format is not None:
        from deskbreak.cli.bars import line

        print(line(status, args.format))
    elif args.json:
        print(json_text(status) if status else json.dumps({"running": False}))
    else:
        print(_words(status, args.home) if status else _("deskbreak has ended."))
    sys.stdout.flush()


def _words(status: dict[str, Any], home: str | None) -> str:
    """The whole story; of the news that follow it only what changes."""
    command = "deskbreak stop" + (f" --home {shlex.quote(home)}" if home else "")
    stop = english("To stop it: {command}", command=command)
    main = status["lines"]
    lines = [*main, *status["notices"], stop] if main else [status["summary"]]
    return "\n".join(fitted(as_called(translated(line))) for line in lines)
