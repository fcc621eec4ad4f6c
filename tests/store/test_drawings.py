"""The report's drawings: what is large is drawn large, columns stand on their line, and numbers over their columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from deskbreak.store.report import svg


class Drawing:
    """A drawing's parts with their numbers."""

    def __init__(self, text: str) -> None:
        self.root = ElementTree.fromstring(text)
        _, _, self.width, self.height = (float(one) for one in self.root.attrib["viewBox"].split())
        self.axis = [float(one.attrib["y1"]) for one in self.root.iter("line")]

    def rects(self, kind: str) -> list[dict[str, float]]:
        return [
            {name: float(one.attrib[name]) for name in ("x", "y", "width", "height") if name in one.attrib}
            for one in self.root.iter("rect")
            if one.attrib["class"] == kind
        ]

    def texts(self) -> list[tuple[float, float, str]]:
        return [
            (float(one.attrib["x"]), float(one.attrib["y"]), one.text or "") for one in self.root.iter("text")
        ]


def middle(rect: dict[str, float]) -> float:
    return rect["x"] + rect["width"] / 2


def stands(drawing: Drawing, rect: dict[str, float]) -> bool:
    """The column's foot is on the line, and it is inside the drawing."""
    inside = rect["x"] >= 0 and rect["x"] + rect["width"] <= drawing.width and rect["y"] >= 0
    return inside and rect["y"] + rect["height"] == pytest.approx(drawing.axis[0], abs=0.11)


@pytest.mark.parametrize(
    ("value", "shade"), [(-1, 0), (0, 0), (0.5, 1), (1, 1), (2, 2), (3, 2), (4, 3), (6, 4), (60, 4)]
)
def test_each_bound_that_is_reached_is_a_shade_darker(value: float, shade: int) -> None:
    assert svg.level(value, (2, 4, 6)) == shade
    assert svg.level(value, (2, 4, 6, 8, 10)) <= 4  # the style has no more shades


# -- two weeks --------------------------------------------------------------------------------------------------

THIS, LAST = (3, 0, 6, 1, 0, 0, 2), (6, 2, 0, 3, 12, 0, 0)


def test_two_columns_a_weekday_stand_beside_each_other() -> None:
    drawing = Drawing(svg.two_weeks(THIS, LAST, "Breaks & days"))
    before, taken = drawing.rects("before"), drawing.rects("taken")
    assert len(before) == len(taken) == 7
    assert all(stands(drawing, one) for one in [*before, *taken])
    for old, new in zip(before, taken, strict=True):
        assert old["x"] + old["width"] <= new["x"]
    gaps = {round(later["x"] - one["x"]) for one, later in itertools.pairwise(taken)}
    assert len(gaps) == 1 and drawing.width == 7 * gaps.pop()
    assert drawing.root.attrib["aria-label"] == "Breaks & days"


def test_a_column_is_as_high_as_its_breaks() -> None:
    drawing = Drawing(svg.two_weeks(THIS, LAST, ""))
    heights = [one["height"] for one in drawing.rects("before")]
    assert heights == pytest.approx([heights[4] * count / 12 for count in LAST], abs=0.06)
    assert [one["height"] for one in drawing.rects("taken")] == pytest.approx(
        [heights[4] * count / 12 for count in THIS], abs=0.06
    )
    assert heights[4] == pytest.approx(drawing.axis[0] - 14)  # room for its number over the tallest


def test_a_number_stands_over_its_column_and_none_over_an_empty_one() -> None:
    drawing = Drawing(svg.two_weeks(THIS, LAST, ""))
    columns = [*drawing.rects("before"), *drawing.rects("taken")]
    numbers = [one for one in drawing.texts() if one[2].isdigit()]
    assert sorted(int(text) for *_, text in numbers) == sorted(one for one in (*THIS, *LAST) if one)
    for x, y, text in numbers:
        over = [one for one in columns if abs(middle(one) - x) <= 1]
        assert len(over) == 1 and 0 < over[0]["y"] - y <= 5
        assert over[0]["height"] == pytest.approx(int(text) / 12 * (drawing.axis[0] - 14), abs=0.06)


def test_the_weekdays_stand_under_their_columns() -> None:
    drawing = Drawing(svg.two_weeks(THIS, LAST, ""))
    days = [one for one in drawing.texts() if one[2].isalpha()]
    assert [text for *_, text in days] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    for (x, y, _), old, new in zip(days, drawing.rects("before"), drawing.rects("taken"), strict=True):
        assert old["x"] < x < new["x"] + new["width"]
        assert drawing.axis[0] + 10 <= y <= drawing.height - 2


