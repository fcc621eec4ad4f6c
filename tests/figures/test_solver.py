"""The solver: hands point ahead also when the hips are high, arms stay above the floor, and places are kept."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from deskbreak.figures.pose_file import read_pose_file
from deskbreak.figures.timeline import Timeline
from deskbreak.figures.vectors import length, sub

DOG = """
name = "dog"
[base]
floor = ["foot", "hand"]
fit = "arms"
at = { hand = [78, 17] }
lumbar = 6
thorax = -16
shoulder = 170
elbow = 2
thigh = -30
shank = -30
[[key]]
pelvis = 122
[[key]]
pelvis = 130
"""

FLAT_ARMS = """
name = "arms beside the body"
[base]
floor = ["upperback", "foot", "hand"]
pelvis = -122
chest = -106
hip = 48
knee = 98
at = { hand = [-38, 22] }
[[key]]
"""

REACH = """
name = "from the thighs to the floor behind"
[base]
floor = ["seat"]
thigh = { r = [84, 45, 90], l = [85, 70, -84] }
knee = 96
[[key]]
reach = { hand = ["thigh", 9, -4, 0] }
[[key]]
floor = ["seat", "hand"]
at = { hand = [-43, 22] }
pelvis = -16
chest = -18
"""

SIDE_PLANK = """
name = "on the forearm, the top foot in front"
[base]
floor = ["forearm.r+foot.r", "foot.l"]
at = { "foot.l" = [34, -36] }
pelvis = { pitch = -80, spin = 90 }
shoulder = { r = [0, 82], l = [40, 30] }
elbow = { r = 90, l = 60 }
hip = { r = [6, -10], l = [44, 10] }
knee = { r = 4, l = 86 }
[[key]]
[[key]]
shoulder.r = [0, 62]
"""

TREE = """
name = "on one leg, the other foot at its knee"
[base]
floor = ["foot.l"]
[[key]]
[[key]]
hip.r = [50, 60, 40]
knee.r = 110
ankle.r = -40
pelvis = 50
thigh = { l = 10 }
reach = { "hand.r" = "ankle.r", "ball.r" = ["knee.l", 0, 8, -7] }
"""

KNEE_DROP = """
name = "on the back, one knee drops inwards"
[base]
floor = ["back", "foot"]
at = { foot = [44, 22] }
pelvis = -90
hip = [52, 14]
knee = 98
[[key]]
[[key]]
bend = { "foot.r" = -58 }
"""


def timeline(folder: Path, text: str) -> Timeline:
    path = folder / "figure.toml"
    path.write_text(text, "utf-8")
    return Timeline(read_pose_file(path))


def test_with_the_hips_high_the_fingers_point_away_from_the_feet(tmp_path: Path) -> None:
    for body in timeline(tmp_path, DOG).bodies:
        assert body.points["fingers.r"][0] > body.points["wrist.r"][0] + 10


def test_the_pelvis_turns_until_the_hands_are_where_the_author_put_them(tmp_path: Path) -> None:
    made = timeline(tmp_path, DOG)
    assert made.solver.issues == []
    for body, misses in zip(made.bodies, made.misses, strict=True):
        assert max(misses.values()) < 0.5
        assert body.points["palm.r"][0] == pytest.approx(78, abs=0.5)


def test_an_elbow_rests_on_the_floor_instead_of_under_it(tmp_path: Path) -> None:
    body = timeline(tmp_path, FLAT_ARMS).bodies[0]
    for s in ("l", "r"):
        assert body.points[f"elbow.{s}"][1] > 3.8


def test_an_arm_that_reaches_does_not_jump_when_it_arrives(tmp_path: Path) -> None:
    made = timeline(tmp_path, REACH)
    nearly, there = made.between(0, 0.9999), made.between(0, 1.0)
    for name in ("fingers.l", "elbow.r", "shoulder.r"):
        assert nearly.points[name] == pytest.approx(there.points[name], abs=0.5)


def test_a_foot_may_stand_while_forearm_and_other_foot_carry_the_body(tmp_path: Path) -> None:
    for body in timeline(tmp_path, SIDE_PLANK).bodies:
        x, y, z = body.points["ankle.l"]
        assert (x, z) == pytest.approx((34, 36), abs=0.5)
        assert y == pytest.approx(7, abs=0.5)
        assert body.points["elbow.r"][1] < 6 and body.points["ankle.r"][1] < 9


def test_a_foot_reaches_for_the_other_knee_and_a_hand_for_that_foot(tmp_path: Path) -> None:
    made = timeline(tmp_path, TREE)
    body = made.bodies[1]
    assert made.misses[1]["reach ball.r"] < 2
    assert length(sub(body.points["ball.r"], body.points["knee.l"])) < 12
    assert body.points["knee.r"][2] > body.points["hip.r"][2] + 20  # opened to the side, as the angles say
    assert length(sub(body.points["palm.r"], body.points["ankle.r"])) < 13  # the wrist is there


WALL = """
name = "hands on the wall"
props = [{ kind = "wall", at = [50, 0] }]
[base]
floor = ["foot"]
reach = { "hand.r" = [47, 126, 17] }
[[key]]
[[key]]
pelvis = 10
"""


def test_a_hand_that_reaches_a_wall_lies_flat_on_it(tmp_path: Path) -> None:
    for body in timeline(tmp_path, WALL).bodies:
        palm, fingers = body.points["palm.r"], body.points["fingers.r"]
        assert palm[0] == pytest.approx(47, abs=0.5) and fingers[0] == pytest.approx(47, abs=0.5)
        assert fingers[1] > palm[1] + 7
    free = timeline(tmp_path, WALL.replace("[50, 0]", "[80, 0]")).bodies[0]
    assert free.points["fingers.r"][1] < free.points["palm.r"][1] + 7


def test_a_knee_swings_and_does_not_jump_to_where_the_next_pose_bends_it(tmp_path: Path) -> None:
    made = timeline(tmp_path, KNEE_DROP)
    heights = [made.between(1, share / 40).points["knee.r"][1] for share in range(41)]
    assert heights[0] - heights[-1] > 10
    assert max(abs(a - b) for a, b in pairwise(heights)) < 2
