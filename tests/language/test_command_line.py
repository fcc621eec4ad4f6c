"""The command line under the stand-in language: what has no brackets was not translated."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.cli.commands import COMMANDS
from deskbreak.cli.main import main
from deskbreak.language import translated

Say = Callable[..., tuple[str, str]]
_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_TWO_WORDS = re.compile(r"[a-z]{3,} [a-z]{2,}")


def left(text: str) -> list[str]:
    """The lines of the text in which two plain words are left when what is translated is taken out."""
    text = re.sub(r"deskbreak [a-z-]+|check(?= )", "", re.sub(r"\s*\n\s+", " ", text))
    while "⟦" in text and text != (text := _INNERMOST.sub("", text)):
        pass
    return [line for line in text.split("\n") if _TWO_WORDS.search(line)]


@pytest.fixture
def say(
    pseudo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Say:
    """Run a command on an empty profile; what it wrote on both streams."""
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    def call(*words: str) -> tuple[str, str]:
        main([*words, "--home", str(tmp_path / "home")])
        said = capsys.readouterr()
        return said.out, said.err

    return call


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_translated(say: Say, command: str) -> None:
    said, _err = say("help", *([command] if command else []))
    assert "⟦" in said
    assert left(said) == []


@pytest.mark.parametrize(
    "words",
    [
        "nonsense",
        "skip --foo",
        "skip --today",
        "skip --next --today walk",
        "login",
        "login maybe",
        "exercises --role x",
        "exercises cat-cwo",
        "exercises desk-1-minute",
        "exercises --minutes x",
        "why --last x",
        "why --last 0",
        "log --today --week",
        "log back 11",
        "log edit x",
        "log edit 4",
        "log --from x",
        "rehearse x",
        "figure cat-cow --out x.pdf",
        "figure cat-cow --size 3",
        "advice x",
        "start --rounds x",
        "snooze x",
        "status",
        "status --format {x}",
        "config set ui.language klingon",
        "run --speed 0",
        "report --json --open",
    ],
)
def test_what_goes_wrong_is_translated(say: Say, words: str) -> None:
    out, err = say(*words.split())
    assert "⟦" in err
    assert left(out + err) == []


@pytest.mark.parametrize(
    "words",
    [
        "exercises",
        "exercises cat-cow",
        "exercises cat-cow --sources",
        "routines",
        "routines ten-minute-walk",
        "advice soreness",
        "block cat-cow",
        "unblock cat-cow",
        "log",
        "log add cat-cow",
        "log add something of mine",
        "why",
        "learned",
        "rehearse monday",
        "config init",
        "config check",
        "profile",
        "report",
        "status --format waybar",
    ],
)
def test_what_is_said_is_translated(say: Say, words: str) -> None:
    out, err = say(*words.split())
    assert "⟦" in out
    assert left(out + err) == []


def test_json_is_english_whatever_is_spoken(say: Say) -> None:
    """Names, reasons and keys are those of the English files."""
    reported = json.loads(say("exercises", "cat-cow", "--json")[0])[0]
    assert (reported["name"], reported["position"]) == ("Cat-Cow", "quadruped")
    assert "⟦" not in say("rehearse", "monday", "--json")[0]
    assert "⟦" not in say("doctor", "--json")[0]


def test_an_exercise_is_found_by_what_it_is_called_here(say: Say) -> None:
    assert translated("Cat-Cow") != "Cat-Cow"
    assert "cat-cow" in say("exercises", translated("Cat-Cow").upper())[0]
    assert "cat-cow" in say("block", translated("Cat-Cow"))[0]
    assert "ten-minute-walk" in say("routines", translated("10-Minute Walk"))[0]
