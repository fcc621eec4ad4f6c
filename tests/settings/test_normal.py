"""A table as the checks read it, with the trace of where each value stood; and a table without its bad values."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from deskbreak.settings.leaving_out import Remainder, leave_out
from deskbreak.settings.normal import Normal, normal
from deskbreak.settings.places import KeyPath

# -- plain spelling ----------------------------------------------------------------------------------------------------


def test_hours_of_several_days_and_of_one() -> None:
    data = {"hours": {"Fri-sat": ["9-12, 13-17", "18-19"], "wed": ["x", 3], "fri": "9-12", "mno": ["9-12"]}}
    whole = ["09:00-12:00", "13:00-17:00", "18:00-19:00"]
    assert normal(data) == Normal(
        {"hours": {"wed": ["x", 3], "fri": "9-12", "sat": whole, "mno": ["09:00-12:00"]}},
        {
            ("hours", "wed"): ("hours", "wed"),
            ("hours", "wed", 0): ("hours", "wed", 0),
            ("hours", "wed", 1): ("hours", "wed", 1),
            ("hours", "fri"): ("hours", "fri"),
            ("hours", "mno"): ("hours", "mno"),
            ("hours", "mno", 0): ("hours", "mno", 0),
            ("hours", "sat"): ("hours", "Fri-sat"),
            ("hours", "sat", 0): ("hours", "Fri-sat", 0),
            ("hours", "sat", 1): ("hours", "Fri-sat", 0),
            ("hours", "sat", 2): ("hours", "Fri-sat", 1),
        },
        [],
    )
    assert list(normal(data).data["hours"]) == ["wed", "fri", "sat", "mno"], "in the order of the week"
    assert data["hours"]["wed"] == ["x", 3]


def test_days_that_two_lines_give() -> None:
    made = normal({"hours": {"mon-wed": ["9-10"], "tue-thu": ["11-12"], "mon": [], "Monday": ["1:00-2:00"]}})
    assert made.data == {
        "hours": {"mon": [], "tue": ["09:00-10:00"], "wed": ["09:00-10:00"], "thu": ["11:00-12:00"]}
    }
    assert made.twice == [
        (("hours", "Monday"), 'mon: there is a line for this already, "mon"'),
        (("hours", "tue-thu"), 'tue, wed: there is a line for this already, "mon-wed"'),
    ]


def test_profiles_by_weekday() -> None:
    made = normal({"profiles": {"weekdays": "office", "fri": "home", "x": 1}})
    assert made.data == {
        "profiles": {
            "mon": "office",
            "tue": "office",
            "wed": "office",
            "thu": "office",
            "fri": "home",
            "x": 1,
        }
    }
    assert made.origins["profiles", "tue"] == ("profiles", "weekdays")
    assert ("profiles", "tue", 0) not in made.origins


def test_breaks_and_dated_days() -> None:
    eve = date(2026, 12, 24)
    rows = [
        {
            "name": "a",
            "days": "mon-tue, fri",
            "at": ["10am, 11.30; 9am", time(15, 30), time(15, 30, 1), "x", 5],
        },
        {"name": "b", "days": ["Sat-sun", "x"], "at": "10am"},
        {"name": "c", "days": "some day"},
        "no table",
    ]
    made = normal(
        {"break": rows, "days": [{"on": eve, "hours": ["9-12 13-14"]}, {"on": eve}, 7], "offer": {"x": 1}}
    )
    assert made.data == {
        "break": [
            {
                "name": "a",
                "days": ["mon", "tue", "fri"],
                "at": ["10:00", "11:30", "09:00", "15:30", time(15, 30, 1), "x", 5],
            },
            {"name": "b", "days": ["sat", "sun", "x"], "at": "10am"},
            {"name": "c", "days": "some day"},
            "no table",
        ],
        "days": [{"on": eve, "hours": ["09:00-12:00", "13:00-14:00"]}, {"on": eve}, 7],
        "offer": {"x": 1},
    }
    at = {path[3]: origin[3] for path, origin in made.origins.items() if path[:3] == ("break", 0, "at")}
    assert at == {0: 0, 1: 0, 2: 0, 3: 1, 4: 2, 5: 3, 6: 4}
    assert made.origins["break", 1, "days", 1] == ("break", 1, "days", 0)
    assert made.origins["days", 0, "hours", 1] == ("days", 0, "hours", 0)
    assert rows[0]["days"] == "mon-tue, fri" if isinstance(rows[0], dict) else False


@pytest.mark.parametrize("odd", [5, "x", [1]])
def test_what_is_no_table_stays(odd: Any) -> None:
    data = {"hours": odd, "profiles": odd, "break": 5, "days": {"x": 1}}
    assert normal(data) == Normal(data, {}, [])


def test_only_times_to_the_minute_are_times_of_day() -> None:
    made = normal({"break": [{"at": [time(9, 5), time(9, 5, 0, 1)]}], "hours": {"mon": [time(9, 5)]}})
    assert made.data == {"break": [{"at": ["09:05", time(9, 5, 0, 1)]}], "hours": {"mon": [time(9, 5)]}}


# -- without what is wrong ---------------------------------------------------------------------------------------------


def test_what_is_left_of_a_table() -> None:
    data = {
        "break": [{"name": "a"}, {"name": "b", "every": 1, "at": [1]}, {"name": "c"}, {"name": "d"}],
        "offer": {"sound": "x", "learn": True},
        "holidays": [1, "a", 2],
    }
    bad: list[KeyPath] = [
        ("break", 0), ("break", 1, "at", 0), ("break", 2, "missing"), ("offer", "sound"), ("holidays", 0),
        ("holidays", 2), ("nothing",), (),
    ]  # fmt: skip
    left = leave_out(data, bad)
    assert left == Remainder(
        {"break": [{"name": "b", "every": 1}, {"name": "d"}], "offer": {"learn": True}, "holidays": ["a"]},
        {
            ("break", 0), ("break", 1, "at", 0), ("break", 2), ("offer", "sound"), ("holidays", 0), ("holidays", 2),
        },
    )  # fmt: skip
    assert data["holidays"] == [1, "a", 2]
    paths: dict[KeyPath, KeyPath] = {
        ("break", 0): ("break", 1),
        ("break", 1): ("break", 3),
        ("break", 2): ("break", 4),
        ("break", 0, "name"): ("break", 1, "name"),
        ("holidays", 0): ("holidays", 1),
        ("holidays", 1): ("holidays", 3),
        ("offer", "learn"): ("offer", "learn"),
        ("days", 0): ("days", 0),
    }
    assert {path: left.original(path) for path in paths} == paths
    touched: list[KeyPath] = [
        ("break",),
        ("break", 0),
        ("break", 1, "at"),
        ("break", 2),
        ("offer", "sound"),
        (),
    ]
    untouched: list[KeyPath] = [
        ("break", 3),
        ("offer", "learn"),
        ("holidays", 1),
        ("days",),
        ("break", 1, "name"),
    ]
    assert [left.touches(path) for path in touched] == [True] * 6
    assert [left.touches(path) for path in untouched] == [False] * 5


def test_numbers_are_counted_in_their_own_list() -> None:
    data = {"break": [{"at": [1, 2, 3]}, {"at": [4, 5, 6]}]}
    left = leave_out(data, [("break", 1, "at", 0)])
    assert left.original(("break", 0, "at", 0)) == ("break", 0, "at", 0)
    assert left.original(("break", 1, "at", 1)) == ("break", 1, "at", 2)


def test_a_list_that_nothing_is_left_of_goes_and_one_that_was_empty_stays() -> None:
    assert leave_out({"days": [{"hours": []}], "x": []}, [("days", 0, "on")]).data == {"x": []}
    assert leave_out({"a": [[1]], "b": 1}, [("a", 0, 0)]).data == {"b": 1}
    assert leave_out({"break": [1] * 12}, [("break", 2), ("break", 10)]).data == {"break": [1] * 10}


def test_beyond_a_value_that_is_no_table_the_value_goes() -> None:
    assert leave_out({"offer": 5, "x": [1]}, [("offer", "sound"), ("x", 7)]) == Remainder(
        {}, {("offer",), ("x",)}
    )
