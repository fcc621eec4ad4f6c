"""`doctor` on sound: which program chimes and which speaks, and whether they do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.cli.hearing import SENTENCE

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts programs on an otherwise empty PATH; each writes what it was told into a file `told`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("TOLD", str(tmp_path / "told"))

    def put(name: str, script: str) -> None:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)

    return put


def found(run: Run, *options: str) -> dict[str, tuple[str, str]]:
    _, out, _ = run("doctor", "--json", *options)
    return {one["name"]: (one["state"], one["detail"]) for one in json.loads(out)}


def test_where_nothing_speaks_it_says_how_to_get_a_voice(run: Run, programs: object) -> None:
    run("config", "set", "player.voice", "true")
    seen = found(run)
    assert seen["voice"][0] == "note"
    assert "espeak-ng" in seen["voice"][1] and "settings ask for" in seen["voice"][1]
    assert seen["sound"][0] == "note" and "install" in seen["sound"][1]


def test_it_names_the_program_that_speaks(run: Run, programs: Callable[[str, str], None]) -> None:
    programs("espeak-ng", "exit 0")
    programs("paplay", "exit 0")
    seen = found(run)
    assert seen["voice"] == (
        "ok", "espeak-ng speaks; it is off, to turn it on: deskbreak config set player.voice true",
    )  # fmt: skip
    assert seen["sound"][1].startswith("paplay plays the chimes")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "espeak-ng speaks"),
        ("ja", "no voice for Japanese is installed, so the voice that your settings ask for is silent"),
    ],
)
def test_it_says_where_no_voice_speaks_the_language(
    run: Run, programs: Callable[[str, str], None], language: str, expected: str
) -> None:
    programs("espeak-ng", "echo '5 de --/M German gmw/de'")
    run("config", "set", "player.voice", "true")
    run("config", "set", "ui.language", language)
    assert found(run)["voice"][1] == expected


def test_hear_plays_and_speaks(run: Run, programs: Callable[[str, str], None], tmp_path: Path) -> None:
    programs("espeak-ng", 'read -r line; echo "$line" >> "$TOLD"')
    programs("paplay", 'echo "$1" >> "$TOLD"')
    seen = found(run, "--hear")
    assert seen["chime"][0] == seen["spoken"][0] == "ok"
    file, sentence = (tmp_path / "told").read_text().splitlines()
    assert Path(file).is_file() and sentence == SENTENCE


def test_a_program_that_fails_is_told_with_its_words(
    run: Run, programs: Callable[[str, str], None], tmp_path: Path
) -> None:
    programs("paplay", "echo 'Connection refused' >&2; exit 1")
    seen = found(run, "--hear")
    assert seen["chime"] == ("note", "paplay failed: Connection refused")
    assert seen["spoken"] == ("note", "nothing to hear: no program for it is installed")
