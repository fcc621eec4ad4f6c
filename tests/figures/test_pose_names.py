"""Poses by name: which there are, when the loop reaches them, and on which side."""

from __future__ import annotations

from math import dist
from pathlib import Path

import pytest

from deskbreak.errors import InputProblems
from deskbreak.figures.api import Figure, open_figure
from deskbreak.figures.pose_file import read_pose_file
from deskbreak.figures.pose_words import VIEWS
from deskbreak.figures.timeline import Timeline
from deskbreak.paths import shipped

TEXT = """
name = "reach"
sides = "alternate"
[base]
floor = ["foot"]
[[key]]
pose = "start"
move = 2
hold = 1
[[key]]
pose = "reach"
move = 3
hold = 4
uarm = { l = 90 }
[[key]]
move = 1.5
uarm = { l = 40 }
"""


def figure(folder: Path, text: str = TEXT) -> Figure:
    path = folder / "figures" / "reach.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return open_figure("reach", [folder])


def test_poses_are_named_in_the_order_of_the_loop(tmp_path: Path) -> None:
    assert figure(tmp_path).pose_names == ("start", "reach", "key-3")


def test_the_timeline_knows_when_each_side_reaches_and_leaves_a_pose(tmp_path: Path) -> None:
    way = figure(tmp_path).timeline
    assert [way.reached_s(name) for name in way.pose_names] == pytest.approx([0, 4, 9.5])
    assert [way.left_s(name) for name in way.pose_names] == pytest.approx([1, 8, 9.5])
    half = way.seconds / 2
    assert [way.reached_s(name, True) - half for name in way.pose_names] == pytest.approx([0, 4, 9.5])
    assert way.returned_s() == pytest.approx(half) and way.returned_s(True) == pytest.approx(2 * half)
    with pytest.raises(KeyError, match="there are: start, reach"):
        way.reached_s("cat")


def test_the_side_as_written_moves_first_and_the_other_in_the_other_half(tmp_path: Path) -> None:
    made = figure(tmp_path)
    assert (made.side, made.alternates) == ("left", True)
    first, other = (made.body_at(made.timeline.reached_s("reach", side)) for side in (False, True))
    assert first["wrist.l"][1] > first["wrist.r"][1] + 20
    assert other["wrist.r"][1] == pytest.approx(first["wrist.l"][1])


def test_one_sided_figures_show_the_right_unless_they_say_left(tmp_path: Path) -> None:
    switch = TEXT.replace("alternate", "switch")
    made = figure(tmp_path, switch)
    assert (made.side, made.alternates) == ("right", False)
    assert made.timeline.reached_s("reach", True) == made.timeline.reached_s("reach")
    assert made.timeline.returned_s() == made.seconds
    assert figure(tmp_path, switch.replace("[base]", 'side = "left"\n[base]')).side == "left"
    assert figure(tmp_path, TEXT.replace('sides = "alternate"\n', "")).side == ""


WRONG = {
    "another first": (TEXT.replace('"start"', '"up"'), "key 1: pose 'up' is not the start"),
    "twice": (TEXT.replace('"reach"\nmove', '"key-3"\nmove'), "key 3: pose 'key-3' is there twice"),
    "capitals": (TEXT.replace('"reach"\nmove', '"Reach"\nmove'), "key 2: pose = 'Reach' cannot be used"),
    "in the base": (TEXT.replace("[base]", '[base]\npose = "up"'), "[base]: a pose's name belongs to a key"),
    "a third side": (TEXT.replace("[base]", 'side = "near"\n[base]'), "side 'near' is none"),
    "a side of none": (TEXT.replace('sides = "alternate"', 'side = "left"'), "a side needs sides"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_name_that_cannot_be_used_is_told(what: str, tmp_path: Path) -> None:
    text, words = WRONG[what]
    path = tmp_path / "reach.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputProblems) as caught:
        read_pose_file(path)
    assert any(words in one.what for one in caught.value.problems), caught.value.problems


def test_cameras_have_names() -> None:
    assert VIEWS["front"] == (90, 8) and VIEWS["foot-end"] == (90, 30) and "three-quarter" in VIEWS


FIGURES = sorted((shipped("content") / "figures").glob("*.toml"), key=lambda path: path.stem)


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_a_pose_is_what_is_seen_when_the_loop_reaches_it(path: Path) -> None:
    timeline = Timeline(read_pose_file(path))
    for number, name in enumerate(timeline.pose_names):
        seen = timeline.body(timeline.reached_s(name)).points
        assert all(dist(seen[spot], at) < 0.1 for spot, at in timeline.bodies[number].points.items())
