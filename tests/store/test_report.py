"""The report's figures: counted again in SQL, on odd days, and safe from whatever people write."""

from __future__ import annotations

import re
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deskbreak.paths import Profile
from deskbreak.store.journal import Journal
from deskbreak.store.names import Names, load_names
from deskbreak.store.report.make import as_json, brief_lines
from deskbreak.store.report.numbers import Numbers
from deskbreak.store.report.page import page
from deskbreak.store.report.ranges import Report, report_of
from deskbreak.store.rows import OUTCOMES, outcome_uid
from deskbreak.store.spans import DaySpan, read_days
from deskbreak.store.text import Paint
from tests.store.lived import live

BERLIN = ZoneInfo("Europe/Berlin")
DOCS = Path(__file__).parents[2] / "docs" / "report.md"
TODAY = datetime(2026, 11, 20, 18, 0, tzinfo=BERLIN).timestamp()
pytestmark = pytest.mark.usefixtures("berlin")


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    home = tmp_path_factory.mktemp("names")
    return load_names(Profile(home, home, home, home / "cache"))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=lambda: TODAY) as one:
        yield one


def counted(journal: Journal, names: Names, days: DaySpan | None = None, now: float = TODAY) -> Numbers:
    return reported(journal, names, days, now).numbers


def reported(journal: Journal, names: Names, days: DaySpan | None = None, now: float = TODAY) -> Report:
    return report_of(journal, names, now, days)


# -- the worked example of the docs ------------------------------------------------------------------------


