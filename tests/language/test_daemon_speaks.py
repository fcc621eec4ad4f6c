"""What the daemon shows is in the language that is spoken; what it says to programs is English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, cast

import pytest

from deskbreak import language, reverse
from deskbreak.app import ease_off, learned_words, words
from deskbreak.app.tray_look import TrayLook
from deskbreak.core import window
from deskbreak.core.effects import Question
from deskbreak.core.events import CommandKind, Outcome
from deskbreak.core.learning import Learned, Share, form_of
from deskbreak.core.plan import Break, Range
from deskbreak.platforms.notify.port import Note, as_shown
from deskbreak.platforms.tray.port import Tray
from deskbreak.settings.check import check
from tests.app.conftest import Turning
from tests.app.harness import MOBILITY, DaemonHarness

# The person's own names, and ours, which are the same everywhere.
AS_THEY_ARE = re.compile(r"deskbreak( [a-z]+)*( 60, 90, week)?|mobility|walk|Mobility|Walk|⏎", re.ASCII)
WALK = Break("walk", at=(750,), days=frozenset(range(5)), routine="ten-minute-walk", lasts_s=600.0)


def unsaid(text: str) -> str:
    """What of the text stands outside all brackets and quotes, and is nobody's name."""
    depth, left = 0, ""
    for letter in re.sub('"[^"]*"', "", text):
        depth += (letter == "⟦") - (letter == "⟧")
        left += letter if not depth and letter != "⟧" else ""
    return left if re.search("[A-Za-z]{2}", AS_THEY_ARE.sub("", left)) else ""


def all_said(texts: list[str]) -> None:
    assert texts
    left = {text: unsaid(text) for text in texts}
    assert not {text: one for text, one in left.items() if one}


def shown(note: Note) -> list[str]:
    """Every word of a note, on every desktop."""
    click = note.click
    answers = [as_shown(one) for one in (click.full, click.no_buttons, click.buttons_only, click.no_clicks)]
    return [note.title, note.body, *(label for _key, label in note.actions), *answers]


def labels(menu: Any) -> Iterator[str]:
    """The menu as it is now, all the way down."""
    for one in menu:
        if one.visible and one.text != "- - - -":
            yield one.text
            if one.submenu is not None:
                yield from labels(one.submenu)


@pytest.fixture
def loop() -> Iterator[Turning]:
    turning = Turning()
    yield turning
    turning.close()


@pytest.fixture
def make(
    loop: Turning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], DaemonHarness]]:
    made: list[DaemonHarness] = []

    def harness() -> DaemonHarness:
        one = DaemonHarness(loop, tmp_path, MOBILITY, WALK)
        monkeypatch.setattr(one.daemon.players, "open", lambda *_: None)
        check(one.profile)
        one.daemon.facts.refresh()
        made.append(one)
        return one

    yield harness
    for one in made:
        one.close()


