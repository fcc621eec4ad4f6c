"""The first thing on the report's page: this week beside the last one."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.core.durations import roughly
from deskbreak.store.report import svg
from deskbreak.store.report.sections import table
from deskbreak.store.report.weeks import BackWeek, Week, Weeks, week_words

WEEKS_DRAWN = 52  # the table has them all


def week_card(weeks: Weeks) -> str:
    """Both weeks in a sentence, a drawing and a table; nothing where neither holds anything."""
    if weeks.nothing:
        return ""
    last = weeks.last
    label = f"Breaks by day. {week_words(weeks)}"
    drawing = svg.two_weeks(weeks.this.breaks, last.breaks if last else None, label)
    both = f'<div class="both">{drawing}{_table(weeks)}</div>'
    return f'<section class="week"><h2>{week_words(weeks)}</h2>{both}</section>'


def back_card(weeks: Sequence[BackWeek]) -> str:
    """How the back was beside the breaks of each week, and no word on what the one has to do with the other."""
    if not weeks:
        return ""
    shown = weeks[-WEEKS_DRAWN:]
    label = f"Breaks (columns) and how your back was (dots), {len(shown)} weeks"
    drawing = svg.back([(one.breaks, one.score) for one in shown], label)
    rows = [
        f'<tr><th scope="row">{one.monday.day} {one.monday:%b %Y}</th><td class="n">{one.score}</td>'
        f'<td class="n">{one.breaks:,}</td></tr>'
        for one in reversed(weeks)
    ]
    as_table = table(("week of", "back, 0 to 10", "breaks"), rows)
    return (
        '<section><h2>How your back was</h2><p class="soft">Your own answers, 0 (bad) to 10 (good), as dots; '
        f"the columns are the breaks of that week.</p>{drawing}"
        f"<details><summary>As a table</summary>{as_table}</details></section>"
    )


def _table(weeks: Weeks) -> str:
    both = [week for week in (weeks.this, weeks.last) if week]
    rows = [
        f'<tr><th scope="row">{name}</th>{"".join(f"<td class=n>{one}</td>" for one in cells)}</tr>'
        for name, cells in (
            ("breaks", [f"{week.moved:,}" for week in both]),
            ("movement", [roughly(week.moved_s) if week.moved_s else "–" for week in both]),
            ("sitting a day", [_sat(week) for week in both]),
        )
    ]
    return table(("week", "this week", "last week")[: len(both) + 1], rows)


def _sat(week: Week) -> str:
    return "–" if week.sat_per_day is None else roughly(week.sat_per_day)
