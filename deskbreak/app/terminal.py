"""The terminal as the desktop: offers are printed, Enter starts, s snoozes, k skips.

On a terminal a single key is enough; from a pipe each line is an answer, so that scripts can use it too.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from deskbreak.app.words import OfferWords
from deskbreak.columns import fitted
from deskbreak.core.durations import roughly
from deskbreak.core.effects import Offer
from deskbreak.core.events import Answer
from deskbreak.language import _, translated
from deskbreak.letters import readable
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Loop

KEYS = N_("[Enter] start   [s] snooze   [k] skip")
_MEANING = {"": Answer.START, "s": Answer.SNOOZE, "k": Answer.SKIP, "d": Answer.DONE}

OnAnswer = Callable[[int, Answer, "float | None"], None]


class Terminal:
    """Prints to stdout and reads answers from stdin; a closed stdin only ends the reading."""

    def __init__(self, loop: Loop, on_answer: OnAnswer) -> None:
        self._loop = loop
        self._on_answer = on_answer
        self._open = 0
        self._text = b""
        self._calm: list[Any] | None = None  # the terminal's settings to go back to
        self._fd = _stdin()
        self.reads = self._fd >= 0
        self._begin()

    def offer(self, said: OfferWords, offer: Offer) -> None:
        self._open = offer.offer
        title = _("{title} (again)", title=said.title) if offer.repeat else said.title
        keys = translated(KEYS)
        if offer.snooze_s:
            keys += "   " + _("(snooze: {length})", length=translated(roughly(offer.snooze_s[0])))
        lines = (fitted(title), fitted(said.body, "  "), fitted(keys, "  "))
        print_line("\n\a" + "\n".join(lines))

    def withdraw(self) -> None:
        self._open = 0

    def say(self, sentence: str) -> None:
        print_line(sentence)

    def pause_reading(self) -> None:
        """A player uses the terminal now."""
        if self.reads:
            self._loop.unwatch(self._fd)
        self._restore()

    def resume_reading(self) -> None:
        if self.reads:
            self._begin()

    def close(self) -> None:
        self.pause_reading()
        self.reads = False

    def _begin(self) -> None:
        if not self.reads:
            return
        if os.isatty(self._fd):
            self._calm = _single_keys(self._fd)
        try:
            self._loop.watch(self._fd, self._read)
        except (OSError, ValueError):
            self.reads = False  # a regular file or /dev/null cannot be waited for

    def _read(self) -> None:
        try:
            data = os.read(self._fd, 4096)
        except OSError:
            data = b""
        if not data:
            self.pause_reading()
            self.reads = False
        elif self._calm is not None:
            for key in data.decode("utf-8", "replace"):
                self._answer("" if key in "\r\n" else key)
        else:
            *lines, self._text = (self._text + data).split(b"\n")
            for line in lines:
                self._answer(line.decode("utf-8", "replace").strip())

    def _answer(self, word: str) -> None:
        meaning = _MEANING.get(word.lower())
        if meaning is None:
            print_line(f"  {translated(KEYS)}" if self._open else _("No break is offered right now."))
        elif self._open:
            offer, self._open = self._open, 0
            self._on_answer(offer, meaning, None)

    def _restore(self) -> None:
        if self._calm is not None and sys.platform != "win32":
            import termios

            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._fd, termios.TCSADRAIN, self._calm)
            self._calm = None


def _stdin() -> int:
    try:
        return sys.stdin.fileno() if sys.stdin is not None and not sys.stdin.closed else -1
    except (OSError, ValueError):
        return -1


def _single_keys(fd: int) -> list[Any] | None:
    if sys.platform == "win32":
        return None  # a line at a time there
    try:
        import termios
        import tty
    except ImportError:
        return None
    try:
        before: list[Any] = termios.tcgetattr(fd)
        tty.setcbreak(fd)
    except termios.error:
        return None
    return before


def print_line(text: str) -> None:
    """A line on stdout, where the daemon was started; lost where that is closed."""
    try:
        print(readable(text), flush=True)
    except (OSError, ValueError):
        pass  # it is closed by now; the daemon goes on
