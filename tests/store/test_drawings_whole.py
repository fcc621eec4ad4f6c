"""The report's drawings, whole: every line, column, dot and word of a small one, at its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest

from deskbreak import language
from deskbreak.store.report import svg


def said(text: str) -> Iterator[str]:
    """The drawing's size, then each of its parts in a line: what, from where, how large."""
    root = ElementTree.fromstring(text)
    a = root.attrib
    assert a["viewBox"] == f"0 0 {a['width']} {a['height']}"
    yield f"{a['class']} {a['width']}x{a['height']}: {a['aria-label']}"
    for one in root.iter():
        a = one.attrib
        if one.tag == "line":
            yield f"line {a['x1']},{a['y1']} to {a['x2']},{a['y2']}"
        if one.tag == "rect":
            size = f" {a['width']}x{a['height']} round {a['rx']}" if "width" in a else ""
            yield f"{a['class']} {a['x']},{a['y']}{size}"
        if one.tag == "text":
            yield f"{a['x']},{a['y']} {a.get('text-anchor', 'start')} {one.text}"


def test_two_weeks() -> None:
    """Seven days of 48; four breaks are 70 high, and the line is at 84."""
    found = list(said(svg.two_weeks((1, 0, 0, 0, 0, 0, 4), (2, 0, 0, 0, 0, 0, 0), "two")))
    assert found[:9] == [
        "weeks 336x102: two",
        "line 0,84 to 336,84",
        "before 8,49.0 15x35.0 round 3",
        "15,46.0 middle 2",
        "taken 25,66.5 15x17.5 round 3",
        "32,63.5 middle 1",
        "24,98 middle Mon",
        "before 56,84.0 15x0.0 round 3",
        "taken 73,84.0 15x0.0 round 3",
    ]
    assert found[-4:] == [
        "before 296,84.0 15x0.0 round 3",
        "taken 313,14.0 15x70.0 round 3",
        "320,11.0 middle 4",
        "312,98 middle Sun",
    ]
    assert len(found) == 2 + 7 * 3 + 3


def test_two_weeks_of_the_back() -> None:
    """Weeks of 14; the best back and the most breaks are 102 over the line at 110."""
    assert list(said(svg.back([(2, 10), (1, 5)], "back"))) == [
        "back 28x116: back",
        "line 0,110 to 28,110",
        "b2 2,8.0 10x102.0 round 2",
        "score 3,4.0 8x8 round 4",
        "b2 16,59.0 10x51.0 round 2",
        "score 17,55.0 8x8 round 4",
    ]


def test_hours() -> None:
    """Hours of 26 from eight on; four offers are 114 over the line at 130, those not taken above a gap of two."""
    taken, missed = [0] * 24, [0] * 24
    taken[9], missed[9], taken[18] = 3, 1, 2
    found = list(said(svg.hours(taken, missed, "hours")))
    assert found[:8] == [
        "hours 286x150: hours",
        "line 0,130 to 286,130",
        "taken 4,130.0 18x0.0 round 3",
        "missed 4,128.0 18x0.0 round 3",
        "13,145 middle 8",
        "taken 30,44.5 18x85.5 round 3",
        "missed 30,14.0 18x28.5 round 3",
        "39,145 middle 9",
    ]
    assert found[-3:] == [
        "taken 264,73.0 18x57.0 round 3",
        "missed 264,71.0 18x0.0 round 3",
        "273,145 middle 18",
    ]


@pytest.mark.parametrize("kind", ["taken", "missed"])
def test_one_break_alone_is_as_high_as_can_be(kind: str) -> None:
    counts = {name: [0] * 24 for name in ("taken", "missed")}
    counts[kind][9] = 1
    drawing = svg.hours(counts["taken"], counts["missed"], "")
    assert next(one for one in said(drawing) if one.startswith(f"{kind} 30,")).endswith("18x114.0 round 3")
    assert "b2 2,8.0 10x102.0 round 2" in said(svg.back([(1, 3)], ""))
    assert "taken 25,14.0 15x70.0 round 3" in said(svg.two_weeks((1, 0, 0, 0, 0, 0, 0), None, ""))


