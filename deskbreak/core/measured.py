"""How chosen moments go beside plain ones, and whether enough is known to choose any; see docs/learning.md."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from deskbreak.core.learning import CHOSEN, PLAIN, Shown
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass

ACTS_AFTER_S = 28 * 86400.0
ACTS_AFTER_OFFERS = 60
JUDGED_AFTER = 60  # offers of both kinds, before chosen moments can be called worse
Z = 1.96  # of a 95 % interval


def interval(taken: int, offers: int) -> tuple[float, float]:
    """Between which shares the true one lies, 95 times in 100 (Wilson)."""
    if not offers:
        return 0.0, 1.0
    share, more = taken / offers, Z * Z / offers
    middle = (share + more / 2) / (1 + more)
    half = Z * math.sqrt(share * (1 - share) / offers + more / (4 * offers)) / (1 + more)
    return max(middle - half, 0.0), min(middle + half, 1.0)


@dataclass(frozen=True, slots=True)
class Compared:
    """Chosen moments beside plain ones. `low` and `high` hold the difference of their shares, 95 times in 100."""

    chosen_taken: int = 0
    chosen: int = 0
    plain_taken: int = 0
    plain: int = 0

    @property
    def difference(self) -> tuple[float, float]:
        """Newcombe's interval, from the two Wilson ones."""
        if not self.chosen or not self.plain:
            return -1.0, 1.0
        a, b = self.chosen_taken / self.chosen, self.plain_taken / self.plain
        (a_low, a_high), (b_low, b_high) = (
            interval(self.chosen_taken, self.chosen),
            interval(self.plain_taken, self.plain),
        )
        low = a - b - math.hypot(a - a_low, b_high - b)
        high = a - b + math.hypot(a_high - a, b - b_low)
        return low, high

    @property
    def verdict(self) -> str:
        """better, worse, or unsure."""
        low, high = self.difference
        return "better" if low > 0 else "worse" if high < 0 else "unsure"

    @property
    def is_worse(self) -> bool:
        """Return True if learning had better stop."""
        return self.chosen + self.plain >= JUDGED_AFTER and self.verdict == "worse"

    @property
    def words(self) -> str:
        """ "chosen moments: 38 of 55 taken; plain ones: 19 of 37; too few to be sure"."""
        chosen = english(
            "chosen moments: {taken:d} of {shown:d} taken", taken=self.chosen_taken, shown=self.chosen
        )
        plain = english("plain ones: {taken:d} of {shown:d}", taken=self.plain_taken, shown=self.plain)
        return f"{chosen}; {plain}; {self._difference_words()}"

    def _difference_words(self) -> str:
        low, high = (f"{round(100 * share):+}" for share in self.difference)
        match self.verdict:
            case "better":
                said = N_("chosen ones are taken more often ({low} to {high} points)")
            case "worse":
                said = N_("chosen ones are taken less often ({low} to {high} points)")
            case _:
                said = N_("too few to be sure ({low} to {high} points)")
        return english(said, low=low, high=high)


def compare(rows: Iterable[Shown]) -> Compared:
    """How chosen and plain moments went."""
    count = {(kind, taken): 0 for kind in (CHOSEN, PLAIN) for taken in (True, False)}
    for row in rows:
        if (row.moment, row.taken) in count:
            count[row.moment, row.taken] += 1
    chosen, plain = count[CHOSEN, True], count[PLAIN, True]
    return Compared(chosen, chosen + count[CHOSEN, False], plain, plain + count[PLAIN, False])


@dataclass(frozen=True, slots=True)
class Progress:
    """Whether what was learned is used: collecting, on, or worse (it switched itself off)."""

    state: str
    offers: int
    days: int
    compared: Compared

    @property
    def words(self) -> str:
        if self.state == "collecting":
            so_far = english(
                "still collecting: {offers:d} offers in {days:d} days", offers=self.offers, days=self.days
            )
            after = english(
                "moments are chosen after {offers:d} offers and {days:d} days",
                offers=ACTS_AFTER_OFFERS,
                days=round(ACTS_AFTER_S / 86400),
            )
            return f"{so_far}; {after}"
        if self.state == "worse":
            return f"{N_('switched off, because chosen moments went worse')}; {self.compared.words}"
        return self.compared.words if self.compared.chosen else N_("moments are chosen from now on")

    @property
    def has_comparison(self) -> bool:
        """Return True if moments were chosen, so that there is something to compare."""
        return self.compared.chosen > 0

    def to_json(self) -> dict[str, Any]:
        """As `status`, `learned` and the report have it."""
        compared = self.compared
        return {
            "state": self.state,
            "offers": self.offers,
            "days": self.days,
            CHOSEN: {"taken": compared.chosen_taken, "offers": compared.chosen},
            PLAIN: {"taken": compared.plain_taken, "offers": compared.plain},
            "words": self.words,
        }


NOTHING_YET = Progress("collecting", 0, 0, Compared())


def progress(rows: Sequence[Shown], at: float) -> Progress:
    """How far learning is."""
    first = min((row.at for row in rows), default=at)
    compared = compare(rows)
    enough = len(rows) >= ACTS_AFTER_OFFERS and at - first >= ACTS_AFTER_S
    state = "collecting" if not enough else "worse" if compared.is_worse else "on"
    return Progress(state, len(rows), int(max(at - first, 0.0) // 86400), compared)
