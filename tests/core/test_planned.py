"""What the breaks with a routine of their own bring, and which of them still come on a day."""

from __future__ import annotations

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.dosage import Dose
from deskbreak.core.plan import Body, Break
from deskbreak.core.planned import Planned
from deskbreak.values import replace
from tests.core.monday import PLAN, at


def timed(id: str, *equipment: str) -> Exercise:
    return Exercise(
        id, id, "standing", "moves", equipment=equipment or ("none",), doses=(Dose("S0", duration_s=60),)
    )


SETS = Routine(
    "sets",
    "Sets",
    (
        RoutineStep("swing"),
        RoutineStep("reach"),
        RoutineStep("swing"),
        RoutineStep("roll", optional=True),
        RoutineStep("walk", optional=True),
    ),
)
CATALOG = Catalog(
    {one.id: one for one in (timed("swing"), timed("reach"), timed("roll", "band"), timed("walk"))},
    {"sets": SETS},
)
AUTO = Break("auto", every_s=2700.0, routine="auto")
SAYS = Break("says", every_s=2700.0, say="Drink")
GONE = Break("gone", every_s=2700.0, routine="not in the catalogue")
OFTEN = Break("often", every_s=2700.0, routine="sets", lasts_s=240.0)
NOON = Break("noon", at=(720,), routine="reach", lasts_s=60.0)


def planned(*breaks: Break, equipment: tuple[str, ...] = ()) -> Planned:
    return Planned(replace(PLAN, breaks=breaks, body=Body(equipment=equipment)), CATALOG)


@pytest.mark.parametrize(
    ("one", "brings"),
    [
        (AUTO, ()),
        (SAYS, ()),
        (GONE, ()),
        (NOON, ("reach",)),
        (replace(OFTEN, lasts_s=None), ("swing", "reach")),  # each once
        (OFTEN, ("swing", "reach", "walk")),  # an optional step that fits
        (replace(OFTEN, lasts_s=600.0), ("swing", "reach", "walk")),
    ],
)
def test_what_a_break_brings(one: Break, brings: tuple[str, ...]) -> None:
    assert planned(one).brings(one) == brings
    assert planned(SAYS, one, AUTO).brings(one) == brings


def test_what_needs_gear_comes_where_it_is_at_hand() -> None:
    long = replace(OFTEN, lasts_s=600.0)
    assert planned(long, equipment=("band",)).brings(long) == ("swing", "reach", "roll", "walk")


def test_a_break_of_other_settings_brings_nothing() -> None:
    assert planned(NOON).brings(OFTEN) == ()


def test_what_still_comes_today() -> None:
    both = planned(OFTEN, NOON)
    assert both.later(at("11:59")) == ("swing", "reach", "walk", "reach")
    assert both.later(at("12:00")) == ("swing", "reach", "walk")
    assert planned(NOON).later(at("09:00")) == ("reach",)
    assert planned(NOON).later(at("12:00")) == ()  # tomorrow's is not today's
    assert planned(AUTO, SAYS).later(at("09:00")) == ()


def test_today_ends_at_midnight() -> None:
    """A shift that begins at ten in the evening: its break at one is tomorrow's until midnight."""
    night = replace(PLAN.hours[0][0], start=1320, end=1800)
    late, early = replace(NOON, at=(1380,)), replace(NOON, name="early", at=(60,))
    plan = replace(PLAN, hours=((night,),) * 7, breaks=(late, early))
    known = Planned(plan, CATALOG)
    assert known.later(at("22:30")) == ("reach",)
    assert known.later(at("23:30")) == ()
    assert known.later(at("00:10", 24)) == ("reach", "reach")
    for minute, comes in ((1439, ("reach",)), (0, ()), (1, ())):
        edge = replace(plan, breaks=(replace(NOON, at=(minute,)),))
        assert Planned(edge, CATALOG).later(at("22:30")) == comes
