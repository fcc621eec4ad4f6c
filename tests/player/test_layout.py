"""The window's parts at every size a person may give it."""

from __future__ import annotations

from itertools import combinations

import pytest

from deskbreak.player.layout import Box, arrange

SIZES = [(400, 440), (500, 760), (760, 700), (872, 580), (1280, 720), (1920, 1080), (3000, 900), (440, 1200)]


def apart(one: Box, other: Box) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("note", [0, 34, 90])
def test_nothing_leaves_the_window_and_nothing_overlaps(width, height, scale, note):
    width, height = round(width * scale), round(height * scale)
    found = arrange(width, height, scale, round(note * scale))
    boxes = [found.head, found.bar, found.figure, found.words, found.controls]
    boxes += [found.note] if note else []
    for box in [*boxes, found.ring]:
        assert box.x >= 0 and box.y >= 0 and box.right <= width and box.bottom <= height, box
        assert box.width > 0 and box.height > 0
    for one, other in combinations(boxes, 2):
        assert apart(one, other), (one, other)
    assert apart(found.ring, found.figure) and apart(found.ring, found.controls)


def test_words_stand_beside_the_figure_where_there_is_room():
    assert arrange(872, 580, 1.0).words.x > arrange(872, 580, 1.0).figure.right
    assert arrange(500, 760, 1.0).words.y >= arrange(500, 760, 1.0).figure.bottom