def test_a_first_week_and_an_empty_one_can_be_drawn() -> None:
    alone = Drawing(svg.two_weeks(THIS, None, ""))
    assert {one["height"] for one in alone.rects("before")} == {0.0}
    assert alone.rects("taken")[2]["height"] == pytest.approx(alone.axis[0] - 14)
    empty = Drawing(svg.two_weeks((0,) * 7, (0,) * 7, ""))
    assert {one["height"] for one in [*empty.rects("before"), *empty.rects("taken")]} == {0.0}
    one = Drawing(svg.two_weeks((1, 0, 0, 0, 0, 0, 0), None, ""))
    assert one.rects("taken")[0]["height"] == pytest.approx(one.axis[0] - 14)


# -- how the back was -------------------------------------------------------------------------------------------


def test_the_back_is_a_dot_from_the_foot_to_the_top() -> None:
    drawing = Drawing(svg.back([(4, 0), (8, 5), (2, 10), (0, 10)], "back"))
    columns, dots = drawing.rects("b2"), drawing.rects("score")
    assert all(stands(drawing, one) for one in columns)
    heights = [one["y"] + one["height"] / 2 for one in dots]
    foot, top = drawing.axis[0], heights[2]
    assert heights == pytest.approx([foot, (foot + top) / 2, top, top])
    assert dots[2]["y"] >= 0 and top < foot / 4
    assert columns[1]["height"] == pytest.approx(foot - top)  # most breaks reach as high as the best back
    assert [one["height"] for one in columns] == pytest.approx(
        [columns[1]["height"] * part / 8 for part in (4, 8, 2, 0)], abs=0.06
    )


def test_a_dot_stands_over_the_middle_of_its_week() -> None:
    drawing = Drawing(svg.back([(1, 3), (1, 4), (0, 5)], ""))
    columns, dots = drawing.rects("b2"), drawing.rects("score")
    assert [middle(one) for one in columns] == [middle(one) for one in dots]
    assert all(one["width"] == one["height"] for one in dots)
    steps = [later["x"] - one["x"] for one, later in itertools.pairwise(columns)]
    assert steps[0] == steps[1] > columns[0]["width"] and drawing.width == 3 * steps[0]
    assert {one["height"] for one in Drawing(svg.back([(0, 3)], "")).rects("b2")} == {0.0}


# -- hours ------------------------------------------------------------------------------------------------------


def of_day(**counts: int) -> Sequence[int]:
    return [counts.get(f"h{hour}", 0) for hour in range(24)]


def test_what_was_not_taken_stands_on_what_was() -> None:
    drawing = Drawing(svg.hours(of_day(h9=4, h10=1), of_day(h9=4, h11=2), "hours"))
    taken, missed = drawing.rects("taken"), drawing.rects("missed")
    full = drawing.axis[0] - 16
    assert all(stands(drawing, one) for one in taken)
    assert taken[1]["height"] == pytest.approx(full / 2) and missed[1]["height"] == pytest.approx(full / 2)
    assert taken[2]["height"] == pytest.approx(full / 8, abs=0.06) and missed[2]["height"] == 0
    for low, high in zip(taken, missed, strict=True):
        assert low["x"] == high["x"] and high["y"] >= 0
        assert low["y"] - (high["y"] + high["height"]) == pytest.approx(2, abs=0.11)  # a gap between the two
    steps = [later["x"] - one["x"] for one, later in itertools.pairwise(taken)]
    assert len(set(steps)) == 1 and drawing.width == steps[0] * len(taken) and steps[0] > taken[0]["width"]


def test_an_hour_has_its_number_below_and_its_counts_in_words() -> None:
    drawing = Drawing(svg.hours(of_day(h9=4), of_day(h9=3, h17=1), ""))
    assert [text for *_, text in drawing.texts()] == [str(hour) for hour in range(8, 19)]
    for (x, y, _), column in zip(drawing.texts(), drawing.rects("taken"), strict=True):
        assert x == middle(column) and drawing.axis[0] + 10 <= y <= drawing.height - 2
    words = [one.text for one in drawing.root.iter("title")]
    assert words[1] == "09:00: 4 taken, 3 not" and words[9] == "17:00: 0 taken, 1 not"


@pytest.mark.parametrize(
    ("taken", "missed", "shown"),
    [
        (of_day(), of_day(), (8, 18)),
        (of_day(h9=1), of_day(h12=1), (8, 18)),
        (of_day(h6=1), of_day(h22=1), (6, 22)),
        (of_day(h19=1), of_day(h0=1), (0, 19)),
        (of_day(h23=1), of_day(h7=1), (7, 23)),
    ],
)
def test_a_working_day_is_shown_and_what_lies_beside_it(
    taken: Sequence[int], missed: Sequence[int], shown: tuple[int, int]
) -> None:
    hours = [int(text) for *_, text in Drawing(svg.hours(taken, missed, "")).texts()]
    assert hours == list(range(shown[0], shown[1] + 1))


