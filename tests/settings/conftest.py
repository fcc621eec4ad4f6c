"""An empty profile, and short ways to load a text as the person's settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.catalog.cached import load_cached
from deskbreak.core.catalog import Catalog
from deskbreak.errors import InputProblems, Problem
from deskbreak.paths import Profile
from deskbreak.settings.load import load_settings


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """A profile of its own, on a machine without a system-wide file."""
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "none.toml"))
    return Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The shipped exercises and routines, loaded once."""
    home = tmp_path_factory.mktemp("catalog")
    return load_cached(Profile(home, home, home, home / "cache"))


@pytest.fixture
def problems_of(profile: Profile, catalog: Catalog) -> Callable[[str | bytes], list[Problem]]:
    """What is wrong with a text as the person's file; nothing where it loads."""

    def find(text: str | bytes) -> list[Problem]:
        profile.config.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
        try:
            load_settings(profile, catalog=catalog)
        except InputProblems as error:
            return list(error.problems)
        return []

    return find
