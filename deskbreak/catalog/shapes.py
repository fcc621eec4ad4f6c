"""Which keys exercise, routine and notice files have, and what each may hold: the one place that knows."""

from __future__ import annotations

from typing import Any

from deskbreak.catalog.kinds import Flag, ListOf, MinMax, OneOf, OneOrMore, TableOf, Text, ValueKind, Whole
from deskbreak.core.body_words import EQUIPMENT, LEVELS, MOVEMENTS, POSITIONS, ROLES
from deskbreak.core.moves import BREATHS

ID = Text(60, pattern="^[a-z0-9]+(-[a-z0-9]+)*$")
NAME = Text(80)
SENTENCE = Text(240)
FACTS = ListOf(ID, 60)
NEEDED = ("none", *EQUIPMENT, *(f"{item} optional" for item in EQUIPMENT))

SOURCED = TableOf({"text": SENTENCE, "source": Text(40), "fact": ID}, required=("text",))

AMOUNT_KEYS: dict[str, ValueKind] = {
    "sets": MinMax(10),
    "reps": MinMax(100),
    "repetitions_per_side": MinMax(100),
    "hold_s": MinMax(600),
    "sessions_per_day": MinMax(24),
    "maintenance_sessions_per_day": MinMax(24),
    "hover_inches": MinMax(24),
    "foot_distance_inches": MinMax(60),
    "duration_s": Whole(5, 7200),
    "breaths": Whole(1, 60),
    "holds_per_side": Whole(1, 20),
    "rounds_options": ListOf(Whole(1, 10), 10),
    "breath_quality": Text(40),
    "hold_text": Text(60),
    "breaths_text": Text(60),
    "times_text": Text(60),
    "per_side": Flag(),
    "alternating": Flag(),
    "unlimited": Flag(),
    "no_dose": Flag(),
    "no_rep_count": Flag(),
    "optional": Flag(),
    "inherited": Flag(),
}

# One entry, or one for each stage that the dose is built up through.
STAGED = OneOrMore(Text(60), 5)
MOVE = TableOf(
    {
        "say": STAGED,
        "to": OneOrMore(ID, 5),
        "hold": STAGED,
        "seconds": Whole(1, 60),
        "via": ListOf(ID, 6),
        "breath": OneOf(BREATHS),
    },
    required=("say", "to"),
)

TEMPO = TableOf(
    {
        "position_s": Whole(0, 60),
        "rep_s": Whole(0, 60),
        "breath_s": Whole(2, 20),
        "switch_s": Whole(0, 60),
        "rest_s": Whole(0, 300),
    }
)

EXERCISE = TableOf(
    {
        "id": ID,
        "name": NAME,
        "aliases": ListOf(NAME, 10),
        "sources": ListOf(Text(40), 10, 1),
        "position": OneOf(POSITIONS),
        "equipment": ListOf(OneOf(NEEDED), 6),
        "targets": ListOf(Text(60), 12),
        "routine_targets": ListOf(Text(60), 24),
        "role": OneOf(ROLES),
        "fills_role": Flag(),
        "opens_front": Flag(),
        "level": OneOf(LEVELS),
        "movements": ListOf(OneOf(MOVEMENTS), 12),
        "override": ListOf(OneOf(MOVEMENTS), 12),
        "sensitive": Flag(),
        "substitute": ID,
        "order": Whole(1, 1000),
        "sides": OneOf(("each", "alternate")),
        "side_word": Text(60),
        "stays": Flag(),
        "enter": ListOf(MOVE, 6),
        "move": ListOf(MOVE, 12),
        "leave": ListOf(MOVE, 6),
        "after": TableOf({"exercise": ID, "source": Text(40), "dose": Whole(1, 20)}, ("exercise", "source")),
        "cue": Text(60),
        "cue_hold": Text(60),
        "cue_holds": ListOf(Text(60), 20),
        "use_dose": Whole(0, 20),
        "then_doses": ListOf(Whole(1, 20), 5),
        "per_day": MinMax(24),
        "maintenance_per_day": MinMax(24),
        "steps": ListOf(SENTENCE, 12, 1),
        "breathing": SENTENCE,
        "why": SOURCED,
        "cautions": ListOf(SOURCED, 12),
        "differs": ListOf(SENTENCE, 12),
        "reasons": FACTS,
        "safety": FACTS,
        "frequency": FACTS,
        "conflicts": FACTS,
        "figure": ID,
        "tempo": TEMPO,
        "own": TableOf(AMOUNT_KEYS),
        "dose": ListOf(TableOf({"source": Text(40), "routine": ID, **AMOUNT_KEYS}, required=("source",)), 20),
    },
    required=("id", "name", "position", "role", "steps"),
)

STEP = TableOf(
    {"exercise": ID, "pair": Text(40), "side": OneOf(("left", "right")), **AMOUNT_KEYS},
    required=("exercise",),
)

ROUTINE = TableOf(
    {
        "id": ID,
        "name": NAME,
        "source": Text(40),
        "source_name": Text(80),
        "about": SENTENCE,
        "rounds": MinMax(10),
        "rounds_options": ListOf(Whole(1, 10), 10),
        "any_rounds": Flag(),
        "targets": ListOf(Text(60), 24),
        "parent": ID,
        "total_s": Whole(5, 7200),
        "slot": Text(40),
        "reasons": FACTS,
        "safety": FACTS,
        "frequency": FACTS,
        "conflicts": FACTS,
        "step": ListOf(STEP, 60, 1),
    },
    required=("id", "name", "step"),
)

NOTICE = TableOf({"title": NAME, "text": ListOf(SENTENCE, 12, 1), "facts": FACTS}, required=("title", "text"))

# content/experts.toml: by the expert's id in the ledger
EXPERT = Text(80)

# content/facts.toml: by kind of fact, then by its id in the ledger
FACT = Text(240)


def json_schema(shape: TableOf, title: str) -> dict[str, Any]:
    """The JSON Schema of a file, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **shape.schema()}
