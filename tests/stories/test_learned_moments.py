"""Moments chosen by what was taken, within their window; docs/learning.md states the rule."""

from __future__ import annotations

import pytest

from deskbreak.core.effects import Offer, OfferContext
from deskbreak.core.events import Idle, Input
from deskbreak.core.learning import CHOSEN, PLAIN, Learned, Share, is_plain
from deskbreak.core.plan import Body, OfferRules
from deskbreak.values import replace
from tests.stories.day import MONDAY, Day, at, every

LONG = "09:00-18:00"
SEED = next(
    word
    for word in map(str, range(999))
    if not any(is_plain(word, MONDAY.toordinal(), "mobility", n) for n in range(12))
)


def share(key: str, value: float) -> Share:
    return Share(key, offers=40, taken=round(40 * value), share=value)


def tables(
    contexts: dict[str, float] | None = None,
    blocks: dict[str, float] | None = None,
    forms: dict[str, float] | None = None,
    seed: str = SEED,
) -> Learned:
    def made(found: dict[str, float] | None) -> tuple[Share, ...]:
        return tuple(share(key, value) for key, value in (found or {}).items())

    return Learned(
        seed,
        offers=100,
        taken=40,
        overall=0.4,
        blocks=made(blocks),
        contexts=made(contexts),
        forms=made(forms),
    )


class Learner(Day):
    """A day with tables; keeps the contexts of its offers."""

    contexts: list[OfferContext]
    offers: list[Offer]

    def __init__(self, *breaks: object, learned: Learned, **more: object) -> None:
        self.contexts, self.offers = [], []
        super().__init__(*breaks, begins="08:50", **more)  # type: ignore[arg-type]
        self.edits(learned=learned)

    def _see(self, effect: object) -> None:
        if isinstance(effect, OfferContext):
            self.contexts.append(effect)
        if isinstance(effect, Offer):
            self.offers.append(effect)
        super()._see(effect)  # type: ignore[arg-type]


def test_without_tables_every_offer_comes_when_it_is_due():
    day = Day(every(45), work=LONG)
    day.has_meetings("09:30-09:40")
    day.until("09:46")
    day.happened("09:45 offer mobility")


def test_after_a_meeting_that_ends_before_it_is_due():
    day = Learner(every(45), work=LONG, learned=tables({"meeting": 0.8}))
    day.has_meetings("09:20-09:38")
    day.until("09:50")
    (one,) = day.contexts
    assert (one.before, one.moment) == ("meeting", CHOSEN)
    assert 0 <= day.instant("09:48") - one.at <= 600, "while it has just ended"


def test_it_waits_for_a_meeting_that_ends_within_the_window():
    day = Learner(every(45), work=LONG, learned=tables({"meeting": 0.8}))
    day.has_meetings("09:44-09:55")
    day.until("10:10")
    assert day.contexts[0].at == day.instant("09:55")
    assert day.contexts[0].before == "meeting"


def test_a_meeting_that_ends_beyond_it_is_not_waited_for():
    day = Learner(every(45), work=LONG, learned=tables({"meeting": 0.8}))
    day.has_meetings("09:47-10:30")
    day.until("09:46")
    assert len(day.contexts) == 1


def test_typing_is_let_go_on_to_the_end_of_the_window_and_no_longer():
    day = Learner(every(45), work=LONG, typing=True, learned=tables({"pause": 0.8, "typing": 0.1}))
    day.until("10:05")
    assert day.contexts[0].at == day.instant("10:00")
    assert (day.contexts[0].before, day.contexts[0].waited_s) == ("typing", 900.0)


def test_a_pause_in_typing_ends_the_wait():
    day = Learner(every(45), work=LONG, typing=True, learned=tables({"pause": 0.8, "typing": 0.1}))
    day.until("09:52")
    assert day.seen.waiting == "waiting for a better moment"
    day.happens(Idle, for_s=5.0)
    assert day.contexts[0].at == day.instant("09:52")
    assert day.contexts[0].before == "pause"


def test_a_short_wait_costs_too_much_for_a_little():
    day = Learner(every(45), work=LONG, learned=tables(blocks={"08-10": 0.40, "10-12": 0.45}))
    day.until("09:46")
    assert day.contexts[0].at == day.instant("09:45")


def test_a_better_hour_is_waited_for():
    day = Learner(every(55), work=LONG, learned=tables(blocks={"08-10": 0.30, "10-12": 0.60}))
    day.until("10:02")
    assert day.contexts[0].at == day.instant("10:00")


def test_never_later_than_work_allows():
    later = tables({"pause": 0.9, "typing": 0.1})
    day = Learner(every(45), work="09:00-09:50", typing=True, learned=later)
    day.until("10:00")
    assert day.contexts[0].at == day.instant("09:47")


