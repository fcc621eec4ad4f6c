"""Whole days at the desk, in milliseconds."""

from __future__ import annotations

from typing import Any

from deskbreak.core.events import Answer, Order, Outcome
from deskbreak.core.plan import Break, OfferRules, Range, SnoozeRules

WALK = Break("walk", at=(720,), routine="ten-minute-walk", days=frozenset(range(5)))


def test_a_break_comes_after_45_minutes_of_sitting(day: Any) -> None:
    d = day("09:00")
    d.until("09:46")
    d.happened("09:45 offer mobility")
    d.plays()
    d.until("10:35")
    d.happened("09:45 offer mobility", "09:46 start auto", "09:49 taken", "10:34 offer mobility")


def test_nothing_is_offered_off_hours(day: Any) -> None:
    d = day("18:30")
    d.passes(60 * 14)
    assert d.said == []
    assert d.phase == "off-hours"


def test_a_day_off_is_quiet(day: Any) -> None:
    d = day("09:00", hours=((),) * 7)
    d.passes(60 * 9)
    assert d.said == []


def test_lunch_is_a_break_and_the_clock_starts_anew(day: Any) -> None:
    d = day("12:00")
    d.until("13:31")
    assert d.sat_minutes == 1
    d.until("14:14")
    assert d.said == []
    d.until("14:16")
    d.happened("14:15 offer mobility")


def test_an_offer_still_open_at_the_end_of_work_is_missed_once(day: Any) -> None:
    d = day("17:14")
    d.until("18:30")
    assert d.said.count("18:00 missed") == 1
    assert d.shown is None


def test_a_night_shift_belongs_to_the_day_it_starts(day: Any) -> None:
    night = ((Range(1320, 1800),), *((),) * 6)
    d = day("22:00", hours=night)
    d.passes(46)
    d.happened("22:45 offer mobility")
    d.plays()
    d.passes(60 * 8)
    assert d.phase == "off-hours"


def test_a_snoozed_break_comes_back_after_the_snooze(day: Any) -> None:
    d = day("09:00")
    d.until("09:45")
    d.answers(Answer.SNOOZE, 5)
    d.until("09:51")
    d.happened("09:45 offer mobility", "09:45 snoozed", "09:50 offer mobility")


def test_snoozing_has_an_end(day: Any) -> None:
    d = day("09:00", snooze=SnoozeRules(at_most=2))
    d.until("09:45")
    for _ in range(2):
        d.answers(Answer.SNOOZE, 5)
        d.passes(5)
    assert "often enough" in d.says(Order.SNOOZE)


def test_a_shrinking_snooze_gets_shorter(day: Any) -> None:
    d = day("09:00", snooze=SnoozeRules(policy="shrinking"))
    d.until("09:45")
    d.answers(Answer.SNOOZE, 10)
    d.passes(10)
    d.answers(Answer.SNOOZE, 10)
    d.passes(6)
    assert d.said[-1] == "10:00 offer mobility"


def test_a_snooze_is_paid_back(day: Any) -> None:
    d = day("09:00", snooze=SnoozeRules(policy="pay-back"))
    d.until("09:45")
    d.answers(Answer.SNOOZE, 10)
    d.passes(10)
    d.plays()
    d.passes(34)
    assert d.said[-1] == "09:58 taken"
    d.passes(2)
    assert d.said[-1] == "10:33 offer mobility"  # 35 minutes later, not 45


def test_a_skipped_break_waits_a_whole_interval(day: Any) -> None:
    d = day("09:00")
    d.until("09:45")
    d.answers(Answer.SKIP)
    d.until("10:31")
    d.happened("09:45 offer mobility", "09:45 skipped", "10:30 offer mobility")


def test_an_unanswered_offer_is_repeated_politely_and_then_rests(day: Any) -> None:
    d = day("09:00", offer=OfferRules(repeat_every_s=300, repeat_at_most=2))
    d.until("10:10")
    d.happened("09:45 offer mobility", "09:50 offer mobility", "09:55 offer mobility", "10:00 missed")


def test_done_after_a_missed_offer_still_counts_once(day: Any) -> None:
    d = day("09:00")
    d.until("10:05")
    assert d.says(Order.DONE) == ""
    assert d.rows[-1].outcome is Outcome.TAKEN
    assert "nothing to end" in d.says(Order.DONE)
    assert [row.outcome for row in d.rows] == [Outcome.MISSED, Outcome.TAKEN]


def test_locking_for_a_minute_loses_nothing(day: Any) -> None:
    d = day("09:00")
    d.until("09:30")
    d.locks(1)
    assert d.sat_minutes == 30
    d.passes(16)
    assert d.said == ["09:46 offer mobility"]


def test_a_medium_lock_is_credited(day: Any) -> None:
    d = day("09:00")
    d.until("09:30")
    d.locks(4)
    assert d.sat_minutes == 26


def test_a_long_lock_is_a_natural_break(day: Any) -> None:
    d = day("09:00")
    d.until("09:30")
    d.locks(10)
    assert d.sat_minutes == 0
    d.happened("09:40 natural")


