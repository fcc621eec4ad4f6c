"""Settings: what is good loads, what is bad gets every sentence at once, with its line."""

from __future__ import annotations

import random
import stat
import sys
import time
from pathlib import Path

import platformdirs
import pytest

from deskbreak.catalog.cached import load_cached
from deskbreak.core.body_words import FLOOR
from deskbreak.core.script import routine_seconds
from deskbreak.errors import InputProblems
from deskbreak.paths import Profile, shipped, system_config
from deskbreak.settings.cached import cache_file, routines_listed
from deskbreak.settings.check import check
from deskbreak.settings.load import Loaded, load_settings
from deskbreak.settings.plan_json import plan_from_json, plan_to_json

MON = 'mon = ["09:00-12:30", "13:30-18:00"]'
BREAK = '[[break]]\nname = "mobility"\nevery = "45m"\nroutine = "mobility-set"\n'


def load(profile: Profile, text: str | bytes) -> Loaded:
    raw = text.encode() if isinstance(text, str) else text
    profile.config.write_bytes(raw)
    return load_settings(profile)


def sentences(profile: Profile, text: str | bytes) -> list[str]:
    with pytest.raises(InputProblems) as caught:
        load(profile, text)
    return [str(problem).removeprefix(f"{profile.config}:") for problem in caught.value.problems]


def test_without_a_file_the_shipped_settings_hold(profile: Profile) -> None:
    plan = load_settings(profile).plan
    assert [one.name for one in plan.breaks] == ["mobility", "walk"]
    assert plan.breaks[0].every_s == 2700
    assert plan.hours[0] and not plan.hours[6]


def test_the_shipped_file_has_no_mistakes(profile: Profile) -> None:
    loaded = load(profile, (shipped("config") / "default.toml").read_text("utf-8"))
    assert loaded.warnings == []


def test_the_plan_travels_as_json(profile: Profile) -> None:
    plan = load(profile, f"[hours]\n{MON}\n{BREAK}").plan
    assert plan_from_json(plan_to_json(plan), plan.zone) == plan


def test_midnight_and_unquoted_dates(profile: Profile) -> None:
    plan = load(profile, '[hours]\nfri = ["22:00-06:00"]\n[[days]]\non = 2026-12-24\nhours = []\n').plan
    assert (plan.hours[4][0].start, plan.hours[4][0].end) == (1320, 1800)
    assert plan.days[0].first == plan.days[0].last