def test_a_break_at_a_time_of_day_keeps_it():
    day = Learner(at("11:00"), work=LONG, learned=tables(blocks={"10-12": 0.1, "12-14": 0.9}))
    day.until("11:01")
    assert (day.contexts[0].at, day.contexts[0].moment) == (day.instant("11:00"), "")


def test_the_window_is_a_setting():
    narrow = OfferRules(heads_up_s=0.0, earlier_s=60.0, later_s=120.0)
    learned = tables({"pause": 0.8, "typing": 0.1})
    day = Learner(every(45), work=LONG, typing=True, learned=learned, offer=narrow)
    day.until("10:00")
    assert day.contexts[0].waited_s == 120.0


def test_plain_offers_come_when_they_are_due():
    plain = next(word for word in map(str, range(999)) if is_plain(word, MONDAY.toordinal(), "mobility", 0))
    day = Learner(every(45), work=LONG, learned=tables({"meeting": 0.9}, seed=plain))
    day.has_meetings("09:30-09:40")
    day.until("09:46")
    assert (day.contexts[0].at, day.contexts[0].moment) == (day.instant("09:45"), PLAIN)


def test_learn_off_is_plain():
    off = OfferRules(heads_up_s=0.0, learn=False)
    day = Learner(every(45), work=LONG, learned=tables({"meeting": 0.9}), offer=off)
    day.has_meetings("09:30-09:40")
    day.until("09:46")
    assert (day.contexts[0].at, day.contexts[0].moment) == (day.instant("09:45"), "")


def test_why_says_what_was_waited_for():
    day = Learner(every(45), work=LONG, typing=True, learned=tables({"pause": 0.71, "typing": 0.2}))
    reported: list[str] = []
    see = day._see
    day._see = lambda one: (reported.append(getattr(one, "reason", "")), see(one))[1]  # type: ignore[assignment,method-assign]
    day.until("09:51")
    day.happens(Idle, for_s=5.0)
    assert (
        "sat for 51 min; waited 6 min: you take 71 % of offers in a pause in typing, 40 % in all" in reported
    )


def test_a_chosen_set_leaves_the_floor_out_where_it_is_not_taken():
    forms = tables(forms={"3 min, floor": 0.2, "3 min": 0.6})
    day = Learner(every(45), work=LONG, learned=forms)
    day.edits(body=Body(positions=("standing", "supine")))
    day.until("09:46")
    day.takes_it()
    day.until("10:36")
    first, second = day.offers
    assert (first.upright, second.upright, second.lasts_s) == (
        False,
        True,
        180.0,
    )  # the day's first keeps its form


def test_a_minute_is_offered_where_clearly_more_is_taken():
    day = Learner(every(45), work=LONG, learned=tables(forms={"3 min": 0.3, "1 min": 0.8}))
    day.until("09:46")
    day.takes_it()
    day.until("10:40")
    assert (day.offers[1].lasts_s, day.offers[1].upright) == (60.0, True)


@pytest.mark.parametrize("what", ["leaves", "pauses", "locks"])
def test_a_window_that_opened_early_closes_where_nobody_sits(what):
    learned = tables({"pause": 0.8, "typing": 0.1})
    day = Learner(every(45), work=LONG, typing=True, learned=learned)
    day.until("09:37")
    assert [due.name for due in day.state.due] == ["mobility"]
    if what == "leaves":
        day.stops_typing(0.0)
        day.leaves()
    elif what == "pauses":
        from deskbreak.core.events import CommandKind

        day.says(CommandKind.PAUSE, minutes=30)
    else:
        day.locks_for_good()
    assert what == "leaves" or not day.state.due
    assert not day.contexts or day.contexts[0].before == "pause"


def test_the_same_day_twice_is_the_same():
    days = []
    for _ in range(2):
        day = Learner(every(45), work=LONG, typing=True, learned=tables({"pause": 0.7, "meeting": 0.9}))
        day.has_meetings("10:20-10:50", "12:10-12:20")
        day.until("18:00")
        days.append(day.contexts)
    assert days[0] == days[1] and len(days[0]) > 5


def test_a_saved_window_goes_on_after_a_restart():
    day = Learner(every(45), work=LONG, typing=True, learned=tables({"pause": 0.8, "typing": 0.1}))
    day.until("09:50")
    day.restarts()
    day.happens(Input)
    day.until("10:05")
    assert day.contexts[0].at == day.instant("10:00")


def test_forty_minutes_early_is_not_in_any_window():
    day = Learner(every(45), work=LONG, learned=tables({"meeting": 0.99}))
    day.has_meetings("09:02-09:05")
    day.until("09:46")
    assert day.contexts[0].at == day.instant("09:45")
    assert replace(day.contexts[0], at=0.0).moment == CHOSEN
