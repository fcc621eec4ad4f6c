"""The names, targets and lengths behind the journal's ids, from the catalogue where there is one."""

from __future__ import annotations

from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile
from deskbreak.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Names:
    """Words for ids; an id that the catalogue does not have stands for itself."""

    catalog: Catalog = field(default_factory=lambda: Catalog({}, {}))

    def routine(self, routine_id: str) -> str:
        """A routine's name."""
        found = self.catalog.routine(routine_id)
        return found.name if found else routine_id

    def exercise(self, exercise_id: str) -> str:
        """An exercise's name."""
        found = self.catalog.exercises.get(exercise_id)
        return found.name if found else exercise_id

    def targets(self, exercise_id: str) -> tuple[str, ...]:
        """What an exercise works on; nothing for one that is not in the catalogue."""
        found = self.catalog.exercises.get(exercise_id)
        return (found.targets or found.routine_targets) if found else ()

    def is_walk(self, routine_id: str, exercises: tuple[str, ...]) -> bool:
        """Return True if a row is a walk; the person's own words count when they say so."""
        known: list[Exercise] = [one for key in exercises if (one := self.catalog.exercises.get(key))]
        return any(one.is_walk for one in known) or "walk" in routine_id.lower().replace("-", " ").split()

    def find(self, words: str) -> str | None:
        """The id of a routine or an exercise, given as its id, its name or another name of it."""
        return self.catalog.routine_named(words)

    def near(self, words: str) -> str | None:
        """The id that `words` may have meant: one like it, else that of a name like it."""
        from difflib import get_close_matches

        ids = [*self.catalog.routines, *self.catalog.exercises]
        if alike := get_close_matches(words, ids, cutoff=0.75):
            return alike[0]
        names = [name.casefold() for name in self.catalog.other_names()]
        alike = get_close_matches(words.casefold(), names, cutoff=0.75)
        return self.find(alike[0]) if alike else None

    def parts(self, routine_id: str) -> list[str]:
        """The exercises that belong to a routine, optional ones left out."""
        found = self.catalog.routine(routine_id)
        steps = found.steps if found else ()
        return list(dict.fromkeys(step.exercise for step in steps if not step.optional))

    def seconds(self, routine_id: str) -> float:
        """How long a routine lasts, 0 where it is not known."""
        found = self.catalog.routine(routine_id)
        if found is None:
            return 0
        from deskbreak.core.script import routine_seconds

        return routine_seconds(found, self.catalog)


def load_names(profile: Profile) -> Names:
    """The person's catalogue as names; where it cannot be had, ids stand for themselves."""
    try:
        from deskbreak.catalog.cached import load_cached

        return Names(load_cached(profile, lean=True))
    except (DeskbreakError, OSError, ImportError):
        return Names()
