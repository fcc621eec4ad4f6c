"""Content against the ledger of facts, both ways: nothing missing, nothing added to a source's dose."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from deskbreak.catalog.load import load_catalog
from deskbreak.core.amounts import TOP, settle, stage
from deskbreak.core.catalog import Catalog
from deskbreak.core.dosage import AMOUNTS, FLAGS, NUMBERS, TEXTS, Amount
from deskbreak.core.script import routine_seconds, script
from deskbreak.paths import shipped

FIGURES = (*AMOUNTS, *NUMBERS, *TEXTS, *FLAGS, "rounds_options", "routine")


@pytest.fixture(scope="module")
def ledger() -> dict[str, Any]:
    return tomllib.loads((shipped("content") / "sources" / "ledger.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found, problems = load_catalog([shipped("content")])
    assert problems == []
    return found


def test_every_exercise_is_there_with_its_names(ledger: dict[str, Any], catalog: Catalog) -> None:
    reported = {row["id"]: row for row in ledger["exercise"]}
    assert len(reported) == 47
    assert set(reported) == {key for key, one in catalog.exercises.items() if one.sources != ("own",)}
    for key, row in reported.items():
        one = catalog.exercises[key]
        assert list(one.aliases) == row["aliases"]
        assert list(one.sources) == row["sources"]


def test_every_dose_has_exactly_its_sources_figures(ledger: dict[str, Any], catalog: Catalog) -> None:
    count = 0
    for row in ledger["exercise"]:
        doses = catalog.exercises[row["id"]].doses
        reported = row["prescription"]
        assert len(doses) == len(reported), row["id"]
        for dose, given in zip(doses, reported, strict=True):
            count += 1
            shown = dose.to_json()
            assert dose.source == given["source"]
            for key in FIGURES:
                assert shown.get(key) == given.get(key), (row["id"], dose.source, key)
    assert count == 69


def test_no_level_leaves_the_range_of_its_source(catalog: Catalog) -> None:
    for one in catalog.exercises.values():
        for level in range(TOP + 1):
            dose, amounts = stage(one, level)[0], settle(one, level=level)
            per_go = 2 if amounts.alternate and amounts.per_side else 1
            for given, used in (
                (dose.sets, amounts.sets),
                (dose.reps or dose.repetitions_per_side, amounts.reps / per_go),
                (dose.hold_s, amounts.hold_s),
            ):
                assert given is None or _within(given, used), (one.id, level)
            assert dose.duration_s in (None, amounts.duration_s), one.id
            assert dose.breaths in (None, amounts.breaths), one.id


def _within(given: Amount, used: float) -> bool:
    return (given.min or 0) <= used <= (given.max or 1000)


def test_every_routine_is_there_in_order(ledger: dict[str, Any], catalog: Catalog) -> None:
    reported = {row["id"]: row for row in ledger["routine"]}
    assert len(reported) == 18
    for key, row in reported.items():
        mine = list(dict.fromkeys(step.exercise for step in catalog.routines[key].steps))
        assert mine == list(dict.fromkeys(step["exercise"] for step in row["step"])), key


def test_stated_lengths_are_kept(catalog: Catalog) -> None:
    assert routine_seconds(catalog.routines["lit-15-minute"], catalog) == 900
    assert routine_seconds(catalog.routines["bustle-hip-opening-mobility-flow"], catalog) == 360


def test_the_twist_pair_takes_both_on_one_side_first(catalog: Catalog) -> None:
    steps = [(s.exercise, s.side) for s in catalog.routines["lit-15-minute"].steps if "twist" in s.exercise]
    first, second = "supine-twist", "supine-twist-leg-extension"
    pair = [step for step in steps if step[0] in (first, second)]
    assert pair == [(first, "left"), (second, "left"), (first, "right"), (second, "right")]


def test_every_script_is_as_long_as_it_says(catalog: Catalog) -> None:
    for key, routine in catalog.routines.items():
        played = script(routine, catalog, rounds=1)
        assert played.seconds == routine_seconds(routine, catalog), key
        assert all(cue.seconds > 0 for cue in played.cues)


def test_every_exercise_has_words_and_a_figure(catalog: Catalog) -> None:
    for key, one in catalog.exercises.items():
        assert one.steps and one.why.text and one.role in ("opens", "moves", "wakes"), key
        assert (shipped("content") / "figures" / f"{one.figure or key}.toml").is_file(), key
