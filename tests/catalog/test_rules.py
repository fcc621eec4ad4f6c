"""Every rule with what it lets pass and what it catches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.catalog.check import check_folder
from deskbreak.catalog.load import EMPTY, read_pack
from deskbreak.catalog.pack import Pack
from deskbreak.catalog.rules import RULES, RULES_OF_SOURCES
from deskbreak.catalog.rules.cautions_are_said import cautions_are_said
from deskbreak.catalog.rules.doses_are_the_sources import doses_are_the_sources
from deskbreak.catalog.rules.facts_are_attached import facts_are_attached
from deskbreak.catalog.rules.facts_exist import facts_exist
from deskbreak.catalog.rules.sources_are_known import sources_are_known
from deskbreak.paths import shipped
from deskbreak.values import replace

SIDED = '\nsides = "each"\n[own]\nrepetitions_per_side = { min = 3, max = 5 }\nper_side = true\n'
TWO_DOSES = 'dose = [{ source = "physio", breaths = 3 }, { source = "physio", breaths = 5 }]\n'


def own(text: str) -> Callable[[str], str]:
    """The exercise with another [own] table, and what comes with it."""
    return lambda good: good.split("[own]")[0] + text


def said(text: str, more: str) -> Callable[[str], str]:
    return lambda good: good.replace(text, more)


def before_own(text: str) -> Callable[[str], str]:
    return lambda good: good.replace("[own]", text + "\n[own]")


def lasting(total: int) -> Callable[[str], str]:
    """The routine with a stated time for each of its two steps, and what it says that they add up to."""
    return lambda good: f"total_s = {total}\n" + good.replace("exercise =", "duration_s = 41\nexercise =")


# rule -> (an exercise that passes, one that must fail, what is said)
EXERCISES = {
    "ids_are_plain": (said("x", "x"), said('id = "heel-slide"', 'id = "Heel_Slide"'), "is not plain"),
    "ids_are_free": (said("x", "x"), said('id = "heel-slide"', 'id = "cat-cow"'), "already something called"),
    "names_are_free": (
        before_own('aliases = ["Heel slide on the back"]'),
        before_own('aliases = ["WALL\u2011SIT"]'),
        'is already a name of "wall-sit"',
    ),
    "packs_credit_their_own": (
        before_own('sources = ["physio", "own"]'),
        before_own('sources = ["physio", "S2"]'),
        'credit whoever gave it to you, or "own"',
    ),
    "packs_name_known_facts": (
        before_own('safety = ["s2-cushion"]'),
        before_own('safety = ["s2-cushoin"]'),
        'did you mean "s2-cushion"?',
    ),
    "names_lead_somewhere": (
        before_own('substitute = "heel-dips"'),
        before_own('substitute = "heel-dip"'),
        'did you mean "heel-dips"?',
    ),
    "no_circles": (
        before_own('substitute = "heel-dips"'),
        before_own('substitute = "heel-slide"'),
        "goes in a circle",
    ),
    "figures_exist": (
        before_own('figure = "cat-cow"'),
        before_own('figure = "cat-cwo"'),
        'no figure "cat-cwo"',
    ),
    "avoided_movements_are_named": (
        before_own('movements = ["sit-ups"]\noverride = ["sit-ups"]'),
        before_own('movements = ["sit-ups"]'),
        "press hard on the discs",
    ),
    "sides_agree": (own(SIDED), own(SIDED.replace('sides = "each"', "")), "the exercise has no sides"),
    "amounts_are_known": (
        own("[own]\nbreaths = 4\n"),
        own("[own]\nsets = { min = 2 }\n"),
        "nothing says how much",
    ),
    "doses_lead_on": (
        before_own(f"{TWO_DOSES}then_doses = [2]"),
        before_own(f"{TWO_DOSES}then_doses = [3]"),
        "there is no dose number 3",
    ),
    "forms_are_honest": (
        before_own('sides = "alternate"\nafter = { exercise = "heel-dips", source = "S1", dose = 1 }'),
        before_own('after = { exercise = "heel-dips", source = "S4" }'),
        '"heel-dips" does not come from S4; its sources are: S1',
    ),
    "cues_take_time": (
        own("[tempo]\nrep_s = 1\n[own]\nreps = { min = 3 }\n"),
        own("[tempo]\nrep_s = 0\n[own]\nreps = { min = 3 }\n"),
        "a repetition takes no time; give rep_s a second or more",
    ),
}
# rule -> (a routine that passes, one that must fail, what is said)
ROUTINES = {
    "steps_name_exercises": (
        said("x", "x"),
        said('"cat-cow"', '"cat-cwo"'),
        'step 2: no exercise "cat-cwo"; did you mean "cat-cow"?',
    ),
    "pairs_have_partners": (
        said("exercise = ", 'pair = "a"\nexercise = '),
        said('exercise = "cat-cow"', 'pair = "a"\nexercise = "cat-cow"'),
        "do not stand together",
    ),
    "rounds_agree": (
        said('name = "Evening"', 'name = "Evening"\nrounds = { min = 1, max = 3 }\nrounds_options = [1, 3]'),
        said('name = "Evening"', 'name = "Evening"\nrounds_options = [1, 3]'),
        "3 rounds are offered",
    ),
    "lengths_are_true": (
        lasting(82),
        lasting(90),
        "total_s says 90 seconds, the steps add up to 82",
    ),
}


def reported(folder: Path) -> str:
    return "\n".join(map(str, check_folder(folder)[1]))


@pytest.mark.parametrize("rule", EXERCISES)
def test_a_rule_for_exercises(rule: str, make_pack: Any, good_exercise: str) -> None:
    passes, fails, words = EXERCISES[rule]
    assert reported(make_pack({"exercises/heel-slide.toml": passes(good_exercise)}, "fine")) == ""
    said_of_it = reported(make_pack({"exercises/heel-slide.toml": fails(good_exercise)}, "invalid"))
    assert words in said_of_it
    assert "heel-slide.toml:" in said_of_it


@pytest.mark.parametrize("rule", ROUTINES)
def test_a_rule_for_routines(rule: str, make_pack: Any, good_routine: str) -> None:
    passes, fails, words = ROUTINES[rule]
    assert reported(make_pack({"routines/evening.toml": passes(good_routine)}, "fine")) == ""
    assert words in reported(make_pack({"routines/evening.toml": fails(good_routine)}, "invalid"))


def test_every_rule_has_its_examples() -> None:
    assert {rule.__name__ for rule in RULES} == {*EXERCISES, *ROUTINES}
    assert set(RULES_OF_SOURCES) == {
        sources_are_known,
        doses_are_the_sources,
        facts_exist,
        facts_are_attached,
        cautions_are_said,
    }


# -- the shipped content ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def content() -> Pack:
    return read_pack(shipped("content"), EMPTY)[0]


@pytest.mark.parametrize("rule", [*RULES, *RULES_OF_SOURCES], ids=lambda rule: rule.__name__)
def test_the_shipped_content_keeps_every_rule(rule: Any, content: Pack) -> None:
    assert list(map(str, rule(content))) == []


def corrupt(content: Pack, exercise: str, change: Callable[[dict[str, Any]], None]) -> Pack:
    """The shipped content with one file's data changed."""
    import copy

    files = []
    for file in content.exercises:
        if file.value.id == exercise:
            data = copy.deepcopy(file.document.data)
            change(data)
            file = replace(file, document=replace(file.document, data=data))
        files.append(file)
    return replace(content, exercises=tuple(files))


