"""Names, days and times as people type them, and the log as a terminal shows it."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.paths import Profile
from deskbreak.store import names as names_module
from deskbreak.store.journal import Journal
from deskbreak.store.names import Names, load_names
from deskbreak.store.rows import Row
from deskbreak.store.spans import DaySpan, last_days, read_day, read_days, read_minutes, read_moment, today
from deskbreak.store.text import NARROW, Paint, day_name, log_lines, printable, summary, title
from deskbreak.store.zones import end_of, iso, local_zone_name, midnight
from deskbreak.values import replace

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=BERLIN).timestamp()  # a Friday
pytestmark = pytest.mark.usefixtures("berlin")


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()


# -- names --------------------------------------------------------------------------------------------------------


def test_an_id_has_its_name_and_one_that_is_not_known_stands_for_itself(names: Names) -> None:
    assert (names.routine("mobility-set"), names.exercise("cat-cow")) == ("Mobility set", "Cat-Cow")
    assert names.routine("cat-cow") == "Cat-Cow"  # every exercise is a routine of its own
    assert (names.routine("x"), names.routine(""), names.exercise("y")) == ("x", "", "y")
    assert Names().routine("mobility-set") == "mobility-set"


def test_what_an_exercise_works_on_is_its_own_or_its_routines(names: Names) -> None:
    cow = names.catalog.exercises["cat-cow"]
    own, routines = ("back",), ("hips", "legs")
    for given, shown in (
        ((own, routines), own),
        (((), routines), routines),
        ((own, ()), own),
        (((), ()), ()),
    ):
        one = replace(cow, targets=given[0], routine_targets=given[1])
        assert Names(Catalog({"cat-cow": one}, {})).targets("cat-cow") == shown
    assert names.targets("x") == ()


@pytest.mark.parametrize(
    ("routine", "exercises", "walk"),
    [
        ("ten-minute-walk", (), True), ("", ("cat-cow", "ten-minute-walk"), True), ("dog-WALK", (), True),
        ("walk", (), True),
        ("a walk outside", (), True), ("mobility-set", ("cat-cow",), False), ("walking", (), False),
        ("sidewalk", (), False),         ("", ("unknown",), False), ("", (), False),
    ],
)  # fmt: skip
def test_a_walk_is_one_by_its_exercises_or_its_words(
    names: Names, routine: str, exercises: tuple[str, ...], walk: bool
) -> None:
    assert names.is_walk(routine, exercises) is walk


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cat-cow", "cat-cow"),
        ("Cat-Cow", "cat-cow"),
        ("mobility set", "mobility-set"),
        ("nothing such", None),
    ],
)
def test_a_routine_is_found_by_its_words(names: Names, typed: str, found: str | None) -> None:
    assert names.find(typed) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("cat-cwo", "cat-cow"), ("mobilty-set", "mobility-set"), ("Mobilty Sett", "mobility-set"),
     ("GLUTE BRIGE", "glute-bridge"), ("zzz", None),
     ("c", None)],
)  # fmt: skip
def test_a_slip_is_understood(names: Names, typed: str, meant: str | None) -> None:
    assert names.near(typed) == meant


def test_the_parts_and_the_length_of_a_routine(names: Names) -> None:
    assert names.parts("mobility-set") == ["cat-cow", "hip-flexor-stretch"]  # the walk is optional
    assert names.parts("x") == [] and names.seconds("x") == 0
    assert names.parts("cat-cow") == ["cat-cow"]
    assert 60 < names.seconds("mobility-set") < 600
    assert names.seconds("ten-minute-walk") == 600


def test_without_a_catalogue_ids_stand_for_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")
    assert load_names(profile).routine("mobility-set") == "Mobility set"
    for error in (DeskbreakError("broken"), OSError("gone"), ImportError("none")):

        def refuse(*_: object, error: Exception = error, **__: object) -> Catalog:
            raise error

        monkeypatch.setattr("deskbreak.catalog.cached.load_cached", refuse)
        assert names_module.load_names(profile).routine("mobility-set") == "mobility-set"


# -- days and times -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-19", 19),
        ("today", 20),
        ("yesterday", 19),
        ("monday", 16),
        ("fri", 13),
        ("thu", 19),
        ("sat", 14),
    ],
)
def test_a_day_that_is_typed_is_behind(typed: str, day: int) -> None:
    assert read_day(typed, NOW) == date(2026, 11, day)


def test_what_is_no_day_is_a_sentence() -> None:
    with pytest.raises(UsageError, match='"someday" is not a date'):
        read_day("someday", NOW)


def test_days_from_and_to() -> None:
    assert read_days(None, None, NOW) is None
    assert read_days("monday", "yesterday", NOW) == DaySpan(date(2026, 11, 16), date(2026, 11, 19))
    assert read_days("monday", None, NOW) == DaySpan(date(2026, 11, 16), date(2026, 11, 20))
    assert read_days(None, "monday", NOW) == DaySpan(date.min, date(2026, 11, 16))
    assert read_days("2026-12-24", None, NOW) == DaySpan(date(2026, 12, 24), date(2026, 12, 24))
    assert read_days("today", "today", NOW) == last_days(1, NOW)
    with pytest.raises(UsageError, match="lies after"):
        read_days("today", "yesterday", NOW)


def test_the_last_days_have_today() -> None:
    assert today(NOW) == date(2026, 11, 20)
    week = last_days(7, NOW)
    assert (week.first, week.last) == (date(2026, 11, 14), date(2026, 11, 20))
    assert date(2026, 11, 14) in week and date(2026, 11, 20) in week
    assert date(2026, 11, 13) not in week and date(2026, 11, 21) not in week
    assert (week.start, week.end) == (at("2026-11-14 00:00"), at("2026-11-21 00:00"))


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("17:59", "2026-11-20 17:59"), ("18:00", "2026-11-20 18:00"), ("18:01", "2026-11-19 18:01"),
        ("2026-11-18 09:30", "2026-11-18 09:30"), ("2026-11-18T09:30", "2026-11-18 09:30"),
        ("yesterday 19:00", "2026-11-19 19:00"),
        (" 09:05 ", "2026-11-20 09:05"), ("today 18:00", "2026-11-20 18:00"),
    ],
)  # fmt: skip
def test_a_moment_is_the_last_one_of_its_kind(typed: str, when: str) -> None:
    assert read_moment(typed, NOW) == at(when)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("noon", "is not a time"), ("25:00", "is not a time"), ("", "is not a time"), ("today 18:01", "has not come yet"),
     ("someday 09:00", "is not a date")],
)  # fmt: skip
def test_what_is_no_moment_is_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_moment(typed, NOW)


@pytest.mark.parametrize(("typed", "seconds"), [("10", 600), ("0.5", 30), ("1440", 86400), ("0.01", 1)])
def test_minutes_are_seconds(typed: str, seconds: int) -> None:
    assert read_minutes(typed) == seconds


@pytest.mark.parametrize("typed", ["0", "-1", "1441", "ten", "nan", "inf", ""])
def test_what_are_no_minutes_is_a_sentence(typed: str) -> None:
    with pytest.raises(UsageError, match="is not a number of minutes"):
        read_minutes(typed)


def test_the_edges_of_a_day() -> None:
    assert midnight(date(2026, 10, 25)) == at("2026-10-25 00:00")
    assert end_of(date(2026, 10, 25)) - midnight(date(2026, 10, 25)) == 25 * 3600
    assert end_of(date.max) == midnight(date.max) + 86400
    assert (
        iso(NOW + 0.7) == "2026-11-20T18:00:00+01:00"
        and iso(NOW, "Asia/Tokyo") == "2026-11-21T02:00:00+09:00"
    )
    assert local_zone_name() == "Europe/Berlin"


# -- the log on a terminal ----------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def __init__(self, encoding: str, *, tty: bool) -> None:
        super().__init__()
        self._encoding, self._tty = encoding, tty

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self._tty


def painted(
    monkeypatch: pytest.MonkeyPatch, *, encoding: str = "UTF-8", tty: bool = False, columns: int = 80
) -> Paint:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "stdout", Terminal(encoding, tty=tty))
    return Paint()


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[list[Row]]:
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=lambda: NOW) as journal:
        zone = "Europe/Berlin"
        journal.add(
            at=at("2026-11-19 09:05"), outcome="taken", routine="mobility-set", seconds=185, zone=zone
        )
        journal.add(
            at=at("2026-11-19 09:50"), outcome="suppressed", break_name="walk", reason="meeting", zone=zone
        )
        journal.add(at=at("2026-11-20 00:00"), outcome="natural", seconds=420, note="lunch", zone=zone)
        journal.add(
            at=at("2026-11-20 10:00"), outcome="stopped", routine="cat-cow", reason="cat-cow hurt", zone=zone
        )
        yield journal.rows()


def test_the_log_is_a_line_a_row_under_its_day(
    rows: list[Row], names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = list(log_lines(rows, names, painted(monkeypatch)))
    ids = [f"#{row.id}" for row in rows]
    assert [line.rstrip() for line in lines if not line.lstrip().startswith(tuple("●○◌✕"))] == [
        "Thursday 19 November 2026", "  1 taken, 1 held back; 3 min of movement", "",
        "Friday 20 November 2026", "  1 natural, 1 stopped", "",
    ]  # fmt: skip
    rows_shown = [line for line in lines if line.lstrip().startswith(tuple("●○◌✕"))]
    assert [re.sub(r" +", " ", line).strip() for line in rows_shown] == [
        f"● 09:05 taken 3 min Mobility set {ids[0]}",
        f"○ 09:50 held back walk (meeting) {ids[1]}",
        f"◌ 00:00 natural 7 min break - lunch {ids[2]}",
        f"✕ 10:00 stopped Cat-Cow (cat-cow hurt) {ids[3]}",
    ]
    assert len({len(line) for line in rows_shown}) == 1
    assert max(len(line) for line in lines) <= 80
    words = [
        line.index(word) for line, word in zip(rows_shown, ("Mobility", "walk", "break", "Cat"), strict=True)
    ]
    assert len(set(words)) == 1  # aligned


def test_a_day_may_have_a_note_and_nothing_else(
    rows: list[Row], names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = {date(2026, 11, 18): "stiff\x1b[31m", date(2026, 11, 20): "well"}
    lines = list(log_lines(rows, names, painted(monkeypatch), notes))
    assert lines[:3] == ["Wednesday 18 November 2026", "  Note: stiff [31m", ""]
    assert lines[lines.index("Friday 20 November 2026") + 1] == "  Note: well"
    assert lines[lines.index("Thursday 19 November 2026") + 1].lstrip().startswith("●")


def test_a_narrow_terminal_has_two_lines_a_row(
    rows: list[Row], names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = list(log_lines(rows[:1], names, painted(monkeypatch, columns=NARROW)))
    narrow = list(log_lines(rows[:1], names, painted(monkeypatch, columns=NARROW - 1)))
    assert "\n" not in wide[1]
    assert narrow[1] == f"  ● 09:05  taken, 3 min #{rows[0].id}\n    Mobility set"
    assert all(len(part) < NARROW for line in narrow for part in line.split("\n"))
    assert "," not in list(log_lines(rows[1:2], names, painted(monkeypatch, columns=50)))[1]


def test_letters_fit_the_terminal(rows: list[Row], names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = painted(monkeypatch, encoding="ISO-8859-1")
    assert [plain.mark(one) for one in ("taken", "partly", "natural", "stopped", "missed")] == [
        "*",
        "+",
        "~",
        "x",
        "-",
    ]
    assert plain.bar(0.5, 8) == "####...."
    rich = painted(monkeypatch)
    assert [rich.mark(one) for one in ("taken", "partly", "natural", "stopped", "missed")] == [
        "●",
        "◐",
        "◌",
        "✕",
        "○",
    ]
    assert [rich.bar(share, 4) for share in (0, 0.25, 0.6, 1, 2, -1)] == [
        "░░░░",
        "█░░░",
        "██░░",
        "████",
        "████",
        "░░░░",
    ]
    assert all(line.isascii() for line in log_lines(rows, names, plain))


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    paint = painted(monkeypatch, tty=True)
    assert paint("hi", "31") == "\x1b[31mhi\x1b[0m" and paint("hi", "") == "hi"
    assert painted(monkeypatch, tty=False)("hi", "31") == "hi"
    painted(monkeypatch, tty=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert Paint()("hi", "31") == "hi"


def test_each_outcome_has_its_colour(rows: list[Row], names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(log_lines(rows, names, painted(monkeypatch, tty=True)))
    assert "\x1b[32m●" in text and "\x1b[90m○" in text and "\x1b[36m◌" in text and "\x1b[31m✕" in text
    assert "\x1b[1mThursday 19 November 2026\x1b[0m" in text


def test_long_words_are_cut_between_words(
    rows: list[Row], names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    for encoding, ending in (("UTF-8", "…"), ("ascii", "...")):
        paint = painted(monkeypatch, encoding=encoding)
        note = replace(rows[0], note="seven letter " * 20)
        line = list(log_lines([note], names, paint))[1]
        assert len(line) <= 80 and line.rpartition(" #")[0].rstrip().endswith(ending)
        cut = line.rpartition(ending)[0]
        assert re.search(r"(seven|letter)$", cut)
    whole = replace(rows[0], note="x" * 17)
    assert "x" * 17 in list(log_lines([whole], names, painted(monkeypatch)))[1]


def test_the_machine_is_named_where_there_are_several(
    rows: list[Row], names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint = painted(monkeypatch)
    assert "[desk]" not in "".join(log_lines(rows, names, paint))
    both = [rows[0], replace(rows[1], machine="laptop")]
    text = "".join(log_lines(both, names, paint))
    assert "Mobility set [desk]" in text and "walk (meeting) [laptop]" in text


def test_a_summary_counts_in_one_order_and_time_away_is_no_movement(rows: list[Row]) -> None:
    assert summary([]) == ""
    assert summary(rows[2:3]) == "1 natural"
    both = [replace(rows[0], outcome="partly"), rows[0], rows[0]]
    assert summary(reversed(both)) == "2 taken, 1 partly; 9 min of movement"


def test_words_of_unknown_origin_act_on_nothing(rows: list[Row], names: Names) -> None:
    assert printable("a\x1b[31m\nb") == "a [31m b"
    assert title(replace(rows[0], routine="\x07bell"), names) == " bell"
    assert title(replace(rows[0], routine="", break_name=""), names) == "break"
    assert title(replace(rows[0], routine="", break_name="walk"), names) == "walk"
    assert day_name(date(2026, 11, 2)) == "Monday 2 November 2026"
