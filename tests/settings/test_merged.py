"""Several files as one: whose value counts, who is told of it, and what a plan is made of."""

from __future__ import annotations

import os
from datetime import UTC, date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.core.plan import (
    AwayRules,
    Body,
    Break,
    DayRule,
    Hooks,
    OfferRules,
    Plan,
    PlayerRules,
    QuietRules,
    Range,
    SnoozeRules,
)  # fmt: skip
from deskbreak.errors import InputProblems, Problem, UsageError
from deskbreak.paths import Profile
from deskbreak.settings.layers import (
    Layer,
    choice_file,
    chosen_profile,
    layer_of,
    layers,
    merged,
    profile_file,
)
from deskbreak.settings.load import KEYS, load_settings, load_text
from deskbreak.settings.model import Settings
from deskbreak.settings.reading import SettingsFile
from deskbreak.settings.to_plan import to_plan


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: Profile) -> Path:
    path = tmp_path / "system.toml"
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(path))
    return path


def layer(name: str, data: dict[str, Any]) -> Layer:
    return Layer(name, SettingsFile(f"/{name}.toml", "", data), data)


# -- one over the other ------------------------------------------------------------------------------------------------


def test_later_files_count_key_by_key() -> None:
    found = [
        layer(
            "default", {"offer": {"sound": False, "learn": True}, "hours": {"mon": [1]}, "holidays": ["/a"]}
        ),
        layer("system", {"offer": {"sound": True}, "ui": {"language": "de"}}),
        layer("yours", {"hours": {"tue": [2]}, "holidays": [], "offer": {"learn": False}, "snooze": {}}),
    ]
    data, sources = merged(found)
    assert data == {
        "offer": {"sound": True, "learn": False},
        "hours": {"tue": [2]},
        "holidays": [],
        "ui": {"language": "de"},
        "snooze": {},
    }
    assert sources == {
        ("offer",): "default", ("offer", "sound"): "system", ("offer", "learn"): "yours",
        ("hours",): "yours", ("hours", "mon"): "default", ("hours", "tue"): "yours",
        ("holidays",): "yours", ("ui",): "system", ("ui", "language"): "system", ("snooze",): "yours",
    }  # fmt: skip
    assert found[0].data["offer"] == {"sound": False, "learn": True}, "a layer stays as it was read"


def test_an_empty_table_takes_nothing_away() -> None:
    data, _ = merged([layer("default", {"offer": {"sound": False}}), layer("yours", {"offer": {}})])
    assert data == {"offer": {"sound": False}}


def test_a_table_that_only_the_person_has_cannot_get_round_what_is_fixed() -> None:
    found = [
        layer("system", {"fixed": ["hooks.on_offer", "quiet"]}),
        layer("yours", {"hooks": {"on_offer": ["x"], "on_end": ["y"]}, "quiet": {"camera": False}}),
        layer("profile a", {"hooks": {"on_offer": ["z"]}}),
    ]
    data, sources = merged(found)
    assert data == {"hooks": {"on_end": ["y"]}}
    assert sources == {("hooks",): "yours", ("hooks", "on_end"): "yours"}


def test_an_administrators_own_values_of_fixed_keys_count() -> None:
    mine = {"fixed": ["offer.sound", "away"], "offer": {"sound": True}, "away": {"keep_below": "1m"}}
    found = [
        layer("default", {"offer": {"sound": False}, "away": {"keep_below": "2m"}}),
        layer("system", mine),
    ]
    assert merged(found)[0] == {"offer": {"sound": True}, "away": {"keep_below": "1m"}}


def test_whose_a_value_is() -> None:
    found = [layer("default", {}), layer("yours", {}), layer("profile a", {})]
    sources: dict[tuple[str | int, ...], str] = {("offer",): "default", ("offer", "sound"): "yours"}
    assert layer_of(("offer", "sound", 3), found, sources) is found[1]
    assert layer_of(("offer", "learn"), found, sources) is found[0]
    assert layer_of(("offer",), found, sources) is found[0]
    assert layer_of(("else",), found, sources) is found[2]


# -- which files -------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no such files there")
def test_a_named_file_may_be_a_pipe_and_the_persons_may_not(profile: Profile, system: Path) -> None:
    system.write_text("[offer]\nsound = true\n")
    profile.config.write_text("[offer]\nlearn = false\n")
    reads, writes = os.pipe()
    os.write(writes, b"[snooze]\nat_most = 5\n")
    os.close(writes)
    found = layers(profile, file=Path(f"/dev/fd/{reads}"))
    os.close(reads)
    assert [(one.name, one.data) for one in found[1:]] == [
        ("system", {"offer": {"sound": True}}),
        ("file", {"snooze": {"at_most": 5}}),
    ]


