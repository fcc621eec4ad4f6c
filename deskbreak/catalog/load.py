"""Loads and merges content: the shipped folder, then the packs. Heavy; the daemon reads the cache."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from deskbreak.catalog import build
from deskbreak.catalog.cache import write_cache
from deskbreak.catalog.folders import content_folders, content_signature
from deskbreak.catalog.kinds import TableOf
from deskbreak.catalog.pack import ExerciseFile, Pack, RoutineFile
from deskbreak.catalog.reading import read_file, read_folder
from deskbreak.catalog.rules import RULES
from deskbreak.catalog.shapes import EXERCISE, EXPERT, FACT, NOTICE, ROUTINE
from deskbreak.catalog.sources import (
    FACT_KINDS,
    credited,
    experts_in,
    facts_in,
    read_ledger,
    sources_behind,
    sources_in,
    sources_of,
    studies_in,
)
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise
from deskbreak.core.facts import Expert, Fact, Notice
from deskbreak.errors import Problem
from deskbreak.paths import Profile, shipped
from deskbreak.sentences import N_
from deskbreak.toml_file import Document
from deskbreak.values import replace

EMPTY = Catalog({}, {})
_AMOUNTS = ("own", "dose", "use_dose", "then_doses", "tempo", "sides", "step", "rounds", "rounds_options")
# Until a pack draws or names a figure, one in the same position stands in.
_STAND_INS = {
    "standing": "standing-hip-cars",
    "walking": "ten-minute-walk",
    "wall": "wall-sit",
    "desk": "desk-cat-cow",
    "chair": "chair-twist",
    "seated": "seated-spinal-twist",
    "kneeling": "childs-pose",
    "quadruped": "cat-cow",
    "side-lying": "dns-star",
    "prone": "prone-press-up",
    "supine": "knee-rolls",
}


def load_catalog(folders: Sequence[Path]) -> tuple[Catalog, list[Problem]]:
    """Everything in `folders`, later ones added to earlier ones, and every problem found on the way.

    A file with a problem is left out, and so is a routine that needs it; the rest is used. The shipped
    content is not judged here by the rules, which `scripts/content` proves; packs are.
    """
    catalog, problems = EMPTY, []
    for folder in folders:
        pack, found = read_pack(folder, catalog)
        if catalog.exercises:
            found += [problem for rule in RULES for problem in rule(pack)]
        catalog = _without(pack, {problem.file for problem in found})
        problems += found
    return catalog, problems


def load_and_cache(profile: Profile) -> tuple[Catalog, list[Problem]]:
    """The person's catalogue and its problems; kept for the next time where the cache can be written."""
    folders = content_folders(profile)
    signature = content_signature(folders)
    catalog, problems = load_catalog(folders)
    with contextlib.suppress(OSError):  # a full or read-only disk costs time, nothing else
        write_cache(profile, signature, catalog, problems)
    return catalog, problems


def read_pack(folder: Path, before: Catalog) -> tuple[Pack, list[Problem]]:
    """The files of one folder whose shape is right, merged after `before`, and the problems of the others."""
    problems: list[Problem] = []
    name = folder.name if before.exercises else ""  # what nothing comes before is the shipped content
    figures = frozenset(_stems(folder / "figures")) | frozenset(_stems(shipped("content") / "figures"))
    exercises = tuple(
        ExerciseFile(_with_figure(build.exercise(one.data, name), one, figures), one)
        for one in _shaped(folder / "exercises", EXERCISE, problems)
    )
    written = {**{file.value.id: file.value for file in exercises}, **before.exercises}
    exercises = tuple(replace(file, value=build.carried_over(file.value, written)) for file in exercises)
    routines = tuple(
        RoutineFile(build.routine(one.data, name), one)
        for one in _shaped(folder / "routines", ROUTINE, problems)
    )
    ledger = {} if before.exercises else read_ledger(folder)
    known = Catalog(
        {**{file.value.id: file.value for file in exercises}, **before.exercises},
        {**{file.value.id: file.value for file in routines}, **before.routines},
        before.sources or sources_in(ledger),
        before.notices or _notices(folder, ledger, problems),
        before.facts or _facts(folder, ledger, problems),
        before.experts or _experts(folder, ledger, problems),
        before.studies or studies_in(ledger),
    )
    return Pack(folder, exercises, routines, before, known, figures, ledger), problems