@pytest.fixture
def example(tmp_path: Path, journal: Journal) -> sqlite3.Connection:
    """The journal that docs/report.md shows, open in SQLite."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in DOCS.read_text("utf-8").splitlines()
        if re.match(r"\| 20\d\d-", line)
    ]
    for when, what, *more in cells:
        if not more:
            journal.add_sitting(at(when), at(what))
            continue
        routine, exercises, seconds, reason = more
        done = [one.strip() for one in exercises.split(",") if one.strip()]
        journal.add(
            at=at(when), outcome=what, routine=routine, exercises=done, seconds=float(seconds), reason=reason,
            zone="Europe/Berlin",
        )  # fmt: skip
    return sqlite3.connect(tmp_path / "journal.sqlite3")


def test_the_worked_example_comes_out_as_the_docs_say(
    example: sqlite3.Connection, journal: Journal, names: Names
) -> None:
    text = DOCS.read_text("utf-8")
    asked = [
        sql
        for block in re.findall(r"```sql\n(.*?)```", text, re.S)
        for sql in block.split(";\n")
        if sql.strip()
    ]
    found = [example.execute(sql).fetchall() for sql in asked]
    example.close()
    assert found == [
        [(4, 16.0)],
        [(67.0,)],
        [("suppressed", "meeting", 1)],
        [(132.0,)],
        [(142.0,)],
        [(3,)],
        [("09", 1, 1), ("10", 1, 1), ("11", 1, 1), ("12", 1, 0)],
        [("cat-cow", 2), ("glute-bridge", 1), ("hip-flexor-stretch", 1), ("ten-minute-walk", 1)],
        [(1, 10.0)],
    ]
    numbers = counted(journal, names)
    assert (numbers.moved, numbers.moved_s) == (4, 960)
    assert numbers.followed == pytest.approx(4 / 6)
    assert numbers.reasons == {"suppressed": Counter(meeting=1)}
    assert numbers.longest and numbers.longest.seconds == 132 * 60
    assert numbers.sat_per_day == pytest.approx(427 * 60 / 3)
    assert (numbers.streak.now, numbers.streak.best) == (3, 3)
    assert (numbers.hours_moved[9:13], numbers.hours_missed[9:13]) == ([1, 1, 1, 1], [1, 1, 1, 0])
    assert numbers.exercises["Cat-Cow"] == 2
    assert (numbers.walks, numbers.walked_s) == (1, 600)


# -- two years, counted again by SQL alone ---------------------------------------------------------------


def test_two_years_are_the_same_in_sql(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "journal.sqlite3"
    first = date(2024, 11, 25)
    rows = live(path, first, 725, seed=3)
    assert rows > 3000
    with Journal.open(path, machine="desk", clock=lambda: TODAY) as journal:
        for row in journal.rows()[::40]:
            journal.amend(row.id, outcome="taken", note="really")
        for row in journal.rows()[5::50]:
            journal.remove(row.id)
        journal.add_sitting(at("2025-03-29 23:00"), at("2025-03-30 05:00"))  # the night with 23 hours
        journal.add_sitting(at("2025-10-26 00:00"), at("2025-10-27 00:00"))  # the day with 25
        numbers = counted(journal, names)
        shown = as_json(reported(journal, names))
    db = sqlite3.connect(path)

    def one(sql: str) -> object:
        return db.execute(sql).fetchone()[0]

    outcomes = dict(db.execute("SELECT outcome, count(*) FROM log GROUP BY outcome").fetchall())
    assert {name: count for name, count in numbers.outcomes.items() if count} == outcomes
    assert shown["taken"] == one("SELECT count(*) FROM log WHERE outcome IN ('taken', 'partly')")
    assert shown["moved_s"] == one("SELECT sum(seconds) FROM log WHERE outcome IN ('taken', 'partly')")
    a_day = db.execute(
        "SELECT date(at, 'unixepoch', 'localtime'), count(*) FROM log WHERE outcome IN ('taken', 'partly') GROUP BY 1"
    ).fetchall()
    assert {str(day): found.moved for day, found in numbers.days.items() if found.moved} == dict(a_day)
    hours = db.execute(
        "SELECT CAST(strftime('%H', at, 'unixepoch', 'localtime') AS INTEGER), count(*) FROM log "
        "WHERE outcome IN ('taken', 'partly') GROUP BY 1"
    ).fetchall()
    assert {hour: count for hour, count in enumerate(numbers.hours_moved) if count} == dict(hours)
    total = one("SELECT sum(end - start) FROM sittings")
    assert sum(day.sat_s for day in numbers.days.values()) == pytest.approx(total)
    assert numbers.days[date(2025, 3, 30)].sat_s == 4 * 3600
    assert numbers.days[date(2025, 10, 26)].sat_s == 25 * 3600
    reasons = db.execute(
        "SELECT reason, count(*) FROM log WHERE outcome = 'suppressed' GROUP BY reason"
    ).fetchall()
    assert dict(numbers.reasons["suppressed"]) == dict(reasons)
    done = db.execute(
        "SELECT value, count(*) FROM log, json_each(exercises) WHERE outcome IN ('taken', 'partly') GROUP BY value"
    ).fetchall()
    assert numbers.exercises == Counter({names.exercise(name): count for name, count in done})
    targets: Counter[str] = Counter()
    for name, count in done:
        targets.update(dict.fromkeys(names.targets(name), count))
    assert numbers.targets == targets
    answers = db.execute("SELECT what, answer, count(*) FROM answers GROUP BY what, answer").fetchall()
    assert sum(felt.counts.total() for felt in numbers.felt.values()) == sum(count for *_, count in answers)
    db.close()


def test_the_days_asked_for_are_the_only_ones(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "journal.sqlite3"
    live(path, date(2026, 9, 1), 80, seed=5)
    days = DaySpan(date(2026, 10, 1), date(2026, 10, 31))
    with Journal.read(path, clock=lambda: TODAY) as journal:
        numbers = counted(journal, names, days)
        inside = journal.rows(days.start, days.end)
    assert numbers.outcomes == Counter(row.outcome for row in inside)
    assert (numbers.first, numbers.last) == (days.first, days.last)
    assert set(numbers.days) <= {date(2026, 10, day) for day in range(1, 32)}


# -- few days, odd days ------------------------------------------------------------------------------------


def test_an_empty_journal_says_in_few_words_what_will_be_here(journal: Journal, names: Names) -> None:
    report = reported(journal, names)
    assert as_json(report)["days"] == []
    assert (report.numbers.first, report.numbers.last) == (date(2026, 11, 20), date(2026, 11, 20))
    text = page(report)
    Sound().check(text)
    body = text[text.index("<body>") :]
    assert "<svg" not in body and "<table" not in body and not re.search(r"\b0\b", body)
    assert "After your first break this page shows" in body
    lines = "\n".join(brief_lines(report, Paint())).splitlines()
    assert lines and all(len(line) <= 80 and not re.search(r"\d", line) for line in lines)


def test_days_without_anything_are_said_to_have_nothing(journal: Journal, names: Names) -> None:
    journal.add(at=TODAY - 3600, outcome="taken")
    report = reported(journal, names, read_days("2026-10-01", "2026-10-07", TODAY))
    assert "Nothing was written down in these days." in page(report)
    assert list(brief_lines(report, Paint())) == ["Nothing was written down in these days."]


def test_one_day_is_enough(journal: Journal, names: Names) -> None:
    journal.add(at=TODAY - 3600, outcome="taken", routine="cat-cow", exercises=["cat-cow"], seconds=45)
    report = reported(journal, names)
    assert (report.numbers.moved, report.numbers.streak.now, len(report.numbers.days)) == (1, 1, 1)
    text = page(report)
    Sound().check(text)
    assert "How it felt" not in text and "of sitting a day" not in text  # nothing is known of these
    assert "45 s  of movement" in "\n".join(brief_lines(report, Paint()))


def test_a_journal_begun_in_autumn_has_no_empty_spring(journal: Journal, names: Names) -> None:
    journal.add(at=at("2026-11-02 10:00"), outcome="taken")
    text = page(reported(journal, names))
    assert re.findall(r"--weeks: (\d+)", text) == ["3"]  # nobody was seen sitting
    assert re.findall(r'y="10">(\w+)</text>', text) == ["Nov"]


# -- this week beside the last one -------------------------------------------------------------------------


def taken(journal: Journal, *days: str) -> None:
    for day in days:
        journal.add(at=at(f"2026-11-{day} 10:00"), outcome="taken", seconds=60)


def test_this_week_stands_beside_the_last_one(journal: Journal, names: Names) -> None:
    taken(journal, "08", "09", "12", "13", "14", "15", "16", "18", "20")  # the 20th is a Friday
    report = reported(journal, names)
    first = next(brief_lines(report, Paint()))
    assert first == "This week: 3 breaks, last week: 5 (3 of them by Friday)"
    assert first in page(report)
    assert as_json(report)["weeks"] == {
        "this": {"from": "2026-11-16", "taken": 3, "moved_s": 180, "sitting_per_day_s": None},
        "last": {"from": "2026-11-09", "taken": 5, "moved_s": 300, "sitting_per_day_s": None},
    }


def test_a_first_week_has_no_last_one_to_stand_beside(journal: Journal, names: Names) -> None:
    taken(journal, "19")
    report = reported(journal, names)
    assert next(brief_lines(report, Paint())) == "This week: 1 break"
    assert "last week" not in page(report)


def test_the_week_begins_on_monday_over_the_turn_of_the_year(journal: Journal, names: Names) -> None:
    journal.add(at=at("2026-12-27 23:59"), outcome="taken")
    journal.add(at=at("2026-12-28 00:00"), outcome="taken")
    journal.add(at=at("2027-01-03 23:59"), outcome="partly")
    report = reported(journal, names, now=at("2027-01-03 23:59"))
    assert next(brief_lines(report, Paint())) == "This week: 2 breaks, last week: 1"


def test_two_idle_weeks_have_no_card(journal: Journal, names: Names) -> None:
    journal.add(at=at("2026-10-05 10:00"), outcome="taken")
    report = reported(journal, names)
    assert "This week" not in page(report)
    assert next(brief_lines(report, Paint())).startswith("Your breaks")


# -- how the back was --------------------------------------------------------------------------------------


def test_how_the_back_was_stands_beside_the_breaks_and_means_nothing(journal: Journal, names: Names) -> None:
    taken(journal, "10", "11", "17")
    assert "your back was" not in page(reported(journal, names))
    for day, score in (("12", 3), ("15", 4), ("18", 10)):
        journal.add_back(at(f"2026-11-{day} 12:00"), "Europe/Berlin", score)
    report = reported(journal, names)
    assert as_json(report)["back"] == [
        {"week": "2026-11-09", "score": 4, "taken": 2},  # the last answer of a week counts
        {"week": "2026-11-16", "score": 10, "taken": 1},
    ]
    text = page(report)
    Sound().check(text)
    assert text.count('class="score"') == 2
    assert journal.notes() == [] and [row.outcome for row in journal.rows()] == ["taken"] * 3


def test_what_was_said_of_the_back_is_forgotten_with_the_rest(journal: Journal, names: Names) -> None:
    journal.add_back(TODAY - 86400, "Europe/Berlin", 4)
    journal.forget(TODAY)
    assert journal.backs() == []


# -- the days to choose among ------------------------------------------------------------------------------


def test_the_ranges_are_counted_as_if_these_days_were_asked_for(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "journal.sqlite3"
    live(path, date(2024, 11, 25), 725, seed=7)
    with Journal.read(path, clock=lambda: TODAY) as journal:
        report = reported(journal, names)
        for (name, found), length in zip(report.ranges, (7, 28, 365, 0), strict=True):
            asked = DaySpan(date(2026, 11, 20) - timedelta(days=length - 1), date(2026, 11, 20))
            alone = counted(journal, names, asked if length else None)
            for part in (
                "first",
                "last",
                "outcomes",
                "own",
                "days",
                "targets",
                "longest",
                "felt",
                "hours_missed",
            ):
                assert getattr(found, part) == getattr(alone, part), (name, part)
            assert found.streak == report.numbers.streak
    assert [name for name, _ in report.ranges] == ["7 days", "4 weeks", "12 months", "Everything"]


def test_a_young_journal_has_only_the_ranges_that_differ(journal: Journal, names: Names) -> None:
    taken(journal, "15", "18")
    assert reported(journal, names).ranges == ()
    taken(journal, "02")
    text = page(reported(journal, names))
    assert re.findall(r"<label[^>]*>([^<]+)", text) == ["7 days", "Everything"]
    assert text.count(" checked>") == 1
    assert reported(journal, names, read_days("2026-11-01", None, TODAY)).ranges == ()


# -- offers and one's own starts ---------------------------------------------------------------------------


def test_what_one_started_oneself_is_no_refused_offer(journal: Journal, names: Names) -> None:
    journal.add(
        at=TODAY - 7200, outcome="skipped", routine="cat-cow", uid="19a-0-1"
    )  # as the daemon names it
    journal.add(at=TODAY - 3600, outcome="partly", routine="cat-cow", uid=outcome_uid(0))
    report = reported(journal, names)
    assert report.numbers.followed is None
    assert not any(report.numbers.offered.values()) and not any(report.numbers.hours_missed)
    text = page(report)
    assert "Started by yourself" in text and "How offers ended" not in text and "%</b>" not in text
    assert "of offers followed" not in "\n".join(brief_lines(report, Paint()))
    assert as_json(report)["outcomes"] == dict.fromkeys(OUTCOMES, 0) | {"partly": 1, "skipped": 1}


def test_offers_are_counted_without_ones_own_starts(journal: Journal, names: Names) -> None:
    journal.add(at=TODAY - 9000, outcome="taken", routine="cat-cow", uid="19a-7-1")
    journal.add(at=TODAY - 8000, outcome="missed", routine="cat-cow", uid=outcome_uid(8))
    journal.add(at=TODAY - 7000, outcome="taken", routine="cat-cow", uid="19b-0-2")
    journal.add(at=TODAY - 6000, outcome="suppressed", reason="meeting", uid=outcome_uid(0))
    numbers = counted(journal, names)
    assert (numbers.moved, numbers.own_moved, numbers.followed) == (2, 1, 0.5)
    assert (sum(numbers.hours_moved), sum(numbers.hours_missed)) == (2, 2)


def test_the_page_scolds_nobody_and_speaks_no_program(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "journal.sqlite3"
    live(path, date(2026, 1, 5), 300)
    with Journal.read(path, clock=lambda: TODAY) as journal:
        text = page(reported(journal, names))
    body = text[text.index("<body>") :]
    assert "suppressed" not in body and "outcome" not in body and "held back" in body
    for colour in set(re.findall(r"#[0-9a-f]{6}\b", text)):
        red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
        assert red - max(green, blue) < 60, f"{colour} is an alarm"


@pytest.mark.parametrize("first", ["2030-01-01", "1971-01-02", "today", "2026-11-19"])
def test_any_first_day_can_be_asked_for(journal: Journal, names: Names, first: str) -> None:
    journal.add(at=TODAY - 3600, outcome="taken", routine="cat-cow")
    numbers = counted(journal, names, read_days(first, None, TODAY))
    assert numbers.first <= numbers.last
    Sound().check(page(reported(journal, names, read_days(first, None, TODAY))))


def test_a_row_of_before_the_epoch_or_far_ahead_breaks_nothing(journal: Journal, names: Names) -> None:
    journal.add(at=-1.0, outcome="taken", routine="cat-cow")
    journal.add(at=TODAY + 400 * 86400, outcome="skipped")
    Sound().check(page(reported(journal, names)))


def test_days_off_are_forgiven_and_today_never_counts_against(journal: Journal, names: Names) -> None:
    for day, outcome in (
        (9, "taken"),
        (10, "skipped"),
        (13, "taken"),
        (16, "partly"),
        (18, "taken"),
        (20, "missed"),
    ):
        journal.add(at=at(f"2026-11-{day:02} 10:00"), outcome=outcome)
    streak = counted(journal, names).streak
    assert (streak.now, streak.best) == (3, 3)
    later = counted(journal, names, now=TODAY + 86400).streak
    assert (later.now, later.best) == (0, 3)


def test_the_night_of_the_clock_change_is_shared_out_right(journal: Journal, names: Names) -> None:
    journal.add_sitting(at("2026-10-24 22:00"), at("2026-10-25 04:00"))
    days = counted(journal, names).days
    assert days[date(2026, 10, 24)].sat_s == 2 * 3600
    assert days[date(2026, 10, 25)].sat_s == 5 * 3600
    assert len(days) == 2


@pytest.mark.parametrize(
    "zone", ["America/Los_Angeles", "Pacific/Kiritimati", "Asia/Beirut", "America/Havana", "UTC"]
)
def test_a_zone_that_changed_under_a_running_program_still_ends(
    journal: Journal, names: Names, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)  # the C library keeps the old one until it is told
    start = datetime(2026, 3, 1, 1, 0, tzinfo=UTC).timestamp()
    journal.add_sitting(start, start + 40 * 86400)
    days = counted(journal, names).days
    assert sum(day.sat_s for day in days.values()) == pytest.approx(40 * 86400)
    lengths = {round(day.sat_s / 3600) for one, day in days.items() if one not in (min(days), max(days))}
    assert lengths <= {23, 24, 25}


def test_a_trip_keeps_the_hour_of_the_place(journal: Journal, names: Names) -> None:
    journal.add(at=at("2026-11-10 02:00"), outcome="taken", zone="America/New_York")
    numbers = counted(journal, names)
    assert numbers.hours_moved[20] == 1
    assert numbers.days[date(2026, 11, 9)].moved == 1


def test_two_machines_that_saw_the_same_sitting_count_it_once(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "journal.sqlite3"
    for machine, start, end in (
        ("desk", "09:00", "11:00"),
        ("laptop", "10:00", "11:30"),
        ("desk", "13:00", "14:00"),
    ):
        with Journal.open(path, machine=machine, clock=lambda: TODAY) as journal:
            journal.add_sitting(at(f"2026-11-20 {start}"), at(f"2026-11-20 {end}"))
    with Journal.read(path, clock=lambda: TODAY) as journal:
        numbers = counted(journal, names)
    assert numbers.days[date(2026, 11, 20)].sat_s == 3.5 * 3600
    assert numbers.longest and numbers.longest.seconds == 2.5 * 3600


# -- whatever people write ---------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>", "&lt;b&gt;", "a\x1b[31mred",
    "two\nlines", "\u202eback", "]]>", "{{7*7}}", "' OR 1=1 --", "<svg/onload=alert(1)>", "\ufffd\u2028",
)  # fmt: skip


class Sound(HTMLParser):
    """Follows every tag of a page: those that open also close, and none of them runs anything."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def check(self, text: str) -> None:
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "img", "iframe", "link", "object", "base", "form")
        assert not [name for name, _ in attributes if name.startswith("on") or name in ("src", "href")]
        if tag not in ("meta", "br", "rect", "line", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "line"):
            assert self.open.pop() == tag


