"""What `content check` measures of a picture, and words held against it: a good figure passes, each fault is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli.main import main
from deskbreak.figures.check import check_file

BRIDGE = """
name = "bridge"
[base]
floor = ["upperback", "foot", "hand"]
pelvis = -90
hip = 48
knee = 98
head = -88
[[key]]
rest = ["hips"]
[[key]]
pelvis = -112
chest = -100
"""

LEG_DOWN = """
name = "one leg lies"
[base]
floor = ["back"]
pelvis = -90
chest = -86
head = -88
hip = { l = 90, r = -9 }
knee = { l = 90, r = 0 }
rest = ["leg.r"]
[[key]]
[[key]]
knee.l = 10
"""

STAND = """
name = "stand"
[base]
floor = ["foot"]
[[key]]
[[key]]
uarm = { l = 90 }
"""

SWING = STAND.replace("uarm = { l = 90 }", "hip = { l = 20 }\nfloor = ['foot.r']")

PLANK = """
name = "plank"
[base]
floor = ["forearm+toe"]
pelvis = 80
shoulder = 84
elbow = 90
ankle = 10
[[key]]
[[key]]
hip = 40
"""

DESK = """
name = "desk"
[base]
floor = ["foot", "hand"]
pelvis = 40
at = { hand = [60, 18, 73] }
[[key]]
[[key]]
pelvis = 60
"""


def reported(folder: Path, text: str, said: Mapping[str, Any] | None = None) -> list[str]:
    path = folder / "figure.toml"
    path.write_text(text, "utf-8")
    return [problem.what for problem in check_file(path, said)]


@pytest.mark.parametrize("text", [BRIDGE, LEG_DOWN, STAND], ids=["bridge", "leg down", "stand"])
def test_a_good_figure_measures_well(tmp_path: Path, text: str) -> None:
    assert reported(tmp_path, text) == []


WRONG = {
    "a leg in the air": (LEG_DOWN.replace("r = -9", "r = 24"), "key 1: leg.r is 4", "above the floor"),
    "a contact in the air": (
        STAND.replace('["foot"]', '["foot", "forearm.r"]'),
        "key 1: forearm.r is",
        "above the floor",
    ),
    "hips too high": (BRIDGE.replace("-112", "-126"), "key 2: the hips are", "above the line"),
    "a line that is none": (
        STAND.replace("uarm =", 'line = "shoulder-hip-knee"\nhip = { l = 60, r = 60 }\nuarm ='),
        "key 2: the hips are",
        "the line from shoulders to knees",
    ),
    "toes that slide": (PLANK, "toe.r slides", "while it is planted"),
    "towards the camera": (SWING.replace("[base]", "view = [90, 0]\n[base]"), "key 1: toe.l", "pixels of the picture"),
    "small without an arrow": (
        STAND.replace("[base]", "small = true\n[base]"),
        "key 1: a small movement",
        "needs an arrow",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_fault_of_the_picture_is_told_at_its_key(what: str, tmp_path: Path) -> None:
    text, begins, ends = WRONG[what]
    found = reported(tmp_path, text)
    assert any(begins in one and ends in one for one in found), found


def test_what_stands_over_the_whole_loop_is_held_against_where_it_first_stood(tmp_path: Path) -> None:
    step = '[[key]]\nat = {{ "foot.r" = [{}, 10] }}\n'
    walk = (
        f'name = "x"\n[base]\nfloor = ["foot.l", "foot.r"]\n{"".join(step.format(1.5 * n) for n in range(3))}'
    )
    assert any("foot.r slides 3 cm" in one for one in reported(tmp_path, walk))


def test_the_tip_of_the_pelvis_counts_as_seen_though_its_middle_stays(tmp_path: Path) -> None:
    tilt = STAND.replace("[base]", 'focus = "pelvis"\n[base]').replace(
        "uarm = { l = 90 }", "pelvis = 34\nthigh = 0"
    )
    assert [one for one in reported(tmp_path, tilt) if "pixels" in one] == []


def test_a_desk_is_in_the_picture_but_not_when_the_camera_is_close(tmp_path: Path) -> None:
    from deskbreak.figures.framing import fitted
    from deskbreak.figures.pose_file import read_pose_file
    from deskbreak.figures.timeline import Timeline

    def scale(props: str, focus: str = "") -> float:
        path = tmp_path / "figure.toml"
        path.write_text(STAND.replace("[base]", f"props = [{props}]\nfocus = '{focus}'\n[base]"), "utf-8")
        return fitted(Timeline(read_pose_file(path)), 480, 360)[0].scale

    wall = '{ kind = "wall", at = [-260, 0] }'
    assert scale('{ kind = "desk", at = [290, 0] }') < scale("") and scale(wall) < scale("")
    assert scale(wall, "pelvis") == scale("", "pelvis") > scale("")


def test_a_hand_may_stand_on_a_desk(tmp_path: Path) -> None:
    from deskbreak.figures.pose_file import read_pose_file
    from deskbreak.figures.timeline import Timeline

    found = reported(tmp_path, DESK)
    assert not any("hand" in one for one in found), found
    timeline = Timeline(read_pose_file(tmp_path / "figure.toml"))
    for share in (0.0, 0.5, 1.0):
        x, y, z = timeline.between(1, share).points["palm.r"]
        assert (x, z) == pytest.approx((60, 18), abs=0.6) and y == pytest.approx(76, abs=0.6)


RAISE = STAND.replace("[base]", 'sides = "alternate"\n[base]')
WORDS = {
    "a limb that stays": ({"cue": "Lift the knee"}, '"Lift the knee" names the knee, which does not move'),
    "the other side": ({"cue": "Lift one arm"}, "on the right moves the arm of the other side more"),
    "a side that is not so": ({"cue": "Hold", "side_word": "{side} hand up"}, "is not so on the right side"),
}


@pytest.mark.parametrize("what", WORDS)
def test_words_that_the_figure_does_not_do_are_told(what: str, tmp_path: Path) -> None:
    said, words = WORDS[what]
    wrong = RAISE.replace("[base]", 'side = "right"\n[base]')
    assert any(words in one for one in reported(tmp_path, wrong, said))


GOOD_WORDS = [
    {"cue": "Lift one arm"},
    {"cue": "Lift arm and opposite leg", "side_word": "{side} hand up"},
    {"cue": "Arm up, hips heavy"},
    {"cue": "Hold", "side_word": "{side} knee over the other"},
]


@pytest.mark.parametrize("said", GOOD_WORDS, ids=str)
def test_words_that_the_figure_does_are_not_told(said: dict[str, str], tmp_path: Path) -> None:
    found = [one for one in reported(tmp_path, RAISE, said) if "leg" not in one]
    assert found == []


def test_the_way_back_can_be_the_same_way(tmp_path: Path) -> None:
    from deskbreak.figures.pose_file import read_pose_file

    text = (
        'name = "x"\nreverse = true\n[[key]]\n[[key]]\nmove = 2\nknee = 20\n[[key]]\nmove = 3\nknee = 170\n'
    )
    (tmp_path / "figure.toml").write_text(text.replace("170", "40"), "utf-8")
    keys = read_pose_file(tmp_path / "figure.toml").keys
    assert [key["pose"] for key in keys] == ["start", "key-2", "key-3", "key-2"]
    assert [key["move"] for key in keys] == [2, 2, 3, 3]
    assert any("key 3: knee.l 170" in one for one in reported(tmp_path, text))


def test_content_check_holds_a_figure_against_its_exercise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("exercises", "figures"):
        (tmp_path / folder).mkdir()
    (tmp_path / "figures" / "lift.toml").write_text(STAND, "utf-8")
    (tmp_path / "exercises" / "lift.toml").write_text(EXERCISE, "utf-8")
    assert main(["content", "check", str(tmp_path)]) == 2
    assert "names the knee, which does not move" in capsys.readouterr().err


EXERCISE = """
id = "lift"
name = "Lift"
position = "standing"
role = "wakes"
cue = "Lift one knee"
steps = ["Lift one knee."]
[own]
reps = { min = 8, max = 12 }
"""