# -- calendar ---------------------------------------------------------------------------------------------------


def test_a_column_a_week_and_a_row_a_weekday() -> None:
    first, last = date(2026, 11, 4), date(2026, 11, 17)  # Wednesday to Tuesday
    drawing = Drawing(svg.calendar(first, last, {}, kind="b", label="days"))
    cells = drawing.rects("b0")
    assert len(cells) == 14
    columns = sorted({one["x"] for one in cells})
    rows = sorted({one["y"] for one in cells})
    assert len(columns) == 3 and len(rows) == 7
    for number, cell in enumerate(cells):
        day = first + timedelta(days=number)
        assert (columns.index(cell["x"]), rows.index(cell["y"])) == ((number + 2) // 7, day.weekday())
    step = columns[1] - columns[0]
    assert {later - one for one, later in itertools.pairwise(rows)} == {step}
    assert step == svg.CELL + svg.GAP
    assert (drawing.width, drawing.height) == (columns[-1] + step, rows[-1] + step)
    assert drawing.root.attrib["style"] == "--weeks: 3"


def test_the_names_of_weekdays_stand_left_of_their_rows() -> None:
    drawing = Drawing(svg.calendar(date(2026, 11, 2), date(2026, 11, 8), {}, kind="b", label=""))
    cells = drawing.rects("b0")  # Monday to Sunday
    names = {text: (x, y) for x, y, text in drawing.texts() if text in ("Mon", "Wed", "Fri")}
    assert len(names) == 3
    for name, row in (("Mon", 0), ("Wed", 2), ("Fri", 4)):
        x, y = names[name]
        assert x == 0 and cells[row]["y"] < y <= cells[row]["y"] + svg.CELL  # its foot is inside the row
    assert cells[0]["x"] >= 25  # and three letters find room


def test_a_cell_has_its_shade_and_its_words() -> None:
    day = date(2026, 11, 3)
    drawing = svg.calendar(day, day + timedelta(days=1), {day: (3, "3 Nov: <4>")}, kind="s", label="")
    root = ElementTree.fromstring(drawing)
    shades = [(one.attrib["class"], [title.text for title in one]) for one in root.iter("rect")]
    assert shades == [("s3", ["3 Nov: <4>"]), ("s0", [])]


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 11, 2), date(2026, 11, 30), ["Nov"]),
        (date(2026, 11, 20), date(2026, 12, 6), ["Nov", "Dec"]),
        (date(2026, 11, 21), date(2026, 12, 6), ["Dec"]),  # no room for two names
        (date(2026, 11, 25), date(2026, 11, 30), ["Nov"]),
        (date(2026, 1, 31), date(2026, 4, 1), ["Feb", "Mar", "Apr"]),
        (date(2025, 12, 1), date(2026, 2, 1), ["Dec", "Jan", "Feb"]),
    ],
)
def test_a_month_has_its_name_over_its_first_week(first: date, last: date, months: list[str]) -> None:
    drawing = Drawing(svg.calendar(first, last, {}, kind="b", label=""))
    names = [(x, y, text) for x, y, text in drawing.texts() if text in months]
    assert [text for *_, text in names] == months
    cells = drawing.rects("b0")
    for x, y, text in names:
        of_month = [
            cell for number, cell in enumerate(cells) if f"{first + timedelta(days=number):%b}" == text
        ]
        assert x == of_month[0]["x"] and 5 < y < min(cell["y"] for cell in cells)


# -- bars and legends -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "width"), [(0, "0.0%"), (0.5, "50.0%"), (1, "100.0%"), (3, "100.0%"), (-1, "0.0%")]
)
def test_a_bar_fills_its_share(share: float, width: str) -> None:
    track, filled = list(ElementTree.fromstring(svg.bar(share, "rest")).iter("rect"))
    assert (track.attrib["class"], track.attrib["width"]) == ("track", "100%")
    assert (filled.attrib["class"], filled.attrib["width"]) == ("rest", width)
    assert track.attrib["height"] == filled.attrib["height"]


def test_a_legend_has_every_shade_and_its_words() -> None:
    root = ElementTree.fromstring(f"<ul>{svg.legend('b', lambda shade: f'{shade} & more')}</ul>")
    assert [one.attrib["class"] for one in root.iter("rect")] == ["b0", "b1", "b2", "b3", "b4"]
    assert ["".join(one.itertext()) for one in root] == [f"{shade} & more" for shade in range(5)]
    assert {one.attrib["width"] for one in root.iter("svg")} == {str(svg.CELL)}