INVALID = [
    ('[hours]\nmon = ["25:00-26:00"]', "2:", "25:00"),
    ('[hours]\nmon = ["09:00-09:00"]', "2:", "empty"),
    ('[hours]\nmon = ["09:00-12:00", "11:00-13:00"]', "2:", "overlaps"),
    ('[hours]\nmon = ["22:00-06:00"]\ntue = ["05:00-09:00"]', "3:", "runs on from mon"),
    (
        '[hours]\nfri = ["09:00-12:00"]\n[[days]]\non = 2026-12-24\nhours = ["22:00-10:00"]',
        "5:",
        "on 2026-12-25",
    ),
    (
        '[hours]\nthu = ["22:00-06:00"]\n[[days]]\non = 2026-12-25\nhours = ["05:00-10:00"]',
        "5:",
        "runs on from",
    ),
    ("[snooze]\nat_most = 1\n[snooze]\nat_most = 2", "3:", "second time: [snooze]"),
    ("[hours]\nmon = 9", "2:", "list"),
    ("[hours]\nmno = []", "2:", 'did you mean "mon"'),
    ('[[days]]\non = "2026-02-30"\nhours = []', "2:", "does not exist"),
    ('[[days]]\non = "2026-12-26/2026-12-24"\nhours = []', "2:", "backwards"),
    ('[[break]]\nname = ""\nevery = "5m"', "2:", "empty"),
    ('[[break]]\nname = "a"\nroutine = "auto"', "1:", "neither"),
    ('[[break]]\nname = "a"\nevery = "5m"\nat = ["10:00"]', "1:", "both"),
    ('[[break]]\nname = "a"\nevery = "5m"\nlasts = "5m"', "4:", "not shorter"),
    ('[[break]]\nname = "a"\nevery = "-5m"', "3:", "negative"),
    ('[[break]]\nname = "a"\nevery = "0m"', "3:", "no time at all"),
    ('[[break]]\nname = "a"\nevery = "25h"', "3:", "24h"),
    ('[[break]]\nname = "a"\nevery = "45"', "3:", "no unit"),
    ("[[break]]\nname = 'a'\nevery = 45", "3:", "quotes"),
    ('[[break]]\nname = "a"\nevery = "5m"\nroutine = "cat-cwo"', "4:", 'did you mean "cat-cow"'),
    ('[[break]]\nname = "a"\nevery = "5m"\n[[break]]\nname = "a"\nevery = "6m"', "5:", "second break"),
    ('[[break]]\nname = "a"\ninterval = "5m"', "3:", 'did you mean "every"'),
    ("[snooze]\nchoices = []", "2:", "empty"),
    ('[snooze]\npolicy = "shrinkin"', "2:", 'did you mean "shrinking"'),
    ('[body]\npositions = ["standng"]', "2:", 'did you mean "standing"'),
    ('[body]\navoid = ["knee"]', "2:", 'did you mean "knees"'),
    ('[body]\nequipment = ["trampoline"]', "2:", "there are"),
    ("[offer]\nsound = 1", "2:", "true or false"),
    ("[hours]\nmon = []\nmon = []", "3:", "not TOML"),
    ("x = [", "1:", "not TOML"),
    ("[offer]\nsund = true", "2:", 'did you mean "sound"'),
]


@pytest.mark.parametrize(("text", "line", "word"), INVALID, ids=[word for _, _, word in INVALID])
def test_each_mistake_has_its_line_and_its_sentence(
    profile: Profile, text: str, line: str, word: str
) -> None:
    said = sentences(profile, text)
    assert any(one.startswith(line) and word in one for one in said), said


def test_positions_and_what_to_avoid_in_the_words_people_use(profile: Profile) -> None:
    text = """[body]
positions = ["floor", "desk", "chair", "prone"]
avoid = ["on all fours", "face down", "knee-rolls"]
"""
    body = load(profile, text).plan.body
    assert set(body.positions) == {*FLOOR, "desk", "chair"}
    assert body.avoid == ("quadruped", "prone", "knee-rolls")
    knees = load(profile, '[body]\navoid = ["knees"]\n').plan.body.avoid
    assert knees == ("kneeling", "deep-knee-bends", "lunges", "knee-twists")


def test_a_day_off_and_a_later_entry_take_the_overlap_away(profile: Profile) -> None:
    night = '[hours]\nfri = ["09:00-12:00"]\n[[days]]\non = 2026-12-24\nhours = ["22:00-10:00"]\n'
    assert load(profile, night + "[[days]]\non = 2026-12-25\nhours = []\n")
    assert load(profile, night + '[[days]]\non = "2026-12-20/2026-12-26"\nhours = ["10:00-12:00"]\n')


def test_all_problems_are_told_at_once(profile: Profile) -> None:
    said = sentences(profile, '[hours]\nmon = ["25:00-26:00"]\n[offer]\nsond = 1\n[away]\nkeep_below = "2"\n')
    assert len(said) == 3


def test_bytes_that_are_no_text_name_their_line(profile: Profile) -> None:
    assert sentences(profile, b"[hours]\nmon = []\n# \xff\n")[0].startswith("3:")


def test_too_deep_and_too_large_are_sentences(profile: Profile) -> None:
    assert sentences(profile, "x = " + "[" * 5000 + "]" * 5000)
    assert "1 MiB" in sentences(profile, "# " + "x" * 1_100_000)[0]


def test_a_long_routine_is_a_warning(profile: Profile) -> None:
    loaded = load(profile, BREAK.replace("mobility-set", "lit-15-minute") + 'lasts = "3m"\n')
    assert "longer than lasts" in str(loaded.warnings[0])


