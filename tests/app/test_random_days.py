"""Random days through the daemon's own wiring: who moves is never away, and who left is not sitting."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.core import machine
from deskbreak.core.events import CommandKind, MeetingsChanged, Tick
from deskbreak.core.plan import AwayRules, OfferRules
from deskbreak.runtime import spawn
from deskbreak.values import replace
from tests.amount import amount
from tests.app.harness import MOBILITY, DaemonHarness, FakeWatch

STEP_S = 1.0
WHAT = (
    "type", "type", "rest", "leave", "answer", "dies", "edit", "probes", "locks", "sleeps", "meets", "says",
)  # fmt: skip
ORDERS = (
    CommandKind.PAUSE, CommandKind.RESUME, CommandKind.MEETING, CommandKind.MEETING_OFF, CommandKind.STANDING,
    CommandKind.STANDING_OFF, CommandKind.SAT,
)  # fmt: skip
DAYS = amount(4, 60)


class Person:
    """Types or does not; the desktop's watches tell of it as a real idle source does."""

    def __init__(self, desk: DaemonHarness) -> None:
        self.desk = desk
        self.last_input = desk.clock.at
        self.reported: set[int] = set()  # watches that are waiting for the next input

    def lives(self, seconds: float, *, typing: bool) -> None:
        end = self.desk.clock.at + seconds
        while self.desk.clock.at < end:
            self.desk.clock.at = min(self._next(typing), end)
            if typing:
                self.last_input = self.desk.clock.at
            self._watches()
            self.desk.daemon.engine.handle(Tick(*self.desk.daemon.engine.clocks()))

    def _next(self, typing: bool) -> float:
        """The daemon's next wake, or the next instant at which a watch has something to tell."""
        now = self.desk.clock.at
        wakes = [
            machine.next_wake(self.desk.daemon.engine.state, self.desk.daemon.engine.plan, now),
            now + 60.0,
        ]
        if typing:
            wakes.append(now + STEP_S)
        else:
            wakes += [self.last_input + one.after_s for one in self._waiting()]
        return min(one for one in wakes if one > now)

    def _waiting(self) -> list[FakeWatch]:
        return [
            one for one in self.desk.desktop.watches if not one.cancelled and id(one) not in self.reported
        ]

    def _watches(self) -> None:
        still = self.desk.clock.at - self.last_input
        for one in self._waiting():
            if still >= one.after_s:
                self.reported.add(id(one))
                one.on_idle(still)
        for one in list(self.desk.desktop.watches):
            if still < one.after_s and id(one) in self.reported:
                self.reported.discard(id(one))
                if not one.cancelled:
                    one.on_active()


@pytest.fixture
def silent_players(monkeypatch: pytest.MonkeyPatch, loop: Any) -> None:
    class Silent:
        errors, code = b"", None

        def send(self, line: bytes) -> None: ...
        def close_stdin(self) -> None: ...

    monkeypatch.setattr(spawn, "start", lambda *_args, **_more: Silent())


@pytest.mark.parametrize("seed", range(DAYS))
def test_a_random_day(
    harness: Callable[..., DaemonHarness], silent_players: None, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    desk = harness(replace(MOBILITY, every_s=chance.choice((600.0, 1500.0)), routine="cat-cow"))
    desk.edits(offer=OfferRules(heads_up_s=0.0, wait_for_pause_s=5.0, wait_at_most_s=300.0))
    person = Person(desk)
    for _ in range(60):
        match chance.choice(WHAT):
            case "type":
                before, seconds = desk.daemon.engine.view(), chance.choice((20, 120, 700))
                standing = desk.daemon.engine.state.standing_until is not None
                person.lives(seconds, typing=True)
                if before.phase.value in ("sitting", "due", "offered") and not standing:
                    assert desk.daemon.engine.view().sitting_s == pytest.approx(before.sitting_s + seconds)
            case "rest":
                person.lives(chance.choice((3, 8, 60, 200)), typing=False)
            case "leave":
                person.lives(chance.choice((400, 2000)), typing=False)
                person.lives(30, typing=False)
                desk.desktop.answer()
                if desk.daemon.engine.state.running is None and not desk.daemon.engine.view().holds:
                    assert desk.phase in ("away", "standing"), f"{desk.phase} after an absence"
            case "answer":
                order = chance.choice(
                    (CommandKind.START, CommandKind.SNOOZE, CommandKind.SKIP, CommandKind.DONE)
                )
                desk.daemon.engine.command(order)
            case "locks":
                desk.daemon.inputs.on_power("locked")
                person.lives(chance.choice((30, 200, 1500)), typing=False)
                desk.daemon.inputs.on_power("unlocked")
            case "sleeps":
                desk.daemon.inputs.on_power("sleeping")
                desk.clock.sleep(chance.choice((20.0, 200.0, 4000.0, 70_000.0)))
                desk.daemon.inputs.on_power("woke")
            case "meets":
                start = desk.clock.at + chance.choice((-60.0, 300.0))
                desk.daemon.engine.handle(
                    MeetingsChanged(*desk.daemon.engine.clocks(), ((start, start + 1200.0),))
                )
            case "says":
                desk.daemon.engine.command(chance.choice(ORDERS), for_s=chance.choice((None, 600.0)))
            case "dies":
                desk.desktop.watches.clear()
                person.reported.clear()
                person.last_input = desk.clock.at  # the person who starts it is there
                desk.dies()
            case "edit":
                desk.edits(away=AwayRules(counts_as_break_s=chance.choice((300.0, 360.0))))
            case "probes":
                desk.desktop.probes_wait = not desk.desktop.probes_wait
                desk.desktop.answer()
        person.lives(4, typing=True)
        desk.desktop.answer()
        assert desk.phase != "away", "who types is there"
        if desk.daemon.engine.state.running is not None and chance.random() < 0.5:
            uid = desk.daemon.engine.state.running.uid
            person.lives(60, typing=False)
            desk.leaves_result(uid, outcome=chance.choice(("taken", "partly", "stopped")))
            if desk.daemon.players._child is not None:
                line = b'{"report": "finished", "outcome": "taken", "seconds": 45}'
                desk.daemon.players._line(uid, line)
            else:
                desk.daemon.engine.tick()  # a player of the daemon before has no listener
            assert desk.daemon.engine.state.running is None
    rows = desk.daemon.records.rows(0.0)
    assert len({row.id for row in rows}) == len(rows)
