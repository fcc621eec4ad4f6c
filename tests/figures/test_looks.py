"""How it looks: muscles while they work, the pose that one goes to, who is drawn in what, breath and shadows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from deskbreak.figures.api import Figure, open_figure, render, render_svg
from deskbreak.figures.arrows import Arrow, arrows_at, arrows_between, distinct
from deskbreak.figures.colours import PALETTES
from deskbreak.figures.extremities import Ink, foot_shape, hand_shape
from deskbreak.figures.looks import BUILDS, HAIRS, SKINS, Appearance, wear_of
from deskbreak.figures.shade import contact_shadows
from deskbreak.figures.shapes import Camera, tube
from deskbreak.figures.trunk import trunk_ellipses

RAISE = """
name = "raise"
sides = "alternate"
glow = ["shoulders.l"]
[base]
floor = ["foot"]
[[key]]
hold = 1
[[key]]
pose = "up"
hold = 1
uarm = { l = 120 }
arrow = ["hand.l"]
"""


def figure(folder: Path, text: str = RAISE) -> Figure:
    path = folder / "figures" / "raise.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return open_figure("raise", [folder])


def works(made: Figure, t: float, word: str = "glow") -> dict[str, float]:
    stage = made.stage(320, 240, "light")
    shown = stage._muscles(word, made.timeline.locate(t))
    return {name: strength for name, strength in shown.items() if strength > 0.01}


def test_a_muscle_glows_only_while_it_works_and_on_the_side_that_works(tmp_path: Path) -> None:
    made = figure(tmp_path)
    up, other = (made.timeline.reached_s("up", side) for side in (False, True))
    assert works(made, 0.0) == {}
    assert works(made, up) == {"shoulders.l": 1.0}
    assert works(made, other) == {"shoulders.r": 1.0}
    assert 0.2 < works(made, up - 0.5)["shoulders.l"] < 0.8


def test_a_stretch_is_hatched_and_an_effort_glows(tmp_path: Path) -> None:
    pictures = []
    for word in ("glow", "stretch"):
        made = figure(tmp_path, RAISE.replace("glow =", f"{word} ="))
        up = made.timeline.reached_s("up")
        assert works(made, up, word) == {"shoulders.l": 1.0}
        pictures.append(render(made, up, 320, 240, supersample=2).tobytes())
    assert pictures[0] != pictures[1]


def test_the_glow_is_the_accent_and_no_red() -> None:
    for palette in PALETTES.values():
        red, green, blue = palette.accent
        assert red > green > blue and green > 0.7 * red  # amber


def test_the_pose_that_one_goes_to_is_seen_faintly(tmp_path: Path) -> None:
    made = figure(tmp_path)
    up = made.timeline.reached_s("up")
    x, y = map(int, made.stage(480, 360, "light").camera.pixel(made.body_at(up)["palm.l"]))
    plain, ghost, there = (
        render(made, t, 480, 360, ghost=one, way=(0.0, 0.0)).getpixel((x, y))
        for t, one in ((0.0, None), (0.0, up), (up, None))
    )
    assert _far(plain, there) > 60
    assert 0.1 < _far(plain, ghost) / _far(plain, there) < 0.4


def _far(a: object, b: object) -> float:
    return sum(abs(x - y) for x, y in zip(a, b, strict=True))  # type: ignore[call-overload]


def test_an_arrow_goes_the_whole_way_and_the_way_back_too(tmp_path: Path) -> None:
    made = figure(tmp_path)
    way, up = made.timeline, made.timeline.reached_s("up")
    start, end = made.body_at(0.0)["fingers.l"], made.body_at(up)["fingers.l"]
    for t in (up - 0.9, up - 0.6):
        (one,) = arrows_at(way, way.locate(t))
        assert one.points[0] == pytest.approx(start) and one.points[-1] == pytest.approx(end)
    (back,) = arrows_at(way, way.locate(way.left_s("up") + 0.5))
    assert back.points[-1] == pytest.approx(start, abs=0.5)
    (asked,) = arrows_between(way, up, 0.0)
    assert asked.points[0] == pytest.approx(end) and asked.points[-1] == pytest.approx(start)


def test_an_arrow_passes_through_poses_that_flow(tmp_path: Path) -> None:
    text = RAISE.replace(
        'arrow = ["hand.l"]',
        'flow = true\n[[key]]\npose = "out"\nuarm = { l = [90, 60] }\narrow = ["hand.l"]',
    )
    way = figure(tmp_path, text.replace("hold = 1\nuarm", "uarm")).timeline
    (one,) = arrows_at(way, way.locate(way.reached_s("out") - 0.5))
    steps = [sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5 for a, b in pairwise(one.points)]
    assert one.points[0] == pytest.approx(way.body(0.0).points["fingers.l"], abs=0.5)
    assert sum(steps) > 90 and max(steps) < 25


OFFICE, MAT = "[[key]]\n", '[[key]]\nfloor = ["shin"]\n'


@pytest.mark.parametrize(
    ("text", "wear"),
    [
        ('name = "x"\n' + OFFICE, "office"),
        ('name = "x"\n' + OFFICE + MAT, "mat"),
        ('name = "x"\nwear = "mat"\n' + OFFICE, "mat"),
        ('name = "x"\n[base]\nfloor = ["foot", "hand"]\nat = { hand = [50, 20, 73] }\n[[key]]\n', "office"),
    ],
)
def test_whoever_only_stands_wears_shoes(tmp_path: Path, text: str, wear: str) -> None:
    assert wear_of(figure(tmp_path, text).poses) == wear


def test_builds_skins_and_hair_are_seen(tmp_path: Path) -> None:
    made = figure(tmp_path)
    looks = [Appearance(build, skin, hair) for build in BUILDS for skin in SKINS for hair in HAIRS]
    pictures = {render(made, 0.0, 160, 120, supersample=1, look=look).tobytes() for look in looks}
    assert len(pictures) == len(looks)
    assert render(made, 0.0, 160, 120, look=Appearance("giant", "green", "none")) == render(
        made, 0.0, 160, 120
    )


def test_the_chest_breathes_where_the_pose_stands_still(tmp_path: Path) -> None:
    body, build = figure(tmp_path).timeline.bodies[0], BUILDS["slender"]
    out, breath_in = (trunk_ellipses(body, build, breath) for breath in (-1.0, 1.0))
    widest = max(range(len(out) // 2, len(out)), key=lambda n: _length(out[n][2]))
    assert 1.03 < _length(breath_in[widest][2]) / _length(out[widest][2]) < 1.1
    made = figure(tmp_path)
    still = {render(made, 0.0, 480, 360, breath_s=at).tobytes() for at in (0.0, 0.0)}
    moving = {render(made, 0.0, 480, 360, breath_s=at).tobytes() for at in (0.0, 1.0, 3.0)}
    assert len(still) == 1 and len(moving) == 3


def _length(way: tuple[float, float, float]) -> float:
    return sum(x * x for x in way) ** 0.5


def test_shadows_lie_where_the_floor_is_touched(tmp_path: Path) -> None:
    made = figure(
        tmp_path, 'name = "x"\n[base]\nfloor = ["foot.l"]\n[[key]]\nhip = { r = 80 }\nknee = { r = 80 }\n'
    )
    body, camera = made.timeline.bodies[0], made.stage(480, 360, "light").camera
    patches = contact_shadows(body, camera)
    assert patches
    x, _ = camera.pixel(body.points["ball.l"])
    assert all(abs(sum(one for one, _ in shape) / len(shape) - x) < 30 for shape, _ in patches)


def test_feet_are_as_wide_as_feet_from_the_front_and_have_a_sole(tmp_path: Path) -> None:
    body = figure(tmp_path).timeline.bodies[0]
    front = Camera.at(90, 8, 100, 100)
    foot = foot_shape(body, "r", front, ink=Ink((1, 1, 1), (2, 2, 2), 0.5), sole=(3, 3, 3), shod=True)
    xs = [x for points, _ in foot.fills for x, _ in points]
    assert 7 < max(xs) - min(xs) < 11  # cm
    assert (3, 3, 3) in [colour for _, colour in foot.fills]


def test_a_hand_closes_around_what_it_holds(tmp_path: Path) -> None:
    grip = 'hip = { r = 90 }\nfloor = ["foot.l"]\nreach = { "hand.r" = ["shin.r", 6, 0, 0] }\n'
    text = f'name = "x"\n[base]\nfloor = ["foot"]\n[[key]]\n[[key]]\n{grip}'
    flat, closed = figure(tmp_path, text).timeline.bodies
    assert flat.grips == {} and set(closed.grips) == {"r"}
    camera, ink = Camera.at(14, 9, 100, 100), Ink((1, 1, 1), (2, 2, 2), 0.5)
    assert all(len(hand_shape(one, "r", camera, ink).fills) == 3 for one in (flat, closed))


def test_a_limb_is_one_smooth_outline() -> None:
    outline = tube([(0, 0, 10), (30, 2, 8), (60, 0, 5)])
    assert min(x for x, _ in outline) == pytest.approx(-10, abs=1.5)
    assert max(x for x, _ in outline) == pytest.approx(65, abs=1.5)
    turns = [
        (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
        for a, b, c in zip(outline, outline[1:], outline[2:], strict=False)
    ]
    assert (
        sum(turn < -1 for turn in turns) < len(turns) / 5 or sum(turn > 1 for turn in turns) < len(turns) / 5
    )
    end_on = tube([(0, 0, 10), (1, 1, 8)])
    assert max(x for x, _ in end_on) == pytest.approx(10, abs=1)


def test_the_page_gets_the_same_ghost_and_look(tmp_path: Path) -> None:
    made = figure(tmp_path)
    plain = render_svg(made, 0.0, 320, 240)
    assert len(render_svg(made, 0.0, 320, 240, ghost=made.timeline.reached_s("up"))) > 1.5 * len(plain)
    assert render_svg(made, 0.0, 320, 240, look=Appearance(skin="dark")) != plain


def test_the_settings_name_who_can_be_drawn() -> None:
    from typing import get_args

    from deskbreak.figures.looks import USUAL, look_from
    from deskbreak.settings.model import PlayerOptions

    options = PlayerOptions.model_fields
    for name, there in (("build", BUILDS), ("skin", SKINS), ("hair", HAIRS)):
        assert get_args(options[name].annotation) == tuple(there)
        assert options[name].default == getattr(USUAL, name)
    assert look_from({"skin": "dark", "hair": "green"}) == Appearance(skin="dark")


def test_arrows_of_both_sides_that_run_side_by_side_are_one() -> None:
    camera = Camera.at(14, 9, 100, 100)
    both = [Arrow([(0.0, 50.0, z), (30.0, 60.0, z)], 1.0) for z in (-9.0, 9.0)]
    assert distinct(both, camera) == [both[1]]  # the nearer
    assert len(distinct(both, Camera.at(90, 9, 100, 100))) == 2  # from the front they lie apart
