"""What editors are told of a value agrees with what the loader takes."""

from __future__ import annotations

import re

import pytest

from deskbreak.catalog.kinds import MinMax, Text
from deskbreak.catalog.shapes import ID

TEXT = Text(40)


@pytest.mark.parametrize(
    "value",
    [
        "Cat-Cow",
        "a",
        " x ",
        "Über dem Stuhl",
        "",
        "   ",
        "two\nlines",
        "a\u202eb",
        "a\u200bb",
        "a\u0000b",
        "\t",
    ],
)
def test_the_pattern_for_editors_takes_what_the_loader_takes(value: str) -> None:
    taken = not list(TEXT.check(value, ()))
    assert bool(re.fullmatch(TEXT.schema()["pattern"], value)) == taken


def test_a_range_says_that_it_needs_an_end() -> None:
    assert MinMax(9).schema()["anyOf"] == [{"required": ["min"]}, {"required": ["max"]}]
    assert list(MinMax(9).check({"approx": True}, ()))


@pytest.mark.parametrize(
    ("value", "is_plain"), [("cat-cow", True), ("Bad Id", False), ("-x", False), ("x--y", False)]
)
def test_editors_know_plain_ids(value: str, is_plain: bool) -> None:
    assert bool(re.fullmatch(ID.schema()["pattern"], value)) == is_plain
