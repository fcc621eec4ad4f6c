"""Files that strangers wrote: exercises and routines of a pack, figures, calendars."""

from __future__ import annotations

from pathlib import Path
from random import Random

from deskbreak.calendars import sheet
from deskbreak.catalog.load import load_catalog, read_pack
from deskbreak.catalog.rules import RULES
from deskbreak.figures import check as figure_check
from deskbreak.figures.check import check_file
from deskbreak.paths import shipped
from tests.calendars import invalid as calendars
from tests.torture.fuzz_settings import reported
from tests.torture.mutate import changed_bytes
from tests.torture.one_parser import Make, Parser, Read

START = 1_772_406_000  # Monday 2026-03-02, midnight in Berlin
END = START + 14 * 86_400


def _samples(part: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((shipped("content") / part).glob("*.toml"))]


def _content(folder: Path) -> tuple[Make, Read]:
    known, _ = load_catalog([shipped("content")])
    samples = {part: _samples(part) for part in ("exercises", "routines")}
    for part in samples:
        (folder / part).mkdir(exist_ok=True)

    def make(chance: Random) -> bytes:
        part = chance.choice(tuple(samples))
        head = b"# routine\n" if part == "routines" else b"# exercise\n"
        return head + changed_bytes(chance, chance.choice(samples[part]), samples[part])

    def read(data: bytes) -> None:
        part, other = (
            ("routines", "exercises") if data.startswith(b"# routine") else ("exercises", "routines")
        )
        (folder / other / "odd.toml").unlink(missing_ok=True)
        (folder / part / "odd.toml").write_bytes(data)
        pack, problems = read_pack(folder, known)
        problems += [problem for rule in RULES for problem in rule(pack)]
        if problems:
            reported(problems)
        else:
            type(known).from_json(pack.known.to_json())

    return make, read


def _figures(folder: Path) -> tuple[Make, Read]:
    figure_check.MAX_SAMPLES = (
        24  # every pose is solved, and fewer moments between them: ten times the inputs
    )
    samples = _samples("figures")
    (folder / "figures").mkdir(exist_ok=True)
    file = folder / "figures" / "odd.toml"

    def make(chance: Random) -> bytes:
        return changed_bytes(chance, chance.choice(samples), samples)

    def read(data: bytes) -> None:
        file.write_bytes(data)
        problems = check_file(file)
        if problems:
            reported(problems)

    return make, read


def _calendars(folder: Path) -> tuple[Make, Read]:
    sheet.EVENT_TIMEOUT_S = 0.2  # the promise is the same, and the wait shorter
    file = folder / "odd.ics"

    def read(data: bytes) -> None:
        file.write_bytes(data)
        calendars.check(file, START, END, holidays=len(data) % 2 == 1)

    return calendars.invalid, read


CONTENT = Parser("content", _content)
FIGURES = Parser("figures", _figures)
CALENDARS = Parser("calendars", _calendars)
