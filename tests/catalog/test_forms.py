"""Our own forms for office clothes: each says after which movement it is made, and claims no more than that."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from deskbreak.catalog.build import carried_over
from deskbreak.core.body_words import UPRIGHT
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise
from deskbreak.core.dosage import AMOUNTS, FLAGS, NUMBERS, TEXTS
from deskbreak.core.facts import Sourced
from deskbreak.core.script import routine_seconds
from deskbreak.paths import shipped
from deskbreak.values import replace

FIGURES = (*AMOUNTS, *NUMBERS, *TEXTS, *FLAGS)
LEFT_BEHIND = {"sessions_per_day", "maintenance_sessions_per_day", "inherited", "no_rep_count", "no_dose"}


@pytest.fixture(scope="module")
def ledger() -> dict[str, Any]:
    rows: dict[str, Any] = tomllib.loads((shipped("content") / "sources" / "ledger.toml").read_text("utf-8"))
    return {row["id"]: row for row in rows["exercise"]}


@pytest.fixture(scope="module")
def forms(shipped_catalog: Catalog) -> dict[str, Exercise]:
    return {key: one for key, one in shipped_catalog.exercises.items() if one.after}


def test_there_are_forms_for_every_place_without_a_floor(forms: dict[str, Exercise]) -> None:
    assert len(forms) >= 14
    places = {place: {key for key, one in forms.items() if one.place == place} for place in UPRIGHT}
    assert len(places["desk"]) >= 4 and len(places["chair"]) >= 4 and len(places["standing"]) >= 3
    assert places["wall"] and places["walking"]
    assert forms["standing-hip-flexor-stretch"].position == "standing"  # needs neither desk nor chair
    assert all(one.place in UPRIGHT and not one.needs for one in forms.values())


def test_only_the_ledgers_exercises_have_its_sources(
    forms: dict[str, Exercise], shipped_catalog: Catalog, ledger: dict[str, Any]
) -> None:
    assert set(shipped_catalog.exercises) == set(forms) | set(ledger)
    for key, one in forms.items():
        assert key not in ledger and one.sources == ("own",) and one.after
        assert one.after.source in ledger[one.after.exercise]["sources"]
        assert one.after.name == shipped_catalog.exercises[one.after.exercise].name


def test_a_dose_that_carries_over_is_the_sources_figure_by_figure(
    forms: dict[str, Exercise], ledger: dict[str, Any]
) -> None:
    carried = 0
    for key, one in forms.items():
        assert one.after
        if not one.after.dose:
            assert one.doses == () and one.own.to_json() != {"source": "own"}, key  # the number is ours
            continue
        carried += 1
        (dose,), given = one.doses, ledger[one.after.exercise]["prescription"][one.after.dose - 1]
        assert (
            (dose.source, dose.after)
            == (one.after.source, one.after.exercise)
            == (
                given["source"],
                one.after.exercise,
            )
        )
        shown = dose.to_json()
        for name in FIGURES:
            assert shown.get(name) == (None if name in LEFT_BEHIND else given.get(name)), (key, name)
    assert carried >= 8


def test_what_a_source_says_of_one_movement_is_no_reason_for_a_form(
    forms: dict[str, Exercise], shipped_catalog: Catalog
) -> None:
    rows = tomllib.loads((shipped("content") / "sources" / "ledger.toml").read_text("utf-8"))["rationale"]
    of_one = {row["id"] for row in rows if row.get("exercises")}
    for key, one in forms.items():
        assert one.why.fact and one.why.fact not in of_one, key
        assert one.differs and "ours" in " ".join(one.differs), key


def test_whose_it_is_stands_in_words(forms: dict[str, Exercise]) -> None:
    stretch, march = forms["standing-hip-flexor-stretch"].after, forms["march-in-place"].after
    assert stretch and march
    assert stretch.words == "Ours, after Hip Flexor Stretch; the number is its source's, the form is ours"
    assert march.words == "Ours, after 10-Minute Walk; form and number are ours"


def test_a_short_walk_is_no_daily_walk(forms: dict[str, Exercise]) -> None:
    walk = forms["short-walk"]
    assert walk.is_walk and not walk.is_daily_walk and 120 <= (walk.own.duration_s or 0) <= 180
    assert "do not replace it" in " ".join(walk.differs)


def test_the_mobility_set_for_office_clothes(shipped_catalog: Catalog) -> None:
    routine = shipped_catalog.routines["desk-mobility-set"]
    assert routine.source == "own"
    assert [(step.exercise, step.optional) for step in routine.steps] == [
        ("desk-cat-cow", False),
        ("standing-hip-flexor-stretch", False),
        ("ten-minute-walk", True),
    ]
    assert all(shipped_catalog.exercises[step.exercise].place in UPRIGHT for step in routine.steps)
    assert routine_seconds(routine, shipped_catalog) <= 180


def test_the_docs_list_every_form_with_what_it_is_made_after(forms: dict[str, Exercise]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "desk.md").read_text("utf-8")
    rows = [line.split("|")[1:-1] for line in page.splitlines() if line.startswith("| `")]
    reported = {form.strip(" `"): (after.strip(), number.strip()) for form, _, after, number in rows}
    assert set(reported) == set(forms)
    for key, one in forms.items():
        assert one.after and reported[key][0] == f"{one.after.name}, {one.after.source}", key
        assert reported[key][1].endswith(f"({one.after.source})" if one.after.dose else "(ours)"), key


def test_a_form_written_with_a_dose_keeps_its_own(forms: dict[str, Exercise]) -> None:
    one = forms["desk-plank"]
    assert carried_over(one, {}) is one  # what it is made after is not known here
    plain = replace(one, after=None, why=Sourced(""))
    assert carried_over(plain, {one.id: one}) is plain
