"""A folder of content as the rules see it: what its files say, and everything known beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine
from deskbreak.errors import Problem
from deskbreak.toml_file import Document
from deskbreak.values import dataclass


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """An exercise and the file it came from."""

    value: Exercise
    document: Document


@dataclass(frozen=True, slots=True)
class RoutineFile:
    """A routine and the file it came from."""

    value: Routine
    document: Document


File = ExerciseFile | RoutineFile


@dataclass(frozen=True, slots=True)
class Pack:
    """One folder of content. `before` is what was known without it, `known` what is known with it."""

    folder: Path
    exercises: tuple[ExerciseFile, ...]
    routines: tuple[RoutineFile, ...]
    before: Catalog
    known: Catalog
    figures: frozenset[str]  # ids of the figures that can be drawn
    ledger: dict[str, Any]  # the facts of content/sources; empty for a person's pack

    @property
    def files(self) -> tuple[File, ...]:
        return (*self.exercises, *self.routines)


Rule = Callable[[Pack], Iterator[Problem]]