def _shaped(folder: Path, shape: TableOf, problems: list[Problem]) -> Iterator[Document]:
    for one in read_folder(folder):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        found = list(shape.check(one.data, ()))
        problems += [one.problem(where, what, hint) for where, what, hint in found]
        kept = _sound_part(one, shape, {where[0] if where else "" for where, _, _ in found})
        if kept is not None:
            yield kept


def _sound_part(document: Document, shape: TableOf, invalid: set[str | int]) -> Document | None:
    """The file without its invalid keys, so that the rules report the rest at once; it is left out all the same.

    None where too little is sound to judge by: what it needs is missing, or its amounts are in doubt.
    """
    if not invalid:
        return document
    if invalid & {"", *shape.required, *_AMOUNTS}:
        return None
    return replace(document, data={key: one for key, one in document.data.items() if key not in invalid})


def _with_figure(exercise: Exercise, document: Document, figures: frozenset[str]) -> Exercise:
    if not exercise.pack or "figure" in document.data or exercise.id in figures:
        return exercise
    return replace(exercise, figure=_STAND_INS[exercise.position])


def _notices(folder: Path, ledger: dict[str, Any], problems: list[Problem]) -> dict[str, Notice]:
    one = _single(folder / "notices.toml", problems)
    if one is None:
        return {}
    made = {}
    for key, row in one.data.items():
        found = list(NOTICE.check(row, (key,)))
        problems += [one.problem(where, what, hint) for where, what, hint in found]
        if not found:
            sources = sources_of(row.get("facts", ()), ledger)
            made[key] = Notice(key, row["title"], tuple(row["text"]), sources, tuple(row.get("facts", ())))
    return made


def _facts(folder: Path, ledger: dict[str, Any], problems: list[Problem]) -> dict[tuple[str, str], Fact]:
    """Our sentence for every fact of the ledger; a fact without one, or one without a fact, is a problem."""
    one = _single(folder / "facts.toml", problems)
    if one is None:
        return {}
    made: dict[tuple[str, str], Fact] = {}
    for kind, stated in facts_in(ledger).items():
        said = one.data.get(kind, {})
        shape = TableOf(dict.fromkeys(stated, FACT), required=tuple(stated))
        problems += [one.problem(where, what, hint) for where, what, hint in shape.check(said, (kind,))]
        made |= {
            (kind, key): Fact(key, kind, said[key], sources_behind(row), credited(row))
            for key, row in stated.items()
            if isinstance(said, dict) and isinstance(said.get(key), str)
        }
    strange = sorted(one.data.keys() - set(FACT_KINDS))
    problems += [one.problem((key,), N_("there is no such kind of fact")) for key in strange]
    return made


def _experts(folder: Path, ledger: dict[str, Any], problems: list[Problem]) -> dict[str, Expert]:
    """Our words for everybody whom the articles name; a person without words, or words without one, is a problem."""
    one = _single(folder / "experts.toml", problems)
    if one is None:
        return {}
    named = [row["id"] for row in ledger.get("expert", ())]
    found = list(experts_shape(named).check(one.data, ()))
    problems += [one.problem(where, what, hint) for where, what, hint in found]
    return {} if found else experts_in(ledger, one.data)


def experts_shape(named: Sequence[str]) -> TableOf:
    """The shape of experts.toml: one table for each of the experts `named`."""
    return TableOf(dict.fromkeys(named, EXPERT), required=tuple(named))


def _single(path: Path, problems: list[Problem]) -> Document | None:
    """The one file of that name, if there is one that can be read."""
    one = read_file(path) if path.exists() else None
    problems += [one] if isinstance(one, Problem) else []
    return one if isinstance(one, Document) else None


def _without(pack: Pack, invalid: set[str]) -> Catalog:
    """The known catalogue without what came from invalid files, and without routines that need those."""
    bad_exercises = {file.value.id for file in pack.exercises if str(file.document.path) in invalid}
    bad_routines = {file.value.id for file in pack.routines if str(file.document.path) in invalid}
    exercises = {
        key: one
        for key, one in pack.known.exercises.items()
        if key not in bad_exercises or key in pack.before.exercises
    }
    routines = {
        key: one
        for key, one in pack.known.routines.items()
        if (key not in bad_routines or key in pack.before.routines)
        and all(step.exercise in exercises for step in one.steps)
    }
    return replace(pack.known, exercises=exercises, routines=routines)


def _stems(folder: Path) -> Iterable[str]:
    try:
        return [path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml")]
    except OSError:
        return []
