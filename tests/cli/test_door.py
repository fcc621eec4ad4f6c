"""The command line's door: exit codes, one sentence an error, no traceback."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.cli.main import COMMANDS  # type: ignore[attr-defined]

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "usage: deskbreak" in out


@pytest.mark.parametrize(
    "words",
    [
        ("statsu",), ("snooze", "5", "apples"), ("snooze", "-5m"), ("pause", "until", "25:00"), ("exercises", "catcow"),
        ("routines", "nope"), ("rehearse", "yesterdayish"), ("rehearse", "--days", "0"), ("figure", "nope"),
        ("figure", "cat-cow", "--out", "x.bmp"), ("figure", "cat-cow", "--size", "1x1"),
        ("log", "edit", "1", "--outcome", "x"), ("log", "remove", "99999"), ("log", "forget", "--before", "soon"),
        ("block", "nope"), ("config", "set", "a.b", "c"),
        ("content", "check", "/nowhere"), ("why", "--last", "0"), ("run", "--speed", "0"),
        ("run", "--speed", "60", "--at", "nonsense"), ("run", "--at", "9999-12-31"), ("export", "xml"),
    ],
)  # fmt: skip
def test_wrong_words_are_code_2_and_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert err.strip() and "Traceback" not in err


@pytest.mark.parametrize(
    "command", ["snooze", "skip", "done", "pause", "resume", "meeting", "reload", "stop"]
)
def test_without_a_daemon_orders_are_code_3(run: Run, command: str) -> None:
    code, _, err = run(command)
    assert code == 3
    assert "not running" in err


def test_status_without_a_daemon(run: Run) -> None:
    code, out, _ = run("status", "--json")
    assert (code, json.loads(out)) == (3, {"running": False})


def test_the_contract_of_exercises_and_routines(run: Run) -> None:
    exercises = json.loads(run("exercises", "--json")[1])
    assert len(exercises) >= 47
    keys = {
        "id",
        "name",
        "aliases",
        "sources",
        "position",
        "equipment",
        "targets",
        "role",
        "seconds",
        "doses",
    }
    assert keys | {"why", "cautions", "steps", "figure"} <= set(exercises[0])
    (routine,) = json.loads(run("routines", "lit-15-minute", "--json")[1])
    assert routine["seconds"] == 900
    assert {"exercise", "side", "seconds", "reps", "hold_s", "breaths", "optional"} <= set(
        routine["steps"][0]
    )


def test_log_add_edit_remove(run: Run) -> None:
    assert run("log", "add", "cat-cow", "--minutes", "2", "--note", "in the kitchen")[0] == 0
    (row,) = json.loads(run("log", "--json")[1])
    assert (row["routine"], row["outcome"], row["seconds"], row["exercises"]) == (
        "cat-cow",
        "taken",
        120,
        ["cat-cow"],
    )
    assert run("log", "edit", str(row["id"]), "--outcome", "partly")[0] == 0
    assert json.loads(run("log", "--json")[1])[0]["outcome"] == "partly"
    assert run("log", "remove", str(row["id"]))[0] == 0
    assert json.loads(run("log", "--json")[1]) == []


@pytest.mark.parametrize("form", ["json", "csv", "ics", "activitywatch"])
def test_exports_hold_what_was_logged(run: Run, form: str) -> None:
    run("log", "add", "cat-cow", "--note", "=cmd()")
    code, out, _ = run("export", form)
    assert code == 0
    assert "cat-cow" in out
    if form == "csv":
        assert "'=cmd()" in out


def test_the_report_is_one_page_without_the_network(run: Run, tmp_path: Path) -> None:
    run("log", "add", "ten-minute-walk")
    page = tmp_path / "report.html"
    assert run("report", "--out", str(page))[0] == 0
    text = page.read_text("utf-8")
    assert "<svg" in text and "<script" not in text and "://" not in text.replace("http://www.w3.org", "")


def test_a_rehearsal_takes_any_date(run: Run) -> None:
    rows = json.loads(run("rehearse", "2026-11-23", "--days", "2", "--json")[1])
    assert rows[0] == {
        "at": "2026-11-23T09:00:00+01:00", "event": "hours", "break": None, "routine": None, "reason": "work begins",
    }  # fmt: skip
    assert {row["event"] for row in rows} <= {"offer", "held", "natural", "hours", "meeting"}
    assert "auto" not in {row["routine"] for row in rows}


@pytest.mark.parametrize(
    ("zone", "offset"), [("UTC-3", "+03:00"), ("EST5", "-05:00"), ("Asia/Tokyo", "+09:00")]
)
def test_a_rehearsal_is_in_the_zone_of_TZ(tmp_path: Path, zone: str, offset: str) -> None:
    done = _deskbreak("--home", str(tmp_path), "rehearse", "2026-11-23", "--json", TZ=zone)
    assert json.loads(done.stdout)[0]["at"] == f"2026-11-23T09:00:00{offset}"


def test_a_zone_that_does_not_exist_is_one_sentence(tmp_path: Path) -> None:
    done = _deskbreak("--home", str(tmp_path), "rehearse", "2026-11-23", TZ="Middle/Earth")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert 'no time zone "Middle/Earth"' in done.stderr


def test_doctor_tells_of_a_spoiled_pack_and_of_a_display_that_is_not_there(tmp_path: Path) -> None:
    pack = tmp_path / "packs" / "physio" / "exercises"
    pack.mkdir(parents=True)
    (pack / "bad.toml").write_text("no = = toml\n", "utf-8")
    done = _deskbreak("--home", str(tmp_path), "doctor", "--json", DISPLAY=":7654", WAYLAND_DISPLAY="")
    found = {row["name"]: row for row in json.loads(done.stdout)}
    assert found["packs"]["state"] == "bad" and "bad.toml:1" in found["packs"]["detail"]
    assert found["player"]["state"] == "note"


def test_config_set_keeps_comments(run: Run, tmp_path: Path) -> None:
    assert run("config", "init")[0] == 0
    before = (tmp_path / "home" / "config.toml").read_text("utf-8")
    assert run("config", "set", "break.mobility.every", "40m")[0] == 0
    after = (tmp_path / "home" / "config.toml").read_text("utf-8")
    assert after == before.replace('every = "45m"\nroutine', 'every = "40m"\nroutine')
    assert run("config", "check")[0] == 0


def _deskbreak(*words: str, tail: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = " ".join([shlex.quote(sys.executable), "-m", "deskbreak", *map(shlex.quote, words), tail])
    return subprocess.run(
        ["/bin/sh", "-c", command],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("words", [("exercises", "cat-cow"), ("doctor",), ("rehearse", "2026-11-23")])
def test_an_old_encoding_shows_question_marks(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = _deskbreak("--home", str(tmp_path), *words, PYTHONIOENCODING="ascii")
    assert (done.stderr, "?" in done.stdout) == ("", True)


@pytest.mark.parametrize("tail", [">&-", "2>&-", "<&- >&-"])
def test_a_closed_stream_changes_no_exit_code(tmp_path: Path, tail: str) -> None:
    done = _deskbreak("--home", str(tmp_path), "exercises", "--json", tail=tail)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_an_output_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    done = _deskbreak("--home", str(tmp_path), "exercises", "--json", tail=">/dev/full")
    assert (done.returncode, done.stderr) == (
        1,
        "deskbreak: the output cannot be used: No space left on device\n",
    )


@pytest.mark.parametrize("command", [("log", "--json"), ("run",), ("status",)])
def test_a_home_that_can_never_be_is_a_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = _deskbreak("--home", str(tmp_path / ("x" * 300)), *command)
    assert done.returncode == 2
    assert "the name is too long" in done.stderr and len(done.stderr.splitlines()) == 1
