"""Figures: every exercise can be drawn, invalid files give sentences, and drawing is quick enough."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from deskbreak.errors import InputProblems
from deskbreak.figures.api import FigureMissing, open_figure, render, render_svg
from deskbreak.figures.check import check_file
from deskbreak.figures.pose_file import read_pose_file
from deskbreak.figures.straps import path_points
from deskbreak.paths import shipped

FOLDERS = [shipped("content")]
IDS = sorted(path.stem for path in (shipped("content") / "figures").glob("*.toml"))


@pytest.mark.parametrize("figure_id", IDS)
def test_every_figure_is_drawn_and_moves(figure_id: str) -> None:
    figure = open_figure(figure_id, FOLDERS)
    first = render(figure, 0.0, 160, 120, supersample=2)
    assert first.size == (160, 120)
    frames = {render(figure, figure.seconds * n / 4, 160, 120, supersample=1).tobytes() for n in range(4)}
    assert len(frames) > 1
    assert len(first.getcolors(100_000) or []) > 20  # somebody is in the picture


def test_both_themes_and_both_sides_differ() -> None:
    figure = open_figure("hip-flexor-stretch", FOLDERS)
    pictures = {
        render(figure, figure.still_s, 160, 120, theme=theme, mirror=mirror).tobytes()
        for theme in ("light", "dark")
        for mirror in (False, True)
    }
    assert len(pictures) == 4


def test_an_svg_says_what_it_shows() -> None:
    text = render_svg(open_figure("cat-cow", FOLDERS), 2.0, 480, 360)
    assert text.startswith("<svg") and text.endswith("</svg>")
    assert "<title>Cat-cow</title>" in text


def test_a_missing_figure_is_a_sentence() -> None:
    for name in ("nothing", "", "../config", "a/b"):
        with pytest.raises(FigureMissing):
            open_figure(name, FOLDERS)


INVALID = {
    "nan": 'name = "x"\n[[key]]\nknee = nan\n',
    "no keys": 'name = "x"\n',
    "too many": 'name = "x"\n' + "[[key]]\nknee = 1\n" * 10_000,
    "unknown joint": 'name = "x"\n[[key]]\nknees = 3\n',
    "wrong type": 'name = "x"\n[[key]]\nknee = "bent"\n',
    "bad contact": 'name = "x"\n[[key]]\nfloor = ["nose"]\n',
    "no move": 'name = "x"\n[[key]]\nmove = 0\n',
    "no toml": "name = [",
    "muscle": 'name = "x"\nglow = ["ego"]\n[[key]]\nknee = 1\n',
}


@pytest.mark.parametrize("text", INVALID.values(), ids=INVALID)
def test_spoiled_files_give_sentences(tmp_path: Path, text: str) -> None:
    path = tmp_path / "figure.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputProblems) as caught:
        read_pose_file(path)
    assert all(problem.what for problem in caught.value.problems)


def test_unreachable_places_are_problems_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "figure.toml"
    path.write_text('name = "x"\n[[key]]\nreach = { "hand.r" = [400, 400, 400] }\n', "utf-8")
    assert any("misses" in problem.what for problem in check_file(path))


def test_mutated_files_never_crash(tmp_path: Path) -> None:
    chance = random.Random(5)
    path = tmp_path / "figure.toml"
    sources = [(shipped("content") / "figures" / f"{name}.toml").read_bytes() for name in IDS[:12]]
    for _ in range(120):
        raw = bytearray(chance.choice(sources))
        for _ in range(chance.randrange(1, 6)):
            raw[chance.randrange(len(raw))] = chance.choice(b'0123456789-.[]{}"= abcdef\n')
        path.write_bytes(bytes(raw))
        check_file(path)


def test_the_published_schema_is_what_is_read() -> None:
    from deskbreak.figures.schema import schema_text

    path = shipped("content") / "schemas" / "figure.schema.json"
    assert path.read_text("utf-8") == schema_text()


ROLLER = """
name = "rolling"
props = [
  { kind = "roller", at = [0, 0], rolls = "pelvis" },
  { kind = "box", at = [40, 60], size = [20, 30, 4], front = true },
]
[base]
floor = ["foot"]
anchor = "head"
[[key]]
[[key]]
pelvis = 50
"""


def test_a_roller_goes_half_as_far_as_the_body_and_what_is_in_front_covers_it(tmp_path: Path) -> None:
    folder = tmp_path / "figures"
    folder.mkdir()
    (folder / "rolling.toml").write_text(ROLLER, "utf-8")
    figure = open_figure("rolling", [tmp_path])
    stage = figure.stage(320, 240, "light")
    start, end = (stage.parts(stage.frame(t), t, stage.camera) for t in (0.0, 1.0))
    gone = figure.timeline.bodies[1].points["pelvis"][0] - figure.timeline.bodies[0].points["pelvis"][0]
    assert abs(gone) > 5
    moved = end[0][1][1][0][0][0] - start[0][1][1][0][0][0]  # farthest part, end disc, first corner, x
    assert moved == pytest.approx(gone / 2 * stage.camera.scale * stage.camera.right[0], abs=0.01)
    box = end[-1][1][-1]
    assert figure.stage(320, 240, "light").draw(1.0, 3).getpixel([*map(int, _middle(box[0]))]) == box[1]


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def test_a_prop_that_rolls_with_nothing_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "rolling.toml"
    path.write_text(ROLLER.replace('rolls = "pelvis"', 'rolls = "nose"'), "utf-8")
    with pytest.raises(InputProblems) as caught:
        read_pose_file(path)
    assert "roller" in str(caught.value.problems[0])


def test_a_strap_passes_behind_the_thigh() -> None:
    body = open_figure("supine-hamstring-stretch", FOLDERS).timeline.bodies[-1]
    (palm,), behind = path_points(body, ["palm.r", "thigh.r"], 0), path_points(body, ["palm.r", "thigh.r"], 1)
    assert palm == body.points["palm.r"]
    deepest = max(at[0] for at in behind)
    assert deepest > body.points["knee.r"][0] > palm[0]  # the leg is up: its back is away from the head
    assert path_points(body, ["wing"], 0) == []


@pytest.mark.parametrize("figure_id", ["helicopters", "standing-hip-cars", "ten-minute-walk"])
def test_without_a_hold_the_still_is_where_the_body_is_widest(figure_id: str) -> None:
    figure = open_figure(figure_id, FOLDERS)
    points = figure.timeline.body(figure.still_s).points
    spread = max(
        abs(points[f"{a}.l"][axis] - points[f"{a}.r"][axis]) for a in ("fingers", "toe") for axis in (0, 2)
    )
    assert spread > 45


def test_a_hold_shows_the_pose_that_is_held() -> None:
    figure = open_figure("dns-star", FOLDERS)
    low = figure.timeline.body(0.0).points["pelvis"][1]
    assert figure.timeline.body(figure.still_s).points["pelvis"][1] > low + 3


@pytest.mark.parametrize("figure_id", ["glute-bridge-pulse", "bird-dog", "cat-cow"])
def test_the_still_is_never_the_start(figure_id: str) -> None:
    figure = open_figure(figure_id, FOLDERS)
    assert figure.still_s in [figure.reached_s(name) for name in figure.pose_names[1:]]
