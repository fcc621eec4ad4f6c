"""The first thing on the report's page: this week beside the last one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from deskbreak.language import _, n_, p_
from deskbreak.store.report import svg
from deskbreak.store.report.headlines import count, short_date, time
from deskbreak.store.report.sections import section, table, under_it
from deskbreak.store.report.weeks import BackWeek, Week, Weeks, week_words

WEEKS_DRAWN = 52  # the table has them all


def week_card(weeks: Weeks) -> str:
    """Both weeks in a sentence, a drawing and a table; nothing where neither holds anything."""
    if weeks.nothing:
        return ""
    last = weeks.last
    label = f"{_('Breaks by day.')} {week_words(weeks)}"
    drawing = svg.two_weeks(weeks.this.breaks, last.breaks if last else None, label)
    both = f'<div class="both">{drawing}{_table(weeks)}</div>'
    return f'<section class="week"><h2>{escape(week_words(weeks))}</h2>{both}</section>'


def back_card(weeks: Sequence[BackWeek]) -> str:
    """How the back was beside the breaks of each week, and no word on what the one has to do with the other."""
    if not weeks:
        return ""
    shown = weeks[-WEEKS_DRAWN:]
    label = n_(
        "Breaks (columns) and how your back was (dots), {n} week",
        "Breaks (columns) and how your back was (dots), {n} weeks",
        len(shown),
    )
    drawing = svg.back([(one.breaks, one.score) for one in shown], label)
    rows = [
        f'<tr><th scope="row">{short_date(one.monday)}</th><td class="n">{one.score}</td>'
        f'<td class="n">{count(one.breaks)}</td></tr>'
        for one in reversed(weeks)
    ]
    as_table = table((_("week of"), _("back, 0 to 10"), p_("column", "breaks")), rows)
    lead = _("Your own answers, 0 (bad) to 10 (good), as dots; the columns are the breaks of that week.")
    return section(_("How your back was"), lead, drawing + under_it(as_table))


def _table(weeks: Weeks) -> str:
    both = [week for week in (weeks.this, weeks.last) if week]
    rows = [
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td class=n>{one}</td>" for one in cells)}</tr>'
        for name, cells in (
            (p_("column", "breaks"), [count(week.moved) for week in both]),
            (p_("column", "movement"), [time(week.moved_s) if week.moved_s else "–" for week in both]),
            (p_("column", "sitting a day"), [_sat(week) for week in both]),
        )
    ]
    names = (p_("column", "week"), _("this week"), _("last week"))
    return table(names[: len(both) + 1], rows)


def _sat(week: Week) -> str:
    return "–" if week.sat_per_day is None else time(week.sat_per_day)
