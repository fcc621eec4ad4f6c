"""What was learned, as text and as JSON: for `learned`, `status` and the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deskbreak.cells import padded
from deskbreak.core.learning import Learned, Share
from deskbreak.core.measured import Progress
from deskbreak.core.plan import OfferRules
from deskbreak.core.window import AFTER
from deskbreak.language import _, n_, p_, translated
from deskbreak.sentences import N_

OFF = N_("[offer] learn is off: every offer comes at its plain moment")
NEEDS = 5  # lines of fewer offers are hardly worth a word


def state(progress: Progress, rules: OfferRules) -> str:
    """off, collecting, on, or worse."""
    return progress.state if rules.learn else "off"


def words(progress: Progress, rules: OfferRules) -> str:
    """A sentence on how far learning is."""
    return progress.words if rules.learn else OFF


def shown(progress: Progress, rules: OfferRules) -> dict[str, Any]:
    """As `status` has it."""
    return progress.to_json() | {"state": state(progress, rules), "words": words(progress, rules)}


def lines(tables: Learned) -> Iterator[str]:
    """The tables, a line a share, in the language that is spoken."""
    yield n_(
        "{taken} of {n} offer was taken within a quarter of an hour: {share}",
        "{taken} of {n} offers were taken within a quarter of an hour: {share}",
        tables.offers,
        taken=tables.taken,
        share=percent(tables.overall),
    )
    yield from ("", _("by hour"), *(_line(one.key, one) for one in tables.blocks))
    yield from ("", _("by what went before"))
    yield from (_line(AFTER.get(one.key, one.key), one) for one in tables.contexts)
    yield from ("", _("by form"), *(_line(one.key, one) for one in tables.forms))


def _line(about: str, one: Share) -> str:
    of = p_("3 of 12 offers", "of")
    return f"  {padded(translated(about), 28)} {one.taken:>4} {of} {one.offers:<4} {percent(one.share):>6}"


def percent(share: float) -> str:
    """A share from 0 to 1 as whole per cent: "38 %"."""
    return f"{round(100 * share)} %"


def to_json(tables: Learned) -> dict[str, Any]:
    """The tables for programs."""

    def rows(table: tuple[Share, ...], key: str) -> list[dict[str, Any]]:
        return [
            {key: one.key, "taken": one.taken, "offers": one.offers, "share": round(one.share, 4)}
            for one in table
        ]

    return {
        "offers": tables.offers,
        "taken": tables.taken,
        "share": round(tables.overall, 4),
        "hours": rows(tables.blocks, "hours"),
        "before": rows(tables.contexts, "before"),
        "forms": rows(tables.forms, "form"),
    }
