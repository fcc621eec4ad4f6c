"""The window of a break, the moments in it, and which is best; docs/learning.md states the rule."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.coming import Coming
from deskbreak.core.easing import Easing
from deskbreak.core.learning import CHOSEN, PLAIN, is_plain
from deskbreak.core.plan import OfferRules, Plan
from deskbreak.core.state import Due, OpenOffer, Running
from deskbreak.core.window import (
    Opening,
    best,
    candidates,
    close_early,
    context,
    is_free,
    later_context,
    opening,
    waits,
    worth,
)
from deskbreak.values import replace
from tests.core.monday import DAY, PLAN, at, draft, due, learner, sitting, tables_of

ONLY_THIRD_PLAIN = next(
    word
    for word in map(str, range(9999))
    if [is_plain(word, DAY, "mobility", n) for n in range(5)] == [False, False, True, False, False]
    and not is_plain(word, DAY + 1, "mobility", 2)
)


# -- the window ----------------------------------------------------------------------------------------------

LEARNS = learner()
AT_0945 = Coming(at("09:45"), "mobility", due=at("09:45"))


@pytest.mark.parametrize(
    ("coming", "opens"),
    [
        (AT_0945, Opening(at("09:35"), at("10:00"), CHOSEN)),
        (replace(AT_0945, at=at("09:41"), early=True), Opening(at("09:41"), at("10:00"), CHOSEN)),
        (Coming(at("17:50"), "mobility", due=at("17:50")), Opening(at("17:40"), at("17:57"), CHOSEN)),
        (Coming(at("17:58"), "mobility", due=at("17:58")), Opening(at("17:48"), at("17:58"), CHOSEN)),
        (Coming(at("12:00"), "mobility", due=at("11:50"), with_fixed=True), Opening(at("12:00"), moment=CHOSEN)),
        (Coming(at("12:00"), "walk"), Opening(at("12:00"))),
        (Coming(at("10:30"), "water", due=at("10:30")), Opening(at("10:30"))),
        (Coming(at("10:30"), "a gone one", due=at("10:30")), Opening(at("10:30"))),
        (Coming(at("10:30"), "you never had it", due=at("10:30")), Opening(at("10:30"))),
    ],
    ids=["by sitting", "before a meeting", "near the end of work", "too late for a set", "waits for a fixed one",
         "at a time of day", "only says something", "gone", "never there"],
)  # fmt: skip
def test_ten_minutes_before_and_a_quarter_of_an_hour_after(coming: Coming, opens: Opening) -> None:
    assert opening(sitting("09:30", easing=Easing(day=DAY)), LEARNS, coming, at("09:30")) == opens


def test_outside_work_hours_the_window_ends_when_it_is_due() -> None:
    coming = Coming(at("08:50"), "mobility", due=at("08:50"))
    assert opening(sitting("08:30"), LEARNS, coming, at("08:30")) == Opening(at("08:40"), at("08:50"), CHOSEN)


def test_where_nothing_is_learned_there_is_no_window() -> None:
    off = replace(LEARNS, offer=OfferRules(learn=False))
    for plan in (PLAN, off):
        assert opening(sitting("09:30"), plan, AT_0945, at("09:30")) == Opening(at("09:45"))


def test_what_was_put_off_has_its_own_moment() -> None:
    state = sitting("09:30", put_off=(("mobility", at("09:45")),))
    assert opening(state, LEARNS, AT_0945, at("09:30")) == Opening(at("09:45"), moment=CHOSEN)
    other = sitting("09:30", put_off=(("water", at("09:45")),))
    assert opening(other, LEARNS, AT_0945, at("09:30")).till == at("10:00")


def test_a_plain_one_is_drawn_by_the_day_and_by_what_was_offered_on_it() -> None:
    plan = learner(ONLY_THIRD_PLAIN)
    moments = {
        (day, offers): opening(
            sitting("09:30", easing=Easing(day=day, offers=offers)), plan, AT_0945, at("09:30")
        ).moment
        for day, offers in ((DAY, 1), (DAY, 2), (DAY, 3), (DAY + 1, 2))
    }
    assert moments == {(DAY, 1): CHOSEN, (DAY, 2): PLAIN, (DAY, 3): CHOSEN, (DAY + 1, 2): CHOSEN}
    third = sitting("09:30", easing=Easing(day=DAY, offers=2))
    assert opening(third, plan, AT_0945, at("09:30")) == Opening(at("09:45"), moment=PLAIN)


# -- what goes before ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ended", "clock", "before"),
    [
        ("09:30", "09:30", "meeting"),  # this very moment
        ("09:20", "09:30", "meeting"),  # ten minutes ago is just
        ("09:20", "09:30:01", "pause"),
        ("09:31", "09:30", "pause"),  # the clock was set back
        ("09:30:00.5", "09:30", "pause"),
    ],
)
def test_what_ended_in_the_ten_minutes_before_goes_before(ended: str, clock: str, before: str) -> None:
    state = sitting("09:10", before="meeting", before_at=at(ended), idle_known=True, idle_since=at("09:10"))
    assert context(state, at(clock)) == later_context(state, at(clock)) == before


@pytest.mark.parametrize(
    ("watched", "now", "later"),
    [
        ({"idle_known": True}, "typing", "pause"),
        ({"idle_known": True, "idle_since": at("09:25")}, "pause", "pause"),
        ({}, "", ""),
        ({"before": "hold"}, "", ""),
        ({"before_at": at("09:29"), "idle_known": True}, "typing", "pause"),
    ],
)
def test_else_whether_the_person_types_where_that_is_known(
    watched: dict[str, Any], now: str, later: str
) -> None:
    state = sitting("09:30", **watched)
    assert (context(state, at("09:30")), later_context(state, at("09:40"))) == (now, later)


# -- the moments ---------------------------------------------------------------------------------------------


def moments(clock: str, one: Due, **more: Any) -> list[tuple[float, str]]:
    return list(candidates(sitting(clock, **more), LEARNS, one, at(clock)))


def test_now_a_pause_the_due_moment_and_the_next_two_hours_can_be_told_apart() -> None:
    assert moments("09:40", due("09:50", "10:05"), idle_known=True) == [
        (at("09:40"), "typing"),
        (at("09:42"), "pause"),
        (at("09:50"), "pause"),
        (at("10:00"), "pause"),
    ]
    assert moments("09:40", due("09:50", "10:05")) == [
        (at("09:40"), ""),
        (at("09:50"), ""),
        (at("10:00"), ""),
    ]
    assert moments("09:50", due("09:50", "10:00")) == [(at("09:50"), ""), (at("10:00"), "")]
    assert moments("09:51", due("09:50", "09:59")) == [(at("09:51"), "")]


def test_a_pause_in_typing_is_expected_within_the_window() -> None:
    assert moments("09:44", due("09:30", "09:45"), idle_known=True) == [
        (at("09:44"), "typing"),
        (at("09:45"), "pause"),
    ]


def test_without_a_window_nothing_comes_after_the_due_moment() -> None:
    assert moments("09:40", due("09:50"), meetings=((at("09:45"), at("09:55")),)) == [(at("09:40"), "")]
    assert moments("09:40", due("09:50")) == [(at("09:40"), ""), (at("09:50"), "")]


def test_the_end_of_a_meeting_is_one_and_nothing_within_a_meeting_is() -> None:
    spans = ((at("09:45"), at("09:55")), (at("09:58"), at("10:04")))
    assert moments("09:40", due("09:50", "10:05"), meetings=spans) == [
        (at("09:40"), ""),
        (at("09:55"), "meeting"),
        (at("10:04"), "meeting"),
    ]
    edges = ((at("09:45"), at("09:50")), (at("10:00"), at("10:05")))
    assert moments("09:40", due("09:50", "10:05"), meetings=edges) == [
        (at("09:40"), ""),
        (at("09:50"), ""),
        (at("09:50"), "meeting"),
        (at("10:05"), "meeting"),
    ]


def test_a_meeting_that_ends_now_is_no_moment_of_its_own() -> None:
    spans = ((at("09:30"), at("09:40")), (at("09:30"), at("09:40") + 0.005), (at("09:30"), at("09:40") + 0.1))
    assert moments("09:40", due("09:40", "09:55"), meetings=spans) == [
        (at("09:40"), ""),
        (at("09:40") + 0.1, "meeting"),
    ]


def test_four_meetings_are_looked_at() -> None:
    spans = tuple((at(f"09:4{n}"), at(f"09:4{n}:30")) for n in (1, 3, 5, 7))
    ends = [(at("09:40"), ""), *((end, "meeting") for _, end in spans)]
    assert moments("09:40", due("09:40", "09:59"), meetings=spans) == ends
    fifth = (at("09:49"), at("09:49:30"))
    assert moments("09:40", due("09:40", "09:59"), meetings=(*spans, fifth)) == ends
    around_ten = (at("09:59"), at("10:01"))
    found = moments("09:40", due("09:40", "10:00"), meetings=(*spans, around_ten))
    assert found == [*ends, (at("10:00"), "")]
    found = moments("09:40", due("09:40", "10:00"), meetings=(*spans[:3], around_ten))
    assert found == ends[:-1]


@pytest.mark.parametrize(
    ("clock", "edge"),
    [
        ("10:00", "12:00"),
        ("10:00:01", "12:00"),
        ("11:20:15", "12:00"),
        ("11:59:59.5", "12:00"),
        ("12:30", "14:00"),
    ],
)
def test_the_hours_of_the_table_change_at_each_even_full_hour(clock: str, edge: str) -> None:
    found = moments(clock, due("09:50", "15:00"))
    assert found == [(at(clock), ""), (pytest.approx(at(edge), abs=1e-3), "")]


# -- what they are worth -------------------------------------------------------------------------------------

HOURLY = learner(blocks={"08-10": 0.5, "10-12": 0.6}, contexts={"meeting": 0.7})


@pytest.mark.parametrize(
    ("when", "before", "points"),
    [
        ("09:50", "", 50),
        ("09:50", "meeting", 80),  # 50, and the 30 that a meeting adds to 40
        ("09:56", "meeting", 74),  # a point a minute later
        ("09:49", "meeting", 79.5),  # half a point a minute earlier
        ("09:40", "meeting", 75),
        ("09:49:59.5", "", 50 - 0.25 / 60),
        ("09:50:00.5", "", 50 - 0.5 / 60),
        ("10:00", "", 50),  # 60, less 10 minutes
    ],
)
def test_a_minute_late_costs_a_point_and_a_minute_early_half_a_point(
    when: str, before: str, points: float
) -> None:
    found = worth(tables_of(HOURLY), HOURLY, due("09:50"), when=at(when), before=before)
    assert 100 * found == pytest.approx(points)


PAUSES = learner(contexts={"pause": 0.8, "typing": 0.1})


@pytest.mark.parametrize(
    ("clock", "one", "plan", "watched", "chosen"),
    [
        ("09:40", due("09:50", "10:05"), LEARNS, {}, "09:50"),  # all are equal: when it is due
        ("09:40", due("09:50", "10:05"), HOURLY, {}, "09:50"),  # ten points more, for ten minutes later
        ("09:40", due("09:54", "10:05"), HOURLY, {}, "10:00"),  # ten points more, for six minutes
        ("09:50", due("09:50", "10:05"), HOURLY, {"meetings": ((at("09:51"), at("10:01")),)}, "10:01"),
        ("09:40", due("09:54", "10:05"), HOURLY, {"idle_known": True, "idle_since": at("09:30")}, "10:00"),
        ("09:40", due("09:50"), HOURLY, {}, "09:40"),  # no window
        ("10:05", due("09:50", "10:05"), HOURLY, {}, "10:05"),  # the window is over
        ("10:20", due("09:50", "10:05"), PAUSES, {"idle_known": True}, "10:20"),
    ],
)
def test_the_best_moment(clock: str, one: Due, plan: Plan, watched: dict[str, Any], chosen: str) -> None:
    assert best(sitting(clock, **watched), plan, one, at(clock)) == at(chosen)


def test_of_equal_moments_the_earliest() -> None:
    """Ten minutes early and five late cost the same; in between is a meeting, and one has just ended too."""
    meetings = ((at("09:45"), at("09:55")),)
    state = sitting("09:40", meetings=meetings, before="meeting", before_at=at("09:38"))
    plan, one = learner(contexts={"meeting": 0.8}), due("09:50", "10:05")
    values = [
        worth(tables_of(plan), plan, one, when=at(clock), before="meeting") for clock in ("09:40", "09:55")
    ]
    assert values[0] == values[1]
    assert best(state, plan, one, at("09:40")) == at("09:40")


def test_nothing_is_chosen_where_nothing_is_learned() -> None:
    off = replace(HOURLY, offer=OfferRules(learn=False))
    for plan in (PLAN, off):
        assert best(sitting("09:40"), plan, due("09:54", "10:05"), at("09:40")) == at("09:40")


def test_for_a_pause_in_typing_the_whole_window_is_waited_since_nobody_knows_when_it_comes() -> None:
    def found(clock: str, plan: Plan = PAUSES, **more: Any) -> float:
        return best(sitting(clock, **{"idle_known": True} | more), plan, due("09:50", "10:05"), at(clock))

    assert found("09:50") == at("10:05")
    assert found("09:56") == at("10:05")
    assert found("09:45") == at("09:50")  # before it is due, the due moment is looked at again
    assert found("09:49") == at("09:50")
    ends = {"meetings": ((at("09:51"), at("09:55")),)}
    assert found("09:50", learner(contexts={"meeting": 0.8, "typing": 0.1}), **ends) == at("09:55")
    assert found("09:50", idle_since=at("09:40")) == at("09:50")  # it is a pause already
    assert found("09:50", learner(contexts={"pause": 0.1, "typing": 0.8})) == at("09:50")


# -- waiting -------------------------------------------------------------------------------------------------


def test_it_waits_while_a_better_moment_is_ahead_of_all_that_is_due() -> None:
    later, now = due("09:54", "10:05"), due("09:40", "10:05")
    d = draft("09:40", HOURLY, due=(later,))
    assert waits(d) and d.state.due == (replace(later, best=at("10:00")),)
    d = draft("09:40", HOURLY, due=(later, replace(later, name="other")))
    assert waits(d)
    d = draft("09:40", HOURLY, due=(later, now))
    assert not waits(d)
    assert d.state.due == (replace(later, best=at("10:00")), replace(now, best=at("09:40")))


def test_what_has_no_window_takes_the_others_along() -> None:
    d = draft("09:40", HOURLY, due=(due("09:54", "10:05"), Due("walk", at("09:40"), fixed=True)))
    before = d.state
    assert not waits(d) and d.state == before


def test_nothing_is_chosen_while_something_holds_it_back() -> None:
    d = draft("09:40", HOURLY, due=(due("09:54", "10:05"),), pause_until=at("09:50"))
    assert not waits(d) and d.state.due[0].best is None


OFFER = OpenOffer(
    1, name="mobility", routine="auto", lasts_s=None, say="", with_=(), at=at("09:45"), shown_at=at("09:45")
)
RUNNING = Running("u", offer=1, name="mobility", routine="auto", lasts_s=None, since=at("09:45"))


@pytest.mark.parametrize(
    ("clock", "state", "free"),
    [
        ("09:50", {}, True),
        ("09:50", {"busy": frozenset(("microphone",)), "busy_at": at("09:49")}, True),  # asked when it matters
        ("09:50", {"pause_until": at("10:00")}, False),
        ("09:50", {"pause_until": at("09:50")}, True),
        ("09:50", {"meetings": ((at("09:40"), at("10:00")),)}, False),
        ("09:50", {"offer": OFFER}, False),
        ("09:50", {"running": RUNNING}, False),
        ("09:50", {"standing_until": at("10:00")}, False),
        ("09:50", {"away_since": at("09:40")}, False),
        ("09:50", {"locked_since": at("09:40")}, False),
        ("08:50", {}, False),
    ],
)  # fmt: skip
def test_a_window_is_open_only_for_somebody_who_sits_and_is_free(
    clock: str, state: dict[str, Any], free: bool
) -> None:
    assert is_free(draft(clock, **state)) is free


def test_a_window_that_opened_early_closes_where_the_break_cannot_come() -> None:
    early, begun = due("09:55", "10:10"), due("09:45", "10:00")
    walk = Due("walk", at("09:55"), fixed=True)  # no window
    now = due("09:50", "10:05")
    held = draft("09:50", LEARNS, due=(early, begun, walk, now), pause_until=at("10:00"))
    close_early(held)
    assert held.state.due == (begun, walk, now)
    free = draft("09:50", LEARNS, due=(early, begun, walk))
    close_early(free)
    assert free.state.due == (early, begun, walk)
