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

import pytest

from deskbreak.player.protocol import PlayRequest
from tests.desktop import desks
from tests.desktop.browser import ENTER, LEFT, RIGHT, TAB

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
        self.process.stdin.write(PlayRequest(routine=routine, **wanted).to_line().encode())
        self.process.stdin.flush()
        desks.wait_for(address.exists, "the address")
        self.address = address.read_text().strip()
        browser.open(self.address)
        browser.wait("typeof mode !== 'undefined' && mode === 'playing'")  # the page comes after its welcome

    def begin(self) -> None:
        """Through getting ready, by the keyboard."""
        self.wait_text("#main", "Start")
        self.browser.keys(" ")
        self.wait_text("#main", "Pause")

    def text(self, css: str) -> str:
        return str(self.browser.eval(f"document.querySelector({json.dumps(css)}).textContent"))

    def wait_text(self, css: str, text: str) -> None:
        self.browser.wait(
            f"document.querySelector({json.dumps(css)}).textContent.includes({json.dumps(text)})"
        )

    def result(self) -> dict[str, Any]:
        self.process.wait(30)
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
    assert one.text("#name") == "Cat-Cow" and one.text("#state") == "Get ready"
    one.begin()
    browser.keys(" ")
    one.wait_text("#main", "Go on")
    browser.keys(" ")
    one.wait_text("#main", "Pause")
    browser.keys(RIGHT)
    one.wait_text("#name", "Hip Flexor Stretch")
    browser.keys(LEFT)
    one.wait_text("#name", "Cat-Cow")
    browser.keys("m")
    one.wait_text("#sound", "Sound off")
    browser.keys("m")
    one.wait_text("#sound", "Sound on")
    browser.keys("d")
    browser.wait("mode === 'asking'")
    assert browser.eval("document.activeElement.id") == "title"
    browser.keys("1")
    browser.wait("mode === 'ended'")
    one.wait_text("#text", "It is saved")
    result = one.result()
    assert (result["outcome"], result["answer"]) == ("taken", "easy")
    assert not browser.errors()


