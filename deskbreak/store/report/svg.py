"""The report's drawings as plain SVG. The page's style colours them, for either theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from operator import add

from deskbreak.cells import cells as columns_of
from deskbreak.language import _, current
from deskbreak.local_forms import first_weekday, month, weekday

CELL, GAP = 11, 2
_STEP = CELL + GAP
_LEFT, _TOP = 30, 16
_LETTER = 6  # about how broad one is
LEVELS = 4
_A_MONDAY = date(2026, 1, 5)


def level(value: float, bounds: Sequence[float]) -> int:
    """0 for nothing, then one more for each bound that is reached."""
    return 0 if value <= 0 else min(LEVELS, 1 + sum(value >= bound for bound in bounds))


def calendar(first: date, last: date, cells: Mapping[date, tuple[int, str]], *, kind: str, label: str) -> str:
    """The days from `first` to `last`, a year at most: a column a week and a row a weekday, as weeks begin here.

    A cell is its level and the words shown over it. A journal started in autumn has no empty spring before it.
    """
    begins = first_weekday(current())
    start = first - timedelta(days=(first.weekday() - begins) % 7)
    names = [weekday(start + timedelta(days=row), current()) for row in range(7)]
    left = max(_LEFT, _LETTER * max(map(columns_of, names)))
    parts = [_month_names(first, last, start, left), _weekday_names(names, begins)]
    for day in _days(first, last):
        shade, words = cells.get(day, (0, ""))
        x = left + (day - start).days // 7 * _STEP
        y = _TOP + (day.weekday() - begins) % 7 * _STEP
        title = f"<title>{escape(words)}</title>" if words else ""
        parts.append(f'<rect class="{kind}{shade}" x="{x}" y="{y}">{title}</rect>')
    weeks = (last - start).days // 7 + 1
    # A few weeks keep the size of their cells: the style makes the drawing as wide as its weeks.
    drawing = _svg(left + weeks * _STEP, _TOP + 7 * _STEP, label, inside="".join(parts), kind="calendar")
    return drawing.replace("<svg ", f'<svg style="--weeks: {weeks}" ')


def two_weeks(this: Sequence[int], last: Sequence[int] | None, label: str) -> str:
    """Two columns a weekday: breaks of last week, and beside them those of this one."""
    highest = max([1, *this, *(last or ())])
    column, height = 48, 84
    parts = [f'<line class="axis" x1="0" x2="{7 * column}" y1="{height}" y2="{height}"/>']
    for number in range(7):
        name = weekday(_A_MONDAY + timedelta(days=number), current())
        x = number * column
        for count, kind, left in ((last[number] if last else 0, "before", 8), (this[number], "taken", 25)):
            high = count / highest * (height - 14)
            parts.append(
                f'<rect class="{kind}" x="{x + left}" y="{height - high:.1f}" width="15" height="{high:.1f}" rx="3"/>'
            )
            if count:
                parts.append(
                    f'<text x="{x + left + 7}" y="{height - high - 3:.1f}" text-anchor="middle">{count}</text>'
                )
        parts.append(f'<text x="{x + 24}" y="{height + 14}" text-anchor="middle">{name}</text>')
    return _svg(7 * column, height + 18, label, inside="".join(parts), kind="weeks")


def back(weeks: Sequence[tuple[int, int]], label: str) -> str:
    """A column a week for its breaks, and over it a dot for how the back was, 0 at the foot and 10 at the top."""
    column, height, top = 14, 110, 8
    most = max([1, *(breaks for breaks, _ in weeks)])
    width = len(weeks) * column
    parts = [f'<line class="axis" x1="0" x2="{width}" y1="{height}" y2="{height}"/>']
    for number, (breaks, score) in enumerate(weeks):
        x, high = number * column, breaks / most * (height - top)
        y = height - score / 10 * (height - top)
        parts.append(
            f'<rect class="b2" x="{x + 2}" y="{height - high:.1f}" width="10" height="{high:.1f}" rx="2"/>'
            f'<rect class="score" x="{x + 3}" y="{y - 4:.1f}" width="8" height="8" rx="4"/>'
        )
    return _svg(width, height + 6, label, inside="".join(parts), kind="back")


def hours(moved: Sequence[int], missed: Sequence[int], label: str) -> str:
    """A column an hour: breaks taken below, offers that came to nothing above."""
    first, last = _busy_hours(moved, missed)
    highest = max([1, *map(add, moved, missed)])
    column, height = 26, 130
    parts = [f'<line class="axis" x1="0" x2="{(last - first + 1) * column}" y1="{height}" y2="{height}"/>']
    for hour in range(first, last + 1):
        x = (hour - first) * column
        low = moved[hour] / highest * (height - 16)
        high = missed[hour] / highest * (height - 16)
        said = _("{n} taken, {missed} not", n=moved[hour], missed=missed[hour])
        parts.append(
            f"<g><title>{hour:02}:00: {escape(said)}</title>"
            f'<rect class="taken" x="{x + 4}" y="{height - low:.1f}" width="18" height="{low:.1f}" rx="3"/>'
            f'<rect class="missed" x="{x + 4}" y="{height - low - high - 2:.1f}" width="18" '
            f'height="{high:.1f}" rx="3"/>'
            f'<text x="{x + 13}" y="{height + 15}" text-anchor="middle">{hour}</text></g>'
        )
    return _svg((last - first + 1) * column, height + 20, label, inside="".join(parts), kind="hours")


def bar(share: float, kind: str = "taken") -> str:
    """A bar inside a table row; the number beside it says the same, so it is hidden from screen readers."""
    width = max(0.0, min(1.0, share)) * 100
    return (
        '<svg class="bar" aria-hidden="true" focusable="false" width="100%" height="12">'
        '<rect class="track" width="100%" height="12" rx="6"/>'
        f'<rect class="{kind}" width="{width:.1f}%" height="12" rx="6"/></svg>'
    )


def legend(kind: str, words: Callable[[int], str]) -> str:
    """The shades of a calendar with what they stand for."""
    return "".join(
        f'<li><svg aria-hidden="true" width="{CELL}" height="{CELL}">'
        f'<rect class="{kind}{shade}" width="{CELL}" height="{CELL}"/></svg>{escape(words(shade))}</li>'
        for shade in range(LEVELS + 1)
    )


def _svg(width: int, height: int, label: str, *, inside: str, kind: str) -> str:
    return (
        f'<svg class="{kind}" role="img" aria-label="{escape(label)}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{inside}</svg>'
    )


def _month_names(first: date, last: date, begins: date, left: int) -> str:
    """The names of the months that have cells; the first may begin in its middle."""
    starts = [day for day in _days(first, last) if day == first or day.day == 1]
    if first.day > 20 and len(starts) > 1:
        del starts[0]  # there is no room for two names
    return "".join(
        f'<text x="{left + (start - begins).days // 7 * _STEP}" y="10">{month(start.month, current())}</text>'
        for start in starts
    )


def _days(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _weekday_names(names: Sequence[str], begins: int) -> str:
    """Monday's, Wednesday's and Friday's, beside their rows."""
    return "".join(
        f'<text x="0" y="{_TOP + row * _STEP + 9}">{names[row]}</text>'
        for row in ((day - begins) % 7 for day in (0, 2, 4))
    )


def _busy_hours(moved: Sequence[int], missed: Sequence[int]) -> tuple[int, int]:
    """The hours worth showing: at least a working day, wider where something happened."""
    used = [hour for hour in range(24) if moved[hour] or missed[hour]]
    return min([8, *used]), max([18, *used])
