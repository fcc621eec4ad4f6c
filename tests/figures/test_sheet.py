"""Contact sheets: every pose of both sides, so that eyes miss none."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskbreak.figures import sheet
from deskbreak.figures.api import open_figure
from deskbreak.paths import shipped

FOLDERS = [shipped("content")]


@pytest.mark.parametrize(
    ("figure_id", "mirrors"), [("bird-dog", set()), ("hip-flexor-stretch", {"left"}), ("cat-cow", set())]
)
def test_every_pose_of_both_sides_is_on_the_sheet(figure_id: str, mirrors: set[str]) -> None:
    figure = open_figure(figure_id, FOLDERS)
    taken = sheet.shots(figure)
    sides = ["left", "right"] if figure.side else [""]
    for side in sides:
        named = [shot for shot in taken if not side or f"({side})" in shot.name]
        assert {shot.name.partition(" ")[0] for shot in named} >= set(figure.pose_names)
        assert {shot.mirror for shot in named} == {side in mirrors}
        assert any(shot.ghost is not None for shot in named)


def test_a_sheet_has_a_row_for_each_figure_and_says_what_cannot_be_drawn(tmp_path: Path) -> None:
    made = sheet.sheet(["cat-cow", "no-such-figure"], FOLDERS, "light")
    assert made.size == (sheet.WIDTH * sheet.COLUMNS, 2 * (sheet.HEIGHT + sheet.HEAD))
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "x.toml").write_text('name = "x"\n[[key]]\n', "utf-8")
    assert sheet.main(str(tmp_path), str(tmp_path / "out")) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "figures-light-01.png",
        "figures-dark-01.png",
    }
