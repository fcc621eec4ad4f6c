"""The first picture of a figure is there before the code that draws figures is loaded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.paths import shipped
from deskbreak.player.first_picture import MAX_KEPT, FirstPictures
from deskbreak.player.moment import Now
from deskbreak.player.opening import open_session
from deskbreak.player.pictures import PictureStage
from deskbreak.player.protocol import PlayRequest

SIZE = (120, 90)


@pytest.fixture
def now(tmp_path: Path) -> Now:
    session, _catalog, _profile = open_session(
        PlayRequest(uid="", routine="cat-cow", home=str(tmp_path / "home"))
    )
    return session.now()


@pytest.fixture
def stage(tmp_path: Path) -> Callable[..., PictureStage]:
    def make(**how: Any) -> PictureStage:
        return PictureStage([shipped("content")], "light", still=False, cache=tmp_path / "pictures", **how)

    return make


def shown(stage: PictureStage, now: Now, frames: int) -> list[bytes]:
    """So many frames of the beginning, and what is done beside them."""
    found = []
    for _ in range(frames):
        image = stage.draw(now.step, now.cue, 0.0, 0.0, SIZE)
        assert image is not None
        found.append(image.tobytes())
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and thread.daemon:
            thread.join(10)
    return found


def test_the_second_time_the_picture_is_there_before_the_figure(
    stage: Callable[..., PictureStage], now: Now, monkeypatch: pytest.MonkeyPatch
):
    once = stage()
    once.warm_up(now, SIZE)
    first, *_ = shown(once, now, 2)
    again = stage()
    opened: list[str] = []
    open_ = again._figure
    monkeypatch.setattr(again, "_figure", lambda figure: (opened.append(figure), open_(figure))[1])
    again.load(now)
    again.warm_up(now, SIZE)
    assert shown(again, now, 1) == [first] and not opened
    shown(again, now, 1)  # now the first is on the screen, and the figure is opened beside it
    assert opened == [now.step.figure]
    assert shown(again, now, 1) == [first]  # drawn, and the same


@pytest.mark.parametrize("change", [{"soft_edges": "#336699"}, {"look": {"hair": "long"}}])
def test_another_look_is_drawn_again(stage: Callable[..., PictureStage], now: Now, change: dict[str, Any]):
    once = stage()
    once.warm_up(now, SIZE)
    shown(once, now, 2)
    assert not FirstPictures(once._kept._folder, [shipped("content")], change).has(now.step.figure, now.cue)
    other = stage(**change)
    other.warm_up(now, SIZE)
    assert other._first is None and other._figures


def test_another_size_is_drawn_again(stage: Callable[..., PictureStage], now: Now):
    once = stage()
    once.warm_up(now, SIZE)
    shown(once, now, 2)
    other = stage()
    other.warm_up(now, SIZE)
    larger = other.draw(now.step, now.cue, 0.0, 0.0, (160, 120))
    assert larger is not None and larger.size == (160, 120)


@pytest.mark.parametrize("invalid", [b"", b"no picture", b"x" * 5_000_000])
def test_a_picture_that_is_invalid_is_none(
    stage: Callable[..., PictureStage], now: Now, tmp_path: Path, invalid: bytes
):
    once = stage()
    once.warm_up(now, SIZE)
    shown(once, now, 2)
    (kept,) = (tmp_path / "pictures").iterdir()
    kept.write_bytes(invalid)
    other = stage()
    other.load(now)
    other.warm_up(now, SIZE)
    assert other._first is None and shown(other, now, 1)


def test_only_so_many_are_kept_and_a_folder_that_cannot_be_is_no_trouble(tmp_path: Path, now: Now):
    from PIL import Image

    for number in range(MAX_KEPT + 5):
        FirstPictures(tmp_path / "pictures", [], number).keep("cat-cow", now.cue, Image.new("RGB", (2, 2)))
    assert len(list((tmp_path / "pictures").iterdir())) == MAX_KEPT
    (tmp_path / "file").write_text("")
    nowhere = FirstPictures(tmp_path / "file", [], 0)
    nowhere.keep("cat-cow", now.cue, Image.new("RGB", (2, 2)))
    assert not nowhere.has("cat-cow", now.cue) and nowhere.read("cat-cow", now.cue, (2, 2)) is None
