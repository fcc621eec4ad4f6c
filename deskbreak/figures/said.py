"""The words of an exercise held against its figure: the limb that is named moves, and it is the named side's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from math import dist
from typing import Any

from deskbreak.figures.plant import heading_of
from deskbreak.figures.skeleton import PosedBody
from deskbreak.figures.timeline import Timeline
from deskbreak.figures.vectors import dot
from deskbreak.sentences import english

MOVES_CM = 3.0  # less is not seen as a movement of that limb
MORE_CM = 2.0  # by how much the named side has to differ from the other
FigureFinding = tuple[int, str, str]

_JOINTS = {
    "arm": "wrist", "elbow": "elbow", "hand": "wrist", "leg": "ankle", "knee": "knee", "foot": "ankle", "heel": "heel",
    "toe": "toe",
}  # fmt: skip
_SEVERAL = {f"{word}s": joint for word, joint in _JOINTS.items()} | {"feet": "ankle", "hips": "hip"}
_ONE = "|".join(_JOINTS)
_ANY = "|".join(sorted([*_JOINTS, *_SEVERAL], key=len, reverse=True))
_NAMED = re.compile(rf"\b({_ANY})\b( heavy| still| quiet| level)?", re.IGNORECASE)
# The limb that a cue is about: not the other one, and not the one that is stood on.
_SINGLE = re.compile(
    rf"(?<!opposite )(?<!other )(?<!top )(?<!front )(?<!back )(?<!on one )\b({_ONE})\b(?: (down|up)\b)?",
    re.IGNORECASE,
)
_SIDED = re.compile(rf"\{{side\}} ({_ONE})\b(?: (?:is )?(\w+))?", re.IGNORECASE)

# How the named side's limb differs from the other's: from a body, the joint and the side, more is more so.
_STATES: dict[str, Callable[[PosedBody, str], float]] = {
    "down": lambda body, spot: -body.points[spot][1],
    "up": lambda body, spot: body.points[spot][1],
    "back": lambda body, spot: -dot(body.points[spot], heading_of(body)),
    "behind": lambda body, spot: -dot(body.points[spot], heading_of(body)),
    "forward": lambda body, spot: dot(body.points[spot], heading_of(body)),
    "ahead": lambda body, spot: dot(body.points[spot], heading_of(body)),
    "bent": lambda body, spot: -dist(body.points[f"hip.{spot[-1]}"], body.points[f"ankle.{spot[-1]}"]),
    "long": lambda body, spot: dist(body.points[f"hip.{spot[-1]}"], body.points[f"ankle.{spot[-1]}"]),
    "straight": lambda body, spot: dist(body.points[f"hip.{spot[-1]}"], body.points[f"ankle.{spot[-1]}"]),
}


def against_words(timeline: Timeline, words: Mapping[str, Any]) -> Iterator[FigureFinding]:
    """What an exercise's `cue` and `side_word` say of limbs and the figure does not do."""
    cue, side_word = words.get("cue", ""), words.get("side_word", "")
    if isinstance(cue, str):
        yield from _still(timeline, cue)
    if not timeline.poses.side:
        return
    found = _SIDED.search(side_word) if isinstance(side_word, str) else None
    if found and found[2] in _STATES:
        yield from _state(timeline, found[1].lower(), found[2], side_word)
    elif not side_word and isinstance(cue, str) and (one := _SINGLE.search(cue)):
        if one[2]:
            yield from _state(timeline, one[1].lower(), one[2], cue)
        else:
            yield from _mover(timeline, one[1].lower(), cue)


def _still(timeline: Timeline, cue: str) -> Iterator[FigureFinding]:
    """Every limb that the cue names moves."""
    for word in dict.fromkeys(word.lower() for word, quiet in _NAMED.findall(cue) if not quiet):
        joint = _JOINTS.get(word) or _SEVERAL[word]
        if max(_travel(timeline, f"{joint}.{s}") for s in "lr") < MOVES_CM:
            yield 0, "pose", english('"{cue}" names the {word}, which does not move', cue=cue, word=word)


def _mover(timeline: Timeline, word: str, cue: str) -> Iterator[FigureFinding]:
    """The limb of the side that is shown moves more than the other, on that side's part of the loop."""
    named, other = _both(timeline, _JOINTS[word])
    if _travel(timeline, named) < _travel(timeline, other) + MORE_CM:
        side = timeline.poses.side
        yield (
            0,
            "pose",
            english(
                '"{cue}" on the {side} moves the {word} of the other side more; see "side"',
                cue=cue,
                side=side,
                word=word,
            ),
        )


def _state(timeline: Timeline, word: str, state: str, said: str) -> Iterator[FigureFinding]:
    """In the pose in which the two sides differ most, the named one is the one that is so."""
    named, other = _both(timeline, _JOINTS[word])
    more = [_STATES[state](body, named) - _STATES[state](body, other) for body in _first_half(timeline)]
    number = max(range(len(more)), key=lambda one: abs(more[one]))
    if more[number] < MORE_CM:
        yield (
            number,
            "pose",
            english('"{said}" is not so on the {side} side; see "side"', said=said, side=timeline.poses.side),
        )


def _both(timeline: Timeline, joint: str) -> tuple[str, str]:
    near = timeline.poses.side[0]
    return f"{joint}.{near}", f"{joint}.{'l' if near == 'r' else 'r'}"


def _travel(timeline: Timeline, spot: str) -> float:
    """How far a joint gets from where the first pose has it (cm)."""
    places = [body.points[spot] for body in _first_half(timeline)]
    return max(dist(places[0], place) for place in places)


def _first_half(timeline: Timeline) -> list[PosedBody]:
    """The poses of the side as written; a figure of one pose goes to its other side."""
    written = timeline.poses.written
    return timeline.bodies[:written] if written > 1 else timeline.bodies
