"""The words for places, gear, roles and movements, as content files, settings and JSON name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Where and how an exercise is done, as content files and JSON name it.
POSITIONS = (
    "standing",
    "walking",
    "wall",
    "desk",
    "chair",
    "seated",
    "kneeling",
    "quadruped",
    "side-lying",
    "prone",
    "supine",
)
# Done in shoes and everyday clothes, at the desk or near it; the rest needs the floor.
UPRIGHT = frozenset({"standing", "walking", "wall", "desk", "chair"})
FLOOR = tuple(one for one in POSITIONS if one not in UPRIGHT)
# What people call them. Settings, `--position` and `avoid` take these words as well as the old ones.
PLAIN_POSITIONS: Mapping[str, tuple[str, ...]] = {
    "floor": FLOOR,
    "on all fours": ("quadruped",),
    "face down": ("prone",),
    "on the back": ("supine",),
    "on the side": ("side-lying",),
    "seated on the floor": ("seated",),
}
POSITION_WORDS = (*PLAIN_POSITIONS, *POSITIONS)
# How they are said in a sentence, "floor" for any of those that need it.
POSITION_PHRASES: Mapping[str, str] = {
    "standing": "standing",
    "walking": "walking",
    "wall": "at a wall",
    "desk": "at the desk",
    "chair": "on a chair",
    "floor": "on the floor",
    "seated": "seated on the floor",
    "kneeling": "kneeling",
    "quadruped": "on all fours",
    "side-lying": "on the side",
    "prone": "face down",
    "supine": "on the back",
}
EQUIPMENT = ("bed", "cushion", "foam roller", "mat", "towel", "wall")
COMFORTS = frozenset({"mat"})  # softer with it, done as well without
ROLES = ("opens", "moves", "wakes")
LEVELS = ("easy", "medium", "hard")
# What an exercise asks of the body; `[body] avoid` may name these as well as exercises.
MOVEMENTS = (
    "back-bends",
    "balance",
    "deep-knee-bends",
    "forward-bends",
    "knee-twists",
    "kneeling",
    "leg-lifts",
    "lunges",
    "planks",
    "sit-ups",
    "toe-touches",
    "twists",
    "wrist-load",
)
# Words of `[body] avoid` that stand for several movements: what bad knees are spared.
PLAIN_MOVEMENTS: Mapping[str, tuple[str, ...]] = {
    "knees": ("kneeling", "deep-knee-bends", "lunges", "knee-twists"),
}
MOVEMENT_WORDS = (*PLAIN_MOVEMENTS, *MOVEMENTS)
# Advised against for sore backs; a pack may bring one only by naming it.
AVOIDED = ("leg-lifts", "sit-ups", "toe-touches")


def positions_of(words: Iterable[str]) -> tuple[str, ...]:
    """The positions that these words stand for, each once; a word that is none stays as it is."""
    found = (position for word in words for position in PLAIN_POSITIONS.get(word, (word,)))
    return tuple(dict.fromkeys(found))


def avoided_by(words: Iterable[str]) -> tuple[str, ...]:
    """What these words of `avoid` rule out: exercises, movements and positions, each once."""
    return positions_of(each for word in words for each in PLAIN_MOVEMENTS.get(word, (word,)))