def test_hostile_words_stay_words(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "journal.sqlite3"
    for number, words in enumerate(HOSTILE):
        with Journal.open(path, machine=f"desk {words}", clock=lambda: TODAY) as journal:
            when = TODAY - 600 * number
            for outcome in OUTCOMES:
                journal.add(
                    at=when, outcome=outcome, break_name=words, routine=words, exercises=[words], note=words,
                    reason=words, zone=words, seconds=60,
                )  # fmt: skip
            journal.add_answer(when, words, "easy")
    with Journal.read(path, clock=lambda: TODAY) as journal:
        report = reported(journal, names)
    Sound().check(page(report))
    for line in brief_lines(report, Paint()):
        assert line.isprintable()


def test_the_page_brings_everything_and_asks_for_nothing(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "journal.sqlite3"
    live(path, date(2026, 1, 5), 300)
    with Journal.read(path, clock=lambda: TODAY) as journal:
        text = page(reported(journal, names))
    Sound().check(text)
    assert "://" not in text and "url(" not in text and "@import" not in text
    assert "default-src 'none'" in text
    assert text.count("<svg") == text.count('role="img"') + text.count('aria-hidden="true"')


@pytest.mark.slow
def test_ten_years_are_counted_in_well_under_a_second(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "journal.sqlite3"
    assert live(path, date(2016, 11, 21), 3652) > 20_000
    began = time.process_time()  # what else the machine does is not ours
    with Journal.read(path, clock=lambda: TODAY) as journal:
        text = page(reported(journal, names))
    took_s = time.process_time() - began  # alone it takes a fifth of two seconds; the bench has the exact bar
    assert took_s < 2 or sys.gettrace() is not None  # measured for coverage it says nothing
    assert "Earlier years (10)" in text
    assert str(date(2016, 11, 21) + timedelta(days=1))[:4] in text
