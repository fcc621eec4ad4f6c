"""The ledger of facts in content/sources: which articles there are, and what they state."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from deskbreak.core.facts import Expert, Source, Study
from deskbreak.plain_file import read_plain

MAX_LEDGER = 4 * 1024 * 1024
FactTable = dict[str, dict[str, dict[str, Any]]]  # kind -> id -> what is stated

FACT_KINDS = ("rationale", "safety", "frequency", "conflict")


def ledger_path(folder: Path) -> Path:
    """Where the content in `folder` has the facts of the articles."""
    return folder / "sources" / "ledger.toml"


def read_ledger(folder: Path) -> dict[str, Any]:
    """The whole ledger; empty for a folder that has none, as a person's pack."""
    try:
        return tomllib.loads(read_plain(ledger_path(folder), max_bytes=MAX_LEDGER).decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}


def sources_in(ledger: dict[str, Any]) -> dict[str, Source]:
    """The articles by id."""
    rows = ledger.get("source", ())
    return {row["id"]: Source(row["id"], row["title"], row.get("publisher", "")) for row in rows}


def credited(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of those whom the article credits with a fact, a dose or a routine."""
    named = row.get("credited", ())
    return (named,) if isinstance(named, str) else tuple(named)


def experts_in(ledger: dict[str, Any], words: Mapping[str, str]) -> dict[str, Expert]:
    """Whom the articles name, with `words` for what each of them is, and the exercises they are credited with."""
    shown: dict[str, list[str]] = {}
    for exercise in ledger.get("exercise", ()):
        for dose in exercise.get("prescription", ()):
            for name in credited(dose):
                shown.setdefault(name, []).append(exercise["id"])
    return {
        row["id"]: Expert(
            row["id"],
            row["name"],
            words[row["id"]],
            tuple(row["sources"]),
            tuple(dict.fromkeys(shown.get(row["id"], ()))),
        )
        for row in ledger.get("expert", ())
        if row["id"] in words
    }


def studies_in(ledger: dict[str, Any]) -> dict[str, Study]:
    """The studies that the articles name, each with its DOI, or else its address."""
    return {
        row["id"]: Study(
            row["id"],
            row["source"],
            row["authors"],
            row["year"],
            row["title"],
            row["journal"],
            f"doi:{row['doi']}" if "doi" in row else row.get("url", ""),
        )
        for row in ledger.get("study", ())
    }


def facts_in(ledger: dict[str, Any]) -> FactTable:
    """Every reason, safety rule, frequency and conflict by its kind and id."""
    return {kind: {row["id"]: row for row in ledger.get(kind, ())} for kind in FACT_KINDS}


def sources_of(facts: Iterable[str], ledger: dict[str, Any]) -> tuple[str, ...]:
    """The articles that state these facts, whatever kind the facts are of."""
    found = set()
    for kind in facts_in(ledger).values():
        for row in (kind[fact] for fact in facts if fact in kind):
            found |= set(sources_behind(row))
    return tuple(sorted(found))


def sources_behind(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The articles that state one fact."""
    return (row["source"],) if "source" in row else tuple(sorted(row["sources"]))
