"""From a file whose shape is right to the value it describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from deskbreak.catalog.shapes import AMOUNT_KEYS
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.dosage import OWN, After, Amount, Dose, Tempo
from deskbreak.core.facts import Sourced
from deskbreak.core.moves import Move
from deskbreak.values import replace

_EXERCISE_LISTS = (
    "sources",
    "aliases",
    "equipment",
    "targets",
    "routine_targets",
    "movements",
    "steps",
    "differs",
    "cue_holds",
    "reasons",
    "safety",
    "frequency",
    "conflicts",
)
_EXERCISE_PLAIN = (
    "id",
    "name",
    "position",
    "role",
    "level",
    "sensitive",
    "substitute",
    "order",
    "sides",
    "cue",
    "cue_hold",
    "breathing",
    "fills_role",
    "opens_front",
    "side_word",
    "stays",
)
_ROUTINE_LISTS = ("rounds_options", "targets", "reasons", "safety", "frequency", "conflicts")
_ROUTINE_PLAIN = ("id", "name", "source", "source_name", "about", "parent", "total_s", "slot", "any_rounds")


def exercise(data: Mapping[str, Any], pack: str) -> Exercise:
    """The exercise that a file's data describes; without doses, its own one is the usual one."""
    doses = tuple(map(Dose.from_json, data.get("dose", ())))
    figure = data.get("figure") or data["id"]
    made: dict[str, Any] = {key: data[key] for key in _EXERCISE_PLAIN if key in data}
    made |= {key: tuple(data[key]) for key in _EXERCISE_LISTS if key in data}
    if "why" in data:
        made["why"] = Sourced.from_json(data["why"])
    for key, part in (("enter", "enter"), ("moves", "move"), ("leave", "leave")):
        made[key] = tuple(map(Move.from_json, data.get(part, ())))
    made |= {key: Amount.from_json(data[key]) for key in ("per_day", "maintenance_per_day") if key in data}
    return Exercise(
        **made,
        after=After.from_json(data["after"]) if "after" in data else None,
        doses=doses,
        dose=data.get("use_dose", 1 if doses else 0) - 1,
        later=tuple(number - 1 for number in data.get("then_doses", ())),
        own=Dose.from_json({"source": OWN, **data.get("own", {})}),
        tempo=Tempo.from_json(data.get("tempo", {})),
        cautions=tuple(map(Sourced.from_json, data.get("cautions", ()))),
        figure=figure,
        pack=pack,
    )


# What a form of ours takes over from its source's dose; how often a day, and in what circuit, stays behind.
_CARRIED = (
    "sets",
    "reps",
    "repetitions_per_side",
    "hold_s",
    "duration_s",
    "breaths",
    "holds_per_side",
    "breath_quality",
    "hold_text",
    "breaths_text",
    "per_side",
    "alternating",
)


def carried_over(one: Exercise, known: Mapping[str, Exercise]) -> Exercise:
    """A form of ours with the name of what it is made after, and with the dose that it takes over."""
    behind = known.get(one.after.exercise) if one.after else None
    if one.after is None or behind is None:
        return one
    named = replace(one, after=replace(one.after, name=behind.name))
    if one.doses or not 0 < one.after.dose <= len(behind.doses):
        return named
    dose = behind.doses[one.after.dose - 1]
    taken = Dose(dose.source, after=behind.id, **{key: getattr(dose, key) for key in _CARRIED})
    return replace(named, doses=(taken,), dose=0)


def routine(data: Mapping[str, Any], pack: str) -> Routine:
    """The routine that a file's data describes, pairs spelled out side by side."""
    made: dict[str, Any] = {key: data[key] for key in _ROUTINE_PLAIN if key in data}
    made |= {key: tuple(data[key]) for key in _ROUTINE_LISTS if key in data}
    if "rounds" in data:
        made["rounds"] = Amount.from_json(data["rounds"])
    steps = tuple(_steps(data["step"], data.get("source", OWN), data["id"]))
    return Routine(**made, steps=steps, pack=pack)


def _steps(rows: list[dict[str, Any]], source: str, routine_id: str) -> Iterator[RoutineStep]:
    """The steps in order; a pair is done whole on the left before it is done whole on the right."""
    index = 0
    while index < len(rows):
        pair = rows[index].get("pair")
        end = index + 1
        while pair and end < len(rows) and rows[end].get("pair") == pair:
            end += 1
        for side in ("left", "right") if pair else ("",):
            for row in rows[index:end]:
                yield _step(row, source, routine_id, side or row.get("side", ""))
        index = end


def _step(row: Mapping[str, Any], source: str, routine_id: str, side: str) -> RoutineStep:
    amounts = {key: row[key] for key in AMOUNT_KEYS if key in row and key != "optional"}
    dose = Dose.from_json({"source": source, "routine": routine_id, **amounts}) if amounts else None
    return RoutineStep(row["exercise"], dose, side, row.get("optional", False))
