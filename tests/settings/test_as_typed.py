"""Settings as people type them: what has one meaning is taken, anything else is named with the line as it should be."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.core.plan import WEEKDAYS, Plan
from deskbreak.errors import Problem
from deskbreak.paths import Profile, shipped
from deskbreak.settings.load import Loaded, load_settings
from deskbreak.settings.repair import repaired
from deskbreak.settings.spelling import read_clock, read_ranges, read_weekdays, write_range
from deskbreak.settings.writing import change

Problems = Callable[[str | bytes], list[Problem]]


@pytest.fixture
def load(profile: Profile, catalog: Catalog) -> Callable[[str], Loaded]:
    def read(text: str) -> Loaded:
        profile.config.write_text(text, "utf-8")
        return load_settings(profile, catalog=catalog)

    return read


def week(plan: Plan) -> dict[str, list[str]]:
    """The hours of each day that has any."""
    days = zip(WEEKDAYS, plan.hours, strict=True)
    return {day: [write_range(one.start, one.end) for one in ranges] for day, ranges in days if ranges}


# -- hours -----------------------------------------------------------------------------------------------------

READ = [
    ("9-17", "09:00-17:00"),
    ("8 - 12", "08:00-12:00"),
    ("9am-5pm", "09:00-17:00"),
    ("9 AM – 5 PM", "09:00-17:00"),
    ("9:30 a.m. to 1 p.m.", "09:30-13:00"),
    ("9-5pm", "09:00-17:00"),
    ("1-5pm", "13:00-17:00"),
    ("10am-2", "10:00-14:00"),
    ("12am-8am", "00:00-08:00"),
    ("10-12pm", "10:00-12:00"),
    ("22-6", "22:00-06:00"),
    ("6-14", "06:00-14:00"),
    ("05-12", "05:00-12:00"),
    ("0-24", "00:00-24:00"),
    ("18:00-24:00", "18:00-24:00"),
    ("09:00—12:30", "09:00-12:30"),
    ("9.00-17.30", "09:00-17:30"),
    ("9h-12h30", "09:00-12:30"),
    ("0900-1700", "09:00-17:00"),
    ("９：００-１７：００", "09:00-17:00"),
    ("“09:00-12:00”", "09:00-12:00"),
    ("09:00\u00a0-\u00a012:00", "09:00-12:00"),
    ("09:00-12:30, 13:30-18:00", "09:00-12:30 13:30-18:00"),
    ("9-12 and 13-17", "09:00-12:00 13:00-17:00"),
    ("9-12 13-17", "09:00-12:00 13:00-17:00"),
    ("9-12; 13-17 / 18-20", "09:00-12:00 13:00-17:00 18:00-20:00"),
]
REFUSED = [
    ("9-5", '"09:00-17:00"'),
    ("8:30-4", '"08:30-16:00"'),
    ("12-1", '"12:00-13:00"'),
    ("1-5", '"13:00-17:00"'),
    ("25:00-26:00", "does not exist"),
    ("13pm-2pm", "1 to 12"),
    ("9-9", "no range"),
    ("09:00-09:00", "empty"),
    ("9-12-17", "no range"),
    ("09:0012:00", "no range"),
    ("١٠:٠٠-١٢:٠٠", "no range"),
    ("9-17 maybe", "no range"),
    ("", "no range"),
]


@pytest.mark.parametrize(("text", "meant"), READ)
def test_hours_with_one_meaning_are_read(text: str, meant: str) -> None:
    assert " ".join(write_range(*one) for one in read_ranges(text)) == meant


@pytest.mark.parametrize(("text", "says"), REFUSED)
def test_hours_with_two_meanings_or_none_are_not(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_ranges(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", "mon tue wed thu fri"),
        ("Mon – Fri", "mon tue wed thu fri"),
        ("mon, wed", "mon wed"),
        ("Tuesday and Thursday", "tue thu"),
        ("mon-wed, fri", "mon tue wed fri"),
        ("sat-mon", "sat sun mon"),
        ("monday to friday", "mon tue wed thu fri"),
        ("Tues", "tue"),
        ("weekdays", "mon tue wed thu fri"),
        ("weekend", "sat sun"),
        ("daily", "mon tue wed thu fri sat sun"),
        ("t", ""),
        ("mno", ""),
        ("mon-", ""),
        ("mon, x", ""),
        ("", ""),
    ],
)
def test_weekdays_are_read(text: str, days: str) -> None:
    assert " ".join(read_weekdays(text)) == days


def test_hours_of_several_days(load: Callable[[str], Loaded]) -> None:
    loaded = load('[hours]\nmon-thu = ["9-12, 13-17"]\nwed = ["10:00-12:00"]\n"fri, sat" = ["9am-1pm"]\n')
    whole = ["09:00-12:00", "13:00-17:00"]
    short = ["09:00-13:00"]
    assert week(loaded.plan) == {
        "mon": whole, "tue": whole, "wed": ["10:00-12:00"], "thu": whole, "fri": short, "sat": short,
    }  # fmt: skip
    assert load('[hours]\nMonday = ["9-17"]\n').data["hours"] == {"mon": ["09:00-17:00"]}


def test_days_and_times_of_breaks(load: Callable[[str], Loaded]) -> None:
    text = '[[break]]\nname = "w"\nat = ["10am, 11.30", "3pm"]\ndays = {}\nroutine = "cat-cow"\n'
    for days in ('"mon, wed"', '["mon-wed"]', '["Mon", "tue-Wed"]', '"weekdays"'):
        (one,) = load(text.format(days)).plan.breaks
        assert one.at == (600, 690, 900)
        assert one.days == frozenset({'"mon, wed"': (0, 2), '"weekdays"': range(5)}.get(days, range(3)))
    (one,) = load('[[break]]\nname = "w"\nat = [10:30:00]\n').plan.breaks
    assert one.at == (630,)


def test_dated_hours_and_profiles_by_weekday(load: Callable[[str], Loaded], profile: Profile) -> None:
    profile.profiles.mkdir(exist_ok=True)
    (profile.profiles / "office.toml").write_text('[hours]\nmon-sun = ["8-10"]\n')
    loaded = load('[[days]]\non = 2026-12-24\nhours = ["9-12 13-15"]\n[profiles]\n"mon-sun" = "office"\n')
    assert [write_range(one.start, one.end) for one in loaded.plan.days[0].hours] == [
        "09:00-12:00", "13:00-15:00",
    ]  # fmt: skip
    assert week(loaded.plan) == {day: ["08:00-10:00"] for day in WEEKDAYS}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[hours]\nmon-fri = ["9-17"]\nwed-sat = ["9-13"]', '3: wed, thu, fri: there is a line for this already'),
        ('[hours]\nmon = ["9-17"]\nMonday = ["9-13"]', '3: mon: there is a line for this already, "mon"'),
        ('[hours]\nmon-fri = ["9-5"]', '2: hours.mon-fri[1]: does "9-5" end in the afternoon? Write 17:00'),
        ('[hours]\ndaily = ["22-6", "5-8am"]', '2: "05:00-08:00" overlaps "22:00-06:00", which runs on'),
        ('[hours]\nmon-fri = ["9-12, 11-13"]', '2: "11:00-13:00" overlaps "09:00-12:00"'),
        ('[hours]\nmon-fro = ["9-12"]', '2: unknown key "mon-fro" in hours'),
    ],
)  # fmt: skip
def test_a_line_for_several_days_is_told_of_once(text: str, says: str, problems_of: Problems) -> None:
    (problem,) = problems_of(text)
    assert f"{problem.line}: {problem.what}".startswith(says)


def test_a_night_of_several_days_runs_on(problems_of: Problems) -> None:
    (problem,) = problems_of('[hours]\nmon-thu = ["22:00-06:00"]\nfri = ["05:00-06:00"]')
    assert problem.line == 3 and "runs on from thu" in problem.what


def test_one_day_of_several_is_changed(profile: Profile, load: Callable[[str], Loaded]) -> None:
    load('[hours]\n# the week\nmon-fri = ["9-17"]  # all of it\n')
    change(profile, "hours.wed", "9-13")
    assert week(load_settings(profile).plan)["wed"] == ["09:00-13:00"]
    assert week(load_settings(profile).plan)["thu"] == ["09:00-17:00"]
    change(profile, "hours.mon-wed", "8-12, 13-14")
    assert week(load_settings(profile).plan)["tue"] == ["08:00-12:00", "13:00-14:00"]
    assert "# the week" in profile.config.read_text()


# -- what is no TOML -------------------------------------------------------------------------------------------

SLIPS = [
    ("mon = [“09:00-12:00”]", 'mon = ["09:00-12:00"]', "“ and ” are typographic quotes"),
    ("mon = [„09:00–12:00“, »13-17«]", 'mon = ["09:00-12:00", "13-17"]', "typographic quotes"),
    ("name = ‘tea’", 'name = "tea"', "typographic"),
    ("name = `tea`", 'name = "tea"', "typographic"),
    ('name = "tea”', 'name = "tea"', "” is a typographic quote"),
    ("  “09:00-12:00”,", '"09:00-12:00",', "typographic"),
    ('mon–fri = ["09:00-17:00"]', 'mon-fri = ["09:00-17:00"]', "– is no plain -"),
    ('every\u00a0= "45m"', 'every = "45m"', "U+00A0"),
    ("every = 45m", 'every = "45m"', "needs quotes"),
    ("every = 1h 30m  # long", 'every = "1h 30m"  # long', "needs quotes"),
    ("at = 12:30", 'at = ["12:30"]', "needs quotes"),
    ("at = [12:30, 15:00]", 'at = ["12:30", "15:00"]', "needs quotes"),
    ("mon = [09:00-12:00, 13:00-17:00]", 'mon = ["09:00-12:00", "13:00-17:00"]', "needs quotes"),
    ("mon = 9-17", 'mon = ["9-17"]', "needs quotes"),
    ("mon = [9am-5pm]", 'mon = ["9am-5pm"]', "needs quotes"),
    ("days = [mon, wed]", 'days = ["mon", "wed"]', "needs quotes"),
    ("on = 2026-12-24/2026-12-26", 'on = "2026-12-24/2026-12-26"', "needs quotes"),
    ("policy = fixed", 'policy = "fixed"', "needs quotes"),
    ("calendars = [~/work.ics]", 'calendars = ["~/work.ics"]', "needs quotes"),
    ("sound = True", "sound = true", "instead of True write true"),
    ("sound = yes  # loud", "sound = true  # loud", "instead of yes write true"),
    ("sound = OFF", "sound = false", "instead of OFF write false"),
    ("sound = none", "", "leave the line out"),
    (r'calendars = ["C:\Users\me\work.ics"]', r"calendars = ['C:\Users\me\work.ics']", "single quotes"),
    ('shared_folder = "D:\\Sync\\"', "shared_folder = 'D:\\Sync\\'", "single quotes"),
    ('mon, wed = ["9-12"]', '"mon, wed" = ["9-12"]', "needs quotes"),
    ('keep below = "2m"', 'keep_below = "2m"', "no blanks"),
    ('every: "45m"', 'every = "45m"', "followed by ="),
    ('every := "45m"', 'every = "45m"', "followed by ="),
    ('every "45m"', 'every = "45m"', "no ="),
    ('mon = ["9-12" "13-18"]', 'mon = ["9-12", "13-18"]', "commas"),
    ('mon = ["9-12"; "13-18"]', 'mon = ["9-12", "13-18"]', "commas"),
    ('mon = "9-12", "13-18"', 'mon = ["9-12", "13-18"]', "square brackets"),
    ('mon = ("9-12", "13-18")', 'mon = ["9-12", "13-18"]', "square brackets"),
    ('mon = ["9-12", "13-18"', 'mon = ["9-12", "13-18"]', "no closing bracket"),
    ('every = "45m', 'every = "45m"', "closing quote"),
    ("sound = true;", "sound = true", "no ;"),
    ("at_most = 03", "at_most = 3", ""),
    ("[[break]", "[[break]]", "brackets"),
    ("[hours", "[hours]", "brackets"),
    ("// my hours", "# my hours", "#"),
]


@pytest.mark.parametrize(("row", "right", "says"), SLIPS)
def test_a_slip_is_named_and_the_right_line_shown(
    row: str, right: str, says: str, problems_of: Problems
) -> None:
    (problem,) = problems_of(f"# mine\n{row}\n" if not row.startswith(" ") else f"x = [\n{row}\n]")
    assert problem.line == 2
    assert says in problem.what
    assert problem.hint == f"write: {right}" if right else says in problem.what
    assert str(problem).isprintable()


@pytest.mark.parametrize(("row", "right", "_says"), SLIPS)
def test_the_line_shown_can_be_read(row: str, right: str, _says: str) -> None:
    assert right in (row, "") or repaired(right) is None
    tomllib.loads(f"x = [\n{right}\n]" if row.startswith(" ") else right)


@pytest.mark.parametrize("row", ["x = [", "x =", "= 1", "]", "x", "", "x = {", 'mon = ["a",'])
def test_what_nobody_can_guess_is_not_guessed(row: str) -> None:
    assert repaired(row) is None


@pytest.mark.parametrize("sign", ["“", '"', "a.", '"a" ', "mon ", "9-17 ", "\\", "[ "])
def test_a_line_that_nobody_typed_takes_no_time(sign: str, problems_of: Problems) -> None:
    began = time.process_time()
    assert repaired(sign * 100_000) is None
    assert read_weekdays(sign * 100_000) == ()
    for read in (read_ranges, read_clock):
        with pytest.raises(ValueError, match=r"no range|no time of day"):
            read(sign * 100_000)
    assert problems_of(f"[hours]\nmon = {sign * 3000}\n")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "line", "right"),
    [
        ('[break]\nname = "a"\nevery = "45m"', 1, "write [[break]]"),
        ('[break]\nname = "a"\nevery = "45m"\n[break]\nname = "b"\nevery = "9m"', 1, "write [[break]]"),
        ('[[break]]\nname = "a"\nevery = "45m"\n[break]\nname = "b"', 4, "write [[break]]"),
        ('[days]\non = 2026-12-24\nhours = []', 1, "write [[days]]"),
        ('[break.walk]\nat = ["10:00"]', 1, 'write [[break]], and below it name = "walk"'),
        ("[[offer]]\nsound = true", 1, "write [offer], with one bracket on each side"),
        ('[hours]\nmon = "09:00-12:00"', 2, 'write: mon = ["09:00-12:00"]'),
        ('[offer]\nsound = "yes"', 2, "write true: sound = true"),
        ("[offer]\nsound = 0", 2, "write false: sound = false"),
        ('[snooze]\nat_most = "3"', 2, "write: at_most = 3"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_shows_the_right_line(
    text: str, line: int, right: str, problems_of: Problems
) -> None:
    (problem,) = problems_of(text)
    assert (problem.line, problem.hint) == (line, right)


@pytest.mark.parametrize(
    "table", ["quiet]\ncalendars = [{}]", "quiet]\napps = [{}]", "journal]\nshared_folder = {}"]
)
def test_a_path_that_lost_its_backslashes(table: str, problems_of: Problems) -> None:
    (problem,) = problems_of("[" + table.format('"C:\\new\\table.ics"'))
    assert problem.line == 2
    assert r"write 'C:\new\table.ics', in single quotes" in problem.what
    assert problems_of("[" + table.format("'C:\\new\\table.ics'")) == []


@pytest.mark.parametrize("text", ["45 min", "45 minutes", "1 hour", "1h 30 min", "2 Hours 5 secs"])
def test_units_may_be_words(text: str, load: Callable[[str], Loaded]) -> None:
    assert load(f'[[break]]\nname = "a"\nevery = "{text}"\n').plan.breaks[0].every_s


# -- what is shipped -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "at"),
    [
        ('mon = ["13:00-18:00"]', 930),
        ('mon-fri = ["13:00-15:00", "16:00-18:00"]', 885),
        ('sat = ["08:00-09:00"]', 510),
        ('mon-fri = ["22:00-06:00"]', 120),
        ('mon-fri = ["09:00-12:30"]', 720),
        ('mon = ["14:00-18:00"]\ntue = ["09:00-13:00"]', 720),
        ("", None),
        ('mon = ["09:00-09:10"]', None),
    ],
)
def test_a_shipped_break_fits_the_hours_by_itself(
    hours: str, at: int | None, load: Callable[[str], Loaded], profile: Profile
) -> None:
    loaded = load(f"# mine\n[hours]\n{hours}\n")
    walk = [one for one in loaded.plan.breaks if one.name == "walk"]
    assert [one.at for one in walk] == ([] if at is None else [(at,)])
    said = [one for one in loaded.warnings if '"walk"' in one.what]
    assert len(said) == (at != 720)
    for warning in said:
        assert (warning.file, warning.line) == (str(profile.config), 2)
        assert "deskbreak config set break.walk.at" in warning.hint
    assert load_settings(profile).data["break"] == loaded.data["break"]


def test_what_the_hint_says_can_be_done(load: Callable[[str], Loaded], profile: Profile) -> None:
    (warning,) = load('[hours]\nmon-fri = ["13-18"]\n').warnings
    _, key, value = warning.hint.partition("config set ")[2].partition("break.walk.at")
    change(profile, key, value.strip())
    assert load_settings(profile).warnings == []


@pytest.mark.parametrize(
    "text", ['[away]\ncounts_as_break = "1m"', '[hours]\nmon = ["13-14"]', '[body]\nback = "sensitive"']
)
def test_nothing_is_told_of_the_shipped_file(text: str, problems_of: Problems, profile: Profile) -> None:
    ours = str(shipped("config"))
    found = problems_of(text)
    reported = found or load_settings(profile).warnings
    assert not any(one.file.startswith(ours) for one in reported)
