"""What a selection holds, how the daemon comes to it, and which words a person may use for a routine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import named_routine, selection
from deskbreak.app.journal_facts import facts_of
from deskbreak.app.named_routine import routine_named
from deskbreak.app.selection import Selection, Selector, SetRequest, select, select_apart
from deskbreak.catalog.cached import load_cached
from deskbreak.core.body_words import FLOOR, UPRIGHT
from deskbreak.core.catalog import Catalog
from deskbreak.core.events import ChosenSet
from deskbreak.core.plan import Body, Break, Plan
from deskbreak.core.script import ROUND_REST_S
from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.paths import Profile, find_profile
from deskbreak.store.journal import Journal
from deskbreak.store.opening import open_to_write
from deskbreak.values import replace

NOW = 1_790_000_000.0
PLAN = Plan(zone=UTC)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return find_profile(tmp_path / "home")


@pytest.fixture
def journal(profile: Profile) -> Iterator[Journal]:
    with open_to_write(profile) as opened:
        yield opened


def did_superman(journal: Journal) -> None:
    """On eight days, and it was easy each time: its dose is built up to the fourth stage."""
    for number in range(2, 10):
        at, uid = NOW - number * 86400, f"uid-{number}"
        journal.add(
            at=at,
            outcome="taken",
            break_name="mobility",
            routine="superman",
            exercises=["superman"],
            zone="UTC",
            uid=uid,
        )
        journal.add_answer(at, "superman", "easy", uid)


# -- what it holds ------------------------------------------------------------------------------------------


def test_the_state_keeps_what_was_chosen_and_why() -> None:
    made = Selection(
        "a-set", "A set", exercises=("one", "two"), seconds=90.0, reason="it is due", about="for hips",
        levels={"two": 3, "other": 1}, body=7,
    )  # fmt: skip
    kept = ChosenSet(
        "a-set", ("one", "two"), 90.0, reason="it is due", levels=(("one", 0), ("two", 3)), body=7
    )
    assert made.as_chosen() == kept
    assert replace(made, reason="").as_chosen() == replace(kept, reason="for hips")
    assert Selection().as_chosen() == ChosenSet("", (), 0.0)


def test_a_selection_survives_its_way_through_a_text() -> None:
    import json

    made = Selection(
        "a-set", "A set", ("One", "Two"), ("floor",), ("one", "two"), 90.0, "it is due", "for hips", {"two": 3}, 7
    )  # fmt: skip
    assert Selection.from_json(json.loads(json.dumps(made.to_json()))) == made


@pytest.mark.parametrize(("lasts_s", "seconds"), [(None, 0.0), (20.0, 20.0)])
def test_a_break_that_only_says_something_has_its_length(
    profile: Profile, journal: Journal, lasts_s: float | None, seconds: float
) -> None:
    assert select(profile, journal, PLAN, NOW, SetRequest("", lasts_s)) == Selection(seconds=seconds)
    found = select_apart(profile, journal, PLAN, NOW, SetRequest(routine="", lasts_s=lasts_s))
    assert found == Selection(seconds=seconds)


def test_a_routine_is_shown_with_names_places_and_what_it_is_for(profile: Profile, journal: Journal) -> None:
    found = select(profile, journal, PLAN, NOW, SetRequest("desk-mobility-set", 900.0))
    assert found == Selection(
        "desk-mobility-set",
        "Mobility set at the desk",
        ("Desk Cat-Cow", "Standing Hip Flexor Stretch", "10-Minute Walk"),
        ("desk", "standing", "walking"),
        ("desk-cat-cow", "standing-hip-flexor-stretch", "ten-minute-walk"),
        found.seconds,
        about="Move the spine, open the front of the hips, and walk if there is time; all on your feet.",
    )
    assert 600 < found.seconds <= 900
    short = select(profile, journal, PLAN, NOW, SetRequest("desk-mobility-set", 180.0))
    assert short.exercises == ("desk-cat-cow", "standing-hip-flexor-stretch")  # no time for the walk


def test_each_exercise_is_named_once_however_often_it_is_done(profile: Profile, journal: Journal) -> None:
    once = select(profile, journal, PLAN, NOW, SetRequest("bustle-prone-strength", None))
    thrice = select(profile, journal, PLAN, NOW, SetRequest("bustle-prone-strength", None, rounds=3))
    assert thrice == replace(once, seconds=3 * once.seconds + 2 * ROUND_REST_S)
    assert once.exercises == ("bird-dog", "superman", "childs-pose", "forearm-plank")
    assert once.places == ("floor",)


def test_what_is_blocked_is_left_out(profile: Profile, journal: Journal) -> None:
    journal.block("cat-cow", NOW)
    assert select(profile, journal, PLAN, NOW, SetRequest("mobility-set", None)).exercises == (
        "hip-flexor-stretch",
    )
    journal.block("desk-cat-cow", NOW)
    chosen = select(profile, journal, PLAN, NOW, SetRequest("auto", 180.0))
    assert chosen.exercises and "desk-cat-cow" not in chosen.exercises


def test_where_nothing_can_be_chosen_the_reason_is_said(profile: Profile, journal: Journal) -> None:
    found = select(profile, journal, PLAN, NOW, SetRequest("auto", 3.0))
    assert found == Selection(reason="nothing that is allowed fits into the time", seconds=3.0)
    for one in load_cached(profile, lean=True).exercises:
        journal.block(one, NOW)
    found = select(profile, journal, PLAN, NOW, SetRequest("auto", None))
    assert found == Selection(reason="nothing that is allowed fits into the time")


@pytest.mark.parametrize(("lasts_s", "seconds"), [(None, 0.0), (60.0, 60.0)])
def test_a_routine_whose_pack_went_away_is_there_by_its_id(
    profile: Profile, journal: Journal, lasts_s: float | None, seconds: float
) -> None:
    found = select(profile, journal, PLAN, NOW, SetRequest("of-a-pack", lasts_s))
    assert found == Selection("of-a-pack", "of-a-pack", seconds=seconds)
    before = ChosenSet("set:of-a-pack", ("gone",), 50.0, reason="it was due")
    found = select(profile, journal, PLAN, NOW, SetRequest("auto", lasts_s, chosen=before))
    assert found == Selection("set:of-a-pack", "set:of-a-pack", seconds=seconds, reason="it was due")


def test_what_auto_was_is_what_it_is_again(profile: Profile, journal: Journal) -> None:
    """The set of the offer, its reason and its doses; the rest of what is built up is as the journal has it."""
    did_superman(journal)
    before = ChosenSet(
        "set:cat-cow+glute-bridge", ("cat-cow", "glute-bridge"), 99.0, "it was due", (("cat-cow", 1),), 5
    )
    found = select(profile, journal, PLAN, NOW, SetRequest("auto", None, chosen=before))
    assert (found.routine, found.reason) == ("set:cat-cow+glute-bridge", "it was due")
    assert found.levels == {"superman": 4, "cat-cow": 1}
    other = select(profile, journal, PLAN, NOW, SetRequest("cat-cow", None, chosen=before))
    assert (other.routine, other.reason) == ("cat-cow", "")  # only "auto" stands for it


def test_a_chosen_set_has_the_doses_it_is_built_up_to(profile: Profile, journal: Journal) -> None:
    did_superman(journal)
    plan = replace(PLAN, body=Body(positions=FLOOR))
    chosen = select(profile, journal, plan, NOW, SetRequest("auto", 180.0))
    assert chosen.reason and chosen.levels["superman"] == 4
    assert set(chosen.exercises) <= chosen.levels.keys()


@pytest.mark.parametrize(
    ("routine", "chosen", "sets"),
    [
        ("auto", None, True),
        ("auto", ChosenSet("cat-cow", ("cat-cow",), 54.0), False),
        ("cat-cow", None, False),
    ],
)
def test_what_was_done_is_read_only_where_something_is_chosen(
    profile: Profile,
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    routine: str,
    chosen: ChosenSet | None,
    sets: bool,
) -> None:
    asked: list[bool] = []
    real = facts_of

    def noted(*where: Any, sets: bool) -> Any:
        asked.append(sets)
        return real(*where, sets=sets)

    monkeypatch.setattr(selection, "facts_of", noted)
    select(profile, journal, PLAN, NOW, SetRequest(routine, 180.0, chosen=chosen))
    select_apart(profile, journal, PLAN, NOW, SetRequest(routine=routine, lasts_s=180.0, chosen=chosen))
    assert asked == [sets, sets]


def test_apart_it_comes_to_the_same(
    profile: Profile, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "apart", lambda work: work())
    before = ChosenSet("set:cat-cow+glute-bridge", ("cat-cow", "glute-bridge"), 99.0, "it was due")
    cases: list[tuple[str, float | None, dict[str, Any]]] = [
        ("auto", 180.0, {}),
        ("auto", 180.0, {"chosen": before}),
        ("bustle-prone-strength", None, {"rounds": 3}),
        ("desk-mobility-set", 900.0, {}),
    ]
    for routine, lasts_s, more in cases:
        found = select_apart(
            profile, journal, PLAN, NOW, SetRequest(routine=routine, lasts_s=lasts_s, **more)
        )
        assert found.routine and found == select(
            profile, journal, PLAN, NOW, SetRequest(routine, lasts_s, **more)
        )


# -- how the daemon selects -----------------------------------------------------------------------------------


def selector(profile: Profile, journal: Journal, body: Body) -> Selector:
    current: Any = SimpleNamespace(plan=replace(PLAN, body=body))
    clock: Any = SimpleNamespace(now=lambda: NOW)
    return Selector(profile, journal, current, clock)


LYING = Body(positions=FLOOR)


def test_an_upright_set_needs_no_floor_if_that_can_be(profile: Profile, journal: Journal) -> None:
    catalog = load_cached(profile, lean=True)
    one = selector(profile, journal, LYING)
    assert one.select("auto", 180.0).places == ("floor",)
    upright = one.select("auto", 180.0, upright=True)
    assert upright.routine and set(upright.places) <= UPRIGHT
    assert (
        upright.body == one.select("auto", 180.0).body != 0
    )  # it was chosen for these settings all the same
    for name, exercise in catalog.exercises.items():
        if exercise.place in UPRIGHT:
            journal.block(name, NOW)
    assert one.select("auto", 180.0, upright=True).places == ("floor",)


def test_the_daemon_passes_on_what_it_is_asked(profile: Profile, journal: Journal) -> None:
    one = selector(profile, journal, Body())
    short, long = one.select("desk-mobility-set", 180.0), one.select("desk-mobility-set", None)
    assert (short.exercises[-1], long.exercises[-1]) == ("standing-hip-flexor-stretch",) * 2
    assert one.select("desk-mobility-set", 900.0).exercises[-1] == "ten-minute-walk"
    once = one.select("bustle-prone-strength", None)
    thrice = one.select("bustle-prone-strength", None, rounds=3)
    assert thrice.seconds == 3 * once.seconds + 2 * ROUND_REST_S


def test_a_set_holds_as_long_as_body_and_blocks_allow_it(profile: Profile, journal: Journal) -> None:
    one = selector(profile, journal, LYING)
    kept = replace(one.select("auto", 180.0), reason="it was due").as_chosen()
    assert one.still_holds(kept)
    assert one.select("auto", 180.0, chosen=kept).reason == "it was due"
    other = selector(profile, journal, Body(positions=("desk",)))
    assert not other.still_holds(kept)
    assert other.select("auto", 180.0, chosen=kept).places == ("desk",)
    journal.block("wall-sit", NOW)
    assert one.still_holds(kept)  # it is not in it
    journal.block(kept.exercises[-1], NOW)
    assert not one.still_holds(kept) and not other.still_holds(kept)
    assert kept.exercises[-1] not in one.select("auto", 180.0, chosen=kept).exercises


# -- what a person asks for -----------------------------------------------------------------------------------


def test_the_daemon_knows_breaks_and_blocks_by_name(profile: Profile, journal: Journal) -> None:
    one = selector(profile, journal, Body())
    journal.block("cat-cow", NOW)
    with pytest.raises(DeskbreakError, match=r'^all of "Cat-Cow" is blocked'):
        one.asked_for("cat-cow", None)
    assert one.asked_for("mobility-set", None) == "mobility-set"
    with pytest.raises(UsageError, match="rounds"):
        one.asked_for("mobility-set", 2)
    assert one.asked_for("bustle-prone-strength", 3) == "bustle-prone-strength"


@pytest.mark.parametrize("rounds", [0, 1, 2])
@pytest.mark.parametrize("word", ["", "auto"])
def test_rounds_need_a_routine(profile: Profile, word: str, rounds: int) -> None:
    with pytest.raises(UsageError, match=r"^rounds belong to a routine"):
        routine_named(profile, word, rounds)


def test_rounds_are_of_no_use_for_a_break_that_is_chosen(profile: Profile) -> None:
    breaks = (Break("mobility", every_s=2700.0, routine="auto"),)
    with pytest.raises(UsageError, match=r"^rounds belong to a routine"):
        routine_named(profile, "mobility", 2, breaks=breaks)


@pytest.mark.parametrize(
    ("word", "rounds", "says"),
    [
        ("mobility-set", 2, '"Mobility set" is done once; --rounds 2 is not offered'),
        (
            "bustle-prone-strength",
            2,
            '"Prone strength" is done 1 or 3 times through; --rounds 2 is not offered',
        ),
    ],
)
def test_rounds_that_are_not_offered_are_refused(profile: Profile, word: str, rounds: int, says: str) -> None:
    with pytest.raises(UsageError, match=f"^{says}$"):
        routine_named(profile, word, rounds)
    assert routine_named(profile, word, 1) == word


def test_what_is_blocked_in_part_can_be_started(profile: Profile) -> None:
    assert routine_named(profile, "mobility-set", blocked=["cat-cow"]) == "mobility-set"
    with pytest.raises(DeskbreakError, match="is blocked"):
        routine_named(profile, "mobility-set", blocked=["cat-cow", "hip-flexor-stretch"])


def named(*names: str) -> Any:
    """A catalogue with routines of these names and ids."""
    routines = {one: SimpleNamespace(id=one, name=one) for one in names}
    found: Any = SimpleNamespace(
        exercises={}, routines=routines, routine=routines.get, routine_named=routines.get, other_names=list
    )
    return found


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (2, "it could mean side-1, side-2; say which"),
        (8, "it could mean side-1, side-2, side-3, side-4, side-5, side-6, side-7, side-8; say which"),
        (
            9,
            "it could mean side-1, side-2, side-3, side-4, side-5, side-6, side-7, side-8 and more; say which",
        ),
    ],
)
def test_at_most_eight_meanings_are_named(
    profile: Profile, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    found: Catalog = named(*(f"side-{one}" for one in range(1, number + 1)))
    monkeypatch.setattr(named_routine, "load_cached", lambda _profile, lean: found)
    with pytest.raises(UsageError, match=f'^no routine "side"; {says}$'):
        routine_named(profile, "side")


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("  ", 'no routine "  "; see: deskbreak routines'),
        ("--", 'no routine "--"; see: deskbreak routines'),
        ("x" * 81, f'no routine "{"x" * 80}"; see: deskbreak routines'),
        ("morning wlak", 'no routine "morning wlak"; did you mean "morning walk"?'),
    ],
)
def test_a_word_for_nothing_gets_the_nearest_there_is(profile: Profile, word: str, says: str) -> None:
    breaks = (Break("morning walk", every_s=2700.0, routine="ten-minute-walk"),)
    with pytest.raises(UsageError) as error:
        routine_named(profile, word, breaks=breaks)
    assert str(error.value) == says


def test_every_word_has_to_be_in_one_name(profile: Profile) -> None:
    assert routine_named(profile, "flexor standing") == "standing-hip-flexor-stretch"
    with pytest.raises(
        UsageError, match=r"it could mean hip-flexor-stretch, standing-hip-flexor-stretch; say which$"
    ):
        routine_named(profile, "flexor")
    with pytest.raises(UsageError, match=r'^no routine "flexor banana"; (did|see)'):
        routine_named(profile, "flexor banana")


def test_a_break_that_only_speaks_has_nothing_to_start(profile: Profile) -> None:
    breaks = (
        Break("water", every_s=3600.0, say="Drink water"),
        Break("walk", at=(720,), routine="ten-minute-walk"),
    )
    with pytest.raises(UsageError, match=r'^"water" only says "Drink water"; there is nothing to start$'):
        routine_named(profile, "WATER", breaks=breaks)
    assert routine_named(profile, "walk", breaks=breaks) == "ten-minute-walk"
