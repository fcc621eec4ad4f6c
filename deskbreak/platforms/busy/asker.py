"""Asks the probes side by side: the desktop's own words over the bus, everything else in one short child.

Nothing is watched: with no offer due, this costs nothing. Answers are kept for a few seconds, and a probe
that does not answer in time is unknown, which holds nothing back.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from deskbreak.platforms.busy.port import PROBES, OnProbes, Probed
from deskbreak.platforms.port import PortState
from deskbreak.runtime import spawn
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from deskbreak.platforms.bus import Bus
    from deskbreak.runtime.child import Child
    from deskbreak.runtime.loop import Loop

TIMEOUT_S = 3.0
FRESH_S = 5.0
NO_ANSWER = Probed("unknown", N_("no answer in time"))
IN_CHILD = frozenset({"fullscreen", "microphone", "camera", "screen_share", "apps"})
_SAYS = {0: Probed("yes", N_("your command says so")), 1: Probed("no", N_("your command"))}


class ProbeRound:
    """One `ask`: collects what each source says until all have, or time is up."""

    def __init__(self, asker: BusyAsker, names: tuple[str, ...], on_answer: OnProbes) -> None:
        self._asker, self._names, self._on_answer = asker, names, on_answer
        self._heard: dict[str, list[Probed]] = {name: [] for name in names}
        self._open: dict[str, int] = dict.fromkeys(names, 1)  # how many sources still have to answer
        self._done = False
        self.fresh: list[
            str
        ] = []  # the names that are asked again; an answer is remembered from when it was given
        self._limit = asker.loop.call_later(TIMEOUT_S, self._finish)

    def expect_one_more(self, name: str) -> None:
        self._open[name] += 1

    def hear(self, name: str, answer: Probed) -> None:
        if not self._done and self._open.get(name, 0) > 0:
            self._heard[name].append(answer)
            self._open[name] -= 1
            self.look()

    def look(self) -> None:
        """Finish when nothing is open any more."""
        if not any(self._open.values()):
            self._asker.loop.call_soon(self._finish)

    def _finish(self) -> None:
        if self._done:
            return
        self._done = True
        self._limit.cancel()
        answers = {name: combined(self._heard[name]) for name in self._names}
        self._asker.remember({name: answers[name] for name in self.fresh})
        self._on_answer(answers)


class BusyAsker:
    """Serves every system; without a bus the child answers for the desktop too."""

    def __init__(self, loop: Loop, bus: Bus | None) -> None:
        self.loop, self._bus = loop, bus
        self._apps: tuple[str, ...] = ()
        self._command = ""
        self._known: dict[str, tuple[float, Probed]] = {}
        self._stopped = False

    def configure(self, apps: Iterable[str], command: str) -> None:
        self._apps, self._command = tuple(apps), command
        for name in ("apps", "command"):
            self._known.pop(name, None)

    def ask(self, names: Iterable[str], on_answer: OnProbes) -> None:
        asked = tuple(dict.fromkeys(names))
        question = ProbeRound(self, asked, on_answer)
        now = time.monotonic()
        missing = []
        for name in asked:
            at, answer = self._known.get(name, (-FRESH_S, NO_ANSWER))
            if now - at < FRESH_S:
                question.hear(name, answer)
            else:
                missing.append(name)
        question.fresh = missing
        self._ask_sources(question, missing)
        question.look()

    def remember(self, answers: dict[str, Probed]) -> None:
        now = time.monotonic()
        for name, answer in answers.items():
            if answer.value != "unknown":
                self._known[name] = (now, answer)

    def state(self) -> PortState:
        return PortState("probes", "off" if self._stopped else "ok", N_("asked when an offer is due"))

    def stop(self) -> None:
        self._stopped = True

    # -- sources

    def _ask_sources(self, question: ProbeRound, names: list[str]) -> None:
        unknown = [name for name in names if name not in PROBES]
        for name in unknown:
            question.hear(name, Probed("unknown", N_("there is no such probe")))
        in_child = [name for name in names if name in IN_CHILD or (self._bus is None and name in PROBES)]
        in_child = [name for name in in_child if name != "command"]
        if self._bus is not None:
            self._ask_bus(question, names, self._bus)
        if in_child:
            self._ask_child(question, in_child)
        if "command" in names:
            self._ask_command(question)

    def _ask_bus(self, question: ProbeRound, names: list[str], bus: Bus) -> None:
        from deskbreak.platforms.busy import desktop

        if "do_not_disturb" in names:
            desktop.do_not_disturb(bus, lambda answer: question.hear("do_not_disturb", answer))
        if "fullscreen" in names:
            for inhibitor in desktop.INHIBITORS:
                question.expect_one_more("fullscreen")
                inhibitor(bus, lambda answer: question.hear("fullscreen", answer))

    def _ask_child(self, question: ProbeRound, names: list[str]) -> None:
        wish = json.dumps({"names": names, "apps": self._apps}).encode()

        def said(line: bytes) -> None:
            try:
                name, value, detail = json.loads(line)
            except ValueError:
                return
            if value in ("yes", "no", "unknown"):
                question.hear(str(name), Probed(value, str(detail)))

        def ended(child: Child) -> None:
            for name in names:
                question.hear(name, NO_ANSWER)  # only those that said nothing are still open

        spawn.start(
self.loop,
            spawn.python("-m", "deskbreak.platforms.busy.look"),
            stdin=wish, on_line=said, on_exit=ended, timeout_s=TIMEOUT_S,
        )  # fmt: skip

    def _ask_command(self, question: ProbeRound) -> None:
        if not self._command:
            question.hear("command", Probed("no", N_("no command is set")))
            return

        def ended(child: Child) -> None:
            code = -1 if child.code is None else child.code
            if child.timed_out:
                why = N_("your command took too long")
            else:
                why = english("your command ended with {code}", code=code)
            question.hear("command", _SAYS.get(code, Probed("unknown", why)))

        shell = ["cmd", "/c"] if sys.platform == "win32" else ["sh", "-c"]
        spawn.start(
            self.loop, [*shell, self._command], on_exit=ended, timeout_s=TIMEOUT_S - 0.5, foreign=True
        )


def combined(answers: list[Probed]) -> Probed:
    """Any yes wins; a no counts more than not knowing."""
    for value in ("yes", "no", "unknown"):
        matching = [answer for answer in answers if answer.value == value]
        if matching:
            return next((answer for answer in matching if answer.detail), matching[0])
    return NO_ANSWER
