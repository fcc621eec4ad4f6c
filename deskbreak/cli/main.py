"""The one door of the command line: finds the command, runs it, turns every error into words and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from deskbreak import __version__
from deskbreak.cli.streams import give_up_stdout, make_sure
from deskbreak.errors import COULD_NOT, WRONG_INPUT, DeskbreakError, did_you_mean, one_line

if TYPE_CHECKING:
    import argparse

# command -> (module in deskbreak.cli, one line of help); the module is imported only when it is called.
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("run", "run the daemon in this session"),
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
    "log": ("log", "show, add, correct or remove what was done"),
    "why": ("why", "tell the last decisions and the rule that won"),
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
    "doctor": ("doctor", "check that everything deskbreak needs works"),
    "reload": ("reload", "read the settings again"),
    "stop": ("stop", "end the daemon"),
}


class Command(Protocol):
    """What a module in deskbreak.cli offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


def _load(name: str) -> Command:
    module: Command = importlib.import_module(f"deskbreak.cli.{COMMANDS[name][0]}")
    return module


def _parser(**details: Any) -> argparse.ArgumentParser:
    """A parser whose complaints are one line. argparse is imported late: the daemon has no use for it."""
    import argparse

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            print(one_line(f"{self.prog}: {message}; see: {self.prog} --help"), file=sys.stderr)
            raise SystemExit(WRONG_INPUT)

    return Parser(**details)


def _top_parser() -> argparse.ArgumentParser:
    from argparse import REMAINDER, SUPPRESS, RawDescriptionHelpFormatter

    names = "\n".join(f"  {name:<10} {words}" for name, (_, words) in COMMANDS.items())
    parser = _parser(
        prog="deskbreak",
        description="A break reminder for people who sit all day.",
        epilog=f"commands:\n{names}\n\nHelp for one: deskbreak COMMAND --help",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"deskbreak {__version__}")
    parser.add_argument(
        "--home", metavar="DIR", help="keep settings and journal under DIR (or $DESKBREAK_HOME)"
    )
    parser.add_argument("command", nargs="?", metavar="COMMAND")
    parser.add_argument("rest", nargs=REMAINDER, help=SUPPRESS)
    return parser


def _without_home(words: Sequence[str]) -> tuple[list[str], str | None]:
    """The words without `--home DIR`, which may stand anywhere, and DIR."""
    rest, home = list(words), None
    for number, word in enumerate(words):
        if word == "--":
            break
        if word == "--home" and number + 1 < len(words):
            home = words[number + 1]
            del rest[number : number + 2]
            break
        if word.startswith("--home="):
            home = word.removeprefix("--home=")
            del rest[number]
            break
    return rest, home


def _parse(words: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    argv, home = _without_home(words)
    top = _top_parser()
    given = top.parse_args(argv)
    if given.command is None:
        top.print_help()
        raise SystemExit(WRONG_INPUT)
    if given.command not in COMMANDS:
        hint = did_you_mean(given.command, COMMANDS, "see: deskbreak --help")
        top.exit(WRONG_INPUT, one_line(f'deskbreak: no command "{given.command}"; {hint}') + "\n")
    command = _load(given.command)
    parser = _parser(prog=f"deskbreak {given.command}", description=COMMANDS[given.command][1])
    parser.add_argument(
        "--home", metavar="DIR", default=home or given.home, help="keep settings and journal under DIR"
    )
    command.add_arguments(parser)
    return command, parser.parse_args(given.rest)


def _end_quietly() -> dict[int, Any]:
    """Until the daemon's loop listens for signals, one that ends it does just that: the session may be over already."""
    import signal

    before: dict[int, Any] = {}

    def end(_signum: int, _frame: object) -> NoReturn:
        raise SystemExit(0)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            number = getattr(signal, name)
            before[number] = signal.signal(number, end)
    return before


def _listen_again(before: dict[int, Any]) -> None:
    """Signals do again what they did before."""
    if not before:
        return
    import signal

    for number, handler in before.items():
        signal.signal(number, handler)


def _run_daemon(home: str | None) -> int:
    """How desktops start it at login, without the parser's weight."""
    from deskbreak.app.options import Options
    from deskbreak.cli.start_daemon import run_with

    return run_with(home, Options())


def _refused(error: OSError) -> int:
    """The system said no: a disk that is full, a name that is too long, a folder that is read-only."""
    if error.filename is None:
        give_up_stdout()  # it was the output that could not be written
    name = "the output" if error.filename is None else str(error.filename)
    where = name if len(name) <= 80 else name[:77] + "..."
    print(one_line(f"deskbreak: {where} cannot be used: {error.strerror or error}"), file=sys.stderr)
    return COULD_NOT


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (0 done, 1 could not, 2 wrong usage or settings, 3 no daemon)."""
    make_sure()
    words = list(sys.argv[1:] if argv is None else argv)
    before: dict[int, Any] = {}
    try:
        if words[:1] == ["run"]:
            before = _end_quietly()
        if words == ["run"] or (len(words) == 3 and words[:2] == ["run", "--home"]):
            return _run_daemon(words[2] if len(words) == 3 else None)
        command, args = _parse(words)
        code = command.run(args)
        sys.stdout.flush()
        return code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else COULD_NOT
    except DeskbreakError as error:
        for line in error.lines():
            print(one_line(line), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader (head, less) went away
        give_up_stdout()
        return COULD_NOT
    except OSError as error:
        return _refused(error)
    except Exception as error:
        print(f"deskbreak: unexpected trouble: {type(error).__name__}: {error}", file=sys.stderr)
        if os.environ.get("DESKBREAK_DEBUG"):
            raise
        return COULD_NOT
    finally:
        _listen_again(before)
