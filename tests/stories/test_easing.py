"""A person who leaves offers alone, and what becomes of the offers. docs/timing.md has the table."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from deskbreak.core.effects import Offer, OpenPlayer, Question, QuestionOver
from deskbreak.core.events import CommandKind, Outcome
from deskbreak.core.plan import OfferRules
from tests.stories.day import Day, at, every

LONG = "09:00-18:00"


class Watched(Day):
    """Keeps every offer, question and player, with the day of the work week on which it came."""

    all: list[tuple[int, object]]

    def __init__(self, *breaks: object, **more: object) -> None:
        self.all = []
        super().__init__(*breaks, **more)  # type: ignore[arg-type]

    def _see(self, effect: object) -> None:
        days = int((self._at - self.instant("00:00")) // 86400)
        self.all.append((days, effect))
        super()._see(effect)  # type: ignore[arg-type]

    def of(self, kind: type, day: int | None = None) -> list[Any]:
        return [one for when, one in self.all if isinstance(one, kind) and day in (None, when)]

    def banners(self, day: int) -> int:
        return len(self.of(Offer, day)) + len(self.of(Question, day))


def test_after_two_missed_offers_are_shown_once():
    day = Day(every(45), work=LONG)
    day.until("12:10")
    assert [line for line in day.lines if "offer" in line] == [
        "09:45 offer mobility",
        "09:50 offer mobility again",
        "09:55 offer mobility again",
        "10:45 offer mobility",
        "10:50 offer mobility again",
        "10:55 offer mobility again",
        "11:45 offer mobility",
    ]
    day.happened("11:50 missed mobility")


def test_an_answer_brings_the_repeats_back():
    day = Day(every(45), work=LONG)
    day.until("11:46")
    day.snoozes(5)
    day.until("12:02")
    day.happened("11:51 offer mobility", "11:56 offer mobility again", "12:01 offer mobility again")


def test_after_three_not_taken_comes_the_one_minute_form():
    day = Watched(every(45), work=LONG)
    for _ in range(3):
        day.until(f"{9 + (45 + 45 * len(day.of(Offer))) // 60:02}:{(45 + 45 * len(day.of(Offer))) % 60:02}")
        day.skips()
    day.until("12:00")
    short = day.of(Offer)[-1]
    assert (short.routine, short.lasts_s, short.upright, short.step) == ("auto", 60.0, True, 2)
    day.starts()
    assert day.of(OpenPlayer)[-1].upright
    day.finishes(after=1)
    day.until("12:47")
    later = day.of(Offer)[-1]
    assert (later.lasts_s, later.upright, later.step) == (180.0, False, 1)


def test_a_break_at_a_time_of_day_stays_what_it_is():
    day = Watched(every(45), at("12:30"), work=LONG)
    day.until("12:31")
    walk = next(one for one in day.of(Offer) if one.break_name == "walk")
    assert (walk.routine, walk.lasts_s, walk.upright) == ("ten-minute-walk", 600.0, False)


def test_a_named_routine_by_sitting_is_offered_short_too():
    day = Watched(every(45, routine="mobility-set", lasts_s=None), work=LONG)
    day.until("12:40")
    assert (day.of(Offer)[-1].routine, day.of(Offer)[-1].lasts_s) == ("auto", 60.0)


def test_words_that_need_no_answer_are_left_alone():
    look = every(20, "look", routine="", say="Look away", lasts_s=20.0)
    day = Watched(look, work=LONG)
    for number in range(4):
        day.until("18:00", days=number)
    assert len(day.of(Offer, 0)) == len(day.of(Offer, 3)) > 20
    assert not day.of(Question)


def test_the_days_of_somebody_who_ignores_everything():
    day = Watched(every(45), at("12:30"))
    for number in range(12):
        day.until("18:30", days=number)
    counts = [day.banners(number) for number in range(12) if (number % 7) < 5]
    assert counts[0] == 12
    assert all(count <= 4 for count in counts[1:])
    assert counts[1:] == [4, 3, 2, 2, 2, 2, 2, 2, 2]
    assert [when for when, one in day.all if isinstance(one, Question)] == [2]
    assert day.of(Question)[0].days == 2


def to_the_question(**more: object) -> Watched:
    day = Watched(every(45), **more)
    day.until("18:30", days=1)
    day.until("10:30", days=2)
    assert len(day.of(Question)) == 1, "the third morning begins with the question"
    assert day.all[-1][0] == 2 and not day.of(Offer, 2)
    return day


def test_no_answer_means_fewer_for_that_week():
    day = to_the_question()
    assert day.state.easing.at_least_s == 5400.0
    day.until("08:00", days=9)
    assert day.state.easing.step == 3
    day.until("11:00", days=9)
    assert day.state.easing.step == 2


def test_keep_goes_on_as_before():
    day = to_the_question()
    assert day.says(CommandKind.EASE, name="keep") == ""
    assert day.of(QuestionOver)
    assert (day.state.easing.step, day.state.easing.is_asking) == (2, False)


def test_every_hour_is_for_two_weeks():
    day = to_the_question()
    day.says(CommandKind.EASE, name="60")
    for _ in range(3):
        day.says(CommandKind.START)
        day.finishes()
    assert day.state.easing.at_least_s == 3600.0
    day.until("11:38", days=2)
    assert not day.of(Offer, 2)
    day.until("11:40", days=2)
    assert len(day.of(Offer, 2)) == 1
    day.until("11:00", days=16)
    assert day.state.easing.chosen_s == 0.0


def test_a_pause_for_a_week_is_one():
    day = to_the_question()
    day.says(CommandKind.EASE, name="week")
    assert day.all[-1] and day.state.pause_until == day.instant("10:30", day.day + timedelta(days=9))
    day.until("10:00", days=9)
    assert not [one for when, one in day.all if isinstance(one, Offer) and when > 1]


def test_a_break_taken_answers_the_question():
    day = to_the_question()
    day.says(CommandKind.START)
    day.finishes()
    assert day.of(QuestionOver) and day.state.easing.step == 2


@pytest.mark.parametrize("order", ["off", "keep"])
def test_the_day_after_an_answer_is_not_an_ignored_one(order):
    day = to_the_question()
    day.says(CommandKind.EASE, name=order)
    day.until("09:30", days=3)
    assert day.state.easing.ignored_days == 0


def test_an_answer_that_is_none_is_refused():
    day = Day(every(45))
    assert "60, 90, hours" in day.says(CommandKind.EASE, name="never")


def test_whoever_returns_has_it_all_back_after_three():
    day = Watched(every(45))
    day.until("18:30", days=4)
    taken = 0
    while day.state.easing.step or day.state.easing.ignored_days:
        assert taken < 3
        day.works(1)
        if day.state.offer is not None:
            day.takes_it()
            taken += 1
    assert taken == 3


def test_adapt_off_is_as_the_settings_say():
    day = Watched(every(45), offer=OfferRules(heads_up_s=0.0, adapt=False))
    for number in range(3):
        day.until("18:30", days=number)
    assert len({len(day.of(Offer, number)) for number in range(3)}) == 1
    assert len(day.of(Offer, 2)) > 15 and not day.of(Question)
    assert "adapt is off" in day.says(CommandKind.EASE, name="90")


def test_it_is_remembered_over_a_restart():
    day = Day(every(45), work=LONG)
    day.until("11:00")
    day.restarts()
    day.until("12:00")
    assert day.count("11:45 offer mobility") == 1 and day.count("11:50 offer") == 0


def test_an_offer_shortly_before_work_ends_is_not_held_against_anybody():
    day = Day(every(45), work="09:00-09:49")
    day.until("10:00")
    assert day.recorded[-1].outcome is Outcome.MISSED
    assert day.state.easing.missed == 0


def test_why_tells_of_each_step():
    day = Watched(every(45), work=LONG)
    day.until("12:40")
    reported = [one.reason for _, one in day.all if getattr(one, "decision", "") == "eased off"]  # type: ignore[attr-defined]
    assert reported == [
        "offers are now shown once",
        "offers are now one-minute sets, shown once",
    ]


def test_a_break_at_a_time_of_day_that_takes_over_the_lead_keeps_its_form():
    day = Watched(every(45), at("12:24"), offer=OfferRules(heads_up_s=0.0, repeat_at_most=5), work=LONG)
    for clock in ("09:46", "10:32", "11:18"):
        day.until(clock)
        day.skips()
    day.until("12:10")
    short = day.of(Offer)[-1]
    assert short.upright and short.lasts_s == 60.0
    day.until("12:30")
    walk = day.of(Offer)[-1]
    assert (walk.break_name, walk.routine, walk.lasts_s, walk.upright) == (
        "walk",
        "ten-minute-walk",
        600.0,
        False,
    )
