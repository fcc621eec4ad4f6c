"""What is counted of chosen and plain moments begins at nothing, and only those two kinds count."""

from __future__ import annotations

from deskbreak.core.learning import CHOSEN, PLAIN, Shown
from deskbreak.core.measured import Compared, compare


def shown(moment: str, *, taken: bool) -> Shown:
    return Shown(0.0, 10, "typing", 3.0, floor=False, taken=taken, moment=moment)


def test_nothing_was_shown():
    assert compare([]) == Compared() == Compared(0, 0, 0, 0)


def test_each_kind_is_counted_apart():
    rows = [
        *(shown(CHOSEN, taken=True) for _ in range(3)),
        shown(CHOSEN, taken=False),
        shown(PLAIN, taken=True),
        *(shown(PLAIN, taken=False) for _ in range(5)),
        shown("", taken=True),  # before anything was learned
    ]
    assert compare(rows) == Compared(chosen_taken=3, chosen=4, plain_taken=1, plain=6)
