"""The lid is closed in the middle of a routine: a break of its own, or a short rest; never one that was missed."""

from __future__ import annotations

import pytest

from deskbreak.core.events import CommandKind, Outcome, Phase, PlayerReported
from tests.stories.day import Day, at, every

ENDS = ("missed", "why: healed", "skipped", "suppressed")


def in_a_routine(**more: object) -> Day:
    day = Day(every(45), at("17:00"), work="09:00-18:00", **more)  # type: ignore[arg-type]
    day.until("09:45")
    day.starts()
    day.works(0.5)
    return day


@pytest.mark.parametrize("minutes", [6, 75, 8 * 60, 15 * 60, 70 * 60])
@pytest.mark.parametrize("kind", ["sleeps", "sleeps_with_an_event", "is_switched_off"])
def test_a_long_sleep_is_a_natural_break(kind: str, minutes: float) -> None:
    day = in_a_routine()
    getattr(day, kind)(minutes)
    assert day.state.running is None and day.state.healed == 0
    (row,) = [one for one in day.recorded if one.break_name == "mobility"]
    assert (row.outcome, row.seconds, row.routine) == (Outcome.NATURAL, minutes * 60, "")
    assert "in the middle of the routine" in row.note
    day.never("missed", "why: healed", "skipped")
    assert day.sat == 0
    assert day.count("closes") == 1


@pytest.mark.parametrize("minutes", [1, 2, 4])
def test_after_a_short_sleep_the_routine_goes_on(minutes: float) -> None:
    day = in_a_routine()
    day.sleeps(minutes)
    assert day.seen.phase is Phase.ON_BREAK
    day.finishes(Outcome.PARTLY)
    assert [one.outcome for one in day.recorded] == [Outcome.PARTLY]
    day.never(*ENDS)


def test_many_short_sleeps_do_not_use_up_the_players_time() -> None:
    day = in_a_routine()
    for _ in range(20):
        day.sleeps(4)
        day.works(0.1)
    assert day.seen.phase is Phase.ON_BREAK
    day.finishes()
    assert [one.outcome for one in day.recorded] == [Outcome.TAKEN]


def test_a_locked_screen_before_the_sleep_changes_nothing() -> None:
    day = in_a_routine()
    day.locks_for_good()
    day.sleeps(75)
    day.locks(0.01)  # unlocked again
    assert [one.outcome for one in day.recorded] == [Outcome.NATURAL]
    assert day.sat == 0 and day.seen.phase is Phase.SITTING


def test_the_next_break_comes_a_whole_interval_later() -> None:
    day = in_a_routine()
    day.sleeps(75)  # until 11:00:30
    day.until("11:45")
    assert day.count("offer mobility") == 1
    day.until("11:46")
    assert day.count("offer mobility") == 2


def test_who_was_sitting_takes_the_row_back() -> None:
    day = in_a_routine()
    day.sleeps(75)
    assert day.says(CommandKind.SAT) == ""
    day.happened("11:00 natural mobility", "11:00 taken back")
    assert day.sat > 100


def test_a_player_that_ends_after_all_makes_no_second_row() -> None:
    day = in_a_routine()
    player = day._player
    day.sleeps(75)
    day.refuses(PlayerReported, uid=player, report="finished", outcome=Outcome.TAKEN)
    assert [one.outcome for one in day.recorded] == [Outcome.NATURAL]


def test_a_player_goes_on_while_only_the_daemon_was_away() -> None:
    """Killed and started again in the same boot: the steady clock went on, and so did the routine."""
    day = in_a_routine()
    day._at += 600
    day._mono += 600
    day.restarts()
    assert day.seen.phase is Phase.ON_BREAK
    day.finishes()
    assert [one.outcome for one in day.recorded] == [Outcome.TAKEN]
