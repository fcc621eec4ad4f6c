"""What is always so, whatever happens at the desk; the checks themselves are in `desk`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from deskbreak.core.events import Answer, CommandKind, Outcome
from tests.amount import amount
from tests.properties import desk
from tests.properties.desk import MONDAY, PLANS, Desk, random_day

SECONDS = st.sampled_from((1.0, 5.0, 60.0, 119.0, 121.0, 299.0, 301.0, 2700.0)) | st.floats(1, 9000)
GONE = st.sampled_from((10.0, 31.0, 119.0, 121.0, 299.0, 301.0, 4000.0, 60000.0, 250000.0))


class AnyDay(RuleBasedStateMachine):
    """A person, a desktop and a daemon that do what they like."""

    @initialize(plan=st.sampled_from(PLANS), hour=st.floats(0, 120))
    def begins(self, plan: object, hour: float) -> None:
        self.desk = Desk(plan, MONDAY + hour * 3600)  # type: ignore[arg-type]

    @rule(seconds=SECONDS)
    def waits(self, seconds: float) -> None:
        self.desk.wait(seconds)

    @rule(seconds=SECONDS)
    def is_still(self, seconds: float) -> None:
        self.desk.still(seconds)

    @rule(seconds=GONE, reported=st.booleans())
    def sleeps(self, seconds: float, reported: bool) -> None:
        self.desk.sleep(seconds, reported=reported)

    @rule(seconds=GONE)
    def locks(self, seconds: float) -> None:
        self.desk.lock(seconds)

    @rule(by=st.sampled_from((-2592000.0, -3600.0, -31.0, 31.0, 3600.0, 86400.0)))
    def sets_the_clock(self, by: float) -> None:
        self.desk.set_clock(by)

    @precondition(lambda self: self.desk.state.offer is not None)
    @rule(answer=st.sampled_from(Answer), seconds=st.sampled_from((None, 300.0, 1800.0)))
    def answers(self, answer: Answer, seconds: float | None) -> None:
        self.desk.answer(answer, seconds)

    @rule(order=st.sampled_from(CommandKind), for_s=st.sampled_from((None, 600.0, 5400.0)))
    def orders(self, order: CommandKind, for_s: float | None) -> None:
        name = "walk" if order is CommandKind.SKIP_TODAY else ""
        self.desk.order(order, for_s=for_s, name=name)

    @precondition(lambda self: self.desk.player is not None)
    @rule(outcome=st.sampled_from((Outcome.TAKEN, Outcome.PARTLY, Outcome.STOPPED, Outcome.SKIPPED)))
    def ends_the_routine(self, outcome: Outcome) -> None:
        self.desk.player_ends(outcome)

    @precondition(lambda self: self.desk.player is not None)
    @rule(dies=st.booleans())
    def loses_the_player(self, dies: bool) -> None:
        (self.desk.player_dies if dies else self.desk.player_fails)()

    @rule(reasons=st.frozensets(st.sampled_from(("microphone", "fullscreen", "do-not-disturb")), max_size=2))
    def is_busy(self, reasons: frozenset[str]) -> None:
        self.desk.becomes_busy(*reasons)

    @rule(start=st.sampled_from((0.0, 300.0, 2000.0)), lasts=st.sampled_from((60.0, 3600.0)))
    def has_a_meeting(self, start: float, lasts: float) -> None:
        self.desk.meetings((start, lasts))

    @rule(plan=st.sampled_from(PLANS))
    def edits_the_settings(self, plan: object) -> None:
        self.desk.new_plan(plan)  # type: ignore[arg-type]

    @rule(off_s=st.sampled_from((0.0, 0.0, 5.0, 200.0, 1000.0, 40000.0)))
    def restarts(self, off_s: float) -> None:
        self.desk.restart(off_s)

    @rule(how=st.sampled_from(("expired", "dismissed", "failed", "lost")))
    def closes_the_notification(self, how: str) -> None:
        self.desk.dismiss(how)

    @rule(ago=st.sampled_from((0.0, 600.0, 9000.0)))
    def takes_a_break_elsewhere(self, ago: float) -> None:
        self.desk.elsewhere(ago)

    @rule(answers=st.booleans())
    def probes_answer(self, answers: bool) -> None:
        self.desk.probes_answer(answers)


AnyDay.TestCase.settings = settings(
    max_examples=amount(60, 1000),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnyDay = AnyDay.TestCase


@pytest.mark.parametrize("first", range(0, 100, 25))
def test_random_days(first: int) -> None:
    for seed in range(first, first + 25):
        random_day(seed)


@pytest.mark.parametrize("seed", [50163, 50240, 50534])
def test_days_that_found_something_once(seed: int) -> None:
    """The counts of another day that held until an offer; a merged offer with another break's form."""
    random_day(seed)


def test_the_checks_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that offers whatever holds it back is found out."""
    monkeypatch.setattr("deskbreak.core.moment.holds", lambda *_: ())
    found = 0
    for seed in range(40):
        try:
            desk.random_day(seed)
        except AssertionError:
            found += 1
    assert found