def _more_reps(data: dict[str, Any]) -> None:
    data["dose"][3]["reps"]["max"] = 20


def _fewer_keys(data: dict[str, Any]) -> None:
    del data["dose"][2]["hold_s"]


def _says_false(data: dict[str, Any]) -> None:
    data["dose"][0]["unlimited"] = False


def _no_dose(data: dict[str, Any]) -> None:
    del data["dose"][1]


def _renamed(data: dict[str, Any]) -> None:
    data["name"] = "Bridge"


@pytest.mark.parametrize("change", [_more_reps, _fewer_keys, _says_false, _no_dose, _renamed])
def test_a_figure_changed_added_or_lost_is_found(
    content: Pack, change: Callable[[dict[str, Any]], None]
) -> None:
    problems = list(doses_are_the_sources(corrupt(content, "glute-bridge", change)))
    assert problems and "glute-bridge.toml" in problems[0].file


def test_an_exercise_the_ledger_has_and_we_lost_is_found(content: Pack) -> None:
    fewer = replace(content, exercises=content.exercises[1:])
    lost = content.exercises[0].value.id
    assert any(f'"{lost}" of the ledger has no file' in str(one) for one in doses_are_the_sources(fewer))


def test_a_forgotten_fact_is_found(content: Pack) -> None:
    invalid = corrupt(content, "knee-rolls", lambda data: data["safety"].remove("s2-cushion"))
    said = [one.what for one in facts_are_attached(invalid)]
    assert 'the safety fact "s2-cushion" is missing' in said


def test_a_claim_needs_a_fact_of_its_source(content: Pack) -> None:
    wrong_source = corrupt(content, "cat-cow", lambda data: data["why"].update(source="S4"))
    assert "is stated by S2, not S4" in str(next(facts_exist(wrong_source)))
    no_such = corrupt(content, "cat-cow", lambda data: data["reasons"].append("s2-cat-cow-reliefs"))
    assert 'did you mean "s2-cat-cow-relief"?' in str(next(facts_exist(no_such)))


def test_a_source_must_exist(content: Pack) -> None:
    invalid = corrupt(content, "cat-cow", lambda data: data["dose"][0].update(source="S9"))
    assert 'no source "S9"' in str(next(sources_are_known(invalid)))


def test_every_fact_of_the_ledger_is_used_somewhere(content: Pack) -> None:
    import tomllib

    notices = tomllib.loads((shipped("content") / "notices.toml").read_text("utf-8"))
    noticed = {fact for notice in notices.values() for fact in notice.get("facts", ())}
    for kind, key in {
        "rationale": "reasons",
        "safety": "safety",
        "frequency": "frequency",
        "conflict": "conflicts",
    }.items():
        used = {fact for file in content.files for fact in getattr(file.value, key)} | noticed
        assert {row["id"] for row in content.ledger[kind]} <= used
