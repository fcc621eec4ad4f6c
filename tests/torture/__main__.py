"""`scripts/torture`: everything that may go wrong, on purpose, until a limit. See docs/security.md."""

from __future__ import annotations

import argparse
import importlib
import os
import random
import sys
import time
from pathlib import Path

from deskbreak.core.durations import typed_duration
from deskbreak.errors import UsageError
from tests.torture.trial import Trial, memory_folder

ROOT = Path(__file__).resolve().parents[2]
# What each part does, how many rounds it takes by default, and how many in a short run of all.
PARTS: dict[str, tuple[str, int, int]] = {
    "fuzz": ("invalid inputs for every parser; a round is one input for each", 500, 12),
    "peers": ("hostile lines in the shared folder; a round is 250 lines", 4, 1),
    "socket": ("requests of any bytes at the control socket, and daemons that start at once", 500, 40),
    "pages": ("requests to the pages in the browser by who may not", 60, 12),
    "kill": ("kill -9 of the daemon, its players and its checks at any moment", 10, 2),
    "files": ("every file of deskbreak's as something else, damaged, or without an end", 30, 1),
    "desktop": ("bus, notifications and panel killed and started in random order", 5, 1),
    "soak": ("working days with input, meetings, sleep and commands", 2, 0),
    "weeks": ("working weeks through the wiring of the daemon, with sleep, locks and kills", 1, 0),
    "days": ("random days through the core", 100, 10),
}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/torture",
        description=__doc__,
        epilog=_parts(),
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="which parts (all)")
    parser.add_argument(
        "--seed", type=int, default=None, help="the same seed does the same again (a random one)"
    )
    parser.add_argument("--for", dest="time", default="1h", metavar="TIME", help="each part, at most (1h)")
    parser.add_argument("--rounds", type=int, default=None, help="of each part (see below)")
    parser.add_argument("--short", action="store_true", help="a few rounds of each part that can be short")
    parser.add_argument("--only", default="", metavar="PARSER", help="of fuzz: this parser alone")
    parser.add_argument("--input", type=Path, help="of fuzz: this input alone, with its traceback")
    parser.add_argument(
        "--kept", type=Path, default=ROOT / "torture-faults", help="where inputs of faults are left"
    )
    args = parser.parse_args(argv)
    unknown = [name for name in args.names if name not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}; there are: {', '.join(PARTS)}")
    try:
        seconds = typed_duration(args.time)
    except (ValueError, UsageError) as error:
        parser.error(str(error))
    if args.input is not None:
        fuzz = importlib.import_module("tests.torture.fuzz")
        return int(fuzz.read_one(args.only, args.input.read_bytes()))
    seed = random.SystemRandom().randrange(10**6) if args.seed is None else args.seed
    names = args.names or [name for name in PARTS if not args.short or PARTS[name][2]]
    found = [_run(name, args, seed, seconds) for name in names]
    return 1 if any(found) else 0


def _run(name: str, args: argparse.Namespace, seed: int, seconds: float) -> int:
    """How many faults the part found."""
    print(f"{name}: {PARTS[name][0]} (seed {seed})", flush=True)
    module = importlib.import_module(f"tests.torture.{name}")
    with memory_folder() as folder:
        trial = Trial(
            name,
            seed,
            args.rounds or (PARTS[name][2] if args.short else PARTS[name][1]),
            seconds,
            args.kept,
            folder,
            say=_say,
        )
        more = {"only": args.only} if name == "fuzz" else {}
        started = time.monotonic()
        summary = module.run(trial, **more)
    took = time.monotonic() - started
    verdict = f"{len(trial.faults)} FAULTS, again with: scripts/torture {name} --seed {seed}"
    print(f"{name}: {summary}; {took:.0f} s; {verdict if trial.faults else 'no fault'}", flush=True)
    return len(trial.faults)


def _say(text: str) -> None:
    print(text, flush=True)


def _parts() -> str:
    return "\n".join(f"{name:<8} {what} ({rounds})" for name, (what, rounds, _) in PARTS.items())


if __name__ == "__main__":
    os.environ.setdefault("TZ", "Europe/Berlin")
    sys.exit(main(sys.argv[1:]))
