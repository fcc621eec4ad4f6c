"""Events and effects that say nothing more than they must: what is left out means nothing happened."""

from __future__ import annotations

from deskbreak.core.effects import Offer, OpenPlayer, Record
from deskbreak.core.events import (
    Answered,
    Chosen,
    ChosenSet,
    Command,
    Idle,
    IdleKnown,
    Locked,
    OfferGone,
    Outcome,
    PlayerReported,
    Slept,
    TakenElsewhere,
)

CLOCKS = (1_795_424_400.0, 1000.0)
SET = ChosenSet("cat-cow", ("cat-cow",), 60.0)


def test_what_the_desktop_reports() -> None:
    assert Idle(*CLOCKS) == Idle(*CLOCKS, for_s=0.0)
    assert IdleKnown(*CLOCKS) == IdleKnown(*CLOCKS, known=True)
    assert Locked(*CLOCKS) == Locked(*CLOCKS, locked=True)
    assert Slept(*CLOCKS) == Slept(*CLOCKS, wall_s=0.0, mono_s=0.0)


def test_what_speaks_of_no_offer_speaks_of_number_nought() -> None:
    assert Answered(*CLOCKS).offer == OfferGone(*CLOCKS).offer == Chosen(*CLOCKS, SET).offer == 0
    assert ChosenSet("cat-cow", ("cat-cow",), 60.0, "", (), 0) == SET


def test_a_report_that_says_nothing_more_is_of_a_routine_whose_row_is_still_to_be_written() -> None:
    report = PlayerReported(*CLOCKS, "uid")
    assert (report.report, report.outcome, report.seconds) == ("finished", Outcome.TAKEN, 0.0)
    assert report.recorded is False
    assert TakenElsewhere(*CLOCKS) == TakenElsewhere(*CLOCKS, when=0.0, break_name="")
    assert Command(*CLOCKS).rounds is None


def test_an_effect_is_the_plain_one_unless_it_says_so() -> None:
    offer = Offer(
        1,
        break_name="mobility",
        routine="auto",
        lasts_s=None,
        say="",
        repeat=0,
        catch_up=False,
        snooze_s=(),
        sat_s=0.0,
    )
    assert (offer.step, offer.upright, offer.chosen) == (0, False, None)
    player = OpenPlayer("uid", offer=0, break_name="mobility", routine="auto", lasts_s=None)
    assert (player.rounds, player.upright, player.chosen) == (None, False, None)
    row = Record(0.0, break_name="mobility", routine="", outcome=Outcome.SKIPPED)
    assert (row.seconds, row.offer, row.left) == (0.0, 0, False)
