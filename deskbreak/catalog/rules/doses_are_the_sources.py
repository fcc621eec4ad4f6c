"""What a source says is kept figure by figure: nothing missing, nothing added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from deskbreak.catalog.kinds import Where
from deskbreak.catalog.pack import File, Pack
from deskbreak.catalog.shapes import AMOUNT_KEYS
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english

# key in a content file -> key in the ledger
EXERCISE_KEYS = {
    "id": "id",
    "name": "name",
    "aliases": "aliases",
    "sources": "sources",
    "position": "position",
    "equipment": "equipment",
    "targets": "targets",
    "routine_targets": "targets_routine_level",
}
ROUTINE_KEYS = {
    "id": "id",
    "source_name": "name",
    "source": "source",
    "rounds_options": "rounds_options",
    "targets": "targets",
    "parent": "parent",
    "total_s": "total_duration_s",
    "slot": "suggested_slot",
}
DOSE_KEYS = ("source", "routine", *AMOUNT_KEYS)
STEP_KEYS = ("exercise", "pair", *AMOUNT_KEYS)


def doses_are_the_sources(pack: Pack) -> Iterator[Problem]:
    """Exercises, doses, routines and steps say what the ledger says, and the ledger has no more."""
    exercises = {row["id"]: row for row in pack.ledger.get("exercise", ())}
    routines = {row["id"]: row for row in pack.ledger.get("routine", ())}
    for exercise in pack.exercises:
        row = exercises.pop(exercise.value.id, None)
        if row is None:
            if exercise.value.after is None:
                hint = N_("a form of our own says after which movement: after = { exercise, source }")
                yield exercise.document.problem(("id",), N_("the ledger has no such exercise"), hint)
            continue  # forms_are_honest
        yield from _same(exercise, (), exercise.document.data, row=row, keys=EXERCISE_KEYS)
        yield from _rows(exercise, "dose", row["prescription"], DOSE_KEYS)
    for routine in pack.routines:
        row = routines.pop(routine.value.id, None)
        if row is not None:
            yield from _same(routine, (), routine.document.data, row=row, keys=ROUTINE_KEYS)
            yield from _rows(routine, "step", row["step"], STEP_KEYS)
        elif routine.value.source != "own":
            yield routine.document.problem(("source",), N_("the ledger has no such routine"))
    for missing in (*exercises, *routines):
        yield Problem(str(pack.folder), 1, english('"{missing}" of the ledger has no file', missing=missing))


def _rows(
    file: File, name: str, stated: Sequence[Mapping[str, Any]], keys: Sequence[str]
) -> Iterator[Problem]:
    ours = file.document.data.get(name, [])
    if len(ours) != len(stated):
        yield file.document.problem(
            (name,), english("the ledger has {n} of these, the file {ours}", n=len(stated), ours=len(ours))
        )
        return
    for index, (own, row) in enumerate(zip(ours, stated, strict=True)):
        yield from _same(file, (name, index), own, row=row, keys={key: key for key in keys})


def _same(
    file: File, where: Where, own: Mapping[str, Any], *, row: Mapping[str, Any], keys: Mapping[str, str]
) -> Iterator[Problem]:
    for key, stated in keys.items():
        if (own.get(key) or None) != (row.get(stated) or None) or _added(own, row, key, stated):
            says = (
                english("the ledger says {value}", value=f"{row[stated]!r}")
                if stated in row
                else N_("the ledger leaves it out")
            )
            yield file.document.problem((*where, key), f"{key} is {own.get(key)!r}", says)


def _added(own: Mapping[str, Any], row: Mapping[str, Any], key: str, stated: str) -> bool:
    """A key that says false or nothing is still something said."""
    return (own.get(key) is False) != (row.get(stated) is False)
