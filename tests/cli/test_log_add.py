"""`log add`: what was done away from deskbreak, by the names that people have for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli.main import main


@pytest.fixture
def add(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "none.toml"))
    home = ["--home", str(tmp_path / "home")]

    def call(*words: str) -> dict[str, Any]:
        assert main(["log", "add", *words, *home]) == 0
        capsys.readouterr()
        assert main(["log", "--json", *home]) == 0
        row: dict[str, Any] = json.loads(capsys.readouterr().out)[-1]
        return row

    return call


def test_a_break_of_the_settings_is_logged_with_its_routine(add):
    row = add("walk", "--minutes", "10")
    assert (row["break"], row["routine"], row["exercises"]) == (
        "walk",
        "ten-minute-walk",
        ["ten-minute-walk"],
    )
    assert (row["outcome"], row["seconds"]) == ("taken", 600)


def test_a_break_without_a_fixed_routine_names_none(add):
    row = add("mobility", "--minutes", "3")
    assert (row["break"], row["routine"], row["exercises"]) == ("mobility", "", [])


def test_an_exercise_takes_its_usual_time(add):
    row = add("cat-cow")
    assert (row["break"], row["routine"], row["seconds"]) == ("", "cat-cow", 54)


def test_words_of_ones_own_stay(add):
    row = add("swimming", "with", "Kim", "--minutes", "40", "--note", "cold")
    assert (row["routine"], row["exercises"], row["note"]) == ("swimming with Kim", [], "cold")
