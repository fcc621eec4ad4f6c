"""Without an answer the result is kept all the same."""

from __future__ import annotations

from deskbreak.player.answer_timeout import ASK_AFTER_WALK_S, ASK_S, AnswerTimeout
from deskbreak.player.moment import Mode
from deskbreak.player.session import Session


class Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_question_waits_a_while_and_no_longer(script):
    watch, session = Watch(), Session(script)
    timeout = AnswerTimeout(session, clock=watch)
    session.tick(30)
    timeout.look()
    watch.now = ASK_S - 1
    timeout.look()
    assert session.mode is Mode.ASKING
    watch.now = ASK_S
    timeout.look()
    assert (session.mode, session.answer, session.outcome()) == (Mode.ENDED, None, "taken")


def test_somebody_who_moves_gets_more_time(script):
    watch, session = Watch(), Session(script)
    timeout = AnswerTimeout(session, clock=watch)
    session.tick(30)
    timeout.look()
    watch.now = ASK_S - 1
    timeout.renew()
    watch.now = ASK_S + 5
    timeout.look()
    assert session.mode is Mode.ASKING


def test_after_a_walk_the_greeting_waits_for_the_person(walk):
    watch, session = Watch(), Session(walk)
    timeout = AnswerTimeout(session, clock=watch)
    session.went_away(5)
    session.tick(600)
    timeout.look()
    watch.now = ASK_AFTER_WALK_S - 1
    timeout.look()
    assert session.mode is Mode.ASKING
    session.came_back(800)
    timeout.renew()
    watch.now += ASK_S
    timeout.look()
    assert (session.mode, session.outcome()) == (Mode.ENDED, "taken")


def test_in_fast_time_there_are_still_seconds_to_answer(script):
    watch, session = Watch(), Session(script)
    timeout = AnswerTimeout(session, speed=1000.0, clock=watch)
    session.tick(30)
    timeout.look()
    watch.now = 2.5
    timeout.look()
    assert session.mode is Mode.ASKING
    watch.now = 3.0
    timeout.look()
    assert session.mode is Mode.ENDED
