"""All that is said of an exercise as a list: numbered steps, cautions with their sign, and what is our own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deskbreak.player import words
from deskbreak.player.layout import Box
from deskbreak.player.pen import Pen

FONTS = ("lead", "text", "body", "small", "tiny")  # the largest in which all of it fits
Sentences = Sequence[tuple[str, str]]  # (kind, sentence), as `words.whole` gives them


def fitting_list(pen: Pen, said: Sentences, box: Box, fonts: Sequence[str] = FONTS) -> str:
    """The largest of the fonts in which the list fits into the box; "" where it fits in none."""

    def fits(font: str) -> bool:
        least = sum(pen.fonts.least_height(font, sentence, box.width) for _, sentence in said)
        if least > box.height:
            return False
        return list_height(pen, said, font, box.width) <= box.height

    return next((font for font in fonts if fits(font)), "")


def list_height(pen: Pen, said: Sentences, font: str, width: int) -> int:
    """How high the list is in this font and width, in pixels."""
    inner = width - _indent(pen, font)
    return sum(pen.height(text, font, inner) + _gap(pen, font) for _, _, text in _lines(said))


def draw_list(pen: Pen, said: Sentences, font: str, *, box: Box, tag: str) -> int:
    """The list from the box's top on; gives the y below it."""
    y, indent = box.y, _indent(pen, font)
    for kind, mark, text in _lines(said):
        if kind == "caution":
            pen.caution(box.x, y, font, tag)
        elif mark:
            pen.text(mark, font, pen.theme.calm, box.x, y, indent, tag)
        colour = pen.theme.soft if kind == "ours" else pen.theme.ink
        below = pen.text(text, font, colour, box.x + indent, y, box.width - indent, tag)
        y = below + _gap(pen, font)
    return y


def _lines(said: Sentences) -> Iterator[tuple[str, str, str]]:
    """Kind, mark and sentence; the kind is named before the first sentence of it."""
    number, before = 0, ""
    for kind, text in said:
        number += kind == "step"
        label = words.kind_label(kind) if kind != before else ""
        yield kind, f"{number}." if kind == "step" else "", f"{label} {text}".strip()
        before = kind


def _indent(pen: Pen, font: str) -> int:
    return int(pen.fonts[font].metrics("linespace")) + pen.px(4)


def _gap(pen: Pen, font: str) -> int:
    return int(pen.fonts[font].metrics("linespace")) // (6 if font == FONTS[-1] else 4)
