"""What lies ahead, rule by rule: who works, what holds, when a break falls due and where it gives way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskbreak.core import coming
from deskbreak.core.coming import Coming, comings, due_within
from deskbreak.core.easing import Easing
from deskbreak.core.plan import Break, Plan
from deskbreak.core.state import Due, OpenOffer, Running, State
from deskbreak.values import replace
from tests.core.office import LOOK, MOBILITY, PLAN, WALK, WATER, at, plan, state

TODAY_SKIPPED = ("mobility", date(2026, 11, 23).toordinal())
OFFER = OpenOffer(
    1,
    name="walk",
    routine="ten-minute-walk",
    lasts_s=600.0,
    say="",
    with_=("water",),
    at=at("12:00"),
    shown_at=at("12:00"),
)
RUNNING = Running("uid", offer=0, name="mobility", routine="auto", lasts_s=180.0, since=at("10:00"))


@pytest.mark.parametrize(
    ("clock", "overtime", "works", "span"),
    [
        ("08:59", None, False, None),
        ("09:00", None, True, ("09:00", "12:30")),
        ("12:30", None, False, None),
        ("17:00", "19:00", True, ("13:30", "19:00")),
        ("17:00", "17:30", True, ("13:30", "18:00")),
        ("18:30", "19:00", True, ("18:30", "19:00")),
        ("19:00", "19:00", False, None),
        ("17:00", "17:00", True, ("13:30", "18:00")),
        ("20:00", "19:00", False, None),
    ],
)
def test_working_is_the_hours_and_overtime(
    clock: str, overtime: str | None, works: bool, span: tuple[str, str] | None
) -> None:
    s = state("08:00", work_until=None if overtime is None else at(overtime))
    assert coming.working(s, PLAN, at(clock)) is works
    expected = None if span is None else (at(span[0]), at(span[1]))
    assert coming.span_now(s, PLAN, at(clock)) == expected


MEETINGS = ((at("10:00"), at("10:30")), (at("11:00"), at("11:30")))


@pytest.mark.parametrize(
    ("clock", "named_until", "runs"),
    [
        ("09:59:59", None, None),
        ("10:00", None, ("10:00", "10:30")),
        ("10:29:59", None, ("10:00", "10:30")),
        ("10:30", None, None),
        ("11:15", None, ("11:00", "11:30")),
        ("10:15", "10:20", ("10:15", "10:20")),
        ("10:20", "10:20", ("10:00", "10:30")),
        ("10:45", "10:50", ("10:45", "10:50")),
        ("10:50", "10:50", None),
    ],
)
def test_the_meeting_that_runs(clock: str, named_until: str | None, runs: tuple[str, str] | None) -> None:
    until = None if named_until is None else at(named_until)
    s = state("09:00", meetings=MEETINGS, meeting_until=until)
    expected = None if runs is None else (at(runs[0]), at(runs[1]))
    assert coming.meeting_now(s, at(clock)) == expected
    assert ("meeting" in coming.holds(s, PLAN, at(clock))) is (runs is not None)


@pytest.mark.parametrize(
    ("later_s", "is_known"), [(0.0, True), (359.5, True), (360.0, False), (361.0, False)]
)
def test_what_the_probes_reported_is_forgotten_after_six_minutes(later_s: float, is_known: bool) -> None:
    s = state("10:00", busy=frozenset(("camera",)), busy_at=at("10:00"))
    assert coming.busy_now(s, at("10:00") + later_s) == (frozenset(("camera",)) if is_known else frozenset())
    assert coming.busy_now(replace(s, busy_at=None), at("10:00")) == frozenset()


@pytest.mark.parametrize(
    ("more", "clock", "held"),
    [
        ({}, "10:00", ()),
        (
            {"busy": frozenset(("screen-share", "app")), "busy_at": at("10:00")},
            "10:00",
            ("app", "screen-share"),
        ),
        ({"pause_until": at("10:05")}, "10:04:59", ("paused",)),
        ({"pause_until": at("10:05")}, "10:05", ()),
        ({"locked_since": at("09:50")}, "10:00", ("locked",)),
        ({}, "13:00", ("off-hours",)),
        (
            {"pause_until": at("14:00"), "meeting_until": at("14:00"), "locked_since": 0.0}
            | {"busy": frozenset(("camera",)), "busy_at": at("13:00")},
            "13:00",
            ("camera", "locked", "meeting", "off-hours", "paused"),
        ),
    ],
)
def test_every_hold_at_once_in_order(more: dict[str, Any], clock: str, held: tuple[str, ...]) -> None:
    assert coming.holds(state("10:00", **more), PLAN, at(clock)) == held


@pytest.mark.parametrize(
    ("more", "clock", "runs"),
    [
        ({}, "10:00", True),
        ({"away_since": at("09:50")}, "10:00", False),
        ({"locked_since": at("09:50")}, "10:00", False),
        ({"away_since": at("09:50"), "locked_since": at("09:40")}, "10:00", False),
        ({"standing_until": at("10:30")}, "10:29:59", False),
        ({"standing_until": at("10:30")}, "10:30", True),
        ({"running": RUNNING}, "10:00", False),
        ({}, "12:45", False),
        ({"work_until": at("12:50")}, "12:45", True),
    ],
)
def test_when_the_sitting_clock_runs(more: dict[str, Any], clock: str, runs: bool) -> None:
    assert coming.counts(state("09:00", **more), PLAN, at(clock)) is runs


@pytest.mark.parametrize("clock", ["10:29:59", "10:30"])
def test_standing_has_an_end(clock: str) -> None:
    assert coming.standing(state("10:00", standing_until=at("10:30")), at(clock)) is (clock < "10:30")
    assert not coming.standing(state("10:00"), at(clock))


@pytest.mark.parametrize(
    ("busy", "meeting", "still"),
    [
        ((), None, False),
        (("do-not-disturb", "app", "command"), None, False),
        (("do-not-disturb", "fullscreen"), None, True),
        (("microphone",), None, True),
        ((), "10:30", True),
        (("app",), "10:30", True),
    ],
)
def test_who_may_sit_still(busy: tuple[str, ...], meeting: str | None, still: bool) -> None:
    until = None if meeting is None else at(meeting)
    s = state("10:00", busy=frozenset(busy), busy_at=at("10:00"), meeting_until=until)
    assert coming.in_call(s, at("10:00")) is still


@pytest.mark.parametrize(
    ("one", "chosen_s", "interval_s"),
    [
        (MOBILITY, 0.0, 2700.0),
        (MOBILITY, 3600.0, 3600.0),
        (replace(MOBILITY, every_s=7200.0), 3600.0, 7200.0),
        (LOOK, 3600.0, 1200.0),  # it needs no answer, so it is left alone
        (WATER, 3600.0, 3600.0),
        (WALK, 0.0, 0.0),
        (replace(LOOK, every_s=None, at=(600,)), 3600.0, 0.0),
    ],
)
def test_how_much_is_sat_before_a_break(one: Break, chosen_s: float, interval_s: float) -> None:
    assert coming.interval_s(state("10:00", easing=Easing(chosen_s=chosen_s)), one) == interval_s


def test_a_break_is_left_out_for_one_day() -> None:
    s = state("10:00", skipped_days=(TODAY_SKIPPED,))
    assert coming.skipped(s, PLAN, "mobility", at("23:59"))
    assert not coming.skipped(s, PLAN, "mobility", at("00:00", 1))
    assert not coming.skipped(s, PLAN, "walk", at("10:00"))


# -- when each falls due --------------------------------------------------------------------------------------


def ahead(s: State, of: Plan) -> list[Coming]:
    return list(comings(s, of, s.at))


def test_by_sitting_it_is_now_and_what_is_missing() -> None:
    s = state("10:00", sat_s=900.0, sat=(("mobility", 900.0), ("water", 2000.0)))
    due, now = at("10:30"), at("10:00")
    assert ahead(s, plan(MOBILITY, WATER)) == [
        Coming(due, "mobility", early=False, due=due, with_fixed=False),
        Coming(now, "water", due=now),
    ]


def test_those_after_one_that_waits_are_ahead_all_the_same() -> None:
    s = state("10:00", due=(Due("mobility", at("10:00")),))
    assert [one.name for one in ahead(s, plan(MOBILITY, WATER, LOOK))] == ["water", "look"]


def test_what_is_late_is_due_now_and_not_before() -> None:
    late: dict[str, Any] = {"sat": (("mobility", 2800.0),)}
    for put_off in ((), (("mobility", at("09:30")),)):
        assert ahead(state("10:00", put_off=put_off, **late), PLAN) == [
            Coming(at("10:00"), "mobility", due=at("10:00"))
        ]


@pytest.mark.parametrize(
    "more",
    [
        {"standing_until": at("12:00")},
        {"skipped_days": (TODAY_SKIPPED,)},
        {"due": (Due("mobility", at("10:00")),)},
        {"offer": replace(OFFER, name="mobility")},
        {"offer": replace(OFFER, with_=("mobility",))},
    ],
)
def test_what_waits_is_left_out_or_rests_is_not_ahead(more: dict[str, Any]) -> None:
    assert ahead(state("10:00", **more), PLAN) == []


def test_on_other_days_of_the_week_it_is_not_ahead() -> None:
    tuesdays = replace(MOBILITY, days=frozenset((1,)))
    assert ahead(state("10:00"), plan(tuesdays)) == []
    assert [one.at for one in ahead(state("10:00", 1), plan(tuesdays))] == [at("10:45", 1)]


def test_a_fixed_time_comes_after_what_was_dealt_with() -> None:
    twice = replace(WALK, at=(660, 720))
    eleven, noon = Coming(at("11:00"), "walk"), Coming(at("12:00"), "walk")
    assert (eleven.early, eleven.due, eleven.with_fixed) == (False, 0.0, False)
    assert ahead(state("10:00"), plan(twice)) == [eleven]
    assert ahead(state("10:00", fixed_seen=at("11:00")), plan(twice)) == [noon]
    assert ahead(state("11:00", fixed_seen=at("10:00")), plan(twice)) == [noon]
    assert ahead(state("10:00", passed_over=(("walk", at("11:00")),)), plan(twice)) == [noon]
    assert ahead(state("10:00", passed_over=(("other", at("11:00")),)), plan(twice)) == [eleven]
    put_off = state("10:00", put_off=(("walk", at("10:20")),), passed_over=(("walk", at("11:00")),))
    assert ahead(put_off, plan(twice)) == [Coming(at("10:20"), "walk")]
    assert ahead(state("10:20", put_off=(("walk", at("10:20")),)), plan(twice)) == [eleven]
    assert ahead(state("10:00", put_off=(("walk", at("11:30")),)), plan(twice)) == [eleven]
    left_out = (("walk", TODAY_SKIPPED[1]),)
    assert ahead(state("10:00", skipped_days=left_out), plan(twice)) == [Coming(at("11:00", 1), "walk")]


def test_a_time_that_never_lies_within_the_hours_is_not_ahead_unless_it_was_put_off() -> None:
    night = replace(WALK, at=(180,))
    assert ahead(state("10:00"), plan(night)) == []
    assert ahead(state("10:00", put_off=(("walk", at("10:20")),)), plan(night)) == [
        Coming(at("10:20"), "walk")
    ]


def due(one: Break, start: str, end: str, *, missing: float, of: Plan | None = None, **more: Any) -> Any:
    s = state(start, **more)
    return due_within(s, of or plan(one), one, work=(at(start), at(end)), missing=missing)


@pytest.mark.parametrize(
    ("one", "missing", "is_due"),
    [
        (MOBILITY, 1620.0, True),  # at 12:27, over by 12:30
        (MOBILITY, 1621.0, False),
        (MOBILITY, 1800.0, False),
        (WATER, 1799.0, True),  # what only says something takes no time
        (WATER, 1800.0, False),
        (LOOK, 1780.0, True),
        (LOOK, 1781.0, False),
    ],
)
def test_it_has_to_be_over_when_work_is(one: Break, missing: float, is_due: bool) -> None:
    when = at("12:00") + missing
    expected = Coming(when, one.name, due=when) if is_due else None
    assert due(one, "12:00", "12:30", missing=missing) == expected


def test_what_was_put_off_comes_no_earlier() -> None:
    later = (("mobility", at("11:00")),)
    assert due(MOBILITY, "10:00", "12:30", missing=0.0, put_off=later).at == at("11:00")
    assert due(MOBILITY, "10:00", "12:30", missing=7200.0, put_off=later).at == at("12:00")
    assert due(MOBILITY, "10:00", "12:30", missing=600.0, put_off=(("walk", at("11:00")),)).at == at("10:10")


def test_long_before_the_first_of_the_epoch_it_is_due_in_time_as_well() -> None:
    start = -1_000_000.0
    found = due_within(State(start, 0.0), PLAN, MOBILITY, work=(start, start + 7200.0), missing=600.0)
    assert found == Coming(start + 600.0, "mobility", due=start + 600.0)


# -- giving way to a fixed break and to a meeting -------------------------------------------------------------

STROLL = replace(WALK, name="stroll", at=(717,))
LATER = replace(WALK, name="later", at=(725,))


@pytest.mark.parametrize(
    ("fixed", "missing", "waits_for"),
    [
        ((WALK,), 6300.0 - 1.0, None),  # 11:44:59, more than 15 minutes before
        ((WALK,), 6300.0, None),  # 11:45 is not less than 15 minutes before 12:00
        ((WALK,), 6300.5, "12:00"),
        ((WALK,), 7200.0, "12:00"),
        ((WALK,), 7200.5, "12:00"),  # half a second later than the fixed one
        ((WALK,), 7201.5, None),
        ((replace(WALK, routine="", say="Stand up"),), 7000.0, None),
        ((replace(MOBILITY, name="other"),), 7000.0, None),
        ((LATER, STROLL, WALK), 7000.0, "11:57"),  # the first of several,
    ],
)
def test_shortly_before_a_fixed_movement_break_it_waits_for_it(
    fixed: tuple[Break, ...], missing: float, waits_for: str | None
) -> None:
    falls = at("10:00") + missing
    plain, joined = (
        Coming(falls, "mobility", due=falls),
        Coming(at(waits_for or "12:00"), "mobility", due=falls),
    )
    expected = plain if waits_for is None else replace(joined, with_fixed=True)
    assert due(MOBILITY, "10:00", "12:30", missing=missing, of=plan(MOBILITY, *fixed)) == expected


def test_a_fixed_time_that_is_dealt_with_or_left_out_is_not_waited_for() -> None:
    both, falls = plan(MOBILITY, WALK), at("11:50")
    for more in (
        {"fixed_seen": at("12:00")},
        {"passed_over": (("walk", at("12:00")),)},
        {"skipped_days": (("walk", TODAY_SKIPPED[1]),)},
    ):
        found = due(MOBILITY, "11:00", "12:30", missing=3000.0, of=both, **more)
        assert found == Coming(falls, "mobility", due=falls)
    says = due(WATER, "11:00", "12:30", missing=3000.0, of=plan(WATER, WALK))
    assert says == Coming(falls, "water", due=falls)


@pytest.mark.parametrize(
    ("now", "meeting", "early"),
    [
        ("10:00", ("10:20", "11:00"), "10:16"),  # three minutes for the break, one to be back
        ("10:00", ("10:30", "11:00"), "10:26"),  # a meeting that begins in the very minute it falls due
        ("10:00", ("10:30:01", "11:00"), None),
        ("10:00", ("10:20", "10:30"), None),  # it is over by then
        ("10:00", ("10:20", "10:30:01"), "10:16"),
        ("10:00", ("10:16", "11:00"), "10:12"),  # 60 % of 45 minutes are sat
        ("10:00", ("10:15:59", "11:00"), None),
        ("10:18", ("10:20", "11:00"), "10:18"),
        ("10:19", ("10:20", "11:00"), None),  # too late to be back
        ("10:20", ("10:20", "11:00"), None),  # it runs already
        ("10:20", ("10:10", "11:00"), None),
    ],
)
def test_a_break_that_would_fall_into_a_meeting_comes_in_the_gap_before(
    now: str, meeting: tuple[str, str], early: str | None
) -> None:
    falls = at("10:30")
    spans = ((at(meeting[0]), at(meeting[1])),)
    found = due(MOBILITY, now, "12:30", missing=falls - at(now), meetings=spans)
    plain = Coming(falls, "mobility", due=falls)
    assert found == (plain if early is None else replace(plain, at=at(early), early=True))


def test_of_several_meetings_the_one_it_would_fall_into_counts() -> None:
    spans = tuple((at(a), at(b)) for a, b in (("10:05", "10:10"), ("10:25", "10:40"), ("11:00", "11:30")))
    found = due(MOBILITY, "10:00", "12:30", missing=1800.0, meetings=spans)
    assert found == Coming(at("10:21"), "mobility", early=True, due=at("10:30"))


def test_while_eased_off_sixty_per_cent_are_of_the_longer_interval() -> None:
    """Of 90 minutes that are 54, so the gap may come up to 36 minutes early."""
    eased = Easing(chosen_s=5400.0)
    for meeting, early in (("10:58", "10:54"), ("10:57:59", None)):
        found = due(
            MOBILITY, "10:00", "12:30", missing=5400.0, meetings=((at(meeting), at("12:00")),), easing=eased
        )
        assert found.early is (early is not None)
        assert found.at == at(early or "11:30")


def test_a_gap_before_work_hours_of_another_length_is_not_looked_at() -> None:
    """Nothing is due on a day off, overtime apart."""
    s = state("10:00", 5, in_hours=False)
    assert ahead(s, PLAN) == []
    overtime = replace(s, work_until=at("12:00", 5))
    assert ahead(overtime, PLAN) == [Coming(at("10:45", 5), "mobility", due=at("10:45", 5))]


def test_the_names_of_what_waits() -> None:
    assert coming.waiting_names(state("12:00")) == frozenset()
    s = state("12:00", due=(Due("mobility", at("12:00")), Due("look", at("12:00"))), offer=OFFER)
    assert coming.waiting_names(s) == {"mobility", "look", "walk", "water"}
