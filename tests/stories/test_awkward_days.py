"""Days that go wrong: absences, sleep, set clocks, meetings, holds, edits and restarts."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from deskbreak.core.events import CommandKind, IdleKnown, Locked, Phase
from deskbreak.core.plan import OfferRules
from tests.stories.day import Day, at, every, hours

# -- absences ------------------------------------------------------------------------------------------


def test_locking_for_a_minute_loses_nothing():
    day = Day(every(45))
    day.until("09:30")
    day.locks(1)
    assert day.sat == 30
    day.until("09:47")
    day.happened("09:46 offer mobility")


def test_a_medium_absence_is_credited():
    day = Day(every(45))
    day.until("09:30")
    day.locks(4)
    assert day.sat == 26
    day.sleeps(3)
    assert day.sat == 23


@pytest.mark.parametrize("kind", ["locks", "sleeps", "sleeps_with_an_event", "is_switched_off"])
def test_a_long_absence_is_a_natural_break(kind):
    day = Day(every(45))
    day.until("09:30")
    getattr(day, kind)(20)
    assert day.sat == 0
    day.happened("09:50 natural mobility", "09:50 welcome back after 20")
    day.until("10:36")
    day.happened("10:35 offer mobility")
    assert day.count("offer ") == 1


def test_stillness_below_the_limit_is_sitting():
    day = Day(every(45))
    day.until("09:30")
    day.stops_typing(299)
    day.returns()
    assert day.sat == 34.98


def test_leaving_the_desk_counts_from_the_last_movement():
    day = Day(every(45))
    day.until("09:20")
    day.leaves()
    assert (day.seen.phase, day.sat) == (Phase.AWAY, 0)
    day.until("09:40")
    day.returns()
    day.happened("09:40 natural mobility", "09:40 welcome back after 20")
    assert day.count("natural") == 1


def test_i_was_sitting_gives_the_time_back():
    day = Day(every(45))
    day.until("09:20")
    day.leaves()
    day.until("09:40")
    day.returns()
    assert day.seen.can_give_back
    assert day.says(CommandKind.SAT) == ""
    assert day.sat == 40
    day.happened("09:40 taken back")
    assert day.says(CommandKind.SAT) == "there is no absence to give back"


def test_leaving_after_the_offer_is_the_break():
    day = Day(every(45))
    day.until("09:45")
    day.leaves()
    day.until("10:00")
    day.returns()
    day.happened("09:45 offer mobility", "09:50 withdrawn", "09:50 natural mobility")
    assert day.count("natural") == 1


def test_a_call_without_a_key_pressed_is_sitting():
    day = Day(every(90))
    day.until("09:10")
    day.becomes("microphone")
    day.leaves()
    day.until("10:10")
    assert day.sat == 70
    day.becomes()
    day.until("10:14")
    day.returns()
    assert day.sat == 74
    day.never("natural")


def test_after_the_call_stillness_is_an_absence_again():
    day = Day(every(90))
    day.until("09:10")
    day.becomes("microphone")
    day.leaves()
    day.until("10:00")
    day.becomes()
    day.until("10:20")
    assert day.seen.phase is Phase.AWAY
    day.returns()
    day.happened("10:20 natural mobility")
    day.says(CommandKind.SAT)
    assert day.sat == 80


def test_going_home_is_no_break_and_the_morning_starts_anew():
    day = Day(every(45), work="09:00-18:00", offer=OfferRules(heads_up_s=0.0, adapt=False))
    day.until("17:40")
    day.leaves()
    day.until("09:02", days=1)
    day.returns()
    assert day.count("natural") == 1
    day.never("welcome back after 9")
    day.until("09:48", days=1)
    day.happened("09:47 offer mobility")


# -- sleep and clocks ----------------------------------------------------------------------------------


def test_what_was_slept_through_is_offered_once():
    day = Day(every(45), at("11:00", "11:30"), work="09:00-18:00")
    day.until("10:50")
    day.sleeps(120)
    assert day.count("12:50 offer ") == 1
    day.happened("12:50 offer walk late")


def test_a_weekend_switched_off_ends_without_a_burst():
    day = Day(every(45), at("12:00"), day=date(2026, 11, 27), work="09:00-18:00")
    day.until("11:00")
    day.is_switched_off(60 * 70)
    day.works(1)
    assert day.state.offer is None
    day.happened("09:00 suppressed walk")
    assert day.count("suppressed walk") == 1
    assert day.count("natural") == 1
    assert day.sat == 1


def test_sleep_over_the_end_of_hours_closes_the_offer_there():
    day = Day(every(45), work="09:00-10:00")
    day.until("09:45")
    day.snoozes(minutes=10)
    day.sleeps(60 * 14)
    day.happened("09:45 snoozed mobility", "09:45 natural mobility")
    assert day.seen.phase is Phase.OFF_HOURS


@pytest.mark.parametrize("minutes", [-120, -1, 1])
def test_a_clock_that_is_set_loses_no_sitting(minutes):
    day = Day(every(45), work="06:00-20:00", begins="09:00")
    day.until("09:30")
    day.sets_the_clock(minutes)
    assert day.sat == 30
    day.works(14)
    day.never("offer ")
    day.works(1)
    assert day.count("offer mobility") == 1


def test_a_fixed_time_does_not_come_again_when_the_clock_goes_back():
    day = Day(at("12:00"), work="09:00-18:00", begins="11:00")
    day.until("12:00")
    day.takes_it()
    day.sets_the_clock(-30)
    day.works(60)
    assert day.count("offer ") == 1


def test_a_clock_far_ahead_does_not_silence_the_walk_for_long():
    day = Day(at("12:00"), work="09:00-18:00", begins="11:00", day=date(2026, 11, 30))
    day.sets_the_clock(-60 * 24 * 7)
    day.until("12:01", days=-7)
    day.happened("12:00 offer walk")


@pytest.mark.parametrize(("change", "end"), [(date(2026, 3, 29), "06:45"), (date(2026, 10, 25), "06:45")])
def test_the_night_the_clocks_change_keeps_real_minutes(change, end):
    day = Day(every(45), at("04:00"), work="01:00-07:00", weekdays=7, day=change, begins="00:30")
    day.until("01:46")
    day.happened("01:45 offer mobility")
    day.skips()
    day.until("04:00")
    assert day.count("offer walk") == 1
    assert day.sat == (120 if change.month == 3 else 240)


def test_travel_to_another_zone_moves_the_hours_and_keeps_the_sitting():
    day = Day(every(45), work="09:00-18:00")
    day.until("09:30")
    day.edits(zone=ZoneInfo("America/New_York"))
    assert day.seen.phase is Phase.OFF_HOURS
    day.edits(zone=ZoneInfo("Europe/London"))
    assert day.seen.phase is Phase.OFF_HOURS
    day.edits(zone=ZoneInfo("Europe/Helsinki"))
    assert day.seen.phase is Phase.SITTING
    assert day.sat == 30


# -- meetings and holds --------------------------------------------------------------------------------


def test_a_break_before_a_meeting_comes_in_the_gap():
    day = Day(every(45))
    day.has_meetings("09:40-10:30")
    day.until("09:37")
    day.happened("09:36 offer mobility")
    day.takes_it()
    day.until("10:24")
    assert day.count("offer ") == 1


def test_with_little_sat_the_break_comes_right_after_the_meeting_once():
    day = Day(every(45))
    day.has_meetings("09:20-10:30")
    day.until("10:29")
    day.never("offer ")
    day.until("10:34")
    day.happened("09:45 why: held: meeting", "10:30 offer mobility late")
    assert day.count("offer ") == 1


def test_a_meeting_by_hand_is_sitting_and_holds():
    day = Day(every(45))
    day.until("09:30")
    day.says(CommandKind.MEETING, minutes=30)
    day.leaves()
    day.until("09:59")
    assert (day.seen.holds, day.sat) == (("meeting",), 59)
    day.says(CommandKind.MEETING_OFF)
    day.until("10:00")
    day.happened("09:59 offer mobility late")


def test_an_offer_on_the_screen_goes_when_a_meeting_begins():
    day = Day(every(45))
    day.until("09:45")
    day.says(CommandKind.MEETING, minutes=20)
    day.until("10:06")
    day.happened("09:45 withdrawn", "09:45 why: held: meeting", "10:05 offer mobility late")


def test_a_probe_holds_the_offer_and_is_asked_again():
    day = Day(every(45))
    day.becomes("fullscreen")
    day.until("10:00")
    assert day.seen.holds == ("fullscreen",)
    day.becomes()
    day.until("10:02")
    day.happened("09:45 why: held: fullscreen", "10:01 offer mobility late")


def test_a_snooze_that_ends_in_a_call_waits_for_its_end():
    day = Day(every(45))
    day.until("09:45")
    day.snoozes(minutes=10)
    day.becomes("microphone")
    day.until("10:20")
    assert day.count("offer ") == 1
    day.becomes()
    day.until("10:22")
    assert day.count("offer mobility late") == 1


def test_no_repeat_is_shown_while_something_holds():
    day = Day(every(45))
    day.until("09:45")
    day.becomes("fullscreen")
    day.until("10:30")
    assert day.count("again") == 0
    day.happened("09:50 withdrawn", "09:50 why: held: fullscreen")


def test_probes_that_say_nothing_hold_nothing_back():
    day = Day(every(45))
    day.probes_answer = False
    day.until("09:46")
    day.happened("09:45 offer mobility")


def test_lifting_one_hold_lifts_no_other():
    day = Day(every(45))
    day.says(CommandKind.PAUSE)
    day.says(CommandKind.MEETING, minutes=90)
    day.until("09:50")
    assert day.seen.holds == ("meeting", "paused")
    day.says(CommandKind.RESUME)
    assert day.seen.holds == ("meeting",)
    day.never("offer ")
    day.until("10:30")
    day.happened("10:29 offer mobility late")


def test_a_pause_ends_by_itself_with_one_offer():
    day = Day(every(45))
    day.until("09:30")
    day.says(CommandKind.PAUSE, minutes=60)
    assert day.seen.pause_until is not None
    day.until("10:34")
    day.happened("09:45 why: held: paused", "10:30 offer mobility late")
    assert day.count("offer ") == 1


def test_after_a_hold_typing_is_let_finish_too():
    day = Day(every(45), typing=True)
    day.says(CommandKind.PAUSE, minutes=61)
    day.until("10:02")
    day.never("offer ")
    day.until("10:04")
    day.happened("10:00 why: waiting: for a pause in typing", "10:03 offer mobility late")


def test_a_pause_without_an_end_survives_a_restart():
    day = Day(every(45))
    day.says(CommandKind.PAUSE)
    day.restarts()
    day.until("12:00")
    assert day.seen.holds == ("paused",)
    day.never("offer ")


def test_held_until_the_end_of_work_is_written_down_once():
    day = Day(every(45), work="09:00-10:00")
    day.becomes("camera")
    day.until("23:00")
    day.happened("10:00 suppressed mobility")
    assert day.count("suppressed mobility") == 1


# -- orders ----------------------------------------------------------------------------------------------


def test_standing_rests_the_clock():
    day = Day(every(45))
    day.until("09:30")
    day.says(CommandKind.STANDING, minutes=30)
    day.until("09:59")
    assert (day.seen.phase, day.sat) == (Phase.STANDING, 30)
    day.until("10:16")
    day.happened("10:15 offer mobility")


def test_overtime_counts_outside_the_hours():
    day = Day(every(45), work="09:00-10:00", begins="20:00")
    day.says(CommandKind.WORK, minutes=60)
    day.until("22:00")
    day.happened("20:45 offer mobility", "21:00 missed mobility")
    assert day.seen.phase is Phase.OFF_HOURS


def test_the_walk_is_skipped_today_and_comes_tomorrow():
    day = Day(at("12:00"), work="09:00-18:00")
    day.says(CommandKind.SKIP_TODAY, name="walk")
    day.until("18:00")
    day.never("offer ")
    day.until("12:00", days=1)
    assert day.count("12:00 offer walk") == 1


# -- edits and restarts ----------------------------------------------------------------------------------


def _sits(day: Day) -> None:
    day.until("09:30")


def _waits(day: Day) -> None:
    day.happens(IdleKnown, known=True)
    day.until("09:46")


def _is_offered(day: Day) -> None:
    day.until("09:46")


def _is_snoozed(day: Day) -> None:
    day.until("09:45")
    day.snoozes(minutes=10)


def _is_on_break(day: Day) -> None:
    day.until("09:45")
    day.starts()


def _is_held(day: Day) -> None:
    day.says(CommandKind.PAUSE)
    day.until("09:50")


def _is_away(day: Day) -> None:
    day.until("09:20")
    day.leaves()


def _is_locked(day: Day) -> None:
    day.until("09:20")
    day.happens(Locked)


PHASES = (_sits, _waits, _is_offered, _is_snoozed, _is_on_break, _is_held, _is_away, _is_locked)


@pytest.mark.parametrize("phase", [phase for phase in PHASES if phase is not _is_away])
def test_a_restart_changes_nothing(phase):
    day = Day(every(45))
    phase(day)
    before = day.seen
    day.restarts(locked=phase is _is_locked)
    assert day.seen == before


@pytest.mark.parametrize("phase", PHASES)
def test_an_edit_keeps_what_was_sat(phase):
    day = Day(every(45))
    phase(day)
    sat, was = day.sat, day.seen.phase
    day.edits(offer=OfferRules(heads_up_s=0.0, repeat_at_most=1))
    assert (day.sat, day.seen.phase) == (sat, was)
    day.edits(breaks=(every(60, name="other"),))
    assert day.sat == sat
    assert day.state.offer is None
    day.until("11:59")


def test_an_offer_whose_break_is_gone_is_withdrawn():
    day = Day(every(45))
    day.until("09:45")
    day.edits(breaks=(at("12:00"),))
    day.happened("09:45 offer mobility", "09:45 withdrawn")
    assert day.seen.phase is Phase.SITTING


def test_hours_that_end_by_an_edit_close_the_offer():
    day = Day(every(45))
    day.until("09:45")
    day.edits(hours=((hours("13:00-18:00")),) * 7)
    day.happened("09:45 missed mobility")
    assert day.seen.phase is Phase.OFF_HOURS


# -- several breaks, one offer ---------------------------------------------------------------------------


def offers(day: Day) -> list[str]:
    return [line for line in day.lines if line[6:].startswith("offer ")]


def test_what_falls_due_during_a_snooze_joins_the_offer():
    day = Day(every(45), at("10:00"))
    day.until("09:46")
    day.snoozes(minutes=30)
    day.until("10:20")
    day.happened("10:16 why: merged: mobility was open; one offer for both", "10:16 offer walk")
    assert len(offers(day)) == 2
    assert day.seen.snoozes_left == 2
    day.starts()
    day.finishes(after=10)
    day.until("11:10")
    assert len(offers(day)) == 2
    day.until("11:20")
    day.happened("11:15 offer mobility")


def test_what_falls_due_in_a_meeting_comes_as_one_offer_afterwards():
    day = Day(every(45), at("10:00"), every(50, name="water", routine="", say="Drink"))
    day.until("09:44")
    day.says(CommandKind.MEETING, minutes=60)
    day.until("10:48")
    assert len(offers(day)) == 1
    day.happened("10:44 offer walk late")


def test_an_offer_held_while_open_gathers_what_comes():
    day = Day(every(45), at("10:00"))
    day.until("09:46")
    day.says(CommandKind.PAUSE, minutes=60)
    day.until("10:47")
    day.happened("09:45 offer mobility", "09:46 withdrawn", "10:46 offer walk late")
    day.takes_it()
    day.until("11:20")
    assert len(offers(day)) == 2


def test_a_shown_offer_gathers_at_its_repeat():
    day = Day(every(45), every(48, name="water", routine="", say="Drink"))
    day.until("09:51")
    day.happened("09:45 offer mobility", "09:50 offer mobility again")
    day.skips()
    day.until("10:30")
    assert len(offers(day)) == 2
