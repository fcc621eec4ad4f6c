"""Days as most days are: hours, offers and their answers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from deskbreak.core.events import CommandKind, Outcome, Phase
from deskbreak.core.plan import AwayRules, Break, DayRule, OfferRules, SnoozeRules
from tests.stories.day import Day, at, every, hours


def test_a_break_is_offered_after_so_much_sitting():
    day = Day(every(45))
    day.until("09:50")
    day.happened("09:45 offer mobility")
    assert day.count("offer mobility") == 2 or day.seen.phase is Phase.OFFERED


def test_a_taken_break_starts_a_new_interval():
    day = Day(every(45))
    day.until("09:45")
    day.takes_it()
    assert day.sat == 0
    day.until("10:34")
    day.happened(
        "09:45 offer mobility",
        "09:45 withdrawn",
        "09:45 opens auto",
        "09:48 taken mobility",
        "10:33 offer mobility",
    )


def test_a_heads_up_comes_before():
    day = Day(every(45), offer=OfferRules(heads_up_s=60.0))
    day.until("09:46")
    day.happened("09:44 heads-up", "09:45 offer mobility")
    assert day.count("heads-up") == 1


def test_outside_the_hours_nothing_is_offered():
    day = Day(every(45), begins="00:05", work="09:00-09:40")
    day.until("23:55")
    day.never("offer ")


def test_lunch_is_a_break():
    day = Day(every(45), work="09:00-09:30 10:00-11:00")
    day.until("10:46")
    day.happened("10:45 offer mobility")
    day.never("09:45 offer", "10:15 offer")


def test_a_short_gap_between_hours_loses_nothing():
    day = Day(every(45), work="09:00-09:30 09:33-11:00")
    day.until("09:50")
    day.happened("09:48 offer mobility")


def test_a_night_shift_belongs_to_the_day_it_starts():
    day = Day(every(45), work="22:00-06:00", weekdays=1, begins="21:00")
    day.until("00:01", days=1)
    day.happened("22:45 offer mobility")
    assert day.seen.phase is not Phase.OFF_HOURS
    day.until("06:01", days=1)
    assert day.seen.phase is Phase.OFF_HOURS
    offers = day.count("offer ")
    day.until("23:59", days=1)
    assert day.count("offer ") == offers


def test_a_holiday_is_off_and_an_extra_day_is_not():
    off = DayRule(date(2026, 11, 23), date(2026, 11, 23), (), "holiday")
    day = Day(every(45), days=(off,))
    day.until("18:00")
    day.never("offer ")
    sunday = date(2026, 11, 22)
    day = Day(every(45), day=sunday, days=(DayRule(sunday, sunday, hours("10:00-12:00")),))
    day.until("11:00")
    day.happened("10:45 offer mobility")


def test_a_fixed_time_comes_once():
    day = Day(at("12:00"))
    day.until("12:00")
    day.takes_it()
    day.until("18:30")
    day.happened("12:00 offer walk", "12:03 taken walk")
    assert day.count("offer ") == 1


def test_a_fixed_time_outside_the_hours_is_not_due():
    day = Day(at("13:00", "19:00"))
    day.until("23:00")
    day.never("offer ", "suppressed")


def test_an_unanswered_offer_is_repeated_and_then_rests():
    day = Day(every(45), offer=OfferRules(heads_up_s=0, repeat_every_s=300, repeat_at_most=2))
    day.until("10:01")
    day.happened(
        "09:45 offer mobility",
        "09:50 offer mobility again",
        "09:55 offer mobility again",
        "10:00 missed mobility",
    )
    assert day.seen.phase is Phase.SITTING


def test_closing_the_notification_is_no_answer():
    day = Day(every(45))
    day.until("09:45")
    day.dismisses()
    day.until("09:51")
    day.happened("09:45 offer mobility", "09:50 offer mobility again")


def test_an_offer_that_cannot_be_shown_is_answered_by_hand():
    day = Day(every(45))
    day.until("09:45")
    day.dismisses("failed")
    assert day.says(CommandKind.DONE) == ""
    day.happened("09:45 taken mobility")


def test_done_and_skip_after_a_missed_offer():
    day = Day(every(45), offer=OfferRules(heads_up_s=0, repeat_at_most=0))
    day.until("09:51")
    assert day.says(CommandKind.DONE) == ""
    day.happened("09:50 missed mobility", "09:51 taken mobility")
    assert day.sat == 0
    rows = len(day.lines)
    assert "nothing to end" in day.says(CommandKind.DONE)
    assert "nothing to end" in day.says(CommandKind.SKIP)
    assert len(day.lines) == rows


def test_half_an_hour_later_a_missed_offer_is_history():
    day = Day(every(120), offer=OfferRules(heads_up_s=0, repeat_at_most=0))
    day.until("11:31")
    assert "nothing to end" in day.says(CommandKind.SKIP)


def test_skipping_waits_a_whole_interval():
    day = Day(every(45))
    day.until("09:45")
    day.skips()
    assert day.sat == 45  # the back was not rested
    day.until("10:31")
    day.happened("09:45 skipped mobility", "10:30 offer mobility")


def test_done_closes_the_running_player():
    day = Day(every(45))
    day.until("09:45")
    day.starts()
    day.works(1)
    assert day.says(CommandKind.DONE) == ""
    day.happened("09:46 closes", "09:46 taken mobility")
    assert day.seen.phase is Phase.SITTING


@pytest.mark.parametrize("outcome", [Outcome.TAKEN, Outcome.PARTLY, Outcome.STOPPED])
def test_a_break_that_was_begun_rests_the_back(outcome):
    day = Day(every(45))
    day.until("09:45")
    day.starts()
    day.finishes(outcome)
    assert day.sat == 0
    day.happened(f"09:48 {outcome.value} mobility")


def test_a_player_that_fails_leaves_the_offer_open():
    day = Day(every(45))
    day.until("09:45")
    day.starts()
    day.player_fails()
    assert day.seen.phase is Phase.OFFERED
    assert day.says(CommandKind.DONE) == ""
    day.happened("09:45 taken mobility")


def test_a_player_that_never_comes_back_is_healed():
    day = Day(every(45))
    day.until("09:45")
    day.starts()
    day.until("10:19")
    day.happened("10:18 why: healed: the player never came back", "10:18 missed mobility")
    assert day.state.healed == 1


def test_a_break_started_by_hand_counts():
    day = Day(every(45))
    day.until("09:30")
    assert day.says(CommandKind.START, name="mobility-set") == ""
    assert day.seen.phase is Phase.ON_BREAK
    assert day.says(CommandKind.START) == "a routine is running already"
    day.finishes()
    day.until("10:19")
    day.happened("09:30 opens mobility-set", "09:33 taken ", "10:18 offer mobility")


def test_two_breaks_at_once_are_one_offer():
    day = Day(every(60), at("10:00"), Break("water", at=(600,), say="Drink water"))
    day.until("10:01")
    assert day.count("10:00 offer ") == 1
    day.happened("10:00 why: merged: due together with walk; one offer for both", "10:00 offer walk")
    assert day.count("merged") == 2


def test_a_break_that_only_says_something_is_done_by_a_click():
    day = Day(Break("water", every_s=3600, say="Drink water"), every(75))
    day.until("10:00")
    day.starts()
    day.never("opens")
    day.until("10:16")
    day.happened("10:00 taken water", "10:15 offer mobility")


def test_the_end_of_hours_closes_an_open_offer_once():
    day = Day(every(45), work="09:00-09:49")
    day.until("23:00")
    day.happened("09:45 offer mobility", "09:49 withdrawn", "09:49 missed mobility")
    assert day.count("missed") == 1


def test_typing_is_let_finish_up_to_a_cap():
    day = Day(every(45), typing=True)
    day.until("09:46")
    assert (day.seen.phase, day.seen.waiting) == (Phase.DUE, "waiting for a pause")
    day.stops_typing()
    day.happened("09:45 why: waiting: for a pause in typing", "09:46 offer mobility")
    day = Day(every(45), typing=True)
    day.until("09:49")
    day.happened("09:48 offer mobility")


def test_probes_are_asked_when_a_break_falls_due_and_when_a_pause_comes_but_not_all_the_while():
    day = Day(every(45), typing=True, offer=OfferRules(heads_up_s=0.0, wait_at_most_s=600.0))
    day.until("09:45")
    day.asked = day.wakes = 0
    day.until("09:54")
    assert (day.seen.phase, day.asked, day.wakes) == (Phase.DUE, 0, 0)
    day.stops_typing()
    day.happened("09:54 offer mobility")
    assert day.asked == 1


def test_a_pause_right_after_the_answer_needs_no_other():
    day = Day(every(45), typing=True)
    day.until("09:45")
    day.asked = 0
    day.stops_typing()
    day.happened("09:45 offer mobility")
    assert day.asked == 0


def test_what_began_while_somebody_typed_holds_the_break_at_the_pause():
    day = Day(every(45), typing=True)
    day.until("09:46")
    day.becomes("fullscreen")
    day.stops_typing()
    day.happened("09:46 why: held: fullscreen")
    day.never("offer")
    day.returns()
    day.becomes()
    day.until("09:52")
    assert day.count("offer mobility late") == 1


# -- snoozing --------------------------------------------------------------------------------------------


def test_a_snoozed_break_comes_back_after_the_snooze():
    day = Day(every(45))
    day.until("09:45")
    day.snoozes(minutes=10)
    day.until("09:56")
    day.happened("09:45 snoozed mobility", "09:55 offer mobility")


def test_after_the_last_snooze_there_is_none():
    day = Day(every(45), snooze=SnoozeRules(at_most=1))
    day.until("09:45")
    day.snoozes()
    day.until("09:50")
    assert day.seen.snoozes_left == 0
    assert "often enough" in day.says(CommandKind.SNOOZE)


def test_shrinking_snoozes_get_shorter():
    day = Day(every(45), snooze=SnoozeRules(policy="shrinking"))
    day.until("09:45")
    day.snoozes(minutes=10)
    day.until("09:55")
    day.snoozes(minutes=10)
    day.until("10:01")
    day.happened("09:45 offer mobility", "09:55 offer mobility", "10:00 offer mobility")


def test_pay_back_makes_the_next_interval_shorter():
    day = Day(every(45), snooze=SnoozeRules(policy="pay-back"))
    day.until("09:45")
    day.snoozes(minutes=10)
    day.until("09:55")
    day.takes_it()
    day.until("10:34")
    day.happened("09:58 taken mobility", "10:33 offer mobility")


def test_a_snooze_over_the_end_of_hours_is_written_down():
    day = Day(every(45), work="09:00-09:50")
    day.until("09:45")
    day.snoozes(minutes=30)
    day.until("23:00")
    day.happened("09:45 snoozed mobility", "09:50 suppressed mobility")
    assert day.count("offer ") == 1


def test_a_snoozed_break_may_be_done_or_left_by_walking_off():
    day = Day(every(45))
    day.until("09:45")
    day.snoozes(minutes=30)
    day.leaves()
    day.happened("09:50 natural mobility")
    day.returns()
    day.until("10:20")
    assert day.count("offer ") == 1
    assert day.sat == 30  # since 09:50


def test_away_rules_are_the_persons():
    day = Day(every(45), away=AwayRules(60.0, 600.0))
    day.until("09:10")
    day.locks(9)
    assert day.sat == 1


def _next(day: Day) -> tuple[str, date, str]:
    assert day.seen.next_at is not None
    when = datetime.fromtimestamp(day.seen.next_at, day.plan.zone)
    return day.seen.next_break, when.date(), f"{when:%H:%M}"


def test_a_break_left_out_today_comes_next_on_another_day():
    day = Day(every(45), work="09:00-12:00")
    day.until("09:10")
    today = _next(day)[1]
    day.says(CommandKind.SKIP_TODAY, name="mobility")
    assert _next(day) == ("mobility", today + timedelta(days=1), "09:45")
    day.until("11:00")
    assert _next(day) == ("mobility", today + timedelta(days=1), "09:45")


def test_what_no_longer_fits_into_the_hours_comes_next_on_the_next_day():
    day = Day(every(45), work="09:00-09:50")
    day.until("09:45")
    day.takes_it()
    assert _next(day)[0] == "mobility"
    assert _next(day)[2] == "09:45", "a break that would fall after work is not promised"


def test_a_sitting_break_of_some_weekdays_waits_for_them():
    day = Day(every(45, days=frozenset({4})), work="09:00-12:00")
    day.until("08:55")
    assert (_next(day)[1].weekday(), _next(day)[2]) == (4, "09:45")


def test_before_work_the_nearest_break_of_any_kind_comes_next():
    day = Day(every(45), at("12:00"), begins="07:00")
    assert (_next(day)[0], _next(day)[2]) == ("mobility", "09:45")
    early = Day(every(45), at("09:10"), begins="07:00")
    assert (_next(early)[0], _next(early)[2]) == ("walk", "09:10")
