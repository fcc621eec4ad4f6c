"""The ledger of facts in content/sources: which articles there are, and what they state."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from deskbreak.core.facts import Source

Facts = dict[str, dict[str, dict[str, Any]]]  # kind -> id -> what is stated

FACT_KINDS = ("rationale", "safety", "frequency", "conflict")


def ledger_path(folder: Path) -> Path:
    return folder / "sources" / "ledger.toml"


def read_ledger(folder: Path) -> dict[str, Any]:
    """The whole ledger; empty for a folder that has none, as a person's pack."""
    try:
        return tomllib.loads(ledger_path(folder).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}


def sources_in(ledger: dict[str, Any]) -> dict[str, Source]:
    """The articles by id."""
    rows = ledger.get("source", ())
    return {row["id"]: Source(row["id"], row["title"], row.get("publisher", "")) for row in rows}


def facts_in(ledger: dict[str, Any]) -> Facts:
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
