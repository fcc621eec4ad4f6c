"""The child that reads the calendars: prints one line of JSON and ends."""

from __future__ import annotations

import argparse
import sys

from deskbreak.calendars.ask import MAX_MEETING_S, Ask
from deskbreak.calendars.read import read


def main(argv: list[str] | None = None) -> int:
    """Read the calendars that the arguments name and print what they hold; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m deskbreak.calendars", description=__doc__)
    parser.add_argument("--from", dest="start", type=int, required=True, help="UTC epoch seconds")
    parser.add_argument("--to", dest="end", type=int, required=True, help="UTC epoch seconds")
    parser.add_argument("--zone", default="UTC", help="the person's time zone, by its IANA name")
    parser.add_argument(
        "--holidays", action="append", default=[], metavar="PATH", help="whole-day events are days off"
    )
    parser.add_argument(
        "--me", action="append", default=[], metavar="ADDRESS", help="the person's e-mail address"
    )
    parser.add_argument(
        "--longest",
        type=float,
        default=MAX_MEETING_S,
        metavar="SECONDS",
        help="a single meeting that is longer holds no breaks (14400)",
    )
    parser.add_argument("--base", default="", metavar="DIR", help="where relative paths start")
    parser.add_argument("calendars", nargs="*", metavar="PATH", help="calendar files and folders")
    args = parser.parse_args(argv)
    ask = Ask(
        start=args.start,
        end=args.end,
        zone=args.zone,
        calendars=tuple(args.calendars),
        holidays=tuple(args.holidays),
        me=tuple(args.me),
        base=args.base,
        longest_s=args.longest,
    )
    found = read(ask)
    sys.stdout.write(found.to_line() + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
