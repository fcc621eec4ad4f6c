"""The settings page in a real browser: drawn, written, saved; by pointer, by keyboard, for screen readers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import desks
import pytest

pytestmark = pytest.mark.desktop


class Page:
    """`deskbreak config page`, whose browser is the test's."""

    def __init__(self, browser: Any, home: Path) -> None:
        self.browser, self.home = browser, home
        home.mkdir(exist_ok=True)
        opener, address = home / "opener", home / "address"
        opener.write_text(f'#!/bin/sh\necho "$1" > {address}.part && mv {address}.part {address}\n')
        opener.chmod(0o755)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deskbreak", "--home", str(home), "config", "page"],
            env={**os.environ, "BROWSER": str(opener), "TZ": "Europe/Berlin"},
            stdout=subprocess.DEVNULL,
        )
        desks.wait_for(address.exists, "the address", 20)
        browser.resize(1280, 1400)
        browser.look(dark=False)
        browser.errors()  # those of the page before are none of ours
        browser.open(address.read_text().strip())
        browser.wait("stream && stream.readyState === EventSource.OPEN")

    @property
    def settings(self) -> dict[str, Any]:
        return tomllib.loads((self.home / "config.toml").read_text("utf-8"))

    def said(self, text: str) -> None:
        self.browser.wait(f"document.getElementById('said').textContent.includes({json.dumps(text)})")

    def write(self, key: str, text: str) -> None:
        self.browser.fill(f'input[data-key="{key}"]', text)

    def save(self) -> None:
        self.browser.wait("!document.getElementById('save').disabled")
        self.browser.click("#save")
        self.said("Saved")

    def draw(self, day: str, start: float, end: float) -> None:
        """Press at one hour of the day's bar, let go at another."""
        bar = f"document.querySelector('.bar[data-day={day}]').getBoundingClientRect()"
        left, y, width = self.browser.eval(f"(box => [box.left, box.top + box.height / 2, box.width])({bar})")
        for kind, hour in (("mousePressed", start), ("mouseMoved", end), ("mouseReleased", end)):
            self.browser.cdp(
                "Input.dispatchMouseEvent",
                type=kind,
                x=left + width * hour / 24,
                y=y,
                button="left",
                buttons=1,
                clickCount=1,
            )


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Callable[[], Page]]:
    opened: list[Page] = []

    def start() -> Page:
        opened.append(Page(browser, tmp_path / "home"))
        return opened[-1]

    yield start
    for one in opened:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait()
    browser.cdp("Page.navigate", url="about:blank")


def test_hours_are_drawn_and_a_coming_day_follows(page):
    one = page()
    for day in ("sat", "sun"):
        one.draw(day, 10, 12)
    one.draw("mon", 9, 10)  # over hours that were there: they go
    one.browser.wait("document.querySelector('[data-key=\"hours.mon\"]').value.startsWith('10:00-12:30')")
    one.save()
    assert one.settings["hours"]["sat"] == ["10:00-12:00"]
    assert one.settings["hours"]["mon"] == ["10:00-12:30", "13:30-18:00"]
    assert "# Several ranges leave gaps for lunch" in (one.home / "config.toml").read_text("utf-8")
    assert one.browser.eval("document.querySelectorAll('#preview li').length") >= 3
    assert one.browser.errors() == []


def test_breaks_are_added_changed_and_removed(page):
    one = page()
    one.browser.click("#add-break")
    one.write("break.2.name", "water")
    choice = "document.querySelector('select[data-key=\"break.2.routine\"]')"
    one.browser.eval(f"(list => {{ list.value = ''; list.dispatchEvent(new Event('change')); }})({choice})")
    one.write("break.2.say", "Drink water")
    one.write("break.0.every", "40m")
    one.browser.click("#breaks fieldset:nth-of-type(2) button.quiet")
    one.save()
    rows = one.settings["break"]
    assert [row["name"] for row in rows] == ["mobility", "water"]
    assert (rows[0]["every"], rows[1]["say"], "routine" in rows[1]) == ("40m", "Drink water", False)


def test_mistakes_are_said_at_the_field_and_not_saved(page):
    one = page()
    one.write("hours.mon", "9-12")
    one.browser.wait(
        "document.querySelector('[data-wrong=\"hours.mon\"]').textContent.includes('09:00-12:30')"
    )
    one.browser.wait(
        "document.querySelector('[data-key=\"hours.mon\"]').getAttribute('aria-invalid') === 'true'"
    )
    assert one.browser.eval("document.getElementById('save').disabled")
    assert one.browser.axe() == []
    one.browser.click("#discard")
    one.said("Back to what is saved")
    assert not (one.home / "config.toml").exists()


def test_the_file_may_change_under_the_page(page):
    one = page()
    one.browser.fill('textarea[data-key="snooze.choices"]', "7m")
    one.save()
    text = (one.home / "config.toml").read_text("utf-8").replace("at_most = 3", "at_most = 5")
    (one.home / "config.toml").write_text(text, "utf-8")
    one.said("changed elsewhere")
    assert one.browser.eval("document.querySelector('[data-key=\"snooze.at_most\"]').value") == "5"
    (one.home / "config.toml").write_text("[snooze]\nat_most = many\n", "utf-8")
    one.browser.wait("!document.getElementById('broken').hidden")
    assert "config.toml:2" in one.browser.eval("document.getElementById('mistakes').textContent")
    (one.home / "config.toml").write_text(text, "utf-8")
    one.browser.wait("document.getElementById('broken').hidden")


def test_everything_goes_by_keyboard(page):
    one = page()
    one.browser.eval("document.querySelector('[data-key=\"offer.sound\"]').focus()")
    one.browser.keys(" ")
    one.said("Not saved yet")
    one.browser.wait("!document.getElementById('save').disabled")
    one.browser.eval("document.getElementById('save').focus()")
    one.browser.keys("\ue007")
    one.said("Saved")
    assert one.settings["offer"]["sound"] is True


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_for_axe_to_object_to(page, dark, width):
    one = page()
    one.browser.look(dark=dark)
    one.browser.resize(width, 900)
    one.browser.wait(f"document.documentElement.dataset.theme === '{'dark' if dark else 'light'}'")
    assert one.browser.axe() == []
    assert one.browser.eval("document.documentElement.scrollWidth <= innerWidth")


def test_it_ends_when_the_page_is_closed(page):
    one = page()
    one.browser.open("about:blank")
    assert one.process.wait(20) == 0


def test_without_a_browser_it_says_what_to_do(tmp_path):
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    }
    done = subprocess.run(
        [sys.executable, "-m", "deskbreak", "--home", str(tmp_path), "config", "page"],
        env=bare, capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "config edit" in done.stderr and "Traceback" not in done.stderr
