"""The parts of the report's page, each one stretch of days; a part that has nothing to show is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape

from deskbreak.language import _, current, in_parts, n_, p_, translated, with_label
from deskbreak.local_forms import day, month_year, weekday, with_weekday
from deskbreak.sentences import N_
from deskbreak.store.report import svg
from deskbreak.store.report.headlines import count, headlines, short_date, time
from deskbreak.store.report.numbers import MOVED, DayFigures, Numbers
from deskbreak.store.rows import ANSWERS

# Names and meanings, translated where they are shown.
_ENDED = {
    "taken": (N_("taken"), N_("done from start to end")),
    "partly": (N_("partly"), N_("begun and left before the end")),
    "snoozed": (N_("snoozed"), N_("put off for a while")),
    "skipped": (N_("skipped"), N_("not this time")),
    "missed": (N_("missed"), N_("nobody answered")),
    "stopped": (N_("stopped"), N_("ended because something hurt")),
}
_OWN = {
    "taken": (N_("taken"), N_("done from start to end, or logged")),
    "partly": (N_("partly"), N_("left before the end")),
    "skipped": (N_("closed"), N_("closed again, or called off before it was offered")),
    "stopped": (N_("stopped"), N_("ended because something hurt")),
}
_BESIDE = {
    "natural": (N_("away"), N_("long enough from the desk by yourself")),
    "suppressed": (N_("held back"), N_("deskbreak kept quiet")),
}
_SAT_BOUNDS = (4 * 3600, 6 * 3600, 8 * 3600)  # a day at a desk has six to eight hours
_MOVED_BOUNDS = (2, 4, 6)
_NONE = N_("none")
_SAT_LEGEND = (_NONE, N_("under 4 h"), N_("4 to 6 h"), N_("6 to 8 h"), N_("8 h and more"))
_MOVED_LEGEND = (_NONE, "1", N_("2 or 3"), N_("4 or 5"), N_("6 and more"))
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
        _ranking(_("What was worked"), p_("column", "body"), numbers.targets),
        _ranking(_("Exercises"), p_("column", "exercise"), numbers.exercises),
        _felt(numbers),
    ]
    if any(pair):
        yield f'<div class="pair">{"".join(pair)}</div>'
    yield _months(numbers)


def _calendars(numbers: Numbers) -> Iterator[str]:
    if numbers.moved:
        lead = _("How many breaks you took each day.")
        yield _calendar_section(numbers, "b", _("Breaks, day by day"), lead)
    if numbers.sat_per_day is not None:
        lead = _("How long deskbreak saw you sit each day.")
        yield _calendar_section(numbers, "s", _("Sitting, day by day"), lead)


def _days(numbers: Numbers) -> str:
    """A calendar of a few days would be two columns; a table says it better."""
    most, language = max([1, *(one.moved for one in numbers.days.values())]), current()
    rows = [
        f'<tr><th scope="row">{with_weekday(weekday(at, language), day(at, language), language)}</th>'
        f'<td class="barcell">{svg.bar(found.moved / most)}</td><td class="n">{count(found.moved)}</td>'
        f'<td class="n">{time(found.sat_s) if found.sat_s else "–"}</td></tr>'
        for at, found in sorted(numbers.days.items())
        if found.worked
    ]
    names = (p_("column", "day"), p_("column", "share"), p_("column", "breaks"), p_("column", "sitting"))
    return section(_("Day by day"), "", table(names, rows, bars=True))


def tiles(numbers: Numbers) -> str:
    """The figures that matter, at a glance."""
    shown = "".join(
        f"<li><b>{_figures(figure)}</b><span>{escape(words)}</span></li>"
        for figure, words in headlines(numbers)
    )
    return f'<ul class="tiles">{shown}</ul>'


def _figures(text: str) -> str:
    """Figures at full size, their units smaller."""
    return re.sub(r"[ \u00a0](?!\d)(\S+)", r"<small>&#8239;\1</small>", escape(text))


def _calendar_section(numbers: Numbers, kind: str, title: str, lead: str) -> str:
    legend = _SAT_LEGEND if kind == "s" else _MOVED_LEGEND
    shades = f'<ul class="legend">{svg.legend(kind, lambda shade: translated(legend[shade]))}</ul>'
    if (numbers.last - numbers.first).days < _MAX_CALENDAR_DAYS:
        return section(
            title, lead, _calendar(numbers, "", numbers.first, last=numbers.last, kind=kind) + shades
        )
    years = [
        _calendar(
            numbers,
            str(year),
            max(numbers.first, date(year, 1, 1)),
            last=min(numbers.last, date(year, 12, 31)),
            kind=kind,
        )
        for year in range(numbers.last.year, numbers.first.year - 1, -1)
    ]
    title_of_older = escape(_("Earlier years ({n})", n=len(years) - 1))
    older = f"<details><summary>{title_of_older}</summary>{''.join(years[1:])}</details>"
    return section(title, lead, years[0] + shades + older)


def _calendar(numbers: Numbers, name: str, first: date, *, last: date, kind: str) -> str:
    of_span = {day: found for day, found in numbers.days.items() if first <= day <= last}
    if kind == "s":
        shown = {d: (svg.level(v.sat_s, _SAT_BOUNDS), _sat_words(d, v)) for d, v in of_span.items()}
        label = _sat_label([value.sat_s for value in of_span.values() if value.sat_s])
    else:
        shown = {d: (svg.level(v.moved, _MOVED_BOUNDS), _moved_words(d, v)) for d, v in of_span.items()}
        label = _moved_label([value.moved for value in of_span.values() if value.moved])
    label = with_label(name, label) if name else label[0].upper() + label[1:]
    drawing = svg.calendar(first, last, shown, kind=kind, label=label)
    # The box scrolls sideways on a phone, so the keyboard must be able to reach it.
    return (
        f'<h3>{escape(label)}</h3><div class="wide" role="region" tabindex="0" '
        f'aria-label="{escape(_("Calendar, {label}", label=label))}">{drawing}</div>'
    )


def _sat_label(days: Sequence[float]) -> str:
    if not days:
        return n_("sitting seen on {n} day", "sitting seen on {n} days", 0)
    mean = time(sum(days) / len(days))
    return n_(
        "sitting seen on {n} day, {time} a day",
        "sitting seen on {n} days, {time} a day",
        len(days),
        time=mean,
    )


def _moved_label(days: Sequence[int]) -> str:
    breaks = n_("{breaks} break", "{breaks} breaks", sum(days), breaks=count(sum(days)))
    return n_("{breaks} on {n} day", "{breaks} on {n} days", len(days), breaks=breaks)


def _endings(numbers: Numbers) -> Iterator[str]:
    """How offers ended, what was started without one, and what was no offer at all: never in one pot."""
    parts = (
        (_("How offers ended"), p_("column", "offer"), _ENDED, numbers.offered),
        (_("Started by yourself"), p_("column", "start"), _OWN, numbers.own),
        (_("Without an offer"), p_("column", "what"), _BESIDE, numbers.outcomes),
    )
    tables = [
        f"<h3>{escape(title)}</h3>{_ended(what, words, counts, numbers)}"
        for title, what, words, counts in parts
        if any(counts[outcome] for outcome in words)
    ]
    if tables:
        yield section(_("Offers and your own starts"), "", "".join(tables))


def _ended(
    what: str, words: Mapping[str, tuple[str, str]], counts: Mapping[str, int], numbers: Numbers
) -> str:
    most = max(numbers.outcomes.values())
    rows = []
    for outcome, (name, meaning) in words.items():
        times = counts[outcome]
        if not times:
            continue
        why: Mapping[str, int] = numbers.reasons.get(outcome, {}) if words is not _OWN else {}
        reasons = in_parts(
            *(f"{translated(one)} {count(n)}" for one, n in sorted(why.items(), key=lambda one: -one[1])[:6])
        )
        kind, under = "taken" if outcome in MOVED else "rest", escape(reasons or translated(meaning))
        rows.append(
            f'<tr><th scope="row">{escape(translated(name))}<br><span class="soft">{under}</span></th>'
            f'<td class="barcell">{svg.bar(times / most, kind)}</td><td class="n">{count(times)}</td></tr>'
        )
    return table((what, p_("column", "share"), p_("column", "count")), rows, bars=True, kind="wide-words")


def _hours(numbers: Numbers) -> str:
    moved, missed = numbers.hours_moved, numbers.hours_missed
    if not any(moved) and not any(missed):
        return ""
    best = max(range(24), key=lambda hour: moved[hour])
    lead = _("When you took breaks (teal), and when an offer was not taken (grey).")
    label = _("Breaks by the hour of the day")
    if any(moved):
        label = _("Breaks by the hour of the day; most were taken at {time}", time=f"{best}:00")
    rows = [
        f'<tr><th scope="row">{hour:02}:00</th><td class="n">{count(moved[hour])}</td>'
        f'<td class="n">{count(missed[hour])}</td></tr>'
        for hour in range(24)
        if moved[hour] or missed[hour]
    ]
    as_table = table((p_("column", "hour"), p_("column", "taken"), p_("column", "not taken")), rows)
    return section(_("Time of day"), lead, svg.hours(moved, missed, label) + under_it(as_table))


def under_it(as_table: str) -> str:
    """The numbers of a drawing, to be opened."""
    return f"<details><summary>{escape(_('As a table'))}</summary>{as_table}</details>"


def _ranking(title: str, what: str, counts: Mapping[str, int]) -> str:
    top = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:12]
    if not top:
        return ""
    rows = [
        f'<tr><th scope="row"><bdi>{escape(translated(name))}</bdi></th>'
        f'<td class="barcell">{svg.bar(times / top[0][1])}</td><td class="n">{count(times)}</td></tr>'
        for name, times in top
    ]
    return section(title, "", table((what, p_("column", "share"), p_("column", "times")), rows, bars=True))


def _felt(numbers: Numbers) -> str:
    if not numbers.felt:
        return ""
    answers = {"easy": p_("answer", "easy"), "right": p_("answer", "right"), "hard": p_("answer", "hard")}
    rows = [
        f'<tr><th scope="row"><bdi>{escape(translated(name))}</bdi></th>'
        + "".join(f'<td class="n">{count(felt.counts[answer])}</td>' for answer in ANSWERS)
        + f"<td>{escape(answers.get(felt.last, felt.last))}</td></tr>"
        for name, felt in sorted(numbers.felt.items(), key=lambda one: -one[1].last_at)
    ]
    lead = _("Your answers at the end of a routine; they decide when an exercise becomes harder or easier.")
    names = (p_("column", "routine"), *(answers[one] for one in ANSWERS), p_("column", "last"))
    return section(_("How it felt"), lead, table(names, rows, plain_last=True))


def _months(numbers: Numbers) -> str:
    rows = [_month_row(when, days) for when, days in reversed(numbers.months().items())]
    if len(rows) < 2:
        return ""
    names = (
        p_("column", "month"),
        p_("column", "days"),
        p_("column", "sitting a day"),
        _("taken"),
        _("snoozed"),
        _("skipped"),
        _("missed"),
        _("held back"),
        p_("column", "movement"),
    )
    return section(_("Month by month"), "", table(names, rows, kind="months"))


def _month_row(when: tuple[int, int], days: Sequence[DayFigures]) -> str:
    sat = [day.sat_s for day in days if day.sat_s]
    counts = (
        len(days),
        time(sum(sat) / len(sat)) if sat else "–",
        sum(day.moved for day in days),
        *(sum(day.outcomes[name] for day in days) for name in ("snoozed", "skipped", "missed", "suppressed")),
        time(sum(day.moved_s for day in days)),
    )
    cells = "".join(f'<td class="n">{one}</td>' for one in counts)
    return f'<tr><th scope="row">{month_year(date(*when, 1), current())}</th>{cells}</tr>'


def section(title: str, lead: str, body: str) -> str:
    """One card with a heading."""
    said = f'<p class="soft">{escape(lead)}</p>' if lead else ""
    return f"<section><h2>{escape(title)}</h2>{said}{body}</section>"


def table(
    names: Sequence[str], rows: Iterable[str], *, bars: bool = False, plain_last: bool = False, kind: str = ""
) -> str:
    """Rows of cells under their names; in a box that scrolls sideways on a phone."""
    heads = []
    for index, name in enumerate(names):
        plain = index == 0 or (bars and index == 1) or (plain_last and index == len(names) - 1)
        heads.append(f'<th scope="col"{"" if plain else " class=n"}>{escape(name)}</th>')
    attribute = f' class="{kind}"' if kind else ""
    label = escape(_("Table by {column}", column=names[0]))
    # A wide table scrolls sideways on a phone and can be reached by keyboard there.
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table{attribute}><thead><tr>'
        f"{''.join(heads)}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _moved_words(at: date, found: DayFigures) -> str:
    if not found.moved:
        return ""
    return with_label(short_date(at), n_("{n} break", "{n} breaks", found.moved))


def _sat_words(at: date, found: DayFigures) -> str:
    if not found.sat_s:
        return ""
    return with_label(short_date(at), _("{time} of sitting", time=time(found.sat_s)))
