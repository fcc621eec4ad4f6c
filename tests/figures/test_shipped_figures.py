"""The shipped figures: none bends where people cannot, sinks into the floor, or slides on a planted hand."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from deskbreak.figures import check
from deskbreak.figures.arrows import arrows_at
from deskbreak.figures.check import check_file
from deskbreak.figures.pose_file import read_pose_file
from deskbreak.figures.timeline import Timeline
from deskbreak.paths import shipped

CONTENT = shipped("content")
OURS = {"UNDER_FLOOR_CM": 4.0, "MISS_CM": 4.0, "JUMP_CM": 2.5}  # stricter than for packs
FIGURES = sorted((CONTENT / "figures").glob("*.toml"), key=lambda path: path.stem)


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_a_body_can_do_what_the_figure_does(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in OURS.items():
        monkeypatch.setattr(check, name, limit)
    assert [str(problem) for problem in check_file(path)] == []


def test_every_exercise_has_its_own_figure_and_none_is_left_over() -> None:
    exercises = {path.stem for path in (CONTENT / "exercises").glob("*.toml")}
    assert exercises == {path.stem for path in FIGURES}
    assert not [path.stem for path in (CONTENT / "exercises").glob("*.toml") if "figure" in _table(path)]


def _table(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8"))


def test_the_figure_in_the_docs_can_be_copied(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "packs.md").read_text("utf-8")
    example = page.partition("# figures/heel-slide.toml")[2].partition("```")[0]
    path = tmp_path / "heel-slide.toml"
    path.write_text(example, "utf-8")
    assert "slide" in example and check_file(path) == []


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_arrows_fade_in_and_out(path: Path) -> None:
    timeline = Timeline(read_pose_file(path))
    count = int(timeline.seconds * 25)
    shown = [_strength(timeline, timeline.seconds * n / count) for n in range(count)]
    assert max(abs(a - b) for a, b in pairwise([*shown, shown[0]])) < 0.5


def _strength(timeline: Timeline, t: float) -> float:
    return max((arrow.strength for arrow in arrows_at(timeline, timeline.locate(t))), default=0.0)
