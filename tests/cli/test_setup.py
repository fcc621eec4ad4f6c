"""`setup` on a real terminal: five questions, each with an answer in brackets, the notice, and the first break."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli.setup import _hours, _walk_at

START_TIMEOUT_S = 15.0
END_OF_INPUT = b"\x04"  # control and D


def _places(home: Path) -> dict[str, str]:
    """Where the desktop looks, all below the test's folder."""
    return {f"XDG_{name}_HOME": str(home / "xdg" / name.lower()) for name in ("CONFIG", "DATA", "BIN")}


class Terminal:
    """A command on a terminal of its own."""

    def __init__(self, home: Path, *words: str) -> None:
        self._ours, theirs = pty.openpty()
        environment = {**os.environ, **_places(home), "TERM": "dumb", "COLUMNS": "80"}
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deskbreak", "--home", str(home), *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
        )
        os.close(theirs)
        self.said = ""

    def answer(self, question: str, text: str) -> None:
        self.wait_for(question)
        self.said = ""
        self.types(text.encode() + b"\n")

    def types(self, keys: bytes) -> None:
        os.write(self._ours, keys)

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + START_TIMEOUT_S
        while text not in self.said:
            assert time.monotonic() < end, f"no {text!r} in {self.said!r}"
            if select.select([self._ours], [], [], 0.1)[0]:
                self.said += self._read()

    def end(self) -> int:
        """The exit code; what is left to say is in `said`."""
        while (more := self._read()) or self.process.poll() is None:
            self.said += more
        return self.process.wait(START_TIMEOUT_S)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._ours)

    def _read(self) -> str:
        try:
            return os.read(self._ours, 4096).decode("utf-8", "replace")
        except OSError:
            return ""  # the other side was closed


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Any]:
    opened: list[Terminal] = []

    def start(*words: str) -> Terminal:
        opened.append(Terminal(tmp_path, *words))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def settings(home: Path) -> dict[str, Any]:
    return tomllib.loads((home / "config.toml").read_text("utf-8"))


QUESTIONS = (
    "Can you lie on the floor",
    "Your hours",
    "How often",
    "knees or your back",
    "when you log in?",
    "Try one",
)
NO_LOGIN = (*QUESTIONS[:5], "applications menu?", QUESTIONS[5])


def answers(one: Terminal, *typed: str) -> None:
    """An answer to each question, in the order in which they come."""
    questions = NO_LOGIN if typed[4:5] == ("n",) else QUESTIONS
    for question, text in zip(questions, typed, strict=False):
        one.answer(question, text)


def test_five_answers_make_a_commented_file(terminal, tmp_path):
    one = terminal("setup")
    answers(one, "n", "08:00-12:00, 13:00-17:00", "30", "both", "y", "n")
    assert one.end() == 0
    made = settings(tmp_path)
    assert made["hours"]["fri"] == ["08:00-12:00", "13:00-17:00"]
    assert "sat" not in made["hours"]
    assert made["body"]["positions"] == ["desk", "chair", "standing", "wall", "walking"]
    assert made["break"][0]["every"] == "30m"
    assert (made["body"]["avoid"], made["body"]["back"]) == (["knees"], "sensitive")
    assert "# Several ranges leave gaps for lunch" in (tmp_path / "config.toml").read_text("utf-8")
    assert len(list((tmp_path / "xdg" / "config" / "autostart").glob("*.desktop"))) == 1
    assert len(list((tmp_path / "xdg" / "data" / "applications").glob("*.desktop"))) == 1


def test_enter_takes_what_stands_in_brackets(terminal, tmp_path):
    one = terminal("setup")
    answers(one, "", "", "", "", "n", "n", "n")
    assert one.end() == 0
    made = settings(tmp_path)
    assert (made["body"]["avoid"], made["body"]["back"]) == ([], "well")
    assert made["body"]["positions"] == ["desk", "chair", "standing", "wall", "walking"]
    assert made["break"][0]["every"] == "45m"
    assert not (tmp_path / "xdg").exists()


def test_the_end_says_when_the_first_break_comes_and_how_it_is_started(terminal):
    one = terminal("setup")
    answers(one, "", "09:00-17:00", "60", "", "n", "n")
    one.wait_for("Try one")
    said = " ".join(one.said.split())
    assert "doctor" in said
    assert re.search(r"First break: [A-Z]\w+day \d\d:\d\d( \(today\))?, [A-Z].*, [23] min", said), said
    assert re.search(r"does not run yet; start it with: \S.* up", said), said
    one.types(END_OF_INPUT)
    assert one.end() == 0


def test_try_one_now_plays_one_and_writes_it_down(terminal, tmp_path):
    one = terminal("setup")
    answers(one, "", "", "", "", "n", "y", "y")
    assert list((tmp_path / "xdg" / "data" / "applications").glob("*.desktop"))
    one.wait_for("q")  # the player's keys
    one.types(b"q")
    assert one.end() == 0
    assert (tmp_path / "journal.sqlite3").exists()


def test_an_answer_that_makes_no_sense_is_asked_again(terminal, tmp_path):
    one = terminal("setup")
    one.answer("Can you lie on the floor", "upstairs")
    one.answer("Can you lie on the floor", "y")
    one.answer("Your hours", "nine to five")
    one.wait_for("09:00-12:30")
    one.answer("Your hours", "09:00-17:00")
    one.answer("How often", "often")
    one.answer("How often", "2")
    one.answer("How often", "1 hour")
    one.answer("knees or your back", "elbow")
    one.answer("knees or your back", "no")
    one.answer("when you log in?", "n")
    one.answer("applications menu?", "n")
    one.answer("Try one", "n")
    assert one.end() == 0
    assert settings(tmp_path)["hours"]["mon"] == ["09:00-17:00"]
    assert settings(tmp_path)["break"][0]["every"] == "1h"
    assert settings(tmp_path)["body"]["positions"][0] == "floor"


def test_leaving_in_the_middle_changes_nothing(terminal, tmp_path):
    one = terminal("setup")
    one.answer("Can you lie on the floor", "n")
    one.wait_for("Your hours")
    one.types(END_OF_INPUT)
    assert one.end() == 1
    assert "Nothing was changed" in one.said
    assert not (tmp_path / "config.toml").exists()


@pytest.mark.parametrize(
    ("typed", "hours", "walk"),
    [
        ("09:00-12:30, 13:30-18:00", ["09:00-12:30", "13:30-18:00"], ""),
        ("8:30-12 13-17", ["08:30-12:00", "13:00-17:00"], "11:45"),
        ("9 to 17", ["09:00-17:00"], ""),
        ("6-12", ["06:00-12:00"], "09:00"),
        ("22:00-06:00", ["22:00-06:00"], "02:00"),
    ],
)
def test_hours_as_people_type_them_and_a_walk_within_them(typed: str, hours: list[str], walk: str) -> None:
    assert _hours(typed) == hours
    assert _walk_at(hours) == walk


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("9-5", 'does "9-5" end in the afternoon? Write 17:00'),
        ("nine", '"nine" is no range'),
        ("25-26", "does not exist"),
    ],
)
def test_hours_that_cannot_be_are_asked_again(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says).replace('"', ".")):
        _hours(typed)
