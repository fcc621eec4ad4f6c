"""The parts of one repetition: what is said, and to which pose of the figure the person goes meanwhile.

An exercise's file lists them in order. `enter` leads from the starting pose to where the repetitions begin, `moves`
is one repetition, `leave` leads back. The pace is ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from deskbreak.core.plain import Json, fields_json
from deskbreak.sentences import N_
from deskbreak.values import dataclass, replace

START = "start"  # the first pose of every figure
LOOP = "@loop"  # no pose is named: the figure's whole loop
HELD = "@held"  # no pose is named: the one that the figure holds longest; "@held-2" is its second held pose
BREATHS = ("in", "out")


@dataclass(frozen=True, slots=True)
class Move:
    """One way to one pose. Where words or pose change as the dose builds up, there is one entry for each stage."""

    say: tuple[str, ...]
    to: tuple[str, ...]
    hold: tuple[str, ...] = ()  # the words of the hold there; empty: nothing is held
    seconds: int = 2
    via: tuple[str, ...] = ()  # poses passed on the way, where the shortest way is another one
    breath: str = ""  # "in", "out", or "" where the source leaves it open

    def at(self, stage: int) -> Move:
        """The same with the words and the pose of one stage alone; the last entry goes on."""
        return replace(self, say=_of(self.say, stage), to=_of(self.to, stage), hold=_of(self.hold, stage))

    @property
    def pose(self) -> str:
        """The pose of its one stage, or of the first."""
        return self.to[0]

    @property
    def words(self) -> str:
        """What is said at its one stage, or at the first."""
        return self.say[0]

    @property
    def hold_words(self) -> str:
        """What is said of the hold there; "" where nothing is held."""
        return self.hold[0] if self.hold else ""

    def to_json(self) -> Json:
        return fields_json(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Move:
        return cls(
            say=_texts(data["say"]),
            to=_texts(data["to"]),
            hold=_texts(data.get("hold", ())),
            seconds=data.get("seconds", 2),
            via=tuple(data.get("via", ())),
            breath=data.get("breath", ""),
        )


@dataclass(frozen=True, slots=True)
class Moves:
    """How an exercise is gone through."""

    enter: tuple[Move, ...]
    each: tuple[Move, ...]  # one repetition
    leave: tuple[Move, ...]

    @property
    def begins(self) -> str:
        """The pose that the first repetition starts from."""
        return self.enter[-1].pose if self.enter else START

    @property
    def ends(self) -> str:
        """The pose that a repetition ends in."""
        return self.each[-1].pose


def plain_moves(cue: str, words: Sequence[str], seconds: int) -> tuple[Move, ...]:
    """One repetition of an exercise whose file names no poses, with a hold for each of the `words`."""
    if not words:
        return (Move((cue,), (LOOP,), (), seconds),)
    back = max(seconds // 3, 1)
    out = max(seconds - back, 1)
    ways = [Move((cue,), (_held(number),), (one,), out) for number, one in enumerate(words, 1)]
    return (*ways, Move((N_("Come back"),), (START,), (), back))


def _held(number: int) -> str:
    return HELD if number == 1 else f"{HELD}-{number}"


def _of(values: tuple[str, ...], stage: int) -> tuple[str, ...]:
    return values[min(stage, len(values) - 1) :][:1]


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
