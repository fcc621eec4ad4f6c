"""Every fact of the sources has a sentence of our own, and is told where it matters."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from deskbreak.catalog.load import load_catalog
from deskbreak.catalog.sources import FACT_KINDS
from deskbreak.catalog.teaching import page
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise
from deskbreak.paths import shipped

Facts = dict[tuple[str, str], dict[str, Any]]
RUN = 6  # words in a row that would be a copy; with figures among them they are a dose


@pytest.fixture(scope="module")
def ledger() -> dict[str, Any]:
    return tomllib.loads((shipped("content") / "sources" / "ledger.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def facts(ledger: dict[str, Any]) -> Facts:
    return {(kind, row["id"]): row for kind in FACT_KINDS for row in ledger[kind]}


def test_every_fact_has_a_short_sentence(facts: Facts, shipped_catalog: Catalog) -> None:
    assert len(facts) == 66 + 42 + 23 + 39
    assert set(shipped_catalog.facts) == set(facts)
    for key, fact in shipped_catalog.facts.items():
        assert (fact.kind, fact.id) == key
        assert set(fact.sources) == set(facts[key].get("sources", [facts[key].get("source")])), key
        assert fact.text[0].isupper() or fact.text[0].isdigit(), key
        assert fact.text.endswith("."), key
        assert len(fact.text) <= 240, key


def test_the_words_are_our_own(facts: Facts, shipped_catalog: Catalog) -> None:
    theirs = {run for row in facts.values() for text in _texts(row) for run in _runs(text)}
    for key, fact in shipped_catalog.facts.items():
        assert not theirs & set(_runs(fact.text)), key


def test_figures_of_a_fact_are_said(facts: Facts, shipped_catalog: Catalog) -> None:
    for key, row in facts.items():
        for name, unit in (("figure_percent", 1), ("total_duration_s", 60)):
            if name in row:
                number = row[name] // unit
                assert str(number) in shipped_catalog.facts[key].text or _spelled(number) in (
                    shipped_catalog.facts[key].text.casefold()
                ), key


def test_every_fact_is_told_and_nothing_else(facts: Facts, shipped_catalog: Catalog) -> None:
    said = shipped_catalog.said
    reported = [
        fact for notice in shipped_catalog.notices.values() for fact in shipped_catalog.behind(notice)
    ]
    for one in (*shipped_catalog.exercises.values(), *shipped_catalog.routines.values()):
        reported += [*said("rationale", one.reasons), *said("safety", one.safety)]  # type: ignore[attr-defined]
        reported += [*said("frequency", one.frequency), *said("conflict", one.conflicts)]  # type: ignore[attr-defined]
    assert {(fact.kind, fact.id) for fact in reported} == set(facts)


def test_every_safety_rule_of_a_movement_is_one_of_its_cautions(
    facts: Facts, shipped_catalog: Catalog
) -> None:
    for (kind, key), fact in facts.items():
        if kind != "safety" or fact["scope"] != "exercise":
            continue
        for name in fact["exercises"]:
            assert key in {caution.fact for caution in shipped_catalog.exercises[name].cautions}, (key, name)


def test_cautions_and_reasons_are_credited_to_those_who_say_so(
    facts: Facts, shipped_catalog: Catalog
) -> None:
    for one in shipped_catalog.exercises.values():
        for kind, said in (("rationale", one.why), *(("safety", caution) for caution in one.cautions)):
            assert (said.source == "own") == (not said.fact), (one.id, said.text)
            if said.fact:
                assert facts[kind, said.fact]["source"] == said.source, (one.id, said.text)


def test_what_opens_without_filling_the_role_is_no_front(shipped_catalog: Catalog) -> None:
    beside = {one.id for one in shipped_catalog.exercises.values() if not one.fills_role}
    assert {"supine-hamstring-stretch", "downward-dog", "it-band-roll-out"} <= beside
    assert "hip-flexor-stretch" not in beside
    assert all(_role(shipped_catalog.exercises[key]) == "opens" for key in beside)


def test_the_page_of_the_docs_is_current(shipped_catalog: Catalog) -> None:
    written = Path(__file__).parents[2] / "docs" / "advice.md"
    assert written.read_text("utf-8") == page(shipped_catalog), "run scripts/content --advice"


def test_a_fact_without_words_is_a_problem(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    ledger = (shipped("content") / "sources" / "ledger.toml").read_text("utf-8")
    (sources / "ledger.toml").write_text(ledger, "utf-8")
    words = '[rationale]\ns0-low-impact = "Easy on the knees."\nnever-said = "Gold."\n[gossip]\n'
    (tmp_path / "facts.toml").write_text(words, "utf-8")
    _, problems = load_catalog([tmp_path])
    reported = "\n".join(map(str, problems))
    assert 'facts.toml:1: the key "s1-support-system" is missing' in reported
    assert 'facts.toml:3: unknown key "never-said"' in reported
    assert "facts.toml:4: there is no such kind of fact" in reported
    assert "s0-low-impact" not in reported


def _role(one: Exercise) -> str:
    return one.role


def _texts(row: dict[str, Any]) -> list[str]:
    return [row[key] for key in ("claim", "rule", "statement", "care") if key in row] + row.get(
        "statements", []
    )


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"[\w'-]+", text.casefold())
    runs = [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    return [run for run in runs if not any(char.isdigit() for word in run for char in word)]


def _spelled(number: int) -> str:
    return {6: "six", 10: "ten", 15: "fifteen"}.get(number, str(number))
