"""What people say afterwards, and what happens when a thing did not go as it was begun."""

from __future__ import annotations

import pytest

from deskbreak.core.events import CommandKind, Phase, TakenElsewhere
from deskbreak.core.plan import SnoozeRules
from tests.stories.day import Day, at, every

PAY_BACK = SnoozeRules(policy="pay-back")


# -- a daemon that begins again ------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["leaves", "locks_for_good"])
def test_who_switches_off_while_away_is_there_at_the_next_start(how):
    day = Day(every(45))
    day.until("09:20")
    getattr(day, how)()
    day.until("09:30")
    day.is_switched_off(30)
    assert day.seen.phase is Phase.SITTING
    day.until("10:46")
    day.happened("10:45 offer mobility")


def test_a_screen_that_is_locked_at_the_start_is_no_sitting():
    day = Day(every(45))
    day.until("09:10")
    day.is_switched_off(1, locked=True)
    day.until("09:40")
    assert day.seen.phase is Phase.AWAY


# -- "I was sitting" -----------------------------------------------------------------------------------


def test_an_absence_cannot_be_given_back_after_the_next_break():
    day = Day(every(45))
    day.until("09:20")
    day.leaves()
    day.until("09:40")
    day.returns()
    day.until("10:25")
    day.takes_it()
    assert day.says(CommandKind.SAT) == "there is no absence to give back"


def test_leaving_after_an_offer_is_given_back_whole_as_well():
    day = Day(every(45))
    day.until("09:47")
    day.leaves()
    day.until("10:00")
    day.returns()
    assert day.says(CommandKind.SAT) == ""
    assert (day.sat, day.state.sat_for("mobility")) == (60, 3600.0)


# -- paying back ---------------------------------------------------------------------------------------


def test_paying_back_takes_half_an_interval_at_most():
    day = Day(every(45), snooze=PAY_BACK)
    day.until("09:45")
    for _ in range(3):
        day.snoozes(30)
        day.works(30)
    day.takes_it()
    assert day.count("offer mobility") == 4
    day.until("11:41")
    day.happened("11:40 offer mobility")  # 22.5 minutes after 11:18


@pytest.mark.parametrize("ends", ["skips", "ignores"])
def test_a_snoozed_break_that_is_not_taken_is_paid_back_too(ends):
    day = Day(every(45), snooze=PAY_BACK)
    day.until("09:45")
    day.snoozes(10)
    day.works(10)
    if ends == "skips":
        day.skips()
    else:
        day.works(15)
        day.happened("10:10 missed mobility")
    day.works(35)
    assert day.lines[-1].endswith("offer mobility")


def test_only_the_break_that_was_snoozed_pays():
    day = Day(every(45), every(60, "water", routine="", say="Drink water"), snooze=PAY_BACK)
    day.until("09:45")
    day.snoozes(10)
    day.works(10)
    day.takes_it()
    assert dict(day.state.sat) == {"mobility": 600, "water": 3300}


# -- meetings ------------------------------------------------------------------------------------------


def test_a_meeting_that_is_over_stays_so_when_the_calendar_is_read_again():
    day = Day(every(45))
    day.has_meetings("09:30-11:00", "11:30-12:00")
    day.until("09:50")
    assert day.seen.holds == ("meeting",)
    day.says(CommandKind.MEETING_OFF)
    assert day.seen.holds == ()
    day.has_meetings("09:30-11:00", "11:30-12:00")
    assert day.seen.holds == ()
    day.until("11:40")
    assert day.seen.holds == ("meeting",)


# -- players that do not open --------------------------------------------------------------------------


def test_a_player_that_fails_gives_back_the_offer_as_it_was():
    day = Day(every(45), every(45, "water", routine="", say="Drink water"))
    day.until("09:45")
    day.snoozes(10)
    day.works(10)
    before = day.state.offer
    day.starts()
    day.player_fails()
    assert day.state.offer == before
    assert (before.snoozes, before.say) == (1, "Drink water")


def test_a_player_that_fails_forgets_no_break_that_was_due():
    day = Day(at("09:30", name="walk"), typing=True)
    day.until("09:30")
    assert day.seen.phase is Phase.DUE
    day.says(CommandKind.START)
    day.player_fails()
    assert [due.name for due in day.state.due] == ["walk"] or day.state.offer is not None
    day.stops_typing()
    day.happened("09:30 offer walk")


# -- breaks that were taken otherwise ------------------------------------------------------------------


def test_an_open_offer_is_withdrawn_when_a_break_was_taken_otherwise():
    day = Day(every(45))
    day.until("09:46")
    day.happens(TakenElsewhere, when=day.instant("09:46"), break_name="mobility")
    assert day.state.offer is None
    day.happened("09:46 withdrawn", "09:46 why: suppressed: a break was taken otherwise")
