"""Watching folders: every change is told once it has settled, also in a folder that was replaced."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.runtime import file_watch as files
from deskbreak.runtime.file_watch import FileWatch
from deskbreak.runtime.loop import Loop

Until = Callable[..., None]


@pytest.fixture(params=["inotify", "polling"])
def watch(
    request: pytest.FixtureRequest, loop: Loop, monkeypatch: pytest.MonkeyPatch, reported: list[int]
) -> Iterator[FileWatch]:
    monkeypatch.setattr(files, "SETTLE_S", 0.02)
    monkeypatch.setattr(files, "POLL_INTERVAL_S", 0.05)
    if request.param == "polling":
        monkeypatch.setattr(files, "_inotify_open", lambda: -1)
    made = FileWatch(loop, lambda: reported.append(1))
    if made.backend != request.param:
        pytest.skip(f"{request.param} is not to be had here")
    yield made
    made.close()


@pytest.fixture
def reported() -> list[int]:
    return []


def test_a_change_is_told(watch: FileWatch, tmp_path: Path, until: Until, reported: list[int]) -> None:
    watch.folders([tmp_path, tmp_path / "none"])
    (tmp_path / "a.toml").write_text("a = 1")
    until(lambda: reported)


def test_a_folder_that_was_replaced_is_watched_on(
    watch: FileWatch, tmp_path: Path, until: Until, reported: list[int]
) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    watch.folders([tmp_path, folder])
    shutil.rmtree(folder)
    until(lambda: reported)
    folder.mkdir()
    reported.clear()
    until(lambda: reported)
    reported.clear()
    (folder / "config.toml").write_text("a = 1")
    until(lambda: reported)


def test_nothing_is_told_after_the_end(
    watch: FileWatch, loop: Loop, tmp_path: Path, reported: list[int]
) -> None:
    watch.folders([tmp_path])
    (tmp_path / "a.toml").write_text("a = 1")
    loop.turn(0.01)
    watch.close()
    reported.clear()
    for _ in range(5):
        loop.turn(0.05)
    assert reported == []