@pytest.fixture
def settings_speak(pseudo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogues are there, and nothing but the settings asks for them."""
    monkeypatch.setenv(reverse.ENV, str(pseudo_folder))
    monkeypatch.delenv(language.ENV, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.mark.usefixtures("pseudo")
def test_notes_menu_and_tooltip_have_no_english_left(make: Callable[[], DaemonHarness]) -> None:
    harness = make()
    daemon = harness.daemon
    tooltips: list[str] = []

    def look() -> None:
        all_said(list(labels(daemon.menu.menu)))
        seen, now = daemon.engine.view(), harness.clock.now()
        reported = TrayLook(cast("Tray", _Tray(tooltips)), daemon.current, lambda: None)
        reported.show(seen, now)
        all_said(tooltips)

    look()
    daemon.engine.command(CommandKind.MEETING, for_s=600.0)
    look()
    daemon.engine.command(CommandKind.MEETING_OFF)
    harness.goes_on(3100.0)
    assert harness.phase == "offered"
    look()
    daemon.actions.act("snooze", for_s=300.0)
    look()
    daemon.actions.act("pause")
    look()
    daemon.actions.act("resume")
    daemon.actions.act("standing", for_s=600.0)
    look()
    daemon.actions.act("took", what="moved:300")
    daemon.actions.act("log")
    daemon.actions.act("skip-today", name="none")
    daemon.actions.act("sat")
    daemon.effects.perform(Question(3))
    daemon.settings_trouble(["[body] level: there are: easy", "two"])
    daemon.notices.notify("the player could not open; see: deskbreak doctor")
    for note in harness.desktop.notes:
        all_said([text for text in shown(note) if text and "[body]" not in text])


class _Tray:
    def __init__(self, reported: list[str]) -> None:
        self._reported = reported

    def show(self, look: Any) -> None:
        self._reported.append(look.tooltip)

    def menu_changed(self) -> None: ...


@pytest.mark.usefixtures("pseudo")
def test_every_constant_that_is_shown_is_translated() -> None:
    texts = [*(words.outcome(one) for one in Outcome), *map(words.hold, words._HOLDS)]
    texts += [*ease_off.ANSWERS.values(), ease_off.TITLE, ease_off.SHORT]
    all_said([language.translated(text) for text in texts])


@pytest.mark.usefixtures("pseudo")
def test_wherever_a_break_is_done_is_translated() -> None:
    places = [one for count in (1, 2, 3) for one in combinations(words._PLACES, count)]
    all_said([language.translated(words.where(one)) for one in places])


@pytest.mark.usefixtures("pseudo")
def test_what_programs_read_is_english(make: Callable[[], DaemonHarness]) -> None:
    harness = make()
    harness.goes_on(3100.0)
    status = harness.daemon.actions.answer({"do": "status"})["status"]
    assert status["summary"] == "A break is waiting for you"
    assert "⟦" not in str(status)
    assert harness.daemon.actions.answer({"do": "snooze"})["said"].startswith("Snoozed until ")
    assert harness.daemon.actions.answer({"do": "what"})["error"] == 'the daemon knows no "what"'


@pytest.mark.usefixtures("settings_speak")
def test_what_is_open_is_shown_again_when_another_language_is_chosen(
    make: Callable[[], DaemonHarness],
) -> None:
    harness = make()
    harness.goes_on(3100.0)
    harness.daemon.effects.perform(Question(3))
    notes = harness.desktop.notes
    (offer, question), before = notes[-2:], len(notes)
    assert offer.title.startswith("Time to move")
    harness.edits(language=language.PSEUDO)
    again = {note.tag: note for note in notes[before:]}
    assert set(again) == {offer.tag, question.tag}
    for note in again.values():
        all_said([text for text in shown(note) if text])
        assert not note.sound
    assert again[offer.tag].actions[0][0] == "start"
    harness.edits(language="en")
    assert [note.title for note in notes[-2:]] == [offer.title, question.title]


@pytest.mark.usefixtures("settings_speak")
def test_an_offer_that_was_answered_is_not_shown_again(make: Callable[[], DaemonHarness]) -> None:
    harness = make()
    harness.goes_on(3100.0)
    harness.daemon.actions.act("skip")
    before = len(harness.desktop.notes)
    harness.edits(language=language.PSEUDO, hours=((Range(0, 1440),),) * 7)
    assert len(harness.desktop.notes) == before


def test_children_are_told_only_what_they_would_not_find_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(language.ENV, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert language.use("en") == "en"
    assert language.for_children() is None
    language.use("de")
    reported = language.for_children()
    assert reported is not None
    assert reported[language.ENV] == "de"
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert language.for_children() is None
    language.use("en")
    reported = language.for_children()
    assert reported is not None
    assert reported[language.ENV] == "en"


@pytest.mark.usefixtures("pseudo")
def test_what_was_learned_is_told_in_the_language() -> None:
    before = tuple(Share(key, 4, 3, 0.5) for key in window.AFTER)
    forms = tuple(Share(key, 4, 3, 0.5) for key in (form_of(3.0, False), form_of(9.0, True)))
    tables = Learned("", 4, 3, 0.5, (Share("09-11", 4, 3, 0.5),), before, forms)
    all_said([line for line in learned_words.lines(tables) if line])
