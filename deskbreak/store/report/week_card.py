"""The first thing on the report's page: this week beside the last one."""

from __future__ import annotations

from deskbreak.store.report import svg
from deskbreak.store.report.weeks import Week, Weeks, week_words
from deskbreak.store.text import minutes


def week_card(weeks: Weeks) -> str:
    """Both weeks in a sentence, a drawing and a table; nothing where neither holds anything."""
    if weeks.nothing:
        return ""
    last = weeks.last
    label = f"Breaks by day. {week_words(weeks)}"
    drawing = svg.two_weeks(weeks.this.breaks, last.breaks if last else None, label)
    both = f'<div class="both">{drawing}{_table(weeks)}</div>'
    return f'<section class="week"><h2>{week_words(weeks)}</h2>{both}</section>'


def _table(weeks: Weeks) -> str:
    both = [week for week in (weeks.this, weeks.last) if week]
    heads = "".join(
        f'<th scope="col" class="n">{name}</th>' for name in ("this week", "last week")[: len(both)]
    )
    rows = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td class=n>{one}</td>" for one in cells)}</tr>'
        for name, cells in (
            ("breaks", [f"{week.moved:,}" for week in both]),
            ("movement", [minutes(week.moved_s) if week.moved_s else "–" for week in both]),
            ("sitting a day", [_sat(week) for week in both]),
        )
    )
    return f'<table><thead><tr><th scope="col">week</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _sat(week: Week) -> str:
    return "–" if week.sat_per_day is None else minutes(week.sat_per_day)
