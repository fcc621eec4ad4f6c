"""The coming break, put off or skipped before it is offered."""

from __future__ import annotations

from deskbreak.core.events import CommandKind, Outcome
from deskbreak.core.snooze import UNTIL_PAUSE
from tests.stories.day import Day, at, every


def offers(day: Day) -> list[str]:
    return [line for line in day.lines if line[5:12] == " offer "]


def test_snooze_before_an_offer_puts_the_coming_break_off():
    day = Day(every(45), work="09:00-18:00")
    day.until("09:40")
    assert day.says(CommandKind.SNOOZE, minutes=10) == ""
    assert day.seen.next_at == day.instant("09:55")
    day.until("09:56")
    assert offers(day) == ["09:55 offer mobility"]
    day.takes_it()
    day.until("10:45")
    assert offers(day)[1:] == ["10:44 offer mobility"], "only the one break was put off"


def test_a_break_that_waits_for_a_good_moment_is_put_off_from_now():
    day = Day(every(45), work="09:00-18:00")
    day.until("09:40")
    day.has_meetings("09:41-10:00")
    day.until("09:50")
    assert day.says(CommandKind.SNOOZE, minutes=30) == ""
    day.until("10:21")
    assert offers(day) == ["10:20 offer mobility"]


def test_a_fixed_break_is_put_off_too_and_comes_once():
    day = Day(at("10:00"), work="09:00-18:00")
    day.until("09:50")
    assert day.says(CommandKind.SNOOZE, minutes=15) == ""
    day.until("10:14")
    assert offers(day) == []
    day.until("10:16")
    assert offers(day) == ["10:15 offer walk"]
    day.takes_it()
    day.until("18:00")
    assert len(offers(day)) == 1


def test_a_fixed_break_that_was_put_off_beyond_the_hours_is_written_down():
    day = Day(at("10:00"), work="09:00-10:10")
    day.until("09:50")
    day.says(CommandKind.SNOOZE, minutes=30)
    day.until("11:00")
    assert offers(day) == []
    assert [one.outcome for one in day.recorded] == [Outcome.SUPPRESSED]


def test_putting_off_twice_adds_up():
    day = Day(every(45), work="09:00-18:00")
    day.until("09:40")
    day.says(CommandKind.SNOOZE, minutes=10)
    day.says(CommandKind.SNOOZE, minutes=10)
    assert day.seen.next_at == day.instant("10:05")


def test_the_next_break_is_skipped_and_the_one_after_comes():
    day = Day(every(45), at("12:00"), work="09:00-18:00")
    day.until("09:40")
    assert day.says(CommandKind.SKIP_NEXT) == ""
    assert [(one.break_name, one.outcome) for one in day.recorded] == [("mobility", Outcome.SKIPPED)]
    day.until("10:24")
    assert offers(day) == []
    day.until("10:26")
    assert offers(day) == ["10:25 offer mobility"]


def test_a_fixed_break_is_skipped_once_and_comes_tomorrow():
    day = Day(at("10:00"), work="09:00-18:00")
    day.until("09:50")
    assert day.says(CommandKind.SKIP_NEXT) == ""
    day.until("18:00")
    assert offers(day) == []
    day.until("10:01", days=1)
    assert offers(day) == ["10:00 offer walk"]


def test_nothing_is_coming_outside_the_hours():
    day = Day(every(45), work="09:00-18:00", begins="07:00")
    assert "no break is coming" in day.says(CommandKind.SKIP_NEXT)
    assert "no break is coming" in day.says(CommandKind.SNOOZE, minutes=10)


def test_what_was_put_off_is_kept_over_a_restart():
    day = Day(every(45), work="09:00-18:00")
    day.until("09:40")
    day.says(CommandKind.SNOOZE, minutes=10)
    day.restarts()
    day.until("09:56")
    assert offers(day) == ["09:55 offer mobility"]


def test_snoozed_until_typing_pauses():
    day = Day(every(45), work="09:00-18:00", typing=True)
    day.until("09:45")
    day.stops_typing()
    assert len(offers(day)) == 1
    day.returns()
    day.snoozes(UNTIL_PAUSE / 60)
    day.until("09:55")
    assert len(offers(day)) == 1
    day.stops_typing()
    day.works(0.6)
    assert len(offers(day)) == 2


def test_typing_that_never_pauses_is_waited_for_half_an_hour():
    day = Day(every(45), work="09:00-18:00", typing=True)
    day.until("09:45")
    day.stops_typing()
    day.returns()
    day.snoozes(UNTIL_PAUSE / 60)
    day.until("10:17")
    assert len(offers(day)) == 2


def test_without_knowing_of_typing_it_is_a_usual_snooze():
    day = Day(every(45), work="09:00-18:00")
    day.until("09:46")
    day.snoozes(UNTIL_PAUSE / 60)
    day.until("09:52")
    assert len(offers(day)) == 2
