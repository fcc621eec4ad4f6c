"""What `why` says of a day: each decision once, when it was made, about which break, and with its reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from deskbreak.core.effects import Decided, Effect
from deskbreak.core.events import Answer, Answered, ClockSet, CommandKind, OfferGone, Outcome, TakenElsewhere
from deskbreak.core.plan import OfferRules, SnoozeRules
from tests.stories.day import Day, at, every

EYES = every(20, "eyes", routine="", say="Look away", lasts_s=20.0)


class WhyDay(Day):
    """A day that keeps every line for `why`: "HH:MM break: decision: reason"."""

    def __init__(self, *breaks: Any, **more: Any) -> None:
        self.decisions: list[str] = []
        super().__init__(*breaks, **more)

    def _see(self, effect: Effect) -> None:
        if isinstance(effect, Decided):
            clock = f"{datetime.fromtimestamp(effect.at, self.plan.zone):%H:%M}"
            name = f" {effect.break_name}" if effect.break_name else ""
            self.decisions.append(f"{clock}{name}: {effect.decision}: {effect.reason}")
        super()._see(effect)

    def decides(self, *lines: str) -> None:
        """These are the lines since the last time, and no others."""
        assert self.decisions == list(lines)
        self.decisions.clear()


# -- offers and answers ---------------------------------------------------------------------------------------------


def test_an_offer_that_is_taken():
    day = WhyDay()
    day.until("09:45")
    day.decides("09:00: hours: work begins", "09:45 mobility: offered: sat for 45 min")
    day.starts()
    day.decides("09:45 mobility: started: you answered the offer")
    day.finishes()
    day.decides("09:48 mobility: taken: the routine ended")
    day.until("12:30")
    assert day.decisions[-1] == "12:30: hours: work ends"


def test_an_offer_that_nobody_answers():
    day = WhyDay(offer=OfferRules(heads_up_s=0.0, repeat_at_most=1))
    day.until("09:56")
    day.decides(
        "09:00: hours: work begins",
        "09:45 mobility: offered: sat for 45 min",
        "09:50 mobility: offered again: nobody answered",
        "09:55 mobility: missed: nobody answered 2 offers",
    )
    day.says(CommandKind.DONE)
    day.decides("09:56 mobility: taken: said by hand")


def test_a_single_offer_that_nobody_answers():
    day = WhyDay(offer=OfferRules(heads_up_s=0.0, repeat_at_most=0))
    day.until("09:51")
    assert day.decisions[-1] == "09:50 mobility: missed: nobody answered 1 offer"
    day.decisions.clear()
    day.says(CommandKind.SKIP)
    day.decides("09:51 mobility: skipped: you said so afterwards")


def test_a_snooze_and_its_end():
    day = WhyDay(snooze=SnoozeRules(at_most=1))
    day.until("09:45")
    day.decisions.clear()
    day.snoozes(10)
    day.until("09:55")
    day.decides("09:45 mobility: snoozed: for 10 min", "09:55 mobility: offered: the snooze is over")
    assert day.state.offer is not None
    refused = day.refuses(Answered, offer=day.state.offer.id, answer=Answer.SNOOZE)
    day.decides(f"09:55 mobility: refused: {refused}")
    day.skips()
    assert day.decisions[-1] == "09:55 mobility: skipped: you said so"


def test_a_routine_begun_by_hand():
    day = WhyDay()
    day.until("09:20")
    day.says(CommandKind.START)
    day.until("09:22")
    day.says(CommandKind.DONE)
    day.decides(
        "09:00: hours: work begins",
        "09:20 mobility: started: by hand",
        "09:22 mobility: taken: said by hand",
    )


def test_a_player_that_cannot_open_and_one_that_never_comes_back():
    day = WhyDay()
    day.until("09:45")
    day.starts()
    day.decisions.clear()
    day.player_fails()
    day.decides("09:45 mobility: failed: the player could not open")
    day.starts()
    day.until("10:30")
    assert day.decisions[1] == "10:18 mobility: healed: the player never came back"
    assert day.decisions[2] == "10:18 mobility: missed: the player never came back"


def test_an_offer_that_could_not_be_shown():
    day = WhyDay()
    day.until("09:45")
    day.decisions.clear()
    day.dismisses("failed")
    day.decides(
        "09:45 mobility: not shown: no notification could be shown; tray and commands still answer it"
    )
    day.dismisses("dismissed")
    day.decides()


def test_what_only_says_something_is_taken_by_itself():
    day = WhyDay(EYES, work="09:00-18:00")
    day.until("09:21")
    day.decides(
        "09:00: hours: work begins",
        "09:20 eyes: offered: sat for 20 min",
        "09:20 eyes: taken: shown for 20 s; it needs no answer",
    )


def test_two_that_come_together():
    day = WhyDay(every(45), every(45, "water", routine="", say="Drink water", lasts_s=None))
    day.until("09:45")
    day.decides(
        "09:00: hours: work begins",
        "09:45 mobility: offered: sat for 45 min",
        "09:45 water: merged: due together with mobility; one offer for both",
    )


def test_one_that_comes_while_another_is_open():
    day = WhyDay(every(45), every(47, "water", routine="", say="Drink water", lasts_s=None))
    day.until("09:51")
    assert "09:50 water: merged: mobility was open; one offer for both" in day.decisions


def test_a_break_at_its_time_of_day():
    day = WhyDay(every(300), at("11:00"))
    day.until("11:00")
    assert day.decisions[-1] == "11:00 walk: offered: its time of day came"


# -- what holds it back -----------------------------------------------------------------------------------------------


def test_a_call_that_holds_and_lets_go():
    day = WhyDay()
    day.until("09:44")
    day.becomes("microphone")
    day.until("10:00")
    assert "09:45 mobility: held: microphone" in day.decisions
    day.decisions.clear()
    day.becomes()
    day.until("10:02")
    assert [line.partition(" ")[2] for line in day.decisions] == [
        "mobility: offered: it fell due earlier and waited"
    ]


def test_an_open_offer_that_a_pause_takes_away_and_gives_back():
    day = WhyDay()
    day.until("09:45")
    day.decisions.clear()
    day.says(CommandKind.PAUSE, minutes=30)
    day.until("10:15")
    assert day.decisions[:2] == ["09:45: paused: you said so", "09:45 mobility: held: paused"]
    assert day.decisions[2:] == [
        "10:15: resumed: the pause is over",
        "10:15 mobility: offered: nothing holds it back any more",
    ]


def test_typing_is_waited_for():
    day = WhyDay(typing=True, offer=OfferRules(heads_up_s=0.0))
    day.until("09:46")
    assert day.decisions[-1] == "09:45 mobility: waiting: for a pause in typing"
    day.decisions.clear()
    day.stops_typing()
    day.decides("09:46 mobility: offered: sat for 46 min")


def test_what_waits_when_work_ends_is_told():
    day = WhyDay()
    day.until("09:40")
    day.says(CommandKind.PAUSE, minutes=300)
    day.until("12:31")
    held = [line for line in day.decisions if "suppressed" in line]
    assert held == ["12:30 mobility: suppressed: held back (paused) until work hours ended"]


def test_an_open_offer_when_work_ends():
    day = WhyDay(every(45), work="09:00-09:49")
    day.until("09:50")
    day.decides(
        "09:00: hours: work begins",
        "09:45 mobility: offered: sat for 45 min",
        "09:49: hours: work ends",
        "09:49 mobility: missed: work hours ended",
    )
    snoozed = WhyDay(every(45), work="09:00-09:49")
    snoozed.until("09:45")
    snoozed.snoozes(10)
    snoozed.until("09:50")
    assert snoozed.decisions[-1] == "09:49 mobility: suppressed: work hours ended"


# -- absences and clocks ----------------------------------------------------------------------------------------------


def test_leaving_and_what_is_said_of_it():
    day = WhyDay()
    day.until("09:20")
    day.leaves()
    day.until("09:40")
    day.returns()
    day.decides(
        "09:00: hours: work begins", "09:40 mobility: natural: away for 20 min, which counts as a break"
    )
    day.says(CommandKind.SAT)
    day.decides("09:40: given back: you were sitting all the while")


def test_leaving_with_an_open_offer_is_taking_it():
    day = WhyDay()
    day.until("09:45")
    day.decisions.clear()
    day.leaves()
    assert day.decisions[-1] == "09:50 mobility: natural: you left the desk after the offer"


def test_a_gap_between_work_hours_is_a_break_after_sitting():
    day = WhyDay(every(400), work="09:00-12:30 13:30-18:00")
    day.until("13:31")
    assert day.decisions[-3:] == [
        "12:30: hours: work ends",
        "13:30: hours: work begins",
        "13:30: natural: 60 min between work hours, which counts as a break",
    ]
    short = WhyDay(every(400), work="09:00-10:00 10:02-18:00")
    short.until("10:03")
    assert short.decisions[-1] == "10:02: hours: work begins"


def test_a_day_that_begins_says_nothing_of_a_gap():
    day = WhyDay()
    day.until("09:01")
    day.decides("09:00: hours: work begins")


def test_a_long_sleep_in_a_routine():
    day = WhyDay()
    day.until("09:45")
    day.starts()
    day.decisions.clear()
    day.sleeps_with_an_event(20)
    assert day.decisions[0] == (
        "10:05 mobility: natural: the machine slept for 20 min in the middle of the routine, which counts as a break"
    )


def test_a_clock_that_is_set_back_and_forward():
    day = WhyDay()
    day.until("09:40")
    day.decisions.clear()
    day.sets_the_clock(-30)
    day.decides("09:10: clock: the clock was set back by 30 min; what was sat so far is kept")
    day._at += 1800
    day.happens(ClockSet)
    day.decides("09:40: clock: the clock was set forward by 30 min; what was sat so far is kept")
    assert day.sat == 40


def test_a_break_taken_elsewhere():
    day = WhyDay()
    day.until("09:30")
    day.happens(TakenElsewhere, when=day.instant("09:25"), break_name="mobility")
    assert day.decisions[-1] == "09:30 mobility: taken elsewhere: a break you took otherwise counts"
    assert day.sat == 5


# -- commands that hold for a while -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "minutes", "lines"),
    [
        (CommandKind.PAUSE, 5, ["09:10: paused: you said so", "09:15: resumed: the pause is over"]),
        (CommandKind.MEETING, 5, ["09:10: meeting: you said so", "09:15: meeting over: its time is up"]),
        (CommandKind.STANDING, 5, ["09:10: standing: the sitting clock rests",
         "09:15: sitting: the time standing is up"]),
    ],
)  # fmt: skip
def test_what_was_said_for_a_while_ends(command: CommandKind, minutes: float, lines: list[str]):
    day = WhyDay()
    day.until("09:10")
    day.decisions.clear()
    day.says(command, minutes=minutes)
    day.until("09:16")
    day.decides(*lines)


@pytest.mark.parametrize(
    ("command", "end", "lines"),
    [
        (CommandKind.PAUSE, CommandKind.RESUME, ["09:12: resumed: you said so"]),
        (CommandKind.MEETING, CommandKind.MEETING_OFF, ["09:12: meeting over: you said so"]),
        (CommandKind.STANDING, CommandKind.STANDING_OFF, ["09:12: sitting: you said so"]),
    ],
)
def test_what_was_said_for_good_ends_when_it_is_said(
    command: CommandKind, end: CommandKind, lines: list[str]
):
    day = WhyDay()
    day.until("09:10")
    day.says(command)
    day.decisions.clear()
    day.until("09:12")
    day.says(end)
    day.decides(*lines)


def test_overtime_and_its_end():
    day = WhyDay(work="09:00-10:00")
    day.until("10:30")
    day.decisions.clear()
    day.says(CommandKind.WORK, minutes=60)
    day.says(CommandKind.WORK_OFF)
    assert (
        "10:30: overtime: you said so" in day.decisions
        and "10:30: overtime over: you said so" in day.decisions
    )


def test_the_coming_break_is_put_off_or_skipped():
    day = WhyDay()
    day.until("09:30")
    day.decisions.clear()
    day.says(CommandKind.SNOOZE, minutes=10)
    day.decides("09:30 mobility: put off: for 10 min; you said so before it came")
    day.says(CommandKind.SKIP_NEXT)
    day.decides("09:30 mobility: skipped: skipped before it came")
    day.says(CommandKind.SKIP_TODAY, name="mobility")
    day.decides("09:30 mobility: skipped today: you said so")


def test_a_refused_event_is_told_of_the_open_offer():
    day = WhyDay(snooze=SnoozeRules(at_most=0))
    day.until("09:45")
    day.decisions.clear()
    refused = day.refuses(OfferGone, offer=99, how="dismissed")
    day.decides(f"09:45 mobility: refused: {refused}")
    assert refused


# -- who writes the row -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", [True, False])
def test_a_row_is_written_unless_its_player_left_it(left: bool):
    day = WhyDay()
    day.until("09:45")
    day.starts()
    day._report("finished", Outcome.TAKEN, recorded=left)
    assert [one.left for one in day.recorded] == [left]


def test_what_the_person_says_is_always_written():
    day = WhyDay()
    day.until("09:45")
    day.starts()
    day.says(CommandKind.DONE)
    day.until("10:30")
    day.starts()
    day.until("12:00")  # the player never came back
    assert [(one.outcome.value, one.left) for one in day.recorded][:2] == [
        ("taken", False),
        ("missed", False),
    ]
