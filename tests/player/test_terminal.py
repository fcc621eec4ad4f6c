"""The routine in a real terminal: a pseudo-terminal that types and reads."""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.player.protocol import PlayRequest
from deskbreak.player.terminal_face import wrapped

SIZE = (40, 100)


class Terminal:
    """A player on a terminal of its own; the daemon's pipes are there too."""

    def __init__(self, home: Path, routine: str, speed: float, **env: str) -> None:
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self.home, self.text = home, ""
        (home / "exercises-met").write_text("cat-cow\nhip-flexor-stretch\n")  # as on the second day
        request = PlayRequest(
            "u1", routine, face="terminal", speed=speed, home=str(home), outbox=str(home / "outbox")
        )
        usual = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "DISPLAY")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _IN_A_TERMINAL, os.ttyname(slave)],
            env={**usual, "TERM": "xterm-256color", **env},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        assert self.process.stdin
        self.process.stdin.write(request.to_line().encode())
        self.process.stdin.flush()

    def read_until(self, pattern: str, seconds: float = 15.0) -> str:
        """Everything shown so far, once the pattern is in it."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.text):
            assert time.monotonic() < end, f"never came: {pattern}\n{self.text[-3000:]}"
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    self.text += os.read(self.master, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        return self.text

    def type(self, keys: str) -> None:
        self.text = ""
        os.write(self.master, keys.encode())

    def result(self) -> dict[str, object]:
        assert self.process.stdin
        self.process.stdin.close()
        end = time.monotonic() + 15
        while self.process.poll() is None:  # what it shows must be read, or it waits
            assert time.monotonic() < end
            if select.select([self.master], [], [], 0.05)[0]:
                try:
                    self.text += os.read(self.master, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        self.process.wait(5)
        return dict(json.loads((self.home / "outbox" / "u1.json").read_text()))

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()
        os.close(self.master)


# The first terminal that a session leader opens becomes its own.
_IN_A_TERMINAL = (
    "import os, sys, fcntl, termios;"
    "fd = os.open(sys.argv[1], os.O_RDWR); fcntl.ioctl(fd, termios.TIOCSCTTY, 0); os.close(fd);"
    "os.execv(sys.executable, [sys.executable, '-m', 'deskbreak.player'])"
)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[object]:
    opened: list[Terminal] = []

    def start(routine: str = "mobility-set", speed: float = 1.0, **env: str) -> Terminal:
        opened.append(Terminal(tmp_path, routine, speed, **env))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def test_the_keys_lead_through_the_routine(terminal):
    one = terminal()
    one.read_until("Cat-Cow")
    one.type(" ")  # ready
    one.read_until("Sink your belly")
    one.type(" ")
    one.read_until("Paused")
    one.type(" ")
    one.read_until("1 *of 5|Sink your belly")
    one.type("n")
    one.read_until("Hip Flexor Stretch")
    one.type("d")
    one.read_until("How was it")
    one.type("1")
    result = one.result()
    assert (result["outcome"], result["answer"]) == ("taken", "easy")


def test_it_hurts_stops_and_tells_how_to_allow_it_again(terminal):
    one = terminal()
    one.read_until("Cat-Cow")
    one.type("h")
    one.read_until("See a doctor now")
    one.read_until("deskbreak unblock cat-cow")
    one.type("\r")  # the first choice: end here
    result = one.result()
    assert (result["outcome"], result["hurt"]) == ("stopped", "cat-cow")


def test_long_sentences_are_broken_between_words():
    sentence = "If the pain is more than mild, or stays, see a doctor or another health professional."
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    with os.fdopen(slave, "w") as narrow, open(os.devnull, "w") as file:
        lines = wrapped(f"  {sentence}", narrow).split("\n")
        assert " ".join(line.strip() for line in lines) == sentence
        assert max(map(len, lines)) <= 40 and all(line.startswith("  ") for line in lines)
        assert wrapped(sentence, file) == sentence
    os.close(master)


def test_closing_half_way_keeps_the_steps_done(terminal):
    one = terminal(speed=30.0)
    one.read_until("Left knee down")
    one.type("q")
    assert one.result()["exercises"] == ["cat-cow"]


def test_the_terminal_is_put_back_as_it_was(terminal):
    one = terminal()
    one.read_until("Cat-Cow")
    before = termios.tcgetattr(one.master)[3]
    assert not before & termios.ICANON
    one.type("q")
    assert one.result()["outcome"] == "skipped"
    assert termios.tcgetattr(one.master)[3] & (termios.ICANON | termios.ECHO)
    assert "\x1b[?1049l" in one.text and "\x1b[?25h" in one.text


def test_it_hurts_was_a_slip_and_the_screen_comes_back(terminal):
    one = terminal("cat-cow")
    one.read_until("Get ready")
    one.type(" ")
    one.read_until("Sink your belly")
    one.type("h")
    one.read_until(r"\[3\] It was a slip")
    one.type("3")
    one.read_until("Paused")
    one.type("d")
    one.read_until("How was it")
    one.type("2")
    result = one.result()
    assert (result["outcome"], result["hurt"]) == ("taken", None)


def test_too_hard_asks_and_plays_the_easier_form(terminal):
    one = terminal("single-leg-glute-bridge")
    one.read_until("Get ready")
    one.type("t")
    one.read_until("Try Glute Bridge")
    one.type("\r")
    one.read_until("Get ready")
    one.type("d")
    one.read_until("How was it")
    one.type("x2")  # a key that means nothing is no answer
    result = one.result()
    assert (result["note"], result["answer"]) == ("too hard: Single-Leg Glute Bridge", "right")


def test_without_colour_it_is_plain_lines_and_enter_starts_and_goes_on(terminal):
    one = terminal(NO_COLOR="1")
    one.read_until("starts now")
    assert "\x1b" not in one.text and "1 of 5" not in one.text
    one.type("\r")
    one.read_until("1 of 5")
    one.type("?")
    one.read_until("Take care: Move only as far as feels easy")
    one.type("m")
    one.read_until("Sound is on")
    one.type("\r")
    one.read_until("Sink your belly")
    one.type("\r")
    one.read_until("Hip Flexor Stretch")
    one.type("d")
    one.read_until("How was it")
    one.type("\r")
    result = one.result()
    assert (result["outcome"], result["answer"]) == ("taken", None)


def test_without_a_keyboard_it_starts_by_itself(player, left):
    one = player("cat-cow", get_ready="wait")
    one.hear_until("finished")
    text = one.end()
    assert left()["outcome"] == "taken"
    assert "Done: Cat-Cow." in text and "How was it" not in text  # nobody could answer
    assert "Sink your belly" in text and "[q]" not in text and "[Enter]" not in text
