"""`weeks`: working weeks through the daemon's own wiring with hand-moved clocks: input, locks, sleep, kills, nights.

A round is a week of five days. Every decision of the whole time is read, and every offer held to account.
"""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from deskbreak.core import machine
from deskbreak.core.events import CommandKind, Tick
from deskbreak.core.plan import Break, OfferRules, Range
from deskbreak.runtime.loop import Loop
from deskbreak.store.rows import row_json
from tests.app.harness import DaemonHarness
from tests.app.test_random_days import Person
from tests.torture.account import Account
from tests.torture.fuzz_talk import no_children
from tests.torture.trial import Trial

SHIFTS = ((540, 750), (810, 1080))
WEEKDAYS = 5
STEP_S = 20.0
HOURS = tuple(Range(*one) for one in SHIFTS)
BREAKS = (
    Break("mobility", every_s=2700.0, routine="cat-cow", lasts_s=180.0),
    Break("walk", at=(720, 960), routine="ten-minute-walk", lasts_s=600.0),
    Break("water", every_s=5400.0, say="Drink water"),
)
COMMANDS = (
    CommandKind.PAUSE, CommandKind.RESUME, CommandKind.MEETING, CommandKind.MEETING_OFF, CommandKind.STANDING,
    CommandKind.STANDING_OFF, CommandKind.SAT, CommandKind.SKIP_NEXT, CommandKind.SNOOZE,
)  # fmt: skip
ANSWERS = (CommandKind.START, CommandKind.SNOOZE, CommandKind.SKIP, CommandKind.DONE)


class Worker(Person):
    """Types every twenty seconds, so that weeks pass in minutes."""

    def lives(self, seconds: float, *, typing: bool) -> None:
        engine, clock = self.desk.daemon.engine, self.desk.clock
        end = clock.at + seconds
        while clock.at < end:
            ahead = [machine.next_wake(engine.state, engine.plan, clock.at), clock.at + STEP_S]
            if not typing:
                ahead += [self.last_input + one.after_s for one in self._waiting()]
            clock.at = min(min(one for one in ahead if one > clock.at), end)
            if typing:
                self.last_input = clock.at
            self._watches()
            engine.handle(Tick(*engine.clocks()))
            self.desk.desktop.answer()


def run(trial: Trial) -> str:
    account = Account(trial, SHIFTS, ())
    days = 0
    with no_children():
        desk = DaemonHarness(Loop(), trial.folder, *BREAKS)
        desk.edits(hours=(HOURS,) * WEEKDAYS + ((), ()), offer=OfferRules(heads_up_s=0.0))
        worker = Worker(desk)
        for chance in trial.each_round():
            for _ in range(WEEKDAYS):
                _day(trial, worker, chance, account)
                days += 1
            _night(worker, 2 * 86400.0 - 1)  # from Saturday morning to Monday
        outcomes = account.end()
        desk.close()
    counted = ", ".join(f"{name} {count}" for name, count in sorted(outcomes.items()))
    return (
        f"{days} working days, {account.decisions:,} decisions, {account.offers:,} offers and {account.repeats:,} "
        f"repeats each judged, {len(account.rows):,} rows ({counted})"
    )


def _day(trial: Trial, worker: Worker, chance: Random, account: Account) -> None:
    """From before nine until after six."""
    desk = worker.desk
    evening = (desk.clock.at // 86400) * 86400 + 18.5 * 3600
    while desk.clock.at < evening:
        _act(worker, chance)
        if desk.daemon.engine.state.running is not None and chance.random() < 0.7:
            _ends(worker, chance)
    _look(desk, account)
    _night(worker, 14 * 3600.0 + 600 * chance.random())


def _act(worker: Worker, chance: Random) -> None:
    desk = worker.desk
    match chance.randrange(14):
        case 0 | 1 | 2 | 3 | 4:
            worker.lives(chance.choice((60, 700, 1800)), typing=True)
        case 5:
            worker.lives(chance.choice((8, 60, 200)), typing=False)
        case 6:
            worker.lives(chance.choice((400, 2000)), typing=False)
        case 7 | 8 | 9:
            desk.daemon.engine.command(chance.choice(ANSWERS))
        case 10:
            desk.daemon.inputs.on_power("locked")
            worker.lives(chance.choice((30, 200, 1500)), typing=False)
            desk.daemon.inputs.on_power("unlocked")
        case 11:
            desk.daemon.inputs.on_power("sleeping")
            desk.clock.sleep(chance.choice((20.0, 200.0, 1000.0, 4000.0)))
            desk.daemon.inputs.on_power("woke")
        case 12:
            desk.daemon.engine.command(chance.choice(COMMANDS), for_s=chance.choice((600.0, 1200.0)))
        case _:
            _dies(worker)
    worker.lives(5, typing=True)


def _dies(worker: Worker) -> None:
    """As after kill -9; another daemon begins."""
    worker.desk.desktop.watches.clear()
    worker.reported.clear()
    worker.last_input = worker.desk.clock.at
    worker.desk.dies()


def _ends(worker: Worker, chance: Random) -> None:
    """The player leaves its result, whether a daemon still listens or not."""
    desk = worker.desk
    running = desk.daemon.engine.state.running
    if running is None:
        return
    worker.lives(60, typing=False)
    desk.leaves_result(running.uid, outcome=chance.choice(("taken", "partly", "stopped")))
    if desk.daemon.players._child is not None:
        desk.daemon.players._line(running.uid, b'{"report": "finished", "outcome": "taken", "seconds": 45}')
    else:
        desk.daemon.engine.tick()


def _night(worker: Worker, seconds: float) -> None:
    """The machine sleeps, to within the hour before nine."""
    desk = worker.desk
    morning = ((desk.clock.at + seconds) // 86400) * 86400 + 8.8 * 3600
    desk.daemon.inputs.on_power("sleeping")
    desk.clock.sleep(max(morning - desk.clock.at, 60.0))
    desk.daemon.inputs.on_power("woke")


def _look(desk: DaemonHarness, account: Account) -> None:
    journal = desk.daemon.records.journal
    account.hear(
        [
            {
                "at": datetime.fromtimestamp(one.at, UTC).isoformat(),
                "break": one.break_name,
                "decision": one.decision,
                "reason": one.reason,
            }
            for one in journal.decisions(2000)
        ]
    )
    account.see([row_json(row) for row in journal.rows()])  # type: ignore[arg-type]
