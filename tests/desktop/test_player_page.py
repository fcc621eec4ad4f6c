"""The page in a real browser, through a whole routine, by keyboard and for screen readers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import desks
import pytest

from deskbreak.player.protocol import Request

pytestmark = pytest.mark.desktop


class Page:
    """A player whose browser is the test's."""

    def __init__(self, browser: Any, home: Path, routine: str, **more: Any) -> None:
        self.browser, self.home = browser, home
        home.mkdir(exist_ok=True)
        opener, address = home / "opener", home / "address"
        address.unlink(missing_ok=True)
        opener.write_text(f'#!/bin/sh\necho "$1" > {address}.part && mv {address}.part {address}\n')
        opener.chmod(0o755)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deskbreak.player"],
            env={**os.environ, "BROWSER": str(opener)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        usual: dict[str, Any] = {"uid": "u1", "face": "page", "theme": "light"}
        wanted = usual | {"home": str(home), "outbox": str(home / "outbox")} | more
        assert self.process.stdin
        self.process.stdin.write(Request(routine=routine, **wanted).to_line().encode())
        self.process.stdin.flush()
        desks.wait_for(address.exists, "the address")
        self.address = address.read_text().strip()
        browser.open(self.address)
        browser.wait("mode === 'playing'")

    def text(self, css: str) -> str:
        return str(self.browser.eval(f"document.querySelector({json.dumps(css)}).textContent"))

    def wait_text(self, css: str, text: str) -> None:
        self.browser.wait(
            f"document.querySelector({json.dumps(css)}).textContent.includes({json.dumps(text)})"
        )

    def result(self) -> dict[str, Any]:
        self.process.wait(20)
        return dict(json.loads((self.home / "outbox" / "u1.json").read_text()))

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    opened: list[Page] = []

    def start(routine: str = "mobility-set", **more: Any) -> Page:
        opened.append(Page(browser, tmp_path / "home", routine, **more))
        return opened[-1]

    yield start
    for one in opened:
        one.close()
    browser.open("about:blank")


def test_by_keyboard_through_a_whole_routine(page, browser):
    one = page()
    assert one.text("#name") == "Cat-Cow"
    browser.keys(" ")
    one.wait_text("#toggle", "Go on")
    browser.keys(" ")
    one.wait_text("#toggle", "Pause")
    browser.keys("\ue014")
    one.wait_text("#name", "Hip Flexor Stretch")
    browser.keys("\ue012")
    one.wait_text("#name", "Cat-Cow")
    browser.keys("d")
    browser.wait("mode === 'asking'")
    assert browser.eval("document.activeElement.id") == "title"
    browser.keys("1")
    browser.wait("mode === 'ended'")
    one.wait_text("#text", "It is saved")
    result = one.result()
    assert (result["outcome"], result["answer"]) == ("taken", "easy")
    assert not browser.errors()


def test_by_mouse_it_hurts(page, browser):
    one = page()
    browser.click("[data-act=hurts]")
    browser.wait("mode === 'hurt'")
    assert "deskbreak unblock cat-cow" in one.text("#text")
    browser.click("#close button")
    result = one.result()
    assert (result["outcome"], result["hurt"]) == ("stopped", "cat-cow")


def test_left_alone_it_changes_sides_and_is_taken(page, browser):
    one = page("hip-flexor-stretch", speed=20.0)
    one.wait_text("#side", "Right side")
    browser.wait("mode === 'asking'", 20)
    assert one.result()["outcome"] == "taken"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_anybody(page, browser, theme):
    one = page(theme=theme, first_run=True)
    assert browser.axe() == []
    assert "not medical advice" in one.text("#why")
    assert one.text("#live").startswith("Cat-Cow.")
    browser.resize(380, 800)
    assert browser.eval("document.documentElement.scrollWidth <= innerWidth")
    assert browser.axe() == []
    browser.keys("d")
    browser.wait("mode === 'asking'")
    assert browser.axe() == []
    browser.keys("2")
    browser.wait("mode === 'ended'")
    assert browser.axe() == []
    browser.resize(1280, 800)


def test_closing_the_page_half_way_is_partly(page, browser):
    one = page(speed=30.0)
    one.wait_text("#name", "Hip Flexor Stretch")
    browser.keys(" ")
    one.wait_text("#toggle", "Go on")
    browser.open("about:blank")
    result = one.result()
    assert (result["outcome"], result["exercises"]) == ("partly", ["cat-cow"])


def test_the_page_may_be_loaded_anew_and_by_nobody_else(page, browser):
    one = page()
    here = browser.eval("location.href")
    browser.open("about:blank")
    browser.open(here)
    browser.wait("mode === 'playing'")
    browser.eval("location.reload()")
    browser.wait("document.readyState === 'complete' && mode === 'playing'")
    assert not Path(url2pathname(urlsplit(one.address).path)).exists()
    stranger = subprocess.run(
        [sys.executable, "-c", _STRANGER, here], capture_output=True, text=True, timeout=20
    )
    assert stranger.stdout.strip() == "403"


_STRANGER = """
import sys, urllib.request, urllib.error
try:
    print(urllib.request.build_opener(urllib.request.ProxyHandler({})).open(sys.argv[1], timeout=5).status)
except urllib.error.HTTPError as error:
    print(error.code)
"""
