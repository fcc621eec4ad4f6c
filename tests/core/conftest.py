"""The shipped catalogue, read once."""

from __future__ import annotations

import pytest

from deskbreak.catalog.load import load_catalog
from deskbreak.core.catalog import Catalog
from deskbreak.paths import shipped


@pytest.fixture(scope="session")
def shipped_catalog() -> Catalog:
    return load_catalog([shipped("content")])[0]
