"""Figures that a stranger may have drawn: sentences at the right line, in bearable time, never a traceback."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.cli.main import main
from deskbreak.errors import InputProblems
from deskbreak.figures.api import open_figure, render
from deskbreak.figures.check import check_file
from deskbreak.figures.pose_file import read_pose_file
from deskbreak.figures.pose_words import KEY_FIELDS
from deskbreak.paths import shipped
from tests.amount import amount

GOOD = """name = "x"
props = ["mat"]
[base]
floor = ["foot"]
pelvis = 10
[[key]]
say = "Up"
[[key]]
move = 2
hold = 1
knee = 20
"""
HUGE = "1" + "0" * 400
MANY = "[" + '"hand", ' * 5000 + "]"
# what is wrong -> the text, and how the one line said of it begins
INVALID = {
    "a huge number": (GOOD.replace("knee = 20", f"knee = {HUGE}"), '11: key 2: knee = 1000000000'),
    "a huge number in base 16": (GOOD.replace("10\n", f"0x{'f' * 9000}\n"), "5: [base]: pelvis = a value too long"),
    "a huge float": (GOOD.replace("move = 2", "move = 1e308"), "9: key 2: move = 1e+308"),
    "nan": (GOOD.replace("hold = 1", "hold = nan"), "10: key 2: hold = nan"),
    "infinity": (GOOD.replace("pelvis = 10", "pelvis = { pitch = -inf }"), "5: [base]: pelvis = {'pitch': -inf}"),
    "a move too short": (GOOD.replace("move = 2", "move = 1e-300"), "9: key 2: move = 1e-300"),
    "digits without end": (GOOD.replace("hold = 1", f"hold = {'1' * 9000}"), "1: this cannot be read as TOML"),
    "nested without end": (f"x = {'[' * 3000}{']' * 3000}\n{GOOD}", "1: this cannot be read as TOML"),
    "nested": (f"{GOOD}reach = {{ hand = {'[' * 90}{']' * 90} }}\n", "12: key 2: reach = {'hand': [[[["),
    "many contacts": (GOOD.replace('["foot"]', MANY), "4: [base]: floor = ["),
    "many keys": (GOOD + "[[key]]\n" * 100, "34: 102 keys are too many; 24 at most"),
    "many props": (GOOD.replace('["mat"]', MANY), "2: props must be a short list"),
    "a reach of nothing": (GOOD + "reach = []\n", "12: key 2: reach = []"),
    "a reach for nothing": (GOOD + 'reach = { "hand.r" = [] }\n', "12: key 2: reach = {'hand.r': []}"),
    "a reach for nobody": (GOOD + 'reach = { hand = ["tail", 1, 2, 3] }\n', "12: key 2: reach = "),
    "a third side": (GOOD + 'reach = { "hand.x" = "knee" }\n', "12: key 2: reach = "),
    "a reach with a nose": (GOOD + 'reach = { nose = "knee" }\n', "12: key 2: reach = "),
    "a dotted reach": (GOOD + 'reach.hand = [true]\n', "12: key 2: reach = {'hand': [True]}"),
    "a place of one number": (GOOD + "at = { foot = [1] }\n", "12: key 2: at = {'foot': [1]}"),
    "a bend of words": (GOOD + 'bend = { hand = "in" }\n', "12: key 2: bend = {'hand': 'in'}"),
    "an anchor nowhere": (GOOD + 'anchor = "nose"\n', "12: key 2: anchor = 'nose'"),
    "an anchor with a side it has not": (GOOD + 'anchor = "head.l"\n', "12: key 2: anchor = 'head.l'"),
    "a fit of nothing": (GOOD + 'fit = "tail"\n', "12: key 2: fit = 'tail'"),
    "a pair that cannot stand": (GOOD.replace('"foot"', '"back+foot.r"'), "4: [base]: floor = ['back+foot.r']"),
    "a foot without a side": (GOOD.replace('"foot"', '"foot."'), "4: [base]: floor = ['foot.']"),
    "a list of bases": (GOOD.replace("[base]", "[[base]]"), "3: base must be a table"),
    "keys that are no tables": ('name = "x"\nkey = [1]\n', "2: there is no [[key]]"),
    "a table as name": (GOOD.replace('name = "x"', "name = { a = 1 }"), "1: the name is missing"),
    "a long name": (GOOD.replace('"x"', f'"{"x" * 60_000}"'), "1: the name is too long or cannot be shown"),
    "a name that acts": (GOOD.replace('"x"', '"\\u001b[2J"'), "1: the name is too long or cannot be shown"),
    "much to say": (GOOD.replace('"Up"', f'"{"Up " * 9000}"'), "7: key 1: say = 'Up Up"),
    "a megabyte": (GOOD.replace('"Up"', f'"{"Up " * 400_000}"'), "1: 1200116 bytes are too many for one file"),
    "a long unknown word": (GOOD + f"{'x' * 40_000} = 1\n", "12: key 2: unknown key \"xxxxxxxxx"),
    "a near word": (GOOD + "knees = 1\n", "12: key 2: unknown key \"knees\"; did you mean \"knee\"?"),
    "a word at the top": ("colour = 3\n" + GOOD, "1: unknown key \"colour\""),
    "a view of words": ('view = ["a", "b"]\n' + GOOD, "1: view ['a', 'b'] is none"),
    "sides of numbers": ("sides = [1]\n" + GOOD, "1: sides [1] is none"),
    "travel of words": ('travel = "far"\n' + GOOD, "1: travel is 'far'"),
    "a box without a size": (GOOD.replace('"mat"', '{ kind = "box" }'), "2: the prop box has a value"),
    "a mat of less than nothing": (GOOD.replace('"mat"', '{ kind = "mat", width = -4 }'), "2: the prop mat has a"),
    "a prop with more": (GOOD.replace('"mat"', '{ kind = "mat", soft = 1 }'), "2: the prop mat has a value"),
    "a prop of lists": (GOOD.replace('"mat"', "[[]]"), "2: no prop [[]]"),
    "glow of a table": (GOOD + "glow = {}\n", "12: key 2: glow must be a list of muscles"),
    "a muscle of lists": (GOOD + "glow = [[]]\n", "12: key 2: no muscle []"),
}  # fmt: skip


def figure(folder: Path, text: str | bytes) -> Path:
    path = folder / "pack" / "figures" / "x.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


@pytest.mark.parametrize("what", INVALID)
def test_a_spoiled_figure_is_told_where_it_is_spoiled(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, words = INVALID[what]
    path = figure(tmp_path, text)
    assert main(["content", "check", str(path.parent.parent)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{path}:{words}"), said
    assert said.count("\n") == 1 and len(said) < 500


def test_the_figure_they_spoil_is_good(tmp_path: Path) -> None:
    assert check_file(figure(tmp_path, GOOD)) == []


def test_everything_is_told_at_once_but_not_without_end(tmp_path: Path) -> None:
    path = figure(tmp_path, GOOD + "ankle = nan\n" + "\n".join(f"k{n} = 1" for n in range(4000)))
    with pytest.raises(InputProblems) as caught:
        read_pose_file(path)
    assert len(caught.value.problems) == 50


# what no body can do -> the text, and the line and words of it
IMPOSSIBLE = {
    "a bend": (GOOD + "lumbar = 90\n", "12: key 2: lumbar flexion 90 is outside -40 to 50"),
    "a bend in the base": (
        GOOD.replace("pelvis = 10", "elbow = 170"),
        "6: key 1: elbow.l 170 is outside -3 to 158",
    ),
    "out of reach": (
        GOOD + 'reach = { "hand.r" = [400, 90, 0] }\n',
        "12: key 2: reach hand.r misses its place",
    ),
    "too quick": (GOOD.replace("move = 2", "move = 0.05") + "shoulder = 170\n", "9: key 2: "),
    "no fit": (GOOD + 'fit = "head"\n', "12: key 2: fit: at no pelvis pitch does head reach the floor"),
    "the other side": (
        'sides = "alternate"\n' + GOOD + "lumbar = [0, 40]\n",
        "13: key 2, the other side: lumbar side -40 is outside -25 to 25",
    ),
    "under the floor": (
        GOOD.replace('["foot"]', '["hand"]') + "thigh = 0\n",
        "8: key 2: leg.r goes 85 cm below the floor",
    ),
}


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_what_no_body_can_do_is_told_at_its_key(what: str, tmp_path: Path) -> None:
    text, words = IMPOSSIBLE[what]
    path = figure(tmp_path, text)
    said = [str(one) for one in check_file(path)]
    assert any(one.startswith(f"{path}:{words}") for one in said), said


# -- chance -------------------------------------------------------------------------------------------------

VALUES = [
    "0", "-1", "0.05", "60", "999", "-999", "1e308", "nan", "-inf", "true", '"x"', "[]", "{}", '""', "[[1]]",
    HUGE, f"0x{'f' * 5000}", "1979-01-01", "[1, 2, 3]", "[9, 9]", "{ l = 1 }", "{ x = 1 }", "{ hand = [1, 2] }",
    "{ hand = [1, 2, 3] }", '{ hand = "knee" }', '{ "ball.l" = ["knee.r", 1] }', '"arms"', '"toe"', '"head"',
    '["foot.x"]', '["seat"]', '["side"]', '["shin"]', '["hips+foot.r"]', '["hand.r+toe.l"]', '["toe", "hand"]',
]  # fmt: skip


def damaged(chance: random.Random, count: int) -> Iterator[bytes]:
    """Shipped figures with lines changed, lost, doubled or added, and now and then a byte."""
    good = [path.read_text("utf-8") for path in sorted((shipped("content") / "figures").glob("*.toml"))]
    for _ in range(count):
        lines = chance.choice(good).splitlines()
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(lines))
            match chance.randrange(5):
                case 0:
                    lines.pop(at)
                case 1:
                    lines.insert(at, chance.choice(lines))
                case 2:
                    lines.append(f"{chance.choice(KEY_FIELDS)} = {chance.choice(VALUES)}")
                case _ if "=" in lines[at]:
                    lines[at] = f"{lines[at].partition('=')[0]}= {chance.choice(VALUES)}"
        raw = bytearray("\n".join(lines).encode("utf-8"))
        if chance.random() < 0.3:
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        yield bytes(raw)


def test_random_damage_ends_in_sentences_or_in_a_picture(tmp_path: Path) -> None:
    drawn, slowest = 0, 0.0
    for raw in damaged(random.Random(11), amount(120, 2000)):
        path, began = figure(tmp_path, raw), time.process_time()
        problems = check_file(path)
        slowest = max(slowest, time.process_time() - began)
        assert all(one.line >= 1 and len(str(one)) < 600 for one in problems)
        assert not any("cannot be solved" in one.what for one in problems), raw.decode()
        if not problems:
            drawn += 1
            made = open_figure("x", [path.parent.parent])
            render(made, made.seconds / 3, 80, 60, supersample=1)
    assert drawn > 5 and slowest < 5


def test_the_busiest_figure_is_checked_in_bearable_time(tmp_path: Path) -> None:
    key = '[[key]]\nhold = 60\nfit = "arms"\nfloor = ["foot", "hand"]\npelvis = {}\n'
    path = figure(tmp_path, 'name = "x"\nsides = "alternate"\n' + "".join(key.format(n) for n in range(24)))
    began = time.process_time()
    assert check_file(path)
    assert time.process_time() - began < 10
