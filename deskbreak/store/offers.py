"""The context of each movement offer, written when it is shown, and what came of it by the journal's outcomes.

It stays on this machine: a desk at home is not one at the office, and each learns from its own offers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from sys import intern

from deskbreak.core.learning import TAKEN_WITHIN_S, Shown
from deskbreak.store.rows import Row, number
from deskbreak.values import dataclass

TOOK = ("taken", "partly", "stopped", "natural")
ENDS_WITHIN_S = 86400.0  # an offer's outcome is written no later
STILL_BEFORE_S = 120.0  # a person who left may have been still for so long when the offer came


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One row of the table: the fields are its columns. `hour` and `weekday` (Monday is 0) are local."""

    at: float
    zone: str
    offer: int
    break_name: str
    sat: float
    hour: int
    weekday: int
    before: str
    seconds: float
    floor: bool
    step: int
    moment: str
    waited: float  # seconds after it fell due; below zero: before

    def to_json(self) -> dict[str, object]:
        """As exports have it."""
        return {
            "sat_s": number(round(self.sat)),
            "hour": self.hour,
            "weekday": self.weekday,
            "after": self.before,
            "seconds": number(round(self.seconds)),
            "floor": self.floor,
            "step": self.step,
            "moment": self.moment,
            "waited_s": number(round(self.waited)),
        }


COLUMNS = ("sat_s", "hour", "weekday", "after", "seconds", "floor", "step", "moment", "waited_s")


def shown(offers: Iterable[OfferRow], rows: Iterable[Row]) -> list[Shown]:
    """What is learned from: each offer, and whether a break began within a quarter of an hour.

    Both are oldest first and are read side by side, so that of years of rows only those of a day are held at once.
    """
    ends = _Ends(rows)
    return [
        Shown(
            one.at,
            hour=one.hour,
            before=intern(one.before),
            minutes=one.seconds / 60,
            floor=one.floor,
            taken=any(_took(one, end) for end in ends.after(one.at)),
            moment=intern(one.moment),
            weekday=one.weekday,
            step=one.step,
        )
        for one in offers
    ]


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a break that was taken; `offer` 0 is an absence."""

    at: float
    began: float
    offer: int


class _Ends:
    """The breaks that ended within a day after an instant, which only moves on."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = _taken(rows)
        self._next = next(self._rows, None)
        self._held: deque[_End] = deque()

    def after(self, at: float) -> Iterable[_End]:
        while self._held and self._held[0].at < at:
            self._held.popleft()
        while self._next is not None and self._next.at <= at + ENDS_WITHIN_S:
            if self._next.at >= at:
                self._held.append(self._next)
            self._next = next(self._rows, None)
        return self._held


def _taken(rows: Iterable[Row]) -> Iterator[_End]:
    for row in rows:
        if row.own and row.outcome in TOOK:
            count = offer_of(row)
            if count or _is_absence(row):
                yield _End(row.at, began(row), count)


def _took(one: OfferRow, end: _End) -> bool:
    """Return True if the break is the offer's, or an absence, and began while the offer was fresh."""
    if end.offer:
        mine = end.offer == one.offer
    else:
        mine = end.began >= one.at - STILL_BEFORE_S
    return mine and end.began <= one.at + TAKEN_WITHIN_S


def context_of(row: Row, offers: Sequence[OfferRow]) -> OfferRow | None:
    """The offer that the row is about; None where there was none, or it is not known here."""
    count = offer_of(row)
    if not count or not row.own:
        return None
    found = [one for one in offers if one.offer == count and 0 <= row.at - one.at <= ENDS_WITHIN_S]
    return found[-1] if found else None


def offer_of(row: Row) -> int:
    """The number of the row's offer, from its uid (machine, something unique, offer, counter); 0: none."""
    parts = row.uid.rsplit("-", 2)
    return int(parts[1]) if len(parts) == 3 and parts[1].isdecimal() and not _is_absence(row) else 0


def _is_absence(row: Row) -> bool:
    return "-away-" in row.uid


def began(row: Row) -> float:
    """When the break of the row began."""
    return row.at - row.seconds
