"""How offers and sentences reach the user: a notification, and the terminal where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from deskbreak.app import words
from deskbreak.app.words import OfferWords
from deskbreak.called import as_called
from deskbreak.columns import fitted
from deskbreak.core.durations import roughly
from deskbreak.core.effects import Offer
from deskbreak.core.events import Answer
from deskbreak.language import _, translated, with_label
from deskbreak.platforms.notify.port import Click, Note

if TYPE_CHECKING:
    from deskbreak.app.terminal import Terminal
    from deskbreak.platforms.notify.port import Notifier
    from deskbreak.runtime.loop import Loop

SNOOZE = "snooze:"
NO_WORDS = Click()
REPLY_TAG = "log"  # the note that says what became of a choice in the menu
TEXT_ONLY = ("plyer",)  # notifications that cannot be clicked

OnAnswer = Callable[[int, Answer, "float | None"], None]
OnGone = Callable[[int, str], None]
NoteButtons = tuple[tuple[str, str], ...]  # keys and labels
QuestionNote = tuple[str, str, NoteButtons, Click]


class OfferPresenter:
    """Shows an offer where the user looks, and turns clicks into answers."""

    def __init__(self, notifier: Notifier, on_answer: OnAnswer, on_gone: OnGone) -> None:
        self._notifier = notifier
        self._on_answer = on_answer
        self._on_gone = on_gone
        self._terminal: Terminal | None = None
        self._offers: dict[str, int] = {}
        self._asked: dict[str, Callable[[str], None]] = {}  # further notes' own clicks, by tag
        self._questions: dict[str, QuestionNote] = {}  # those that are open, in English

    @property
    def token(self) -> str:
        """The activation token of the last click, so that the player's window may take the focus."""
        return self._notifier.token

    @property
    def terminal(self) -> Terminal | None:
        """The terminal, where it is asked too."""
        return self._terminal

    def open_terminal(self, loop: Loop, said: Iterable[str]) -> None:
        """The desktop has answered: where notifications cannot ask, the terminal does, and says what was `said`."""
        notifier = self._notifier.state()
        if notifier.state == "ok" and notifier.backend not in TEXT_ONLY:
            return
        from deskbreak.app.terminal import Terminal

        self._terminal = Terminal(loop, self._on_answer)
        for sentence in said:
            self._terminal.say(fitted(f"deskbreak: {_shown(sentence)}"))

    def offer(self, tag: str, said: OfferWords, offer: Offer, *, sound: bool, tray: bool) -> None:
        """Show it; with `tray` it can be answered in the tray too."""
        self._offers[tag] = offer.offer
        if self._terminal is not None:
            self._terminal.offer(said, offer)
        self._notifier.show(
            Note(
                tag,
                said.title,
                said.body,
                actions=_actions(offer),
                click=words.click_words(offer, tray=tray) if said.starts else Click(),
                sound="message" if sound else "",
            )
        )

    def is_open(self, tag: str) -> bool:
        """Return True if the offer under this tag can still be answered where it was shown."""
        return tag in self._offers

    def withdraw(self, tag: str) -> None:
        """Take the note away; one that is gone already is no error."""
        offered = self._offers.pop(tag, None) is not None
        self._questions.pop(tag, None)
        if self._terminal is not None and offered:
            self._terminal.withdraw()
        self._notifier.close(tag)

    def say(self, tag: str, title: str, body: str, *, timeout_s: float | None = None) -> None:
        """Show a sentence that asks for nothing, in the language that is spoken."""
        title, body = _shown(title), _shown(body)
        if self._terminal is not None:
            self._terminal.say(with_label(title, body))
        self._notifier.show(Note(tag, title, body, transient=True, timeout_s=timeout_s))

    def ask(
        self,
        tag: str,
        title: str,
        body: str,
        actions: NoteButtons,
        on_event: Callable[[str], None],
        *,
        click: Click = NO_WORDS,
    ) -> None:
        """Show a note of our own with buttons; `on_event` is called with everything that becomes of it."""
        self._asked[tag] = on_event
        self._questions[tag] = (title, body, actions, click)
        if self._terminal is not None and click.no_clicks:
            self._terminal.say(" ".join(map(_shown, (title, body, click.no_clicks))))
        self._show_question(tag)

    def show_again(self) -> None:
        """Another language is spoken: what asks something and is still open is shown in that one."""
        for tag in self._questions:
            self._show_question(tag)

    def _show_question(self, tag: str) -> None:
        title, body, actions, click = self._questions[tag]
        labels = tuple((key, _shown(label)) for key, label in actions)
        self._notifier.show(Note(tag, _shown(title), _shown(body), actions=labels, click=click))

    def on_note(self, tag: str, event: str) -> None:
        """What the notification service reports about a note of ours."""
        if tag in self._asked:
            if event != "shown":
                self._questions.pop(tag, None)
            self._asked[tag](event)
            return
        offer = self._offers.get(tag)
        if offer is None or event == "shown":
            return
        kind, _colon, key = event.partition(":")
        if kind == "action":
            self._answered(offer, key)
        else:
            self._on_gone(offer, event)

    def close(self) -> None:
        """Give the terminal back."""
        if self._terminal is not None:
            self._terminal.close()

    def _answered(self, offer: int, key: str) -> None:
        if key.startswith(SNOOZE):
            self._on_answer(offer, Answer.SNOOZE, float(key.removeprefix(SNOOZE)))
        elif key in (Answer.SKIP, Answer.DONE):
            self._on_answer(offer, Answer(key), None)
        else:
            self._on_answer(offer, Answer.START, None)


def _shown(text: str) -> str:
    """English text as it is shown: in the language that is spoken, with commands as they are called here."""
    return as_called(translated(text))


def _actions(offer: Offer) -> NoteButtons:
    main = ("start", _("Start")) if offer.routine else ("done", _("Done"))
    snoozes = tuple(
        (f"{SNOOZE}{one:g}", _("In {length}", length=translated(roughly(one)))) for one in offer.snooze_s[:2]
    )
    return (main, *snoozes, ("skip", _("Skip")))
