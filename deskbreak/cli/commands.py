"""The commands there are, and the parsers that read their words."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol

from deskbreak import __version__
from deskbreak.called import called
from deskbreak.columns import wrapped

if TYPE_CHECKING:
    import argparse

# command -> (module in deskbreak.cli, one line of help); the module is imported only when it is called.
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("run", "run the daemon in this session"),
    "up": ("up", "start it in the background, now"),
    "status": ("status", "say what deskbreak is doing now"),
    "start": ("start", "start a routine now"),
    "snooze": ("snooze", "put the open offer off for a while"),
    "skip": ("skip", "skip the open offer, or a break for today"),
    "done": ("done", "say that the break was taken"),
    "pause": ("pause", "hold breaks back for a while"),
    "resume": ("resume", "lift a pause"),
    "meeting": ("meeting", "say that a meeting runs, for so long"),
    "standing": ("standing", "say that you stand; the sitting clock rests"),
    "work": ("work", "count outside the work hours too, for so long"),
    "ease": ("ease", "say how often breaks should come while you leave them"),
    "log": ("log", "show, add, correct or remove what was done"),
    "why": ("why", "tell the last decisions and the rule that won"),
    "learned": ("learned", "tell when you take offers, as far as that is known"),
    "rehearse": ("rehearse", "play a coming day on your settings"),
    "exercises": ("exercises", "show the exercises, or one of them"),
    "routines": ("routines", "show the routines, or one of them"),
    "advice": ("advice", "tell what the sources say of safety, sitting and how often"),
    "block": ("block", "leave an exercise out of every routine"),
    "unblock": ("unblock", "allow a blocked exercise again"),
    "figure": ("figure", "draw an exercise's figure"),
    "content": ("content", "check a folder of exercises and routines"),
    "config": ("config", "make, show, check and change the settings"),
    "profile": ("profile", "show or choose a settings profile"),
    "setup": ("setup", "answer a few questions and write the settings"),
    "report": ("report", "show what the journal says about your breaks"),
    "export": ("export", "write the journal in an open format"),
    "login": ("login", "start deskbreak at login, or not"),
    "desktop": ("desktop", "put deskbreak into the applications menu, or not"),
    "doctor": ("doctor", "check that everything deskbreak needs works"),
    "reload": ("reload", "read the settings again"),
    "stop": ("stop", "end the daemon"),
    "help": ("help", "explain a command"),
}


class CliCommand(Protocol):
    """What a module in deskbreak.cli offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


def load(name: str) -> CliCommand:
    """The command's module."""
    module: CliCommand = importlib.import_module(f"deskbreak.cli.{COMMANDS[name][0]}")
    return module


def top_parser() -> argparse.ArgumentParser:
    """Reads `deskbreak [--home DIR] COMMAND`, and leaves the rest to the command's own."""
    from argparse import REMAINDER, SUPPRESS, RawDescriptionHelpFormatter

    from deskbreak.cli.parser import Parser

    names = "\n".join(wrapped(words, f"  {name:<10} ") for name, (_, words) in COMMANDS.items())
    parser = Parser(
        prog=called(),
        usage=f"{called()} COMMAND ...",
        description=wrapped("A break reminder for people who sit all day."),
        epilog=f"commands:\n{names}\n\n" + wrapped(f"Help for one: {called()} help COMMAND"),
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"deskbreak {__version__}")
    parser.add_argument(
        "--home", metavar="DIR", help="keep settings and journal under DIR (or $DESKBREAK_HOME)"
    )
    parser.add_argument("command", nargs="?", metavar="COMMAND", help=SUPPRESS)
    parser.add_argument("rest", nargs=REMAINDER, help=SUPPRESS)
    return parser


def command_parser(name: str, home: str | None = None) -> argparse.ArgumentParser:
    """Reads the words of one command."""
    from deskbreak.cli.parser import Parser

    parser = Parser(prog=f"{called()} {name}", description=_sentence(COMMANDS[name][1]))
    parser.add_argument("--home", metavar="DIR", default=home, help="keep settings and journal under DIR")
    load(name).add_arguments(parser)
    return parser


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
