"""Two hundred invalid packs: each gets sentences with file and line and exit code 2, never a traceback."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from deskbreak.catalog.check import check_folder
from deskbreak.cli.main import main
from deskbreak.paths import shipped

EXERCISE = "exercises/heel-slide.toml"
ROUTINE = "routines/evening.toml"

GOOD = """id = "heel-slide"
name = "Heel slide"
position = "supine"
role = "wakes"
equipment = ["none"]
movements = ["twists"]
level = "easy"
order = 10
sensitive = true
steps = ["Lie on your back.", "Slide one heel out and back."]
breathing = "Out as the heel slides."
[why]
text = "It wakes the core."
[tempo]
rep_s = 4
[own]
reps = { min = 8, max = 12 }
"""
EVENING = """id = "evening"
name = "Evening"
rounds = { min = 1, max = 2 }
[[step]]
exercise = "heel-slide"
reps = { min = 3, max = 3 }
[[step]]
exercise = "cat-cow"
optional = true
"""
WRONG = {
    "text": [
        "7",
        "true",
        "[]",
        "{}",
        "2026-01-01",
        '""',
        '"   "',
        '"a\\u202eb"',
        '"a\\u0000b"',
        f'"{"x" * 500}"',
    ],
    "number": ['"ten"', "-1", "1.5", "true", "99999999999", "inf", "nan"],
    "list": ['"none"', "1", "{ a = 1 }", "[1, 2]", '[""]', "[" + '"none", ' * 99 + "]"],
    "flag": ['"yes"', "1", "[]"],
    "range": [
        "8",
        "{}",
        "{ min = 0 }",
        "{ min = 9, max = 2 }",
        '{ min = "3" }',
        "{ least = 3 }",
        "{ max = 1e9 }",
    ],
}
EXERCISE_KEYS = {
    "id": "text",
    "name": "text",
    "position": "text",
    "role": "text",
    "level": "text",
    "breathing": "text",
    "text": "text",
    "equipment": "list",
    "movements": "list",
    "steps": "list",
    "order": "number",
    "rep_s": "number",
    "sensitive": "flag",
    "reps": "range",
}
ROUTINE_KEYS = {
    "id": "text",
    "name": "text",
    "exercise": "text",
    "rounds": "range",
    "reps": "range",
    "optional": "flag",
}
FILES: dict[str, str | bytes] = {
    "nothing": "",
    "no toml": "id = [",
    "a key twice": GOOD.replace('role = "wakes"', 'role = "wakes"\nrole = "wakes"'),
    "no text": b"\xff\xfe\x00",
    "half a letter": GOOD.encode() + b"# \xc3",
    "a lone surrogate": GOOD.replace("Heel slide", "Heel \udc80"),
    "huge": GOOD + "# " + "x" * 2_000_000,
    "deep lists": "x = " + "[" * 3000 + "]" * 3000,
    "deep tables": "\n".join(f"[{'.'.join(['a'] * n)}]" for n in range(1, 200)),
    "a number without end": "order = " + "9" * 100_000,
    "an unknown key": 'colour = "red"\n' + GOOD,
    "a near key": GOOD.replace("breathing", "breathng"),
    "a list of tables": GOOD.replace("[own]", "[[own]]"),
    "a table as list": GOOD.replace("[why]", "[[why]]"),
    "another id": GOOD.replace('id = "heel-slide"', 'id = "heel-slip"'),
    "a path as id": GOOD.replace('id = "heel-slide"', 'id = "../../etc/passwd"'),
    "an id in capitals": GOOD.replace('id = "heel-slide"', 'id = "HEEL"'),
    "an id in other letters": GOOD.replace('id = "heel-slide"', 'id = "héel-ſlide"'),
    "a taken id": GOOD.replace('id = "heel-slide"', 'id = "cat-cow"'),
    "the word auto": GOOD.replace('id = "heel-slide"', 'id = "auto"'),
    "the id of its routine": GOOD.replace('id = "heel-slide"', 'id = "evening"'),
    "its own substitute": 'substitute = "heel-slide"\n' + GOOD,
    "no such substitute": 'substitute = "heel-slip"\n' + GOOD,
    "no such figure": 'figure = "../cat-cow"\n' + GOOD,
    "an avoided movement": GOOD.replace('"twists"', '"toe-touches"'),
    "an avoided name": GOOD.replace("Heel slide", "Straight leg raise"),
    "a dose of nothing": GOOD.split("[own]")[0],
    "reps per side": GOOD + "per_side = true\n",
    "a dose without source": GOOD + "[[dose]]\nbreaths = 3\n",
    "a dose number too high": "use_dose = 4\n" + GOOD,
    "no time in it": GOOD.replace("rep_s = 4", "rep_s = 0"),
    "a figure of an article": GOOD.replace("[own]", '[[dose]]\nsource = "S2"\nbreaths = 3\n[own]'),
    "a fact of nowhere": 'safety = ["s9-all-is-well"]\n' + GOOD,
    "a taken name": GOOD.replace("Heel slide", "CAT\u2011COW"),
    "a taken alias": 'aliases = ["Wall Sit"]\n' + GOOD,
    "no dose in a dose": GOOD + '[[dose]]\nsource = "physio"\nsets = { min = 2 }\n[tempo2]\n',
    "two hours of it": GOOD.replace("max = 12", "max = 12 }\nsets = { min = 10").replace("8", "90"),
}
ROUTINES: dict[str, str | bytes] = {
    "nothing": "",
    "no steps": EVENING.split("[[step]]")[0],
    "no such exercise": EVENING.replace('"cat-cow"', '"cat-cwo"'),
    "a routine as step": EVENING.replace('"cat-cow"', '"mobility-set"'),
    "itself as step": EVENING.replace('"cat-cow"', '"evening"'),
    "its own parent": 'parent = "evening"\n' + EVENING,
    "no such parent": 'parent = "morning"\n' + EVENING,
    "another length": "total_s = 1000\n" + EVENING,
    "too many steps": EVENING + '[[step]]\nexercise = "cat-cow"\n' * 80,
    "hours of steps": EVENING + '[[step]]\nexercise = "cat-cow"\nduration_s = 7200\n' * 2,
    "a pair of one": EVENING.replace('exercise = "cat-cow"', 'exercise = "cat-cow"\npair = "a"'),
    "sides it has not": EVENING.replace("reps = { min = 3, max = 3 }", "breaths = 3\nper_side = true"),
    "rounds out of range": "rounds_options = [7]\n" + EVENING,
    "a taken id": EVENING.replace('id = "evening"', 'id = "mobility-set"'),
    "binary": bytes(range(256)),
}


def _with(good: str, key: str, value: str) -> str:
    return "".join(
        f"{key} = {value}\n" if line.startswith(f"{key} =") else line
        for line in good.splitlines(keepends=True)
    )


def invalid() -> Iterator[tuple[str, dict[str, str | bytes]]]:
    """Packs with one thing wrong, and what is wrong."""
    for key, kind in EXERCISE_KEYS.items():
        for number, value in enumerate(WRONG[kind]):
            yield f"exercise {key} {number}", {EXERCISE: _with(GOOD, key, value)}
    for key, kind in ROUTINE_KEYS.items():
        for number, value in enumerate(WRONG[kind]):
            yield f"routine {key} {number}", {ROUTINE: _with(EVENING, key, value)}
    for key in ("id", "name", "position", "role", "steps"):
        yield f"exercise without {key}", {EXERCISE: _with(GOOD, key, "").replace(f"{key} = \n", "")}
    for what, text in FILES.items():
        yield f"exercise: {what}", {EXERCISE: text}
    for what, text in ROUTINES.items():
        yield f"routine: {what}", {ROUTINE: text}


INVALID = dict(invalid())


def test_there_are_two_hundred() -> None:
    assert len(INVALID) >= 200


def test_the_pack_they_spoil_is_good(make_pack: Any, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_pack({EXERCISE: GOOD, ROUTINE: EVENING})
    assert main(["content", "check", str(root)]) == 0
    assert capsys.readouterr().out == "No mistakes found in 1 exercise and 1 routine.\n"


@pytest.mark.parametrize("what", INVALID)
def test_each_is_told(what: str, make_pack: Any, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_pack({EXERCISE: GOOD, ROUTINE: EVENING, **INVALID[what]})
    assert main(["content", "check", str(root)]) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in said and "unexpected trouble" not in said
    place = next(iter(INVALID[what]))
    assert any(f"{place}:" in line for line in said.splitlines()), said
    assert all(len(line) < 400 and line.isprintable() for line in said.splitlines()), said


def test_circles_over_several_files(make_pack: Any) -> None:
    files = {
        f"exercises/{one}.toml": GOOD.replace('"heel-slide"', f'"{one}"\nsubstitute = "{other}"')
        for one, other in (("a", "b"), ("b", "c"), ("c", "a"))
    }
    said = [one.what for one in check_folder(make_pack(files))[1]]
    assert sum("goes in a circle" in one for one in said) == 3


def test_random_damage_never_crashes(make_pack: Any) -> None:
    chance = random.Random(3)
    good = [path.read_bytes() for path in sorted((shipped("content") / "exercises").glob("*.toml"))]
    for _ in range(150):
        raw = bytearray(chance.choice(good))
        for _ in range(chance.randrange(1, 10)):
            at = chance.randrange(len(raw))
            if chance.random() < 0.5:
                raw[at] = chance.randrange(256)
            else:
                del raw[at : at + chance.randrange(1, 40)]
        for problem in check_folder(make_pack({EXERCISE: bytes(raw)}))[1]:
            assert problem.what and problem.line >= 1
