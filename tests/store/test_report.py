"""The report's figures: counted again in SQL, on odd days, and safe from whatever people write."""

from __future__ import annotations

import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lived import live

from deskbreak.paths import Profile
from deskbreak.store.journal import Journal
from deskbreak.store.names import Names, load_names
from deskbreak.store.report.make import as_json, brief_lines, numbers_of
from deskbreak.store.report.numbers import Numbers
from deskbreak.store.report.page import page
from deskbreak.store.rows import OUTCOMES
from deskbreak.store.spans import Days, read_days
from deskbreak.store.text import Paint

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


def counted(journal: Journal, names: Names, days: Days | None = None, now: float = TODAY) -> Numbers:
    return numbers_of(journal, names, now, days)


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
        shown = as_json(numbers)
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
    days = Days(date(2026, 10, 1), date(2026, 10, 31))
    with Journal.read(path, clock=lambda: TODAY) as journal:
        numbers = counted(journal, names, days)
        inside = journal.rows(days.start, days.end)
    assert numbers.outcomes == Counter(row.outcome for row in inside)
    assert (numbers.first, numbers.last) == (days.first, days.last)
    assert set(numbers.days) <= {date(2026, 10, day) for day in range(1, 32)}


# -- few days, odd days ------------------------------------------------------------------------------------


def test_an_empty_journal_has_a_page_too(journal: Journal, names: Names) -> None:
    numbers = counted(journal, names)
    assert as_json(numbers)["days"] == []
    assert (numbers.first, numbers.last) == (date(2026, 11, 20), date(2026, 11, 20))
    text = page(numbers)
    Sound().check(text)
    assert "No exercises were logged" in text and "nan" not in text.lower().replace("mountain", "")
    assert "0  breaks taken" in "\n".join(brief_lines(numbers, Paint()))


def test_one_day_is_enough(journal: Journal, names: Names) -> None:
    journal.add(at=TODAY - 3600, outcome="taken", routine="cat-cow", exercises=["cat-cow"], seconds=45)
    numbers = counted(journal, names)
    assert (numbers.moved, numbers.streak.now, len(numbers.days)) == (1, 1, 1)
    Sound().check(page(numbers))
    assert "45 s of movement" in "\n".join(brief_lines(numbers, Paint()))


def test_a_journal_begun_in_autumn_has_no_empty_spring(journal: Journal, names: Names) -> None:
    journal.add(at=at("2026-11-02 10:00"), outcome="taken")
    text = page(counted(journal, names))
    assert re.findall(r"--weeks: (\d+)", text) == ["3", "3"]
    assert re.findall(r'y="10">(\w+)</text>', text) == ["Nov", "Nov"]


@pytest.mark.parametrize("first", ["2030-01-01", "1971-01-02", "today", "2026-11-19"])
def test_any_first_day_can_be_asked_for(journal: Journal, names: Names, first: str) -> None:
    journal.add(at=TODAY - 3600, outcome="taken", routine="cat-cow")
    numbers = counted(journal, names, read_days(first, None, TODAY))
    assert numbers.first <= numbers.last
    Sound().check(page(numbers))


def test_a_row_of_before_the_epoch_or_far_ahead_breaks_nothing(journal: Journal, names: Names) -> None:
    journal.add(at=-1.0, outcome="taken", routine="cat-cow")
    journal.add(at=TODAY + 400 * 86400, outcome="skipped")
    Sound().check(page(counted(journal, names)))


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
        if tag not in ("meta", "br", "rect", "line"):
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
        numbers = counted(journal, names)
    Sound().check(page(numbers))
    for line in brief_lines(numbers, Paint()):
        assert line.isprintable()


def test_the_page_brings_everything_and_asks_for_nothing(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "journal.sqlite3"
    live(path, date(2026, 1, 5), 300)
    with Journal.read(path, clock=lambda: TODAY) as journal:
        text = page(counted(journal, names))
    Sound().check(text)
    assert "://" not in text and "url(" not in text and "@import" not in text
    assert "default-src 'none'" in text
    assert text.count("<svg") == text.count('role="img"') + text.count('aria-hidden="true"')


def test_ten_years_are_counted_in_well_under_a_second(tmp_path: Path, names: Names) -> None:
    path = tmp_path / "journal.sqlite3"
    assert live(path, date(2016, 11, 21), 3652) > 20_000
    began = time.perf_counter()
    with Journal.read(path, clock=lambda: TODAY) as journal:
        text = page(counted(journal, names))
    assert time.perf_counter() - began < 2  # alone it takes a fifth of that; the bench has the exact bar
    assert "Earlier years (10)" in text
    assert str(date(2016, 11, 21) + timedelta(days=1))[:4] in text
