"""`fuzz`: inputs for every parser. A parser may refuse in its own words, and may do nothing else, in bearable time."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.torture.fuzz_files import CALENDARS, CONTENT, FIGURES
from tests.torture.fuzz_rows import JOURNAL
from tests.torture.fuzz_settings import PLAN_CACHE, SETTINGS, STATE
from tests.torture.fuzz_talk import PLAYER, SOCKET
from tests.torture.one_parser import Parser
from tests.torture.trial import TooLong, Trial, memory_folder, time_limit

PARSERS: tuple[Parser, ...] = (
    SETTINGS,
    CONTENT,
    FIGURES,
    CALENDARS,
    PLAYER,
    PLAN_CACHE,
    STATE,
    JOURNAL,
    SOCKET,
)
SLOW_S = 10.0


def run(trial: Trial, only: str = "") -> str:
    """Each parser gets as many inputs as there are rounds."""
    asked = [parser for parser in PARSERS if only in ("", parser.name)]
    done = [_run(trial, parser, trial.seconds / len(asked)) for parser in asked]
    return ", ".join(done)


def _run(trial: Trial, parser: Parser, seconds: float) -> str:
    share = Trial(
        f"fuzz-{parser.name}", trial.seed, trial.rounds, seconds, trial.kept,
        trial.folder / parser.name, trial.say, trial.faults,
    )  # fmt: skip
    share.folder.mkdir(exist_ok=True)
    make, read = parser.prepare(share.folder)
    inputs, slowest = 0, 0.0
    for chance in share.each_round():
        data = make(chance)
        inputs += 1
        slowest = max(slowest, _one(share, read, data))
    trial.say(f"  {parser.name}: {inputs:,} inputs in {share.took:.0f} s, the slowest {slowest:.2f} s")
    return f"{parser.name} {inputs:,}"


def read_one(name: str, data: bytes) -> int:
    """One input for the parser of that name, for who looks for the cause."""
    parser = next(parser for parser in PARSERS if parser.name == name)
    with memory_folder() as folder:
        _, read = parser.prepare(folder)
        read(data)
    return 0


def _one(trial: Trial, read: Callable[[bytes], object], data: bytes) -> float:
    """How long the input took; anything that comes out of it but words is a fault."""
    started = time.monotonic()
    try:
        with time_limit(SLOW_S):
            read(data)
    except TooLong as error:
        trial.fault(str(error), data)
    except (Exception, AssertionError) as error:
        said = str(error).splitlines()[0] if str(error) else ""
        trial.fault(f"{type(error).__name__}: {said[:200]}", data)
    return time.monotonic() - started
