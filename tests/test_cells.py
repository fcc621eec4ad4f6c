"""Text on a terminal: how wide it is, and where its lines end."""

from __future__ import annotations

import textwrap

import pytest

from deskbreak.cells import broken, cells, padded

JAPANESE = "ひざを床につけて、ゆっくり息を吐きながら、腰を前に押し出します。痛みがあればやめてください。"


def test_japanese_letters_take_two_columns_and_marks_none():
    assert cells("cat-cow") == 7
    assert cells("猫と牛") == 6
    assert cells("e\u0301") == 1
    assert padded("猫", 4) == "猫  "


@pytest.mark.parametrize("width", [10, 21, 40])
def test_a_text_without_spaces_is_broken_between_letters(width):
    lines = broken(JAPANESE, width)
    assert len(lines) > 1
    assert all(cells(line) <= width + 2 for line in lines)  # a full stop may hang over
    assert "".join(lines) == JAPANESE
    assert not any(line[0] in "、。" for line in lines)


def test_a_command_within_it_stays_whole_where_it_can():
    lines = broken("終わったら deskbreak done と入力してください。", 24)
    assert any("deskbreak" in line for line in lines)
    assert " ".join(lines).replace(" ", "") == "終わったらdeskbreakdoneと入力してください。"


def test_every_line_after_the_first_is_indented():
    first, *others = broken(JAPANESE, 30, "1. ", "   ")
    assert first.startswith("1. ひ")
    assert all(line.startswith("   ") and line[3] != " " for line in others)


@pytest.mark.parametrize("width", [12, 40])
def test_other_languages_are_broken_as_textwrap_does(width):
    text = "Die Hände unter die Schultern, and the well-known knees under the hips; überaus langsam."
    usual = textwrap.wrap(text, width, break_on_hyphens=False)
    assert broken(text, width) == usual
