"""What the user should know of trouble: shown once as a notification, and listed in `status` until it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskbreak.app.presenter import OfferPresenter

MAX_NOTICES = 20
TROUBLE_TAG = "trouble"


class Notices:
    """The sentences that hold now."""

    def __init__(self, presenter: OfferPresenter) -> None:
        self._presenter = presenter
        self._sentences: dict[str, str] = {}  # what it is about, or the sentence itself -> the sentence

    @property
    def sentences(self) -> list[str]:
        """Oldest first."""
        return list(self._sentences.values())

    def notify(self, sentence: str, *, title: str = "deskbreak", about: str = "") -> None:
        """Show a sentence once, and list it until `clear` is called with what it is about."""
        key = about or sentence
        if self._sentences.get(key) == sentence:
            return
        self._sentences.pop(key, None)
        self._sentences[key] = sentence
        while len(self._sentences) > MAX_NOTICES:
            self._sentences.pop(next(iter(self._sentences)))
        self._presenter.say(TROUBLE_TAG, title, sentence)

    def clear(self, about: str) -> None:
        """What was said about this is over; if it comes again it is shown again."""
        self._sentences.pop(about, None)
