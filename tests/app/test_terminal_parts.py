"""The terminal's reading and printing by their edges, on a loop and an input that the test holds."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import terminal as module
from deskbreak.app.terminal import Terminal, print_line
from deskbreak.app.words import OfferWords
from deskbreak.core.events import Answer
from tests.app.test_terminal import offer

WORDS = OfferWords("Time to move", "You have sat for 45 min.", starts=True)
KEYS = "[Enter] start   [s] snooze   [k] skip"


class Loop:
    def __init__(self) -> None:
        self.watched: dict[int, Callable[[], None]] = {}
        self.fault: Exception | None = None
        self.unwatched = 0

    def watch(self, fd: int, run: Callable[[], None]) -> None:
        if self.fault is not None:
            raise self.fault
        self.watched[fd] = run

    def unwatch(self, fd: int) -> None:
        self.unwatched += 1
        self.watched.pop(fd, None)


class Desk:
    """A terminal whose input is a pipe, and what was answered and printed."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, reads: int, *, fault: Exception | None = None
    ) -> None:
        self.printed: list[str] = []
        self.answers: list[tuple[int, Answer, float | None]] = []
        self.loop, self.fd = Loop(), reads
        self.loop.fault = fault
        monkeypatch.setattr(module, "print_line", self.printed.append)
        loop: Any = self.loop
        self.terminal = Terminal(loop, lambda *one: self.answers.append(one))

    def reads(self) -> None:
        self.loop.watched[self.fd]()


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """The two ends; stdin is the reading one."""
    reads, writes = os.pipe()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(fileno=lambda: reads, closed=False))
    yield reads, writes
    for fd in (reads, writes):
        try:
            os.close(fd)
        except OSError:
            pass  # the test closed it


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, pipe: tuple[int, int]) -> Desk:
    return Desk(monkeypatch, pipe[0])


def types(desk: Desk, pipe: tuple[int, int], data: bytes) -> list[tuple[int, Answer, float | None]]:
    os.write(pipe[1], data)
    desk.reads()
    found, desk.answers = desk.answers, []
    return found


def test_lines_in_pieces_are_put_together(desk: Desk, pipe: tuple[int, int]) -> None:
    desk.terminal.offer(WORDS, offer())
    assert types(desk, pipe, b"x\n") == []
    assert types(desk, pipe, b" S") == []
    assert types(desk, pipe, b" \nk\n") == [(7, Answer.SNOOZE, None)]  # the second has nothing to answer
    desk.terminal.offer(WORDS, offer(8))
    assert types(desk, pipe, b"\xff\nD\n") == [(8, Answer.DONE, None)]
    assert types(desk, pipe, b"\n") == []


def test_words_that_mean_nothing_get_what_does(desk: Desk, pipe: tuple[int, int]) -> None:
    types(desk, pipe, b"hello\n")
    assert desk.printed == ["No break is offered right now."]
    desk.terminal.offer(WORDS, offer())
    desk.printed.clear()
    types(desk, pipe, b"hello\n")
    assert desk.printed == [f"  {KEYS}"]
    desk.terminal.withdraw()
    types(desk, pipe, b"hello\n\n")
    assert desk.printed[1:] == ["No break is offered right now."] and desk.answers == []


@pytest.mark.parametrize(
    ("again", "snoozes", "lines"),
    [
        (0, (), ["Time to move", "  You have sat for 45 min.", f"  {KEYS}"]),
        (
            1,
            (300.0, 60.0),
            ["Time to move (again)", "  You have sat for 45 min.", f"  {KEYS}   (snooze: 5 min)"],
        ),
    ],
)
def test_an_offer_rings_and_names_its_keys(desk: Desk, again: int, snoozes: Any, lines: list[str]) -> None:
    desk.terminal.offer(WORDS, offer(repeat=again, snooze_s=snoozes))
    assert desk.printed == ["\n\a" + "\n".join(lines)]


def test_an_input_that_ends_is_let_go_of(desk: Desk, pipe: tuple[int, int]) -> None:
    assert desk.terminal.reads
    os.close(pipe[1])
    desk.reads()
    assert not desk.terminal.reads and desk.loop.watched == {} and desk.loop.unwatched == 1
    desk.terminal.resume_reading()
    desk.terminal.close()
    assert desk.loop.watched == {} and desk.loop.unwatched == 1
    desk.terminal.say("still here")
    assert desk.printed == ["still here"]


def test_an_input_that_breaks_is_at_its_end(desk: Desk, pipe: tuple[int, int]) -> None:
    os.close(pipe[0])
    desk.reads()
    assert not desk.terminal.reads


@pytest.mark.parametrize("fault", [OSError("a file"), ValueError("a file")])
def test_what_cannot_be_waited_for_is_not_read(
    monkeypatch: pytest.MonkeyPatch, pipe: tuple[int, int], fault: Exception
) -> None:
    desk = Desk(monkeypatch, pipe[0], fault=fault)
    assert not desk.terminal.reads
    desk.loop.fault = None
    desk.terminal.resume_reading()
    desk.terminal.pause_reading()
    assert desk.loop.watched == {} and desk.loop.unwatched == 0


def test_a_player_has_the_input_meanwhile(desk: Desk, pipe: tuple[int, int]) -> None:
    desk.terminal.pause_reading()
    assert desk.loop.watched == {} and desk.terminal.reads
    desk.terminal.resume_reading()
    assert list(desk.loop.watched) == [pipe[0]]
    desk.terminal.close()
    assert desk.loop.watched == {} and not desk.terminal.reads
    desk.terminal.resume_reading()
    assert desk.loop.watched == {}


class Broken:
    closed = False

    def __init__(self, fault: Exception) -> None:
        self._fault = fault

    def fileno(self) -> int:
        raise self._fault


@pytest.mark.parametrize(
    ("stdin", "fd"),
    [
        (None, -1),
        (SimpleNamespace(closed=True, fileno=lambda: 5), -1),
        (Broken(OSError("gone")), -1),
        (Broken(ValueError("closed")), -1),
        (SimpleNamespace(closed=False, fileno=lambda: 0), 0),
    ],
)
def test_where_the_input_is(monkeypatch: pytest.MonkeyPatch, stdin: Any, fd: int) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    assert module._stdin() == fd


def test_the_first_descriptor_is_read_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_stdin", lambda: 0)
    monkeypatch.setattr(module.os, "isatty", lambda _fd: False)  # type: ignore[attr-defined]
    loop = Loop()
    given: Any = loop
    assert Terminal(given, lambda *_: None).reads and list(loop.watched) == [0]


def test_single_keys_are_for_terminals_alone(pipe: tuple[int, int]) -> None:
    assert module._single_keys(pipe[0]) is None


@pytest.mark.parametrize("fault", [OSError("gone"), ValueError("closed")])
def test_a_line_into_nothing_is_lost(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    did: list[str] = []

    def write(text: str) -> None:
        did.append(text)
        raise fault

    monkeypatch.setattr(sys, "stdout", SimpleNamespace(write=write, flush=lambda: None))
    print_line("hello\x1b[2J")
    assert did == ["hello[2J"]  # and no sign that moves the cursor


def test_a_line_is_there_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    did: list[str] = []
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(write=did.append, flush=lambda: did.append("flush")))
    print_line("hello")
    assert did == ["hello", "\n", "flush"]
