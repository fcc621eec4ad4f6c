"""Who is drawn, and in what: two builds, skins and hair to choose from, clothes for the mat or the office."""

from __future__ import annotations

from collections.abc import Mapping

from deskbreak.figures.colours import PALETTES, WHITE, Colour, Palette, from_hex, mix
from deskbreak.figures.pose_file import PoseFile
from deskbreak.values import dataclass, replace

SKINS = {"light": "F2C9A8", "medium": "E0A07A", "brown": "A9704E", "dark": "74492F"}
HAIRS = {"black": "2B2523", "brown": "4A332B", "red": "9A4B2C", "blond": "CFA858", "grey": "9B9A9C"}
_STANDING = ("foot", "toe", "step")  # a figure that touches the floor with nothing else may wear shoes


@dataclass(frozen=True, slots=True)
class Build:
    """How wide and deep the body is drawn, by factors, and how the hair is worn."""

    limbs: float
    shoulders: float
    waist: float
    depth: float
    bun: bool


BUILDS = {"slender": Build(1.0, 1.0, 1.0, 1.0, bun=True), "sturdy": Build(1.1, 1.1, 1.14, 1.14, bun=False)}


@dataclass(frozen=True, slots=True)
class Wear:
    """Clothes: how far down arm (1 is the elbow, 2 the wrist) and leg (2 is the ankle) they go, and shoes."""

    sleeve: float
    hem: float
    loose: float  # cm that trousers stand off the shank
    shod: bool


WEARS = {"mat": Wear(0.51, 1.73, 0.0, shod=False), "office": Wear(1.5, 1.93, 0.9, shod=True)}
_OFFICE = {"light": ("6C8FC0", "474A5A"), "dark": ("7C9FD4", "8B90A6")}  # top, legs


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the person at the desk chose to see; each a word of BUILDS, SKINS and HAIRS."""

    build: str = "slender"
    skin: str = "medium"
    hair: str = "brown"


USUAL = Appearance()


def look_from(words: Mapping[str, str]) -> Appearance:
    """The look of some words; what is not there or unknown is as usual."""
    known: dict[str, Mapping[str, object]] = {"build": BUILDS, "skin": SKINS, "hair": HAIRS}
    return replace(USUAL, **{name: words[name] for name, there in known.items() if words.get(name) in there})


def wear_of(poses: PoseFile) -> str:
    """What the file says, or else the office's clothes for a figure that only stands, and the mat's for all others."""
    if poses.wear:
        return poses.wear
    stands = all(_on_foot(key) for key in poses.keys)
    return "office" if stands else "mat"


def _on_foot(key: dict[str, object]) -> bool:
    floor, at = key.get("floor", ["foot"]), key.get("at", {})
    assert isinstance(floor, list) and isinstance(at, dict)
    raised = {name.partition(".")[0] for name, spot in at.items() if len(spot) > 2}
    parts = [part.partition(".")[0] for name in floor for part in name.split("+")]
    return all(part in _STANDING or part in raised for part in parts)


def dressed(theme: str, look: Appearance, wear: str) -> Palette:
    """The theme's colours with this person's and these clothes'; unknown words are the usual ones."""
    name = "dark" if theme == "dark" else "light"
    skin = from_hex(SKINS.get(look.skin, SKINS[USUAL.skin]))
    hair = from_hex(HAIRS.get(look.hair, HAIRS[USUAL.hair]))
    made = replace(PALETTES[name], skin=_lit(skin, name, 0.05), hair=_lit(hair, name, 0.13))
    if wear != "office":
        return made
    top, legs = (from_hex(text) for text in _OFFICE[name])
    return replace(made, top=top, legs=legs)


def _lit(colour: Colour, theme: str, share: float) -> Colour:
    """Lighter before a dark ground, or it would sink into it."""
    return mix(colour, WHITE, share) if theme == "dark" else colour
