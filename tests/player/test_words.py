"""The sentences of all faces."""

from __future__ import annotations

import pytest

from deskbreak.core.content import Catalog, Exercise
from deskbreak.core.facts import Source, Sourced
from deskbreak.player import words
from deskbreak.player.session import Session


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (0.2, "0:01"), (59.9, "1:00"), (61, "1:01"), (600, "10:00")]
)
def test_the_countdown_reaches_zero_only_at_the_end(seconds, text):
    assert words.clock(seconds) == text


def test_repetitions_count_down_together_and_holds_alone(script):
    session = Session(script)
    session.tick(3)
    assert words.shown_left(session.now()) == 7
    session.tick(13)
    assert words.shown_left(session.now()) == 7
    assert words.shown_share(session.now()) == pytest.approx(7 / 8)


def test_a_moment_in_words(script):
    session = Session(script)
    session.tick(1)
    assert words.instruction(session.now()) == "Stand tall."
    session.tick(5)
    now = session.now()
    assert (words.count(now), words.coming(now), words.side(now)) == ("2 of 4", "Next: Side stretch", "")
    assert words.place(now, session) == "1 of 2 · 0:25 left"
    session.tick(11)
    assert words.instruction(session.now()) == "Left side first. Stand tall."
    assert words.coming(session.now()) == "Last one"
    session.pause(12)
    assert words.instruction(session.now()).startswith("Paused")


def test_the_reason_names_who_gives_it(script):
    exercise = Exercise("round-back", "Round back", "standing", "moves", why=Sourced("It helps.", "S9"))
    catalog = Catalog({"round-back": exercise}, {}, {"S9": Source("S9", "Backs", "The Paper")})
    assert words.why(Session(script).now(), catalog) == "It helps. (The Paper)"
    assert words.why(Session(script).now(), Catalog({}, {})) == "It helps."


def test_the_end_says_what_was_done_and_no_more(script, walk):
    session = Session(script)
    session.tick(12)
    session.close(12)
    assert words.done_today(session) == "Done: Round back."
    assert words.farewell(session) == "Until the next break"
    assert words.time_away(session) == "Less than a minute away from sitting."
    gone = Session(walk)
    gone.tick(600)
    assert (words.farewell(gone), words.time_away(gone)) == (
        "Welcome back",
        "About 10 minutes away from sitting.",
    )


def test_what_hurt_is_named_with_the_way_back(script):
    session = Session(script)
    session.it_hurts(1)
    assert words.left_out(session).endswith("deskbreak unblock round-back")
