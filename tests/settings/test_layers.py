"""The files that make up the settings, one over the other; and where a shipped break goes in other hours."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.core.plan import WEEKDAYS
from deskbreak.errors import InputProblems, UsageError
from deskbreak.paths import Profile
from deskbreak.settings import cached
from deskbreak.settings.cached import Listed
from deskbreak.settings.check import check
from deskbreak.settings.effective import effective
from deskbreak.settings.layers import (
    choice_file,
    chosen_profile,
    fixed_keys,
    layer_of,
    layers,
    merged,
    profile_file,
    profile_names,
)
from deskbreak.settings.load import load_settings
from deskbreak.settings.shipped_breaks import good_minute
from tests.shipped import fill_cache

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: Profile) -> Path:
    path = tmp_path / "system.toml"
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(path))
    return path


# -- one over the other -----------------------------------------------------------------------------------------------


def test_each_file_is_a_layer_over_those_before(profile: Profile, system: Path) -> None:
    assert [one.name for one in layers(profile)] == ["default"]
    write(system, "[offer]\nsound = true\n")
    write(profile.config, "[offer]\nlearn = false\n")
    write(profile.profiles / "home.toml", "[offer]\nsound = false\n")
    assert [one.name for one in layers(profile)] == ["default", "system", "yours"]
    assert [one.name for one in layers(profile, name="home")] == [
        "default",
        "system",
        "yours",
        "profile home",
    ]
    assert [one.name for one in layers(profile, name="")] == ["default", "system", "yours"]
    assert [one.name for one in layers(profile, file=profile.config)] == ["default", "system", "file"]


def test_a_link_that_leads_nowhere_is_a_problem(profile: Profile) -> None:
    profile.config.symlink_to(profile.config_dir / "gone.toml")
    with pytest.raises(InputProblems) as raised:
        layers(profile)
    (one,) = raised.value.problems
    assert (one.file, one.line, one.what) == (str(profile.config), 1, "the link leads nowhere")


def test_tables_are_merged_and_lists_and_weeks_replaced(profile: Profile, system: Path) -> None:
    write(
        system,
        '[offer]\nsound = true\nlearn = false\n[hours]\nmon = ["08:00-12:00"]\n[quiet]\napps = ["obs"]\n',
    )
    write(profile.config, '[offer]\nlearn = true\n[hours]\ntue = ["09:00-10:00"]\n[quiet]\napps = ["zoom"]\n')
    found = layers(profile)
    data, sources = merged(found)
    assert (data["offer"]["sound"], data["offer"]["learn"]) == (True, True)
    assert data["hours"] == found[-1].data["hours"] and "mon" not in data["hours"]
    assert data["quiet"]["apps"] == ["zoom"]
    assert (sources["offer", "sound"], sources["offer", "learn"]) == ("system", "yours")
    assert sources["hours", "tue"] == sources[("hours",)] == "yours"
    assert layer_of(("offer", "sound"), found, sources).name == "system"
    assert layer_of(("hours", "tue", 0), found, sources).name == "yours"
    assert layer_of(("nothing",), found, sources).name == "yours"


def test_what_an_administrator_fixed_stands(profile: Profile, system: Path) -> None:
    write(
        system,
        'fixed = ["snooze", "offer.sound"]\n[snooze]\nat_most = 1\n[offer]\nsound = true\nlearn = false\n',
    )
    write(
        profile.config,
        'fixed = ["quiet"]\n[snooze]\nat_most = 9\n[offer]\nsound = false\nlearn = true\n[quiet]\ncamera = false\n',
    )
    found = layers(profile)
    assert fixed_keys(found) == {"snooze", "offer.sound"}
    data, sources = merged(found)
    assert "fixed" not in data
    assert (data["snooze"]["at_most"], data["offer"]["sound"], data["offer"]["learn"]) == (1, True, True)
    assert data["quiet"]["camera"] is False  # a user's own file fixes nothing
    assert sources["offer", "sound"] == "system"


# -- profiles ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def homes(profile: Profile) -> Profile:
    for name in ("home", "office"):
        write(profile.profiles / f"{name}.toml", "[offer]\nsound = true\n")
    write(profile.config, '[profiles]\nmon = "office"\ntue = "gone"\n')
    return profile


def test_a_profile_is_found_by_its_name(homes: Profile) -> None:
    assert profile_names(homes) == ["home", "office"]
    assert profile_file(homes, "home") == homes.profiles / "home.toml"
    with pytest.raises(UsageError, match='no profile "offce"; did you mean "office"'):
        profile_file(homes, "offce")
    with pytest.raises(UsageError, match='no profile "zzz"; there are: home, office'):
        profile_file(homes, "zzz")
    with pytest.raises(UsageError):
        profile_file(homes, "../profiles/home")


def test_without_any_it_says_how_to_make_one(profile: Profile) -> None:
    assert profile_names(profile) == []
    with pytest.raises(UsageError, match=r"make it: .*x\.toml"):
        profile_file(profile, "x")


@pytest.mark.parametrize(
    ("by_hand", "day", "chosen"),
    [
        (None, 0, "office"), (None, 1, ""), (None, 2, ""), ("home", 0, "home"), ("home\n", 1, "home"), ("gone", 0, ""),
        ("auto", 0, "office"), ("", 0, "office"),
    ],
)  # fmt: skip
def test_the_profile_that_holds(homes: Profile, by_hand: str | None, day: int, chosen: str) -> None:
    found = layers(homes, name="")
    if by_hand is not None:
        write(choice_file(homes), by_hand)
    assert chosen_profile(homes, found, MONDAY.replace(day=23 + day)) == chosen


def test_a_choice_that_cannot_be_read_is_none(homes: Profile) -> None:
    choice_file(homes).write_bytes(b"\xff")
    assert chosen_profile(homes, layers(homes, name=""), MONDAY) == "office"


def test_a_plan_knows_its_profile(homes: Profile, catalog: Catalog) -> None:
    assert load_settings(homes, name="home", catalog=catalog).plan.profile == "home"
    assert load_settings(homes, name="", catalog=catalog).plan.profile == ""


# -- what holds, key by key -------------------------------------------------------------------------------------------


def test_each_option_has_its_value_and_its_source(profile: Profile, system: Path, catalog: Catalog) -> None:
    write(system, "[offer]\nsound = true\n")
    write(profile.config, "[snooze]\nat_most = 7\n[[days]]\non = 2026-12-24\nhours = []\n")
    rows = {one.key: one for one in effective(load_settings(profile, catalog=catalog))}
    assert (rows["offer.sound"].value, rows["offer.sound"].source) == (True, "system")
    assert (rows["snooze.at_most"].value, rows["snooze.at_most"].source) == (7, "yours")
    assert rows["player.skin"].to_json() == {"key": "player.skin", "value": "medium", "source": "default"}
    assert (rows["hours.mon"].source, rows["break"].source, rows["days"].source) == (
        "default",
        "default",
        "yours",
    )
    assert "fixed" not in rows and "hours" not in rows
    assert rows["offer.sound"].shown == "true" and rows["ui.language"].shown == '"auto"'


# -- shipped breaks in other hours ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranges", "minute"),
    [
        ([], None),
        ([(540, 554)], None),
        ([(540, 555)], 540),
        ([(540, 720), (780, 1020)], 705),
        ([(780, 1020), (540, 720)], 705),
        ([(540, 550), (780, 1020)], None),
        ([(540, 1020)], 780),
        ([(540, 600)], 570),
    ],
)
def test_a_good_minute_is_before_the_first_gap_or_in_the_middle(
    ranges: list[tuple[int, int]], minute: int | None
) -> None:
    assert good_minute(ranges) == minute


def shipped_walk(
    profile: Profile, catalog: Catalog, hours: str
) -> tuple[tuple[int, ...], list[int], list[str]]:
    write(profile.config, f"[hours]\n{hours}\n")
    loaded = load_settings(profile, catalog=catalog)
    walks = [one for one in loaded.plan.breaks if one.name == "walk"]
    at = walks[0].at if walks else ()
    return at, sorted(walks[0].days) if walks else [], [one.what for one in loaded.warnings]


@pytest.mark.parametrize(
    ("hours", "at", "days", "said"),
    [
        ('mon-fri = ["09:00-17:00"]', (720,), [0, 1, 2, 3, 4], ""),
        ('mon-fri = ["13:00-17:00"]', (900,), [0, 1, 2, 3, 4], "it is at 15:00 instead"),
        ('mon-fri = ["22:00-06:00"]', (120,), [0, 1, 2, 3, 4], "it is at 02:00 instead"),
        ('sat = ["13:00-15:00"]', (840,), [5], "it is at 14:00 instead"),
        ('mon = ["13:00-13:10"]', (), [], "is left out"),
    ],
)
def test_the_shipped_walk_fits_itself_into_the_hours(
    profile: Profile, catalog: Catalog, hours: str, at: tuple[int, ...], days: list[int], said: str
) -> None:
    assert shipped_walk(profile, catalog, hours)[:2] == (at, days)
    reported = shipped_walk(profile, catalog, hours)[2]
    assert [one for one in reported if "shipped" in one and said in one] == reported[:1]


# -- the plan that is kept --------------------------------------------------------------------------------------------


@pytest.fixture
def checked(profile: Profile) -> Profile:
    fill_cache(profile.cache_dir.parent)
    write(profile.config, "[snooze]\nat_most = 7\n")
    assert check(profile)["ok"]
    return profile


def test_the_plan_is_kept_until_a_file_changes(checked: Profile) -> None:
    kept = cached.cached_plan(checked, UTC)
    assert kept is not None and kept[0].snooze.at_most == 7
    assert str(checked.config) in [stamp[0] for stamp in kept[1]]
    write(checked.config, "[snooze]\nat_most = 77\n")
    assert cached.cached_plan(checked, UTC) is None
    last = cached.last_good_plan(checked, UTC)
    assert last is not None and last.snooze.at_most == 7


@pytest.mark.parametrize("what", ["a profile", "a choice", "a weekday"])
def test_whatever_the_plan_was_made_from_counts(
    checked: Profile, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if what == "a choice":
        write(choice_file(checked), "home")
    else:
        write(checked.profiles / "home.toml", "")
    if what == "a weekday":
        check(checked)
        assert cached.cached_plan(checked, UTC) is not None
        monkeypatch.setattr(cached, "WEEKDAYS", WEEKDAYS[1:] + WEEKDAYS[:1])
    assert cached.cached_plan(checked, UTC) is None


@pytest.mark.parametrize(
    "raw", ["", "[]", "{}", '{"plan": 3}', '{"plan": {}, "signature": "", "stamps": []}']
)
def test_a_kept_plan_that_makes_no_sense_is_none(checked: Profile, raw: str) -> None:
    cached.cache_file(checked).write_text(raw)
    assert cached.cached_plan(checked, UTC) is None and cached.last_good_plan(checked, UTC) is None
    assert cached.routines_listed(checked) == [] and cached.exercise_names(checked) == {}


def test_menus_have_names_lengths_and_places(checked: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = {one.id: one for one in cached.routines_listed(checked)}
    assert listed["mobility-set"].name == "Mobility set" and listed["mobility-set"].own
    assert 60 < listed["mobility-set"].seconds < 600 and "floor" in listed["mobility-set"].places
    assert cached.exercise_names(checked)["cat-cow"] == "Cat-Cow"
    rows = [["a", "A", 60, ["desk"], 1]]
    monkeypatch.setattr(cached, "_read", lambda _: {"routines": rows})
    assert cached.routines_listed(checked) == [Listed("a", "A", 60.0, ("desk",), True)]
