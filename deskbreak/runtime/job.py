"""Run a child that answers with one JSON table; asked for while it runs, it runs once more afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from deskbreak.runtime import spawn
from deskbreak.sentences import N_
from deskbreak.values import dataclass

if TYPE_CHECKING:
    from deskbreak.runtime.child import Child
    from deskbreak.runtime.loop import Loop


@dataclass(frozen=True, slots=True)
class JobResult:
    """What a child answered: its table, or None and why, in the last line that it wrote on stderr."""

    table: dict[str, Any] | None
    why: str = ""
    timed_out: bool = False


class Job:
    """One child at a time. `on_answer` gets each answer; `again` is called after it if `start` was refused before."""

    def __init__(
        self, loop: Loop, on_answer: Callable[[JobResult], object], again: Callable[[], object]
    ) -> None:
        self._loop, self._on_answer, self._again = loop, on_answer, again
        self._child: Child | None = None
        self.asked_again = False  # while the child ran, or until `again` has been called

    @property
    def running(self) -> bool:
        return self._child is not None

    def start(self, argv: Sequence[str], timeout_s: float) -> bool:
        """Start the child, to be ended after the timeout; False while one runs: `again` is called after its answer."""
        self.asked_again = self.running
        if self.running:
            return False
        self._child = spawn.start(self._loop, argv, on_exit=self._ended, timeout_s=timeout_s)
        return True

    def cancel(self) -> None:
        """End the child and forget it; neither its answer nor `again` comes any more."""
        self.asked_again = False
        if self._child is not None:
            self._child.abandon()
            self._child = None

    def _ended(self, child: Child) -> None:
        if child is not self._child:
            return  # cancelled while the news of its end was on the way
        self._child = None
        try:
            self._on_answer(answer_of(child))
        finally:
            if self.asked_again:
                self.asked_again = False
                self._again()


def answer_of(child: Child) -> JobResult:
    """The answer of a child that has ended."""
    try:
        table = json.loads(child.output)
    except (ValueError, RecursionError):
        table = None
    if isinstance(table, dict):
        return JobResult(table)
    said = child.errors.decode("utf-8", "replace").strip().splitlines()[-1:] or [N_("it said nothing")]
    return JobResult(None, said[0], child.timed_out)
