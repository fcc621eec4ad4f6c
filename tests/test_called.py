"""deskbreak names its commands as it was called."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deskbreak.called import ENV, NAMES, as_called, called, command
from deskbreak.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENV, raising=False)


def test_every_command_is_known() -> None:
    assert set(NAMES) == set(COMMANDS)


def test_on_the_path_it_is_plain_deskbreak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "deskbreak"
    program.touch(0o755)
    monkeypatch.setattr(sys, "argv", [str(program), "status"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert called() == "deskbreak"
    monkeypatch.setenv("PATH", "/nowhere")
    assert called() == str(program)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see: deskbreak status", "see: scripts/run status"),
        ("start it with: deskbreak run", "start it with: scripts/run"),
        ("to try: deskbreak run --speed 60", "to try: scripts/run run --speed 60"),
        ("first deskbreak stop, then deskbreak run", "first scripts/run stop, then scripts/run"),
        (
            "deskbreak is running; deskbreak starts at login",
            "deskbreak is running; deskbreak starts at login",
        ),
        ("in ~/.config/deskbreak status", "in ~/.config/deskbreak status"),
    ],
)
def test_in_a_clone_it_is_the_script(monkeypatch: pytest.MonkeyPatch, text: str, shown: str) -> None:
    monkeypatch.setenv(ENV, "scripts/run")
    assert as_called(text) == shown
    assert command("run") == "scripts/run" and command("why") == "scripts/run why"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_script_passes_its_own_name_on(tmp_path: Path) -> None:
    made = tmp_path / "scripts"
    made.mkdir()
    for name in ("run", "env.sh"):
        shutil.copy2(ROOT / "scripts" / name, made / name)
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "deskbreak"):
        (programs / name).write_text(f'#!/bin/sh\nprintf "%s" "${ENV}"\n')
        (programs / name).chmod(0o755)
    for name in ("pyproject.toml", "requirements-run.lock", ".venv/.deskbreak-run"):
        (tmp_path / name).touch()
    os.utime(tmp_path / "pyproject.toml", (0, 0))
    done = subprocess.run(
        ["scripts/run", "status"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("scripts/run", "")
