"""Change the code in small ways and see whether the tests notice: `scripts/mutate --help`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

from tests.mutation.mutants import sample
from tests.mutation.trial import Trial

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {  # the code, and the tests that it has to pass
    "core": ("tests/core", "tests/stories", "tests/properties"),
    "settings": ("tests/settings", "tests/cli/test_config.py"),
    "store": ("tests/store",),
    "app": ("tests/app", "tests/cli"),
    "calendars": ("tests/calendars",),
    "runtime": ("tests/runtime",),
    "catalog": ("tests/catalog",),
}


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/mutate", description="Small changes that tests should notice."
    )
    parser.add_argument("--room", choices=ROOMS, default="core")
    parser.add_argument("--sample", type=int, default=100, metavar="N", help="how many changes (100)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (1)")
    parser.add_argument(
        "--file", type=Path, action="append", help="only of this file, such as deskbreak/core/moment.py"
    )
    parser.add_argument("--out", type=Path, help="the report as JSON (build/mutation-ROOM.json)")
    parser.add_argument(
        "--again",
        action="store_true",
        help="with the copy of the last time: only tests that changed are run first",
    )
    parser.add_argument("--idle", action="store_true", help="take only what others leave of the processor")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long, at the next change")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="leave the first of them out")
    args = parser.parse_args()
    if args.idle:
        os.nice(19)
        if hasattr(os, "SCHED_IDLE"):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    sources = Path("deskbreak") / args.room
    out = (args.out or ROOT / "build" / f"mutation-{args.room}.json").resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    print(f"{args.room}: running the tests once to see which lines they run ...", flush=True)
    trial = Trial(ROOT, ROOT / "build" / f"mutation-{args.room}", sources, ROOMS[args.room], again=args.again)
    paths = args.file or sorted(sources.rglob("*.py"))  # of the copy, which is where we are now
    mutants = sample(paths, args.sample, args.seed)[args.skip :]
    rows: list[dict[str, object]] = []
    for number, mutant in enumerate(mutants, 1):
        if rows and time.monotonic() - began > args.minutes * 60:
            break
        started = time.monotonic()
        survives, why = trial.survives(mutant)
        took_s = round(time.monotonic() - started, 1)
        row = {"mutant": str(mutant), "survives": survives, "by": why, "diff": mutant.diff()}
        rows.append(row | {"seconds": took_s})
        if survives:
            print(f"{number}/{len(mutants)} survives: {mutant}\n{mutant.diff()}", flush=True)
        killed = sum(not row["survives"] for row in rows)
        found = {
            "room": args.room,
            "sample": args.sample,
            "seed": args.seed,
            "killed": killed,
            "of": len(rows),
        }
        out.write_text(json.dumps(found | {"mutants": rows}, indent=1), "utf-8")
    minutes = (time.monotonic() - began) / 60
    print(f"{args.room}: {killed} of {len(rows)} killed ({killed / len(rows):.0%}), {minutes:.1f} min; {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
