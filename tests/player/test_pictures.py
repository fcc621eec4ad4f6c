"""Figures that are missing or invalid, and the small shapes of the window."""

from __future__ import annotations

import sys
import types
from typing import Any

import pytest
from PIL import Image

from deskbreak.core.catalog import Catalog
from deskbreak.core.facts import Notice
from deskbreak.errors import DeskbreakError
from deskbreak.player import shapes
from deskbreak.player.braille import dots
from deskbreak.player.guide import guide
from deskbreak.player.pictures import FADE_S, PictureStage
from deskbreak.values import replace

SIZE = (80, 60)


class Figure:
    """Two poses two seconds apart; what is drawn is the right side."""

    seconds, still_s, side = 4.0, 2.0, "right"
    pose_names, held_names = ("start", "out"), ("out",)
    switches, alternates = True, False

    def reached_s(self, pose: str, other_half: bool = False) -> float:
        return {"start": 0.0, "out": 2.0}[pose]

    left_s = reached_s


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A stand-in for the figures: red on the left half, and it can be invalid."""
    room: Any = types.ModuleType("deskbreak.figures.api")
    room.asked, room.guides = [], []

    def render(figure: Any, t_s: float, width: int, height: int, **how: Any) -> Image.Image:
        room.asked.append((t_s, how["mirror"]))
        room.guides.append((how["ghost"], how["way"], how["breath_s"]))
        image = Image.new("RGB", (width, height), "white")
        image.paste("red", (width // 2, 0, width, height) if how["mirror"] else (0, 0, width // 2, height))
        return image

    room.open_figure = lambda figure_id, folders: Figure()
    room.render = render
    room.render_svg = lambda figure, t_s, width, height, **how: "<?xml version='1.0'?>\n<svg><path/></svg>"
    monkeypatch.setitem(sys.modules, "deskbreak.figures.api", room)
    return room


def draw(
    stage: PictureStage, script: Any, number: int, into: float = 0.0, at: float = 100.0
) -> Image.Image | None:
    cue = script.cues[number]
    return stage.draw(script.steps[cue.step], cue, into, at, SIZE)


def test_the_left_side_is_the_mirror_image(figures, script):
    stage = PictureStage([], "light", still=False)
    draw(stage, script, 6)
    draw(stage, script, 8, at=200.0)
    assert [mirror for _, mirror in figures.asked] == [True, False]


def test_a_figure_that_shows_both_sides_is_not_mirrored(figures, script, monkeypatch):
    monkeypatch.setattr(Figure, "switches", False)
    draw(PictureStage([], "light", still=False), script, 6)
    assert [mirror for _, mirror in figures.asked] == [False]


def red_columns(frame: Image.Image | None) -> list[int]:
    assert frame is not None
    return [x for x in range(frame.width) if frame.getpixel((x, 30)) == (255, 0, 0)]


def test_changing_sides_turns_the_picture_round_its_middle(figures, script):
    """At every moment there is one body: first the old side getting narrow, then the new one getting wide."""
    stage = PictureStage([], "light", still=False, soft_edges="#0000FF")
    draw(stage, script, 6)
    draw(stage, script, 8, at=200.0)
    early, late, over = (draw(stage, script, 8, at=200.0 + FADE_S * share) for share in (0.3, 0.7, 1.0))
    assert min(red_columns(early)) >= 40 and max(red_columns(early)) < 70
    assert min(red_columns(late)) > 10 and max(red_columns(late)) < 40
    assert over is not None and max(red_columns(over)) == 39


def test_the_next_figure_appears_when_the_one_before_is_gone(figures, script):
    stage = PictureStage([], "light", still=False, soft_edges="#0000FF")
    draw(stage, script, 0)
    draw(stage, script, 6, at=200.0)
    early, middle, late = (draw(stage, script, 6, at=200.0 + FADE_S * share) for share in (0.2, 0.5, 0.8))
    assert early is not None and middle is not None and late is not None
    assert early.getpixel((30, 30)) != early.getpixel((60, 30)), "the old one, fainter"
    assert middle.getpixel((30, 30)) == middle.getpixel((60, 30)) == (0, 0, 255)
    assert late.getpixel((60, 30))[0] > late.getpixel((60, 30))[1], "the new one, reddish at its side"  # type: ignore[index]


def test_within_a_figure_nothing_fades(figures, script):
    """Two poses of one figure over each other are two half figures."""
    stage = PictureStage([], "light", still=False)
    draw(stage, script, 0)
    draw(stage, script, 1, at=200.0)
    soon = draw(stage, script, 1, at=200.0 + FADE_S / 4)
    assert soon is not None and soon.getpixel((5, 5)) == (255, 0, 0)
    assert stage._before is None


def test_the_pose_ahead_is_shown_faintly_and_the_chest_breathes(figures, script):
    stage = PictureStage([], "light", still=False)
    onto = replace(script.cues[2], start="start", pose="out")
    stage.draw(script.steps[onto.step], onto, 0.5, 100.0, SIZE)
    kept = replace(onto, start="out")
    stage.draw(script.steps[onto.step], kept, 0.5, 101.0, SIZE)
    assert figures.guides == [(2.0, (0.0, 2.0), 100.0), (None, (2.0, 2.0), 101.0)]
    still = PictureStage([], "light", still=True)
    still.draw(script.steps[onto.step], onto, 0.5, 100.0, SIZE)
    assert figures.guides[-1] == (None, (0.0, 2.0), 0.0)


def test_with_less_motion_the_figure_stands_still(figures, script):
    stage = PictureStage([], "light", still=True)
    onto = replace(script.cues[2], start="start", pose="out")
    for into in (0.0, 0.5, 1.0):
        stage.draw(script.steps[onto.step], onto, into, 100.0, SIZE)
    assert {moment for moment, _ in figures.asked} == {2.0}


@pytest.mark.parametrize("trouble", [DeskbreakError("invalid"), OSError("gone"), ImportError("no figures")])
def test_a_figure_that_cannot_be_opened_leaves_the_words(figures, script, trouble):
    def open_figure(*_: object) -> None:
        raise trouble

    figures.open_figure = open_figure
    stage = PictureStage([], "light", still=False)
    assert draw(stage, script, 0) is None
    assert draw(stage, script, 0) is None


@pytest.mark.parametrize("trouble", [ZeroDivisionError(), ValueError("nan"), KeyError("knee"), IndexError()])
def test_a_figure_that_breaks_while_drawing_leaves_the_words(figures, script, trouble):
    def render(*_: object, **__: object) -> None:
        raise trouble

    figures.render = render
    assert draw(PictureStage([], "light", still=False), script, 0) is None


def test_edges_run_out_into_the_ground(figures, script):
    stage = PictureStage([], "light", still=False, soft_edges="#0000FF")
    frame = draw(stage, script, 0)
    assert frame is not None
    assert frame.getpixel((0, 30)) == (0, 0, 255)
    assert frame.getpixel((20, 30)) == (255, 0, 0)
    assert frame.getpixel((20, frame.height - 1)) == (0, 0, 255)


def test_the_ring_shows_the_share():
    full, empty, half = (
        shapes.ring(share, 60, "#000", fill="#fff", ground="#000") for share in (1.0, 0.0, 0.5)
    )
    assert full.getpixel((2, 30)) == full.getpixel((57, 30)) == (255, 255, 255)
    assert empty.getpixel((57, 30)) == (0, 0, 0)
    assert half.getpixel((57, 30)) == (255, 255, 255) and half.getpixel((2, 30)) == (0, 0, 0)


def test_a_plate_has_its_line_all_around_and_round_corners():
    image = shapes.plate(90, 40, 12, fill="#112233", ground="#ffffff", line="#ff0000", thick=2)
    assert image.size == (90, 40) and image.getpixel((0, 0)) == (255, 255, 255)
    for x, y in ((45, 0), (45, 39), (0, 20), (89, 20)):
        assert image.getpixel((x, y)) == (255, 0, 0), (x, y)
    for x, y in ((45, 20), (14, 20), (76, 5), (20, 35)):
        assert image.getpixel((x, y)) == (0x11, 0x22, 0x33), (x, y)
    assert shapes.plate(5, 3, 12, fill="#112233", ground="#ffffff").size == (5, 3)


def test_the_ring_of_the_focus_is_apart_from_the_button():
    image = shapes.focused(90, 40, 12, fill="#112233", ground="#ffffff", line="#000000", thick=3)
    assert [image.getpixel((45, y)) for y in (1, 4, 8)] == [(0, 0, 0), (255, 255, 255), (0x11, 0x22, 0x33)]


def test_a_caution_has_a_sign():
    image = shapes.caution_sign(20, "#aa0000", "#ffffff")
    assert image.getpixel((4, 17)) == (0xAA, 0, 0) and image.getpixel((1, 2)) == (255, 255, 255)


def test_the_bar_has_a_piece_for_each_step():
    image = shapes.bar([(10, 1.0), (10, 0.0)], 100, 6, track="#888888", fill="#ffffff", ground="#000000")
    assert image.getpixel((25, 3)) == (255, 255, 255)
    assert image.getpixel((75, 3)) == (0x88, 0x88, 0x88)


def test_braille_inks_what_differs_from_the_ground():
    picture = Image.new("RGB", (40, 40), "white")
    picture.paste("black", (20, 0, 40, 40))
    assert dots(picture, 4, 2) == ["⠀⠀⣿⣿", "⠀⠀⣿⣿"]


def test_the_guide_shows_every_step_and_how_to_log_it(figures, script):
    notice = Notice("stop-when-it-hurts", "Stop", ("Stop if it hurts <at all>.",))
    text = guide(script, Catalog({}, {}, {}, {notice.id: notice}), [])
    assert text.count("<section>") == 2 and text.count("<svg") == 3, "the stretch shows its hold, too"
    assert "<?xml" not in text
    assert "deskbreak done" in text and "Move slowly." in text
    assert "&lt;at all&gt;" in text
