"""Pages and sentences fit into 40 and 80 columns, and no word is broken; wrong words get an answer in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

Run = Callable[..., tuple[int, str, str]]
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Europe/Berlin"))
PAGES = [
    ("help",), ("help", "log"), ("log",), ("log", "--week"), ("report",), ("why",), ("rehearse", "2026-11-23"),
    ("exercises",), ("exercises", "cat-cow"), ("exercises", "cat-cow", "--sources"), ("exercises", "superman"),
    ("routines",), ("routines", "lit-15-minute"), ("advice",), ("advice", "medicine"), ("config", "check"),
    ("config", "show", "--effective"), ("login", "status"), ("block", "cat-cow"), ("profile",),
]  # fmt: skip


@pytest.fixture
def filled(run: Run, home: Path) -> Run:
    (home / "config.toml").parent.mkdir(parents=True, exist_ok=True)
    (home / "config.toml").write_text(
        '[[break]]\nname = "walk"\nat = ["23:00"]\nroutine = "ten-minute-walk"\n'
    )
    with time_machine.travel(NOW, tick=False):
        run(
            "log",
            "add",
            "cat-cow",
            "--at",
            "09:30",
            "--note",
            "in the kitchen, while the kettle took its time",
        )
        run("log", "add", "a walk around the whole of the block with a neighbour", "--minutes", "95")
    return run


@pytest.mark.parametrize("wide", [40, 80])
@pytest.mark.parametrize("words", PAGES)
def test_it_fits_and_no_word_is_broken(
    filled: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], wide: int
) -> None:
    with time_machine.travel(NOW, tick=False):
        monkeypatch.setenv("COLUMNS", "500")
        whole = _words(filled(*words)[1])
        monkeypatch.setenv("COLUMNS", str(wide))
        code, out, _ = filled(*words)
    assert code == 0
    for line in out.splitlines():
        assert len(line) <= wide or _is_one_word(line, wide), line
    if words[0] != "help":  # argparse lays its own tables
        assert not _words(out) - whole


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d][\w'’-]*", text))


def _is_one_word(line: str, wide: int) -> bool:
    """A path or an id that is longer than the terminal is wide stays in one piece."""
    *_, last = line.split(" ")
    return len(last) > wide - 16


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("login",), "something is missing; write deskbreak login on, off or status"),
        (("block",), "something is missing; write deskbreak block ID"),
        (("config", "get"), 'no "get" here; did you mean "set"? There are: init, path,'),
        (("config",), "write deskbreak config init, path, show"),
        (("log", "--wek"), 'there is no "--wek"; did you mean "--week"?'),
        (("log", "add", "walk", "--at"), "--at needs a value; write --at HH:MM"),
        (("rehearse", "--days", "two"), '--days "two" is no whole number; write --days N'),
        (("stop", "now"), '"now" is one word too many'),
        (("help", "stats"), 'no command "stats"; did you mean "status"?'),
        (("statsu",), 'no command "statsu"; did you mean "status"?'),
    ],
)
def test_a_slip_on_the_command_line_gets_an_answer_in_words(
    run: Run, words: tuple[str, ...], says: str
) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert says in err and len(err.splitlines()) == 1
    assert "argument" not in err and "invalid choice" not in err


def test_help_explains_all_commands_or_one(run: Run) -> None:
    code, out, _ = run("help")
    assert code == 0 and "rehearse" in out and "help COMMAND" in out
    code, out, _ = run("help", "log")
    assert code == 0 and "usage: deskbreak log" in out and "--week" in out


def test_an_exercise_begins_with_how_it_is_done(run: Run) -> None:
    lines = run("exercises", "cat-cow")[1].splitlines()
    assert lines[0] == "Cat-Cow  cat-cow"
    assert lines[3].startswith("  1. ")
    assert not any(re.search(r"\[S\d\]", line) for line in lines)
    assert lines[-1] == "Every source, its amounts and why: deskbreak exercises cat-cow --sources"
    assert len(lines) <= 24
    assert "[S1]" in run("exercises", "cat-cow", "--sources")[1]
    assert run("exercises", "--sources")[0] == 2
