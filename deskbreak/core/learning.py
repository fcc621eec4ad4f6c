"""What is learned from offers that were taken or not.

Everything here can be checked by hand; docs/learning.md does so for one example. Each share is drawn towards the
overall one as if `PSEUDO` more offers had gone like all the others, and an offer counts half after six weeks.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence

from deskbreak.sentences import N_
from deskbreak.values import dataclass

HALF_LIFE_S = 42 * 86400.0
PSEUDO = 10.0  # offers by which a share is drawn towards the overall one
BLOCK_HOURS = 2
PLAIN_ONE_IN = 5
TAKEN_WITHIN_S = 900.0  # of the first showing
MIN_SHARE, MAX_SHARE = 0.01, 0.99  # no estimate is certain

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
        return min(max(found, MIN_SHARE), MAX_SHARE)


def _share(table: Sequence[Share], key: str, overall: float) -> float:
    return next((one.share for one in table if one.key == key), overall)


def block_of(hour: int) -> str:
    """The hours that are looked at together: "10-12"."""
    first = hour // BLOCK_HOURS * BLOCK_HOURS
    return f"{first:02}-{first + BLOCK_HOURS:02}"


def form_of(minutes: float, floor: bool) -> str:
    """The form of a set: "1 min", "3 min", "10 min", and whether it needs the floor."""
    length = 1 if minutes <= 1.5 else 3 if minutes <= 5 else 10
    return f"{length} min, {N_('floor')}" if floor else f"{length} min"


# -- the tables ------------------------------------------------------------------------------------------------


def learn(rows: Sequence[Shown], at: float, seed: str = "") -> Learned:
    """The tables as they are at `at`."""
    weighted = [(row, weight(at - row.at)) for row in rows]
    total = sum(w for _, w in weighted)
    overall = sum(w for row, w in weighted if row.taken) / total if total else 0.5

    def table(key: Callable[[Shown], str]) -> tuple[Share, ...]:
        return _table(weighted, overall, key)

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
    weighted: Sequence[tuple[Shown, float]], overall: float, key: Callable[[Shown], str]
) -> tuple[Share, ...]:
    groups: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for row, w in weighted:
        groups[key(row)].append((row.taken, w))
    return tuple(_drawn(name, found, overall) for name, found in sorted(groups.items()))


def _drawn(name: str, found: Sequence[tuple[bool, float]], overall: float) -> Share:
    """The share of some offers, each taken or not and with its weight."""
    hits, total = sum(w for taken, w in found if taken), sum(w for _, w in found)
    taken = sum(taken for taken, _ in found)
    return Share(name, len(found), taken, (hits + PSEUDO * overall) / (total + PSEUDO))


def is_plain(seed: str, day: int, name: str, number: int) -> bool:
    """Return True if this offer is made at the plain moment: one in five, the same whenever it is asked again."""
    return zlib.crc32(f"{seed}|{day}|{name}|{number}".encode()) % PLAIN_ONE_IN == 0
