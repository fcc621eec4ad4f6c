"""An offer is made from what is due, shown, and led by another break when one comes that goes first."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core import offers
from deskbreak.core.easing import Easing
from deskbreak.core.effects import Decided, Offer, OfferContext, Withdraw
from deskbreak.core.events import ChosenSet
from deskbreak.core.learning import CHOSEN, PLAIN, Learned, Share
from deskbreak.core.plan import Body, Break
from deskbreak.core.state import Due, OpenOffer
from deskbreak.values import replace
from tests.core.drafts import AT, EYES, MOBILITY, TODAY, WALK, WATER, draft, offer, only_changed

SET = ChosenSet("set:cat-cow", ("cat-cow",), 60.0)
NO_FLOOR = (Share("3 min", 40, 24, share=0.6), Share("3 min, floor", 40, 8, share=0.2))
BY_PAUSE = (Share("pause", 40, 28, share=0.71),)
TABLES = Learned("desk", offers=100, taken=40, overall=0.4, contexts=BY_PAUSE, forms=NO_FLOOR)


def due(one: Break, ago_s: float = 0.0, **more: Any) -> Due:
    return Due(one.name, AT - ago_s, fixed=bool(one.at), **more)


def test_the_whole_offer_of_two_that_are_due_while_a_third_does_not_fit_any_more() -> None:
    """Two minutes late, in a one-minute form, after a meeting; the walk would not end before work does."""
    slow = Break("slow", every_s=2700.0, routine="auto", lasts_s=901.0)
    waits = due(slow)
    d = draft(
        WATER,
        MOBILITY,
        slow,
        rules={"work": (540, 600)},
        due=(due(WATER, catch_up=True), due(MOBILITY, 120, moment=PLAIN), waits),
        sat_s=2400.0,
        sat=(("water", 2000.0), ("mobility", 2700.0)),
        offers=3,
        easing=Easing(step=2, day=TODAY, offers=1, banners=1),
        before="meeting",
        before_at=AT - 60,
        waiting_told=True,
        held_for=("meeting",),
    )
    before = d.state
    offers.make_offer(d)
    made = OpenOffer(
        4,
        name="mobility",
        routine="auto",
        lasts_s=60.0,
        say="Drink water",
        with_=("water",),
        at=AT,
        shown_at=AT,
        catch_up=True,
        step=2,
        upright=True,
    )
    only_changed(
        d,
        before,
        offer=made,
        offers=4,
        due=(waits,),
        waiting_told=False,
        held_for=(),
        easing=Easing(step=2, day=TODAY, offers=2, banners=2),
    )
    assert d.effects == [
        Decided(AT, "mobility", "offered", "sat for 40 min"),
        Decided(AT, "water", "merged", "due together with mobility; one offer for both"),
        Offer(
            4,
            break_name="mobility",
            routine="auto",
            lasts_s=60.0,
            say="Drink water",
            repeat=0,
            catch_up=True,
            snooze_s=(300.0, 600.0, 1800.0),
            sat_s=2400.0,
            step=2,
            upright=True,
        ),
        OfferContext(
            4,
            break_name="mobility",
            at=AT,
            sat_s=2400.0,
            before="meeting",
            moment=PLAIN,
            waited_s=120.0,
            step=2,
        ),
    ]


def test_what_needs_no_answer_is_offered_alike_at_every_step_and_learns_nothing() -> None:
    d = draft(EYES, due=(due(EYES),), easing=Easing(step=2, day=TODAY), sat=(("eyes", 1200.0),), sat_s=3000.0)
    offers.make_offer(d)
    assert d.state.offer == offer(EYES, number=1)
    assert d.effects == [
        Decided(AT, "eyes", "offered", "sat for 20 min"),
        Offer(
            1,
            break_name="eyes",
            routine="",
            lasts_s=20.0,
            say="Look away",
            repeat=0,
            catch_up=False,
            snooze_s=(300.0, 600.0, 1800.0),
            sat_s=3000.0,
        ),
    ]
    assert d.state.easing == Easing(step=2, day=TODAY), "no answer is missing"


def test_a_chosen_moment_is_explained_and_brings_the_form_that_is_taken() -> None:
    """Six minutes later than due, in a pause; the day's first offer keeps its form, this is the second."""
    d = draft(
        MOBILITY,
        rules={"learned": TABLES, "body": Body(positions=("standing", "supine"))},
        due=(due(MOBILITY, 360, till=AT + 500, moment=CHOSEN),),
        easing=Easing(day=TODAY, offers=1),
        idle_known=True,
        idle_since=AT - 5,
        sat=(("mobility", 3060.0),),
        sat_s=3060.0,
    )
    offers.make_offer(d)
    assert d.state.offer == offer(number=1, upright=True)
    words = "sat for 51 min; waited 6 min: you take 71 % of offers in a pause in typing, 40 % in all"
    assert d.effects[0] == Decided(AT, "mobility", "offered", words)
    assert d.effects[-1] == OfferContext(
        1,
        break_name="mobility",
        at=AT,
        sat_s=3060.0,
        before="pause",
        moment=CHOSEN,
        waited_s=360.0,
        step=0,
    )


