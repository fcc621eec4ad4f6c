"""What the commands that send the daemon a request have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deskbreak.app.client import ask
from deskbreak.cli.printed import say
from deskbreak.core.durations import typed_duration
from deskbreak.errors import UsageError
from deskbreak.paths import find_profile
from deskbreak.sentences import english
from deskbreak.settings.clock_times import parse_clock

if TYPE_CHECKING:
    import argparse


def send(args: argparse.Namespace, do: str, **details: Any) -> int:
    """Send the request to the daemon, and print what it says."""
    reply = ask(find_profile(args.home), do, **details)
    if said := reply.get("said"):
        say(said)
    return 0


def duration(text: str) -> float:
    """Seconds of "10m", "30" (minutes) or "1 hour"; raises UsageError with a sentence."""
    try:
        return typed_duration(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def span(words: list[str], *, off: bool = False) -> dict[str, Any]:
    """What "90m", "until 14:00", "today" or "off" ask for, as details of a request."""
    if len(words) == 1 and words[0].startswith("until "):
        words = words[0].split()  # the shell's quotes around both words
    match words:
        case []:
            return {}
        case ["off"] if off:
            return {"off": True}
        case ["today"] | ["until", "tomorrow"]:
            return {"until": "today"}
        case ["until", clock]:
            return {"until": _clock(clock)}
        case ["until", *_]:
            raise UsageError(english('"{words}" is no time; write until 14:00', words=" ".join(words)))
        case ["for", *length] | length:
            return {"for_s": duration(" ".join(length))}


def _clock(text: str) -> str:
    try:
        parse_clock(text)
    except ValueError as error:
        raise UsageError(str(error)) from error
    return text