def test_i_was_sitting_gives_the_time_back(day: Any) -> None:
    d = day("09:00")
    d.sees_idle()
    d.until("09:20")
    d.still_for(10)
    assert d.sat_minutes == 0
    assert d.says(Order.SAT) == ""
    assert d.sat_minutes == 30
    assert d.says(Order.SAT) != ""


def test_being_still_for_a_while_is_sitting(day: Any) -> None:
    d = day("09:00")
    d.sees_idle()
    d.until("09:20")
    d.still_for(4)
    assert d.sat_minutes == 24


def test_a_call_without_a_keystroke_is_sitting(day: Any) -> None:
    d = day("09:00")
    d.sees_idle()
    d.says(Order.MEETING, 60)
    d.still_for(40)
    assert d.sat_minutes == 40


def test_after_sleep_there_is_one_offer_at_most(day: Any) -> None:
    d = day("09:00", breaks=(Break("mobility", every_s=2700.0, routine="auto"), WALK))
    d.until("11:50")
    d.said.clear()
    d.sleeps(25)
    d.passes(1)
    assert d.said.count("12:15 offer walk") == 1
    assert len([line for line in d.said if "offer" in line]) == 1


def test_a_weekend_switched_off_is_no_burst(day: Any) -> None:
    d = day("09:00")
    d.until("09:44")
    d.switched_off(60 * 24)
    d.passes(1)
    assert [line for line in d.said if "offer" in line] == []
    assert d.sat_minutes <= 1


def test_setting_the_clock_back_keeps_what_was_sat(day: Any) -> None:
    d = day("10:00")
    d.passes(30)
    d.clock_set(-45)
    assert d.sat_minutes == 30
    d.passes(16)
    assert d.said[-1].endswith("offer mobility")


def test_a_break_before_a_meeting_comes_early(day: Any) -> None:
    d = day("09:00")
    d.meets(("09:40", "10:30"))
    d.until("10:35")
    assert d.said[0] == "09:36 offer mobility"


def test_a_break_in_a_meeting_comes_right_after_it_once(day: Any) -> None:
    d = day("09:00")
    d.meets(("09:20", "10:00"))
    d.until("10:04")
    d.happened("10:00 offer mobility")


def test_a_pause_holds_and_its_end_offers_once(day: Any) -> None:
    d = day("09:00")
    d.says(Order.PAUSE, 90)
    d.until("10:29")
    assert d.said == []
    assert d.holds == ("paused",)
    d.until("10:31")
    d.happened("10:30 offer mobility")


def test_a_busy_microphone_holds_the_offer_back(day: Any) -> None:
    d = day("09:00")
    d.busy = frozenset({"microphone"})
    d.until("10:10")
    assert d.said == []
    assert d.holds == ("microphone",)
    d.busy = frozenset()
    d.passes(2)
    assert len(d.said) == 1


def test_lifting_one_hold_does_not_lift_another(day: Any) -> None:
    d = day("09:00")
    d.says(Order.PAUSE)
    d.says(Order.MEETING)
    d.says(Order.MEETING_OFF)
    assert d.holds == ("paused",)


def test_standing_rests_the_clock(day: Any) -> None:
    d = day("09:00")
    d.until("09:20")
    d.says(Order.STANDING, 30)
    d.passes(30)
    assert d.sat_minutes == 20
    assert d.phase == "sitting"


def test_overtime_counts_outside_the_hours(day: Any) -> None:
    d = day("18:30")
    d.says(Order.WORK, 120)
    d.passes(46)
    d.happened("19:15 offer mobility")


def test_the_walk_is_left_out_for_today(day: Any) -> None:
    d = day("09:00", breaks=(WALK,))
    d.says(Order.SKIP_TODAY, name="walk")
    d.until("12:30")
    assert d.said == []


def test_leaving_after_the_offer_counts_as_the_break(day: Any) -> None:
    d = day("09:00", offer=OfferRules(wait_for_pause_s=0.0))
    d.sees_idle()
    d.until("09:45")
    d.still_for(12)
    assert d.rows[-1].outcome is Outcome.NATURAL
    assert d.shown is None
    assert len(d.rows) == 1


def test_an_edit_in_the_middle_keeps_the_sitting_time(day: Any) -> None:
    d = day("09:00")
    d.until("09:30")
    d.edits(breaks=(Break("mobility", every_s=2400.0, routine="auto"),))
    d.until("09:41")
    d.happened("09:40 offer mobility")


def test_a_break_that_leaves_the_settings_is_withdrawn(day: Any) -> None:
    d = day("09:00")
    d.until("09:46")
    d.edits(breaks=())
    assert d.shown is None
    assert d.phase == "sitting"


def test_a_player_that_never_reports_does_not_stop_the_day(day: Any) -> None:
    d = day("09:00")
    d.until("09:45")
    d.answers(Answer.START)
    d.until("12:00")
    assert d.rows[0].outcome is Outcome.MISSED
    assert [line for line in d.said if "offer" in line][1:]


def test_a_restart_in_any_phase_goes_on(day: Any) -> None:
    for clock in ("09:10", "09:45", "09:50"):
        d = day("09:00")
        d.until(clock)
        before = (d.phase, d.sat_minutes)
        d.restarts()
        assert (d.phase, d.sat_minutes) == before
