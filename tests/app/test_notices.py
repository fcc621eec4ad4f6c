"""What is wrong is shown once, and listed until it is over."""

from __future__ import annotations

from deskbreak.app.notices import MAX_NOTICES, Notices


class Shown:
    """A presenter that keeps what it showed."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def say(self, _tag: str, title: str, body: str) -> None:
        self.said.append((title, body))


def made() -> tuple[Notices, Shown]:
    shown = Shown()
    return Notices(shown), shown  # type: ignore[arg-type]


def test_the_same_sentence_is_shown_once_until_it_is_cleared() -> None:
    notices, shown = made()
    notices.notify("no display")
    notices.notify("no display")
    assert shown.said == [("deskbreak", "no display")]
    notices.clear("no display")
    assert notices.sentences == []
    notices.notify("no display")
    assert len(shown.said) == 2


def test_another_sentence_about_the_same_takes_its_place_and_is_the_newest() -> None:
    notices, shown = made()
    notices.notify("line 1 is wrong", about="settings", title="The settings have a problem")
    notices.notify("no display")
    notices.notify("line 2 is wrong", about="settings")
    assert notices.sentences == ["no display", "line 2 is wrong"]
    assert shown.said[0] == ("The settings have a problem", "line 1 is wrong")
    notices.clear("settings")
    assert notices.sentences == ["no display"]


def test_the_list_stays_short_and_keeps_the_newest() -> None:
    notices, shown = made()
    for number in range(MAX_NOTICES + 5):
        notices.notify(f"trouble {number}")
    assert notices.sentences == [f"trouble {number}" for number in range(5, MAX_NOTICES + 5)]
    assert len(shown.said) == MAX_NOTICES + 5
