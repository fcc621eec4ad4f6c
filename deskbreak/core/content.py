"""What deskbreak knows about movement: exercises with their doses, routines, and the catalogue of both.

Everything here is a frozen value. `doses.py` has the amounts, `facts.py` what the sources state besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from deskbreak.core.dosage import OWN, After, Amount, Dose, Tempo
from deskbreak.core.facts import Expert, Fact, Notice, Source, Sourced, Study
from deskbreak.core.moves import Move
from deskbreak.core.plain import Json, fields_json

_Value = TypeVar("_Value", "Exercise", "Routine")

ONCE = Amount(1, 1)
SET = "set:"  # a routine id that spells out its exercises: set:cat-cow+hip-flexor-stretch
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
# The words to choose from, without the old names of the same places.
OFFERED_POSITIONS = ("desk", "chair", "standing", "wall", "walking", *PLAIN_POSITIONS, "kneeling")
EQUIPMENT = ("bed", "cushion", "foam roller", "mat", "towel", "wall")
_COMFORTS = frozenset({"mat"})  # softer with it, done as well without
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
        """Whether a sensitive back is offered it: easy, spared nothing by name, and nothing advised against."""
        return self.sensitive and self.level == LEVELS[0] and not set(AVOIDED) & set(self.movements)

    @property
    def gear(self) -> frozenset[str]:
        """Equipment that its source names and does not call optional."""
        return frozenset(item for item in self.equipment if item != "none" and not item.endswith(" optional"))

    @property
    def needs(self) -> frozenset[str]:
        """Equipment that must be at hand: a place at the wall has a wall, and a mat is a comfort."""
        return self.gear - _COMFORTS - {self.position}

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
        return f'all of "{self.name}" is blocked; to allow it again: {allow}'

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


@dataclass(frozen=True, slots=True)
class Catalog:
    """All exercises and routines, the shipped ones and those of the person's packs, by id."""

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    sources: Mapping[str, Source] = field(default_factory=dict)
    notices: Mapping[str, Notice] = field(default_factory=dict)
    facts: Mapping[tuple[str, str], Fact] = field(default_factory=dict)  # by kind and id
    experts: Mapping[str, Expert] = field(default_factory=dict)
    studies: Mapping[str, Study] = field(default_factory=dict)

    def said(self, kind: str, ids: Iterable[str]) -> list[Fact]:
        """The facts of one kind with these ids, in their order."""
        return [self.facts[kind, key] for key in ids if (kind, key) in self.facts]

    def taught_by(self, exercise: str) -> list[Expert]:
        """Those whom the articles credit with this exercise."""
        return [one for one in self.experts.values() if exercise in one.exercises]

    def who_says(self, source: str, fact: str = "") -> str:
        """ "a physical therapist, in Bustle": the expert behind a fact, and where; nothing for our own words."""
        article = self.sources.get(source)
        if article is None:
            return ""
        place = article.publisher or article.title
        stated = (one for (_, key), one in self.facts.items() if key == fact)
        names = next((one.experts for one in stated), ())
        who = [self.experts[name].words for name in names if name in self.experts]
        return f"{listed(who)}, in {place}" if who else place

    def behind(self, notice: Notice) -> list[Fact]:
        """The facts that a notice rests on, of whatever kind."""
        wanted = {key: at for at, key in enumerate(notice.facts)}
        found = [fact for fact in self.facts.values() if fact.id in wanted]
        return sorted(found, key=lambda fact: wanted[fact.id])

    def exercise_named(self, word: str) -> str | None:
        """The id of the exercise of that id, name or other name."""
        return word if word in self.exercises else _named(word, self.exercises.values())

    def routine_named(self, word: str) -> str | None:
        """The id of what can be started under that id, name or other name."""
        if self.routine(word) is not None:
            return word
        return _named(word, self.routines.values()) or self.exercise_named(word)

    def other_names(self) -> list[str]:
        """Every name that serves beside the ids."""
        return self.exercise_names() + [
            name for one in self.routines.values() for name in (one.name, one.source_name) if name
        ]

    def exercise_names(self) -> list[str]:
        """Every name of an exercise beside its id."""
        return [name for one in self.exercises.values() for name in one.names]

    def routine(self, routine_id: str) -> Routine | None:
        """The routine of that id: a listed one, an exercise as a one-step routine, or a spelled-out set."""
        if routine_id in self.routines:
            return self.routines[routine_id]
        if routine_id in self.exercises:
            return Routine(
                routine_id,
                self.exercises[routine_id].name,
                (RoutineStep(routine_id),),
                pack=self.exercises[routine_id].pack,
            )
        parts = routine_id.removeprefix(SET).split("+") if routine_id.startswith(SET) else []
        if parts and all(part in self.exercises for part in parts):
            return self.set_of(parts)
        return None

    def set_of(self, exercises: Iterable[str]) -> Routine:
        """A routine of ours made of these exercises in their usual doses; its id spells them out."""
        ids = tuple(exercises)
        names = [self.exercises[one].name for one in ids]
        return Routine(SET + "+".join(ids), listed(names), tuple(map(RoutineStep, ids)))

    def lean(self) -> Catalog:
        """The same catalogue without the long words: all that choosing and timing need."""
        routines = {key: _without(one, _ROUTINE_WORDS) for key, one in self.routines.items()}
        return Catalog({key: _lean(one) for key, one in self.exercises.items()}, routines)

    def to_json(self) -> Json:
        return {
            "exercises": [one.to_json() for one in self.exercises.values()],
            "routines": [one.to_json() for one in self.routines.values()],
            "sources": [one.to_json() for one in self.sources.values()],
            "notices": [one.to_json() for one in self.notices.values()],
            "facts": [one.to_json() for one in self.facts.values()],
            "experts": [one.to_json() for one in self.experts.values()],
            "studies": [one.to_json() for one in self.studies.values()],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Catalog:
        exercises = map(Exercise.from_json, data["exercises"])
        routines = map(Routine.from_json, data["routines"])
        return cls(
            {one.id: one for one in exercises},
            {one.id: one for one in routines},
            {one["id"]: Source(**one) for one in data["sources"]},
            {one["id"]: Notice.from_json(one) for one in data["notices"]},
            {(one["kind"], one["id"]): Fact.from_json(one) for one in data["facts"]},
            {one["id"]: Expert.from_json(one) for one in data.get("experts", ())},
            {one["id"]: Study(**one) for one in data.get("studies", ())},
        )


def _named(word: str, values: Iterable[Exercise | Routine]) -> str | None:
    wanted = _spoken(word)
    for one in values:
        names = one.names if isinstance(one, Exercise) else (one.name, one.source_name)
        if wanted and wanted in map(_spoken, names):
            return one.id
    return None


def _spoken(name: str) -> str:
    """A name whatever its case, and with blanks or hyphens: "Press Ups" is press-ups."""
    return " ".join(name.casefold().replace("-", " ").split())


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


_FACTS = ("reasons", "safety", "frequency", "conflicts")
_EXERCISE_WORDS = (*_FACTS, "after", "routine_targets", "steps", "breathing", "why", "cautions", "differs")
_ROUTINE_WORDS = (*_FACTS, "about", "targets")


def _lean(exercise: Exercise) -> Exercise:
    """Of the doses those it is built up through; the others are only read about."""
    one = _without(exercise, _EXERCISE_WORDS)
    used = one.stages if one.dose >= 0 else one.stages[1:]
    return replace(
        one, doses=used, dose=min(one.dose, 0), later=tuple(range(min(one.dose, 0) + 1, len(used)))
    )


def _without(value: _Value, keys: tuple[str, ...]) -> _Value:
    """The value with these fields as they are where nothing is said."""
    return type(value)(**{key: getattr(value, key) for key in value.__slots__ if key not in keys})


def positions_of(words: Iterable[str]) -> tuple[str, ...]:
    """The positions that these words stand for, each once; a word that is none stays as it is."""
    found = (position for word in words for position in PLAIN_POSITIONS.get(word, (word,)))
    return tuple(dict.fromkeys(found))


def avoided_by(words: Iterable[str]) -> tuple[str, ...]:
    """What these words of `avoid` rule out: exercises, movements and positions, each once."""
    return positions_of(each for word in words for each in PLAIN_MOVEMENTS.get(word, (word,)))


def listed(names: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