def test_a_profile_that_is_not_there_is_no_choice(profile: Profile) -> None:
    profile.profiles.write_text("this is no folder")
    choice_file(profile).write_text("office")
    profile.config.write_text('[profiles]\nmon-sun = "office"\n')
    assert chosen_profile(profile, layers(profile, name="")) == ""
    assert [one.name for one in layers(profile)] == ["default", "yours"]
    with pytest.raises(UsageError) as raised:
        profile_file(profile, "office")
    assert str(raised.value) == f'no profile "office"; make it: {profile.profiles / "office.toml"}'


def test_by_the_weekday_the_last_file_that_says_so_counts(profile: Profile, system: Path) -> None:
    profile.profiles.mkdir()
    for name in ("home", "office"):
        (profile.profiles / f"{name}.toml").write_text("")
    system.write_text('[profiles]\nmon-sun = "home"\n')
    assert [one.name for one in layers(profile)] == ["default", "system", "profile home"]
    profile.config.write_text('profiles = 5\n[profiles2]\nmon = "office"\n')
    assert chosen_profile(profile, layers(profile, name="")) == "home"
    profile.config.write_text('[profiles]\nmon-sun = "office"\n')
    assert [one.name for one in layers(profile)] == ["default", "system", "yours", "profile office"]


# -- who is told -------------------------------------------------------------------------------------------------------


def problems(
    profile: Profile, catalog: Catalog, text: str, **more: Any
) -> list[tuple[str, int, int, str, str]]:
    profile.config.write_text(text)
    try:
        found = load_settings(profile, catalog=catalog, **more).warnings
    except InputProblems as error:
        found = list(error.problems)
    return [(Path(one.file).name, one.line, one.column, one.what, one.hint) for one in found]


def test_profiles_that_nobody_made_are_a_warning(profile: Profile, catalog: Catalog) -> None:
    profile.profiles.mkdir()
    (profile.profiles / "office.toml").write_text("")
    text = '[profiles]\nmon = "office"\ntue = "offce"\nwed = "home"\nthu = ""\n'
    assert problems(profile, catalog, text) == [
        ("config.toml", 3, 7, 'no profile "offce"', 'did you mean "office"?'),
        ("config.toml", 4, 7, 'no profile "home"', "make it: deskbreak config init --profile home"),
    ]


def test_problems_come_in_the_order_of_the_file_and_once(profile: Profile, catalog: Catalog) -> None:
    text = (
        '[away]\nkeep_below = "9m"\n[hours]\nmon-sun = ["22:00-06:00", "05:00-07:00"]\n'
        '[offer]\nsound = 1\n[body]\navoid = ["catcow"]\n'
    )
    assert problems(profile, catalog, text) == [
        ("config.toml", 2, 14, "keep_below is longer than counts_as_break", ""),
        ("config.toml", 4, 27, '"05:00-07:00" overlaps "22:00-06:00", which runs on from sun', ""),
        ("config.toml", 6, 9, "offer.sound: 1 must be true or false, without quotes", "write true: sound = true"),
        ("config.toml", 8, 10, 'no exercise or movement "catcow"', 'did you mean "cat-cow"?'),
    ]  # fmt: skip


def test_problems_of_several_files_come_file_by_file(profile: Profile, catalog: Catalog) -> None:
    profile.profiles.mkdir()
    (profile.profiles / "home.toml").write_text("[offer]\nsond = 1\n")
    text = '[body]\nlevel = 1\nlevl = 1\n[[break]]\nname = "a"\n'
    assert [one[:3] for one in problems(profile, catalog, text, name="home")] == [
        ("config.toml", 2, 9),
        ("config.toml", 3, 1),
        ("config.toml", 4, 1),
        ("home.toml", 2, 1),
    ]


def test_two_things_to_say_of_one_place_are_both_said(profile: Profile, catalog: Catalog) -> None:
    text = '[[break]]\nname = "a"\nevery = "1h"\ndays = []\nroutine = "x"\nlasts = "2h"\nat = ["10:00", "10:00"]\n'
    assert [(one[1], one[3]) for one in problems(profile, catalog, text)] == [
        (1, 'the break "a" has both every and at'),
        (4, "this list is empty"),
        (5, 'no routine "x"'),
        (6, "lasts is not shorter than every"),
        (7, "the same time stands here twice"),
    ]


