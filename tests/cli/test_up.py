"""`deskbreak up`: a daemon in the background that answers, or a sentence why there is none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest


def test_it_starts_answers_and_a_second_one_says_so(run, home: Path, no_desktop: None) -> None:
    code, said, _ = run("up")
    assert code == 0
    assert said.startswith("deskbreak is running.")
    assert "To stop it:" in said
    assert run("status")[0] == 0
    code, said, _ = run("up")
    assert code == 0
    assert said.startswith("deskbreak runs already.")
    assert run("stop")[0] == 0


def test_one_that_cannot_start_says_why(
    run, home: Path, no_desktop: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "bin" / "python"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\necho first >&2\necho 'no room on the disk' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    assert run("up") == (1, "", "deskbreak did not start: no room on the disk\n")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    code, _, said = run("up")
    assert code == 1
    assert "does not start" in said


def test_a_menu_entry_without_a_daemon_says_what_to_do(run, no_desktop: None) -> None:
    code, _, said = run("desktop", "do", "snooze")
    assert code == 3
    assert "A click on it in the applications menu starts it" in said


def test_a_runtime_folder_with_a_very_long_name_is_no_hindrance(
    run: Any, home: Path, no_desktop: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address of a Unix socket has little room; a shorter place is taken then, by daemon and commands alike."""
    long = tmp_path / ("r" * 90)
    long.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    assert run("up")[0] == 0
    assert run("status")[0] == 0
    assert run("stop")[0] == 0
    assert list(long.iterdir()) == []


def test_in_the_background_without_a_desktop_nothing_is_said_to_be_shown(
    run: Any, home: Path, no_desktop: None
) -> None:
    said = run("up")[1]
    assert "Offers are shown nowhere" in said.replace("\n", " ")
    assert "in the terminal where it runs" not in said.replace("\n", " ")
