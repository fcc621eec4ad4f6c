"""What holds where the settings say nothing, and what a break is by what it has."""

from __future__ import annotations

from datetime import UTC

import pytest

from deskbreak.core.plan import (
    AwayRules,
    Body,
    Break,
    Hooks,
    OfferRules,
    Plan,
    PlayerRules,
    QuietRules,
    SnoozeRules,
)

MINUTE = 60.0


def test_the_rules_without_a_word_in_the_settings() -> None:
    assert OfferRules() == OfferRules(
        heads_up_s=1 * MINUTE,
        heads_up_shown=False,
        wait_for_pause_s=5.0,
        wait_at_most_s=3 * MINUTE,
        repeat_every_s=5 * MINUTE,
        repeat_at_most=2,
        sound=False,
        adapt=True,
        learn=True,
        earlier_s=10 * MINUTE,
        later_s=15 * MINUTE,
    )
    assert SnoozeRules() == SnoozeRules((5 * MINUTE, 10 * MINUTE, 30 * MINUTE), at_most=3, policy="fixed")
    assert AwayRules() == AwayRules(keep_below_s=2 * MINUTE, counts_as_break_s=5 * MINUTE)
    assert QuietRules() == QuietRules(
        do_not_disturb=True,
        fullscreen=True,
        microphone=True,
        camera=True,
        screen_share=True,
        calendars=(),
        me=(),
        apps=(),
        command="",
        longest_meeting_s=240 * MINUTE,
    )
    assert Body() == Body(positions=(), equipment=(), avoid=(), level="", back="well")
    assert Hooks() == Hooks(on_offer=(), on_start=(), on_end=(), on_skip=(), on_pause=())


def test_the_player_without_a_word_in_the_settings() -> None:
    rules = PlayerRules()
    assert rules == PlayerRules(
        face="auto",
        voice=False,
        sound=None,
        get_ready="auto",
        theme="auto",
        reduced_motion=None,
        monitor="pointer",
        build="slender",
        skin="medium",
        hair="brown",
    )
    assert rules.look() == {"build": "slender", "skin": "medium", "hair": "brown"}
    other = PlayerRules(build="sturdy", skin="dark", hair="grey")
    assert other.look() == {"build": "sturdy", "skin": "dark", "hair": "grey"}


@pytest.mark.parametrize(
    ("sound", "chimes"), [(None, [True, False]), (True, [True, True]), (False, [False, False])]
)
def test_a_routine_chimes_as_the_person_says_else_the_very_first_time(
    sound: bool | None, chimes: list[bool]
) -> None:
    assert [PlayerRules(sound=sound).chimes(first=first) for first in (True, False)] == chimes


def test_a_plan_without_a_word_in_the_settings() -> None:
    assert Plan() == Plan(
        hours=((), (), (), (), (), (), ()),
        days=(),
        holidays=(),
        breaks=(),
        offer=OfferRules(),
        snooze=SnoozeRules(),
        away=AwayRules(),
        quiet=QuietRules(),
        body=Body(),
        player=PlayerRules(),
        language="auto",
        hooks=Hooks(),
        shared_folder="",
        keep_s=None,
        ask_back=False,
        profile="",
        zone=UTC,
        learned=None,
        answer_within_s=3.0,
    )


def test_what_was_worked_out_about_a_plan_makes_it_no_other_plan() -> None:
    one, other = Plan(), Plan()
    one.memo.spans[1] = ((0.0, 1.0),)
    assert one == other and "memo" not in repr(one) and one.memo.spans != other.memo.spans
    assert other.memo.stretch == (0.0, 0.0, None)
    with pytest.raises(TypeError):
        Plan(memo=one.memo)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("one", "moves", "wants_answer", "takes_s"),
    [
        (Break("set", every_s=1.0, routine="auto"), True, True, 180.0),  # three minutes where nothing is said
        (Break("set", every_s=1.0, routine="auto", lasts_s=60.0), True, True, 60.0),
        (Break("water", every_s=1.0, say="Drink"), False, True, 0.0),
        (Break("eyes", every_s=1.0, say="Look away", lasts_s=20.0), False, False, 20.0),
    ],
)
def test_what_a_break_is(one: Break, moves: bool, wants_answer: bool, takes_s: float) -> None:
    assert (one.moves, one.wants_answer, one.takes_s) == (moves, wants_answer, takes_s)
    assert one.days == {0, 1, 2, 3, 4, 5, 6} and one.at == ()
