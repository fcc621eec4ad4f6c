"""A browser that does not come: noticed by its exit, or after a while; then the terminal, or words that help."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.platforms.browser import NoBrowser
from deskbreak.player import page_face, playing
from deskbreak.player.protocol import PlayRequest
from tests import shipped

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the programs are those of Linux")
Browser = Callable[..., None]


class Reporter:
    def report(self, kind: str, **details: Any) -> None:
        pass


class Terminal:
    """Another face: what was played there is done."""

    name = "terminal"

    def __init__(self) -> None:
        self.played = False

    def play(self, commands: Any, progress: Any) -> None:
        self.played = True


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Make $BROWSER a script of these lines; the screen is a Wayland one without X11."""

    def make(*lines: str) -> None:
        program = tmp_path / "browser"
        program.write_text("\n".join(["#!/bin/sh", *lines, ""]))
        program.chmod(0o755)
        monkeypatch.setenv("BROWSER", str(program))
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    return make


@pytest.fixture
def play(tmp_path: Path) -> Callable[[str], Any]:
    def run(face: str) -> Any:
        shipped.fill_cache(tmp_path)
        outbox = str(tmp_path / "outbox")
        request = PlayRequest(
            routine="cat-cow", uid="u1", face=face, speed=1.0, at=1000.0, home=str(tmp_path), outbox=outbox
        )
        return playing.play(request, Reporter(), None)

    return run


def test_one_that_fails_is_noticed_at_once_with_advice_for_this_session(
    browser: Browser, play: Callable[[str], Any]
) -> None:
    browser("exit 3")
    began = time.monotonic()
    with pytest.raises(NoBrowser, match=r"the browser ended with code 3; .*start --face terminal") as refused:
        play("page")
    assert time.monotonic() - began < page_face.OPEN_WITHIN_S
    assert "window" not in str(refused.value), "no window opens without X11"


def test_with_x11_the_window_is_the_advice(
    browser: Browser, play: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser("exit 1")
    monkeypatch.setenv("DISPLAY", ":97531")
    with pytest.raises(NoBrowser, match=r"player\.face window"):
        play("page")


def test_one_that_says_nothing_is_given_up_after_a_while(
    browser: Browser, play: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page_face.OPEN_WITHIN_S == 15
    monkeypatch.setattr(page_face, "OPEN_WITHIN_S", 0.3)
    browser("exit 0")  # it handed the page to another process, which does not come
    with pytest.raises(NoBrowser, match="did not open the page"):
        play("page")


def test_where_any_face_will_do_the_terminal_takes_over(
    browser: Browser, play: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(playing, "terminal_instead", lambda *_, **_named: terminal)
    browser("exit 1")
    play("auto")
    assert terminal.played