# -- a calendar: weeks of 13 from the weekdays' names on, days of 13 from 16 on --------------------------------------


def cells(drawing: str) -> list[str]:
    return [one for one in said(drawing) if one.startswith("b")]


def texts(drawing: str) -> list[str]:
    return [one for one in said(drawing) if " start " in one]


def test_a_week_and_a_bit() -> None:
    drawing = svg.calendar(
        date(2026, 11, 2), date(2026, 11, 9), {date(2026, 11, 4): (2, "two")}, kind="b", label="all"
    )
    assert list(said(drawing)) == [
        "calendar 56x107: all",
        "30,10 start Nov",
        "0,25 start Mon", "0,51 start Wed", "0,77 start Fri",
        "b0 30,16", "b0 30,29", "b2 30,42", "b0 30,55", "b0 30,68", "b0 30,81", "b0 30,94",
        "b0 43,16",
    ]  # fmt: skip


def test_a_month_that_begins_in_the_second_week_is_named_there() -> None:
    drawing = svg.calendar(date(2026, 11, 16), date(2026, 12, 31), {}, kind="b", label="")
    assert texts(drawing)[:2] == [
        "30,10 start Nov",
        "56,10 start Dec",
    ]  # the first of December is in the third week


def test_a_month_of_three_weeks_ahead_is_named_at_its_first() -> None:
    drawing = svg.calendar(date(2026, 1, 31), date(2026, 3, 31), {}, kind="b", label="")
    assert texts(drawing)[:2] == ["30,10 start Feb", "82,10 start Mar"]  # Sunday 1 March is in the fifth week


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), ["Nov"]),
        (date(2026, 11, 2), date(2026, 12, 1), ["Nov", "Dec"]),
        (date(2026, 12, 30), date(2027, 1, 1), ["Jan"]),
        (date(2026, 12, 1), date(2027, 3, 1), ["Dec", "Jan", "Feb", "Mar"]),
        (date(2026, 11, 30), date(2026, 11, 30), ["Nov"]),
    ],
)
def test_every_month_that_has_cells_is_named_once(first: date, last: date, months: list[str]) -> None:
    drawing = svg.calendar(first, last, {}, kind="b", label="")
    assert [one.split()[-1] for one in texts(drawing) if one.partition(" ")[0].endswith(",10")] == months
    assert len(cells(drawing)) == (last - first).days + 1


def test_weeks_begin_on_sunday_in_japan() -> None:
    language.use("ja", {})
    drawing = svg.calendar(date(2026, 11, 2), date(2026, 11, 8), {}, kind="b", label="")
    assert cells(drawing) == [
        "b0 30,29",
        "b0 30,42",
        "b0 30,55",
        "b0 30,68",
        "b0 30,81",
        "b0 30,94",
        "b0 43,16",
    ]
    assert texts(drawing)[1:] == ["0,38 start 月", "0,64 start 水", "0,90 start 金"]


def test_weeks_begin_on_saturday_in_arabic_and_long_names_have_room() -> None:
    language.use("ar", {})
    drawing = svg.calendar(date(2026, 11, 7), date(2026, 11, 8), {}, kind="b", label="")
    assert cells(drawing) == ["b0 48,16", "b0 48,29"]  # the longest name has eight letters of six
    assert texts(drawing)[1:] == ["0,51 start الاثنين", "0,77 start الأربعاء", "0,103 start الجمعة"]
    assert next(said(drawing)).startswith("calendar 61x107")


# -- bars and legends ------------------------------------------------------------------------------------------------


def test_a_bar_of_a_third() -> None:
    assert svg.bar(1 / 3) == (
        '<svg class="bar" aria-hidden="true" focusable="false" width="100%" height="12">'
        '<rect class="track" width="100%" height="12" rx="6"/>'
        '<rect class="taken" width="33.3%" height="12" rx="6"/></svg>'
    )


def test_a_legend_has_squares_of_eleven() -> None:
    first = svg.legend("s", str).partition("</li>")[0]
    assert (
        first
        == '<li><svg aria-hidden="true" width="11" height="11"><rect class="s0" width="11" height="11"/></svg>0'
    )
