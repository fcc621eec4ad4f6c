"""Asking for the calendars: what is wanted, and the child that answers. Light; the reading is the child's."""

from __future__ import annotations

from deskbreak.calendars.found import Found, from_line
from deskbreak.runtime.spawn import python
from deskbreak.sentences import N_
from deskbreak.values import dataclass

MAX_MEETING_S = 4 * 3600.0
TIMEOUT_S = 20.0  # the child gives up by itself earlier; this is for a child that cannot


@dataclass(frozen=True, slots=True)
class Ask:
    """What to read, for which time (UTC epoch seconds), and for whom."""

    start: int
    end: int
    zone: str = "UTC"  # the person's, by its IANA name
    calendars: tuple[str, ...] = ()  # their meetings
    holidays: tuple[str, ...] = ()  # whole-day events are days off
    me: tuple[str, ...] = ()  # the person's addresses, to know what they declined
    base: str = ""  # where relative paths start
    longest_s: float = MAX_MEETING_S  # a single meeting beyond it holds no breaks


def command(ask: Ask) -> list[str]:
    """The child that answers. `-P`: a `calendar.py` lying about in the current folder is not ours."""
    options = [f"--from={ask.start}", f"--to={ask.end}", f"--zone={ask.zone}", f"--base={ask.base}"]
    options.append(f"--longest={ask.longest_s}")
    options += [f"--holidays={path}" for path in ask.holidays] + [f"--me={address}" for address in ask.me]
    return python("-m", "deskbreak.calendars", *options, "--", *ask.calendars)


def read_now(ask: Ask) -> Found:
    """Wait for the answer; for commands. Trouble with the child is a problem in the answer."""
    if not (ask.calendars or ask.holidays):
        return Found()
    import subprocess

    try:
        done = subprocess.run(command(ask), stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_S)
        return from_line(done.stdout.decode("ascii", "replace"))
    except subprocess.TimeoutExpired:
        return Found(problems=(N_("the calendars take too long to read, and are left out"),))
    except (OSError, ValueError):
        return Found(problems=(N_("the calendars could not be read, and are left out"),))
