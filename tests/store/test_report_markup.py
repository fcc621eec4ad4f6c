"""The report's page as it is written: its tables' heads, and what is aligned, ranked, drawn and left out."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from deskbreak.core.measured import NOTHING_YET
from deskbreak.store.names import Names
from deskbreak.store.report.headlines import count, days_between, headlines
from deskbreak.store.report.make import as_json, brief_lines
from deskbreak.store.report.numbers import DayFigures, Felt, Numbers, Streak, measure
from deskbreak.store.report.page import page
from deskbreak.store.report.ranges import Report
from deskbreak.store.report.sections import sections, tiles
from deskbreak.store.report.week_card import back_card, week_card
from deskbreak.store.report.weeks import BackWeek, Week, Weeks, weeks_of
from deskbreak.store.rows import Feeling, Row, Sitting
from deskbreak.store.text import Paint
from deskbreak.values import replace

FIRST, LAST = date(2026, 11, 19), date(2026, 11, 20)  # a Thursday and a Friday
DAY_S = 86400.0


def a_day(sat_s: float = 0, moved_s: float = 0, **outcomes: int) -> DayFigures:
    return DayFigures(sat_s, moved_s, Counter(outcomes))


@pytest.fixture
def numbers() -> Numbers:
    """Two days with a little of everything."""
    outcomes = Counter(taken=3, missed=1)
    return Numbers(
        first=FIRST, last=LAST, days={FIRST: a_day(3600, 60, taken=1), LAST: a_day(0, 120, taken=2, missed=1)},
        outcomes=outcomes, own=Counter(), reasons={}, hours_moved=[0] * 9 + [3] + [0] * 14,
        hours_missed=[0] * 23 + [1], targets=Counter(), exercises=Counter({"Cat-Cow": 3}), walks=0, walked_s=0.0,
        longest=None, streak=Streak(2, 2), felt={"Cat-Cow": Felt(Counter(easy=1), "easy", 1.0)}, machines=["desk"],
    )  # fmt: skip


def heads(text: str) -> list[str]:
    """The heads of each table, those over figures with a # before them, behind the table's class."""
    found = []
    for first, kind, head in re.findall(
        r'aria-label="Table by ([^"]*?)"><table(.*?)><thead><tr>(.*?)</tr></thead>', text
    ):
        names = re.findall(r'<th scope="col"(.*?)>(.*?)</th>', head)
        assert names[0] == ("", first)
        found.append(
            kind.strip() + " | ".join({"": "", " class=n": "#"}[plain] + name for plain, name in names)
        )
    return found


def test_figures_stand_under_each_other_and_words_and_bars_at_the_left(numbers: Numbers) -> None:
    assert heads("".join(sections(numbers))) == [
        "day | share | #breaks | #sitting",
        'class="wide-words"offer | share | #count',
        "hour | #taken | #not taken",
        "exercise | share | #times",
        "routine | #easy | #right | #hard | last",
    ]
    months = replace(numbers, days={date(2026, 10, 1): a_day(60), **numbers.days})
    assert heads("".join(sections(months)))[-1] == (
        'class="months"month | #days | #sitting a day | #taken | #snoozed | #skipped | #missed | #held back | #movement'
    )


def test_the_weeks_and_the_backs_figures_stand_under_each_other() -> None:
    weeks = weeks_of({date(2026, 11, 10): a_day(taken=1), date(2026, 11, 17): a_day(taken=2)}, LAST)
    assert heads(week_card(weeks)) == ["week | #this week | #last week"]
    assert heads(week_card(replace(weeks, last=None))) == ["week | #this week"]
    assert heads(back_card([BackWeek(date(2026, 11, 9), 5, 3)])) == ["week of | #back, 0 to 10 | #breaks"]


@pytest.mark.parametrize("most", [0, 1, 4])
def test_the_day_with_the_most_breaks_is_a_full_bar(numbers: Numbers, most: int) -> None:
    days = {FIRST: a_day(60, taken=most), LAST: a_day(60)}
    table = next(sections(replace(numbers, days=days)))
    assert re.findall(r'"taken" width="([\d.]+)%"', table) == ["100.0" if most else "0.0", "0.0"]


