"""The report as a person opens it: in a real browser, in both themes, on a phone, for screen readers, on paper."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli.main import main
from tests.desktop.browser import LEFT, RIGHT
from tests.store.lived import live

pytestmark = pytest.mark.desktop

FIRST = date(2025, 3, 3)  # a Monday
OPENED = "performance.getEntriesByType('resource').length"
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


def written(home: Path, days: int) -> str:
    """The address of a report on that many days, made by the command."""
    if days:
        live(home / "journal.sqlite3", FIRST, days)
    page = home / "report.html"
    last = datetime.combine(FIRST + timedelta(days=max(days - 1, 0)), time(19, 30))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("deskbreak.cli.report.now_for", lambda _profile: last.timestamp())
        assert main(["report", "--out", str(page), "--home", str(home)]) == 0
    return page.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(tmp_path_factory.mktemp("years"), 620)


@pytest.fixture
def shown(browser: Any, address: str) -> Any:
    """The browser with the report in it, wide and light."""
    browser.errors()
    browser.look(dark=False)
    browser.resize(1280, 900)
    browser.open(address)
    yield browser
    browser.look(dark=False)
    browser.resize(1280, 800)
    browser.open("about:blank")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_nothing_is_in_the_way_of_anybody(shown: Any, dark: bool, width: int) -> None:
    shown.look(dark=dark)
    shown.resize(width, 844)
    assert shown.axe() == []
    shown.eval("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert shown.axe() == []
    assert not shown.eval(TOO_WIDE)
    assert shown.errors() == []
    assert shown.eval(OPENED) == 0


def test_the_themes_differ_and_both_can_be_read(shown: Any) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light = shown.eval(paper)
    shown.look(dark=True)
    assert shown.eval(paper) != light


def test_a_phone_shows_the_latest_weeks_first(shown: Any) -> None:
    shown.resize(390, 844)
    shown.open(shown.eval("location.href"))
    last = shown.eval(
        "(() => { const cells = [...document.querySelector('.panel-2 svg.calendar').querySelectorAll('rect')];"
        "const box = cells[cells.length - 1].getBoundingClientRect(); return [box.left, box.right]; })()"
    )
    assert 0 < last[0] < last[1] <= 390


def test_scrolling_parts_can_be_reached_by_keyboard(shown: Any) -> None:
    shown.resize(390, 844)
    unreachable = shown.eval(
        "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).overflowX === 'auto'"
        " && one.scrollWidth > one.clientWidth && one.tabIndex < 0).length"
    )
    assert unreachable == 0


def test_pictures_have_words_and_their_numbers_a_table(shown: Any) -> None:
    drawings = "[...document.querySelectorAll('svg:not([aria-hidden])')]"
    assert shown.eval(f"{drawings}.filter(one => !one.getAttribute('aria-label')).length") == 0
    seen = "[...document.querySelectorAll('{}')].filter(one => one.checkVisibility()).length"
    assert shown.eval(seen.format("svg.hours")) == 1
    assert shown.eval(seen.format("svg.weeks")) == 1
    assert shown.eval(seen.format("section table tbody tr")) > 30


def test_the_days_are_chosen_with_pointer_and_keyboard(shown: Any) -> None:
    labels = "[...document.querySelectorAll('label')].map(one => one.textContent)"
    assert shown.eval(labels) == ["7 days", "4 weeks", "12 months", "Everything"]
    panels = "[...document.querySelectorAll('.panel')].map(one => one.checkVisibility())"
    assert shown.eval(panels) == [False, False, True, False]
    shown.click("label[for=days-0]")
    assert shown.eval(panels) == [True, False, False, False]
    assert shown.axe() == []
    shown.keys(RIGHT)
    assert shown.eval(panels) == [False, True, False, False]
    ring = "getComputedStyle(document.querySelector('label[for=days-1]')).outlineStyle"
    assert shown.eval(ring) == "solid"
    shown.keys(LEFT + LEFT)
    assert shown.eval(panels) == [False, False, False, True]
    assert shown.axe() == []
    assert shown.eval(OPENED) == 0


def test_on_paper_only_the_chosen_days_are_printed(shown: Any) -> None:
    shown.click("label[for=days-1]")
    shown.look(media="print")
    seen = "[...document.querySelectorAll('{}')].filter(one => one.checkVisibility()).length"
    assert shown.eval(seen.format("label")) == 0
    assert shown.eval(seen.format(".panel")) == 1


def test_on_paper_everything_is_open(shown: Any) -> None:
    shown.look(media="print")
    hidden = (
        "[...document.querySelectorAll('.panel-2 details table, .panel-2 details svg')]"
        ".filter(one => !one.checkVisibility()).length"
    )
    assert shown.eval(hidden) == 0
    assert shown.eval("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("days", [0, 1], ids=["nothing", "one day"])
def test_the_first_report_is_whole(browser: Any, tmp_path: Path, days: int) -> None:
    browser.errors()
    browser.open(written(tmp_path, days))
    assert browser.axe() == []
    assert browser.errors() == []
    browser.resize(390, 844)
    assert not browser.eval(TOO_WIDE)
    browser.resize(1280, 800)
    assert browser.eval("document.querySelector('h1').textContent") == "Your breaks"
    browser.open("about:blank")
