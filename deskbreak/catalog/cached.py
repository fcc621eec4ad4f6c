"""The catalogue from its cache: plain JSON, so that the daemon and the player need no TOML and no checks."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from deskbreak.core.catalog import Catalog
from deskbreak.paths import Profile, shipped

_FORMAT = 3  # raised when the cached shape changes


def content_folders(profile: Profile) -> list[Path]:
    """The shipped content first, then each of the person's packs in the order of their names."""
    try:
        packs = sorted(path for path in profile.packs.iterdir() if path.is_dir())
    except OSError:
        packs = []
    return [shipped("content"), *packs]


def content_signature(folders: Sequence[Path]) -> str:
    """A short text that changes when a content file does: names, times and sizes, no reading."""
    rows = [str(_FORMAT)]
    for folder in folders:
        rows.append(str(folder))
        for name in ("exercises", "routines", "figures", "sources", "."):
            rows += _rows(folder / name)
    return "\n".join(rows)


def _rows(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            found = [
                (entry.path, entry.stat())
                for entry in entries
                if entry.name.endswith(".toml") and entry.is_file()
            ]
    except OSError:
        return []
    return [
        f"{path} {info.st_mtime_ns} {info.st_size}" for path, info in sorted(found, key=lambda row: row[0])
    ]


def cache_file(profile: Profile, *, lean: bool = False) -> Path:
    return profile.cache_dir / ("catalog-lean.json" if lean else "catalog.json")


def read_cache(profile: Profile, signature: str, *, lean: bool = False) -> Catalog | None:
    """The cached catalogue if it still belongs to this content; None where it does not or cannot be read."""
    try:
        data = json.loads(cache_file(profile, lean=lean).read_bytes())
        return Catalog.from_json(data["catalog"]) if data["signature"] == signature else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None  # missing, stale in shape or damaged: the content files are the truth


def load_cached(profile: Profile, *, lean: bool = False) -> Catalog:
    """The person's catalogue, from the cache while no content file changed, else loaded and cached again.

    Packs with problems are left out here; `content check` and `config check` tell them.
    """
    signature = content_signature(content_folders(profile))
    cached = read_cache(profile, signature, lean=lean)
    if cached is not None:
        return cached
    from deskbreak.catalog.load import load_and_cache

    catalog, _ = load_and_cache(profile)
    return catalog.lean() if lean else catalog
