"""`[hooks]`: what runs when, with which data, and what becomes of one that fails, hangs or is not there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app import hooks as hooks_module
from deskbreak.core.events import CommandKind
from deskbreak.core.plan import Hooks
from tests.app.harness import DaemonHarness

REPORTS = """
import os, sys
kept = {key: value for key, value in os.environ.items() if key.startswith("DESKBREAK_")}
kept.pop("DESKBREAK_HOME", None), kept.pop("DESKBREAK_CALLED", None)
with open(sys.argv[1], "a") as log:
    log.write(repr((sys.argv[2:], kept)) + "\\n")
"""


class Reported:
    """What the hooks were told, oldest first."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "told"
        self.log.touch()
        script = folder / "tells.py"
        script.write_text(REPORTS)
        self.argv = (sys.executable, "-S", str(script), str(self.log))

    def rows(self) -> list[tuple[list[str], dict[str, str]]]:
        return [eval(line) for line in self.log.read_text().splitlines()]

    def events(self) -> list[str]:
        return [data["DESKBREAK_EVENT"] for _, data in self.rows()]


@pytest.fixture
def reported(tmp_path: Path) -> Reported:
    return Reported(tmp_path)


def with_hooks(harness: Any, **hooks: tuple[str, ...]) -> DaemonHarness:
    made: DaemonHarness = harness()
    made.edits(hooks=Hooks(**hooks))
    return made


def sit_until_offered(desk: DaemonHarness) -> None:
    desk.goes_on(46 * 60 + 300)
    assert desk.phase == "offered"


def test_an_offer_that_is_skipped(harness: Any, loop: Any, reported: Reported) -> None:
    desk = with_hooks(harness, on_offer=(*reported.argv, "a b", "$HOME"), on_skip=reported.argv)
    sit_until_offered(desk)
    loop.until(lambda: reported.events() == ["offer"])
    desk.daemon.engine.command(CommandKind.SKIP)
    loop.until(lambda: reported.events() == ["offer", "skip"])
    (words, offer), (_, skip) = reported.rows()
    assert words == ["a b", "$HOME"], "no shell reads it"
    assert offer["DESKBREAK_BREAK"] == "mobility"
    assert (
        offer["DESKBREAK_ROUTINE"].startswith("set:")
        and offer["DESKBREAK_ROUTINE"] == skip["DESKBREAK_ROUTINE"]
    )
    assert skip["DESKBREAK_OUTCOME"] == "skipped"


def test_a_repeat_is_no_new_offer(harness: Any, loop: Any, reported: Reported) -> None:
    desk = with_hooks(harness, on_offer=reported.argv)
    sit_until_offered(desk)
    loop.until(lambda: reported.events() == ["offer"])
    desk.goes_on(360)
    loop.turn(0.2)
    assert reported.events() == ["offer"]


def test_a_break_that_is_called_done_has_ended(harness: Any, loop: Any, reported: Reported) -> None:
    desk = with_hooks(harness, on_end=reported.argv, on_skip=reported.argv)
    sit_until_offered(desk)
    desk.daemon.engine.command(CommandKind.DONE)
    loop.until(lambda: reported.events() == ["end"])
    assert reported.rows()[0][1]["DESKBREAK_OUTCOME"] == "taken"
    assert int(reported.rows()[0][1]["DESKBREAK_SECONDS"]) >= 0


def test_a_break_whose_player_left_its_row_has_ended(
    harness: Any, loop: Any, reported: Reported, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Silent:
        errors, code = b"", None

        def send(self, line: bytes) -> None: ...

    desk = with_hooks(harness, on_end=reported.argv)
    with monkeypatch.context() as patch:
        patch.setattr("deskbreak.runtime.spawn.start", lambda *_args, **_more: Silent())
        desk.daemon.engine.command(CommandKind.START, name="cat-cow")
    running = desk.daemon.engine.state.running
    assert running is not None
    desk.leaves_result(running.uid)
    desk.daemon.players._line(running.uid, b'{"report": "finished", "outcome": "taken", "seconds": 45}')
    loop.until(lambda: reported.events() == ["end"])
    assert reported.rows()[0][1]["DESKBREAK_ROUTINE"] == "cat-cow"


def test_pausing_and_going_on(harness: Any, loop: Any, reported: Reported) -> None:
    desk = with_hooks(harness, on_pause=reported.argv)
    desk.goes_on(60)
    desk.daemon.engine.command(CommandKind.PAUSE, for_s=3600.0)
    loop.until(lambda: len(reported.rows()) == 1)
    desk.daemon.engine.command(CommandKind.RESUME)
    loop.until(lambda: len(reported.rows()) == 2)
    first, second = (data for _, data in reported.rows())
    assert (first["DESKBREAK_PAUSED"], second["DESKBREAK_PAUSED"]) == ("1", "0")
    assert float(first["DESKBREAK_UNTIL"]) > desk.clock.at
    assert second["DESKBREAK_UNTIL"] == ""


def test_one_that_fails_is_told_once_with_its_words_and_cleared_when_it_works(
    harness: Any, loop: Any, reported: Reported, tmp_path: Path
) -> None:
    works = tmp_path / "works"
    script = f'[ -e {works} ] || {{ echo "no such display" >&2; exit 3; }}'
    desk = with_hooks(harness, on_pause=("sh", "-c", script))
    desk.goes_on(60)
    desk.daemon.engine.command(CommandKind.PAUSE)
    loop.until(lambda: desk.daemon.notices.sentences)
    assert desk.daemon.notices.sentences == ["the hook on_pause ended with code 3: no such display"]
    works.touch()
    desk.daemon.engine.command(CommandKind.RESUME)
    loop.until(lambda: not desk.daemon.notices.sentences)


def test_a_program_that_is_not_there_stops_nothing(harness: Any, loop: Any) -> None:
    desk = with_hooks(harness, on_skip=("no-such-program-anywhere",))
    sit_until_offered(desk)
    assert desk.daemon.engine.command(CommandKind.SKIP) == ""
    loop.until(lambda: desk.daemon.notices.sentences)
    assert "no-such-program-anywhere" in desk.daemon.notices.sentences[0]


def test_one_that_hangs_is_ended_with_all_it_started(
    harness: Any, loop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks_module, "TIMEOUT_S", 0.5)
    pids = tmp_path / "pids"
    desk = with_hooks(harness, on_pause=("sh", "-c", f"sleep 60 & echo $! >> {pids}; wait"))
    desk.goes_on(60)
    desk.daemon.engine.command(CommandKind.PAUSE)
    loop.until(lambda: desk.daemon.notices.sentences)
    (pid,) = pids.read_text().split()
    loop.until(
        lambda: not Path(f"/proc/{pid}").exists() or "State:\tZ" in Path(f"/proc/{pid}/status").read_text()
    )


def test_what_happens_while_it_runs_is_told_afterwards_the_latest_only(
    harness: Any, loop: Any, reported: Reported, tmp_path: Path
) -> None:
    goes = tmp_path / "goes"
    waits = f'while [ ! -e {goes} ]; do sleep 0.02; done; exec "$@"'
    desk = with_hooks(harness, on_pause=("sh", "-c", waits, "sh", *reported.argv))
    desk.goes_on(60)
    for kind in (CommandKind.PAUSE, CommandKind.RESUME, CommandKind.PAUSE, CommandKind.RESUME):
        desk.daemon.engine.command(kind)
    goes.touch()
    loop.until(lambda: len(reported.rows()) == 2)
    assert [data["DESKBREAK_PAUSED"] for _, data in reported.rows()] == ["1", "0"]
