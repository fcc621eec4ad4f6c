"""The page's colours: words and shapes stand out from their ground in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import deskbreak.player
from deskbreak.platforms.page import page_text

PAGE = page_text(Path(deskbreak.player.__file__).parent)
WORDS, SHAPES = 4.5, 3.0


def colours(theme: str) -> dict[str, str]:
    blocks = re.findall(r":root(\[data-theme=\"dark\"\])? \{\n\s+color-scheme: \w+;(.*?)\}", PAGE, re.S)
    text = next(body for dark, body in blocks if bool(dark) == (theme == "dark"))
    return dict(re.findall(r"--([\w-]+): (#\w{6})", text))


def light_of(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((light_of(one), light_of(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "ground", "least"),
    [
        *(
            (word, ground, WORDS)
            for word in ("ink", "soft", "calm", "care", "warn")
            for ground in ("ground",)
        ),
        *((word, "stage", WORDS) for word in ("ink", "soft", "calm", "care")),
        *((word, "button", WORDS) for word in ("ink", "soft", "calm")),
        ("on-calm", "calm", WORDS),
        ("on-calm", "lively", WORDS),
        *((shape, ground, SHAPES) for shape in ("edge", "calm", "warn") for ground in ("ground", "stage")),
        ("edge", "button", SHAPES),
        ("calm", "line", SHAPES),  # how full the ring and the bar are
        ("ink", "button", SHAPES),  # the ring of the focus
    ],
)
def test_words_and_shapes_stand_out(theme, front, ground, least):
    named = colours(theme)
    assert contrast(named[front], named[ground]) >= least
