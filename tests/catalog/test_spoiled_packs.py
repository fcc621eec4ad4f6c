"""Two hundred spoiled packs: each gives sentences and exit code 2, never a traceback."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from deskbreak.catalog.check import check_folder
from deskbreak.cli.main import main
from deskbreak.paths import shipped

GOOD = """id = "heel-slide"
name = "Heel slide"
position = "supine"
role = "wakes"
steps = ["Lie down.", "Slide one heel out and back."]
[own]
reps = { min = 8, max = 12 }
"""
ROUTINE = 'id = "evening"\nname = "Evening"\n[[step]]\nexercise = "heel-slide"\n'

SPOILED = {
    "wrong type": GOOD.replace('"Heel slide"', "7"),
    "unknown position": GOOD.replace('"supine"', '"upside-down"'),
    "unknown role": GOOD.replace('"wakes"', '"naps"'),
    "unknown key": GOOD + 'colour = "red"\n',
    "negative dose": GOOD.replace("min = 8", "min = -8"),
    "backwards range": GOOD.replace("min = 8, max = 12", "min = 12, max = 8"),
    "no name": GOOD.replace('name = "Heel slide"\n', ""),
    "path trick": GOOD.replace('"heel-slide"', '"../../etc/passwd"'),
    "odd letters": GOOD.replace('"heel-slide"', '"h\u202eeel"'),
    "no toml": "id = [",
    "huge": GOOD + "# " + "x" * 2_000_000,
    "deep": "x = " + "[" * 3000 + "]" * 3000,
    "empty": "",
    "taken id": GOOD.replace('"heel-slide"', '"cat-cow"'),
}


def pack(folder: Path, exercise: str | bytes, routine: str = ROUTINE) -> Path:
    for part in ("exercises", "routines"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    raw = exercise.encode("utf-8", "surrogatepass") if isinstance(exercise, str) else exercise
    (folder / "exercises" / "heel-slide.toml").write_bytes(raw)
    (folder / "routines" / "evening.toml").write_text(routine, "utf-8")
    return folder


def test_a_good_pack_has_no_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check", str(pack(tmp_path / "p", GOOD))]) == 0
    assert "No mistakes" in capsys.readouterr().out


@pytest.mark.parametrize("text", SPOILED.values(), ids=SPOILED)
def test_each_fault_is_told(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check", str(pack(tmp_path / "p", text))]) == 2
    said = capsys.readouterr().err
    assert "heel-slide.toml:" in said or "evening.toml:" in said
    assert "Traceback" not in said


def test_unknown_steps_and_circles_are_told(tmp_path: Path) -> None:
    unknown = pack(tmp_path / "a", GOOD, ROUTINE.replace('exercise = "heel-slide"', 'exercise = "heel-slid"'))
    assert any("heel-slid" in str(problem) for problem in check_folder(unknown)[1])


def test_two_hundred_mutations_never_crash(tmp_path: Path) -> None:
    chance = random.Random(3)
    sources = [path.read_bytes() for path in sorted((shipped("content") / "exercises").glob("*.toml"))[:20]]
    for number in range(200):
        raw = bytearray(chance.choice(sources))
        for _ in range(chance.randrange(1, 10)):
            at = chance.randrange(len(raw))
            if chance.random() < 0.5:
                raw[at] = chance.randrange(256)
            else:
                del raw[at : at + chance.randrange(1, 40)]
        for problem in check_folder(pack(tmp_path / f"p{number}", bytes(raw)))[1]:
            assert problem.what and problem.line >= 1
