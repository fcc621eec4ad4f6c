"""How much of each room the tests run, held against a file beside this one: lines that may only rise.

`coverage.json` is of all tests that need no desktop, `coverage_quick.json` of those that CI measures.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("coverage.json")
SLACK = 0.5  # points; a few branches depend on how fast the machine is, and on which process runs what
Counts = tuple[int, int]  # run, and in all: lines and branches together


def rooms(report: Mapping[str, Any]) -> dict[str, float]:
    """Percent by room of coverage's JSON report; modules without a room are under "everybody"."""
    found: dict[str, Counts] = {}
    for name, file in report["files"].items():
        parts = Path(name).parts
        room = parts[1] if len(parts) > 2 else "everybody"
        run, whole = found.get(room, (0, 0))
        of = file["summary"]
        found[room] = (
            run + of["covered_lines"] + of["covered_branches"],
            whole + of["num_statements"] + of["num_branches"],
        )
    return {room: round(100 * run / whole, 1) for room, (run, whole) in sorted(found.items()) if whole}


def below(measured: Mapping[str, float], floors: Mapping[str, float]) -> Iterable[str]:
    """A sentence for each room under its line, and for each that has none."""
    for room, percent in measured.items():
        floor = floors.get(room)
        if floor is None:
            yield f"{room}: {percent} %, and no line yet; write it with: scripts/coverage --raise"
        elif percent < floor - SLACK:
            yield f"{room}: {percent} %, and {floor} % before; test what is new, or what is no longer run"


def raised(measured: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """The lines, each where it was or higher; rooms that are gone have none."""
    return {room: max(percent, floors.get(room, 0.0)) for room, percent in measured.items()}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, help="coverage's report, as JSON")
    parser.add_argument("--lines", type=Path, default=FLOORS, help="the file of lines")
    parser.add_argument("--raise", dest="raises", action="store_true", help="write what is better into it")
    asked = parser.parse_args(argv)
    measured = rooms(json.loads(asked.report.read_text()))
    floors = json.loads(asked.lines.read_text()) if asked.lines.exists() else {}
    for room, percent in measured.items():
        print(f"{room:<12} {percent:5.1f} %   (at least {floors.get(room, 0.0):.1f} %)")
    if asked.raises:
        asked.lines.write_text(json.dumps(raised(measured, floors), indent=2) + "\n")
        return 0
    wrong = list(below(measured, floors))
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