def test_where_a_shipped_value_no_longer_fits_the_persons_own_is_named(
    profile: Profile, catalog: Catalog
) -> None:
    found = problems(profile, catalog, '# mine\n[away]\ncounts_as_break = "1m"\n')
    assert found == [("config.toml", 3, 19, "keep_below is longer than counts_as_break", "")]
    both = problems(profile, catalog, '[away]\ncounts_as_break = "1m"\nkeep_below = "2"\n')
    assert [one[1] for one in both] == [3], "a value that is left out is not compared"


def test_a_finding_about_entries_after_one_that_is_wrong(profile: Profile, catalog: Catalog) -> None:
    bad = '[[break]]\nevery = "1h"\n'
    good = '[[break]]\nname = "a"\nevery = "1h"\nroutine = "cat-cwo"\n'
    assert problems(profile, catalog, bad + good) == [
        ("config.toml", 1, 1, "break[1].name: this is missing; every entry needs it", ""),
        ("config.toml", 6, 11, 'no routine "cat-cwo"', 'did you mean "cat-cow"?'),
    ]


def test_a_day_that_is_given_twice_stops_the_settings(profile: Profile, catalog: Catalog) -> None:
    assert problems(profile, catalog, '[hours]\nmon = ["9-10"]\nMonday = ["9-11"]\n') == [
        (
            "config.toml",
            3,
            1,
            'mon: there is a line for this already, "mon"',
            "name each day once; only a line for a single day may differ from one for several",
        )
    ]


def test_a_text_that_is_not_written_yet(profile: Profile, catalog: Catalog, system: Path) -> None:
    system.write_text("[offer]\nsound = true\n")
    profile.config.write_text("[snooze]\nat_most = 9\n")
    zone = ZoneInfo("Europe/Berlin")
    loaded = load_text("[offer]\nlearn = false\n", profile, "/new.toml", catalog=catalog, zone=zone)
    assert (loaded.plan.offer.sound, loaded.plan.offer.learn, loaded.plan.snooze.at_most) == (True, False, 3)
    assert (loaded.plan.zone, loaded.plan.profile) == (zone, "")
    assert (loaded.sources["offer", "sound"], loaded.sources["offer", "learn"]) == ("system", "yours")
    with pytest.raises(InputProblems) as raised:
        load_text("x = [", profile, "/new.toml", catalog=catalog)
    assert [one.file for one in raised.value.problems] == ["/new.toml"]


def test_what_is_loaded_is_whole(profile: Profile, catalog: Catalog, system: Path) -> None:
    system.write_text('fixed = ["ui"]\n[ui]\nlanguage = "de"\n')
    profile.profiles.mkdir()
    (profile.profiles / "home.toml").write_text("[snooze]\nat_most = 5\n")
    zone = ZoneInfo("Asia/Tokyo")
    loaded = load_settings(profile, name="home", catalog=catalog, zone=zone)
    assert (loaded.plan.profile, loaded.plan.zone, loaded.plan.language) == ("home", zone, "de")
    assert (loaded.fixed, loaded.warnings) == (frozenset({"ui"}), [])
    assert (loaded.settings.snooze.at_most, loaded.data["snooze"]["at_most"]) == (5, 5)
    assert loaded.sources["snooze", "at_most"] == "profile home"
    named = load_settings(profile, file=profile.profiles / "home.toml", name="x", catalog=catalog)
    assert (named.plan.profile, named.plan.zone) == ("x", UTC)


def test_the_keys_of_every_table_are_known() -> None:
    assert KEYS["away",] == ["keep_below", "counts_as_break"] and KEYS["days",] == ["on", "hours", "why"]
    assert KEYS["break",] == ["name", "every", "at", "days", "routine", "lasts", "say"]
    assert "break" in KEYS[()] and "breaks" not in KEYS[()] and len(KEYS) == 14


def test_a_problem_has_its_line_and_nothing_else_by_itself() -> None:
    assert Problem("f", 1, "x") == Problem("f", 1, "x", 0, "")


# -- the plan ----------------------------------------------------------------------------------------------------------

