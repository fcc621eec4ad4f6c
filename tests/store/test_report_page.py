"""What stands on the report's page and in its short form: which parts, in which order, with which figures."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deskbreak.core.measured import Compared, Progress
from deskbreak.store.journal import Journal
from deskbreak.store.names import Names
from deskbreak.store.report.headlines import headlines
from deskbreak.store.report.make import as_json, brief_lines
from deskbreak.store.report.numbers import DayFigures, Numbers, measure, merged, split, streak
from deskbreak.store.report.page import page
from deskbreak.store.report.ranges import Report, report_of
from deskbreak.store.report.sections import sections
from deskbreak.store.report.week_card import back_card
from deskbreak.store.report.weeks import BackWeek, week_words, weeks_of
from deskbreak.store.rows import Sitting, outcome_uid
from deskbreak.store.spans import DaySpan
from deskbreak.store.text import NARROW, Paint
from deskbreak.values import replace

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = datetime(2026, 11, 20, 18, 0, tzinfo=BERLIN).timestamp()  # a Friday
pytestmark = pytest.mark.usefixtures("berlin")


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=lambda: TODAY) as one:
        yield one


def add(journal: Journal, when: str, outcome: str, *, offered: bool = True, **more: object) -> None:
    uid = outcome_uid(int(offered) * 7)
    journal.add(at=at(when), outcome=outcome, zone="Europe/Berlin", uid=uid, **more)  # type: ignore[arg-type]


@pytest.fixture
def week(journal: Journal, names: Names) -> Report:
    """Two days at a desk with one of everything."""
    set_, walk = ("mobility-set", ["cat-cow", "hip-flexor-stretch"]), ("ten-minute-walk", ["ten-minute-walk"])
    journal.add_sitting(at("2026-11-19 08:00"), at("2026-11-19 10:00"))
    journal.add_sitting(at("2026-11-20 09:00"), at("2026-11-20 10:30"))
    journal.add_sitting(at("2026-11-20 11:00"), at("2026-11-20 11:40"))
    add(journal, "2026-11-19 10:05", "taken", routine=set_[0], exercises=set_[1], seconds=180)
    add(journal, "2026-11-19 11:00", "snoozed")
    add(journal, "2026-11-19 11:10", "partly", routine=set_[0], exercises=set_[1][:1], seconds=60)
    add(journal, "2026-11-19 12:30", "taken", routine=walk[0], exercises=walk[1], seconds=600, offered=False)
    add(journal, "2026-11-19 14:00", "suppressed", reason="meeting")
    add(journal, "2026-11-20 09:00", "suppressed", reason="meeting")
    add(journal, "2026-11-20 09:30", "suppressed", reason="fullscreen")
    add(journal, "2026-11-20 10:30", "missed")
    add(journal, "2026-11-20 10:50", "natural", seconds=900)
    add(journal, "2026-11-20 11:00", "skipped")
    add(journal, "2026-11-20 11:30", "skipped", offered=False)
    add(journal, "2026-11-20 12:00", "stopped", routine="cat-cow", reason="cat-cow hurt", seconds=20)
    journal.add_answer(at("2026-11-19 10:05"), "mobility-set", "easy")
    journal.add_answer(at("2026-11-19 11:10"), "mobility-set", "hard")
    journal.add_answer(at("2026-11-19 12:30"), "ten-minute-walk", "right")
    return report_of(journal, names, TODAY, None)


class Part:
    """One card of the page: its heading, its text, and its tables as rows of cells."""

    def __init__(self, text: str) -> None:
        self.text = words(text)
        self.title = words(re.findall(r"<h2.*?>(.*?)</h2>", text)[0])
        self.heads = [words(one) for one in re.findall(r"<h3>(.*?)</h3>", text)]
        self.tables = [
            [
                [words(cell) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)]
                for row in re.findall(r"<tr>(.*?)</tr>", table)
            ]
            for table in re.findall(r"<table.*?</table>", text)
        ]
        self.bars = [float(one) for one in re.findall(r'width="([\d.]+)%" height="12" rx="6"/></svg>', text)]
        self.shades = Counter(re.findall(r'<rect class="([bs]\d)" x', text))
        self.titles = [words(one) for one in re.findall(r"<title>(.*?)</title>", text)]


def words(text: str) -> str:
    return html.unescape(re.sub(r"<br>", " ", re.sub(r"<(?!br>).*?>", "", text)))


def parts(text: str) -> dict[str, Part]:
    found = [Part(one) for one in re.findall(r"<section.*?</section>", text, re.S)]
    return {part.title: part for part in found}


# -- one of everything ----------------------------------------------------------------------------------------------


def test_a_few_days_are_a_table(week: Report) -> None:
    part = parts(page(week))["Day by day"]
    assert part.tables == [
        [
            ["day", "share", "breaks", "sitting"],
            ["Thu 19 Nov", "", "3", "2 h"],
            ["Fri 20 Nov", "", "0", "2 h 10 min"],
        ]
    ]
    assert part.bars == [100.0, 0.0]


def test_what_came_of_offers_is_apart_from_what_one_began_oneself(week: Report) -> None:
    part = parts(page(week))["Offers and your own starts"]
    assert part.heads == ["How offers ended", "Started by yourself", "Without an offer"]
    offered, own, beside = part.tables
    assert offered == [
        ["offer", "share", "count"],
        ["taken done from start to end", "", "1"],
        ["partly begun and left before the end", "", "1"],
        ["snoozed put off for a while", "", "1"],
        ["skipped not this time", "", "1"],
        ["missed nobody answered", "", "1"],
        ["stopped Cat-Cow hurt 1", "", "1"],
    ]
    assert [row[0].split()[0] for row in own[1:]] == ["taken", "closed"]
    assert [row[::2] for row in beside[1:]] == [
        ["away long enough from the desk by yourself", "1"],
        ["held back meeting 2; fullscreen 1", "3"],
    ]
    third = pytest.approx(33.3)
    assert part.bars == [third] * 6 + [third] * 2 + [third, 100.0]


def test_the_hours_are_drawn_and_written(week: Report) -> None:
    part = parts(page(week))["Time of day"]
    assert part.tables == [
        [
            ["hour", "taken", "not taken"],
            *([hour, taken, missed] for hour, taken, missed in (
                ("09:00", "0", "2"), ("10:00", "1", "1"), ("11:00", "1", "1"), ("12:00", "1", "1"), ("14:00", "0", "1"),
            )),
        ]
    ]  # fmt: skip
    assert "most were taken at 10:00" in page(week)


def test_what_was_done_is_ranked(week: Report, names: Names) -> None:
    text = parts(page(week))
    assert [row[::2] for row in text["Exercises"].tables[0][1:]] == [
        ["Cat-Cow", "2"],
        ["10-Minute Walk", "1"],
        ["Hip Flexor Stretch", "1"],  # of one count by name
    ]
    assert text["Exercises"].bars == [100.0, 50.0, 50.0]
    worked = [row[::2] for row in text["What was worked"].tables[0][1:]]
    expected: Counter[str] = Counter()
    for one in ("cat-cow", "cat-cow", "hip-flexor-stretch", "ten-minute-walk"):
        expected.update(names.targets(one))
    assert worked == [
        [name, str(count)] for name, count in sorted(expected.items(), key=lambda one: (-one[1], one[0]))[:12]
    ]


def test_how_it_felt_has_the_latest_first(week: Report, names: Names) -> None:
    assert parts(page(week))["How it felt"].tables == [
        [
            ["routine", "easy", "right", "hard", "last"],
            [names.routine("ten-minute-walk"), "0", "1", "0", "right"],
            [names.routine("mobility-set"), "1", "0", "1", "hard"],
        ]
    ]


def test_the_figures_at_a_glance(week: Report) -> None:
    assert list(headlines(week.numbers)) == [
        ("3", "breaks taken, 1 of them started by yourself"),
        ("14 min", "of movement"),
        ("50%", "of offers followed"),
        ("2 h 5 min", "of sitting a day"),
        ("2 h", "longest stretch of sitting, 19 Nov 2026"),
        ("1", "day in a row; best 1, days off forgiven"),
        ("1", "walk, 10 min in all"),
    ]
    (tiles,) = re.findall(r'<ul class="tiles">(.*?)</ul>', page(week))
    assert "<b>50%</b>" in tiles and "<b>14<small>&#8239;min</small></b>" in tiles


def test_the_short_form_has_the_week_the_figures_and_seven_days(
    week: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    paint = Paint()
    paint.unicode, paint.colour = False, False
    lines = list(brief_lines(week, paint))
    assert lines[:4] == ["This week: 3 breaks", "", "Your breaks, 19 Nov 2026 to 20 Nov 2026", ""]
    assert lines[4:11] == [f"  {figure:>12}  {said}" for figure, said in headlines(week.numbers)]
    assert lines[11:] == [
        "",
        *(
            f"  {day}  ................  0 taken"
            for day in ("Sat 14", "Sun 15", "Mon 16", "Tue 17", "Wed 18")
        ),
        "  Thu 19  ######..........  3 taken   2 h of sitting",
        "  Fri 20  ................  0 taken   2 h 10 min of sitting",
    ]
    paint.width = NARROW - 1
    assert (
        list(brief_lines(week, paint))[-1]
        == "  Fri 20  ................  0 taken\n          2 h 10 min of sitting"
    )
    paint.width = NARROW
    assert "\n" not in list(brief_lines(week, paint))[-1]
    paint.colour = True
    assert (
        "\x1b[36m######" in list(brief_lines(week, paint))[-2]
        and "\x1b[90m...." in list(brief_lines(week, paint))[-1]
    )


def test_more_than_eight_breaks_a_day_are_a_full_bar(journal: Journal, names: Names) -> None:
    for minute in range(12):
        add(journal, f"2026-11-20 10:{minute:02}", "taken")
    for minute in range(6):
        add(journal, f"2026-11-19 10:{minute:02}", "taken")
    paint = Paint()
    paint.unicode = False
    lines = list(brief_lines(report_of(journal, names, TODAY, None), paint))
    assert (
        lines[-1] == f"  Fri 20  {'#' * 16} 12 taken"
        and lines[-2] == f"  Thu 19  {'#' * 8}{'.' * 8}  6 taken"
    )


def test_json_has_every_figure(week: Report) -> None:
    shown = as_json(week)
    assert shown | {"targets": 0, "exercises": 0, "learning": 0, "felt": 0, "hours": 0} == {
        "from": "2026-11-19", "to": "2026-11-20", "taken": 3, "moved_s": 840, "followed": 0.5,
        "weeks": {
            "this": {"from": "2026-11-16", "taken": 3, "moved_s": 840, "sitting_per_day_s": 7500},
            "last": None,
        },
        "back": [],
        "own_starts": {"taken": 1, "partly": 0, "skipped": 1, "missed": 0, "snoozed": 0, "stopped": 0},
        "sitting_per_day_s": 7500,
        "longest_sitting": {"at": "2026-11-19T08:00:00+01:00", "seconds": 7200},
        "streak_days": {"now": 1, "best": 1},
        "walks": {"count": 1, "seconds": 600},
        "outcomes": {
            "taken": 2, "partly": 1, "natural": 1, "snoozed": 1, "skipped": 2, "missed": 1, "stopped": 1,
            "suppressed": 3,
        },
        "reasons": {"suppressed": {"meeting": 2, "fullscreen": 1}, "stopped": {"Cat-Cow hurt": 1}},
        "days": [
            {"date": "2026-11-19", "sitting_s": 7200,
             "outcomes": {"taken": 2, "snoozed": 1, "partly": 1, "suppressed": 1}},
            {"date": "2026-11-20", "sitting_s": 7800,
             "outcomes": {"suppressed": 2, "missed": 1, "natural": 1, "skipped": 2, "stopped": 1}},
        ],
        "targets": 0, "exercises": 0, "learning": 0, "felt": 0, "hours": 0,
    }  # fmt: skip
    hours = shown["hours"]
    assert isinstance(hours, dict) and {name: sum(counts) for name, counts in hours.items()} == {
        "taken": 3,
        "not_taken": 6,
    }
    felt = shown["felt"]
    assert isinstance(felt, dict) and list(felt.values()) == [
        {"easy": 1, "hard": 1, "last": "hard"},
        {"right": 1, "last": "right"},
    ]


# -- what is not known is left out ----------------------------------------------------------------------------------


def test_a_part_without_figures_is_not_there(journal: Journal, names: Names) -> None:
    add(journal, "2026-11-20 10:30", "natural", seconds=900)
    found = parts(page(report_of(journal, names, TODAY, None)))
    assert set(found) == {"Day by day", "Offers and your own starts", "How this is counted"}
    assert found["Offers and your own starts"].heads == ["Without an offer"]
    assert found["Day by day"].tables[0][1] == ["Fri 20 Nov", "", "0", "–"]


def test_advice_and_the_name_of_the_page(week: Report, journal: Journal, names: Names) -> None:
    assert "<title>Your breaks, 19 November 2026 to 20 November 2026</title>" in page(week)
    assert "<header><h1>Your breaks</h1></header>" in page(week)
    assert "<h1>Your breaks</h1><p>Try &lt;less&gt;</p></header>" in page(week, "Try <less>")
    empty = report_of(journal, names, at("2026-12-01 10:00"), DaySpan(date(2026, 12, 1), date(2026, 12, 1)))
    assert "<title>Your breaks</title>" in page(empty)


def test_machines_are_named_where_there_are_several(week: Report) -> None:
    assert "20 November 2026</p>" in page(week)
    two = replace(week, numbers=replace(week.numbers, machines=["desk", "<b>"]))
    assert "20 November 2026, on desk, &lt;b&gt;</p>" in page(two)


def test_chosen_moments_are_told_once_there_are_any(week: Report) -> None:
    assert "Chosen moments" not in parts(page(week))
    reported = replace(week, learning=Progress("on", 90, 40, Compared(30, 40, 10, 20)))
    assert parts(page(reported))["Chosen moments"].text.startswith(
        "Chosen momentsChosen moments: 30 of 40 taken;"
    )
    assert (
        list(brief_lines(reported, Paint()))[-1]
        .replace("\n", " ")
        .startswith("Chosen moments: 30 of 40 taken;")
    )


# -- longer stretches -----------------------------------------------------------------------------------------------


def figures(numbers: Numbers, first: date, days: int, *, moved: int = 1, sat_s: float = 0) -> Numbers:
    of = {
        first + timedelta(days=one): DayFigures(sat_s, 60.0 * moved, Counter(taken=moved))
        for one in range(days)
    }
    outcomes = Counter({"taken": days * moved})
    return replace(numbers, first=first, last=first + timedelta(days=days - 1), days=of, outcomes=outcomes)


@pytest.fixture
def nothing(names: Names) -> Numbers:
    return measure([], [], [], names, today=date(2026, 11, 20))


@pytest.mark.parametrize(("days", "title"), [(14, "Day by day"), (15, "Breaks, day by day")])
def test_two_weeks_are_a_table_and_more_a_calendar(nothing: Numbers, days: int, title: str) -> None:
    text = "".join(sections(figures(nothing, date(2026, 11, 2), days)))
    assert next(iter(parts(text))) == title


def test_the_calendars_say_what_they_hold(nothing: Numbers) -> None:
    numbers = figures(nothing, date(2026, 10, 1), 31, moved=4, sat_s=7 * 3600)
    numbers.days[date(2026, 10, 5)].sat_s = 0  # type: ignore[index]
    numbers.days[date(2026, 10, 5)].outcomes.clear()
    text = parts("".join(sections(numbers)))
    breaks, sitting = text["Breaks, day by day"], text["Sitting, day by day"]
    assert breaks.heads == ["120 breaks on 30 days"]
    assert sitting.heads == ["Sitting seen on 30 days, 7 h a day"]
    assert breaks.shades == {"b3": 30, "b0": 1} and sitting.shades == {"s3": 30, "s0": 1}
    assert breaks.titles[0] == "1 Oct 2026: 4 breaks" and len(breaks.titles) == 30
    assert sitting.titles[0] == "1 Oct 2026: 7 h of sitting" and len(sitting.titles) == 30
    assert breaks.text.endswith("none12 or 34 or 56 and more")
    assert sitting.text.endswith("noneunder 4 h4 to 6 h6 to 8 h8 h and more")
    one = figures(nothing, date(2026, 10, 1), 31, moved=0)
    one.days[date(2026, 10, 5)].outcomes["partly"] = 1
    one = replace(one, outcomes=Counter(partly=1))
    assert parts("".join(sections(one)))["Breaks, day by day"].heads == ["1 break on 1 day"]
    assert parts("".join(sections(one)))["Breaks, day by day"].titles == ["5 Oct 2026: 1 break"]


@pytest.mark.parametrize(
    ("hours", "shade"),
    [
        (0.5, "s1"),
        (3.9999, "s1"),
        (4, "s2"),
        (5.9999, "s2"),
        (6, "s3"),
        (7.9999, "s3"),
        (8, "s4"),
        (12, "s4"),
    ],
)
def test_the_shades_are_those_of_the_legend(nothing: Numbers, hours: float, shade: str) -> None:
    text = "".join(sections(figures(nothing, date(2026, 10, 1), 20, sat_s=hours * 3600)))
    assert parts(text)["Sitting, day by day"].shades == {shade: 20}


@pytest.mark.parametrize(
    ("moved", "shade"), [(1, "b1"), (2, "b2"), (3, "b2"), (4, "b3"), (5, "b3"), (6, "b4")]
)
def test_the_shades_of_breaks_are_those_of_the_legend(nothing: Numbers, moved: int, shade: str) -> None:
    text = "".join(sections(figures(nothing, date(2026, 10, 1), 20, moved=moved)))
    assert parts(text)["Breaks, day by day"].shades == {shade: 20}


@pytest.mark.parametrize(("days", "years"), [(372, []), (373, ["2026", "2025"])])
def test_more_than_a_year_is_a_calendar_a_year(nothing: Numbers, days: int, years: list[str]) -> None:
    last = date(2026, 11, 20)
    text = "".join(sections(figures(nothing, last - timedelta(days=days - 1), days)))
    heads = parts(text)["Breaks, day by day"].heads
    assert [one.partition(":")[0] for one in heads if ":" in one] == years
    if years:
        assert "Earlier years (1)" in text
        assert heads[0] == "2026: 324 breaks on 324 days" and heads[1] == "2025: 49 breaks on 49 days"
    else:
        assert heads == ["372 breaks on 372 days"] and "Earlier years" not in text


def test_the_months_have_their_sums(nothing: Numbers) -> None:
    numbers = figures(nothing, date(2026, 9, 29), 4, moved=2, sat_s=3600)
    numbers.days[date(2026, 10, 1)].outcomes.update(snoozed=3, skipped=4, missed=5, suppressed=6)
    numbers.days[date(2026, 9, 29)].sat_s = 0  # type: ignore[index]
    numbers.days[date(2026, 9, 29)].outcomes.clear()
    (months,) = parts("".join(sections(numbers)))["Month by month"].tables
    assert months == [
        ["month", "days", "sitting a day", "taken", "snoozed", "skipped", "missed", "held back", "movement"],
        ["Oct 2026", "2", "1 h", "4", "3", "4", "5", "6", "4 min"],
        ["Sep 2026", "1", "1 h", "2", "0", "0", "0", "0", "2 min"],
    ]
    numbers.days[date(2026, 9, 30)].sat_s = 0  # type: ignore[index]
    assert parts("".join(sections(numbers)))["Month by month"].tables[0][2][2] == "–"
    assert "Month by month" not in parts("".join(sections(figures(nothing, date(2026, 9, 1), 30))))


def test_twelve_are_ranked_and_those_of_one_count_by_name(nothing: Numbers) -> None:
    counts = Counter({f"exercise {number:02}": 20 - number // 2 for number in range(15)})
    text = parts("".join(sections(replace(figures(nothing, date(2026, 11, 2), 3), exercises=counts))))
    assert [row[0] for row in text["Exercises"].tables[0][1:]] == [
        f"exercise {number:02}" for number in range(12)
    ]


def test_six_reasons_are_named_the_most_frequent_first(nothing: Numbers) -> None:
    why = Counter({f"reason {number}": number for number in range(1, 9)})
    numbers = replace(
        figures(nothing, date(2026, 11, 2), 3), outcomes=Counter(suppressed=36), reasons={"suppressed": why}
    )
    (table,) = parts("".join(sections(numbers)))["Offers and your own starts"].tables
    assert table[1][0] == "held back " + "; ".join(f"reason {number} {number}" for number in range(8, 2, -1))


# -- choosing days --------------------------------------------------------------------------------------------------


def picked(journal: Journal, names: Names) -> tuple[list[str], list[int]]:
    """The names of the ranges, and which is checked."""
    text = page(report_of(journal, names, TODAY, None))
    checked = [
        index
        for index, more in enumerate(re.findall(r'<input type="radio".*?id="days-\d"(.*?)>', text))
        if more
    ]
    labels = re.findall(r'<label for="days-\d">(.*?)</label>', text)
    assert text.count('class="panel panel-') == max(len(labels), 1)
    assert len(re.findall(r"#days-\d:checked ~ .panel-\d", text)) == len(labels)
    return labels, checked


@pytest.mark.parametrize(
    ("first", "labels"),
    [
        ("2026-11-14", []), ("2026-11-13", ["7 days", "Everything"]), ("2026-10-24", ["7 days", "Everything"]),
        ("2026-10-23", ["7 days", "4 weeks", "Everything"]), ("2025-11-21", ["7 days", "4 weeks", "Everything"]),
        ("2025-11-20", ["7 days", "4 weeks", "12 months", "Everything"]),
    ],
)  # fmt: skip
def test_a_range_is_there_once_the_journal_is_longer(
    journal: Journal, names: Names, first: str, labels: list[str]
) -> None:
    add(journal, f"{first} 12:00", "taken")
    assert picked(journal, names) == (
        labels,
        [] if not labels else [labels.index("12 months") if "12 months" in labels else len(labels) - 1],
    )


def test_a_range_counts_its_own_days_and_the_streak_is_everythings(journal: Journal, names: Names) -> None:
    for day in ("2026-10-01", "2026-11-13", "2026-11-14", "2026-11-20"):
        add(journal, f"{day} 00:00", "taken")
        add(journal, f"{day} 23:59", "taken")
        journal.add_answer(at(f"{day} 12:00"), "cat-cow", "easy")
        journal.add_sitting(at(f"{day} 10:00"), at(f"{day} 11:00"))
    journal.add_sitting(at("2026-11-13 23:30"), at("2026-11-14 00:30"))
    journal.add_sitting(at("2026-11-21 00:00"), at("2026-11-21 05:00"))  # a clock that was ahead
    journal.add_sitting(at("2026-11-13 02:00"), at("2026-11-13 06:00"))
    ranges = dict(report_of(journal, names, TODAY, None).ranges)
    longest = {name: one.longest and one.longest.seconds / 3600 for name, one in ranges.items()}
    assert longest == {"7 days": 1, "4 weeks": 4, "Everything": 5}
    assert {name: one.moved for name, one in ranges.items()} == {"7 days": 4, "4 weeks": 6, "Everything": 8}
    assert {one.streak.best for one in ranges.values()} == {4}
    assert {name: one.felt["Cat-Cow"].counts["easy"] for name, one in ranges.items()} == {
        "7 days": 2, "4 weeks": 3, "Everything": 4,
    }  # fmt: skip
    assert sum(day.sat_s for day in ranges["7 days"].days.values()) == 2 * 3600 + 1800
    assert (ranges["7 days"].first, ranges["7 days"].last) == (date(2026, 11, 14), date(2026, 11, 20))
    unpicked = report_of(journal, names, TODAY, None, picked=False)
    assert unpicked.ranges == () and unpicked.weeks is not None
    assert report_of(journal, names, TODAY, DaySpan(date(2026, 11, 1), date(2026, 11, 30))).weeks is None


# -- small parts of the counting ------------------------------------------------------------------------------------


def test_stretches_that_touch_are_one() -> None:
    one, two, three = Sitting(0, 10), Sitting(10, 20), Sitting(21, 30)
    assert merged([three, two, one]) == [Sitting(0, 20), three]
    assert merged([Sitting(0, 30), Sitting(5, 10)]) == [Sitting(0, 30)]
    assert merged([]) == []


def test_a_stretch_is_shared_out_among_its_days() -> None:
    start, end = at("2026-11-18 22:00"), at("2026-11-20 01:00")
    assert list(split(Sitting(start, end))) == [
        (date(2026, 11, 18), 7200.0), (date(2026, 11, 19), 86400.0), (date(2026, 11, 20), 3600.0),
    ]  # fmt: skip
    assert list(split(Sitting(start, start + 60))) == [(date(2026, 11, 18), 60.0)]
    assert list(split(Sitting(start, start))) == []
    assert list(split(Sitting(start, at("2026-11-19 00:00")))) == [(date(2026, 11, 18), 7200.0)]


def test_a_day_at_the_desk_without_a_break_ends_the_row() -> None:
    day = date(2026, 11, 16)
    moved, sat, off = DayFigures(outcomes=Counter(taken=1)), DayFigures(sat_s=60), DayFigures()
    days = {
        day + timedelta(days=number): one for number, one in enumerate((moved, moved, sat, moved, off, moved))
    }
    assert (streak(days, day).now, streak(days, day).best) == (2, 2)
    last = DayFigures(sat_s=60)
    days[day + timedelta(days=6)] = last
    assert streak(days, day + timedelta(days=6)).now == 2 and streak(days, day + timedelta(days=7)).now == 0
    assert streak({}, day).best == 0


def test_the_first_and_the_last_day_are_those_asked_for_or_seen(names: Names) -> None:
    day = date(2026, 11, 20)
    empty = measure([], [], [], names, today=day)
    assert (empty.first, empty.last, empty.nothing, empty.followed, empty.sat_per_day) == (
        day,
        day,
        True,
        None,
        None,
    )
    asked = measure([], [], [], names, today=day, first=date(2026, 11, 1), last=date(2026, 12, 1))
    assert (asked.first, asked.last) == (date(2026, 11, 1), day)  # what is still to come is not shown
    ahead = measure([], [], [], names, today=day, first=date(2026, 12, 1), last=date(2026, 12, 3))
    assert (ahead.first, ahead.last) == (date(2026, 12, 1), date(2026, 12, 1))
    sat = [Sitting(at("2026-11-18 23:00"), at("2026-11-20 01:00"))]
    inside = measure([], sat, [], names, today=day, first=date(2026, 11, 19), last=date(2026, 11, 19))
    assert {one: found.sat_s for one, found in inside.days.items()} == {date(2026, 11, 19): 86400}
    assert not inside.nothing


@pytest.mark.parametrize(
    ("by_now", "words_"),
    [
        ((1, 1, 0, 0, 0, 0, 0), "This week: 1 break, last week: 2"),
        ((1, 0, 0, 0, 0, 3, 0), "This week: 1 break, last week: 4 (1 of them by Friday)"),
        ((0, 0, 0, 0, 2, 1, 0), "This week: 1 break, last week: 3 (2 of them by Friday)"),
    ],
)
def test_last_week_is_compared_up_to_the_same_weekday(by_now: tuple[int, ...], words_: str) -> None:
    days = {
        date(2026, 11, 9) + timedelta(days=number): DayFigures(outcomes=Counter(taken=count))
        for number, count in enumerate(by_now)
    }
    days[date(2026, 11, 16)] = DayFigures(sat_s=60, outcomes=Counter(partly=1))
    weeks = weeks_of(days, date(2026, 11, 20))
    assert week_words(weeks) == words_
    assert weeks.this.sat_per_day == 60 and weeks.last and weeks.last.sat_per_day is None


def test_the_week_card_has_both_weeks(journal: Journal, names: Names) -> None:
    add(journal, "2026-11-10 10:00", "taken", seconds=120)
    add(journal, "2026-11-17 10:00", "taken", seconds=60)
    add(journal, "2026-11-18 10:00", "taken")
    journal.add_sitting(at("2026-11-17 08:00"), at("2026-11-17 10:00"))
    part = parts(page(report_of(journal, names, TODAY, None)))["This week: 2 breaks, last week: 1"]
    assert part.tables == [
        [
            ["week", "this week", "last week"],
            ["breaks", "2", "1"],
            ["movement", "1 min", "2 min"],
            ["sitting a day", "2 h", "–"],
        ]
    ]


def test_the_back_has_a_year_drawn_and_all_of_it_written() -> None:
    weeks = [
        BackWeek(date(2025, 1, 6) + timedelta(weeks=number), number % 11, number) for number in range(60)
    ]
    text = back_card(weeks)
    assert text.count('class="score"') == 52 and "52 weeks" in text
    table = Part(text).tables[0]
    assert table[0] == ["week of", "back, 0 to 10", "breaks"] and len(table) == 61
    assert table[1] == ["23 Feb 2026", "4", "59"] and table[-1] == ["6 Jan 2025", "0", "0"]
    assert back_card([]) == ""
