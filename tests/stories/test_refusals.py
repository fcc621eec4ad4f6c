"""Events that make no sense when they come: nothing changes but the clocks, and `why` has a line."""

from __future__ import annotations

import pytest

from deskbreak.core import machine
from deskbreak.core.events import Answer, Answered, Command, CommandKind, OfferGone, PlayerReported
from deskbreak.core.plan import SnoozeRules
from tests.stories.day import Day, every


def test_a_second_click_on_an_answered_offer():
    day = Day(every(45))
    day.until("09:46")
    shown = day.state.offer
    assert shown is not None
    day.skips()
    assert day.refuses(Answered, offer=shown.id, answer=Answer.START) == "this offer is not open any more"
    day.happened("09:46 why: refused: this offer is not open any more")
    day.never("opens")


@pytest.mark.parametrize("how", ["expired", "failed"])
def test_a_notification_that_goes_after_the_answer(how: str):
    day = Day(every(45))
    day.until("09:46")
    day.snoozes()
    assert day.state.offer is not None
    assert day.refuses(OfferGone, offer=day.state.offer.id + 1, how=how)


def test_a_snooze_too_many_is_refused_alike_by_notification_and_command():
    day = Day(every(45), snooze=SnoozeRules(at_most=1))
    day.until("09:46")
    day.snoozes()
    day.until("10:00")
    offer = day.state.offer
    assert offer is not None and offer.snoozes == 1
    by_click = day.refuses(Answered, offer=offer.id, answer=Answer.SNOOZE)
    assert by_click == day.refuses(Command, kind=CommandKind.SNOOZE) != ""
    assert day.state.offer == offer


def test_an_offer_that_ended_with_the_hours_cannot_be_snoozed_by_who_asks_later():
    """Between the last event and the command time went by: the answer is about the time of the command."""
    day = Day(every(45), work="09:00-09:50")
    day.until("09:46")
    late = Command(day.instant("10:30"), 1000.0 + 6000, kind=CommandKind.SNOOZE, for_s=300.0)
    refused = machine.refusal_reason(day.state, late, day.plan)
    assert refused.startswith("no break is coming")
    with pytest.raises(machine.IllegalEvent, match="Command in off-hours: no break is coming"):
        machine.step(day.state, late, day.plan, strict=True)


def test_a_player_that_is_not_the_running_one_is_not_believed():
    day = Day(every(45))
    day.until("09:46")
    day.starts()
    assert day.refuses(PlayerReported, uid="another", report="failed")
    assert day.state.running is not None


def test_a_break_that_is_not_in_the_settings_cannot_be_skipped_today():
    day = Day(every(45))
    assert day.refuses(Command, kind=CommandKind.SKIP_TODAY, name="tea") == 'the settings have no break "tea"'
    assert not day.state.skipped_days
