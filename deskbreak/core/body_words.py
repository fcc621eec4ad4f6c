"""The words for places, gear, roles and movements, as content files, settings and JSON name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from deskbreak.sentences import N_

# Where and how an exercise is done, as content files and JSON name it.
POSITIONS = (
    N_("standing"),
    N_("walking"),
    N_("wall"),
    N_("desk"),
    N_("chair"),
    N_("seated"),
    N_("kneeling"),
    N_("quadruped"),
    N_("side-lying"),
    N_("prone"),
    N_("supine"),
)
# Done in shoes and everyday clothes, at the desk or near it; the rest needs the floor.
UPRIGHT = frozenset({"standing", "walking", "wall", "desk", "chair"})
FLOOR = tuple(one for one in POSITIONS if one not in UPRIGHT)
# What people call them. Settings, `--position` and `avoid` take these words as well as the old ones.
PLAIN_POSITIONS: Mapping[str, tuple[str, ...]] = {
    N_("floor"): FLOOR,
    N_("on all fours"): ("quadruped",),
    N_("face down"): ("prone",),
    N_("on the back"): ("supine",),
    N_("on the side"): ("side-lying",),
    N_("seated on the floor"): ("seated",),
}
POSITION_WORDS = (*PLAIN_POSITIONS, *POSITIONS)
# How they are said in a sentence, "floor" for any of those that need it.
POSITION_PHRASES: Mapping[str, str] = {
    "standing": N_("standing"),
    "walking": N_("walking"),
    "wall": N_("at a wall"),
    "desk": N_("at the desk"),
    "chair": N_("on a chair"),
    "floor": N_("on the floor"),
    "seated": N_("seated on the floor"),
    "kneeling": N_("kneeling"),
    "quadruped": N_("on all fours"),
    "side-lying": N_("on the side"),
    "prone": N_("face down"),
    "supine": N_("on the back"),
}
EQUIPMENT = (N_("bed"), N_("cushion"), N_("foam roller"), N_("mat"), N_("towel"), N_("wall"))
COMFORTS = frozenset({"mat"})  # softer with it, done as well without
ROLES = (N_("opens"), N_("moves"), N_("wakes"))
LEVELS = (N_("easy"), N_("medium"), N_("hard"))
# What an exercise asks of the body; `[body] avoid` may name these as well as exercises.
MOVEMENTS = (
    N_("back-bends"),
    N_("balance"),
    N_("deep-knee-bends"),
    N_("forward-bends"),
    N_("knee-twists"),
    N_("kneeling"),
    N_("leg-lifts"),
    N_("lunges"),
    N_("planks"),
    N_("sit-ups"),
    N_("toe-touches"),
    N_("twists"),
    N_("wrist-load"),
)
# Words of `[body] avoid` that stand for several movements: what bad knees are spared.
PLAIN_MOVEMENTS: Mapping[str, tuple[str, ...]] = {
    N_("knees"): ("kneeling", "deep-knee-bends", "lunges", "knee-twists"),
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
