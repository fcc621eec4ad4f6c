"""`deskbreak status`: what deskbreak is doing now."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from deskbreak.app.client import ask, follow
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
                _show(news["status"], args.json)
            return 0
        _show(ask(profile, "status")["status"], args.json)
    except NoDaemon:
        if not args.json:
            raise
        print(json.dumps({"running": False}))
        return NO_DAEMON
    return 0


def _show(status: dict[str, Any], as_json: bool) -> None:
    print(json_text(status) if as_json else _words(status))
    sys.stdout.flush()


def _words(status: dict[str, Any]) -> str:
    lines = [status["summary"]]
    if status["held_back"]:
        lines.append("Held back: " + ", ".join(status["held_back"]))
    for name, port in status["ports"].items():
        if port["state"] not in ("ok", "off"):
            lines.append(f"{name}: {port['detail'] or port['state']}")
    lines.extend(status.get("notices", ()))
    return "\n".join(lines)
