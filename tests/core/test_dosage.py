"""Doses as content files write them: what is stated stays, figure by figure, and nothing is made up."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.dosage import OWN, After, Amount, Dose, Tempo


@pytest.mark.parametrize(
    ("amount", "table"),
    [
        (Amount(), {}),
        (Amount(2), {"min": 2}),
        (Amount(max=0), {"max": 0}),
        (Amount(0, 3), {"min": 0, "max": 3}),
        (Amount(10, 15, approx=True), {"min": 10, "max": 15, "approx": True}),
    ],
)
def test_a_range_has_the_bounds_that_its_source_states(amount: Amount, table: dict[str, Any]) -> None:
    assert amount.to_json() == table
    assert Amount.from_json(table) == amount


FULL = {
    "source": "S1",
    "routine": "ten-minutes",
    "after": "cat-cow",
    "sets": {"min": 2, "max": 3},
    "reps": {"min": 8},
    "repetitions_per_side": {"max": 5},
    "hold_s": {"min": 5, "max": 10, "approx": True},
    "sessions_per_day": {"min": 1},
    "maintenance_sessions_per_day": {"min": 2},
    "hover_inches": {"min": 1, "max": 3},
    "foot_distance_inches": {"min": 24},
    "duration_s": 30,
    "breaths": 4,
    "holds_per_side": 2,
    "rounds_options": [2, 3],
    "breath_quality": "slow",
    "hold_text": "few seconds",
    "breaths_text": "some breaths",
    "times_text": "several times",
    "per_side": False,
    "alternating": True,
    "unlimited": False,
    "no_dose": True,
    "no_rep_count": False,
    "optional": True,
    "inherited": False,
}
MADE = Dose(
    "S1",
    routine="ten-minutes",
    after="cat-cow",
    sets=Amount(2, 3),
    reps=Amount(8),
    repetitions_per_side=Amount(max=5),
    hold_s=Amount(5, 10, approx=True),
    sessions_per_day=Amount(1),
    maintenance_sessions_per_day=Amount(2),
    hover_inches=Amount(1, 3),
    foot_distance_inches=Amount(24),
    duration_s=30,
    breaths=4,
    holds_per_side=2,
    rounds_options=(2, 3),
    breath_quality="slow",
    hold_text="few seconds",
    breaths_text="some breaths",
    times_text="several times",
    per_side=False,
    alternating=True,
    unlimited=False,
    no_dose=True,
    no_rep_count=False,
    optional=True,
    inherited=False,
)


@pytest.mark.parametrize(("dose", "table"), [(MADE, FULL), (Dose(OWN), {"source": "own"})])
def test_a_dose_has_the_keys_that_its_source_fills_and_no_others(dose: Dose, table: dict[str, Any]) -> None:
    assert dose.to_json() == table
    assert Dose.from_json(table) == dose


@pytest.mark.parametrize("key", [key for key in FULL if key != "source"])
def test_each_key_may_be_the_only_one(key: str) -> None:
    table = {"source": "S1", key: FULL[key]}
    assert Dose.from_json(table).to_json() == table


def test_what_a_form_of_ours_is_made_after() -> None:
    named = After("superman", "S4", name="Superman", dose=2)
    assert named.to_json() == {"exercise": "superman", "source": "S4", "name": "Superman", "dose": 2}
    assert named.words == "Ours, after Superman; the number is its source's, the form is ours"
    bare = After("superman", "S4")
    assert bare.to_json() == {"exercise": "superman", "source": "S4", "name": ""}
    assert bare.words == "Ours, after superman; form and number are ours"
    assert [After.from_json(one.to_json()) for one in (named, bare)] == [named, bare]


def test_our_own_pace() -> None:
    usual = {"rep_s": 4, "breath_s": 6, "switch_s": 5, "rest_s": 15}
    assert Tempo().to_json() == usual
    assert Tempo(position_s=8).to_json() == {"position_s": 8} | usual
    assert Tempo.from_json({"position_s": 8, "rest_s": 0}) == Tempo(position_s=8, rest_s=0)
