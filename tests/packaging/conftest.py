"""Packages made from this tree, and a desktop on which what they install is tried."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desktop import desks
from tests.packaging.installs import build


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Making and installing packages takes minutes, so that it is done only when it is asked for."""
    if "packages" in config.option.markexpr:
        return
    why = pytest.mark.skip(reason="makes packages; run it with scripts/try-packages")
    for item in items:
        if item.get_closest_marker("packages"):
            item.add_marker(why)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Makes a package once: `built("deb")` is the folder with it."""
    made: dict[str, Path] = {}

    def folder(what: str) -> Path:
        if what not in made:
            made[what] = build(what, tmp_path_factory.mktemp(what))
        return made[what]

    return folder


@pytest.fixture
def x11_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[desks.X11Desk]:
    """An X11 desktop with panel and notifications; this process and its children live on it."""
    desks.need(*desks.X11_PROGRAMS)
    desk = desks.X11Desk()
    desks.enter(desk, monkeypatch)
    yield desk
    desk.stop()
