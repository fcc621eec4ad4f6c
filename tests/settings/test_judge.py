"""What values say together and should not: each finding whole, with its place, its sentence and its hint."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.settings.judge import SettingsFinding, judge
from deskbreak.settings.model import Settings

Judged = Callable[[str], list[SettingsFinding]]
WEEK = "[hours]\n" + "".join(
    f'{day} = ["09:00-17:00"]\n' for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
)


@pytest.fixture
def judged(catalog: Catalog) -> Judged:
    """What there is to say of a settings text in plain spelling; what is said twice counts once."""

    def read(text: str) -> list[SettingsFinding]:
        return list(dict.fromkeys(judge(Settings.model_validate(tomllib.loads(text)), catalog)))

    return read


def warning(path: tuple[str | int, ...], what: str, hint: str = "") -> SettingsFinding:
    return SettingsFinding(path, what, hint, warning=True)


def test_a_finding_is_no_warning_and_has_no_hint_unless_it_says_so() -> None:
    assert SettingsFinding((), "x") == SettingsFinding((), "x", "", warning=False)


# -- hours -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "found"),
    [
        ('mon = ["09:00-12:00", "12:00-13:00"]', []),
        ('mon = ["12:00-13:00", "09:00-12:00"]', []),
        ('mon = ["09:00-12:00", "11:59-13:00"]', [("mon", 1, '"11:59-13:00" overlaps "09:00-12:00"')]),
        ('mon = ["11:59-13:00", "09:00-12:00"]', [("mon", 1, '"09:00-12:00" overlaps "11:59-13:00"')]),
        (
            'sat = ["09:00-12:00", "13:00-14:00", "09:00-14:00"]',
            [
                ("sat", 2, '"09:00-14:00" overlaps "09:00-12:00"'),
                ("sat", 2, '"09:00-14:00" overlaps "13:00-14:00"'),
            ],
        ),
        ('mon = ["22:00-06:00"]\ntue = ["06:00-09:00"]', []),
        (
            'mon = ["22:00-06:00"]\ntue = ["12:00-13:00", "05:59-09:00"]',
            [("tue", 1, '"05:59-09:00" overlaps "22:00-06:00", which runs on from mon')],
        ),
        (
            'sun = ["22:00-06:00"]\nmon = ["05:00-09:00"]',
            [("mon", 0, '"05:00-09:00" overlaps "22:00-06:00", which runs on from sun')],
        ),
        ('mon = ["22:00-06:00"]\nwed = ["05:00-09:00"]\nsun = ["05:00-09:00"]', []),
        ('mon = ["18:00-24:00"]\ntue = ["00:00-09:00"]', []),
    ],
)  # fmt: skip
def test_hours_of_the_week(hours: str, found: list[tuple[str, int, str]], judged: Judged) -> None:
    assert judged(f"[hours]\n{hours}") == [
        SettingsFinding(("hours", day, at), what) for day, at, what in found
    ]


def dated(on: str, hours: str) -> str:
    return f'[[days]]\non = "{on}"\nhours = [{hours}]\n'


NIGHT, MORNING = '"22:00-06:00"', '"05:00-09:00"'
THURSDAY, FRIDAY = "2026-12-24", "2026-12-25"
RUNS_ON = '"05:00-09:00" overlaps "22:00-06:00", which runs on from'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (dated(THURSDAY, f"{NIGHT}, {MORNING}"), []),
        (dated(f"{THURSDAY}/{FRIDAY}", f"{NIGHT}, {MORNING}"), [(0, 1, f"{RUNS_ON} the day before")]),
        (dated(THURSDAY, '"09:00-12:00", "11:00-13:00"'), [(0, 1, '"11:00-13:00" overlaps "09:00-12:00"')]),
        # a night of the week before the date
        (f"[hours]\nthu = [{NIGHT}]\n" + dated(FRIDAY, MORNING), [(0, 0, f"{RUNS_ON} 2026-12-24")]),
        (f"[hours]\nwed = [{NIGHT}]\nfri = [{NIGHT}]\n" + dated(FRIDAY, MORNING), []),
        (f"[hours]\nthu = [{NIGHT}]\n" + dated(FRIDAY, MORNING) + dated(FRIDAY, ""), []),
        (f"[hours]\nthu = [{NIGHT}]\n" + dated(FRIDAY, "") + dated(FRIDAY, MORNING), [(1, 0, f"{RUNS_ON} 2026-12-24")]),
        # dates that follow each other
        (dated(THURSDAY, NIGHT) + dated(FRIDAY, MORNING), [(1, 0, f"{RUNS_ON} 2026-12-24")]),
        (dated(FRIDAY, MORNING) + dated(THURSDAY, NIGHT), [(0, 0, f"{RUNS_ON} 2026-12-24")]),
        (dated(f"2026-12-20/{THURSDAY}", NIGHT) + dated(f"{FRIDAY}/2026-12-27", MORNING),
         [(1, 0, f"{RUNS_ON} 2026-12-24")]),
        (dated(THURSDAY, NIGHT) + dated(THURSDAY, "") + dated(FRIDAY, MORNING), []),
        (dated(THURSDAY, "") + dated(THURSDAY, NIGHT) + dated(FRIDAY, MORNING), [(2, 0, f"{RUNS_ON} 2026-12-24")]),
        # a dated night before an ordinary day
        (f'[hours]\nfri = ["05:59-09:00"]\n{dated(THURSDAY, NIGHT)}',
         [(0, 0, '"22:00-06:00" overlaps "05:59-09:00" on 2026-12-25')]),
        (f'[hours]\nfri = ["10:00-11:00", {MORNING}]\n' + dated(f"2026-12-20/{THURSDAY}", f'"12:00-13:00", {NIGHT}'),
         [(0, 1, '"22:00-06:00" overlaps "05:00-09:00" on 2026-12-25')]),
        (f'[hours]\nfri = ["06:00-09:00"]\n{dated(THURSDAY, NIGHT)}', []),
        # the day after it is a day off, in the middle of a range
        ('[hours]\nfri = ["05:59-09:00"]\n' + dated("2026-12-23/2026-12-27", "") + dated(THURSDAY, NIGHT), []),
        # and in the middle of a range with hours
        (dated("2026-12-23/2026-12-27", MORNING) + dated(THURSDAY, NIGHT),
         [(1, 0, '"22:00-06:00" overlaps "05:00-09:00" on 2026-12-25')]),
        (dated(f"2026-12-23/{THURSDAY}", MORNING) + dated("2026-12-22", NIGHT), [(0, 0, f"{RUNS_ON} 2026-12-22")]),
        (f"[hours]\nthu = [{MORNING}]\nsat = [{MORNING}]\n{dated(THURSDAY, NIGHT)}", []),
        (f"[hours]\nfri = [{MORNING}]\n{dated(THURSDAY, NIGHT)}{dated(THURSDAY, '')}", []),
        (f"[hours]\nfri = [{MORNING}]\n{dated(THURSDAY, NIGHT)}{dated(FRIDAY, '')}", []),
        # the ends of the calendar
        (dated("0001-01-01", MORNING) + dated("9999-12-31", NIGHT), []),
    ],
)  # fmt: skip
def test_dated_days(text: str, found: list[tuple[int, int, str]], judged: Judged) -> None:
    findings = [SettingsFinding(("days", entry, "hours", at), what) for entry, at, what in found]
    assert judged(text) == findings
    elsewhere = dated("2026-11-05", '"12:00-13:00"') + dated("2027-02-04/2027-02-05", '"12:00-13:00"')
    assert judged(text + elsewhere) == findings


# -- breaks ------------------------------------------------------------------------------------------------------------


def entry(rest: str, name: str = "a") -> str:
    return f'[[break]]\nname = "{name}"\n{rest}\n'


LONG = "a break is shorter than what it interrupts"
OUTSIDE = "lies outside your hours on every day of this break"
MOVE = "it is never due; move it into the hours"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (entry('every = "45m"') + entry('at = ["12:00"]', "b"), []),
        (
            entry('every = "45m"') + entry('every = "45m"', "b") + entry('at = ["12:00"]'),
            [SettingsFinding(("break", 2, "name"), 'a second break is called "a"', "give each its own name")],
        ),
        (
            entry('every = "45m"\nat = ["12:00"]'),
            [SettingsFinding(("break", 0), 'the break "a" has both every and at', "write one of them")],
        ),
        (entry(""), [SettingsFinding(("break", 0), 'the break "a" has neither every nor at', "write one of them")]),
        (
            entry("at = []"),
            [SettingsFinding(("break", 0, "at"), "this list is empty", 'write a time, such as ["12:20"]')],
        ),
        (
            entry('at = ["12:00", "13:00", "12:00"]'),
            [SettingsFinding(("break", 0, "at"), "the same time stands here twice")],
        ),
        (
            entry('every = "45m"\ndays = []'),
            [SettingsFinding(("break", 0, "days"), "this list is empty", "leave it out for every day")],
        ),
        (
            entry('at = ["08:59", "09:00", "16:59", "17:00"]'),
            [
                warning(("break", 0, "at", 0), f"08:59 {OUTSIDE}", MOVE),
                warning(("break", 0, "at", 3), f"17:00 {OUTSIDE}", MOVE),
            ],
        ),
        (entry('every = "45m"\nlasts = "44m"'), []),
        (
            entry('every = "45m"\nlasts = "45m"'),
            [SettingsFinding(("break", 0, "lasts"), "lasts is not shorter than every", LONG)],
        ),
        (entry('at = ["12:00"]\nlasts = "2h"'), []),
        (entry('every = "45m"\nroutine = "auto"\nlasts = "1s"'), []),
        (entry('every = "45m"\nroutine = "cat-cow"'), []),
        (
            entry('every = "45m"\nroutine = "cat-cwo"'),
            [SettingsFinding(("break", 0, "routine"), 'no routine "cat-cwo"', 'did you mean "cat-cow"?')],
        ),
        (
            entry('every = "45m"\nroutine = "10-minute walk"'),
            [
                SettingsFinding(
                    ("break", 0, "routine"), 'no routine "10-minute walk"', 'did you mean "ten-minute-walk"?'
                )
            ],
        ),
        (
            entry('every = "45m"\nroutine = "xyzzy"'),
            [SettingsFinding(("break", 0, "routine"), 'no routine "xyzzy"', "see: deskbreak routines")],
        ),
        (entry('every = "45m"\nroutine = "ten-minute-walk"\nlasts = "10m"'), []),
        (
            entry('every = "45m"\nroutine = "ten-minute-walk"\nlasts = "9m59s"'),
            [
                warning(
                    ("break", 0, "lasts"),
                    '"ten-minute-walk" takes 10m, longer than lasts = "9m59s"',
                    "it is played whole all the same",
                )
            ],
        ),
        (
            entry('every = "9h"'),
            [
                warning(
                    ("break", 0, "every"),
                    '"a" is never due: no stretch of your hours is long enough for it',
                    "give it a shorter every, or a time of day with at",
                )
            ],
        ),
    ],
)  # fmt: skip
def test_breaks(text: str, found: list[SettingsFinding], judged: Judged) -> None:
    assert judged(WEEK + text) == found


def test_a_time_of_day_is_fine_where_any_day_of_the_break_has_it(judged: Judged) -> None:
    hours = '[hours]\nmon = ["09:00-12:00"]\ntue = ["22:00-06:00"]\n'
    assert judged(hours + entry('at = ["11:00", "05:59", "23:00"]')) == []
    assert judged(hours + entry('at = ["11:00"]\ndays = ["mon", "sun"]')) == []
    assert judged(hours + entry('at = ["05:59"]\ndays = ["wed"]')) == []
    found = [warning(("break", 0, "at", 0), f"11:00 {OUTSIDE}", MOVE)]
    assert judged(hours + entry('at = ["11:00"]\ndays = ["tue", "sun"]')) == found
    assert judged(hours + entry('at = ["11:00"]\ndays = []')) == [
        SettingsFinding(("break", 0, "days"), "this list is empty", "leave it out for every day")
    ]


# -- words -------------------------------------------------------------------------------------------------------------

PLACES = "floor, on all fours, face down, on the back, on the side, seated on the floor"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[body]\npositions = ["floor", "desk", "prone"]\nequipment = ["mat"]', []),
        ('[body]\navoid = ["knees", "cat-cow", "wall"]', []),
        (
            '[body]\npositions = ["chair", "standng"]',
            [SettingsFinding(("body", "positions", 1), 'no position "standng"', 'did you mean "standing"?')],
        ),
        (
            '[body]\nequipment = ["xyzzy", "matt"]',
            [
                SettingsFinding(
                    ("body", "equipment", 0),
                    'no equipment "xyzzy"',
                    "there are: bed, cushion, foam roller, mat, towel, wall",
                ),
                SettingsFinding(("body", "equipment", 1), 'no equipment "matt"', 'did you mean "mat"?'),
            ],
        ),
        (
            '[body]\navoid = ["xyzzy", "catcow"]',
            [
                SettingsFinding(("body", "avoid", 0), 'no exercise or movement "xyzzy"', "see: deskbreak exercises"),
                SettingsFinding(("body", "avoid", 1), 'no exercise or movement "catcow"', 'did you mean "cat-cow"?'),
            ],
        ),
        ('[away]\nkeep_below = "5m"\ncounts_as_break = "5m"', []),
        (
            '[away]\nkeep_below = "301s"\ncounts_as_break = "5m"',
            [SettingsFinding(("away", "keep_below"), "keep_below is longer than counts_as_break")],
        ),
    ],
)  # fmt: skip
def test_words_and_times(text: str, found: list[SettingsFinding], judged: Judged) -> None:
    assert judged(text) == found


def test_where_no_position_is_near_all_are_told(judged: Judged) -> None:
    (found,) = judged('[body]\npositions = ["xyzzy"]')
    assert (found.path, found.what) == (("body", "positions", 0), 'no position "xyzzy"')
    assert found.hint.startswith(f"there are: {PLACES}, standing,")


WEB = "is a web address, and deskbreak reads files only: it never goes to the network"
KEEP = "let vdirsyncer, or the export of your calendar program, keep a file or folder, and write its path"


def test_an_address_is_no_file(judged: Judged) -> None:
    exact = "https://example.org/" + "a" * 40
    files = f'["{exact}", " web+cal://x", "C://x", "{exact}a"]'
    assert judged(f'holidays = ["/a.ics", "FILE:///b.ics"]\n[quiet]\ncalendars = {files}') == [
        warning(("quiet", "calendars", 0), f'"{exact}" {WEB}', KEEP),
        warning(("quiet", "calendars", 1), f'" web+cal://x" {WEB}', KEEP),
        warning(("quiet", "calendars", 3), f'"https://example.org/{"a" * 37}..." {WEB}', KEEP),
        warning(("holidays", 1), '"FILE:///b.ics" is no path', "leave out file://"),
    ]
