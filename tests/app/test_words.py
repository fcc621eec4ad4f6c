"""The sentences of notifications and tray."""

from __future__ import annotations

from datetime import UTC

from deskbreak.app.words import minutes, moment, offer_words
from deskbreak.core.events import Offer

OFFER = Offer(1, "mobility", "auto", 180.0, "", 0, False, (300.0,), 2700.0)


def test_an_offer_says_what_how_long_and_why() -> None:
    said = offer_words(OFFER, "Mobility set", ["Cat-Cow", "Hip Flexor Stretch"], 115)
    assert said.title == "Mobility set · 2 min"
    assert "You have sat for 45 min." in said.body
    assert "Cat-Cow, then Hip Flexor Stretch." in said.body


def test_steps_in_the_title_are_not_said_twice() -> None:
    said = offer_words(OFFER, "Cat-Cow and hip flexor stretch", ["Cat-Cow", "Hip Flexor Stretch"], 115)
    assert "then" not in said.body


def test_a_break_that_only_says_something() -> None:
    said = offer_words(Offer(1, "water", "", None, "Drink water", 0, False, (), 0.0), "", [], None)
    assert said.title == "Drink water"


def test_lengths_and_moments_as_people_say_them() -> None:
    assert [minutes(one) for one in (45, 300, 3600, 5400)] == ["45 s", "5 min", "1 h", "1 h 30 min"]
    assert moment(0, 0, UTC) == "00:00"
    assert moment(86400, 0, UTC) == "tomorrow 00:00"
