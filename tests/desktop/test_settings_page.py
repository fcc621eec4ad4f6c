"""The settings page in a real browser: drawn, written, saved; by pointer, by keyboard, for screen readers."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.store.journal import Journal
from tests.desktop import desks

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
        desks.wait_for(address.exists, "the address")
        browser.resize(1280, 1400)
        browser.look(dark=False)
        browser.errors()  # those of the page before are none of ours
        browser.open(address.read_text().strip())
        browser.wait("typeof stream !== 'undefined' && stream?.readyState === EventSource.OPEN")

    @property
    def settings(self) -> dict[str, Any]:
        return tomllib.loads((self.home / "config.toml").read_text("utf-8"))

    def more(self) -> None:
        """Unfold what is not on the first screen."""
        if not self.browser.eval("document.getElementById('more').open"):
            self.browser.click("#more > summary")

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
    one.more()
    one.browser.click("#add-break")
    one.write("break.2.name", "water")
    choice = "document.querySelector('select[data-key=\"break.2.routine\"]')"
    one.browser.eval(f"(list => {{ list.value = ''; list.dispatchEvent(new Event('change')); }})({choice})")
    one.write("break.2.say", "Drink water")
    one.browser.fill("#f-break-0-every", "40")
    assert one.browser.eval("document.getElementById('often-other').value") == "40"
    one.browser.click("#breaks fieldset:nth-of-type(2) button.quiet")
    one.save()
    rows = one.settings["break"]
    assert [row["name"] for row in rows] == ["mobility", "water"]
    assert (rows[0]["every"], rows[1]["say"], "routine" in rows[1]) == ("40m", "Drink water", False)


def wrong(key: str) -> str:
    return f"[...document.querySelectorAll('[data-wrong=\"{key}\"]')].map(one => one.textContent).join(' ')"


def test_mistakes_are_said_at_the_field_and_not_saved(page):
    one = page()
    one.write("hours.mon", "from nine")
    one.browser.wait(f"{wrong('hours.mon')}.includes('write 09:00-12:30')")
    one.browser.wait(
        "document.querySelector('[data-key=\"hours.mon\"]').getAttribute('aria-invalid') === 'true'"
    )
    one.said("Monday: ")
    assert "Hours.mon" not in one.browser.eval("document.body.innerText")
    assert one.browser.eval("document.getElementById('save').disabled")
    assert one.browser.axe() == []
    one.browser.click("#discard")
    one.said("Back to what is saved")
    assert not (one.home / "config.toml").exists()


def test_hours_and_lengths_are_read_as_people_type_them(page):
    one = page()
    one.write("hours.mon", "9-17")
    one.write("hours.tue", "9am to 5pm")
    one.write("hours.wed", "9:00–12:30 13:30–17:00")
    one.browser.fill("#often-other", "50")
    one.browser.wait(
        "document.querySelector('[data-key=\"hours.wed\"]').value === '09:00-12:30, 13:30-17:00'"
    )
    assert one.browser.eval("document.querySelectorAll('.bar[data-day=wed] i').length") == 2
    one.save()
    hours = one.settings["hours"]
    assert (hours["mon"], hours["tue"]) == (["09:00-17:00"], ["09:00-17:00"])
    assert hours["wed"] == ["09:00-12:30", "13:30-17:00"]
    assert one.settings["break"][0]["every"] == "50m"


def test_the_first_screen_is_hours_how_often_where_login_and_trying(page):
    one = page()
    one.browser.resize(1280, 960)
    parts = "[...document.querySelectorAll('#form h2, #form legend, #form button, #form .switch')]"
    seen = "it => it.checkVisibility() && it.getBoundingClientRect().bottom < innerHeight - 60"
    shown = one.browser.eval(f"{parts}.filter({seen}).map(it => it.textContent)")
    for text in ("Work hours", "How often, after so much sitting", "Where I can move", "Try it"):
        assert text in shown
    assert "Start deskbreak when I log in" in shown and "Breaks" not in shown
    one.browser.click("#often input[value='30']")
    one.browser.click("fieldset[data-key='body.positions'] label:first-of-type input")
    one.save()
    assert one.settings["break"][0]["every"] == "30m"
    assert set(one.settings["body"]["positions"]) == {"floor", "standing", "desk", "chair", "wall", "walking"}


def children(pid: int) -> list[int]:
    found = (path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return [int(word) for text in found for word in text.split()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for the routine in /proc")
def test_trying_starts_a_routine_where_it_is_seen(page, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    one = page()
    settings = (one.home / "address").read_text()
    one.browser.click("#try")
    try:
        one.said("The routine starts")
        desks.wait_for(lambda: (one.home / "address").read_text() != settings, "the routine's page")
        one.browser.click("#try")
        one.said("on already")
    finally:
        for child in children(one.process.pid):
            with contextlib.suppress(ProcessLookupError):  # the one that opened the browser is over
                os.killpg(child, signal.SIGKILL)  # each has a session of its own


def test_one_place_has_to_stay(page):
    one = page()
    ticks = "[...document.querySelectorAll('fieldset[data-key=\"body.positions\"] input')]"
    one.browser.eval(f"{ticks}.filter(it => it.checked).forEach(it => it.click())")
    one.said("One place has to stay")
    assert one.browser.eval(f"{ticks}.filter(it => it.checked).length") == 1


def test_days_off_are_chosen_with_the_browsers_own_calendar(page):
    one = page()
    one.more()
    one.browser.click("#add-day")
    for part, day in (("on", "2027-12-24"), ("until", "2027-12-26")):
        field = f"document.getElementById('f-days-0-{part}')"
        assert one.browser.eval(f"{field}.type") == "date"
        one.browser.eval(f"[{field}.value = '{day}', {field}.dispatchEvent(new Event('input'))]")
    one.save()
    assert one.settings["days"] == [{"on": "2027-12-24/2027-12-26", "hours": []}]
    assert one.browser.eval("document.getElementById('f-days-0-until').value") == "2027-12-26"


def test_a_break_that_never_comes_is_said_beside_it(page):
    one = page()
    one.more()
    one.browser.click("#add-break")  # 90 min, while another comes every 45
    one.browser.wait(f"{wrong('break.2.every')}.includes('never due')")
    assert "1 thing" in one.browser.eval("document.getElementById('more-note').textContent")
    assert one.browser.axe() == []
    one.save()  # it is a note, no mistake
    assert "never due" in one.browser.eval(wrong("break.2.every"))


def test_a_mistake_under_more_unfolds_it(page):
    one = page()
    one.browser.eval("[values['snooze.choices'] = ['soon'], touch()]")
    one.browser.wait("document.getElementById('more').open")
    assert "soon" in one.browser.eval(wrong("snooze.choices"))


def journal(one: Page) -> Journal:
    return Journal.open(one.home / "journal.sqlite3", machine="desk", clock=time.time)


def test_what_is_left_out_is_allowed_again(page, tmp_path):
    (tmp_path / "home").mkdir()
    with Journal.open(tmp_path / "home" / "journal.sqlite3", machine="desk", clock=time.time) as kept:
        kept.block("cat-cow", time.time(), "it hurt")
    one = page()
    one.more()
    assert "Cat-Cow" in one.browser.eval("document.getElementById('blocked').textContent")
    assert one.browser.axe() == []
    one.browser.click("#blocked button")
    one.said("Cat-Cow is allowed again")
    with journal(one) as kept:
        assert kept.blocked() == {}


def test_my_data_is_saved_as_a_file_and_deleted_with_a_word(page, tmp_path):
    one = page()
    with journal(one) as kept:
        kept.add(at=time.time() - 60, outcome="taken", break_name="mobility", routine="mobility-set")
    one.more()
    one.browser.cdp("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    one.browser.click("button[aria-label^='Export as CSV']")
    one.said("1 row in deskbreak-")
    desks.wait_for(lambda: list(tmp_path.glob("deskbreak-*.csv")), "the file")
    assert "mobility-set" in next(tmp_path.glob("deskbreak-*.csv")).read_text("utf-8")
    one.browser.click("details.part summary")
    assert one.browser.eval("document.getElementById('delete').disabled")
    one.browser.fill("#delete-word", "delete")
    one.browser.click("#delete")
    one.said("1 row of the journal deleted for good")
    with journal(one) as kept:
        assert kept.rows() == []
    assert one.browser.errors() == []


def test_the_file_may_change_under_the_page(page):
    one = page()
    one.more()
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
    one.browser.eval("document.querySelector('#more > summary').focus()")
    one.browser.keys("\ue007")  # Enter unfolds
    one.browser.wait("document.getElementById('more').open")
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
    one.browser.eval("document.getElementById('hourly').open = true")
    for _ in ("folded", "unfolded"):
        assert one.browser.axe() == []
        assert one.browser.eval("document.documentElement.scrollWidth <= innerWidth")
        one.more()


def test_the_whole_coming_day_can_be_scrolled_to_above_the_buttons(page):
    one = page()
    one.browser.resize(1280, 700)
    one.browser.eval("document.getElementById('hourly').open = true")
    side, foot = (f"document.getElementById('{name}').getBoundingClientRect()" for name in ("side", "foot"))
    assert one.browser.eval(f"{side}.bottom <= {foot}.top")
    one.browser.eval("document.getElementById('side').scrollTo(0, 99999)")
    last = "document.querySelector('#preview ol li:last-child').getBoundingClientRect()"
    assert one.browser.eval(f"{last}.bottom <= {foot}.top")


def test_it_ends_when_the_page_is_closed(page):
    one = page()
    one.browser.open("about:blank")
    assert one.process.wait(30) == 0


def test_without_a_browser_it_says_what_to_do(tmp_path):
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    }
    done = subprocess.run(
        [sys.executable, "-m", "deskbreak", "--home", str(tmp_path), "config", "page"],
        env=bare, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "config edit" in done.stderr and "Traceback" not in done.stderr
