"""The worked example of docs/learning.md, recomputed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deskbreak.core import window
from deskbreak.core.learning import PSEUDO, Learned, Shown, learn
from deskbreak.core.plan import Plan
from deskbreak.core.state import Due

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "learning.md").read_text("utf-8")
AT = datetime(2026, 11, 23, 15, tzinfo=UTC).timestamp()


def table(header: str) -> list[list[str]]:
    """The rows of the table whose head begins so."""
    lines = PAGE.split(f"| {header} |", 1)[1].splitlines()[2:]
    rows = [line.strip("| ").split(" | ") for line in lines[: lines.index("")]]
    return [[cell.strip() for cell in row] for row in rows]


def example() -> list[Shown]:
    rows = []
    for offers, taken, weeks, hour, before, form in table("offers"):
        for number in range(int(offers)):
            rows.append(
                Shown(
                    AT - int(weeks) * 7 * 86400,
                    hour=int(hour),
                    before=before,
                    minutes=3,
                    floor="floor" in form,
                    taken=number < int(taken),
                )
            )
    return rows


@pytest.fixture(scope="module")
def tables() -> Learned:
    return learn(example(), AT)


def test_the_shares_are_as_the_page_says(tables: Learned) -> None:
    assert "The overall share is 50 %" in PAGE and tables.overall == pytest.approx(0.5)
    found = {one.key: one.share for one in (*tables.blocks, *tables.contexts, *tables.forms)}
    reported = table("share of")
    assert {row[0] for row in reported} == set(found)
    for key, weighted, drawn, share in reported:
        taken, offers = map(int, weighted.split(" of "))
        by_hand = (taken + PSEUDO / 2) / (offers + PSEUDO)
        assert found[key] == pytest.approx(by_hand) and f"{round(100 * by_hand)} %" == share
        assert drawn == f"({taken} + 5) / ({offers} + 10)"


def clock(text: str) -> float:
    hour, minute = map(int, text.split(":"))
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("due", "when", "before", "points"),
    [
        ("14:20", "14:20", "pause", 30),
        ("14:20", "14:33", "meeting", 42),
        ("10:20", "10:20", "pause", 55),
        ("10:20", "10:28", "meeting", 72),
    ],
)
def test_the_moments_are_worth_what_the_page_says(
    due: str, when: str, before: str, points: int, tables: Learned
) -> None:
    plan = Plan(zone=UTC, learned=tables)
    worth = window.worth(tables, plan, Due("mobility", clock(due)), when=clock(when), before=before)
    assert 100 * worth == pytest.approx(points)
    text = " ".join(PAGE.split())
    assert re.search(rf"(= |: |- 8 = ){points}\b", text), points


def test_the_figures_of_the_page_are_those_of_the_program() -> None:
    from deskbreak.core import learning, measured
    from deskbreak.core.plan import OfferRules

    rules = OfferRules()
    assert (rules.earlier_s, rules.later_s) == (600.0, 900.0)
    assert (learning.HALF_LIFE_S, measured.ACTS_AFTER_OFFERS) == (42 * 86400.0, 60)
    assert (learning.PLAIN_ONE_IN, measured.JUDGED_AFTER, learning.TAKEN_WITHIN_S) == (5, 60, 900.0)
    assert pytest.approx((0.01, 0.005)) == (window.LATE_COSTS * 60, window.EARLY_COSTS * 60)
    assert (window.UPRIGHT_COSTS, window.SHORTER_COSTS, window.JUST_S) == (0.05, 0.10, 600.0)