def test_three_years_are_three_calendars_and_two_of_them_to_be_opened(numbers: Numbers) -> None:
    first = date(2024, 6, 1)
    days = {first + timedelta(days=one): a_day(taken=1) for one in range((LAST - first).days + 1)}
    text = "".join(sections(replace(numbers, first=first, days=days)))
    calendars = re.findall(r"<h3>(\d+): .*?</h3>(.*?</svg>)", text)
    assert [(year, drawing.count("<rect")) for year, drawing in calendars] == [
        ("2026", 324), ("2025", 365), ("2024", 214),
    ]  # fmt: skip
    assert (
        text.index("2026: ")
        < text.index("<details><summary>Earlier years (2)</summary>")
        < text.index("2025: ")
    )


def test_a_year_in_which_nobody_was_seen_sitting_says_so(numbers: Numbers) -> None:
    days = {date(2025, 1, 1): a_day(taken=1), LAST: a_day(3600)}
    text = "".join(sections(replace(numbers, first=date(2025, 1, 1), days=days)))
    assert re.findall(r"<h3>(20.*?)</h3>", text) == [
        "2026: 0 breaks on 0 days", "2025: 1 break on 1 day",
        "2026: sitting seen on 1 day, 1 h a day", "2025: sitting seen on 0 days",
    ]  # fmt: skip


def test_what_was_taken_has_a_bar_of_its_own_and_reasons_are_those_of_offers(numbers: Numbers) -> None:
    why = {"stopped": Counter({"it hurt": 2})}
    counted = replace(numbers, outcomes=Counter(taken=2, stopped=2), own=Counter(stopped=1), reasons=why)
    assert re.findall(
        r'<th scope="row">(\w+)<br><span class="soft">(.*?)</span></th>.*?class="(taken|rest)" width="(.*?)"',
        "".join(sections(counted)),
    ) == [
        ("taken", "done from start to end", "taken", "100.0%"),
        ("stopped", "it hurt 2", "rest", "50.0%"),
        ("stopped", "ended because something hurt", "rest", "50.0%"),
    ]


def test_hours_in_which_nothing_was_taken_have_no_best_one(numbers: Numbers) -> None:
    missed = "".join(sections(replace(numbers, hours_moved=[0] * 24)))
    assert 'aria-label="Breaks by the hour of the day"' in missed
    taken = "".join(sections(replace(numbers, hours_missed=[0] * 24)))
    assert 'aria-label="Breaks by the hour of the day; most were taken at 9:00"' in taken
    assert "Time of day" not in "".join(
        sections(replace(numbers, hours_moved=[0] * 24, hours_missed=[0] * 24))
    )
    rows = re.findall(
        r'<th scope="row">(\d\d:00)</th><td class="n">(\d)</td><td class="n">(\d)</td>', missed + taken
    )
    assert rows == [("23:00", "0", "1"), ("09:00", "3", "0")]


def test_units_are_smaller_than_their_figures(numbers: Numbers) -> None:
    days = {LAST: a_day(7500, 840, taken=1)}
    found = re.findall(r"<b>(.*?)</b>", tiles(replace(numbers, days=days, outcomes=Counter(taken=1))))
    assert found[1:4] == [
        "14<small>&#8239;min</small>", "100%", "2<small>&#8239;h</small> 5<small>&#8239;min</small>",
    ]  # fmt: skip


def test_thousands_are_told_apart(numbers: Numbers) -> None:
    assert [count(one) for one in (0, 999, 1234, 1234567)] == ["0", "999", "1,234", "1,234,567"]
    text = "".join(sections(replace(numbers, exercises=Counter({"Cat-Cow": 1234}))))
    assert '<td class="n">1,234</td>' in text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"outcomes": Counter(taken=1)}, [("1", "break taken")]),
        ({"outcomes": Counter(taken=2)}, [("2", "breaks taken")]),
        (
            {"outcomes": Counter(taken=1), "own": Counter(partly=1)},
            [("1", "break taken, 1 of them started by yourself")],
        ),
        (
            {"streak": Streak(0, 3), "outcomes": Counter()},
            [("0", "breaks taken"), ("0", "days in a row; best 3, days off forgiven")],
        ),
        (
            {"walks": 2, "walked_s": 1260.0, "outcomes": Counter()},
            [("0", "breaks taken"), ("2", "walks, 21 min in all")],
        ),
        (
            {"longest": Sitting(0.0, 5400.0), "outcomes": Counter()},
            [("0", "breaks taken"), ("1 h 30 min", "longest stretch of sitting, 1 Jan 1970")],
        ),
    ],
    ids=range(6),
)
@pytest.mark.usefixtures("berlin")
def test_a_headline_is_there_where_it_has_something_to_say(
    numbers: Numbers, more: dict[str, object], said: list[tuple[str, str]]
) -> None:
    bare = replace(numbers, days={}, streak=Streak(0, 0), own=Counter())
    found = [one for one in headlines(replace(bare, **more)) if "of offers" not in one[1]]  # type: ignore[arg-type]
    assert found == said


