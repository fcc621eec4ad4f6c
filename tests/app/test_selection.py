"""What the journal says about building up, and which routine follows from it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, date
from pathlib import Path

import pytest

from deskbreak.app.journal_facts import reached
from deskbreak.app.named_routine import routine_named
from deskbreak.app.rehearsal import rehearse_plan
from deskbreak.app.selection import SetRequest, select
from deskbreak.catalog.cached import load_cached
from deskbreak.core.body_words import POSITIONS
from deskbreak.core.catalog import Catalog
from deskbreak.core.plan import Body, Break, Plan, Range
from deskbreak.errors import UsageError
from deskbreak.paths import Profile, find_profile
from deskbreak.store.journal import Journal
from deskbreak.store.opening import open_to_write
from deskbreak.values import replace

DAY = 86400.0
NOW = 1_790_000_000.0


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return find_profile(tmp_path / "home")


@pytest.fixture
def journal(profile: Profile) -> Iterator[Journal]:
    with open_to_write(profile) as opened:
        yield opened


def did(
    journal: Journal, days_ago: float, *exercises: str, felt: str = "easy", outcome: str = "taken"
) -> None:
    at, uid = NOW - days_ago * DAY, f"uid-{days_ago}"
    journal.add(
        at=at,
        outcome=outcome,
        break_name="mobility",
        routine=exercises[0],
        seconds=60.0,
        exercises=list(exercises),
        zone="UTC",
        uid=uid,
    )
    journal.add_answer(at, exercises[0], felt, uid)


def test_a_selection_keeps_no_catalogue(profile: Profile, journal: Journal) -> None:
    def catalogues() -> int:
        gc.collect()
        return sum(type(one) is Catalog for one in gc.get_objects())

    load_cached(profile, lean=True)  # the first time it is read from its files
    before = catalogues()
    assert select(profile, journal, Plan(zone=UTC), NOW, SetRequest("auto", 180.0)).routine
    assert catalogues() == before


def test_pain_takes_back_the_exercise_that_hurt_and_no_other(journal: Journal) -> None:
    for days_ago in range(9, 1, -1):
        did(journal, days_ago, "glute-bridge-march", "glute-bridge", "pelvic-tilt-to-bridge", "pelvic-tilt")
    assert set(reached(journal, UTC, NOW).values()) == {4}
    did(journal, 1, "glute-bridge", outcome="stopped")
    journal.block("glute-bridge-march", NOW - DAY, "it hurt", "hurt-1")
    found = reached(journal, UTC, NOW)
    assert found.pop("glute-bridge-march") == 0
    assert set(found.values()) == {4}


def test_pain_counts_even_if_the_break_was_said_to_be_done(journal: Journal) -> None:
    for days_ago in range(9, 1, -1):
        did(journal, days_ago, "superman")
    did(journal, 1, "superman")  # said in the tray, while the player showed what to do when it hurts
    journal.block("superman", NOW - DAY, "it hurt", "hurt-1")
    assert reached(journal, UTC, NOW) == {"superman": 0}
    journal.unblock("superman", NOW)
    assert reached(journal, UTC, NOW) == {"superman": 0}


def test_what_a_person_blocks_is_no_pain(journal: Journal) -> None:
    for days_ago in range(9, 1, -1):
        did(journal, days_ago, "superman")
    journal.block("superman", NOW - DAY, "you said so")
    assert reached(journal, UTC, NOW) == {"superman": 4}


def test_what_was_done_until_it_hurt_counts_for_the_day(profile: Profile, journal: Journal) -> None:
    """Ten minutes at hand: the walk comes first, unless today had one, even in a routine that pain ended."""
    plan = replace(Plan(), zone=UTC)
    assert select(profile, journal, plan, NOW, SetRequest("auto", 600.0)).routine == "ten-minute-walk"
    did(journal, 0.01, "ten-minute-walk", outcome="stopped")
    did(journal, 0.005, "cat-cow")
    assert select(profile, journal, plan, NOW, SetRequest("auto", 600.0)).routine != "ten-minute-walk"


def test_doses_build_up_to_the_next_source(profile: Profile, journal: Journal) -> None:
    plan = replace(Plan(), zone=UTC)
    first = select(profile, journal, plan, NOW, SetRequest("superman", None))
    for days_ago in range(9, 1, -1):
        did(journal, days_ago, "superman")
    later = select(profile, journal, plan, NOW, SetRequest("superman", None))
    assert later.levels == {"superman": 4}
    assert later.seconds > 5 * first.seconds


# -- what a person asks for ----------------------------------------------------------------------------

OURS = """
id = "{name}"
name = "Over and over"
source = "own"
about = "A circuit of somebody's own."
rounds = {rounds}

