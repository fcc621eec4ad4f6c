"""What the desktop says of the user becomes events, and watches are kept only while they are needed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app.inputs import Inputs
from deskbreak.app.options import Options
from deskbreak.core.events import BusyChanged, Event, Idle, IdleKnown, Input, Locked, Phase
from deskbreak.core.plan import AwayRules, OfferRules, Plan, QuietRules
from deskbreak.platforms.busy.port import Probed
from deskbreak.platforms.port import PortState
from deskbreak.values import replace
from tests.app.harness import FakeDesktop, FakeWatch
from tests.app.test_words import seen

NOW = 1_795_000_000.0
PLAN = Plan(
    hours=((),) * 7,
    offer=OfferRules(wait_for_pause_s=5.0),
    away=AwayRules(counts_as_break_s=300.0),
    quiet=QuietRules(
        do_not_disturb=False,
        fullscreen=False,
        microphone=True,
        camera=True,
        screen_share=False,
        apps=("zoom",),
    ),
)
DUE = seen(phase=Phase.DUE)
YES = {"camera": Probed("yes")}


class Asked(FakeDesktop):
    """A desktop that notes what its probes were asked for."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.probes: list[list[str]] = []
        self.lists: list[tuple[object, ...]] = []
        self.waiting: list[Any] = []

    def ask(self, names: object, on_answer: Any) -> None:
        self.probes.append(list(names))  # type: ignore[call-overload]
        self.waiting.append(on_answer)

    def configure(self, *lists: object) -> None:
        self.lists.append(lists)

    def state(self) -> PortState:
        return PortState("hand", self.idle_is)  # type: ignore[arg-type]


class Desk:
    """Inputs between a desktop, an engine that only notes its events, and the rest."""

    def __init__(self, *, speed: float = 1.0, options: Options | None = None) -> None:
        self.desktop = Asked()
        self.events: list[Event | str] = []
        self.told: list[Any] = []
        self.now = NOW
        self.engine = SimpleNamespace(
            plan=PLAN,
            clocks=lambda: (self.now, self.now - NOW),
            handle=self.events.append,
            tick=lambda: self.events.append("tick"),
            woke_up=lambda: self.events.append("woke up"),
        )
        clock: Any = SimpleNamespace(
            real_s=lambda seconds: seconds / speed, speed=speed, now=lambda: self.now
        )
        meetings: Any = SimpleNamespace(
            follow_plan=lambda: self.told.append("calendars"),
            refresh=lambda: self.told.append("refresh"),
            when_read=lambda then: then(),
        )
        players: Any = SimpleNamespace(
            away=lambda for_s: self.told.append(("away", for_s)), back=lambda: self.told.append("back")
        )
        desktop: Any = self.desktop
        engine: Any = self.engine
        self.inputs = Inputs(desktop, clock, engine, meetings, players, options or Options())

    def watches(self) -> list[tuple[float, bool]]:
        """How long each watch waits, and whether it is over."""
        return [(one.after_s, one.cancelled) for one in self.desktop.watches]

    def last(self) -> FakeWatch:
        return self.desktop.watches[-1]

    def away_s(self, seconds: float) -> None:
        self.engine.plan = replace(self.engine.plan, away=AwayRules(counts_as_break_s=seconds))
        self.inputs.follow_plan()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_plan_brings_lists_calendars_and_the_length_of_an_absence(desk: Desk) -> None:
    desk.inputs.follow_plan()
    assert desk.desktop.lists == [(("zoom",), "")]
    assert desk.told == ["calendars"] and desk.watches() == [(300.0, False)]
    desk.inputs.follow_plan()
    assert desk.watches() == [(300.0, False)]  # the same is watched on
    desk.away_s(600.0)
    assert desk.watches() == [(300.0, True), (600.0, False)]


def test_an_absence_that_began_is_watched_to_its_end(desk: Desk) -> None:
    desk.inputs.follow_plan()
    desk.last().on_idle(300.0)
    desk.away_s(600.0)
    assert desk.watches() == [(300.0, False)]
    desk.last().on_active()
    assert desk.watches() == [(300.0, True), (600.0, False)]


@pytest.mark.parametrize(
    ("options", "watches"),
    [
        (Options(), 1),
        (Options(speed=60.0), 0),
        (Options(play_speed=2.0), 0),
        (Options(at="09:00"), 0),
        (Options(speed=60.0, with_idle=True), 1),
    ],
)
def test_in_fast_time_stillness_is_not_watched_unless_asked_for(options: Options, watches: int) -> None:
    desk = Desk(options=options)
    desk.inputs.follow_plan()
    desk.inputs.follow(DUE)
    assert len(desk.watches()) == 2 * watches
    desk.inputs.look_at_idle()
    assert desk.events == [IdleKnown(NOW, 0.0, known=watches == 1)]