def test_one_day_alone_is_named_once() -> None:
    assert days_between("1 Nov", "20 Nov") == "1 Nov to 20 Nov" and days_between("1 Nov", "1 Nov") == "1 Nov"


# -- the short form and the JSON ------------------------------------------------------------------------------------


def test_the_short_form_fits_a_narrow_terminal(numbers: Numbers) -> None:
    weeks = weeks_of(
        {**numbers.days, date(2026, 11, 12): a_day(taken=3), date(2026, 11, 15): a_day(taken=9)}, LAST
    )
    paint = Paint()
    paint.width, paint.colour = 40, True
    lines = "\n".join(brief_lines(Report(replace(numbers, own=Counter(taken=1)), weeks), paint)).splitlines()
    plain = [re.sub("\x1b.*?m", "", line) for line in lines]
    assert plain[:2] == ["This week: 3 breaks, last week: 12 (3 of", "them by Friday)"]
    assert plain[3:5] == ["Your breaks, 19 Nov 2026 to 20 Nov 2026", ""]
    assert plain[5:7] == ["             3  breaks taken, 1 of them", "                started by yourself"]
    assert max(map(len, plain)) <= 40
    assert lines[0].startswith("\x1b[1m") and lines[3].startswith("\x1b[1m")
    empty = measure([], [], [], Names(), today=LAST)
    for report in (Report(empty), Report(empty, weeks_of({}, LAST))):
        assert max(map(len, "\n".join(brief_lines(report, paint)).splitlines())) <= 40


def test_lengths_in_json_are_whole_seconds_where_they_are_measured(numbers: Numbers) -> None:
    days = {LAST: a_day(99.6, 45.5, taken=1), FIRST: a_day(100.2)}
    weeks = Weeks(
        Week(date(2026, 11, 16), (0,) * 7, 45.5, 99.6), Week(date(2026, 11, 9), (1,) * 7, 60.0, None), LAST
    )
    report = Report(replace(numbers, days=days, longest=Sitting(0.0, 99.6)), weeks)
    shown = as_json(report)
    longest = shown["longest_sitting"]
    assert isinstance(longest, dict) and longest["seconds"] == 100
    assert (shown["moved_s"], shown["sitting_per_day_s"]) == (45.5, 100)
    assert shown["days"] == [
        {"date": "2026-11-19", "sitting_s": 100, "outcomes": {}},
        {"date": "2026-11-20", "sitting_s": 100, "outcomes": {"taken": 1}},
    ]
    assert shown["weeks"] == {
        "this": {"from": "2026-11-16", "taken": 0, "moved_s": 45.5, "sitting_per_day_s": 100},
        "last": {"from": "2026-11-09", "taken": 7, "moved_s": 60, "sitting_per_day_s": None},
    }
    assert shown["hours"] == {"taken": [0] * 9 + [3] + [0] * 14, "not_taken": [0] * 23 + [1]}
    assert shown["learning"] == NOTHING_YET.to_json()
    none = as_json(Report(replace(numbers, days={})))
    assert (none["weeks"], none["longest_sitting"], none["sitting_per_day_s"], none["days"]) == (
        None,
        None,
        None,
        [],
    )


def test_a_page_without_ranges_shows_its_one_panel(numbers: Numbers) -> None:
    text = page(Report(numbers))
    assert text.count('class="panel panel-0"') == 1 and "panel-1" not in text and "<input" not in text
    assert "display: none" not in text.partition("</style>")[0].partition(".panel {")[2]


# -- counting --------------------------------------------------------------------------------------------------------


def row(
    at: float, outcome: str = "taken", *, seconds: float = 60, uid: str = "a-f00-7-0", **more: object
) -> Row:
    fields: dict[str, object] = {
        "zone": "UTC", "break_name": "mobility", "routine": "cat-cow", "note": "", "reason": "", "written": at,
        "exercises": ("cat-cow",), "machine": "desk", "own": True,
    }  # fmt: skip
    return Row(id=1, at=at, outcome=outcome, seconds=seconds, uid=uid, **fields | more)  # type: ignore[arg-type]