def test_a_plain_moment_keeps_the_form_of_the_settings() -> None:
    d = draft(
        MOBILITY,
        rules={"learned": TABLES, "body": Body(positions=("standing", "supine"))},
        due=(due(MOBILITY, moment=PLAIN),),
        easing=Easing(day=TODAY, offers=1),
    )
    offers.make_offer(d)
    assert d.state.offer == offer(number=1)


@pytest.mark.parametrize(
    ("one", "routine", "lasts_s", "upright"),
    [
        (MOBILITY, "auto", 60.0, True),
        (replace(MOBILITY, lasts_s=45.0), "auto", 45.0, True),  # shorter already
        (replace(MOBILITY, lasts_s=None), "auto", 60.0, True),
        (replace(MOBILITY, routine="ten-minute-walk"), "auto", 60.0, True),
        (WALK, "ten-minute-walk", 600.0, False),  # at a time of day it stays what it is
        (WATER, "", None, False),
    ],
)
def test_the_one_minute_form(one: Break, routine: str, lasts_s: float | None, upright: bool) -> None:
    d = draft(one, due=(due(one),), easing=Easing(step=2, day=TODAY))
    offers.make_offer(d)
    assert d.state.offer == offer(one, number=1, routine=routine, lasts_s=lasts_s, upright=upright, step=2)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"early": True, "catch_up": True, "fixed": True}, "enough was sat, and a meeting comes"),
        ({"catch_up": True, "fixed": True}, "it fell due earlier and waited"),
        ({"fixed": True}, "its time of day came"),
        ({}, "sat for 30 min"),
    ],
)
def test_why_it_is_offered(more: dict[str, Any], words: str) -> None:
    """By the clock of the break, which goes on where only the sitting as a whole began again, and the other way."""
    d = draft(MOBILITY, due=(Due("mobility", AT, **more),), sat_s=7200.0, sat=(("mobility", 1790.0),))
    offers.make_offer(d)
    assert d.effects[0] == Decided(AT, "mobility", "offered", words)


LONGER = Break("longer", every_s=5400.0, routine="auto", lasts_s=240.0)


@pytest.mark.parametrize(
    ("breaks", "leads"),
    [
        ((WATER, MOBILITY), "mobility"),  # movement before words
        ((EYES, replace(MOBILITY, lasts_s=None)), "mobility"),  # whatever their lengths
        ((replace(EYES, at=(600,)), MOBILITY), "mobility"),  # and whatever the time of day
        ((LONGER, replace(WALK, lasts_s=60.0)), "walk"),  # of two movements the one with a time of its own
        ((MOBILITY, LONGER), "longer"),  # then the longer one
        ((WATER, EYES), "eyes"),
        ((MOBILITY, replace(MOBILITY, name="stretch")), "mobility"),  # of equal ones the earlier
        ((replace(MOBILITY, lasts_s=None), replace(MOBILITY, name="stretch", lasts_s=1.0)), "stretch"),
    ],
)
def test_which_break_leads(breaks: tuple[Break, Break], leads: str) -> None:
    d = draft(*breaks, due=tuple(map(due, breaks)))
    offers.make_offer(d)
    assert d.state.offer is not None
    assert (d.state.offer.name, *d.state.offer.with_) == (
        leads,
        *(one.name for one in breaks if one.name != leads),
    )
    by_rank = max(breaks, key=offers.rank)
    assert by_rank.name == leads


