"""Change the code in small ways and see whether the tests notice: `scripts/mutate --help`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.mutation.mutants import Mutant, sample
from tests.mutation.trial import Trial

Row = dict[str, Any]  # of the report: one mutant and what became of it
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
    parser.add_argument(
        "--survivors",
        action="store_true",
        help="only those that survived the last time, with its sample and seed; implies --again",
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
    rows: dict[str, Row] = {}  # by the mutant
    if args.survivors:
        last = json.loads(out.read_text("utf-8"))
        args.sample, args.seed, args.again = last["sample"], last["seed"], True
        args.file = [Path(name) for name in last["files"]]
        rows = {row["mutant"]: row for row in last["mutants"]}
    began = time.monotonic()
    print(f"{args.room}: running the tests once to see which lines they run ...", flush=True)
    trial = Trial(ROOT, ROOT / "build" / f"mutation-{args.room}", sources, ROOMS[args.room], again=args.again)
    paths = args.file or sorted(sources.rglob("*.py"))  # of the copy, which is where we are now
    mutants = sample(paths, args.sample, args.seed)[args.skip :]
    if args.survivors:
        living = {name for name, row in rows.items() if row["survives"]}
        mutants = [mutant for mutant in mutants if str(mutant) in living]
    head = {
        "room": args.room,
        "files": [str(path) for path in paths],
        "sample": args.sample,
        "seed": args.seed,
    }
    for number, mutant in enumerate(mutants, 1):
        if number > 1 and time.monotonic() - began > args.minutes * 60:
            break
        row = rows[str(mutant)] = _try(trial, mutant)
        if row["survives"]:
            print(f"{number}/{len(mutants)} survives: {mutant}\n{row['diff']}", flush=True)
        found = head | {"killed": _killed(rows), "of": len(rows)} | {"mutants": list(rows.values())}
        out.write_text(json.dumps(found, indent=1), "utf-8")
    minutes = (time.monotonic() - began) / 60
    share = _killed(rows) / max(len(rows), 1)
    print(f"{args.room}: {_killed(rows)} of {len(rows)} killed ({share:.0%}), {minutes:.1f} min; {out}")
    return 0


def _try(trial: Trial, mutant: Mutant) -> Row:
    started = time.monotonic()
    survives, why = trial.survives(mutant)
    took_s = round(time.monotonic() - started, 1)
    return {
        "mutant": str(mutant),
        "survives": survives,
        "by": why,
        "diff": mutant.diff(),
        "seconds": took_s,
    }


def _killed(rows: Mapping[str, Row]) -> int:
    return sum(not row["survives"] for row in rows.values())


if __name__ == "__main__":
    sys.exit(main())
