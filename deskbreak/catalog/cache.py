"""The file in which the checked catalogue is kept as plain JSON, with what was wrong with the packs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deskbreak.cache_file import read_json, write_json
from deskbreak.core.catalog import Catalog
from deskbreak.errors import Problem
from deskbreak.paths import Profile

CheckedCatalog = tuple[Catalog, list[Problem]]


def cache_file(profile: Profile, *, lean: bool = False) -> Path:
    """Where the checked catalogue is kept; `lean` is the one without the long words."""
    return profile.cache_dir / ("catalog-lean.json" if lean else "catalog.json")


def read_cache(profile: Profile, signature: str, *, lean: bool = False) -> CheckedCatalog | None:
    """The cached catalogue and its problems; None where it does not belong to this content or cannot be read."""
    data = read_json(cache_file(profile, lean=lean))
    try:
        if data["signature"] != signature:
            return None
        return Catalog.from_json(data["catalog"]), [_problem(*one) for one in data["problems"]]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # missing, stale in shape or damaged: the content files are the truth


def write_cache(profile: Profile, signature: str, catalog: Catalog, problems: Sequence[Problem]) -> None:
    """Keep both forms of the catalogue. Raises OSError."""
    rows = [[one.file, one.line, one.what, one.column, one.hint] for one in problems]
    for lean, value in ((False, catalog), (True, catalog.lean())):
        body = {"signature": signature, "catalog": value.to_json(), "problems": rows}
        write_json(cache_file(profile, lean=lean), body)


def _problem(file: Any, line: Any, what: Any, column: Any, hint: Any) -> Problem:
    return Problem(str(file), int(line), str(what), int(column), str(hint))
