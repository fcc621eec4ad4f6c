"""What a change makes of the person's file, text for text; and the sentence where it cannot be made."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from deskbreak.errors import DeskbreakError, InputProblems, UsageError
from deskbreak.paths import Profile, shipped
from deskbreak.settings.writing import change, change_many, drafted, put, write_whole
from tests.shipped import fill_cache

LUNCH = ["09:00-12:30", "13:30-18:00"]
SHIPPED_WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), LUNCH)
ENTRY = '[[break]]\nname = "a"  # one\nevery = "45m"\n'
OTHER = '\n[[break]]\nname="b"\nevery="1h"\n'
REST = "\n[offer]\nsound = true\n"


def draft(profile: Profile, text: str, values: dict[str, Any]) -> str:
    """The text as it would be with these values."""
    profile.config.write_bytes(text.encode())
    return drafted(profile, values)


# -- entries -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "rows", "after"),
    [
        (ENTRY + REST, [{"name": "a", "every": "45m"}], ENTRY + REST),
        (ENTRY + REST, [{"name": "a", "every": "45m", "lasts": None, "was": "a"}], ENTRY + REST),
        (
            ENTRY + REST,
            [{"name": "a", "every": "45m"}, {"name": "b", "every": "1h"}],
            ENTRY + '\n[[break]]\nname = "b"\nevery = "1h"\n' + REST,
        ),
        (ENTRY + OTHER + REST, [{"name": "b", "every": "1h"}], OTHER[1:] + REST),
        (
            ENTRY + OTHER + REST,
            [{"name": "b", "every": "1h", "was": "a"}, {"name": "a", "every": "2h", "was": "b"}],
            '[[break]]\nname = "b"  # one\nevery = "1h"\n\n[[break]]\nname="a"\nevery="2h"\n' + REST,
        ),
        (
            ENTRY + OTHER + REST,
            [{"name": "b", "every": "9m"}, {"name": "b", "every": "45m", "was": "a"}],
            '[[break]]\nname = "b"  # one\nevery = "45m"\n' + OTHER.replace('"1h"', '"9m"') + REST,
        ),
        (ENTRY + REST, [], "break = []" + REST),
    ],
)  # fmt: skip
def test_entries_of_a_list(profile: Profile, before: str, rows: list[dict[str, Any]], after: str) -> None:
    assert draft(profile, before, {"break": rows}) == after


@pytest.mark.parametrize("before", ["", "break = []\n", "break = 5\n"])
def test_the_first_entries_stand_after_a_gap(profile: Profile, before: str) -> None:
    rows = [{"name": "a", "every": "45m", "was": "x", "lasts": None}, {"name": "b", "say": "Drink"}]
    after = draft(profile, f"{before}[offer]\nsound = true\n", {"break": rows})
    assert after.startswith('[offer]\nsound = true\n\n[[break]]\nname = "a"\nevery = "45m"\n\n')
    plain = [{"name": "a", "every": "45m"}, {"name": "b", "say": "Drink"}]
    assert tomllib.loads(after) == {"offer": {"sound": True}, "break": plain}


def test_days_are_known_by_their_date(profile: Profile) -> None:
    text = '[[days]]\non = 2026-12-24  # eve\nhours = []\n\n[[days]]\non = "2026-12-25"\nhours = []\nwhy = "rest"\n'
    rows = [
        {"on": "2026-12-25", "hours": []},
        {"on": "2026-12-24", "hours": ["9-12"]},
        {"on": "2026-12-31", "hours": []},
    ]
    assert draft(profile, text, {"days": rows}) == (
        '[[days]]\non = "2026-12-24"  # eve\nhours = ["9-12"]\n\n[[days]]\non = "2026-12-25"\nhours = []\n'
        '[[days]]\non = "2026-12-31"\nhours = []\n\n'
    )


# -- single values -----------------------------------------------------------------------------------------------------


def test_a_table_that_is_not_there_is_made(profile: Profile) -> None:
    values = {"snooze.at_most": 4, "ui.language": "de", "holidays": ["/a.ics"]}
    after = draft(profile, "# mine\n[offer]\nsound = true\n", values)
    assert after.startswith("# mine\n") and tomllib.loads(after) == {
        "offer": {"sound": True},
        "snooze": {"at_most": 4},
        "ui": {"language": "de"},
        "holidays": ["/a.ics"],
    }


def test_none_takes_a_key_away_and_one_that_is_not_there_is_no_mistake(profile: Profile) -> None:
    text = "[offer]\nsound = true\nlearn = false  # no\n"
    assert (
        draft(profile, text, {"offer.sound": None, "offer.adapt": None}) == "[offer]\nlearn = false  # no\n"
    )


def test_who_changes_one_of_the_shipped_things_has_the_others_too(profile: Profile) -> None:
    fill_cache(profile.cache_dir.parent)
    profile.config.write_text("[offer]\nsound = true\n")
    change_many(profile, {"hours.mon": ["9-12"], "break.walk.at": ["11:45"]})
    now = tomllib.loads(profile.config.read_text())
    assert now["hours"] == SHIPPED_WEEK | {"mon": ["9-12"]} and "days" not in now
    assert [(one["name"], one.get("at")) for one in now["break"]] == [("mobility", None), ("walk", ["11:45"])]


def test_hours_of_ones_own_are_not_filled_up(profile: Profile) -> None:
    after = draft(profile, '[hours]\nsat = ["9-12"]\n', {"hours.mon": ["8-9"]})
    assert tomllib.loads(after) == {"hours": {"sat": ["9-12"], "mon": ["8-9"]}}
    assert tomllib.loads(draft(profile, "hours = {}\n", {"hours.mon": ["8-9"]})) == {
        "hours": {"mon": ["8-9"]}
    }


def test_what_an_administrator_gave_everybody_is_taken_over_too(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system.toml"
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(system))
    system.write_text('[hours]\nsun = ["10:00-11:00"]\n[[days]]\non = "2026-12-24"\nhours = []\n')
    (profile.config_dir / "profiles").mkdir()
    (profile.config_dir / "profiles" / "office.toml").write_text('[hours]\nsat = ["1:00-2:00"]\n')
    (profile.data_dir / "profile").write_text("office")
    after = tomllib.loads(draft(profile, "", {"hours.mon": ["9-12"], "days.2026-12-24.why": "eve"}))
    assert after == {
        "hours": {"sun": ["10:00-11:00"], "mon": ["9-12"]},
        "days": [{"on": "2026-12-24", "hours": [], "why": "eve"}],
    }


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        (
            {"mon-wed": ["9-12"], "tue": ["1-2pm"], "sat": []},
            {"hours.wed": ["10-11"]},
            {"mon": ["9-12"], "tue": ["1-2pm"], "wed": ["10-11"], "sat": []},
        ),
        ({"mon-wed": ["9-12"]}, {"hours.wed": None}, {"mon": ["9-12"], "tue": ["9-12"]}),
        ({"mno": ["9-12"]}, {"hours.wed": ["8-9"]}, {"mno": ["9-12"], "wed": ["8-9"]}),
    ],
)
def test_a_line_for_several_days_becomes_one_for_each(
    profile: Profile, before: dict[str, Any], values: dict[str, Any], after: dict[str, Any]
) -> None:
    text = tomlkit.dumps({"hours": before})
    assert tomllib.loads(draft(profile, text, values)) == {"hours": after}


def test_profiles_by_weekday_are_ungrouped_as_well(profile: Profile) -> None:
    after = draft(profile, '[profiles]\nmon-tue = "x"\n', {"profiles.tue": "y"})
    assert tomllib.loads(after) == {"profiles": {"mon": "x", "tue": "y"}}


def test_another_table_keeps_a_key_that_reads_like_days(profile: Profile) -> None:
    after = draft(profile, "[quiet]\nmon-tue = 1\n", {"quiet.camera": False})
    assert tomllib.loads(after) == {"quiet": {"mon-tue": 1, "camera": False}}


# -- the text as the person's editor writes it -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[offer]\r\nsound = true\r\n", "[offer]\r\nsound = false\r\n"),
        ("[offer]\r\nsound = true\n", "[offer]\r\nsound = false\n"),
        ("\ufeff[offer]\nsound = true\n", "\ufeff[offer]\nsound = false\n"),
        ("\ufeff[offer]\r\nsound = true\r\n", "\ufeff[offer]\r\nsound = false\r\n"),
        ("[offer]\nsound = true", "[offer]\nsound = false"),
    ],
)
def test_line_ends_and_the_mark_stay(profile: Profile, before: str, after: str) -> None:
    assert draft(profile, before, {"offer.sound": False}) == after


def test_new_lines_end_as_the_others_do(profile: Profile) -> None:
    after = draft(profile, "[offer]\r\nsound = true\r\n", {"offer.learn": False, "ui.language": "de"})
    assert after.count("\n") == after.count("\r\n") == 6


def test_without_a_file_it_begins_as_the_shipped_one(profile: Profile) -> None:
    text = (shipped("config") / "default.toml").read_text("utf-8")
    assert drafted(profile, {}) == text
    assert drafted(profile, {"offer.sound": True}) == text.replace("sound = false", "sound = true", 1)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("[1, 2, 3]", [1, 3], "[1, 3]"),
        ("[1, 2]", [3, 4, 5, 6], "[3, 4, 5, 6]"),
        ("[1, 2, 3, 4]", [5], "[5]"),
        ("[ 1,  2 ] # two", [1, 2], "[ 1,  2 ] # two"),
        ("[1, 2]", [], "[]"),
        ("[]", [1, 2, 3], "[1, 2, 3]"),
        ("[1, 2, 3, 4]", [2, 9, 4, 5], "[2, 9, 4, 5]"),
        ("5 # a", [1], "[1] # a"),
        ("[1] # a", 5, "5 # a"),
    ],
)
def test_a_list_becomes_another(old: str, new: Any, text: str) -> None:
    document = tomlkit.parse(f"x = {old}\ny = 1\n")
    put(document, "x", new)
    assert tomlkit.dumps(document) == f"x = {text}\ny = 1\n"


# -- on the command line -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        (" offer . sound ", "true", " offer . sound  = true"),
        ("break.a.every", "40m", 'break.a.every = "40m"'),
        ("hours.mon-tue", "9-12, 13-17", 'hours.mon-tue = ["9-12", "13-17"]'),
        ("snooze.at_most", "5", "snooze.at_most = 5"),
    ],
)
def test_a_change_says_what_it_did(profile: Profile, key: str, value: str, said: str) -> None:
    fill_cache(profile.cache_dir.parent)
    profile.config.write_text('[hours]\nwed = ["9-12"]\n' + ENTRY)
    assert change(profile, key, value) == said


def test_a_key_for_several_days_writes_each_of_them(profile: Profile) -> None:
    fill_cache(profile.cache_dir.parent)
    profile.config.write_text('[hours]\nwed-thu = ["9-12"]\n')
    change(profile, "hours.tue-wed", "8-9")
    assert tomllib.loads(profile.config.read_text())["hours"] == {
        "tue": ["8-9"], "wed": ["8-9"], "thu": ["9-12"],
    }  # fmt: skip


TABLES = "hours, days, holidays, break, offer, snooze, away, quiet, body, player, ui, hooks, journal, profiles, fixed"
REFUSED = [
    ("break", '"break": say which one and what, such as break.mobility.every'),
    ("days", '"days": say which one and what, such as days.mobility.every'),
    ("break.every", '"break.every": say which one, such as break.mobility.every'),
    ("break.a.every.x", '"break.a.every.x": say which one, such as break.mobility.every'),
    ("break.x.every", 'no break "x"; there are: a, b'),
    ("break.bb.every", 'no break "bb"; did you mean "b"?'),
    ("break.a.evry", 'no key "evry" in break; did you mean "every"?'),
    ("days.2026-12-24.why", 'no days "2026-12-24"; there are: none'),
    ("offer.x", 'no key "x" in offer; there are: heads_up, wait_for_pause, wait_at_most, repeat_every, '
                "repeat_at_most, sound, adapt, learn, earlier, later"),
    ("hours.mno", 'no key "mno" in hours; did you mean "mon"?'),
    ("ofer.sound", 'no settings "ofer.sound"; did you mean "offer"?'),
    ("offer.sound.x", 'no settings "offer.sound.x"; did you mean "offer"?'),
    ("xyzzy.x", f'no settings "xyzzy.x"; there are: {TABLES}'),
    ("xyzzy", f'no key "xyzzy"; there are: {TABLES}'),
    ("ofer", 'no key "ofer"; did you mean "offer"?'),
    ("", '"" is no key; write one such as offer.sound or break.mobility.every'),
    ("offer. ", '"offer. " is no key; write one such as offer.sound or break.mobility.every'),
]  # fmt: skip


@pytest.mark.parametrize(("key", "said"), REFUSED)
def test_a_key_that_is_none_is_said(profile: Profile, key: str, said: str) -> None:
    profile.config.write_text(ENTRY + OTHER)
    with pytest.raises(UsageError) as raised:
        change(profile, key, "1")
    assert str(raised.value) == said
    assert profile.config.read_text() == ENTRY + OTHER


@pytest.mark.parametrize(
    ("fixed", "key", "named"),
    [
        ('"offer.sound"', "offer.sound", "offer.sound"),
        ('"offer"', "offer.sound", "offer"),
        ('"break"', "break.a.every", "break"),
        ('"holidays"', "holidays", "holidays"),
        ('"quiet.camera", "offer"', "offer.learn", "offer"),
    ],
)
def test_what_is_fixed_names_its_file(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fixed: str, key: str, named: str
) -> None:
    system = tmp_path / "system.toml"
    system.write_text(f"fixed = [{fixed}]\n")
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(system))
    profile.config.write_text(ENTRY)
    said = f"{named} is fixed in {system}; ask whoever looks after this machine"
    for attempt in (lambda: change(profile, key, "true"), lambda: change_many(profile, {key: True})):
        with pytest.raises(UsageError) as raised:
            attempt()
        assert str(raised.value) == said
    assert profile.config.read_text() == ENTRY


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff", "{file} is not UTF-8 text; see: deskbreak config check"),
        (
            b"x = [\n",
            "{file} is no TOML (Unexpected end of file at line 1 col 5); see: deskbreak config check",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_said(profile: Profile, raw: bytes, said: str) -> None:
    profile.config.write_bytes(raw)
    with pytest.raises(DeskbreakError) as raised:
        change(profile, "offer.sound", "true")
    assert str(raised.value).startswith(said.format(file=profile.config).partition(" (")[0])
    assert str(raised.value).endswith("; see: deskbreak config check")
    assert profile.config.read_bytes() == raw


def test_a_folder_in_the_files_place_is_said(profile: Profile) -> None:
    profile.config.mkdir()
    with pytest.raises(DeskbreakError) as raised:
        change(profile, "offer.sound", "true")
    assert str(raised.value) == f"{profile.config} cannot be read: this is not a file"


def test_a_value_that_is_wrong_names_the_persons_file(profile: Profile) -> None:
    fill_cache(profile.cache_dir.parent)
    profile.config.write_text(ENTRY)
    with pytest.raises(InputProblems) as raised:
        change(profile, "break.a.every", "45")
    (one,) = raised.value.problems
    assert (one.file, one.line) == (str(profile.config), 3)
    assert profile.config.read_text() == ENTRY


# -- putting it in place -----------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="no such rights there")
def test_a_new_file_is_nobody_elses_and_an_old_one_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    write_whole(file, "ü = 1\r\n")
    assert file.read_bytes() == "ü = 1\r\n".encode() and stat.S_IMODE(file.stat().st_mode) == 0o600
    for mode in (0o644, 0o755, 0o400):
        file.chmod(mode)
        write_whole(file, "x")
        assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("x", mode)


def test_a_link_is_followed(tmp_path: Path) -> None:
    link, target = tmp_path / "config.toml", tmp_path / "dotfiles" / "mine.toml"
    target.parent.mkdir()
    link.symlink_to(Path("dotfiles") / "mine.toml")
    write_whole(link, "x = 1\n")
    assert link.is_symlink() and target.read_text() == "x = 1\n"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.mkdir()
    with pytest.raises(DeskbreakError) as raised:
        write_whole(file, "x")
    assert str(raised.value) == f"{file} cannot be written: Is a directory; nothing was changed"