@pytest.mark.parametrize("one", [MOBILITY, WATER, EYES])
def test_a_break_that_the_settings_no_longer_have_never_leads(one: Break) -> None:
    """A state that was saved before the settings changed is brought forward before the change is told."""
    d = draft(one, due=(Due("gone", AT - 60), due(one)))
    offers.make_offer(d)
    assert d.state.offer is not None
    assert (d.state.offer.name, d.state.offer.with_, d.state.offer.say) == (one.name, ("gone",), one.say)


def test_what_no_settings_have_is_dropped() -> None:
    d = draft(MOBILITY, due=(Due("gone", AT),), offers=3)
    before = d.state
    offers.make_offer(d)
    only_changed(d, before, due=())
    assert d.effects == []


def test_nothing_that_fits_is_no_offer() -> None:
    d = draft(MOBILITY, rules={"work": (540, 587)}, due=(due(MOBILITY),))
    before = d.state
    offers.make_offer(d)
    assert (d.state, d.effects) == (before, [])


@pytest.mark.parametrize(
    ("one", "end", "fits"),
    [
        (due(MOBILITY), 588, True),  # at 9:45, for three minutes: it may end with the work
        (due(MOBILITY), 587, False),
        (due(WALK), 587, True),  # a time of day is kept all the same
        (due(MOBILITY), 580, True),  # work is over already: nothing to fit into
        (Due("gone", AT), 587, True),
    ],
)
def test_what_can_be_finished_before_work_ends(one: Due, end: int, fits: bool) -> None:
    assert offers.fits(draft(MOBILITY, WALK, rules={"work": (540, end)}), one) is fits


# -- shown -----------------------------------------------------------------------------------------------------

OPEN = offer(
    at=AT - 600,
    shown_at=AT - 300,
    with_=("water",),
    repeat=1,
    snoozes=1,
    snooze_until=AT,
    snoozed_s=300.0,
    catch_up=True,
    held=True,
    until_pause=True,
    step=2,
    upright=True,
    chosen=SET,
)


@pytest.mark.parametrize(("more", "offers_today"), [({"again": False}, 3), ({"again": True}, 2), ({}, 2)])
def test_the_open_offer_comes_on_the_screen(more: dict[str, bool], offers_today: int) -> None:
    """A repeat is a banner of the day, and no offer more."""
    d = draft(MOBILITY, offer=OPEN, sat_s=2900.0, easing=Easing(day=TODAY, offers=2, banners=3))
    before = d.state
    offers.show(d, **more)
    only_changed(
        d,
        before,
        offer=replace(OPEN, shown_at=AT, snooze_until=None, held=False, until_pause=False),
        easing=Easing(day=TODAY, offers=offers_today, banners=4),
    )
    assert d.effects == [
        Offer(
            7,
            break_name="mobility",
            routine="auto",
            lasts_s=180.0,
            say="",
            repeat=1,
            catch_up=True,
            snooze_s=(300.0, 600.0, 1800.0),
            sat_s=2900.0,
            step=2,
            upright=True,
            chosen=SET,
        )
    ]


def test_after_the_last_snooze_none_is_offered() -> None:
    d = draft(MOBILITY, offer=replace(OPEN, snoozes=3))
    offers.show(d)
    assert [one.snooze_s for one in d.effects if isinstance(one, Offer)] == [()]


