"""The file in which the checked catalogue is kept as plain JSON."""

from __future__ import annotations

from pathlib import Path

from deskbreak.cache_file import read_json
from deskbreak.core.catalog import Catalog
from deskbreak.paths import Profile


def cache_file(profile: Profile, *, lean: bool = False) -> Path:
    return profile.cache_dir / ("catalog-lean.json" if lean else "catalog.json")


def read_cache(profile: Profile, signature: str, *, lean: bool = False) -> Catalog | None:
    """The cached catalogue if it still belongs to this content; None where it does not or cannot be read."""
    data = read_json(cache_file(profile, lean=lean))
    try:
        return Catalog.from_json(data["catalog"]) if data["signature"] == signature else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # missing, stale in shape or damaged: the content files are the truth
