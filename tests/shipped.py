"""The shipped catalogue, read and proved once for all tests of a process instead of once for each empty home."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from deskbreak.catalog import load
from deskbreak.core.catalog import Catalog
from deskbreak.errors import Problem
from deskbreak.paths import Profile, shipped

_SHIPPED = [shipped("content")]
_load = load.load_catalog


@functools.cache
def shipped_catalog() -> Catalog:
    catalog, problems = _load(_SHIPPED)
    assert problems == []
    return catalog


def load_catalog(folders: Sequence[Path]) -> tuple[Catalog, list[Problem]]:
    """Stands in for `load.load_catalog` where a cache is filled; packs are read as ever."""
    return (shipped_catalog(), []) if list(folders) == _SHIPPED else _load(folders)


def fill_cache(home: Path) -> None:
    """Give an empty home the cache that a first command leaves there, for a child process to find."""
    cache = home / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for name, raw in _cached().items():
        (cache / name).write_bytes(raw)


@functools.cache
def _cached() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        load.load_and_cache(Profile(home, home, home, home / "cache"))
        return {path.name: path.read_bytes() for path in (home / "cache").iterdir()}
