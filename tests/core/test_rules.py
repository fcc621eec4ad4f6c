"""The rules that hold at any time: what runs out, what grows long, what falls due; docs/timing.md has them in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskbreak.core.draft import Draft
from deskbreak.core.easing import Easing
from deskbreak.core.effects import AskBusy, Decided, HeadsUp, Record
from deskbreak.core.events import Outcome
from deskbreak.core.learning import CHOSEN
from deskbreak.core.plan import DayRule, OfferRules, Plan, Range
from deskbreak.core.rules import apply_rules
from deskbreak.core.state import Due, OpenOffer, Running, State
from deskbreak.values import replace
from tests.core.monday import DAY, PLAN, WALK, at, learner

QUIET = OfferRules(heads_up_s=0.0)
BARE = replace(PLAN, breaks=(), offer=QUIET)  # nothing falls due
PLAIN = replace(PLAN, offer=QUIET)
RUNNING = Running("u", offer=0, name="mobility", routine="auto", lasts_s=None, since=at("09:00"))
OFFER = OpenOffer(
    1,
    name="mobility",
    routine="auto",
    lasts_s=None,
    say="",
    with_=("water",),
    at=at("09:45"),
    shown_at=at("09:45"),
)


def ruled(clock: str, plan: Plan = BARE, **more: Any) -> tuple[State, Draft]:
    """The state of that time, and what the rules make of it."""
    now = at(clock)
    usual: dict[str, Any] = {"sat": (), "fixed_seen": now, "easing": Easing(day=DAY), "in_hours": True}
    before = State(now, 0.0, **usual | more)
    d = Draft(before, plan, now)
    apply_rules(d)
    return before, d


# -- all of them ---------------------------------------------------------------------------------------------

WINDOW = Due("mobility", at("09:55"), till=at("10:10"), moment=CHOSEN)


@pytest.mark.parametrize(
    ("state", "becomes"),
    [
        ({"in_hours": False}, {"in_hours": True}),  # work has begun
        (
            {"easing": Easing(day=DAY, chosen_s=3600.0, chosen_till=at("09:50"))},
            {"easing": Easing(day=DAY, chosen_till=at("09:50"))},
        ),
        ({"running": replace(RUNNING, since=at("08:00"))}, {"running": None, "healed": 1}),
        ({"offer": OFFER, "pause_until": at("10:00")}, {"offer": replace(OFFER, held=True)}),
        ({"due": (WINDOW,), "pause_until": at("10:00")}, {"due": ()}),  # a window that opened early
        ({"busy_asked": at("09:49:57")}, {"busy_asked": None, "busy_at": at("09:50")}),
    ],
)
def test_each_rule_has_its_turn(state: dict[str, Any], becomes: dict[str, Any]) -> None:
    _, d = ruled("09:50", **state)
    assert {name: getattr(d.state, name) for name in becomes} == becomes


def test_what_is_due_is_offered_at_a_good_moment_and_announced_before() -> None:
    _, d = ruled("09:45", PLAIN, sat=sat(2700.0), busy_at=at("09:45"))
    assert d.state.due == () and d.state.offer is not None and d.state.offer.name == "mobility"
    _, d = ruled("09:44", PLAN, sat=sat(2640.0))
    assert d.effects == [HeadsUp("mobility", at("09:45"))]


# -- what runs out -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "told", "ended"),
    [
        ("pause_until", ("resumed", "the pause is over"), "hold"),
        ("meeting_until", ("meeting over", "its time is up"), "meeting"),
        ("standing_until", ("sitting", "the time standing is up"), ""),
        ("work_until", None, ""),
    ],
)
def test_an_order_runs_out_at_its_time_and_not_before(
    what: str, told: tuple[str, str] | None, ended: str
) -> None:
    until: dict[str, Any] = {what: at("10:00")}
    before, early = ruled("09:59:59.5", **until)
    assert (early.state, early.effects) == (before, [])
    for clock in ("10:00", "10:30"):
        before, d = ruled(clock, **until)
        gone: dict[str, Any] = {"before": ended, "before_at": at(clock)} if ended else {}
        assert d.state == replace(before, **gone | {what: None})
        assert d.effects == ([Decided(at(clock), "", *told)] if told else [])


def test_a_meeting_of_the_calendar_is_over_at_its_end() -> None:
    first, second, third = (at("09:30"), at("09:50")), (at("09:50"), at("10:00")), (at("10:30"), at("11:00"))
    before, d = ruled("09:49:59", meetings=(first, second, third))
    assert d.state == before
    before, d = ruled("09:50", meetings=(first, second, third))
    assert d.state == replace(before, meetings=(second, third), before="meeting", before_at=at("09:50"))
    before, d = ruled("10:05", meetings=(first, second, third))
    assert d.state == replace(before, meetings=(third,), before="meeting", before_at=at("10:00"))
    assert d.effects == []


# -- absences ------------------------------------------------------------------------------------------------


def away(clock: str, plan: Plan = BARE, **more: Any) -> tuple[float | None, list[Any]]:
    """Since when the person is away by the rules, and whether the probes were asked."""
    _, d = ruled(clock, plan, sitting_since=None, **more)
    return d.state.away_since, [one for one in d.effects if isinstance(one, AskBusy)]


def test_stillness_is_an_absence_after_five_minutes_if_no_call_explains_it() -> None:
    still: dict[str, Any] = {"idle_known": True, "idle_since": at("09:50")}
    assert away("09:54:59", **still) == (None, [])
    assert away("09:55", **still) == (None, [AskBusy()])  # the probes are asked first
    assert away("09:55", **still, busy_at=at("09:54:40")) == (None, [AskBusy()])  # good for 20 seconds
    assert away("09:55", **still, busy_at=at("09:54:41")) == (at("09:50"), [])
    assert away("09:54:59", **still, busy_at=at("09:54:41")) == (None, [])
    assert away("09:55", **still, busy_asked=at("09:54:58")) == (None, [])  # and their answer is awaited
    microphone = frozenset(("microphone",))
    assert away("09:55", **still, busy_at=at("09:54:50"), busy=microphone) == (None, [])
    assert away("09:55", **still, busy_at=at("09:54:50"), meeting_until=at("10:00")) == (None, [])
    silent = frozenset(("do-not-disturb",))
    assert away("09:55", **still, busy_at=at("09:54:50"), busy=silent) == (at("09:50"), [])


def test_what_a_call_explained_is_no_stillness() -> None:
    still: dict[str, Any] = {"idle_known": True, "idle_since": at("09:30"), "busy_at": at("09:54:50")}
    assert away("09:55", **still, excused=at("09:51")) == (None, [])
    assert away("09:55", **still, excused=at("09:50")) == (at("09:50"), [])
    assert away("09:55", **still, excused=at("09:00")) == (at("09:30"), [])


def test_outside_work_nobody_is_asked() -> None:
    assert away("08:30", idle_since=at("08:20"), in_hours=False) == (at("08:20"), [])


def test_a_lock_is_an_absence_after_five_minutes_whatever_the_probes_say() -> None:
    assert away("09:54:59", locked_since=at("09:50")) == (None, [])
    assert away("09:55", locked_since=at("09:50")) == (at("09:50"), [])
    assert away("09:55", locked_since=at("09:50"), meeting_until=at("10:00")) == (at("09:50"), [])
    both: dict[str, Any] = {"locked_since": at("09:52"), "idle_since": at("09:30"), "busy_at": at("09:54:50")}
    assert away("09:55", **both) == (None, [])  # the lock says more than the keys


def test_nobody_goes_away_twice_or_out_of_a_routine() -> None:
    still: dict[str, Any] = {"idle_since": at("09:30"), "busy_at": at("09:54:50")}
    assert away("09:55", **still, away_since=at("09:40")) == (at("09:40"), [])
    assert away("09:55", **still, running=replace(RUNNING, since=at("09:54"))) == (None, [])
    assert away("09:55", locked_since=at("09:30"), running=replace(RUNNING, since=at("09:54"))) == (None, [])


def test_every_five_minutes_it_is_asked_whether_a_call_goes_on() -> None:
    call: dict[str, Any] = {"idle_since": at("09:54"), "busy": frozenset(("microphone",))}
    assert away("09:55", **call, busy_at=at("09:50:01")) == (None, [])
    assert away("09:55", **call, busy_at=at("09:50")) == (None, [AskBusy()])
    assert away("09:55", **call, busy_at=at("09:50"), busy_asked=at("09:54:58")) == (None, [])
    assert away("09:55", busy=frozenset(("microphone",)), busy_at=at("09:50")) == (None, [])  # keys move
    quiet: dict[str, Any] = {"idle_since": at("09:54"), "busy": frozenset(("app",))}
    assert away("09:55", **quiet, busy_at=at("09:50")) == (None, [])  # no call
    evening: dict[str, Any] = {"idle_since": at("18:59"), "meeting_until": at("20:00"), "in_hours": False}
    assert away("19:00", **evening) == (None, [])


# -- by sitting ----------------------------------------------------------------------------------------------


def fell_due(clock: str, plan: Plan = PLAIN, **more: Any) -> tuple[Due, ...]:
    """What is due then; the probes are asked already, so that nothing is offered at once."""
    _, d = ruled(clock, plan, busy_asked=at(clock), **more)
    return d.state.due


def sat(mobility: float, water: float = 0.0) -> tuple[tuple[str, float], ...]:
    return (("mobility", mobility), ("water", water))


def test_a_break_by_sitting_falls_due_when_enough_is_sat() -> None:
    assert fell_due("09:45", sat=sat(2699.0)) == ()
    assert fell_due("09:45", sat=sat(2700.0)) == (Due("mobility", at("09:45")),)
    assert fell_due("09:45", sat=sat(2700.0 - 0.005)) == (Due("mobility", at("09:45")),)
    both = (Due("mobility", at("09:45")), Due("water", at("09:45")))
    assert fell_due("09:45", sat=sat(2800.0, 5400.0)) == both
    already = (Due("mobility", at("09:40"), catch_up=True),)
    assert fell_due("09:45", sat=sat(2800.0, 5400.0), due=already) == (*already, both[1])


def test_each_break_is_looked_at_whatever_stands_before_it() -> None:
    turned = replace(PLAIN, breaks=PLAIN.breaks[::-1])  # the walk, water, mobility
    assert fell_due("09:45", turned, sat=sat(2700.0)) == (Due("mobility", at("09:45")),)


def test_nothing_falls_due_in_a_routine_or_outside_the_hours() -> None:
    assert fell_due("09:45", sat=sat(2700.0), running=replace(RUNNING, since=at("09:44"))) == ()
    assert fell_due("08:45", sat=sat(2700.0), in_hours=False) == ()


def test_what_was_put_off_falls_due_then_and_is_put_off_no_more() -> None:
    off = (("mobility", at("09:50")), ("water", at("10:50")))
    assert fell_due("09:49:59", sat=sat(2900.0), put_off=off) == ()
    _, d = ruled("09:50", PLAIN, sat=sat(2900.0), put_off=off, busy_asked=at("09:50"))
    assert d.state.due == (Due("mobility", at("09:50")),)
    assert d.state.put_off == (("water", at("10:50")),)


def test_before_a_meeting_it_falls_due_in_the_gap() -> None:
    """Due at 09:45 and a set of three minutes: at 09:38 one is back a minute before the meeting at 09:42."""
    meetings = ((at("09:42"), at("10:00")),)
    assert fell_due("09:37:59", sat=sat(2279.0), meetings=meetings) == ()
    early = Due("mobility", at("09:38"), early=True)
    assert fell_due("09:38", sat=sat(2280.0), meetings=meetings) == (early,)
    learns = replace(learner(), offer=QUIET)
    chosen = Due("mobility", at("09:45"), early=True, till=at("10:00"), moment=CHOSEN)
    (found,) = fell_due("09:38", learns, sat=sat(2280.0), meetings=meetings)
    assert replace(found, best=None) == chosen


def test_where_moments_are_learned_the_window_opens_ten_minutes_before() -> None:
    learns = replace(learner(contexts={"": 0.5}), offer=QUIET)

    def found(clock: str, mobility: float, plan: Plan = learns, **more: Any) -> list[Due]:
        return [replace(one, best=None) for one in fell_due(clock, plan, sat=sat(mobility), **more)]

    window = Due("mobility", at("09:45"), till=at("10:00"), moment=CHOSEN)
    assert found("09:34:59", 2099.0) == []
    assert found("09:35", 2100.0) == [window]
    assert found("09:36", 2160.0) == [window]
    assert found("09:36", 2160.0, pause_until=at("09:50")) == []  # it opens for who is free
    assert found("09:36", 2160.0, PLAIN) == []  # without tables there is no window
    assert found("09:45", 2700.0, pause_until=at("09:50")) == [window]  # due it is all the same
    assert found("09:46", 2760.0) == [replace(window, since=at("09:46"), till=at("10:01"))]


# -- at a time of day ----------------------------------------------------------------------------------------

FIXED = replace(PLAN, breaks=(WALK,), offer=QUIET)
AT_NOON = Due("walk", at("12:00"), fixed=True)


def test_a_fixed_time_is_due_when_it_comes_and_caught_up_after_a_minute_and_a_half() -> None:
    assert fell_due("11:59:59", FIXED, fixed_seen=at("11:50")) == ()
    assert fell_due("11:59:59.995", FIXED, fixed_seen=at("11:50")) == ()
    assert fell_due("12:00", FIXED, fixed_seen=at("11:50")) == (AT_NOON,)
    assert fell_due("12:01:30", FIXED, fixed_seen=at("11:50")) == (replace(AT_NOON, since=at("12:01:30")),)
    late = replace(AT_NOON, since=at("12:01:31"), catch_up=True)
    assert fell_due("12:01:31", FIXED, fixed_seen=at("11:50")) == (late,)
    assert fell_due("12:01:31", FIXED, fixed_seen=at("12:00")) == ()  # dealt with
    assert fell_due("12:00", FIXED, fixed_seen=at("11:50"), sat=sat(2700.0)) == (AT_NOON,)


def test_what_was_seen_of_the_fixed_times_only_goes_forward() -> None:
    for seen, then in (("11:50", "12:00"), ("12:30", "12:30")):
        _, d = ruled("12:00", FIXED, fixed_seen=at(seen))
        assert d.state.fixed_seen == at(then)


def test_of_several_times_slept_through_the_last_is_caught_up_once() -> None:
    often = replace(FIXED, breaks=(replace(WALK, at=(600, 660, 720)),))
    assert fell_due("12:01", often, fixed_seen=at("09:00")) == (replace(AT_NOON, since=at("12:01")),)


def test_noon_of_yesterday_and_of_today_is_noon_of_today() -> None:
    now = at("12:30", 24)
    state = State(now, 0.0, fixed_seen=at("11:50"), in_hours=True, easing=Easing(day=DAY + 1), busy_asked=now)
    d = Draft(state, FIXED, now)
    apply_rules(d)
    assert d.state.due == (Due("walk", now, fixed=True, catch_up=True),) and d.effects == []
    d = Draft(replace(state, skipped_days=(("walk", DAY + 1),)), FIXED, now)
    apply_rules(d)
    assert d.state.due == () and d.effects == []


def test_a_fixed_time_that_the_person_passed_over_or_left_out_is_not_due() -> None:
    seen: dict[str, Any] = {"fixed_seen": at("11:50")}
    assert fell_due("12:00", FIXED, **seen, passed_over=(("walk", at("12:00")),)) == ()
    assert fell_due("12:00", FIXED, **seen, passed_over=(("other", at("12:00")), ("walk", at("11:00")))) == (
        AT_NOON,
    )
    assert fell_due("12:00", FIXED, **seen, skipped_days=(("walk", DAY),)) == ()
    assert fell_due("12:00", FIXED, **seen, skipped_days=(("walk", DAY - 1), ("other", DAY))) == (AT_NOON,)


def test_a_fixed_time_that_was_put_off_comes_at_its_moment() -> None:
    off = (("walk", at("12:20")), ("other", at("12:40")))
    assert fell_due("12:19:59", FIXED, put_off=off) == ()
    _, d = ruled("12:20", FIXED, put_off=off, busy_asked=at("12:20"))
    assert d.state.due == (replace(AT_NOON, since=at("12:20")),)
    assert d.state.put_off == (("other", at("12:40")),)
    _, d = ruled("12:30", FIXED, put_off=off, busy_asked=at("12:30"))
    assert d.state.due == (replace(AT_NOON, since=at("12:30"), catch_up=True),)


def test_what_is_due_or_offered_already_is_not_due_twice() -> None:
    seen: dict[str, Any] = {"fixed_seen": at("11:50")}
    earlier = replace(AT_NOON, since=at("11:00"), catch_up=True)
    assert fell_due("12:00", FIXED, **seen, due=(earlier,)) == (earlier,)
    shown = replace(OFFER, at=at("12:00"), shown_at=at("12:00"))
    assert fell_due("12:00", FIXED, **seen, offer=replace(shown, name="walk", with_=())) == ()
    assert fell_due("12:00", FIXED, **seen, offer=replace(shown, with_=("water", "walk"))) == ()
    assert fell_due("12:00", FIXED, **seen, offer=shown) == (AT_NOON,)


def test_a_fixed_time_of_an_earlier_day_is_only_written_down() -> None:
    """Noon of Monday, slept through until Tuesday."""
    now = at("09:30", 24)
    state = State(now, 0.0, fixed_seen=at("11:50"), in_hours=True, easing=Easing(day=DAY + 1))
    d = Draft(state, FIXED, now)
    apply_rules(d)
    assert d.state.due == ()
    assert d.effects == [
        Decided(now, "walk", "suppressed", "work hours ended"),
        Record(
            now,
            break_name="walk",
            routine="ten-minute-walk",
            outcome=Outcome.SUPPRESSED,
            note="work hours ended",
        ),
    ]


def test_one_of_today_is_only_written_down_where_work_is_over() -> None:
    _, d = ruled("18:30", FIXED, fixed_seen=at("11:50"), in_hours=False)
    assert d.state.due == () and any(isinstance(one, Record) for one in d.effects)


def test_the_same_shift_is_the_same_day() -> None:
    night = replace(FIXED, hours=((Range(1320, 1800),),) * 7, breaks=(replace(WALK, at=(1380,)),))
    now = at("01:00", 24)  # an hour after midnight; the shift began at ten
    state = State(now, 0.0, fixed_seen=at("22:50"), in_hours=True, easing=Easing(day=DAY), busy_asked=now)
    d = Draft(state, night, now)
    apply_rules(d)
    assert d.state.due == (Due("walk", now, fixed=True, catch_up=True),)
    next_shift = at("22:30", 24)
    state = replace(state, at=next_shift, easing=Easing(day=DAY + 1), busy_asked=next_shift)
    d = Draft(state, night, next_shift)
    apply_rules(d)
    assert d.state.due == ()


def test_what_was_slept_through_more_than_a_week_ago_is_forgotten() -> None:
    """Noon of Monday the 16th is the last one: the next Mondays are days off."""
    off = DayRule(first=date(2026, 11, 23), last=date(2026, 11, 30), hours=())
    mondays = replace(FIXED, days=(off,), breaks=(replace(WALK, days=frozenset({0})),))
    written = []
    for now in (at("11:59", 23), at("12:00", 23), at("12:01", 23)):
        d = Draft(State(now, 0.0, fixed_seen=at("11:50", 16)), mondays, now)
        apply_rules(d)
        written.append(any(isinstance(one, Record) for one in d.effects))
    assert written == [True, False, False]


def test_a_break_of_other_weekdays_is_not_due() -> None:
    tuesdays = replace(FIXED, breaks=(replace(WALK, days=frozenset({1})),))
    assert fell_due("12:00", tuesdays, fixed_seen=at("11:50")) == ()
