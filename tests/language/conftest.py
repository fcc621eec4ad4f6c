"""Catalogues to try with, and English again after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak import language, reverse
from scripts.translating import catalogues


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    language.use("en", {})


@pytest.fixture(scope="session")
def pseudo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pseudo language's catalogues: every marked text longer, accented and in brackets."""
    folder = tmp_path_factory.mktemp("locale")
    catalogues.make_pseudo(folder)
    return folder


@pytest.fixture
def pseudo(pseudo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pseudo language is spoken; what deskbreak starts speaks it too."""
    monkeypatch.setenv(reverse.ENV, str(pseudo_folder))
    monkeypatch.setenv(language.ENV, language.PSEUDO)
    assert language.use() == language.PSEUDO
    return pseudo_folder