def test_by_tab_and_enter_alone(page, browser):
    one = page()
    browser.keys(TAB + TAB)
    assert browser.eval("document.activeElement.dataset.act") == "main"
    assert browser.eval("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    browser.keys(ENTER)
    one.wait_text("#main", "Pause")
    browser.keys(TAB + TAB + TAB)
    assert browser.eval("document.activeElement.dataset.act") == "hurts"
    browser.keys(ENTER)
    browser.wait("mode === 'hurt'")
    browser.keys(TAB + ENTER)
    assert one.result()["outcome"] == "stopped"


def test_something_new_is_shown_whole_and_a_question_mark_shows_it_again(page, browser):
    one = page("cat-cow")
    everything = "[...document.querySelectorAll('#whole li')].map(one => one.textContent)"
    shown = browser.eval(everything)
    assert "Take care: Move only as far as feels easy." in shown and "Our choice: " in shown[-1]
    one.begin()
    browser.wait("document.querySelector('#whole').hidden")
    browser.keys("?")
    browser.wait("mode === 'paused' && !document.querySelector('#whole').hidden")
    assert browser.eval(everything) == shown
    browser.keys("?")
    browser.wait("mode === 'playing' && document.querySelector('#whole').hidden")


def test_it_waits_for_start_without_a_countdown(page, browser):
    one = page("cat-cow", get_ready="wait", speed=60.0)
    assert browser.eval("document.querySelector('#ring').hidden")
    browser.click("[data-act=main]")
    browser.wait("mode === 'asking'")
    browser.keys("2")
    assert one.result()["exercises"] == ["cat-cow"]


def test_by_mouse_it_hurts(page, browser):
    one = page()
    browser.click("[data-act=hurts]")
    browser.wait("mode === 'hurt'")
    assert "deskbreak unblock cat-cow" in one.text("#text")
    assert one.text("#signs-title").startswith("See a doctor now")
    assert "bladder" in one.text("#signs-list")
    browser.click("[data-act=close]")
    result = one.result()
    assert (result["outcome"], result["hurt"]) == ("stopped", "cat-cow")


def test_it_hurts_was_a_slip(page, browser):
    one = page("cat-cow")
    one.begin()
    browser.keys("h")
    browser.wait("mode === 'hurt'")
    browser.click("[data-act=not_hurt]")
    browser.wait("mode === 'paused'")
    assert browser.eval("document.activeElement.id") == "name"
    browser.keys("d")
    browser.wait("mode === 'asking'")
    browser.keys("2")
    result = one.result()
    assert (result["outcome"], result["hurt"]) == ("taken", None)


def test_too_hard_asks_before_the_easier_form_is_played(page, browser):
    one = page("single-leg-glute-bridge")
    one.begin()
    browser.keys("t")
    browser.wait("mode === 'too-hard'")
    assert one.text("#choices button.main").startswith("Try Glute Bridge")
    browser.keys("3")
    browser.wait("mode === 'playing'")
    assert one.text("#name") == "Single-Leg Glute Bridge"
    browser.keys("t")
    browser.wait("mode === 'too-hard'")
    browser.keys("1")
    browser.wait("mode === 'playing'")
    one.wait_text("#name", "Glute Bridge")
    browser.keys("d")
    browser.wait("mode === 'asking'")
    browser.keys("2")
    assert one.result()["note"] == "too hard: Single-Leg Glute Bridge"


def test_a_screen_reader_hears_each_cue_once_and_no_counting(page, browser):
    one = page("bird-dog", speed=4.0)
    assert browser.eval("document.querySelector('[role=timer]').getAttribute('aria-live')") == "off"
    browser.eval(_LISTEN)
    one.begin()
    browser.wait("heard.length >= 6")
    heard = browser.eval("heard.slice(0, 6)")
    assert heard == [
        "1 of 6. Slide the left leg back.",
        "Hold, back level.",
        "Come back.",
        "2 of 6. Slide the right leg back.",
        "Hold, back level.",
        "Come back.",
    ]


_LISTEN = """(() => {
  window.heard = [];
  const live = document.querySelector('[aria-live=polite]');
  new MutationObserver(() => heard.push(live.textContent)).observe(live, {childList: true, subtree: true});
})()"""


def test_a_figure_moves_from_pose_to_pose_and_stands_still_where_nothing_may_move(page, browser):
    browser.look(reduced_motion=False)
    one = page("cat-cow")
    one.begin()
    browser.wait("Number(document.querySelector('#figure').dataset.shown?.split(' ')[1]) > 8")
    one.close()
    browser.look(reduced_motion=True)
    one = page("cat-cow")
    one.begin()
    browser.wait("state.frame > 8")
    assert browser.eval("document.querySelector('#figure').dataset.shown") == browser.eval("`${state.way} 0`")
    assert browser.eval("pictures(state.way).then(row => row.length)") == 1
    browser.look(reduced_motion=False)


def test_left_alone_it_changes_sides_and_is_taken(page, browser):
    one = page("hip-flexor-stretch", speed=40.0)
    one.wait_text("#side", "Right knee down")
    browser.wait("mode === 'asking'")
    assert one.result()["outcome"] == "taken"


SIZES = [(390, 844), (1440, 900)]


def objections(browser: Any) -> list[Any]:
    """What axe says at both sizes, and what is wider than the window."""
    found: list[Any] = []
    for width, height in SIZES:
        browser.resize(width, height)
        if not browser.eval("document.documentElement.scrollWidth <= innerWidth"):
            found.append(f"wider than {width}")
        found += browser.axe()
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_anybody(page, browser, theme):
    one = page("single-leg-glute-bridge", theme=theme, first_run=True, get_ready="wait")
    assert objections(browser) == []  # getting ready, all of it
    assert "not medical advice" in one.text("#notice")
    assert one.text("#live").startswith("Get ready. Single-Leg Glute Bridge.")
    one.begin()
    assert objections(browser) == []
    browser.keys("?")
    browser.wait("mode === 'paused'")
    assert objections(browser) == []
    for key, mode, back in (("t", "too-hard", "3"), ("h", "hurt", "3")):
        browser.keys(key)
        browser.wait(f"mode === '{mode}'")
        assert objections(browser) == []
        browser.keys(back)
        browser.wait("mode !== 'hurt' && mode !== 'too-hard'")
    browser.keys("d")
    browser.wait("mode === 'asking'")
    assert objections(browser) == []
    browser.keys("2")
    browser.wait("mode === 'ended'")
    assert objections(browser) == []
    browser.resize(1280, 800)


def test_what_to_do_is_large_in_every_window(page, browser):
    one = page("bird-dog", theme="light")
    one.begin()
    for width, height in ((1280, 720), (1440, 900), (1920, 1080)):
        browser.resize(width, height)
        size = browser.eval("parseFloat(getComputedStyle(document.querySelector('#say')).fontSize)")
        assert size >= height / 16
        assert browser.eval("document.documentElement.scrollHeight - innerHeight") <= 0
    for width, height in ((420, 560), (390, 844), (1280, 720), (1920, 1080)):
        browser.resize(width, height)
        assert browser.eval(
            "(box => box.top >= 0 && box.bottom <= innerHeight)"
            "(document.querySelector('[data-act=main]').getBoundingClientRect())"
        )
    browser.resize(1280, 800)


def test_closing_the_page_half_way_is_partly(page, browser):
    one = page(speed=15.0)
    browser.wait("document.querySelector('#name').textContent === 'Hip Flexor Stretch'")
    browser.keys("?")
    browser.wait("mode === 'paused'")
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
        [sys.executable, "-c", _STRANGER, here], capture_output=True, text=True, timeout=60
    )
    assert stranger.stdout.strip() == "403"


_STRANGER = """
import sys, urllib.request, urllib.error
try:
    print(urllib.request.build_opener(urllib.request.ProxyHandler({})).open(sys.argv[1], timeout=5).status)
except urllib.error.HTTPError as error:
    print(error.code)
"""