@pytest.mark.parametrize(
    ("view", "wait_s", "watched"),
    [
        (DUE, 5.0, True),
        (seen(), 5.0, False),
        (seen(awaits_pause=True), 5.0, True),
        (DUE, 0.0, False),
        (DUE, 0.5, True),
    ],
)
def test_a_pause_is_watched_for_where_a_break_waits_for_one(
    desk: Desk, view: Any, wait_s: float, watched: bool
) -> None:
    desk.engine.plan = replace(PLAN, offer=replace(PLAN.offer, wait_for_pause_s=wait_s))
    desk.inputs.follow(view)
    assert desk.watches() == ([(wait_s, False)] if watched else [])
    desk.inputs.follow(view)
    assert len(desk.watches()) == watched
    desk.inputs.follow(seen())
    assert all(over for _, over in desk.watches())
    desk.inputs.follow(view)
    assert len(desk.watches()) == 2 * watched  # and anew when the next one is due


def test_where_stillness_is_not_seen_no_pause_is_watched_for(desk: Desk) -> None:
    desk.desktop.idle_is = "lost"
    desk.inputs.follow(DUE)
    assert desk.watches() == []


def test_a_pause_is_followed_to_its_end(desk: Desk) -> None:
    desk.inputs.follow(DUE)
    desk.last().on_idle(5.0)
    desk.inputs.follow(seen())
    assert not desk.last().cancelled
    desk.last().on_active()
    assert desk.events == [Idle(NOW, 0.0, for_s=5.0), Input(NOW, 0.0)]
    desk.inputs.follow(seen())
    assert desk.last().cancelled


@pytest.mark.parametrize(
    ("event", "handled"),
    [
        ("locked", [Locked(NOW, 0.0, locked=True)]),
        ("unlocked", [Locked(NOW, 0.0, locked=False)]),
        ("woke", ["woke up"]),
        ("clock", ["woke up"]),
        ("sleeping", ["tick"]),
    ],
)
def test_lock_sleep_and_a_clock_that_was_set(desk: Desk, event: Any, handled: list[Any]) -> None:
    desk.inputs.on_power(event)
    assert desk.events == handled


def test_what_may_hold_a_break_is_asked_while_the_calendars_are_read(desk: Desk) -> None:
    desk.inputs.ask_busy()
    assert desk.told == ["refresh"] and desk.events == []
    assert desk.desktop.probes == [["microphone", "camera", "apps"]]
    desk.desktop.waiting[0](YES)
    assert desk.events == [BusyChanged(NOW, 0.0, frozenset({"camera"}))]


def test_that_stillness_can_be_seen_is_told_once(desk: Desk) -> None:
    desk.inputs.look_at_idle()
    desk.inputs.look_at_idle()
    desk.desktop.idle_is = "lost"
    desk.inputs.look_at_idle()
    desk.inputs.look_at_idle()
    assert desk.events == [IdleKnown(NOW, 0.0, known=True), IdleKnown(NOW, 0.0, known=False)]


def test_an_absence_is_judged_when_the_probes_have_answered() -> None:
    """In fast time: what is five seconds on the wall is five minutes at the desk."""
    desk = Desk(speed=60.0, options=Options(speed=60.0, with_idle=True))
    desk.inputs.follow_plan()
    assert desk.watches() == [(5.0, False)]
    desk.last().on_idle(5.0)
    assert desk.told[-1] == ("away", 300.0) and desk.events == []
    assert len(desk.desktop.probes) == 1
    desk.now += 30.0  # so long the probes take
    desk.desktop.waiting[0](YES)
    assert desk.events == [
        BusyChanged(NOW + 30, 30.0, frozenset({"camera"})),
        Idle(NOW + 30, 30.0, for_s=330.0),
    ]
    desk.last().on_active()
    assert desk.told[-1] == "back" and desk.events[-1] == Input(NOW + 30, 30.0)


def test_a_pause_in_fast_time_is_as_long_as_it_is_at_the_desk() -> None:
    desk = Desk(speed=10.0, options=Options(speed=10.0, with_idle=True))
    desk.inputs.follow(DUE)
    assert desk.watches() == [(0.5, False)]
    desk.last().on_idle(0.5)
    assert desk.events == [Idle(NOW, 0.0, for_s=5.0)]


def test_who_is_back_before_the_answers_was_not_away(desk: Desk) -> None:
    desk.inputs.follow_plan()
    desk.last().on_idle(300.0)
    desk.last().on_active()
    desk.desktop.waiting[0]({})
    assert desk.events == [Input(NOW, 0.0), BusyChanged(NOW, 0.0, frozenset())]
