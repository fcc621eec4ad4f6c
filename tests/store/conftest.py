"""Journals in a fixed time zone, and years of breaks to count."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.store.names import Names


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's clock is Berlin's, for SQLite's `localtime` as well."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def names(shipped_catalog: Catalog) -> Names:
    """The names of the shipped content."""
    return Names(shipped_catalog)
