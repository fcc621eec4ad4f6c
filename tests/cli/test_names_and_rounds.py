"""A movement is found under every name it has, and a circuit is played as often as asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.core.script import ROUND_REST_S

Run = Callable[..., tuple[int, str, str]]
QUICK = ("--face", "terminal", "--speed", "5000")


@pytest.mark.parametrize(
    "word", ["glute-bridge", "Glute Bridge", "bridges", "Bridge Stretch", "bridge-stretch"]
)
def test_every_name_serves_everywhere(run: Run, tmp_path: Path, word: str) -> None:
    assert run("exercises", word)[1].startswith("Glute Bridge  glute-bridge")
    assert run("routines", word)[1].startswith("Glute Bridge  glute-bridge")
    assert run("block", word)[1].startswith("Glute Bridge is left out")
    assert run("exercises", "unblock", word)[1] == "Glute Bridge is allowed again.\n"
    picture = tmp_path / "bridge.svg"
    assert run("figure", word, "--out", str(picture))[0] == 0 and picture.is_file()
    run("log", "add", *word.split())
    assert json.loads(run("log", "--json")[1])[0]["routine"] == "glute-bridge"


def test_a_routine_is_started_by_its_name_and_logged_by_its_id(run: Run) -> None:
    code, out, _ = run("start", "Supermans", *QUICK)
    assert code == 0 and out.endswith("taken: superman\n")
    assert [row["routine"] for row in json.loads(run("log", "--json")[1])] == ["superman"]


@pytest.mark.parametrize("words", [("gardening",), ("a", "long", "walk", "outside")])
def test_words_that_name_nothing_are_logged_as_they_are(run: Run, words: tuple[str, ...]) -> None:
    assert "If you meant" not in run("log", "add", *words)[1]
    assert json.loads(run("log", "--json")[1])[0]["routine"] == " ".join(words)


def test_names_are_offered_to_those_who_mistype(run: Run) -> None:
    assert 'did you mean "Wall Sit"?' in run("start", "WALL SITT")[2]
    code, _, err = run("start", "brigdes")
    assert (code, err) == (2, 'no routine "brigdes"; did you mean "Bridges"?\n')
    assert run("block", "Pigeon Poes")[2] == 'no exercise "Pigeon Poes"; did you mean "Pigeon Pose"?\n'
    assert 'If you meant "wall-sit": deskbreak log remove' in run("log", "add", "Wall", "Sitt")[1]


def test_a_circuit_is_played_as_often_as_asked(run: Run) -> None:
    for rounds in ("1", "3"):
        assert run("start", "bustle-prone-strength", "--rounds", rounds, *QUICK)[0] == 0
    rows = json.loads(run("log", "--json")[1])
    assert [row["routine"] for row in rows] == ["bustle-prone-strength"] * 2
    once, thrice = sorted(row["seconds"] for row in rows)
    assert thrice == 3 * once + 2 * ROUND_REST_S


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ["bustle-prone-strength", "--rounds", "2"],
            '"Prone strength" is done 1 or 3 times through; --rounds 2 is not offered',
        ),
        (
            ["standing strength", "--rounds", "9"],
            '"Standing strength" is done 1, 2 or 3 times through; --rounds 9 is not offered',
        ),
        (["cat-cow", "--rounds", "2"], '"Cat-Cow" is done once; --rounds 2 is not offered'),
        (["cat-cow", "--rounds", "0"], '"Cat-Cow" is done once; --rounds 0 is not offered'),
        (["cat-cow", "--rounds", "100"], '"Cat-Cow" is done once; --rounds 100 is not offered'),
        (["--rounds", "2"], "rounds belong to a routine; say which one"),
        (["auto", "--rounds", "2"], "rounds belong to a routine; say which one"),
        (["cat-cow", "--rounds", "two"], '--rounds "two": write a whole number'),
        (["cat-cow", "--rounds", "-1"], '--rounds "-1": write a whole number'),
        (["cat-cow", "--rounds", "1.5"], '--rounds "1.5": write a whole number'),
        (["cat-cow", "--rounds", ""], '--rounds "": write a whole number'),
        (["cat-cow", "--rounds", "9" * 5000], f'--rounds "{"9" * 40}": write a whole number'),
    ],
)
def test_rounds_that_cannot_be_are_wrong_usage(run: Run, words: list[str], says: str) -> None:
    code, out, err = run("start", *words)
    assert (code, out) == (2, "")
    assert err.startswith(says) and err.count("\n") == 1


def test_settings_say_which_id_a_name_means(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[[break]]\nname = "b"\nevery = "45m"\nroutine = "bridges"\n', "utf-8")
    code, _, err = run("config", "check", str(file))
    assert code == 2
    assert "config.toml:4" in err and 'did you mean "glute-bridge"?' in err
