"""What `status` calls the next break is the next one that is offered, in work hours, whatever pause was asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskbreak.core import machine
from deskbreak.core.effects import AskBusy, Offer
from deskbreak.core.events import BusyChanged, Command, CommandKind, MeetingsChanged, Tick
from deskbreak.core.hours import span_at
from deskbreak.core.plan import Break, OfferRules, Plan, Range
from deskbreak.core.state import State
from deskbreak.core.view import view
from tests.amount import amount

MONDAY = datetime(2026, 11, 23, tzinfo=UTC).timestamp()
AT_ONCE = OfferRules(heads_up_s=0.0, wait_for_pause_s=0.0, adapt=False)
DAYS_S = 86400.0
WEEKS = 5


class Sitter:
    """A person who sits and never answers; the probes find nothing."""

    def __init__(self, plan: Plan, at: float) -> None:
        self.plan, self.at, self.mono = plan, at, 0.0
        self.state: State = machine.start(at, 0.0, plan)
        self.offered: list[tuple[float, str]] = []
        self.happen(Tick(at, 0.0))

    def happen(self, event: object) -> None:
        self.state, effects = machine.step(self.state, event, self.plan)  # type: ignore[arg-type]
        self.offered += [(self.at, one.break_name) for one in effects if isinstance(one, Offer)]
        if any(isinstance(one, AskBusy) for one in effects):
            self.happen(BusyChanged(self.at, self.mono, frozenset()))

    def sits(self, until: float) -> None:
        while self.at < until:
            wake = min(machine.next_wake(self.state, self.plan, self.at), until)
            self.mono, self.at = self.mono + wake - self.at, wake
            self.happen(Tick(self.at, self.mono))

    def says(self, order: CommandKind, **more: float) -> None:
        self.happen(Command(self.at, self.mono, kind=order, **more))  # type: ignore[arg-type]

    def next_offer(self) -> tuple[float, str] | None:
        """By sitting on until it comes."""
        seen, end = len(self.offered), self.at + WEEKS * 7 * DAYS_S
        while self.at < end and len(self.offered) == seen:
            self.sits(min(machine.next_wake(self.state, self.plan, self.at), end))
        return self.offered[seen] if len(self.offered) > seen else None


@st.composite
def days_hours(draw: st.DrawFn) -> tuple[Range, ...]:
    """One to three ranges with gaps that are breaks, now and then into the night."""
    many = draw(st.integers(0, 3))
    edges = sorted(draw(st.lists(st.integers(24, 130), min_size=2 * many, max_size=2 * many, unique=True)))
    found = [Range(a * 10, b * 10) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if found and draw(st.integers(0, 2)) == 0:  # a gap too short to be a break
        first = found.pop(0)
        middle = (first.start + first.end) // 2
        found += [Range(first.start, middle - 1), Range(middle + 1, first.end)]
    if draw(st.integers(0, 5)) == 0:
        found.append(Range(1340, draw(st.sampled_from((1440, 1500, 1660)))))
    return tuple(found)


SITTING = st.builds(
    lambda name, every: Break(name, every_s=every * 60.0, routine="auto", lasts_s=180.0),
    st.sampled_from(("mobility", "water")),
    st.sampled_from((20, 45, 90, 170)),
)
FIXED = st.builds(
    lambda at, days: Break("walk", at=tuple(sorted(at)), days=days, routine="ten-minute-walk", lasts_s=600.0),
    st.lists(st.integers(24, 143).map(lambda ten: ten * 10), min_size=1, max_size=3, unique=True),
    st.sampled_from((frozenset(range(7)), frozenset(range(5)), frozenset((2,)))),
)
BREAKS = st.lists(SITTING | FIXED, min_size=1, max_size=3, unique_by=lambda one: one.name)
PLANS = st.builds(
    lambda hours, breaks, zone: Plan(hours=tuple(hours), breaks=tuple(breaks), offer=AT_ONCE, zone=zone),
    st.lists(days_hours(), min_size=7, max_size=7),
    BREAKS,
    st.sampled_from((UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata"))),
)
MINUTES = st.integers(0, 5 * 1440).map(lambda minutes: minutes * 60.0)


@settings(max_examples=amount(150, 2000), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    plan=PLANS,
    begins=MINUTES,
    sat=st.integers(0, 300),
    pause=st.integers(1, 4 * 1440),
    meeting=st.integers(0, 300),
)
def test_the_next_break_is_the_one_that_comes(
    plan: Plan, begins: float, sat: int, pause: int, meeting: int
) -> None:
    person = Sitter(plan, MONDAY + begins)
    person.sits(person.at + sat * 60)
    if meeting:
        start = person.at + 1800.0
        person.happen(MeetingsChanged(person.at, person.mono, ((start, start + meeting * 60.0),)))
    person.says(CommandKind.PAUSE, until=person.at + pause * 60.0)
    reported = view(person.state, plan, person.at)
    came = person.next_offer()
    if reported.next_at is None:
        assert came is None
        return
    assert span_at(plan, reported.next_at) is not None, "the next break is told for a time outside work hours"
    assert came is not None, "a break is told that never comes"
    assert abs(came[0] - reported.next_at) < 1.0, f"told {reported.next_break}, came {came}"


def at(clock: str, day: int = 0) -> float:
    hour, minute = map(int, clock.split(":"))
    return MONDAY + day * DAYS_S + hour * 3600 + minute * 60


HOURS = ((Range(540, 750), Range(810, 1080)),) * 5 + ((), ())
OFFICE = Plan(
    hours=HOURS,
    breaks=(
        Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0),
        Break("walk", at=(720,), routine="ten-minute-walk", lasts_s=600.0),
    ),
    offer=AT_ONCE,
)


@pytest.mark.parametrize(
    ("now", "until", "comes"),
    [
        (at("10:00"), at("11:30"), at("11:30")),  # 90m: what fell due waits for its end
        (at("10:00"), at("12:10"), at("12:10")),
        (at("10:00"), at("13:00"), at("14:15")),  # into lunch: the afternoon begins with nothing sat
        (at("10:00"), at("14:00"), at("14:15")),
        (at("10:00"), at("15:00"), at("15:00")),
        (at("10:00"), at("00:00", 1), at("09:45", 1)),  # today
        (at("17:50"), at("07:30", 1), at("09:45", 1)),
        (at("17:00", 4), at("07:30", 5), at("09:45", 7)),  # over a weekend
        (at("17:00", 4), at("10:30", 7), at("10:30", 7)),
    ],
)
def test_after_a_pause(now: float, until: float, comes: float) -> None:
    person = Sitter(OFFICE, at("08:00") + (now - at("08:00")) // DAYS_S * DAYS_S)
    person.sits(now)
    person.happen(Command(now, person.mono, kind=CommandKind.SKIP))
    person.says(CommandKind.PAUSE, until=until)
    assert view(person.state, OFFICE, now).next_at == comes
    assert person.next_offer() is not None
    assert person.offered[-1][0] == comes