def test_any_bytes_end_in_a_plan_or_in_sentences(profile: Profile) -> None:
    chance = random.Random(11)
    good = (shipped("config") / "default.toml").read_bytes()
    for _ in range(150):
        raw = bytearray(good)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(raw))
            match chance.randrange(3):
                case 0:
                    raw[at] = chance.randrange(256)
                case 1:
                    del raw[at : at + chance.randrange(1, 30)]
                case _:
                    raw[at:at] = chance.randbytes(3)
        try:
            load(profile, bytes(raw))
        except InputProblems as error:
            assert error.lines()


def test_every_kind_of_mistake_comes_at_once(profile: Profile) -> None:
    text = (
        '[hours]\nmno = []\nmon = ["09:00-12:00", "11:00-13:00"]\ntue = ["9-5"]\n'
        '[[break]]\nname = "a"\nevery = "0m"\nroutine = "catcow"\n'
        '[[break]]\nname = "a"\nat = ["10:00"]\nevery = "1h"\nlasts = "2h"\n'
        '[[break]]\nevery = "45m"\n[body]\npositions = ["stnding"]\nlevel = 3\n'
    )
    found = sentences(profile, text)
    wanted = [
        (2, "mno"), (3, "overlaps"), (4, "9-5"), (7, "0m"), (8, "cat-cow"), (9, "both every and at"), (10, "second"),
        (13, "lasts"), (14, "missing"), (17, "standing"), (18, "3"),
    ]  # fmt: skip
    assert [int(one.split(":")[0]) for one in found] == [line for line, _ in wanted]
    assert all(word in one for one, (_, word) in zip(found, wanted, strict=True))


def test_what_only_shows_when_values_are_compared_is_told_with_the_rest(profile: Profile) -> None:
    text = """[hours]
mon = ["25:00-26:00", "09:00-12:00", "11:00-13:00"]
tue = ["09:00-9", "10:00-11:00"]

[[break]]
every = "5m"

[[break]]
name = "a"
every = "5"
routine = "cat-cwo"

[[break]]
name = "a"
every = "6m"
sond = 1

[away]
counts_as_break = "1"
keep_below = "20m"

[snooze]
choices = ["5"]

[body]
avoid = [1, "cat-cow", "catcow"]
"""
    said = sentences(profile, text)
    wanted = [
        ("2:", "does not exist"), ("2:", "overlaps"), ("3:", "no range"), ("5:", "missing"), ("10:", "no unit"),
        ("11:", 'did you mean "cat-cow"'), ("14:", 'a second break is called "a"'), ("16:", "unknown key"),
        ("19:", "no unit"), ("23:", "no unit"), ("26:", "text in quotes"), ("26:", 'no exercise or movement "catcow"'),
    ]  # fmt: skip
    assert len(said) == len(wanted), said
    for one, (line, words) in zip(said, wanted, strict=True):
        assert one.startswith(line) and words in one, said


def test_a_mistake_is_named_in_the_file_that_has_it(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system.toml"
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(system))
    system.write_text('# ours\n[body]\navoid = ["nothing-such"]\n', "utf-8")
    profile.profiles.mkdir()
    office = profile.profiles / "office.toml"
    office.write_text('\n\n[[break]]\nname = "tea"\nevery = "1h"\nroutine = "cat-cwo"\n', "utf-8")
    profile.config.write_text('[offer]\nsond = 1\n[hours]\nmon = ["10:00-12:00", "11:00-13:00"]\n', "utf-8")
    with pytest.raises(InputProblems) as caught:
        load_settings(profile, name="office")
    places = {(Path(one.file).name, one.line) for one in caught.value.problems}
    assert places == {("system.toml", 3), ("office.toml", 6), ("config.toml", 2), ("config.toml", 4)}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there platformdirs itself is asked")
