"""The catalogue: all exercises and routines by id, with what the sources say, and finding them by name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

from deskbreak.core.content import Exercise, Routine, RoutineStep, listed
from deskbreak.core.facts import Expert, Fact, Notice, Source, Study
from deskbreak.core.plain import Json
from deskbreak.sentences import english
from deskbreak.values import dataclass, field, replace

_Value = TypeVar("_Value", "Exercise", "Routine")
SET = "set:"  # a routine id that spells out its exercises: set:cat-cow+hip-flexor-stretch


@dataclass(slots=True)
class ChoiceMemo:
    """What choosing has worked out about a catalogue: a year of sets asks the same again and again.

    Forgetting it changes no answer. It goes when the catalogue goes.
    """

    seconds: dict[tuple[str, int, str], int] = field(
        default_factory=dict
    )  # by exercise, level, position before
    fitting: tuple[Hashable, tuple[Exercise, ...]] = (None, ())  # the latest question, and its answer


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
    memo: ChoiceMemo = field(default_factory=ChoiceMemo, init=False, repr=False, compare=False)

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
        return (
            english("{experts}, in {publication}", experts=listed(who), publication=place) if who else place
        )

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
            sources={one["id"]: Source(**one) for one in data["sources"]},
            notices={one["id"]: Notice.from_json(one) for one in data["notices"]},
            facts={(one["kind"], one["id"]): Fact.from_json(one) for one in data["facts"]},
            experts={one["id"]: Expert.from_json(one) for one in data.get("experts", ())},
            studies={one["id"]: Study(**one) for one in data.get("studies", ())},
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


_FACTS = ("reasons", "safety", "frequency", "conflicts")
_EXERCISE_WORDS = (*_FACTS, "after", "routine_targets", "steps", "breathing", "why", "cautions", "differs")
_ROUTINE_WORDS = (*_FACTS, "targets")  # what it is for is said where it begins


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
