"""Offers in the terminal: printed, and answered by a line from a pipe or by a key."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import IO

import pytest

from deskbreak.app.terminal import Terminal, print_line
from deskbreak.app.words import OfferWords
from deskbreak.core.effects import Offer
from deskbreak.core.events import Answer
from deskbreak.runtime.loop import Loop

WORDS = OfferWords("Time to move", "You have sat for 45 min.", starts=True)


def offer(number: int = 7, repeat: int = 0, snooze_s: tuple[float, ...] = (300.0,)) -> Offer:
    return Offer(
        number,
        break_name="mobility",
        routine="cat-cow",
        lasts_s=180.0,
        say="",
        repeat=repeat,
        catch_up=False,
        snooze_s=snooze_s,
        sat_s=0.0,
    )


class Piped:
    """A terminal that reads a pipe, or the keys of a terminal of its own."""

    def __init__(self, loop: Loop, capsys: pytest.CaptureFixture[str], ends: tuple[int, int]) -> None:
        self._loop, self._capsys = loop, capsys
        self.reads, self.writes = ends
        self.answers: list[tuple[int, Answer, float | None]] = []
        self.terminal = Terminal(loop, lambda *one: self.answers.append(one))

    def typed(self, text: str) -> list[tuple[int, Answer, float | None]]:
        """The answers that came of it."""
        os.write(self.writes, text.encode())
        for _ in range(3):
            self._loop.turn(0.01)
        got, self.answers = self.answers, []
        return got

    def said(self) -> str:
        return self._capsys.readouterr().out


@pytest.fixture(params=["pipe", "keys"])
def ends(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """The reading end, which is stdin, and the writing one."""
    if request.param == "keys":
        pty = pytest.importorskip("pty")
        writes, reads = pty.openpty()
    else:
        reads, writes = os.pipe()
    file: IO[str] = os.fdopen(reads, "r")
    monkeypatch.setattr(sys, "stdin", file)
    yield reads, writes
    file.close()
    os.close(writes)


@pytest.fixture
def person(loop: Loop, capsys: pytest.CaptureFixture[str], ends: tuple[int, int]) -> Iterator[Piped]:
    one = Piped(loop, capsys, ends)
    yield one
    one.terminal.close()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("\n", Answer.START),
        ("s\n", Answer.SNOOZE),
        ("k\n", Answer.SKIP),
        ("d\n", Answer.DONE),
        ("K\n", Answer.SKIP),
    ],
)
def test_a_line_or_a_key_answers_once(person: Piped, typed: str, answer: Answer) -> None:
    person.terminal.offer(WORDS, offer())
    assert person.typed(typed)[:1] == [(7, answer, None)]
    assert person.typed(typed) == []  # it is answered


def test_an_offer_is_printed_with_its_keys_and_a_bell(person: Piped) -> None:
    person.terminal.offer(WORDS, offer())
    said = person.said()
    assert said.startswith("\n")
    assert [line.strip("\a") for line in said.splitlines()[1:]] == [
        "Time to move",
        "  You have sat for 45 min.",
        "  [Enter] start   [s] snooze   [k] skip   (snooze: 5 min)",
    ]
    person.terminal.offer(WORDS, offer(repeat=1, snooze_s=()))
    said = person.said()
    assert "Time to move (again)" in said and "(snooze" not in said


def test_what_means_nothing_is_answered_with_what_does(person: Piped) -> None:
    assert person.typed("x\n") == []
    assert "No break is offered right now." in person.said()
    person.terminal.offer(WORDS, offer())
    person.said()
    os.write(person.writes, b"x")
    assert all(answer is Answer.START for _, answer, _ in person.typed("\n"))
    said = person.said()
    assert said.strip() in ("", "[Enter] start   [s] snooze   [k] skip")


def test_nothing_is_answered_once_it_is_withdrawn(person: Piped) -> None:
    person.terminal.offer(WORDS, offer())
    person.terminal.withdraw()
    assert person.typed("\n") == []
    person.terminal.offer(WORDS, offer(9))
    assert person.typed("s\n")[0] == (9, Answer.SNOOZE, None)


def test_a_player_has_the_keys_meanwhile(person: Piped) -> None:
    person.terminal.offer(WORDS, offer())
    person.terminal.pause_reading()
    assert person.typed("\n") == []
    person.terminal.resume_reading()
    assert person.typed("\n") == [(7, Answer.START, None)]


def test_after_the_end_nothing_is_read(person: Piped) -> None:
    person.terminal.offer(WORDS, offer())
    person.terminal.close()
    assert not person.terminal.reads
    person.terminal.resume_reading()
    assert person.typed("\n") == []


@pytest.mark.parametrize("ends", ["pipe"], indirect=True)
def test_lines_come_in_pieces_and_several_at_once(person: Piped) -> None:
    person.terminal.offer(WORDS, offer())
    assert person.typed(" s") == []
    assert person.typed(" \nk\n") == [(7, Answer.SNOOZE, None)]
    person.terminal.offer(WORDS, offer(8))
    assert person.typed("k\n") == [(8, Answer.SKIP, None)]


@pytest.mark.parametrize("ends", ["pipe"], indirect=True)
def test_an_input_that_ends_only_ends_the_reading(
    loop: Loop, capsys: pytest.CaptureFixture[str], ends: tuple[int, int]
) -> None:
    person = Piped(loop, capsys, ends)
    spare = os.dup(person.writes)
    os.close(person.writes)
    os.dup2(os.open(os.devnull, os.O_WRONLY), person.writes)
    os.close(spare)
    loop.turn(0.05)
    assert not person.terminal.reads
    person.terminal.offer(WORDS, offer())
    assert "Time to move" in person.said()


@pytest.mark.parametrize("ends", ["keys"], indirect=True)
def test_a_terminal_is_given_back_as_it_was(person: Piped) -> None:
    import termios

    def waits_for_lines() -> bool:
        return bool(termios.tcgetattr(person.reads)[3] & termios.ICANON)

    assert not waits_for_lines()
    person.terminal.pause_reading()
    assert waits_for_lines()
    person.terminal.resume_reading()
    assert not waits_for_lines()
    person.terminal.close()
    assert waits_for_lines()


@pytest.mark.parametrize("stdin", ["none", "closed", "file"])
def test_where_nothing_can_be_read_it_prints_all_the_same(
    loop: Loop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, stdin: str
) -> None:
    with open(__file__) as file, open(__file__) as closed:
        closed.close()
        monkeypatch.setattr(sys, "stdin", {"none": None, "closed": closed, "file": file}[stdin])
        terminal = Terminal(loop, lambda *_: None)
        assert not terminal.reads
        terminal.say("hello")
        terminal.close()
    assert capsys.readouterr().out == "hello\n"


def test_a_line_that_cannot_be_printed_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull, "w") as file:
        file.close()
        monkeypatch.setattr(sys, "stdout", file)
        print_line("into nothing")