@pytest.mark.parametrize("dirs", [None, "", "/etc/xdg", "/usr/local/etc/xdg:/etc/xdg"])
def test_the_administrators_file_is_where_platformdirs_says(
    monkeypatch: pytest.MonkeyPatch, dirs: str | None
) -> None:
    monkeypatch.delenv("DESKBREAK_SYSTEM_CONFIG", raising=False)
    if dirs is None:
        monkeypatch.delenv("XDG_CONFIG_DIRS", raising=False)
    else:
        monkeypatch.setenv("XDG_CONFIG_DIRS", dirs)
    where = platformdirs.site_config_dir("deskbreak", appauthor=False)
    assert system_config() == Path(where) / "config.toml"


def test_menus_list_our_sets_by_length_and_the_articles_by_name(profile: Profile) -> None:
    assert check(profile)["ok"]
    catalog = load_cached(profile)
    menu = routines_listed(profile)
    ours = [one for one in menu if one.own and one.id in catalog.routines]
    assert {"mobility-set", "desk-mobility-set"} <= {one.id for one in ours}
    for one in ours:
        assert one.seconds == routine_seconds(catalog.routines[one.id], catalog) and one.places
    theirs = [one.name for one in menu if not one.own]
    assert theirs[:2] == ["15-minute workout", "Back exercises at home"] and theirs == sorted(theirs)
    assert stat.S_IMODE(cache_file(profile).stat().st_mode) == 0o600  # hours are private


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[quiet]\ncalendars = ["webcal://example.org/team.ics"]', 2, "web address"),
        (
            '[quiet]\ncalendars = [\n  "~/work.ics",\n  "HTTPS://example.org/a/b.ics?key=1",\n]',
            4,
            "web address",
        ),
        ('holidays = ["caldavs://example.org/me/"]', 1, "web address"),
        ('holidays = ["file:///home/me/work.ics"]', 1, "leave out file://"),
    ],
)
def test_an_address_where_a_calendar_file_belongs_is_a_warning(
    profile: Profile, text: str, line: int, says: str
) -> None:
    profile.config.write_text(f"{text}\n")
    (warning,) = load_settings(profile).warnings
    assert warning.line == line
    assert says in str(warning)
    assert says != "web address" or ("vdirsyncer" in str(warning) and "export" in str(warning))


def test_paths_of_calendars_are_no_addresses(profile: Profile) -> None:
    profile.config.write_text("[quiet]\ncalendars = ['~/work.ics', '/a//b', 'C:/x/work.ics', 'a:b/c']\n")
    assert load_settings(profile).warnings == []


def test_the_longest_meeting_is_four_hours_unless_said_otherwise(profile: Profile) -> None:
    assert load_settings(profile).plan.quiet.longest_meeting_s == 4 * 3600
    profile.config.write_text('[quiet]\nlongest_meeting = "90m"\n')
    assert load_settings(profile).plan.quiet.longest_meeting_s == 5400


@pytest.mark.parametrize(
    "on",
    [
        '"2026-12-24/9999-12-31"',
        '"9999-12-31"',
        '"0001-01-01"',
        '"0001-01-01/9999-12-31"',
        "9999-12-31",
        "0001-01-01",
    ],
)
def test_dated_days_reach_from_the_year_1_to_9999(profile: Profile, on: str) -> None:
    entry = f'[[days]]\non = {on}\nhours = ["22:00-06:00"]\n'
    plan = load(profile, entry).plan
    assert len(plan.days) == 1 and plan_from_json(plan_to_json(plan), plan.zone) == plan


@pytest.mark.parametrize("parts", [20, 28, 35, 50_000])
@pytest.mark.parametrize("end", ["\\a = 1", "a = 1", " = ", "", "a b = 1", '"x" = 1', ": 1"])
def test_a_key_of_many_parts_is_told_of_at_once(profile: Profile, parts: int, end: str) -> None:
    began = time.process_time()
    assert sentences(profile, "[offer]\n" + "a." * parts + end + "\n")
    assert time.process_time() - began < 2