@pytest.mark.parametrize("act", [offers.show, offers.come_again])
def test_without_an_open_offer_nothing_is_shown(act: Any) -> None:
    d = draft(MOBILITY, due=(due(MOBILITY),))
    before = d.state
    act(d)
    assert (d.state, d.effects) == (before, [])


# -- joined by what falls due meanwhile ------------------------------------------------------------------------


def test_what_falls_due_meanwhile_joins_the_open_offer() -> None:
    """What is in it already does not join twice."""
    ends = offer(with_=("stretch",), snooze_until=AT)
    d = draft(MOBILITY, WATER, EYES, offer=ends, due=(due(WATER), due(MOBILITY), due(EYES)))
    before = d.state
    offers.come_again(d)
    only_changed(
        d,
        before,
        offer=replace(
            ends, with_=("stretch", "water", "eyes"), say="Drink water Look away", snooze_until=None
        ),
        due=(),
        easing=Easing(day=TODAY, banners=1),
    )
    assert d.effects[:3] == [
        Decided(AT, "water", "merged", "mobility was open; one offer for both"),
        Decided(AT, "eyes", "merged", "mobility was open; one offer for both"),
        Decided(AT, "mobility", "offered", "the snooze is over"),
    ]
    assert [type(one) for one in d.effects[3:]] == [Offer]


def test_what_is_said_already_stays_first() -> None:
    d = draft(WATER, EYES, offer=offer(WATER, snooze_until=AT), due=(due(replace(EYES, lasts_s=None)),))
    d.plan = replace(d.plan, breaks=(WATER, replace(EYES, lasts_s=None, say="")))
    offers.come_again(d)
    assert d.state.offer is not None
    assert (d.state.offer.name, d.state.offer.say) == ("water", "Drink water eyes"), "by its name, if nothing"


def test_a_break_that_goes_first_takes_the_lead_under_a_number_of_its_own() -> None:
    """The walk at its time of day: what was chosen for the other one does not stand for it."""
    d = draft(MOBILITY, WALK, WATER, EYES, offer=OPEN, offers=7, due=(due(WALK), due(EYES)), sat_s=2900.0)
    before = d.state
    offers.come_again(d)
    leads = replace(
        OPEN,
        id=8,
        name="walk",
        routine="ten-minute-walk",
        lasts_s=600.0,
        say="mobility Drink water Look away",
        with_=("mobility", "water", "eyes"),
        upright=False,
        chosen=None,
        shown_at=AT,
        snooze_until=None,
        held=False,
        until_pause=False,
    )
    only_changed(d, before, offer=leads, offers=8, due=(), easing=Easing(day=TODAY, banners=1))
    assert d.effects == [
        Decided(AT, "walk", "merged", "mobility was open; one offer for both"),
        Decided(AT, "eyes", "merged", "mobility was open; one offer for both"),
        Withdraw(7),
        Decided(AT, "walk", "offered", "nothing holds it back any more"),
        Offer(
            8,
            break_name="walk",
            routine="ten-minute-walk",
            lasts_s=600.0,
            say="mobility Drink water Look away",
            repeat=1,
            catch_up=True,
            snooze_s=(300.0, 600.0, 1800.0),
            sat_s=2900.0,
            step=2,
        ),
    ]


def test_a_break_that_takes_the_lead_has_the_form_of_the_day_too() -> None:
    d = draft(
        WATER,
        MOBILITY,
        offer=offer(WATER, snooze_until=AT),
        due=(due(MOBILITY),),
        offers=7,
        easing=Easing(step=2, day=TODAY),
    )
    offers.come_again(d)
    assert d.state.offer == replace(
        offer(number=8, say="Drink water", with_=("water",)), lasts_s=60.0, upright=True
    )


def test_an_offer_whose_break_is_gone_gives_the_lead_to_one_that_is_not() -> None:
    d = draft(WATER, offer=offer(MOBILITY, snooze_until=AT), due=(due(WATER),), offers=7)
    offers.come_again(d)
    assert d.state.offer == offer(WATER, number=8, with_=("mobility",))