OTHER: dict[str, Any] = {
    "hours": {"tue": ["13:00-14:00", "09:00-10:00"], "sun": ["22:00-06:00"]},
    "days": [{"on": "2026-12-24/2026-12-26", "hours": ["12:00-13:00", "08:00-09:00"], "why": "rest"}],
    "holidays": ["/a.ics", "/b.ics"],
    "break": [
        {"name": "a", "every": "45m", "days": ["sun", "mon"], "lasts": "4m", "say": "Up", "routine": "cat-cow"},
        {"name": "b", "at": ["15:00", "09:30"]},
        {"name": "c", "every": "1h", "say": "Drink"},
    ],
    "offer": {
        "heads_up": "40s", "wait_for_pause": "7s", "wait_at_most": "1m", "repeat_every": "2m", "repeat_at_most": 6,
        "sound": True, "adapt": False, "learn": False, "earlier": "3m", "later": "4m",
    },
    "snooze": {"choices": ["1m", "2m"], "at_most": 8, "policy": "shrinking"},
    "away": {"keep_below": "1m", "counts_as_break": "9m"},
    "quiet": {
        "do_not_disturb": False, "fullscreen": False, "microphone": False, "camera": False, "screen_share": False,
        "calendars": ["/c.ics"], "me": ["m@x"], "apps": ["obs"], "command": "busy", "longest_meeting": "2h",
    },
    "body": {"positions": ["chair"], "equipment": ["mat"], "avoid": ["cat-cow"], "level": "hard", "back": "sensitive"},
    "player": {
        "face": "page", "voice": True, "sound": False, "theme": "dark", "reduced_motion": True, "get_ready": "9s",
        "build": "sturdy", "skin": "brown", "hair": "red", "monitor": "HDMI-1",
    },
    "ui": {"language": "ja"},
    "hooks": {"on_offer": ["a", "b"], "on_start": ["c"], "on_end": ["d"], "on_skip": ["e"], "on_pause": ["f"]},
    "journal": {"shared_folder": "/s", "keep": "1w", "ask_back": True},
}  # fmt: skip


def test_settings_as_a_plan() -> None:
    none: tuple[Range, ...] = ()
    zone = ZoneInfo("Europe/Berlin")
    rest = (Range(480, 540), Range(720, 780))
    assert to_plan(Settings.model_validate(OTHER), zone, "office") == Plan(
        hours=(none, (Range(540, 600), Range(780, 840)), none, none, none, none, (Range(1320, 1800),)),
        days=(DayRule(date(2026, 12, 24), date(2026, 12, 26), rest, "rest"),),
        holidays=("/a.ics", "/b.ics"),
        breaks=(
            Break("a", 2700.0, (), frozenset({0, 6}), "cat-cow", 240.0, "Up"),
            Break("b", None, (570, 900), frozenset(range(7)), "auto"),
            Break("c", 3600.0, (), frozenset(range(7)), "", None, "Drink"),
        ),
        offer=OfferRules(
            heads_up_s=40.0, heads_up_shown=True, wait_for_pause_s=7.0, wait_at_most_s=60.0, repeat_every_s=120.0,
            repeat_at_most=6, sound=True, adapt=False, learn=False, earlier_s=180.0, later_s=240.0,
        ),
        snooze=SnoozeRules((60.0, 120.0), 8, "shrinking"),
        away=AwayRules(60.0, 540.0),
        quiet=QuietRules(
            do_not_disturb=False, fullscreen=False, microphone=False, camera=False, screen_share=False,
            calendars=("/c.ics",), me=("m@x",), apps=("obs",), command="busy", longest_meeting_s=7200.0,
        ),
        body=Body(("chair",), equipment=("mat",), avoid=("cat-cow",), level="hard", back="sensitive"),
        player=PlayerRules(
            face="page", voice=True, sound=False, theme="dark", reduced_motion=True, get_ready="9",
            build="sturdy", skin="brown", hair="red", monitor="HDMI-1",
        ),
        language="ja",
        hooks=Hooks(
            on_offer=("a", "b"), on_start=("c",), on_end=("d",), on_skip=("e",), on_pause=("f",)
        ),
        shared_folder="/s",
        keep_s=7 * 86400.0,
        ask_back=True,
        profile="office",
        zone=zone,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heads_up", "pause", "rules"),
    [(True, True, (60.0, True, 5.0)), (False, False, (60.0, False, 0.0)), ("90s", "8s", (90.0, True, 8.0))],
)
def test_switches_that_may_be_lengths(heads_up: Any, pause: Any, rules: tuple[float, bool, float]) -> None:
    settings = Settings.model_validate({"offer": {"heads_up": heads_up, "wait_for_pause": pause}})
    plan = to_plan(settings, UTC)
    assert (plan.offer.heads_up_s, plan.offer.heads_up_shown, plan.offer.wait_for_pause_s) == rules
    assert plan.profile == ""
