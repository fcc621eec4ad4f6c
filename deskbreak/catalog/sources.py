"""The ledger of facts in content/sources: which articles there are, and what they state."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from deskbreak.core.content import Source

FACT_KINDS = ("rationale", "safety", "frequency", "conflict")


def ledger_path(folder: Path) -> Path:
    return folder / "sources" / "ledger.toml"


def read_ledger(folder: Path) -> dict[str, Any]:
    """The whole ledger; empty for a folder that has none, as a person's pack."""
    try:
        return tomllib.loads(ledger_path(folder).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}


def read_sources(folder: Path) -> dict[str, Source]:
    """The articles by id."""
    rows = read_ledger(folder).get("source", ())
    return {row["id"]: Source(row["id"], row["title"], row.get("publisher", "")) for row in rows}


def read_facts(folder: Path) -> dict[str, dict[str, Any]]:
    """Every reason, safety rule, frequency and conflict by its id, with its kind."""
    ledger = read_ledger(folder)
    return {row["id"]: {"in": kind, **row} for kind in FACT_KINDS for row in ledger.get(kind, ())}
