"""`[hooks]`: programs of the person's own, run when something happens. No shell, a time limit, a group of its own.

A hook can hold nothing up: the daemon does not wait for it. One that still runs is not started twice at once; of
what happens meanwhile only the latest is passed on, when it has ended.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.core.effects import Effect, Offer, OpenPlayer, Record
from deskbreak.core.events import Outcome
from deskbreak.core.rows import known_routine
from deskbreak.sentences import english

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deskbreak.app.current_plan import CurrentPlan
    from deskbreak.app.notices import Notices
    from deskbreak.core.state import State
    from deskbreak.core.view import View
    from deskbreak.runtime.child import Child
    from deskbreak.runtime.loop import Loop

TIMEOUT_S = 10.0
PREFIX = "DESKBREAK_"
ENDED = (Outcome.TAKEN, Outcome.PARTLY, Outcome.STOPPED)
MAX_SAID = 200  # letters of what a failed hook said, in the notice about it

Data = dict[str, str]


class HookRunner:
    """Sees what happens, and runs the hook that the plan names for it."""

    def __init__(self, loop: Loop, current: CurrentPlan, notices: Notices) -> None:
        self._loop, self._current, self._notices = loop, current, notices
        self._running: set[str] = set()
        self._next: dict[str, Data] = {}  # what happened while the hook of that name was running
        self._paused: bool | None = None

    def after(self, effect: Effect, state: State) -> None:
        """Core had this done, and the state is this by now: it knows what "auto" stands for."""
        match effect:
            case Offer(repeat=0):
                chosen = state.offer.chosen if state.offer is not None else None
                self._run("on_offer", _of_break(effect.break_name, known_routine(effect.routine, chosen)))
            case OpenPlayer():
                chosen = state.running.chosen if state.running is not None else effect.chosen
                self._run("on_start", _of_break(effect.break_name, known_routine(effect.routine, chosen)))
            case Record(outcome=outcome) if outcome in ENDED:
                self._run("on_end", _of_row(effect))
            case Record(outcome=Outcome.SKIPPED):
                self._run("on_skip", _of_row(effect))
            case _:
                pass

    def settled(self, seen: View) -> None:
        """An event is done with: are breaks paused, or going on again?"""
        paused = "paused" in seen.holds
        before, self._paused = self._paused, paused
        if before is None or before == paused:
            return
        until = str(round(seen.pause_until)) if seen.pause_until is not None else ""
        self._run("on_pause", {"PAUSED": "1" if paused else "0", "UNTIL": until})

    def _run(self, name: str, data: Data) -> None:
        words: tuple[str, ...] = getattr(self._current.plan.hooks, name)
        if not words:
            return
        if name in self._running:
            self._next[name] = data
            return
        from deskbreak.runtime import spawn

        self._running.add(name)
        spawn.start(
            self._loop,
            [_program(words[0]), *words[1:]],
            env=_environment(name, data),
            timeout_s=TIMEOUT_S,
            foreign=True,
            on_exit=lambda child: self._ended(name, child),
        )

    def _ended(self, name: str, child: Child) -> None:
        self._running.discard(name)
        if (data := self._next.pop(name, None)) is not None:
            self._loop.call_soon(lambda: self._run(name, data))
        about = f"hook:{name}"
        if child.code == 0:
            self._notices.clear(about)
            return
        said = child.errors.decode("utf-8", "replace").strip()[-MAX_SAID:]
        self._notices.notify(_failed(name, child.code, said), about=about)


def _failed(name: str, code: int | None, said: str) -> str:
    if not said:
        return english("the hook {name} ended with code {code}", name=name, code=code)
    return english("the hook {name} ended with code {code}: {said}", name=name, code=code, said=said)


def _program(word: str) -> str:
    """ "~/bin/x" is in the home folder; a name without a folder is looked up as a shell would."""
    return str(Path(word).expanduser()) if word.startswith("~") else word


def _of_break(name: str, routine: str) -> Data:
    return {"BREAK": name, "ROUTINE": routine}


def _of_row(record: Record) -> Data:
    return _of_break(record.break_name, record.routine) | {
        "OUTCOME": record.outcome.value,
        "SECONDS": str(round(record.seconds)),
    }


def _environment(name: str, data: Data) -> Mapping[str, str]:
    """The daemon's own, and what happened; break names are the person's, so a zero byte cannot be in them."""
    variables = {"EVENT": name.removeprefix("on_")} | data
    return os.environ | {PREFIX + key: value for key, value in variables.items()}
