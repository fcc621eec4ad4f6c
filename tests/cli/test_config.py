"""`deskbreak config`: a file that people enjoy editing, by hand or with `set`, and that nothing spoils."""

from __future__ import annotations

import json
import stat
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.paths import shipped

Run = Callable[..., tuple[int, str, str]]

MINE = """# my settings
[offer]
sound = false     # it is an

[[break]]   # the first
name = "mobility"
every = "45m"     # of sitting

# and some water
[[break]]
name = "water"
every = '90m'
say = "Drink"

[snooze]
choices = [
  "5m",   # usually
  "10m",
]
"""


@pytest.fixture
def mine(home: Path) -> Path:
    home.mkdir()
    file = home / "config.toml"
    file.write_bytes(MINE.encode())
    return file


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ; the texts have as many lines."""
    pairs = list(zip(before.split("\n"), after.split("\n"), strict=True))
    return [pair for pair in pairs if pair[0] != pair[1]]


# -- init, path, schema -----------------------------------------------------------------------------------


def test_init_writes_the_commented_file_and_its_schema(run: Run, home: Path) -> None:
    code, out, _ = run("config", "init")
    assert (code, out.strip()) == (0, f"Wrote {home / 'config.toml'}")
    text = (home / "config.toml").read_text("utf-8")
    assert text == (shipped("config") / "default.toml").read_text("utf-8")
    assert text.startswith("#:schema deskbreak.schema.json")
    assert json.loads((home / "deskbreak.schema.json").read_text("utf-8"))["title"] == "deskbreak settings"
    assert stat.S_IMODE((home / "config.toml").stat().st_mode) & 0o022 == 0


def test_init_replaces_nothing_unless_asked_and_then_keeps_a_copy(run: Run, mine: Path) -> None:
    code, _, err = run("config", "init")
    assert code == 1
    assert "is there already" in err and "--force" in err
    assert mine.read_text("utf-8") == MINE
    assert run("config", "init", "--force")[0] == 0
    assert mine.with_name("config.toml.bak").read_text("utf-8") == MINE


def test_init_of_a_profile_begins_as_todays_hours_and_breaks(run: Run, mine: Path) -> None:
    assert run("config", "init", "--profile", "office")[0] == 0
    made = tomllib.loads((mine.parent / "profiles" / "office.toml").read_text("utf-8"))
    assert [one["name"] for one in made["break"]] == ["mobility", "water"]
    assert set(made) == {"hours", "break"}
    assert run("config", "init", "--profile", "office")[0] == 1
    assert run("config", "init", "--profile", "../office")[0] == 2


def test_path_and_schema_print_what_they_are_asked_for(run: Run, home: Path) -> None:
    assert run("config", "path")[:2] == (0, f"{home / 'config.toml'}\n")
    code, out, _ = run("config", "schema")
    assert code == 0
    assert out == (shipped("config") / "deskbreak.schema.json").read_text("utf-8")


# -- show --------------------------------------------------------------------------------------------------


def test_show_is_toml_and_json_of_the_same(run: Run, mine: Path) -> None:
    shown = tomllib.loads(run("config", "show")[1])
    assert shown == json.loads(run("config", "show", "--json")[1])
    assert shown["offer"]["sound"] is False
    assert [one["name"] for one in shown["break"]] == ["mobility", "water"]


def test_effective_says_where_each_value_comes_from(run: Run, mine: Path, tmp_path: Path) -> None:
    (tmp_path / "system.toml").write_text(
        'fixed = ["quiet.camera"]\n[quiet]\ncamera = false\nfullscreen = false\n'
    )
    (mine.parent / "profiles").mkdir()
    (mine.parent / "profiles" / "office.toml").write_text("[offer]\nsound = true\n")
    mine.write_text(MINE + "[quiet]\ncamera = true\nfullscreen = true\n")
    assert run("profile", "office")[0] == 0
    rows = {row["key"]: row for row in json.loads(run("config", "show", "--effective", "--json")[1])}
    reported = {key: (row["value"], row["source"]) for key, row in rows.items()}
    assert reported["offer.sound"] == (True, "profile office")
    assert reported["quiet.camera"] == (False, "system")
    assert reported["quiet.fullscreen"] == (True, "yours")
    assert reported["snooze.choices"] == (["5m", "10m"], "yours")
    assert reported["snooze.policy"] == ("fixed", "default")
    assert reported["break"][1] == "yours" and reported["hours.mon"][1] == "default"
    text = run("config", "show", "--effective")[1]
    assert "offer.sound = true" in text and "# profile office" in text


# -- check -------------------------------------------------------------------------------------------------


def test_check_names_file_line_column_text_and_a_suggestion(run: Run, mine: Path) -> None:
    mine.write_text(MINE.replace('every = "45m"', 'evry = "45m"').replace("[snooze]", "[snoose]"))
    code, out, err = run("config", "check")
    assert (code, out) == (2, "")
    assert f'{mine}:7:1: unknown key "evry" in break[1]; did you mean "every"?' in err
    assert f'{mine}:15:1: unknown key "snoose"; did you mean "snooze"?' in err
    assert f'{mine}:5:1: the break "mobility" has neither' not in err  # it has one, misspelt


def test_check_reads_the_profiles_that_are_not_chosen_too(run: Run, mine: Path) -> None:
    (mine.parent / "profiles").mkdir()
    (mine.parent / "profiles" / "office.toml").write_text('[hours]\nmon = ["25:00-26:00"]\n')
    mine.write_text(MINE + '[profiles]\nmon = "ofice"\ntue = "home"\n')
    code, out, err = run("config", "check")
    assert code == 2
    assert err.count("25:00") == 1 and f"{mine.parent / 'profiles' / 'office.toml'}:2:" in err
    (mine.parent / "profiles" / "office.toml").write_text('[hours]\nmon = ["08:00-12:00"]\n')
    code, out, err = run("config", "check")
    assert (code, err) == (0, "")
    assert 'no profile "ofice"; did you mean "office"? (a warning)' in out
    assert 'no profile "home"; make it: deskbreak config init --profile home (a warning)' in out


def test_check_as_json_has_the_same(run: Run, mine: Path) -> None:
    assert json.loads(run("config", "check", "--json")[1]) == {"ok": True, "problems": [], "warnings": []}
    mine.write_text("[offer]\nsond = 1\n")
    code, out, _ = run("config", "check", "--json")
    found = json.loads(out)
    assert (code, found["ok"]) == (2, False)
    assert found["problems"] == [
        {
            "file": str(mine),
            "line": 2,
            "column": 1,
            "what": 'unknown key "sond" in offer',
            "hint": 'did you mean "sound"?',
        }
    ]


def test_a_warning_is_exit_0(run: Run, mine: Path) -> None:
    mine.write_text(MINE.replace('every = "45m"', 'every = "45m"\nlasts = "3m"\nroutine = "lit-15-minute"'))
    code, out, err = run("config", "check")
    assert (code, err) == (0, "")
    assert "longer than lasts" in out and "(a warning)" in out and "No mistakes" in out


def test_another_file_can_be_checked(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[offer]\nsound = true\n")
    assert run("config", "check", str(other))[:2] == (0, "No mistakes found.\n")
    other.write_bytes(b"\xff")
    code, _, err = run("config", "check", str(other))
    assert (code, err.startswith(f"{other}:1:1: ")) == (2, True)
    assert run("config", "check", str(tmp_path / "nowhere.toml"))[0] == 2
    assert run("config", "check", str(tmp_path))[0] == 2


# -- set ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("break.mobility.every", "40m", ('every = "45m"     # of sitting', 'every = "40m"     # of sitting')),
        ("break.water.every", "2h", ("every = '90m'", 'every = "2h"')),
        ("break.water.say", 'Tea, "please"', ('say = "Drink"', 'say = "Tea, \\"please\\""')),
        ("offer.sound", "true", ("sound = false     # it is an", "sound = true     # it is an")),
        ("break.mobility.name", "back", ('name = "mobility"', 'name = "back"')),
    ],
)  # fmt: skip
def test_set_changes_one_value_and_keeps_the_rest(
    run: Run, mine: Path, key: str, value: str, line: tuple[str, str]
) -> None:
    code, out, _ = run("config", "set", key, value)
    assert code == 0
    assert out.startswith(f"{key} = ")
    assert changed(MINE, mine.read_text("utf-8")) == [line]


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("snooze.choices", "10m,20m", ["10m", "20m"]),
        ("snooze.choices", '["15m"]', ["15m"]),
        ("snooze.at_most", "1", 1),
        ("snooze.policy", "pay-back", "pay-back"),
        ("hours.mon", "09:00-12:00, 13:00-17:00", ["09:00-12:00", "13:00-17:00"]),
        ("hours.sat", "[]", []),
        ("quiet.apps", "obs,zoom", ["obs", "zoom"]),
        ("quiet.calendars", "~/work.ics", ["~/work.ics"]),
        ("body.equipment", '["mat", "foam roller"]', ["mat", "foam roller"]),
        ("body.back", "sensitive", "sensitive"),
        ("offer.heads_up", "1m", "1m"),
        ("offer.heads_up", "true", True),
        ("player.reduced_motion", "true", True),
        ("journal.keep", "2y", "2y"),
        ("holidays", "~/days.ics", ["~/days.ics"]),
        ("break.mobility.at", "12:00,15:30", None),  # it has `every` already
        ("break.water.days", "mon,fri", ["mon", "fri"]),
        ("break.water.lasts", "1m", "1m"),
        ("quiet.command", "test -e /tmp/busy", "test -e /tmp/busy"),
        ("quiet.command", "true", None),
    ],
)
def test_set_writes_what_was_meant(run: Run, mine: Path, key: str, value: str, wanted: object) -> None:
    code, _, err = run("config", "set", key, value)
    text = mine.read_text("utf-8")
    if wanted is None and "command" not in key:
        assert code == 2 and err
        assert text == MINE
        return
    assert (code, err) == (0, "")
    data = tomllib.loads(text)
    *way, name = key.split(".")
    for part in way:
        data = next(one for one in data if one["name"] == part) if isinstance(data, list) else data[part]
    assert data[name] == ("true" if wanted is None else wanted)
    outside = [line for line in MINE.splitlines() if "#" in line and "usually" not in line]
    assert all(line in text for line in outside)
    assert run("config", "check")[0] == 0


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("break.mobility.every", "40", "no unit"),
        ("break.mobility.every", "25h", "24h"),
        ("break.mobility.evry", "40m", 'did you mean "every"'),
        ("break.mobilty.every", "40m", 'did you mean "mobility"'),
        ("break.every", "40m", "say which one"),
        ("break.mobility.routine", "cat-cwo", 'did you mean "cat-cow"'),
        ("offer.sound", "loud", "true or false"),
        ("offer.sond", "true", 'did you mean "sound"'),
        ("ofer.sound", "true", 'did you mean "offer"'),
        ("offer", "true", ""),
        ("break", "[]", ""),
        ("hours", "09:00-17:00", ""),
        ("offer.sound.loud", "true", ""),
        ("snooze.choices", "[]", "empty"),
        ("hours.mon", "17:00-17:00", "empty"),
        ("", "x", "no key"),
        ("offer..sound", "true", "no key"),
        ("a\nb", "x", ""),
        ("snooze.at_most", "[" * 3000, ""),
        ("break.mobility.name", "water", "second break"),
    ],
)
def test_a_bad_value_is_a_sentence_and_loses_nothing(
    run: Run, mine: Path, key: str, value: str, word: str
) -> None:
    before = mine.stat()
    code, out, err = run("config", "set", key, value)
    assert code == 2
    assert word in err and err.strip() and out == ""
    assert mine.read_bytes() == MINE.encode()
    assert mine.stat().st_ino == before.st_ino
    assert sorted(one.name for one in mine.parent.iterdir() if "config" in one.name) == ["config.toml"]


def test_set_without_a_file_begins_with_the_commented_one(run: Run, home: Path) -> None:
    assert run("config", "set", "break.mobility.every", "40m")[0] == 0
    shipped_text = (shipped("config") / "default.toml").read_text("utf-8")
    assert len(changed(shipped_text, (home / "config.toml").read_text("utf-8"))) == 1


def test_set_finds_a_break_that_the_file_leaves_to_the_shipped_ones(run: Run, mine: Path) -> None:
    mine.write_text("# short\n[offer]\nsound = true\n")
    assert run("config", "set", "break.mobility.every", "40m")[0] == 0
    shown = json.loads(run("config", "show", "--json")[1])
    assert [(one["name"], one.get("every")) for one in shown["break"]] == [
        ("mobility", "40m"),
        ("walk", None),
    ]
    assert shown["offer"]["sound"] is True
    assert mine.read_text("utf-8").startswith("# short\n[offer]\nsound = true\n")


def test_set_of_one_day_keeps_the_other_shipped_hours(run: Run, mine: Path) -> None:
    before = json.loads(run("config", "show", "--json")[1])["hours"]
    assert run("config", "set", "hours.fri", "09:00-12:00")[0] == 0
    assert json.loads(run("config", "show", "--json")[1])["hours"] == before | {"fri": ["09:00-12:00"]}


@pytest.mark.parametrize(
    "text",
    [
        "offer = { sound = false, heads_up = true } # inline\n",
        "offer.sound = false # dotted\noffer.heads_up = true\n",
        '"offer"."sound" = false # quoted\n',
        "[ offer ] # spaced\n  sound   =   false\n",
        "[offer]\r\nsound = false # from another system\r\n\r\n[away]\r\nkeep_below = '1m'\r\n",
        "\ufeff[offer] # with a mark\nsound = false\n",
        "[offer]\nsound = false # no newline at the end",
    ],
    ids=["inline", "dotted", "quoted", "spaced", "crlf", "bom", "no newline"],
)
def test_set_follows_the_persons_own_way_of_writing(run: Run, mine: Path, text: str) -> None:
    mine.write_bytes(text.encode())
    code, _, err = run("config", "set", "offer.sound", "true")
    assert (code, err) == (0, "")
    assert mine.read_bytes().decode() == text.replace("false", "true", 1)


def test_set_leaves_a_broken_file_alone(run: Run, mine: Path) -> None:
    mine.write_text("[offer\nsound = false\n")
    code, _, err = run("config", "set", "offer.sound", "true")
    assert code in (1, 2) and str(mine) in err
    assert mine.read_text("utf-8") == "[offer\nsound = false\n"
    mine.write_bytes(b"\xff\xfe")
    code, _, err = run("config", "set", "offer.sound", "true")
    assert code in (1, 2) and str(mine) in err
    assert mine.read_bytes() == b"\xff\xfe"


def test_a_link_stays_a_link_and_rights_stay(run: Run, mine: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text(MINE)
    kept.chmod(0o640)
    mine.unlink()
    mine.symlink_to(kept)
    assert run("config", "set", "offer.sound", "true")[0] == 0
    assert mine.is_symlink()
    assert "sound = true" in kept.read_text("utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


def test_what_an_administrator_fixed_is_said_not_written(run: Run, mine: Path, tmp_path: Path) -> None:
    (tmp_path / "system.toml").write_text('fixed = ["offer.sound", "break"]\n[offer]\nsound = false\n')
    for key, value in (("offer.sound", "true"), ("break.mobility.every", "40m")):
        code, _, err = run("config", "set", key, value)
        assert code == 2
        assert "system.toml" in err and "fixed" in err
    assert mine.read_text("utf-8") == MINE


# -- edit --------------------------------------------------------------------------------------------------


def editor(folder: Path, body: str) -> str:
    script = folder / "my editor"
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    return f"'{script}' --wait"


def test_edit_opens_the_file_in_the_persons_editor_and_checks_it(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv(
        "EDITOR", editor(tmp_path, 'test "$1" = --wait && printf "x = 1\\n" | cat - "$2" > t && mv t "$2"')
    )
    monkeypatch.chdir(tmp_path)
    code, _, err = run("config", "edit")
    assert code == 2
    assert f'{home / "config.toml"}:1:1: unknown key "x"' in err
    assert (home / "config.toml").read_text("utf-8").startswith("x = 1\n#:schema")
    monkeypatch.setenv("EDITOR", editor(tmp_path, 'sed -i 1d "$2"'))
    assert run("config", "edit")[:2] == (0, "No mistakes found.\n")


def test_visual_goes_before_editor(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", "true")
    assert run("config", "edit")[0] == 0


@pytest.mark.parametrize("command", ["false", "no-such-editor-anywhere", "'unclosed", "/"])
def test_an_editor_that_does_not_work_is_a_sentence(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    code, _, err = run("config", "edit")
    assert code == 1
    assert str(home / "config.toml") in err


def test_a_fixed_time_that_no_hours_hold_is_warned_of(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    walk = '[[break]]\nname = "walk"\nat = ["12:00", "03:00"]\ndays = ["mon", "tue"]\nroutine = "ten-minute-walk"\n'
    file.write_text(f'[hours]\nmon = ["08:30-12:00", "13:00-17:00", "22:00-06:00"]\n{walk}', "utf-8")
    code, out, err = run("config", "check", str(file))
    assert code == 0
    assert (out + err).count("lies outside your hours") == 1
    assert "12:00 lies outside your hours on every day of this break; it is never due" in out + err
