"""`log back` and the one question a week: asked only of a person who wanted it, and once only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deskbreak.cli.main import main

QUESTION = "How was your back this week"


def said(capsys: pytest.CaptureFixture[str], home: Path, *words: str) -> str:
    assert main([*words, "--home", str(home)]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_nobody_is_asked_who_does_not_want_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert QUESTION not in said(capsys, tmp_path, "report")


def test_the_report_asks_until_the_week_has_its_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text("[journal]\nask_back = true\n", encoding="utf-8")
    assert QUESTION in said(capsys, tmp_path, "report")
    assert "4 of 10" in said(capsys, tmp_path, "log", "back", "4")
    assert QUESTION not in said(capsys, tmp_path, "report")
    assert json.loads(said(capsys, tmp_path, "log", "--json")) == []
    (week,) = json.loads(said(capsys, tmp_path, "report", "--json"))["back"]
    assert (week["score"], week["taken"]) == (4, 0)


def test_whether_it_is_wanted_is_asked_once_and_only_with_something_to_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offer = "config set journal.ask_back true"
    assert offer not in said(capsys, tmp_path, "report")
    said(capsys, tmp_path, "log", "add", "cat-cow")
    assert offer not in said(capsys, tmp_path, "report", "--json")
    assert offer in said(capsys, tmp_path, "report")
    assert offer not in said(capsys, tmp_path, "report")


@pytest.mark.parametrize("score", ["11", "four", "4.5", "", "٤", "007"])
def test_any_other_number_is_answered_with_the_right_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], score: str
) -> None:
    assert main(["log", "back", score, "--home", str(tmp_path)]) == 2
    assert "from 0 (bad) to 10 (good)" in " ".join(capsys.readouterr().err.split())
