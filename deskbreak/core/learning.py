"""What is learned from offers that were taken or not, and how the moments chosen by it are measured.

Everything here can be checked by hand; docs/learning.md does so for one example. Each share is drawn towards the
overall one as if `PSEUDO` more offers had gone like all the others, and an offer counts half after six weeks.
"""

from __future__ import annotations

import math
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from deskbreak.values import dataclass

HALF_LIFE_S = 42 * 86400.0
PSEUDO = 10.0  # offers by which a share is drawn towards the overall one
BLOCK_HOURS = 2
ACTS_AFTER_S = 28 * 86400.0
ACTS_AFTER_OFFERS = 60
PLAIN_ONE_IN = 5
JUDGED_AFTER = 60  # offers of both kinds, before chosen moments can be called worse
TAKEN_WITHIN_S = 900.0  # of the first showing
LEAST, MOST = 0.01, 0.99  # no estimate is certain
Z = 1.96  # of a 95 % interval

BEFORE = ("meeting", "hold", "absence", "pause", "typing", "")  # what ended just before an offer
CHOSEN, PLAIN = "chosen", "plain"


@dataclass(frozen=True, slots=True)
class Shown:
    """One offer in its context, and whether it was taken. `hour` is local, `minutes` what the set was to last."""

    at: float
    hour: int
    before: str
    minutes: float
    floor: bool
    taken: bool
    moment: str = ""  # chosen, plain, or "" where nothing was learned yet
    weekday: int = 0
    step: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a table: how many offers, how many taken, and the share that is reckoned with."""

    key: str
    offers: int
    taken: int
    share: float


@dataclass(frozen=True, slots=True)
class Learned:
    """The tables. `seed` is the machine's own word, by which plain moments are drawn."""

    seed: str
    offers: int
    taken: int
    overall: float
    blocks: tuple[Share, ...] = ()
    contexts: tuple[Share, ...] = ()
    forms: tuple[Share, ...] = ()

    def block(self, hour: int) -> float:
        return _share(self.blocks, block_of(hour), self.overall)

    def context(self, before: str) -> float:
        return _share(self.contexts, before, self.overall)

    def form(self, form: str) -> float:
        return _share(self.forms, form, self.overall)

    def estimate(self, hour: int, before: str, form: str | None = None) -> float:
        """The share of offers taken in this hour, after this, in this form: what each adds to the overall share."""
        found = self.block(hour) + self.context(before) - self.overall
        if form is not None:
            found += self.form(form) - self.overall
        return min(max(found, LEAST), MOST)


def _share(table: Sequence[Share], key: str, overall: float) -> float:
    return next((one.share for one in table if one.key == key), overall)


def block_of(hour: int) -> str:
    """The hours that are looked at together: "10-12"."""
    first = hour // BLOCK_HOURS * BLOCK_HOURS
    return f"{first:02}-{first + BLOCK_HOURS:02}"


def form_of(minutes: float, floor: bool) -> str:
    """The form of a set: "1 min", "3 min", "10 min", and whether it needs the floor."""
    length = 1 if minutes <= 1.5 else 3 if minutes <= 5 else 10
    return f"{length} min, floor" if floor else f"{length} min"


# -- the tables ------------------------------------------------------------------------------------------------


def learn(rows: Sequence[Shown], at: float, seed: str = "") -> Learned:
    """The tables as they are at `at`."""
    weights = [weight(at - row.at) for row in rows]
    total = sum(weights)
    hits = sum(w for w, row in zip(weights, rows, strict=True) if row.taken)
    overall = hits / total if total else 0.5

    def table(key: Callable[[Shown], str]) -> tuple[Share, ...]:
        return _table(rows, weights, overall, key)

    return Learned(
        seed,
        offers=len(rows),
        taken=sum(row.taken for row in rows),
        overall=overall,
        blocks=table(lambda row: block_of(row.hour)),
        contexts=table(lambda row: row.before),
        forms=table(lambda row: form_of(row.minutes, row.floor)),
    )


def weight(age_s: float) -> float:
    """How much an offer of that age counts: half after six weeks."""
    return float(0.5 ** (max(age_s, 0.0) / HALF_LIFE_S))


def _table(
    rows: Sequence[Shown], weights: Sequence[float], overall: float, key: Callable[[Shown], str]
) -> tuple[Share, ...]:
    counts: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0.0, 0.0])
    for row, w in zip(rows, weights, strict=True):
        found = counts[key(row)]
        found[0] += 1
        found[1] += row.taken
        found[2] += w
        found[3] += w * row.taken
    return tuple(
        Share(name, int(n), int(k), (hits + PSEUDO * overall) / (total + PSEUDO))
        for name, (n, k, total, hits) in sorted(counts.items())
    )


# -- measuring ---------------------------------------------------------------------------------------------------


def is_plain(seed: str, day: int, name: str, number: int) -> bool:
    """Whether this offer is made at the plain moment: one in five, the same whenever it is asked again."""
    return zlib.crc32(f"{seed}|{day}|{name}|{number}".encode()) % PLAIN_ONE_IN == 0


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
        """Whether learning had better stop."""
        return self.chosen + self.plain >= JUDGED_AFTER and self.verdict == "worse"

    @property
    def words(self) -> str:
        """ "chosen moments: 38 of 55 taken; plain ones: 19 of 37; too few to be sure"."""
        low, high = self.difference
        between = f"{round(100 * low):+} to {round(100 * high):+} points"
        sure = {
            "better": f"chosen ones are taken more often ({between})",
            "worse": f"chosen ones are taken less often ({between})",
            "unsure": f"too few to be sure ({between})",
        }[self.verdict]
        return (
            f"chosen moments: {self.chosen_taken} of {self.chosen} taken; "
            f"plain ones: {self.plain_taken} of {self.plain}; {sure}"
        )


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
            return (
                f"still collecting: {self.offers} offers in {self.days} days; "
                f"moments are chosen after {ACTS_AFTER_OFFERS} offers and {round(ACTS_AFTER_S / 86400)} days"
            )
        if self.state == "worse":
            return f"switched off, because chosen moments went worse; {self.compared.words}"
        return self.compared.words if self.compared.chosen else "moments are chosen from now on"

    @property
    def is_telling(self) -> bool:
        """Whether moments were chosen, so that there is something to compare."""
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
