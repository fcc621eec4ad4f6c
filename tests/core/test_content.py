"""The catalogue as values: there and back as JSON, and every way to name a routine."""

from __future__ import annotations

import json

from deskbreak.core.body_words import FLOOR, POSITION_PHRASES, POSITIONS, UPRIGHT, positions_of
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import RoutineStep
from deskbreak.core.roles import does, set_does
from deskbreak.values import replace


def test_the_whole_catalogue_survives_json(shipped_catalog: Catalog) -> None:
    text = json.dumps(shipped_catalog.to_json())
    assert Catalog.from_json(json.loads(text)) == shipped_catalog


def test_the_lean_one_keeps_what_choosing_and_timing_need(shipped_catalog: Catalog) -> None:
    from deskbreak.core.script import script

    lean = shipped_catalog.lean()
    for key, routine in shipped_catalog.routines.items():
        assert script(lean.routines[key], lean).cues == script(routine, shipped_catalog).cues
    assert len(json.dumps(lean.to_json())) < 0.55 * len(json.dumps(shipped_catalog.to_json()))


def test_a_routine_is_found_by_each_of_its_names(shipped_catalog: Catalog) -> None:
    listed = shipped_catalog.routine("mobility-set")
    assert listed is not None
    assert [(step.exercise, step.optional) for step in listed.steps] == [
        ("cat-cow", False),
        ("hip-flexor-stretch", False),
        ("ten-minute-walk", True),
    ]
    single = shipped_catalog.routine("cat-cow")
    assert single is not None and single.steps == (RoutineStep("cat-cow"),)
    spelled = shipped_catalog.routine("set:cat-cow+bird-dog")
    assert spelled is not None and spelled.name == "Cat-Cow and Bird Dog"


def test_what_people_call_it_is_its_id(shipped_catalog: Catalog) -> None:
    for key, one in shipped_catalog.exercises.items():
        assert shipped_catalog.routine_named(key) == shipped_catalog.exercise_named(key) == key
        for name in one.names:
            assert shipped_catalog.exercise_named(name.upper()) == key
    for key, routine in shipped_catalog.routines.items():
        assert shipped_catalog.routine_named(key) == key
        assert shipped_catalog.routine_named(routine.name) == key
        assert routine.name in shipped_catalog.other_names()
    assert shipped_catalog.routine_named("set:cat-cow+bird-dog") == "set:cat-cow+bird-dog"
    for word in ("", "nothing such", "set:", "mobility"):
        assert shipped_catalog.routine_named(word) is None and shipped_catalog.exercise_named(word) is None


def test_what_is_no_routine(shipped_catalog: Catalog) -> None:
    for word in ("", "auto", "set:", "set:cat-cow+", "set:cat-cwo", "Cat-Cow", "+", "cat-cow+bird-dog"):
        assert shipped_catalog.routine(word) is None


def test_needs_leave_out_what_is_optional(shipped_catalog: Catalog) -> None:
    needs = {key: set(one.needs) for key, one in shipped_catalog.exercises.items() if one.needs}
    assert needs == {
        "hip-roll-out": {"foam roller"},
        "it-band-roll-out": {"foam roller"},
        "glute-roll-out": {"foam roller"},
    }


def test_a_wall_is_at_the_wall_and_a_mat_is_a_comfort(shipped_catalog: Catalog) -> None:
    for key, gear in (("wall-sit", "wall"), ("childs-pose", "mat")):
        one = shipped_catalog.exercises[key]
        assert one.equipment == (gear,) and one.gear == {gear} and not one.needs


def test_positions_in_the_words_people_use() -> None:
    assert positions_of(["floor", "desk", "prone"]) == (*FLOOR, "desk")
    assert positions_of(["on all fours", "face down", "on the back", "on the side"]) == (
        "quadruped",
        "prone",
        "supine",
        "side-lying",
    )
    assert positions_of(["cat-cow", "wall"]) == ("cat-cow", "wall")
    assert set(POSITION_PHRASES) == {*POSITIONS, "floor"}  # every place can be said
    assert set(FLOOR) | UPRIGHT == set(POSITIONS) and not set(FLOOR) & UPRIGHT


def test_every_exercise_has_a_place_in_those_words(shipped_catalog: Catalog) -> None:
    for one in shipped_catalog.exercises.values():
        assert one.place == (one.position if one.position in UPRIGHT else "floor")


def test_only_what_is_wanted_daily_is_the_daily_walk(shipped_catalog: Catalog) -> None:
    walk = shipped_catalog.exercises["ten-minute-walk"]
    assert walk.is_walk and walk.is_daily_walk
    assert replace(walk, per_day=None).is_walk and not replace(walk, per_day=None).is_daily_walk


def test_notices_name_the_articles_they_rest_on(shipped_catalog: Catalog) -> None:
    for notice in shipped_catalog.notices.values():
        assert notice.text and set(notice.sources) <= set(shipped_catalog.sources)
    assert shipped_catalog.notices["see-a-professional"].sources == ("S2", "S3", "S4")
    assert shipped_catalog.notices["stop-when-it-hurts"].sources == ("S2", "S3", "S4")


def test_the_words_for_a_role_are_true(shipped_catalog: Catalog) -> None:
    of = shipped_catalog.exercises
    assert does(of["hip-flexor-stretch"]) == "opens hips and front"
    assert does(of["frog-squat"]) == "opens the hips"
    assert does(of["supine-hamstring-stretch"]) == "loosens legs or hips"
    assert set_does([of["frog-squat"], of["cat-cow"]]) == ["opens the hips", "moves the spine"]
    assert set_does([of["frog-squat"], of["pigeon-pose"]]) == ["opens hips and front"]
    said = {one.id for one in of.values() if "front" in does(one)}
    assert said == {
        "hip-flexor-stretch",
        "standing-hip-flexor-stretch",
        "pigeon-pose",
        "runners-lunge-spinal-extension",
    }
