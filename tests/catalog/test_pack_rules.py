"""What a pack may not do unseen: bring movements that are advised against, take names over, speak for a source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.catalog.check import check_folder
from deskbreak.catalog.folded import folded
from deskbreak.catalog.load import load_catalog
from deskbreak.core.catalog import Catalog
from deskbreak.core.script import exercise_seconds
from deskbreak.paths import shipped

Reported = Callable[..., str]


@pytest.fixture
def reported(make_pack: Any, good_exercise: str) -> Reported:
    """What is said of the good pack with words of its exercise replaced, lines added, and other files."""

    def say(*pairs: tuple[str, str], lines: str = "", own: str = "", **files: str) -> str:
        text = good_exercise
        for before, after in pairs:
            text = text.replace(before, after)
        head, tail = text.split("[own]")
        more = {f"{key.replace('_', '/')}.toml": words for key, words in files.items()}
        root = make_pack({"exercises/heel-slide.toml": f"{head}{lines}\n[own]{own or tail}", **more})
        return "\n".join(str(one) for one in check_folder(root)[1])

    return say


# -- movements that the sources advise against --------------------------------------------------------------

AVOIDED = {
    "sit-ups": [
        "Sit-up", "Situps", "Sit up", "Sit\u2011ups", "Sit \u2013 ups", "Sit\u2212up", "Ｓｉｔ－ＵＰＳ", "SIT_UPS",
        "Sit\u2003up", "Crunches", "Bicycle crunch", "Straight-leg sit-ups",
    ],
    "leg-lifts": [
        "Straight leg raise", "Straight leg raises", "Straight-Leg Raises", "Leg raises", "Double leg lift",
        "Double\u2011leg\u00a0lifts", "Leg lifting", "Leglifts", "Lift both legs",
    ],
    "toe-touches": [
        "Crossed toe touches", "Toe toucher", "Toe-touching", "Touch your toes", "Toe\u2010Touch", "Touching the toes",
    ],
}  # fmt: skip
OTHERS = [
    "Heel dips with care", "Bird dog, leg reached back", "Dead bug, slowly", "Superman, low", "Hamstring touches",
    "Raised-leg hamstring stretch", "Toe taps in turn", "Heel raises", "Calf raise", "Sit tall", "Sit up straight",
    "Knee lifts", "Toe raises", "Leg slides",
]  # fmt: skip


@pytest.mark.parametrize(
    ("movement", "name"), [(one, name) for one, names in AVOIDED.items() for name in names]
)
def test_an_avoided_movement_is_known_by_its_name(movement: str, name: str, reported: Reported) -> None:
    assert f'write override = ["{movement}"]' in reported(("Heel slide", name))


@pytest.mark.parametrize("names", AVOIDED.values(), ids=AVOIDED)
def test_it_is_known_by_another_name_too_and_let_in_by_its_override(
    names: list[str], reported: Reported
) -> None:
    said = reported(lines=f'aliases = ["Something", "{names[0]}"]')
    assert "heel-slide.toml:7: " in said and "override = " in said
    movement = said.partition('override = ["')[2].partition('"')[0]
    assert reported(lines=f'aliases = ["{names[0]}"]\noverride = ["{movement}"]') == ""


def test_it_is_known_by_its_id(reported: Reported, good_exercise: str) -> None:
    text = good_exercise.replace("heel-slide", "oblique-crunches").replace("Heel slide", "Slow ones")
    said = reported(**{"exercises_oblique-crunches": text})
    assert "oblique-crunches.toml:2: sit-ups press hard on the discs" in said


@pytest.mark.parametrize("name", OTHERS)
def test_other_movements_are_not_mistaken_for_it(name: str, reported: Reported) -> None:
    assert reported(("Heel slide", name)) == ""


@pytest.mark.parametrize("position", ["side-lying", "quadruped", "standing", "prone"])
def test_only_on_the_back_a_raised_leg_is_a_leg_lift(position: str, reported: Reported) -> None:
    assert reported(("Heel slide", "Leg raises"), ("supine", position)) == ""


def test_words_are_compared_whatever_they_are_written_with() -> None:
    assert {
        folded(one) for one in ("Sit-Up", "sit\u2011up", "ＳＩＴ_up", " sit\u2003 up ", "sit\u2014u\u00adp")
    } == {"sit up"}


# -- names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Cat-Cow", "CAT COW", "cat\u2011cow", "wall sit", "Bridges", "Mobility-Set", "Auto"]
)
def test_a_name_in_use_is_refused(name: str, reported: Reported) -> None:
    assert f'heel-slide.toml:3: "{name}" is already a name of ' in reported(("Heel slide", name))
    assert f'heel-slide.toml:7: "{name}" is already a name of ' in reported(lines=f'aliases = ["{name}"]')


def test_an_id_that_is_a_name_of_something_is_refused(reported: Reported, good_exercise: str) -> None:
    text = good_exercise.replace("heel-slide", "bridges").replace("Heel slide", "Slow ones")
    assert 'bridges.toml:2: "bridges" is already a name of "glute-bridge"' in reported(exercises_bridges=text)


def test_a_routine_may_not_take_a_name_over_either(reported: Reported, good_routine: str) -> None:
    said = reported(routines_evening=good_routine.replace("Evening", "Cat-Cow"))
    assert 'evening.toml:3: "Cat-Cow" is already a name of "cat-cow"' in said


def test_two_exercises_of_a_pack_need_two_names(reported: Reported, good_exercise: str) -> None:
    said = reported(exercises_other=good_exercise.replace('"heel-slide"', '"other"'))
    assert 'other.toml:3: "Heel slide" is also a name of "heel-slide"; rename one of them' in said


def test_a_second_pack_cannot_take_the_first_ones_names(
    make_pack: Any, good_exercise: str, tmp_path: Path
) -> None:
    make_pack(name="one")
    slide = good_exercise.replace("heel-slide", "my-slide").replace("Heel slide", "HEEL-SLIDE")
    make_pack({"exercises/my-slide.toml": slide}, "two")
    (tmp_path / "two" / "exercises" / "heel-slide.toml").unlink()
    (tmp_path / "two" / "routines" / "evening.toml").unlink()
    said = [str(one) for one in check_folder(tmp_path)[1]]
    assert len(said) == 1 and '"HEEL-SLIDE" is already a name of "heel-slide"' in said[0]


# -- sources and facts --------------------------------------------------------------------------------------

CREDITS = {
    'sources = ["physio", "S2"]': 7,
    'why = { text = "Good.", source = "S0" }': 7,
    'cautions = [{ text = "Slowly." }, { text = "Softly.", source = "S4" }]': 7,
    '[[dose]]\nsource = "s3"\nbreaths = 3': 8,
    '[[dose]]\nsource = " Ｓ１ "\nbreaths = 3': 8,
}


@pytest.mark.parametrize("lines", CREDITS)
def test_a_pack_may_not_speak_for_an_article(lines: str, reported: Reported) -> None:
    said = reported(lines=lines)
    assert f"heel-slide.toml:{CREDITS[lines]}: " in said
    assert (
        'is one of the articles behind the shipped content; credit whoever gave it to you, or "own"' in said
    )


def test_a_routine_may_not_either(reported: Reported, good_routine: str) -> None:
    said = reported(routines_evening='source = "S4"\n' + good_routine)
    assert 'evening.toml:1: "S4" is one of the articles' in said


def test_a_pack_credits_its_own_people(reported: Reported) -> None:
    lines = 'sources = ["Dr. Who", "own"]\nwhy = { text = "Good.", source = "Dr. Who" }\nuse_dose = 1\n'
    assert reported(lines=lines + '[[dose]]\nsource = "physio, 3 May"\nbreaths = 3') == ""


FACTS = {
    'reasons = ["s2-cushion"]': "no rationale fact",  # it is one of safety
    'safety = ["s2-no-such"]': "no safety fact",
    'frequency = ["daily"]': "no frequency fact",
    'conflicts = ["x"]': "no conflict fact",
    'why = { text = "Good.", fact = "it-heals" }': "no rationale fact",
    'cautions = [{ text = "Slowly.", fact = "it-harms" }]': "no safety fact",
}


@pytest.mark.parametrize("lines", FACTS)
def test_a_fact_that_is_named_exists(lines: str, reported: Reported) -> None:
    assert f"heel-slide.toml:7: {FACTS[lines]}" in reported(lines=lines)


def test_a_pack_may_point_to_a_shipped_fact(reported: Reported) -> None:
    assert (
        reported(
            lines='safety = ["s2-cushion"]\ncautions = [{ text = "On a cushion.", fact = "s2-cushion" }]'
        )
        == ""
    )


# -- lengths ------------------------------------------------------------------------------------------------

EMPTY = {
    "[tempo]\nrep_s = 0\n[own]\nreps = { min = 3 }": "a repetition takes no time",
    "[tempo]\nposition_s = 0\n[own]\nreps = { min = 3 }": "getting into place takes no time",
    "[tempo]\nrest_s = 0\n[own]\nreps = { min = 3 }\nsets = { max = 2 }": "the rest between sets takes no time",
    "[tempo]\nposition_s = 1\nrep_s = 1\n[own]\nreps = { min = 2 }": "this lasts 3 seconds; give it 5 seconds",
}


@pytest.mark.parametrize("text", EMPTY)
def test_nothing_is_over_at_once(text: str, reported: Reported) -> None:
    tempo, _, own = text.partition("[own]")
    assert EMPTY[text] in reported(lines=tempo, own=own)


def test_a_change_of_sides_takes_time(reported: Reported) -> None:
    own = "\nrepetitions_per_side = { min = 3 }\nper_side = true\n"
    assert "changing sides takes no time" in reported(lines='sides = "each"\n[tempo]\nswitch_s = 0', own=own)


def test_a_tempo_that_is_not_used_may_be_nothing(reported: Reported) -> None:
    assert reported(lines="[tempo]\nrep_s = 0\nrest_s = 0", own="\nhold_s = { min = 20 }\n") == ""


def test_a_routines_own_amounts_take_time_too(reported: Reported, good_routine: str) -> None:
    counted = good_routine.replace('"heel-slide"', '"heel-slide"\nreps = { min = 3 }')
    said = reported(lines="[tempo]\nrep_s = 0", own="\nhold_s = { min = 20 }\n", routines_evening=counted)
    assert 'evening.toml:4: step 1: a repetition takes no time in "heel-slide"' in said


def test_counting_without_end_is_told_before_it_is_reckoned(reported: Reported, good_routine: str) -> None:
    much = "reps = { min = 100 }\nsets = { min = 10 }\nbreaths = 60\n"
    many = good_routine + f'[[step]]\nexercise = "cat-cow"\n{much}' * 55
    said = reported(own=f"\n{much}", routines_evening=many)
    assert "heel-slide.toml:1: this counts to 62000; keep it under 3000" in said
    assert "evening.toml:1: this lasts more than two hours" in said


def test_every_shipped_exercise_lasts_a_while(shipped_catalog: Catalog) -> None:
    assert min(map(exercise_seconds, shipped_catalog.exercises.values())) >= 5


def test_a_pack_that_breaks_these_rules_is_left_out(make_pack: Any, good_exercise: str) -> None:
    text = good_exercise.replace("Heel slide", "Crunches")
    catalog, problems = load_catalog([shipped("content"), make_pack({"exercises/heel-slide.toml": text})])
    assert "heel-slide" not in catalog.exercises and len(problems) == 1


def test_one_spoiled_key_does_not_hide_the_other_mistakes(make_pack: Any, good_exercise: str) -> None:
    invalid = good_exercise.replace(
        'id = "heel-slide"', 'id = "heel-slide"\ncolour = "red"\nsubstitute = "nobody"'
    )
    reported = [str(one) for one in check_folder(make_pack({"exercises/heel-slide.toml": invalid}))[1]]
    assert any('unknown key "colour"' in one for one in reported)
    assert any('nothing is called "nobody"' in one for one in reported)


def test_what_is_too_long_once_it_is_built_up_is_refused(make_pack: Any, good_exercise: str) -> None:
    endless = good_exercise.replace(
        "{ min = 8, max = 12 }", "{ min = 1, max = 100 }\nhold_s = { min = 1, max = 600 }"
    )
    endless = endless.replace("[own]", "[own]\nsets = { min = 1, max = 10 }")
    reported = [str(one) for one in check_folder(make_pack({"exercises/heel-slide.toml": endless}))[1]]
    assert len(reported) == 1 and "once it is built up; keep it under" in reported[0]


@pytest.mark.parametrize("name", ["Curl-up", "V-ups", "Toe reach", "Leg lowers", "Double leg lowering"])
def test_kin_of_what_is_advised_against_is_known(name: str, make_pack: Any, good_exercise: str) -> None:
    named = good_exercise.replace("Heel slide", name)
    reported = [str(one) for one in check_folder(make_pack({"exercises/heel-slide.toml": named}))[1]]
    assert len(reported) == 1 and "override" in reported[0]
