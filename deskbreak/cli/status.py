"""`deskbreak status`: what deskbreak is doing now."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from typing import Any

from deskbreak.app.client import ask, follow
from deskbreak.called import as_called
from deskbreak.columns import fitted
from deskbreak.errors import NO_DAEMON, NoDaemon
from deskbreak.letters import json_text
from deskbreak.paths import find_profile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--follow", action="store_true", help="say it again whenever it changes")


def run(args: argparse.Namespace) -> int:
    profile = find_profile(args.home)
    try:
        if args.follow:
            for news in follow(profile):
                _show(news["status"], args)
            return 0
        _show(ask(profile, "status")["status"], args)
    except NoDaemon:
        if not args.json:
            raise
        print(json.dumps({"running": False}))
        return NO_DAEMON
    return 0


def _show(status: dict[str, Any], args: argparse.Namespace) -> None:
    print(json_text(status) if args.json else _words(status, args.home))
    sys.stdout.flush()


def _words(status: dict[str, Any], home: str | None) -> str:
    """The whole story; of the news that follow it only what changes."""
    stop = "To stop it: deskbreak stop" + (f" --home {shlex.quote(home)}" if home else "")
    told = status["lines"]
    lines = [*told, *status["notices"], stop] if told else [status["summary"]]
    return "\n".join(fitted(as_called(line)) for line in lines)
