"""The one door of the command line: finds the command, runs it, turns every error into words and an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from deskbreak.called import as_called
from deskbreak.cli.commands import COMMANDS, CliCommand, command_parser, load, top_parser, unknown_command
from deskbreak.cli.plain import NotPlain, PlainParser
from deskbreak.cli.speaking import speak
from deskbreak.cli.streams import give_up_stdout, make_sure
from deskbreak.columns import complain
from deskbreak.errors import COULD_NOT, WRONG_INPUT, DeskbreakError, one_line
from deskbreak.language import _, translated

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


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


def _parse(words: Sequence[str]) -> tuple[CliCommand, argparse.Namespace]:
    argv, home = _without_home(words)
    speak(home)
    if argv and argv[0] in COMMANDS and (plain := _plain(argv[0], argv[1:], home)) is not None:
        return load(argv[0]), plain
    top = top_parser()
    given = top.parse_args(argv)
    if given.command is None:
        top.print_help()
        raise SystemExit(WRONG_INPUT)
    if given.command not in COMMANDS:
        raise unknown_command(given.command)
    parser = command_parser(given.command, home or given.home)
    return load(given.command), parser.parse_args(given.rest)


def _plain(name: str, words: Sequence[str], home: str | None) -> argparse.Namespace | None:
    """What plain words say; None where argparse has to look."""
    parser = PlainParser(home)
    try:
        load(name).add_arguments(parser)  # type: ignore[arg-type]
        return parser.parse(words)  # type: ignore[return-value]
    except NotPlain:
        return None


def _end_quietly() -> dict[int, Any]:
    """Until the daemon's loop listens for signals, one that ends it does just that: the session may be over already."""
    import signal

    before: dict[int, Any] = {}

    def end(_signum: int, _frame: object) -> NoReturn:
        raise SystemExit(0)

    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
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
    name = _("the output") if error.filename is None else str(error.filename)
    where = name if len(name) <= 80 else name[:77] + "..."
    reason = translated(error.strerror or str(error))
    complain(one_line(_("deskbreak: {file} cannot be used: {reason}", file=where, reason=reason)))
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
            home = words[2] if len(words) == 3 else None
            speak(home)
            return _run_daemon(home)
        command, args = _parse(words)
        code = command.run(args)
        sys.stdout.flush()
        return code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else COULD_NOT
    except DeskbreakError as error:
        for line in error.in_language():
            complain(as_called(one_line(line)))
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader (head, less) went away
        give_up_stdout()
        return COULD_NOT
    except OSError as error:
        return _refused(error)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        print(_("deskbreak: unexpected trouble: {error}", error=said), file=sys.stderr)
        if os.environ.get("DESKBREAK_DEBUG"):
            raise
        return COULD_NOT
    finally:
        _listen_again(before)
