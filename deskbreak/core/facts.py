"""What the articles state, in sentences of ours, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deskbreak.core.dosage import OWN
from deskbreak.core.plain import Json, fields_json, present
from deskbreak.values import dataclass


@dataclass(frozen=True, slots=True)
class Sourced:
    """A sentence of ours about a fact, with the source that states the fact."""

    text: str
    source: str = OWN
    fact: str = ""  # the id of the fact in content/sources

    def to_json(self) -> Json:
        return {"text": self.text, "source": self.source} | present({"fact": self.fact or None})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Sourced:
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Source:
    """An article that facts were taken from."""

    id: str
    title: str
    publisher: str = ""

    def to_json(self) -> Json:
        return {"id": self.id, "title": self.title, "publisher": self.publisher}


@dataclass(frozen=True, slots=True)
class Fact:
    """What a source states, in a sentence of ours; the kind is rationale, safety, frequency or conflict."""

    id: str
    kind: str
    text: str
    sources: tuple[str, ...]
    experts: tuple[str, ...] = ()  # ids of those whom the article credits with it

    def to_json(self) -> Json:
        return fields_json(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Fact:
        return cls(
            data["id"],
            data["kind"],
            data["text"],
            sources=tuple(data["sources"]),
            experts=tuple(data.get("experts", ())),
        )


@dataclass(frozen=True, slots=True)
class Expert:
    """A person whom an article names, and what they are in a few words of ours."""

    id: str
    name: str
    words: str
    sources: tuple[str, ...]
    exercises: tuple[str, ...] = ()  # those that the article credits to them

    def to_json(self) -> Json:
        return fields_json(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Expert:
        return cls(
            data["id"],
            data["name"],
            data["words"],
            sources=tuple(data["sources"]),
            exercises=tuple(data.get("exercises", ())),
        )


@dataclass(frozen=True, slots=True)
class Study:
    """A study that an article names, with where it is to be found. What it found the article does not say."""

    id: str
    source: str
    authors: str
    year: int
    title: str
    journal: str
    link: str

    @property
    def words(self) -> str:
        return f"{self.authors} ({self.year}): {self.title}. {self.journal}. {self.link}"

    def to_json(self) -> Json:
        return fields_json(self)


@dataclass(frozen=True, slots=True)
class Notice:
    """Words of safety that are shown at a certain moment, with the sources they rest on."""

    id: str
    title: str
    text: tuple[str, ...]
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def to_json(self) -> Json:
        return fields_json(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Notice:
        made: Json = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        return cls(**made)