[[step]]
exercise = "cat-cow"
"""


@pytest.mark.parametrize("word", ["bridges", "GLUTE BRIDGE", " Bridges ", "glute-bridge"])
def test_every_name_becomes_its_id(profile: Profile, word: str) -> None:
    assert routine_named(profile, word) == "glute-bridge"


@pytest.mark.parametrize("word", ["", "auto"])
def test_what_is_due_and_auto_stand_for_themselves(profile: Profile, word: str) -> None:
    assert routine_named(profile, word) == word


@pytest.mark.parametrize(
    ("rounds", "says"),
    [
        ("{ min = 2, max = 2 }", "2 times through"),
        ("{ min = 2, max = 4 }", "2, 3 or 4 times through"),
    ],
)
def test_a_pack_says_itself_how_often_its_circuit_is_done(profile: Profile, rounds: str, says: str) -> None:
    file = profile.packs / "mine" / "routines" / "over-and-over.toml"
    file.parent.mkdir(parents=True)
    file.write_text(OURS.format(name=file.stem, rounds=rounds), "utf-8")
    assert routine_named(profile, "over and over", 2) == "over-and-over"
    with pytest.raises(UsageError, match=f'^"Over and over" is done {says}; --rounds 1 is not offered$'):
        routine_named(profile, "over-and-over", 1)


DAY_PLAN = Plan(
    hours=((Range(540, 750), Range(810, 1080)),) * 5 + ((),) * 2,
    breaks=(
        Break("mobility", every_s=2700.0, routine="auto", lasts_s=600.0),
        Break("walk", at=(720,), routine="ten-minute-walk"),
        Break("evening", at=(1050,), routine="mobility-set", lasts_s=180.0),
    ),
    body=Body(positions=POSITIONS, level="medium"),
)


def test_a_rehearsal_chooses_what_the_daemon_will_choose(profile: Profile, journal: Journal) -> None:
    """Three weeks in which everything is done: levels rise, and fixed breaks bring walk, cat-cow and hip flexor."""
    lines = rehearse_plan(DAY_PLAN, load_cached(profile, lean=True), date(2026, 11, 30), 21)
    offers = [line for line in lines if line.event == "offer"]
    breaks = {one.name: one for one in DAY_PLAN.breaks}
    for number, line in enumerate(offers):
        one = breaks[line.break_name]
        found = select(profile, journal, DAY_PLAN, line.at, SetRequest(one.routine, one.lasts_s))
        assert found.routine == line.routine, f"offer {number}"
        journal.add(
            at=line.at,
            outcome="taken",
            break_name=one.name,
            routine=found.routine,
            seconds=found.seconds,
            exercises=list(found.exercises),
            zone="UTC",
            uid=f"uid-{number}",
        )
    autos = [line.routine for line in offers if line.break_name == "mobility"]
    assert len(autos) > 100
    assert not any("ten-minute-walk" in routine for routine in autos)  # a walk is planned every day


def test_a_walk_that_was_planned_and_left_out_may_be_chosen_later(profile: Profile, journal: Journal) -> None:
    morning, afternoon = 1_790_060_400.0, 1_790_085_600.0  # 2026-09-22, 07:00 and 14:00 UTC
    plan = replace(DAY_PLAN, hours=((Range(0, 1440),),) * 7)
    assert select(profile, journal, plan, morning, SetRequest("auto", 600.0)).routine != "ten-minute-walk"
    assert select(profile, journal, plan, afternoon, SetRequest("auto", 600.0)).routine == "ten-minute-walk"


WALK = Break("walk", at=(720,), routine="ten-minute-walk")
WATER = Break("water", every_s=3600.0, say="Drink water")
MOVE = Break("mobility", every_s=2700.0, routine="auto")


def test_breaks_are_started_by_their_names(profile: Profile) -> None:
    breaks = (WALK, WATER, MOVE)
    assert routine_named(profile, "walk", breaks=breaks) == "ten-minute-walk"
    assert routine_named(profile, "Mobility", breaks=breaks) == "auto"
    with pytest.raises(UsageError, match='only says "Drink water"'):
        routine_named(profile, "water", breaks=breaks)


def test_a_word_that_one_name_holds_stands_for_it(profile: Profile) -> None:
    assert routine_named(profile, "pigeon") == "pigeon-pose"


def test_a_word_that_several_names_hold_lists_them(profile: Profile) -> None:
    with pytest.raises(UsageError, match=r"it could mean .*hip-flexor-stretch.*; say which"):
        routine_named(profile, "stretch")
    with pytest.raises(UsageError, match="did you mean"):
        routine_named(profile, "cat-cwo")
