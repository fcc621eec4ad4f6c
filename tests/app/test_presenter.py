"""Offers and sentences on their way to notifications and the terminal, and clicks on their way back."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.app import presenter as module
from deskbreak.app.presenter import OfferPresenter
from deskbreak.app.words import OfferWords
from deskbreak.core.effects import Offer
from deskbreak.core.events import Answer
from deskbreak.platforms.notify.port import Click, Note
from deskbreak.platforms.port import PortState

WORDS = OfferWords("Time to move", "You have sat for 45 min.", starts=True)
OFFER = Offer(
    7,
    break_name="mobility",
    routine="cat-cow",
    lasts_s=180.0,
    say="",
    repeat=0,
    catch_up=False,
    snooze_s=(300.0, 5400.0, 30.0),
    sat_s=2700.0,
)


class Notifier:
    """Keeps what it was asked to show."""

    token = "token-1"

    def __init__(self, state: PortState) -> None:
        self._state = state
        self.notes: list[Note] = []
        self.closed: list[str] = []

    def show(self, note: Note) -> None:
        self.notes.append(note)

    def close(self, tag: str) -> None:
        self.closed.append(tag)

    def state(self) -> PortState:
        return self._state

    def stop(self) -> None: ...


class Screen:
    """Stands in for the terminal."""

    def __init__(self, *_: object) -> None:
        self.reported: list[str] = []

    def say(self, sentence: str) -> None:
        self.reported.append(sentence)

    def offer(self, said: OfferWords, offer: Offer) -> None:
        self.reported.append(f"offer {offer.offer}: {said.title}")

    def withdraw(self) -> None:
        self.reported.append("withdrawn")

    def close(self) -> None:
        self.reported.append("closed")


class Desk:
    def __init__(self, state: str = "ok", backend: str = "dunst") -> None:
        self.notifier = Notifier(PortState(backend, state, ""))  # type: ignore[arg-type]
        self.answers: list[tuple[int, Answer, float | None]] = []
        self.gone: list[tuple[int, str]] = []
        self.presenter = OfferPresenter(
            self.notifier,
            lambda offer, answer, for_s: self.answers.append((offer, answer, for_s)),
            lambda offer, how: self.gone.append((offer, how)),
        )

    def offers(self, offer: Offer = OFFER, words: OfferWords = WORDS, **more: Any) -> Note:
        self.presenter.offer("tag", words, offer, **({"sound": False, "tray": True} | more))
        return self.notifier.notes[-1]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> list[Screen]:
    """The terminals that were opened."""
    opened: list[Screen] = []

    def open_(*_: object) -> Screen:
        opened.append(Screen())
        return opened[-1]

    monkeypatch.setattr("deskbreak.app.terminal.Terminal", open_)
    return opened


def test_an_offer_has_its_words_and_two_snoozes(desk: Desk) -> None:
    note = desk.offers()
    assert (note.tag, note.title, note.body) == ("tag", WORDS.title, WORDS.body)
    assert note.actions == (
        ("start", "Start"), ("snooze:300", "In 5 min"), ("snooze:5400", "In 1 h 30 min"), ("skip", "Skip"),
    )  # fmt: skip
    assert note.sound == "" and not note.transient and note.timeout_s is None
    assert note.click.full == "Click to start."
    assert desk.offers(sound=True).sound == "message"


def test_what_has_nothing_to_play_is_done_and_asks_for_no_click(desk: Desk) -> None:
    water = Offer(
        8,
        break_name="water",
        routine="",
        lasts_s=None,
        say="Drink water",
        repeat=0,
        catch_up=False,
        snooze_s=(),
        sat_s=0.0,
    )
    note = desk.offers(water, OfferWords("Drink water", ""))
    assert note.actions == (("done", "Done"), ("skip", "Skip"))
    assert note.click == Click()


def test_where_it_is_answered_depends_on_the_tray(desk: Desk) -> None:
    assert "in the tray" in desk.offers(tray=True).click.no_buttons
    assert "in the tray" not in desk.offers(tray=False).click.no_buttons


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        ("action:start", (7, Answer.START, None)),
        ("action:default", (7, Answer.START, None)),
        ("action:snooze:300", (7, Answer.SNOOZE, 300.0)),
        ("action:skip", (7, Answer.SKIP, None)),
        ("action:done", (7, Answer.DONE, None)),
    ],
)
def test_a_click_is_an_answer(desk: Desk, event: str, answer: tuple[int, Answer, float | None]) -> None:
    desk.offers()
    desk.presenter.on_note("tag", event)
    assert desk.answers == [answer] and desk.gone == []


@pytest.mark.parametrize(
    ("event", "gone"),
    [("shown", []), *((one, [(7, one)]) for one in ("dismissed", "expired", "failed", "lost"))],
)
def test_an_end_without_an_answer_is_told(desk: Desk, event: str, gone: list[tuple[int, str]]) -> None:
    desk.offers()
    desk.presenter.on_note("tag", event)
    assert desk.gone == gone and desk.answers == []


def test_what_was_withdrawn_answers_no_more(desk: Desk) -> None:
    desk.offers()
    desk.presenter.withdraw("tag")
    desk.presenter.withdraw("tag")
    desk.presenter.on_note("tag", "action:start")
    desk.presenter.on_note("other", "action:start")
    assert desk.answers == [] and desk.notifier.closed == ["tag", "tag"]


def test_a_sentence_asks_for_nothing_and_stays_in_no_history(desk: Desk) -> None:
    desk.presenter.say("log", "Logged", "Cat-Cow, 45 s.", timeout_s=5.0)
    desk.presenter.say("log", "Today", "Nothing yet today.")
    first, second = desk.notifier.notes
    assert (first.title, first.body, first.transient, first.timeout_s) == (
        "Logged",
        "Cat-Cow, 45 s.",
        True,
        5.0,
    )
    assert first.actions == () and second.timeout_s is None


def test_a_question_hears_everything_that_becomes_of_it(desk: Desk) -> None:
    heard: list[str] = []
    click = Click("Click.", no_clicks="Say: deskbreak ease")
    desk.presenter.ask("ask", "Fewer?", "Two days.", (("yes", "Yes"),), heard.append, click=click)
    assert desk.notifier.notes == [Note("ask", "Fewer?", "Two days.", actions=(("yes", "Yes"),), click=click)]
    for event in ("shown", "action:yes", "dismissed"):
        desk.presenter.on_note("ask", event)
    assert heard == ["shown", "action:yes", "dismissed"] and desk.answers == [] and desk.gone == []


def test_the_last_click_may_take_the_focus(desk: Desk) -> None:
    assert desk.presenter.token == "token-1"


@pytest.mark.parametrize(
    ("state", "backend", "asks"),
    [("ok", "dunst", False), ("ok", "plyer", True), ("absent", "none", True), ("lost", "dunst", True)],
)
def test_the_terminal_asks_where_no_notification_can(
    screen: list[Screen], state: str, backend: str, asks: bool
) -> None:
    desk = Desk(state, backend)
    desk.presenter.open_terminal(None, ["the tray is absent"])  # type: ignore[arg-type]
    assert (desk.presenter.terminal is not None) is asks
    assert [one.reported for one in screen] == ([["deskbreak: the tray is absent"]] if asks else [])


def test_with_a_terminal_everything_is_said_there_too(screen: list[Screen]) -> None:
    desk = Desk("absent", "none")
    desk.presenter.open_terminal(None, [])  # type: ignore[arg-type]
    desk.offers()
    desk.presenter.say("log", "Logged", "It counts.")
    desk.presenter.ask("ask", "Fewer?", "Two days.", (), lambda _: None, click=Click(no_clicks="Say so."))
    desk.presenter.ask("ask", "No", "words", (), lambda _: None)
    desk.presenter.withdraw("tag")
    desk.presenter.withdraw("tag")
    desk.presenter.close()
    assert screen[0].reported == [
        "offer 7: Time to move", "Logged: It counts.", "Fewer? Two days. Say so.", "withdrawn", "closed",
    ]  # fmt: skip
    assert len(desk.notifier.notes) == 4  # the notifications too, for where they come back


def test_without_a_terminal_there_is_nothing_to_give_back(desk: Desk) -> None:
    desk.presenter.close()
    assert desk.presenter.terminal is None and module.TEXT_ONLY == ("plyer",)


def test_another_language_shows_again_what_still_asks(desk: Desk) -> None:
    for tag in ("one", "two", "three"):
        desk.presenter.ask(tag, "Fewer?", f"{tag} days.", (("yes", "Yes"),), lambda _event: None)
    desk.presenter.on_note("one", "shown")
    desk.presenter.on_note("two", "action:yes")
    desk.presenter.withdraw("three")
    asked = desk.notifier.notes[0]
    desk.notifier.notes.clear()
    desk.presenter.show_again()
    assert desk.notifier.notes == [asked]


def test_an_offer_is_open_until_it_is_withdrawn(desk: Desk) -> None:
    assert not desk.presenter.is_open("tag")
    desk.offers()
    desk.presenter.on_note("tag", "dismissed")
    assert desk.presenter.is_open("tag")  # it may still be answered in the tray
    desk.presenter.withdraw("tag")
    assert not desk.presenter.is_open("tag")
