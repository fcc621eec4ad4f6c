"""Kinds of values in content files. Each kind checks a value in sentences and writes its own JSON Schema."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from deskbreak.errors import did_you_mean
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass
from deskbreak.wrong_values import (
    no_choice,
    not_list,
    not_switch,
    not_table,
    not_text,
    not_whole,
    too_large,
    too_small,
    unknown_key,
)

Where = tuple[str | int, ...]
Finding = tuple[Where, str, str]  # where, what, what to do about it

_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}  # would hide or reorder what people read
# The same for JSON Schema, as far as its patterns can say it: no control signs, nothing without a width.
_SEEN = r"[^\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"


class ValueKind(Protocol):
    """What a value may be."""

    def check(self, value: Any, where: Where) -> Iterator[Finding]: ...
    def schema(self) -> dict[str, Any]: ...


def near(word: str, words: Sequence[str]) -> str:
    """The hint for a word that is not among `words`."""
    few = english("choose from: {names}", names=", ".join(words)) if 0 < len(words) <= 14 else ""
    return did_you_mean(word, words, few)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words."""

    max_length: int
    empty: bool = False
    pattern: str = ""  # for editors; a rule of its own has the sentence

    def check(self, value: Any, where: Where) -> Iterator[Finding]:
        if not isinstance(value, str):
            yield where, not_text(value), ""
        elif not value.strip() and not self.empty:
            yield where, N_("this text is empty"), N_("write a few words, or leave the key out")
        elif len(value) > self.max_length:
            yield (
                where,
                english("{n} characters are too long", n=len(value)),
                english("keep it under {n}", n=self.max_length),
            )
        elif any(unicodedata.category(char) in _HIDDEN for char in value):
            yield where, N_("this text holds characters that cannot be seen"), N_("type it again by hand")

    def schema(self) -> dict[str, Any]:
        words = f"^{_SEEN}*$" if self.empty else f"^{_SEEN}*{_SEEN[:-1]}\\s]{_SEEN}*$"
        return {"type": "string", "maxLength": self.max_length, "pattern": self.pattern or words}


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word from a list."""

    words: tuple[str, ...]

    def check(self, value: Any, where: Where) -> Iterator[Finding]:
        if not isinstance(value, str):
            yield where, not_text(value), english("choose from: {names}", names=", ".join(self.words))
        elif value not in self.words:
            yield where, *no_choice(value, self.words)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    low: int
    high: int

    def check(self, value: Any, where: Where) -> Iterator[Finding]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield where, not_whole(value), ""
        elif value < self.low:
            yield where, too_small(value, self.low), ""
        elif value > self.high:
            yield where, too_large(value, self.high), ""

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def check(self, value: Any, where: Where) -> Iterator[Finding]:
        if not isinstance(value, bool):
            yield where, not_switch(value), ""

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class MinMax:
    """A table {min, max}, either of which may be left out."""

    high: int

    def check(self, value: Any, where: Where) -> Iterator[Finding]:
        kind = TableOf({"min": Whole(1, self.high), "max": Whole(1, self.high), "approx": Flag()})
        found = list(kind.check(value, where))
        yield from found
        if found:
            return
        low, high = value.get("min"), value.get("max")
        if low is None and high is None:
            yield (
                where,
                N_("this range has neither min nor max"),
                N_("write for example { min = 8, max = 10 }"),
            )
        elif low is not None and high is not None and low > high:
            yield where, english("min {low} is more than max {high}", low=low, high=high), N_("swap them")

    def schema(self) -> dict[str, Any]:
        number = Whole(1, self.high).schema()
        properties = {"min": number, "max": number, "approx": {"type": "boolean"}}
        either = [{"required": ["min"]}, {"required": ["max"]}]
        return {"type": "object", "properties": properties, "additionalProperties": False, "anyOf": either}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind."""

    of: ValueKind
    max_length: int
    min_length: int = 0

    def check(self, value: Any, where: Where) -> Iterator[Finding]:
        if not isinstance(value, list):
            yield where, not_list(value), ""
            return
        if len(value) > self.max_length:
            yield (
                where,
                english("{n} entries are too many", n=len(value)),
                english("keep at most {n}", n=self.max_length),
            )
            return
        if len(value) < self.min_length:
            yield (
                where,
                N_("this list has too few entries"),
                english("give at least {n}", n=self.min_length),
            )
        for index, one in enumerate(value):
            yield from self.of.check(one, (*where, index))

    def schema(self) -> dict[str, Any]:
        bounds = {"maxItems": self.max_length} | ({"minItems": self.min_length} if self.min_length else {})
        return {"type": "array", "items": self.of.schema(), **bounds}


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """One value, or a list of them."""

    of: ValueKind
    max_length: int

    def check(self, value: Any, where: Where) -> Iterator[Finding]:
        many = ListOf(self.of, self.max_length, 1)
        yield from many.check(value, where) if isinstance(value, list) else self.of.check(value, where)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.of.schema(), ListOf(self.of, self.max_length, 1).schema()]}


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table with known keys."""

    keys: Mapping[str, ValueKind]
    required: tuple[str, ...] = ()

    def check(self, value: Any, where: Where) -> Iterator[Finding]:
        if not isinstance(value, dict):
            yield where, not_table(value), ""
            return
        for key in value.keys() - self.keys.keys():
            yield (*where, key), *unknown_key(key, self.keys)
        for key in self.required:
            if key not in value:
                yield where, english('the key "{key}" is missing', key=key), ""
        for key, kind in self.keys.items():
            if key in value:
                yield from kind.check(value[key], (*where, key))

    def schema(self) -> dict[str, Any]:
        properties = {key: kind.schema() for key, kind in self.keys.items()}
        made = {"type": "object", "properties": properties, "additionalProperties": False}
        return made | ({"required": list(self.required)} if self.required else {})
