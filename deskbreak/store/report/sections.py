"""The parts of the report's page, each one stretch of days; a part that has nothing to show is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape

from deskbreak.core.durations import roughly
from deskbreak.store.report import svg
from deskbreak.store.report.headlines import headlines, plural, short_date
from deskbreak.store.report.numbers import MOVED, DayFigures, Numbers
from deskbreak.store.rows import ANSWERS

_ENDED = {
    "taken": ("taken", "done from start to end"),
    "partly": ("partly", "begun and left before the end"),
    "snoozed": ("snoozed", "put off for a while"),
    "skipped": ("skipped", "not this time"),
    "missed": ("missed", "nobody answered"),
    "stopped": ("stopped", "ended because something hurt"),
}
_OWN = {
    "taken": ("taken", "done from start to end, or logged"),
    "partly": ("partly", "left before the end"),
    "skipped": ("closed", "closed again, or called off before it was offered"),
    "stopped": ("stopped", "ended because something hurt"),
}
_BESIDE = {
    "natural": ("away", "long enough from the desk by yourself"),
    "suppressed": ("held back", "deskbreak kept quiet"),
}
_SAT_BOUNDS = (4 * 3600, 6 * 3600, 8 * 3600)  # a day at a desk has six to eight hours
_MOVED_BOUNDS = (2, 4, 6)
_SAT_LEGEND = ("none", "under 4 h", "4 to 6 h", "6 to 8 h", "8 h and more")
_MOVED_LEGEND = ("none", "1", "2 or 3", "4 or 5", "6 and more")
_FEW_DAYS = 14  # up to here a table of days is shown, no calendar
_MAX_CALENDAR_DAYS = 372  # days that one calendar shows; more go year by year


def sections(numbers: Numbers) -> Iterator[str]:
    """Every part that has something to show."""
    if (numbers.last - numbers.first).days < _FEW_DAYS:
        yield _days(numbers)
    else:
        yield from _calendars(numbers)
    yield from _endings(numbers)
    pair = [
        _hours(numbers),
        _ranking("What was worked", "body", numbers.targets),
        _ranking("Exercises", "exercise", numbers.exercises),
        _felt(numbers),
    ]
    if any(pair):
        yield f'<div class="pair">{"".join(pair)}</div>'
    yield _months(numbers)


def _calendars(numbers: Numbers) -> Iterator[str]:
    if numbers.moved:
        yield _calendar_section(numbers, "b", "Breaks, day by day", "How many breaks you took each day.")
    if numbers.sat_per_day is not None:
        lead = "How long deskbreak saw you sit each day."
        yield _calendar_section(numbers, "s", "Sitting, day by day", lead)


def _days(numbers: Numbers) -> str:
    """A calendar of a few days would be two columns; a table says it better."""
    most = max((day.moved for day in numbers.days.values()), default=0) or 1
    rows = [
        f'<tr><th scope="row">{day:%a} {day.day} {day:%b}</th><td class="barcell">{svg.bar(found.moved / most)}</td>'
        f'<td class="n">{found.moved:,}</td><td class="n">{roughly(found.sat_s) if found.sat_s else "–"}</td></tr>'
        for day, found in sorted(numbers.days.items())
        if found.worked
    ]
    return section("Day by day", "", table(("day", "share", "breaks", "sitting"), rows, bars=True))


def tiles(numbers: Numbers) -> str:
    """The figures that matter, at a glance."""
    shown = "".join(
        f"<li><b>{_figures(figure)}</b><span>{words}</span></li>" for figure, words in headlines(numbers)
    )
    return f'<ul class="tiles">{shown}</ul>'


def _figures(text: str) -> str:
    """Figures at full size, their units smaller."""
    return re.sub(r" (h|min|s)\b", r"<small>&#8239;\1</small>", text)


def _calendar_section(numbers: Numbers, kind: str, title: str, lead: str) -> str:
    legend = _SAT_LEGEND if kind == "s" else _MOVED_LEGEND
    shades = f'<ul class="legend">{svg.legend(kind, lambda shade: legend[shade])}</ul>'
    if (numbers.last - numbers.first).days < _MAX_CALENDAR_DAYS:
        return section(title, lead, _calendar(numbers, "", numbers.first, numbers.last, kind) + shades)
    years = [
        _calendar(
            numbers,
            str(year),
            max(numbers.first, date(year, 1, 1)),
            min(numbers.last, date(year, 12, 31)),
            kind,
        )
        for year in range(numbers.last.year, numbers.first.year - 1, -1)
    ]
    older = f"<details><summary>Earlier years ({len(years) - 1})</summary>{''.join(years[1:])}</details>"
    return section(title, lead, years[0] + shades + (older if len(years) > 1 else ""))


def _calendar(numbers: Numbers, name: str, first: date, last: date, kind: str) -> str:
    of_span = {day: found for day, found in numbers.days.items() if first <= day <= last}
    if kind == "s":
        shown = {d: (svg.level(v.sat_s, _SAT_BOUNDS), _sat_words(d, v)) for d, v in of_span.items()}
        days = [value.sat_s for value in of_span.values() if value.sat_s]
        mean = f", {roughly(sum(days) / len(days))} a day" if days else ""
        label = f"sitting seen on {len(days)} {plural(len(days), 'day')}{mean}"
    else:
        shown = {d: (svg.level(v.moved, _MOVED_BOUNDS), _moved_words(d, v)) for d, v in of_span.items()}
        total = sum(value.moved for value in of_span.values())
        active = sum(value.moved > 0 for value in of_span.values())
        label = f"{total:,} {plural(total, 'break')} on {active} {plural(active, 'day')}"
    label = f"{name}: {label}" if name else label[0].upper() + label[1:]
    drawing = svg.calendar(first, last, shown, kind=kind, label=label)
    # The box scrolls sideways on a phone, so the keyboard must be able to reach it.
    return (
        f'<h3>{escape(label)}</h3><div class="wide" role="region" tabindex="0" '
        f'aria-label="Calendar, {escape(label)}">{drawing}</div>'
    )


def _endings(numbers: Numbers) -> Iterator[str]:
    """How offers ended, what was begun without one, and what was no offer at all: never in one pot."""
    parts = (
        ("How offers ended", "offer", _ENDED, numbers.offered),
        ("Started by yourself", "start", _OWN, numbers.own),
        ("Without an offer", "what", _BESIDE, numbers.outcomes),
    )
    tables = [
        f"<h3>{title}</h3>{_ended(what, words, counts, numbers)}"
        for title, what, words, counts in parts
        if any(counts[outcome] for outcome in words)
    ]
    if tables:
        yield section("Offers and your own starts", "", "".join(tables))


def _ended(
    what: str, words: Mapping[str, tuple[str, str]], counts: Mapping[str, int], numbers: Numbers
) -> str:
    most = max(numbers.outcomes.values(), default=1)
    rows = []
    for outcome, (name, meaning) in words.items():
        count = counts[outcome]
        if not count:
            continue
        why: Mapping[str, int] = numbers.reasons.get(outcome, {}) if what != "start" else {}
        reasons = "; ".join(
            f"{escape(name)} {n:,}" for name, n in sorted(why.items(), key=lambda one: -one[1])[:6]
        )
        kind = "taken" if outcome in MOVED else "rest"
        rows.append(
            f'<tr><th scope="row">{name}<br><span class="soft">{reasons or meaning}</span></th>'
            f'<td class="barcell">{svg.bar(count / most, kind)}</td><td class="n">{count:,}</td></tr>'
        )
    return table((what, "share", "count"), rows, bars=True, kind="wide-words")


def _hours(numbers: Numbers) -> str:
    moved, missed = numbers.hours_moved, numbers.hours_missed
    if not any(moved) and not any(missed):
        return ""
    best = max(range(24), key=lambda hour: moved[hour])
    lead = "When you took breaks (teal), and when an offer was not taken (grey)."
    label = "Breaks by the hour of the day" + (f"; most were taken at {best}:00" if any(moved) else "")
    rows = [
        f'<tr><th scope="row">{hour:02}:00</th><td class="n">{moved[hour]:,}</td>'
        f'<td class="n">{missed[hour]:,}</td></tr>'
        for hour in range(24)
        if moved[hour] or missed[hour]
    ]
    as_table = (
        f"<details><summary>As a table</summary>{table(('hour', 'taken', 'not taken'), rows)}</details>"
    )
    return section("Time of day", lead, svg.hours(moved, missed, label) + as_table)


def _ranking(title: str, what: str, counts: Mapping[str, int]) -> str:
    top = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:12]
    if not top:
        return ""
    rows = [
        f'<tr><th scope="row">{escape(name)}</th><td class="barcell">{svg.bar(count / top[0][1])}</td>'
        f'<td class="n">{count:,}</td></tr>'
        for name, count in top
    ]
    return section(title, "", table((what, "share", "times"), rows, bars=True))


def _felt(numbers: Numbers) -> str:
    if not numbers.felt:
        return ""
    rows = [
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f'<td class="n">{felt.counts[answer]:,}</td>' for answer in ANSWERS)
        + f"<td>{felt.last}</td></tr>"
        for name, felt in sorted(numbers.felt.items(), key=lambda one: -one[1].last_at)
    ]
    lead = "Your answers at the end of a routine; they decide when an exercise becomes harder or easier."
    return section("How it felt", lead, table(("routine", *ANSWERS, "last"), rows, plain_last=True))


def _months(numbers: Numbers) -> str:
    rows = [_month_row(when, days) for when, days in reversed(numbers.months().items())]
    if len(rows) < 2:
        return ""
    names = (
        "month",
        "days",
        "sitting a day",
        "taken",
        "snoozed",
        "skipped",
        "missed",
        "held back",
        "movement",
    )
    return section("Month by month", "", table(names, rows, kind="months"))


def _month_row(when: tuple[int, int], days: Sequence[DayFigures]) -> str:
    sat = [day.sat_s for day in days if day.sat_s]
    counts = (
        len(days),
        roughly(sum(sat) / len(sat)) if sat else "–",
        sum(day.moved for day in days),
        *(sum(day.outcomes[name] for day in days) for name in ("snoozed", "skipped", "missed", "suppressed")),
        roughly(sum(day.moved_s for day in days)),
    )
    cells = "".join(f'<td class="n">{count}</td>' for count in counts)
    return f'<tr><th scope="row">{date(*when, 1):%b %Y}</th>{cells}</tr>'


def section(title: str, lead: str, body: str) -> str:
    """One card with a heading."""
    said = f'<p class="soft">{lead}</p>' if lead else ""
    return f"<section><h2>{title}</h2>{said}{body}</section>"


def table(
    names: Sequence[str], rows: Iterable[str], *, bars: bool = False, plain_last: bool = False, kind: str = ""
) -> str:
    """Rows of cells under their names; in a box that scrolls sideways on a phone."""
    heads = []
    for index, name in enumerate(names):
        plain = index == 0 or (bars and index == 1) or (plain_last and index == len(names) - 1)
        heads.append(f'<th scope="col"{"" if plain else " class=n"}>{name}</th>')
    attribute = f' class="{kind}"' if kind else ""
    # A wide table scrolls sideways on a phone and can be reached by keyboard there.
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="Table by {names[0]}"><table{attribute}><thead><tr>'
        f"{''.join(heads)}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _moved_words(day: date, found: DayFigures) -> str:
    return f"{short_date(day)}: {found.moved} {plural(found.moved, 'break')}" if found.moved else ""


def _sat_words(day: date, found: DayFigures) -> str:
    return f"{short_date(day)}: {roughly(found.sat_s)} of sitting" if found.sat_s else ""


def long_date(day: date) -> str:
    """20 November 2026."""
    return f"{day.day} {day:%B %Y}"
