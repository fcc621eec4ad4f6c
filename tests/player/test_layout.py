"""The window's parts at every size a person may give it."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from deskbreak.player.layout import (
    MAX_GROWTH,
    Box,
    arrange,
    in_a_column,
    in_a_row,
    opening_size,
    type_scale,
)

SIZES = [(420, 560), (500, 760), (760, 700), (872, 580), (1280, 720), (1920, 1080), (3000, 900), (440, 1200)]


def apart(one: Box, other: Box) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("note", [0, 34, 90])
def test_nothing_leaves_the_window_and_nothing_overlaps(width, height, scale, note):
    width, height = round(width * scale), round(height * scale)
    found = arrange(width, height, scale, round(note * scale))
    boxes = [found.head, found.bar, found.figure, found.words, found.band, found.controls]
    boxes += [found.note] if note else []
    boxes += [found.quiet] if found.quiet.height else []
    for box in [*boxes, found.ring, found.cue]:
        assert box.x >= 0 and box.y >= 0 and box.right <= width and box.bottom <= height, box
        assert box.width > 0 and box.height > 0
    for one, other in combinations(boxes, 2):
        assert apart(one, other), (one, other)
    assert apart(found.ring, found.cue)
    for inner in (found.ring, found.cue):
        assert inner.y >= found.band.y and inner.bottom <= found.band.bottom


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_where_there_is_much_to_read_the_words_have_more_room(width, height):
    found = arrange(width, height, 1.0)
    assert found.many_words.width * found.many_words.height >= found.words.width * found.words.height
    assert apart(found.small_figure, found.many_words) and apart(found.many_words, found.band)
    assert apart(found.reading, found.band) and apart(found.all_of_it, found.controls)
    assert found.all_of_it.height > found.reading.height >= found.many_words.height


def test_type_grows_with_the_window_and_the_cue_has_a_tenth_of_it():
    assert type_scale(960, 640, 1.0) < type_scale(1440, 960, 1.0) < type_scale(1920, 1080, 1.0)
    assert type_scale(420, 560, 1.0) == 1.0 and type_scale(9000, 6000, 2.0) == 2.0 * MAX_GROWTH
    for width, height in SIZES:
        assert arrange(width, height, 1.0).cue.height >= height / 10


@pytest.mark.parametrize(
    "screen", [(1280, 800), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160), (720, 1280)]
)
def test_the_window_opens_large_but_within_the_screen(screen):
    width, height = opening_size(Box(0, 0, *screen), 1.0)
    assert height >= screen[1] * 0.7 - 1 and height <= screen[1] and width <= screen[0]
    if screen[0] > screen[1]:
        assert 4 / 3 <= width / height <= 1.6
    assert opening_size(Box(0, 0, 3840, 2160), 2.0)[1] <= 2160


def test_buttons_side_by_side_fill_their_row_and_no_more():
    row = in_a_row(Box(10, 20, 700, 50), [1.0, 2.2, 1.0, 0.8, 0.8], 1.0, 3)
    assert row[0].x == 10 and abs(row[-1].right - 710) <= 1
    assert all(one.right < two.x for one, two in pairwise(row))
    assert row[1].width > 2 * row[0].width and row[3].x - row[2].right > row[1].x - row[0].right


def test_sentences_to_choose_from_stand_one_under_the_other():
    column = in_a_column(Box(10, 20, 400, 0), 3, 1.0)
    assert all(one.bottom < two.y for one, two in pairwise(column))


def test_words_stand_beside_the_figure_where_there_is_room():
    assert arrange(872, 580, 1.0).words.x > arrange(872, 580, 1.0).figure.right
    assert arrange(500, 760, 1.0).words.y >= arrange(500, 760, 1.0).figure.bottom
