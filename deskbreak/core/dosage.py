"""How much of an exercise a source asks for, kept figure by figure, and our own pace.

A figure that a source leaves out is None here and absent in JSON. What is our own has the source "own".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deskbreak.core.plain import Json, present
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass

OWN = "own"


@dataclass(frozen=True, slots=True)
class Amount:
    """A range as its source gives it; a bound it does not state is None."""

    min: int | None = None
    max: int | None = None
    approx: bool = False

    def to_json(self) -> Json:
        """The table as content files write it."""
        return present({"min": self.min, "max": self.max, "approx": self.approx or None})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Amount:
        return cls(data.get("min"), data.get("max"), data.get("approx", False))


AMOUNTS = (
    "sets",
    "reps",
    "repetitions_per_side",
    "hold_s",
    "sessions_per_day",
    "maintenance_sessions_per_day",
    "hover_inches",
    "foot_distance_inches",
)
NUMBERS = ("duration_s", "breaths", "holds_per_side")
TEXTS = ("breath_quality", "hold_text", "breaths_text", "times_text")
FLAGS = ("per_side", "alternating", "unlimited", "no_dose", "no_rep_count", "optional", "inherited")


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise one source asks for."""

    source: str
    routine: str = ""  # the source's own routine this dose belongs to
    after: str = ""  # the exercise that its source gives it for, where a form of ours has taken it over
    sets: Amount | None = None
    reps: Amount | None = None
    repetitions_per_side: Amount | None = None
    hold_s: Amount | None = None
    sessions_per_day: Amount | None = None
    maintenance_sessions_per_day: Amount | None = None
    hover_inches: Amount | None = None
    foot_distance_inches: Amount | None = None
    duration_s: int | None = None
    breaths: int | None = None
    holds_per_side: int | None = None
    rounds_options: tuple[int, ...] | None = None  # how often the circuit it is part of may be done
    breath_quality: str | None = None
    hold_text: str | None = None  # an amount without a number, such as "few seconds"
    breaths_text: str | None = None
    times_text: str | None = None
    per_side: bool | None = None
    alternating: bool | None = None
    unlimited: bool | None = None
    no_dose: bool | None = None
    no_rep_count: bool | None = None
    optional: bool | None = None
    inherited: bool | None = None

    def to_json(self) -> Json:
        """The dose with the keys its source fills, and no others."""
        amounts = {key: value.to_json() for key in AMOUNTS if (value := getattr(self, key)) is not None}
        plain = {key: getattr(self, key) for key in (*NUMBERS, *TEXTS, *FLAGS)}
        rounds = {"rounds_options": list(self.rounds_options) if self.rounds_options else None}
        named = {"source": self.source} | present(
            {"routine": self.routine or None, "after": self.after or None}
        )
        return named | amounts | present(plain | rounds)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Dose:
        amounts = {key: Amount.from_json(data[key]) for key in AMOUNTS if key in data}
        rounds = {"rounds_options": tuple(data["rounds_options"])} if "rounds_options" in data else {}
        return cls(**{**data, **amounts, **rounds})


@dataclass(frozen=True, slots=True)
class After:
    """The sourced movement that a form of ours is made after."""

    exercise: str
    source: str
    name: str = ""  # of that exercise
    dose: int = 0  # which of its doses carries over, counted from 1; 0 is none

    @property
    def words(self) -> str:
        """Whose it is, in a few words."""
        form = (
            N_("the number is its source's, the form is ours")
            if self.dose
            else N_("form and number are ours")
        )
        return f"{english('Ours, after {exercise}', exercise=self.name or self.exercise)}; {form}"

    def to_json(self) -> Json:
        named = {"exercise": self.exercise, "source": self.source, "name": self.name}
        return named | present({"dose": self.dose or None})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> After:
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Tempo:
    """Our own pace of an exercise in seconds; no source gives one."""

    position_s: int | None = None  # getting into place; None: by where the person comes from (`core.ready`)
    rep_s: int = 4  # one repetition, without its hold
    breath_s: int = 6
    switch_s: int = 5  # changing sides
    rest_s: int = 15  # between sets

    def to_json(self) -> Json:
        return present({key: getattr(self, key) for key in self.__slots__})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Tempo:
        return cls(**data)