NOON = 1_795_176_000.0  # Friday 20 November 2026, 12:00 UTC


def test_everything_is_counted_once() -> None:
    rows = [
        row(NOON), row(NOON + 60, "partly", seconds=30, exercises=("cat-cow", "wall-sit")),
        row(NOON + 120, "skipped", reason="closed"),
        row(NOON + 180, "taken", uid="a-f00-0-0", routine="walk", machine="b"),
        row(NOON + 240, "suppressed", reason="meeting"), row(NOON + 3600, "stopped", reason="cat-cow hurt"),
        row(NOON + 3660, "natural", seconds=900), row(NOON + 3720, "snoozed"),
        row(NOON + 7200, "missed", uid="a-f00-0-0"),
    ]  # fmt: skip
    found = measure(
        rows,
        [Sitting(NOON, NOON + 600), Sitting(NOON + 300, NOON + 900)],
        [Feeling(NOON, "cat-cow", "easy"), Feeling(NOON, "cat-cow", "hard")],
        Names(),
        today=LAST,
        first=LAST,
        last=LAST,
    )
    hours_moved, hours_missed = [0] * 24, [0] * 24
    hours_moved[12], hours_missed[12], hours_missed[13] = 3, 2, 1
    outcomes = Counter(taken=2, partly=1, skipped=1, suppressed=1, stopped=1, natural=1, snoozed=1, missed=1)
    assert found == Numbers(
        first=LAST, last=LAST, days={LAST: DayFigures(900, 150, outcomes)}, outcomes=outcomes,
        own=Counter(taken=1, missed=1),
        reasons={
            "skipped": Counter(closed=1), "suppressed": Counter(meeting=1), "stopped": Counter({"cat-cow hurt": 1}),
        },
        hours_moved=hours_moved, hours_missed=hours_missed, targets=Counter(),
        exercises=Counter({"cat-cow": 3, "wall-sit": 1}), walks=1, walked_s=60, longest=Sitting(NOON, NOON + 900),
        streak=Streak(1, 1), felt={"cat-cow": Felt(Counter(easy=1, hard=1), "hard", NOON)}, machines=["b", "desk"],
    )  # fmt: skip
    assert (found.moved, found.own_moved, found.moved_s, found.sat_per_day) == (3, 1, 150, 900)
    assert found.offered == Counter(taken=1, partly=1, skipped=1, snoozed=1, stopped=1)
    assert found.followed == pytest.approx(2 / 3)  # two of the three that came to an end


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, [19, 20, 21]),
        (20, None, [20, 21]),
        (None, 20, [19, 20]),
        (20, 20, [20]),
        (19, 21, [19, 20, 21]),
    ],
)
@pytest.mark.usefixtures("berlin")
def test_a_stretch_over_midnight_counts_in_the_days_that_are_asked_for(
    first: int | None, last: int | None, days: list[int]
) -> None:
    found = measure(
        [],
        [Sitting(NOON - DAY_S, NOON + DAY_S)],
        [],
        Names(),
        today=date(2026, 11, 30),
        first=date(2026, 11, first) if first else None,
        last=date(2026, 11, last) if last else None,
    )
    assert [day.day for day in sorted(found.days)] == days and found.days[LAST].sat_s == DAY_S


def test_a_day_is_at_the_desk_where_it_saw_sitting_or_an_outcome() -> None:
    assert not a_day().worked and a_day(0.5).worked and a_day(missed=1).worked
    assert a_day(taken=2, partly=1, natural=5).moved == 3 and DayFigures() == a_day()


def test_days_that_hold_nothing_are_told_from_those_that_hold_something(numbers: Numbers) -> None:
    bare = replace(numbers, outcomes=Counter(), days={})
    assert bare.nothing
    assert replace(bare, days={LAST: a_day()}).nothing
    assert not replace(bare, days={LAST: a_day(1)}).nothing
    assert not replace(bare, outcomes=Counter(missed=1)).nothing


def test_the_months_hold_their_days_at_the_desk_in_their_order(numbers: Numbers) -> None:
    one, two, three = a_day(60), a_day(taken=1), a_day(120)
    days = {
        date(2026, 11, 2): three,
        date(2026, 10, 31): two,
        date(2026, 10, 1): one,
        date(2026, 10, 2): a_day(),
    }
    assert replace(numbers, days=days).months() == {(2026, 10): [one, two], (2026, 11): [three]}
