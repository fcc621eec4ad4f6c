"""Holds what `why` and `log` tell of a long time to what must be so: each offer in work hours, once, and ended once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.torture.trial import Trial

Minutes = Sequence[tuple[int, int]]  # of the local day, from and to
ENDINGS = (
    "taken",
    "partly",
    "skipped",
    "missed",
    "natural",
    "stopped",
    "suppressed",
    "started",
    "healed",
    "snoozed",
)
FINAL = ("taken", "partly", "skipped", "missed", "stopped", "suppressed")
SLACK_MIN = 1.0
OVERLAP = 8  # rows by which two looks are joined


class Account:
    """What was told so far; the same hours and meetings hold every day."""

    def __init__(self, trial: Trial, hours: Minutes, meetings: Minutes) -> None:
        self._trial, self._hours, self._meetings = trial, hours, meetings
        self._last: list[dict[str, Any]] = []
        self._open = False
        self._overtime = False
        self.decisions = self.offers = self.repeats = 0
        self.rows: dict[int, dict[str, Any]] = {}

    def hear(self, why: list[dict[str, Any]]) -> None:
        """The last decisions, newest last: those that are new are judged, each of them."""
        for row in self._new(why):
            self.decisions += 1
            self._judge(row)
        self._last = why[-OVERLAP:]

    def _new(self, why: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if not self._last:
            return why
        for end in range(len(why), len(self._last) - 1, -1):
            if why[end - len(self._last) : end] == self._last:
                return why[end:]
        self._trial.fault("more was decided between two looks than is kept")
        return why

    def _judge(self, row: dict[str, Any]) -> None:
        decision, reason = row["decision"], row["reason"]
        if decision in ("overtime", "overtime over"):
            self._overtime = decision == "overtime"
        if decision in ("offered", "offered again"):
            self._judge_offer(row)
            again = decision == "offered again" or reason in (
                "the snooze is over",
                "nothing holds it back any more",
            )
            self.repeats += again
            if not again:
                self._trial.expect(not self._open, f"an offer while another is open: {row}")
                self.offers += 1
                self._open = True
        elif decision in ENDINGS and decision != "snoozed":
            self._open = False

    def _judge_offer(self, row: dict[str, Any]) -> None:
        at = datetime.fromisoformat(row["at"])
        minute = at.hour * 60 + at.minute + at.second / 60
        inside = any(start - SLACK_MIN <= minute < end for start, end in self._hours)
        self._trial.expect(inside or self._overtime, f"an offer outside work hours: {row}")
        met = any(start + SLACK_MIN < minute < end - SLACK_MIN for start, end in self._meetings)
        self._trial.expect(not met, f"an offer in a meeting: {row}")

    def see(self, log: list[dict[str, Any]]) -> None:
        """All rows: none that was there is gone, and none is there twice."""
        now = {row["id"]: row for row in log}
        self._trial.expect(len(now) == len(log), "a row is there twice")
        gone = [number for number in self.rows if number not in now]
        natural = [
            number for number in gone if self.rows[number]["outcome"] == "natural"
        ]  # given back, on request
        self._trial.expect(len(natural) == len(gone), f"{len(gone) - len(natural)} rows are lost")
        self.rows = now

    def end(self) -> Counter[str]:
        """Each offer but the last has come to an end that is in the log."""
        outcomes = Counter(str(row["outcome"]) for row in self.rows.values())
        ended = sum(outcomes[name] for name in FINAL) + outcomes["natural"]
        self._trial.expect(ended >= self.offers - 1, f"{self.offers} offers, and {ended} outcomes in the log")
        return outcomes
