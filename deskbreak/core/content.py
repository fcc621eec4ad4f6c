"""What deskbreak knows about movement: exercises with their doses, and routines made of them.

Everything here is a frozen value. `dosage.py` has the amounts, `facts.py` what the sources state besides,
`catalog.py` all of it together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from deskbreak.core.body_words import (
    AVOIDED,
    COMFORTS,
    LEVELS,
    UPRIGHT,
)
from deskbreak.core.dosage import OWN, After, Amount, Dose, Tempo
from deskbreak.core.facts import Sourced
from deskbreak.core.moves import Move
from deskbreak.core.plain import Json, fields_json
from deskbreak.sentences import english
from deskbreak.values import dataclass, field

ONCE = Amount(1, 1)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement: what it is for, how it is done, how much of it, and with what care."""

    id: str
    name: str
    position: str
    role: str  # opens, moves or wakes
    fills_role: bool = True  # False: it joins a set beside the exercise that fills its role
    opens_front: bool = False  # it stretches the hip flexors, which sitting shortens
    sources: tuple[str, ...] = (OWN,)
    aliases: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ("none",)
    targets: tuple[str, ...] = ()
    routine_targets: tuple[str, ...] = ()  # what the sources say of whole routines that hold it
    level: str = "easy"
    movements: tuple[str, ...] = ()
    sensitive: bool = True  # may be offered to a sensitive back, if it is easy
    substitute: str = ""  # what to do instead where this one does not suit
    order: int = 100  # among equals the smaller number is offered first
    sides: str = ""  # "": both at once; "each": one side, then the other; "alternate": left, right, left …
    side_word: str = ""  # a side as one sees it: "{side} knee down"; "{other}" is the other side
    enter: tuple[Move, ...] = ()  # from the starting pose to where the repetitions begin
    moves: tuple[Move, ...] = ()  # one repetition, way by way
    leave: tuple[Move, ...] = ()  # back to the starting pose
    stays: bool = False  # where a dose is a time alone, the pose is held so long; else repetitions fill it
    cue: str = "Move"  # said at a repetition where no `moves` are given
    cue_hold: str = "Hold"
    cue_holds: tuple[str, ...] = ()  # where several holds in a row differ, one for each
    after: After | None = None  # a form of ours: the sourced movement behind it
    doses: tuple[Dose, ...] = ()
    dose: int = 0  # which of the doses is used where a routine names none; -1 is `own`
    later: tuple[int, ...] = ()  # the doses it is built up to afterwards, in this order
    own: Dose = field(default_factory=lambda: Dose(OWN))  # our own filling of what the sources leave open
    tempo: Tempo = field(default_factory=Tempo)
    steps: tuple[str, ...] = ()
    breathing: str = ""
    why: Sourced = field(default_factory=lambda: Sourced(""))
    cautions: tuple[Sourced, ...] = ()
    differs: tuple[str, ...] = ()  # where the sources contradict each other, and what we follow
    reasons: tuple[str, ...] = ()  # ids of the facts in content/sources that concern this exercise
    safety: tuple[str, ...] = ()
    frequency: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    per_day: Amount | None = None  # sessions a day that the sources ask for
    maintenance_per_day: Amount | None = None  # the same once the back is well
    figure: str = ""
    pack: str = ""  # the pack it came from; "" is shipped

    @property
    def is_gentle(self) -> bool:
        """Return True if a sensitive back is offered it: easy, spared nothing by name, and nothing advised against."""
        return self.sensitive and self.level == LEVELS[0] and not set(AVOIDED) & set(self.movements)

    @property
    def gear(self) -> frozenset[str]:
        """Equipment that its source names and does not call optional."""
        return frozenset(item for item in self.equipment if item != "none" and not item.endswith(" optional"))

    @property
    def needs(self) -> frozenset[str]:
        """Equipment that must be at hand: a place at the wall has a wall, and a mat is a comfort."""
        return self.gear - COMFORTS - {self.position}

    @property
    def place(self) -> str:
        """Where it is done, in the word people use: "floor", "standing", "desk" ..."""
        return self.position if self.position in UPRIGHT else "floor"

    @property
    def usual(self) -> Dose:
        """The dose that is used where a routine names none."""
        return self.doses[self.dose] if 0 <= self.dose < len(self.doses) else self.own

    @property
    def stages(self) -> tuple[Dose, ...]:
        """The doses it is built up through, the usual one first."""
        return (self.usual, *(self.doses[index] for index in self.later if index < len(self.doses)))

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its other names, without what the ledger remarks in brackets."""
        return (self.name, *(alias.partition(" (")[0] for alias in self.aliases))

    @property
    def is_walk(self) -> bool:
        return self.position == "walking"

    @property
    def is_daily_walk(self) -> bool:
        """The walk that a source wants every day; a shorter one is an exercise like others."""
        return self.is_walk and self.per_day is not None

    def to_json(self) -> Json:
        """Every field that is not at its default, as plain JSON."""
        return fields_json(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Exercise:
        made: Json = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        made |= {key: make(data[key]) for key, make in _EXERCISE_PARTS.items() if key in data}
        return cls(**made)


@dataclass(frozen=True, slots=True)
class RoutineStep:
    """One exercise in a routine; without a dose of its own the exercise's usual one holds."""

    exercise: str
    dose: Dose | None = None
    side: str = ""  # "left" or "right" where the routine goes through the sides itself
    optional: bool = False

    def to_json(self) -> Json:
        return fields_json(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RoutineStep:
        dose = {"dose": Dose.from_json(data["dose"])} if "dose" in data else {}
        return cls(**{**data, **dose})


@dataclass(frozen=True, slots=True)
class Routine:
    """Exercises in order, once or for some rounds."""

    id: str
    name: str
    steps: tuple[RoutineStep, ...]
    source: str = OWN
    source_name: str = ""  # what its source calls it
    rounds: Amount = ONCE
    rounds_options: tuple[int, ...] = ()  # the numbers of rounds its source offers
    any_rounds: bool = False  # its source offers those in between too
    about: str = ""
    targets: tuple[str, ...] = ()
    parent: str = ""  # the routine this one is a part of
    total_s: int | None = None  # the length its source states, optional steps left out
    slot: str = ""  # the time of day its source suggests
    reasons: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    frequency: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    pack: str = ""

    @property
    def needed(self) -> tuple[RoutineStep, ...]:
        """The steps that are always done; where all are optional, as in an optional part, that is all."""
        return tuple(step for step in self.steps if not step.optional) or self.steps

    def blocked_words(self) -> str:
        """What is said where all that must be done of it is blocked."""
        steps = dict.fromkeys(step.exercise for step in self.needed)
        allow = ", ".join(f"deskbreak unblock {one}" for one in steps)
        return english(
            'all of "{name}" is blocked; to allow it again: {command}', name=self.name, command=allow
        )

    @property
    def rounds_offered(self) -> tuple[int, ...]:
        """The numbers of rounds that may be chosen, the smallest first."""
        low, high = self.rounds.min or 1, self.rounds.max or self.rounds.min or 1
        every = tuple(range(low, high + 1))
        return every if self.any_rounds or not self.rounds_options else tuple(sorted(self.rounds_options))

    def to_json(self) -> Json:
        return fields_json(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Routine:
        made: Json = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        made["steps"] = tuple(map(RoutineStep.from_json, data["steps"]))
        if "rounds" in data:
            made["rounds"] = Amount.from_json(data["rounds"])
        return cls(**made)


def _many(make: Any) -> Any:
    return lambda rows: tuple(map(make, rows))


_EXERCISE_PARTS: Mapping[str, Any] = {
    "doses": _many(Dose.from_json),
    "enter": _many(Move.from_json),
    "moves": _many(Move.from_json),
    "leave": _many(Move.from_json),
    "after": After.from_json,
    "own": Dose.from_json,
    "tempo": Tempo.from_json,
    "why": Sourced.from_json,
    "cautions": _many(Sourced.from_json),
    "per_day": Amount.from_json,
    "maintenance_per_day": Amount.from_json,
}


def listed(names: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
