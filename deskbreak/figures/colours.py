"""The two themes of the figures, and mixing of colours."""

from __future__ import annotations

from deskbreak.values import dataclass

Colour = tuple[int, int, int]


def from_hex(text: str) -> Colour:
    """A colour from six hex digits."""
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:6], 16)


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours, and how far things fade (`far`), edges darken (`edge`) and shadows show (`shade`)."""

    background: Colour
    stage: Colour
    mat: Colour
    mat_edge: Colour
    top: Colour
    legs: Colour
    skin: Colour
    hair: Colour
    shoe: Colour
    sole: Colour
    accent: Colour
    prop: Colour
    prop_dark: Colour
    prop_light: Colour
    arrow: Colour
    towel: Colour
    cushion: Colour
    far: float
    edge: float
    shade: int


_NAMES = (
    "background", "stage", "mat", "mat_edge", "top", "legs", "skin", "hair", "shoe", "sole", "accent", "prop",
    "prop_dark", "prop_light", "arrow", "towel", "cushion",
)  # fmt: skip
_LIGHT = (
    "F6F3EE EBE5DB A9CFC4 86B3A7 2F7F86 33406B E0A07A 4A332B 6B4A3A EFE7DA FFC24A CDBFAE B7A692 DDD2C4 2B3350"
    " E9D9B8 C98F6B"
)
_DARK = (
    "151A22 1E2530 2F5F58 24504A 3C9A98 6A7ABD E3A985 8A5F4C A3785C D9D2C6 FFCF6B 4A5261 39404D 596273 F3F0E8"
    " D8C49A A5765A"
)


def _palette(text: str, far: float, edge: float, shade: int) -> Palette:
    colours = {name: from_hex(part) for name, part in zip(_NAMES, text.split(), strict=True)}
    return Palette(**colours, far=far, edge=edge, shade=shade)


PALETTES = {"light": _palette(_LIGHT, 0.40, 0.24, 84), "dark": _palette(_DARK, 0.48, 0.34, 150)}
WHITE: Colour = (255, 255, 255)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`a`, with so much of `b`."""
    return (
        int(a[0] + (b[0] - a[0]) * share + 0.5),
        int(a[1] + (b[1] - a[1]) * share + 0.5),
        int(a[2] + (b[2] - a[2]) * share + 0.5),
    )


def darker(colour: Colour, share: float) -> Colour:
    """The colour with a share (0 to 1) of the shadow's mixed in."""
    return mix(colour, (20, 14, 30), share)
