"""The commands there are, and the parsers that read their words."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol

from deskbreak import __version__
from deskbreak.called import as_called, called
from deskbreak.columns import wrapped
from deskbreak.errors import UsageError, did_you_mean
from deskbreak.language import _, translated
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    import argparse

# command -> (module in deskbreak.cli, one line of help); the module is imported only when it is called.
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("run", N_("run the daemon in this session")),
    "up": ("up", N_("start it in the background, now")),
    "status": ("status", N_("say what deskbreak is doing now")),
    "start": ("start", N_("start a routine now")),
    "snooze": ("snooze", N_("put the open offer off for a while")),
    "skip": ("skip", N_("skip the open offer, or a break for today")),
    "done": ("done", N_("say that the break was taken")),
    "pause": ("pause", N_("hold breaks back for a while")),
    "resume": ("resume", N_("lift a pause")),
    "meeting": ("meeting", N_("say that a meeting runs, for so long")),
    "standing": ("standing", N_("say that you stand; the sitting clock rests")),
    "work": ("work", N_("count outside the work hours too, for so long")),
    "ease": ("ease", N_("say how often breaks should come while you leave them")),
    "log": ("log", N_("show, add, correct or remove what was done")),
    "why": ("why", N_("tell the last decisions and the rule that won")),
    "learned": ("learned", N_("tell when you take offers, as far as that is known")),
    "rehearse": ("rehearse", N_("play a coming day on your settings")),
    "exercises": ("exercises", N_("show the exercises, or one of them")),
    "routines": ("routines", N_("show the routines, or one of them")),
    "advice": ("advice", N_("tell what the sources say of safety, sitting and how often")),
    "block": ("block", N_("leave an exercise out of every routine")),
    "unblock": ("unblock", N_("allow a blocked exercise again")),
    "figure": ("figure", N_("draw an exercise's figure")),
    "content": ("content", N_("check a folder of exercises and routines")),
    "config": ("config", N_("make, show, check and change the settings")),
    "profile": ("profile", N_("show or choose a settings profile")),
    "setup": ("setup", N_("answer a few questions and write the settings")),
    "report": ("report", N_("show what the journal says about your breaks")),
    "export": ("export", N_("write the journal in an open format")),
    "login": ("login", N_("start deskbreak at login, or not")),
    "desktop": ("desktop", N_("put deskbreak into the applications menu, or not")),
    "doctor": ("doctor", N_("check that everything deskbreak needs works")),
    "reload": ("reload", N_("read the settings again")),
    "stop": ("stop", N_("end the daemon")),
    "help": ("help", N_("explain a command")),
}


class CliCommand(Protocol):
    """What a module in deskbreak.cli offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments of this command to its parser."""

    def run(self, args: argparse.Namespace) -> int:
        """Carry the command out; return the exit code, or raise DeskbreakError, which has one."""


def load(name: str) -> CliCommand:
    """The command's module."""
    module: CliCommand = importlib.import_module(f"deskbreak.cli.{COMMANDS[name][0]}")
    return module


def top_parser() -> argparse.ArgumentParser:
    """Reads `deskbreak [--home DIR] COMMAND`, and leaves the rest to the command's own."""
    from argparse import REMAINDER, SUPPRESS

    from deskbreak.cli.parser import HelpAsWritten, Parser

    words = {name: translated(said) for name, (_module, said) in COMMANDS.items()}
    names = "\n".join(wrapped(said, f"  {name:<10} ") for name, said in words.items())
    parser = Parser(
        prog=called(),
        usage=f"{called()} COMMAND ...",
        description=wrapped(_("A break reminder for people who sit all day.")),
        epilog=f"{_('commands:')}\n{names}\n\n"
        + wrapped(as_called(_("Help for one: {command}", command="deskbreak help COMMAND"))),
        formatter_class=HelpAsWritten,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"deskbreak {__version__}",
        help=_("show program's version number and exit"),
    )
    parser.add_argument(
        "--home", metavar="DIR", help=_("keep settings and journal under DIR (or $DESKBREAK_HOME)")
    )
    parser.add_argument("command", nargs="?", metavar="COMMAND", help=SUPPRESS)
    parser.add_argument("rest", nargs=REMAINDER, help=SUPPRESS)
    return parser


def command_parser(name: str, home: str | None = None) -> argparse.ArgumentParser:
    """Reads the words of one command."""
    from deskbreak.cli.parser import Parser

    parser = Parser(prog=f"{called()} {name}", description=translated(_sentence(COMMANDS[name][1])))
    parser.add_argument("--home", metavar="DIR", default=home, help=_("keep settings and journal under DIR"))
    load(name).add_arguments(parser)
    return parser


def unknown_command(word: str) -> UsageError:
    """What to say of a command that there is not."""
    hint = did_you_mean(word, COMMANDS, english("see: {command}", command="deskbreak help"))
    return UsageError("; ".join((english('deskbreak: no command "{word}"', word=word), hint)))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
