"""Plain words mean the same without argparse, and what is not plain is left to it."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli.commands import COMMANDS, command_parser, load
from deskbreak.cli.plain import NotPlain, PlainParser

ROOT = Path(__file__).resolve().parent.parent.parent
WORDS = (
    "",
    "10m",
    "today",
    "--json",
    "--follow",
    "--week",
    "--next",
    "--today",
    "--from",
    "--nonsense",
    "-5",
    "--json=1",
)


def plain(name: str, words: list[str]) -> dict[str, Any] | None:
    parser = PlainParser("/home")
    try:
        load(name).add_arguments(parser)  # type: ignore[arg-type]
        return vars(parser.parse(words))
    except NotPlain:
        return None


def with_argparse(name: str, words: list[str]) -> dict[str, Any] | None:
    parser: ArgumentParser = command_parser(name, "/home")
    try:
        return vars(parser.parse_args(words))
    except SystemExit:
        return None


@pytest.mark.parametrize("name", COMMANDS)
def test_plain_words_mean_what_argparse_says(name: str, capsys: pytest.CaptureFixture[str]):
    for first, second in product(WORDS, repeat=2):
        words = [word for word in (first, second) if word]
        found = plain(name, words)
        if found is not None:
            assert found == with_argparse(name, words), (name, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("status", []), ("status", ["--json"]), ("snooze", []), ("snooze", ["10", "minutes"]), ("skip", []),
        ("done", []), ("pause", ["until", "14:00"]), ("resume", []), ("meeting", ["45m"]), ("standing", []),
        ("log", []), ("log", ["--week"]), ("stop", []), ("report", []),
    ],
)  # fmt: skip
def test_the_commands_of_every_day_are_plain(name: str, words: list[str]):
    assert plain(name, words) is not None


@pytest.mark.parametrize(
    "words", [["--help"], ["--js"], ["-5"], ["two", "words"], ["--json", "--format", "i3"], [""]]
)
def test_what_is_not_plain_is_left_to_argparse(words: list[str]):
    assert plain("status", words) is None


def test_a_short_command_loads_next_to_nothing(tmp_path: Path):
    code = (
        "import sys; from deskbreak.cli.main import main\n"
        "code = main(['--home', sys.argv[1], 'status', '--json']); print(code, *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(tmp_path)], capture_output=True, text=True, cwd=ROOT
    )
    said = done.stdout.splitlines()[-1].split()
    assert said[0] == "3", done.stderr
    heavy = {
        "argparse",
        "dataclasses",
        "inspect",
        "ipaddress",
        "datetime",
        "zoneinfo",
        "logging",
        "sqlite3",
        "threading",
    }
    assert not heavy & set(said)
