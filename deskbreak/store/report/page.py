"""The report as one HTML file that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path

from deskbreak.store.report import svg
from deskbreak.store.report.numbers import MOVED, Day, Numbers, clock
from deskbreak.store.rows import ANSWERS, OUTCOMES
from deskbreak.store.text import minutes

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_OUTCOME_WORDS = {
    "taken": "done from start to end",
    "partly": "begun and left before the end",
    "natural": "away from the desk long enough by yourself",
    "snoozed": "put off for a while",
    "skipped": "turned down",
    "missed": "nobody answered",
    "stopped": "ended because something hurt",
    "suppressed": "held back by deskbreak",
}
_SAT_BOUNDS = (4 * 3600, 6 * 3600, 8 * 3600)  # a day at a desk has six to eight hours
_MOVED_BOUNDS = (2, 4, 6)
_SAT_LEGEND = ("none", "under 4 h", "4 to 6 h", "6 to 8 h", "8 h and more")
_MOVED_LEGEND = ("none", "1", "2 or 3", "4 or 5", "6 and more")
_COUNTED = (
    (
        "Breaks taken",
        "Rows whose outcome is taken or partly. A natural break rests the back too, but is no routine.",
    ),
    (
        "Offers followed",
        "Taken and partly, divided by taken, partly, skipped and missed. Snoozes are not an end.",
    ),
    ("Sitting", "Stretches between breaks. Those of two machines that overlap count once."),
    ("Longest stretch", "The longest time between two breaks or absences."),
    (
        "Days in a row",
        "Days at the desk with at least one break taken. Days off neither count nor break the row.",
    ),
    (
        "What was worked",
        "Each exercise of each break taken counts once for each part of the body it works on.",
    ),
    ("Time of day", "Taken: taken and partly. Not taken: skipped, missed, stopped and held back."),
    ("Walks", "Breaks taken that hold a walk, whatever their length."),
)


def page(numbers: Numbers, suggestion: str = "") -> str:
    """The whole document, with a sentence of advice at its head where there is one."""
    style = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    span = f"{_long(numbers.first)} to {_long(numbers.last)}"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>Your breaks, {span}</title><style>{style}</style></head><body>"
        f'<header><h1>Your breaks</h1><p class="soft">{span}{_machines(numbers)}</p>'
        f"{_tiles(numbers)}{f'<p>{escape(suggestion)}</p>' if suggestion else ''}</header>"
        f"<main>{''.join(_sections(numbers))}</main>"
        '<footer class="soft"><p>Made by deskbreak from the journal on this machine. '
        "Nothing in here was sent anywhere.</p></footer></body></html>\n"
    )


def _sections(numbers: Numbers) -> Iterator[str]:
    yield _calendar_section(numbers, "b", "Breaks, day by day", "How many breaks you took each day.")
    yield _calendar_section(numbers, "s", "Sitting, day by day", "How long deskbreak saw you sit each day.")
    yield _outcomes(numbers)
    yield '<div class="pair">'
    yield _hours(numbers)
    yield _ranking(
        "What was worked", "body", numbers.targets, "times", "No exercises were logged in these days."
    )
    yield _ranking(
        "Exercises", "exercise", numbers.exercises, "times", "No exercises were logged in these days."
    )
    yield _felt(numbers)
    yield "</div>"
    yield _months(numbers)
    yield _counted()


def _tiles(numbers: Numbers) -> str:
    followed = "–" if numbers.followed is None else f"{numbers.followed:.0%}"
    sat = "–" if numbers.sat_per_day is None else minutes(numbers.sat_per_day)
    longest, when = "–", ""
    if numbers.longest:
        longest, when = minutes(numbers.longest.seconds), f", {_short(clock(numbers.longest.start).date())}"
    row = numbers.streak
    tiles = (
        (f"{numbers.moved:,}", f"{_plural(numbers.moved, 'break')} taken"),
        (minutes(numbers.moved_s), "of movement"),
        (followed, "of offers followed"),
        (sat, "of sitting a day"),
        (longest, f"longest stretch of sitting{when}"),
        (f"{row.now:,}", f"{_plural(row.now, 'day')} in a row; best {row.best:,}, days off forgiven"),
        (f"{numbers.walks:,}", f"{_plural(numbers.walks, 'walk')}, {minutes(numbers.walked_s)} in all"),
    )
    shown = "".join(f"<li><b>{_figures(b)}</b><span>{w}</span></li>" for b, w in tiles)
    return f'<ul class="tiles">{shown}</ul>'


def _figures(text: str) -> str:
    """Figures at full size, their units smaller."""
    return re.sub(r" (h|min|s)\b", r"<small>&#8239;\1</small>", text)


def _calendar_section(numbers: Numbers, kind: str, title: str, lead: str) -> str:
    legend = _SAT_LEGEND if kind == "s" else _MOVED_LEGEND
    years = [_year(numbers, year, kind) for year in range(numbers.last.year, numbers.first.year - 1, -1)]
    older = (
        f"<details><summary>Earlier years ({len(years) - 1})</summary>{''.join(years[1:])}</details>"
        if len(years) > 1
        else ""
    )
    shades = f'<ul class="legend">{svg.legend(kind, lambda shade: legend[shade])}</ul>'
    return _section(title, lead, years[0] + shades + older)


def _year(numbers: Numbers, year: int, kind: str) -> str:
    of_year = {day: found for day, found in numbers.days.items() if day.year == year}
    if kind == "s":
        shown = {d: (svg.level(v.sat_s, _SAT_BOUNDS), _sat_words(d, v)) for d, v in of_year.items()}
        days = [value.sat_s for value in of_year.values() if value.sat_s]
        mean = f", {minutes(sum(days) / len(days))} a day" if days else ""
        label = f"{year}: sitting seen on {len(days)} {_plural(len(days), 'day')}{mean}"
    else:
        shown = {d: (svg.level(v.moved, _MOVED_BOUNDS), _moved_words(d, v)) for d, v in of_year.items()}
        total = sum(value.moved for value in of_year.values())
        active = sum(value.moved > 0 for value in of_year.values())
        label = f"{year}: {total:,} {_plural(total, 'break')} on {active} {_plural(active, 'day')}"
    drawing = svg.calendar(year, numbers.first, numbers.last, shown, kind=kind, label=label)
    # The box scrolls sideways on a phone, so the keyboard must be able to reach it.
    return (
        f'<h3>{escape(label)}</h3><div class="wide" role="region" tabindex="0" '
        f'aria-label="Calendar, {escape(label)}">{drawing}</div>'
    )


def _outcomes(numbers: Numbers) -> str:
    most = max(numbers.outcomes.values(), default=1)
    rows = []
    for outcome in OUTCOMES:
        count = numbers.outcomes[outcome]
        kind = "taken" if outcome in MOVED else "rest" if outcome == "natural" else "missed"
        why: Mapping[str, int] = numbers.reasons.get(outcome, {})
        reasons = "; ".join(
            f"{escape(name)} {n:,}" for name, n in sorted(why.items(), key=lambda one: -one[1])[:6]
        )
        words = f'<br><span class="soft">{reasons or _OUTCOME_WORDS[outcome]}</span>'
        rows.append(
            f'<tr><th scope="row">{outcome}{words}</th><td class="barcell">{svg.bar(count / most, kind)}</td>'
            f'<td class="n">{count:,}</td></tr>'
        )
    return _section(
        "How offers ended, and why",
        "",
        _table(("outcome", "share", "count"), rows, bars=True, kind="wide-words"),
    )


def _hours(numbers: Numbers) -> str:
    moved, missed = numbers.hours_moved, numbers.hours_missed
    best = max(range(24), key=lambda hour: moved[hour])
    lead = "When breaks were taken (teal), and when offers came to nothing (coral)."
    label = "Breaks by the hour of the day" + (f"; most were taken at {best}:00" if any(moved) else "")
    rows = [
        f'<tr><th scope="row">{hour:02}:00</th><td class="n">{moved[hour]:,}</td>'
        f'<td class="n">{missed[hour]:,}</td></tr>'
        for hour in range(24)
        if moved[hour] or missed[hour]
    ]
    table = f"<details><summary>As a table</summary>{_table(('hour', 'taken', 'not taken'), rows)}</details>"
    return _section("Time of day", lead, svg.hours(moved, missed, label) + table)


def _ranking(title: str, what: str, counts: Mapping[str, int], unit: str, nothing: str) -> str:
    top = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:12]
    if not top:
        return _section(title, nothing, "")
    rows = [
        f'<tr><th scope="row">{escape(name)}</th><td class="barcell">{svg.bar(count / top[0][1])}</td>'
        f'<td class="n">{count:,}</td></tr>'
        for name, count in top
    ]
    return _section(title, "", _table((what, "share", unit), rows, bars=True))


def _felt(numbers: Numbers) -> str:
    if not numbers.felt:
        return _section("How it felt", "No answers yet; they are asked for at the end of a routine.", "")
    rows = [
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f'<td class="n">{felt.counts[answer]:,}</td>' for answer in ANSWERS)
        + f"<td>{felt.last}</td></tr>"
        for name, felt in sorted(numbers.felt.items(), key=lambda one: -one[1].last_at)
    ]
    lead = "Your answers at the end of a routine; they decide when an exercise becomes harder or easier."
    return _section("How it felt", lead, _table(("routine", *ANSWERS, "last"), rows, plain_last=True))


def _months(numbers: Numbers) -> str:
    rows = [_month_row(when, days) for when, days in reversed(numbers.months().items())]
    if not rows:
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
    return _section("Month by month", "", _table(names, rows, kind="months"))


def _month_row(when: tuple[int, int], days: Sequence[Day]) -> str:
    sat = [day.sat_s for day in days if day.sat_s]
    counts = (
        len(days),
        minutes(sum(sat) / len(sat)) if sat else "–",
        sum(day.moved for day in days),
        *(sum(day.outcomes[name] for day in days) for name in ("snoozed", "skipped", "missed", "suppressed")),
        minutes(sum(day.moved_s for day in days)),
    )
    cells = "".join(f'<td class="n">{count}</td>' for count in counts)
    return f'<tr><th scope="row">{date(*when, 1):%b %Y}</th>{cells}</tr>'


def _counted() -> str:
    words = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in _COUNTED)
    return _section("How this is counted", "", f"<dl>{words}</dl>")


def _section(title: str, lead: str, body: str) -> str:
    said = f'<p class="soft">{lead}</p>' if lead else ""
    return f"<section><h2>{title}</h2>{said}{body}</section>"


def _table(
    names: Sequence[str], rows: Iterable[str], *, bars: bool = False, plain_last: bool = False, kind: str = ""
) -> str:
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


def _moved_words(day: date, found: Day) -> str:
    return f"{_short(day)}: {found.moved} {_plural(found.moved, 'break')}" if found.moved else ""


def _sat_words(day: date, found: Day) -> str:
    return f"{_short(day)}: {minutes(found.sat_s)} of sitting" if found.sat_s else ""


def _machines(numbers: Numbers) -> str:
    return f", on {escape(', '.join(numbers.machines))}" if len(numbers.machines) > 1 else ""


def _plural(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
