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
from deskbreak.platforms.notify.port import Click, Note

if TYPE_CHECKING:
    from deskbreak.app.terminal import Terminal
    from deskbreak.platforms.notify.port import Notifier
    from deskbreak.runtime.loop import Loop

SNOOZE = "snooze:"
NO_WORDS = Click()
REPLY_TAG = "log"  # the note that says what became of a choice in the menu
TEXT_ONLY = ("plyer",)  # notifications that nobody can click

OnAnswer = Callable[[int, Answer, "float | None"], None]
OnGone = Callable[[int, str], None]


class OfferPresenter:
    """Shows an offer where the user looks, and turns clicks into answers."""

    def __init__(self, notifier: Notifier, on_answer: OnAnswer, on_gone: OnGone) -> None:
        self._notifier = notifier
        self._on_answer = on_answer
        self._on_gone = on_gone
        self._terminal: Terminal | None = None
        self._offers: dict[str, int] = {}
        self._asked: dict[str, Callable[[str], None]] = {}  # further notes' own clicks, by tag

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
            self._terminal.say(fitted(as_called(f"deskbreak: {sentence}")))

    def offer(self, tag: str, said: OfferWords, offer: Offer, *, sound: bool, tray: bool) -> None:
        """Show it; `tray` says whether the tray is there, where it can be answered too."""
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

    def withdraw(self, tag: str) -> None:
        """Take the note away; one that is gone already is no error."""
        offered = self._offers.pop(tag, None) is not None
        if self._terminal is not None and offered:
            self._terminal.withdraw()
        self._notifier.close(tag)

    def say(self, tag: str, title: str, body: str, *, timeout_s: float | None = None) -> None:
        """Show a sentence that asks for nothing."""
        if self._terminal is not None:
            self._terminal.say(f"{title}: {body}")
        self._notifier.show(Note(tag, title, body, transient=True, timeout_s=timeout_s))

    def ask(
        self,
        tag: str,
        title: str,
        body: str,
        actions: tuple[tuple[str, str], ...],
        on_event: Callable[[str], None],
        *,
        click: Click = NO_WORDS,
    ) -> None:
        """Show a note of our own with buttons; `on_event` is called with everything that becomes of it."""
        self._asked[tag] = on_event
        if self._terminal is not None and click.no_clicks:
            self._terminal.say(f"{title} {body} {click.no_clicks}")
        self._notifier.show(Note(tag, title, body, actions=actions, click=click))

    def on_note(self, tag: str, event: str) -> None:
        """What the notification service reports about a note of ours."""
        if tag in self._asked:
            self._asked[tag](event)
            return
        offer = self._offers.get(tag)
        if offer is None or event == "shown":
            return
        kind, _, key = event.partition(":")
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


def _actions(offer: Offer) -> tuple[tuple[str, str], ...]:
    main = ("start", "Start") if offer.routine else ("done", "Done")
    snoozes = tuple((f"{SNOOZE}{one:g}", f"In {roughly(one)}") for one in offer.snooze_s[:2])
    return (main, *snoozes, ("skip", "Skip"))
