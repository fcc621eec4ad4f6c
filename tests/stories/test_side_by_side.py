"""Breaks that know each other: say-only breaks, fixed times, and the end of the shift."""

from __future__ import annotations

import pytest

from deskbreak.core.events import CommandKind, Outcome, Phase
from tests.stories.day import Day, at, every

WATER = every(90, "water", routine="", say="Drink water", lasts_s=None)
EYES = every(20, "eyes", routine="", say="Look out of the window", lasts_s=20.0)


def offers(day: Day) -> list[str]:
    return [line for line in day.lines if line[5:12] == " offer "]


# -- a break that says something keeps its own clock ---------------------------------------------------


def test_water_comes_though_every_movement_break_is_taken():
    water = every(100, "water", routine="", say="Drink water", lasts_s=None)
    day = Day(every(45), water, work="09:00-12:30")
    for _ in range(5):
        before = len(offers(day))
        while len(offers(day)) == before:
            day.works(1)
        day.takes_it()
    assert [line for line in offers(day) if "water" in line] == ["10:46 offer water"]


def test_a_movement_break_does_not_reset_what_only_says_something():
    day = Day(every(45), WATER, work="09:00-18:00")
    day.until("09:45")
    day.takes_it()
    assert dict(day.state.sat)["water"] == pytest.approx(45 * 60, abs=1)
    assert dict(day.state.sat)["mobility"] == 0


def test_an_absence_resets_every_clock():
    day = Day(every(45), WATER, work="09:00-18:00")
    day.until("09:40")
    day.leaves()
    day.until("10:00")
    day.returns()
    assert set(dict(day.state.sat).values()) == {0.0}


def test_looking_away_needs_no_answer_and_is_not_repeated():
    day = Day(EYES, work="09:00-18:00")
    day.until("09:22")
    day.happened("09:20 offer eyes", "09:20 withdrawn", "09:20 taken eyes")
    assert [one.outcome for one in day.recorded] == [Outcome.TAKEN]
    assert day.recorded[0].seconds == 20
    day.until("09:41")
    assert offers(day) == ["09:20 offer eyes", "09:40 offer eyes"]


def test_what_says_something_without_a_length_waits_for_an_answer():
    day = Day(every(20, "water", routine="", say="Drink water", lasts_s=None), work="09:00-18:00")
    day.until("09:36")
    day.happened(
        "09:20 offer water", "09:25 offer water again", "09:30 offer water again", "09:35 missed water"
    )


# -- a break by sitting and one at its time --------------------------------------------------------------


def test_a_break_that_falls_due_shortly_before_a_fixed_one_waits_for_it():
    day = Day(every(45), at("09:55"), work="09:00-18:00")
    day.until("09:56")
    assert offers(day) == ["09:55 offer walk"]
    day.takes_it()
    assert [one.break_name for one in day.recorded] == ["walk"]
    day.until("10:42")
    assert len(offers(day)) == 1


def test_a_quarter_of_an_hour_before_is_not_shortly():
    day = Day(every(45), at("10:00"), work="09:00-18:00")
    day.until("09:46")
    assert offers(day) == ["09:45 offer mobility"]
    day.takes_it()
    day.until("10:01")
    assert offers(day)[-1] == "10:00 offer walk"


def test_a_fixed_break_that_is_skipped_today_is_not_waited_for():
    day = Day(every(45), at("09:55"), work="09:00-18:00")
    day.says(CommandKind.SKIP_TODAY, name="walk")
    day.until("09:46")
    assert offers(day) == ["09:45 offer mobility"]


def test_an_open_offer_gives_its_place_to_the_fixed_break():
    day = Day(every(45), at("10:01"), work="09:00-18:00")
    day.until("10:06")
    day.takes_it()
    assert day.recorded[-1].break_name == "walk"


# -- the end of the shift ---------------------------------------------------------------------------------


def test_what_could_not_be_finished_before_the_end_is_not_offered():
    day = Day(every(45), work="09:00-09:47")
    day.until("10:00")
    assert offers(day) == []
    just = Day(every(45), work="09:00-09:48")
    just.until("10:00")
    assert offers(just) == ["09:45 offer mobility"]


def test_a_break_that_was_held_until_too_late_is_written_down_and_not_offered():
    day = Day(every(45), work="09:00-10:00")
    day.until("09:40")
    day.has_meetings("09:41-09:58")
    day.until("10:01")
    assert offers(day) == [] and day.seen.phase is Phase.OFF_HOURS
    assert [one.outcome for one in day.recorded] == [Outcome.SUPPRESSED]


def test_a_fixed_break_keeps_its_time_until_the_end():
    day = Day(at("09:55"), work="09:00-10:00")
    day.until("09:56")
    assert offers(day) == ["09:55 offer walk"]
