"""Small routines to play, made by hand: a counted move, a hold on both sides, a walk."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.core.cues import Cue, CueKind, Script, ScriptStep
from deskbreak.player.protocol import PlayRequest
from tests import shipped

ROOT = Path(__file__).resolve().parents[2]


def _step(exercise: str, seconds: float, **more: Any) -> ScriptStep:
    return ScriptStep(
        exercise=exercise,
        name=exercise.replace("-", " ").capitalize(),
        figure=more.pop("figure", exercise),
        position="standing",
        seconds=seconds,
        instructions=("Stand tall.", "Move slowly."),
        why="It helps.",
        source="own",
        dose="4 times",
        **more,
    )


def _timed(parts: list[tuple[int, CueKind, float, dict[str, Any]]]) -> tuple[Cue, ...]:
    cues, start = [], 0.0
    for step, kind, seconds, more in parts:
        cues.append(Cue(kind, start, seconds, step, more.pop("say", kind.value), **more))
        start += seconds
    return tuple(cues)


@pytest.fixture
def script() -> Script:
    """30 s: "round-back", 4 repetitions in 10 s; "side-stretch", 8 s a side with a change, in 20 s."""
    reps = [(0, CueKind.WORK, 2.0, {"count": n, "of": 4}) for n in (1, 2, 3, 4)]
    cues = _timed(
        [
            (0, CueKind.POSITION, 2.0, {}),
            *reps,
            (1, CueKind.POSITION, 2.0, {"side": "left"}),
            (1, CueKind.HOLD, 8.0, {"side": "left"}),
            (1, CueKind.SWITCH, 2.0, {"side": "right"}),
            (1, CueKind.HOLD, 8.0, {"side": "right"}),
        ]
    )
    steps = (_step("round-back", 10.0), _step("side-stretch", 20.0))
    return Script("two", "Two moves", 1, 30.0, steps, cues)


@pytest.fixture
def walk() -> Script:
    """Ten minutes away from the desk."""
    steps = (_step("ten-minute-walk", 600.0, walk=True),)
    return Script("walk", "A walk", 1, 600.0, steps, _timed([(0, CueKind.WALK, 600.0, {})]))


class Player:
    """A player's process as the daemon sees it."""

    def __init__(self, request: PlayRequest, env: dict[str, str], then: str = "") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deskbreak.player"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # without a terminal, however the tests are run
        )
        self.say(request.to_line() + then)

    def say(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line.encode())
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """The next report."""
        assert self.process.stdout
        return dict(json.loads(self.process.stdout.readline()))

    def hear_until(self, kind: str) -> dict[str, Any]:
        while (heard := self.hear())["report"] != kind:
            pass
        return heard

    def end(self) -> str:
        """What it printed for the person."""
        assert self.process.stdin and self.process.stdout and self.process.stderr
        self.process.stdin.close()
        text = self.process.stderr.read().decode()
        self.process.stdout.close()
        self.process.stderr.close()
        self.process.wait(10)
        return text


@pytest.fixture
def player(tmp_path: Path) -> Any:
    """Starts players in an empty profile, without a display; ends what is left of them."""
    import os

    started: list[Player] = []
    unseen = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")

    def start(routine: str = "mobility-set", then: str = "", **more: Any) -> Player:
        usual = {"uid": "u1", "face": "terminal", "speed": 200.0, "at": 1000.0}
        wanted: dict[str, Any] = usual | {"home": str(tmp_path), "outbox": str(tmp_path / "outbox")} | more
        env = {key: value for key, value in os.environ.items() if key not in unseen}
        shipped.fill_cache(Path(wanted["home"]))
        started.append(Player(PlayRequest(routine=routine, **wanted), env, then))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        for pipe in (one.process.stdin, one.process.stdout, one.process.stderr):
            if pipe:
                pipe.close()


@pytest.fixture
def left(tmp_path: Path) -> Callable[[], dict[str, Any]]:
    """What the player left in the outbox."""
    return lambda: json.loads((tmp_path / "outbox" / "u1.json").read_text())
