"""What the articles state, in sentences of ours, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deskbreak.core.doses import OWN
from deskbreak.core.plain import Json, fields_json, present


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

    def to_json(self) -> Json:
        return {"id": self.id, "kind": self.kind, "text": self.text, "sources": list(self.sources)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Fact:
        return cls(data["id"], data["kind"], data["text"], tuple(data["sources"]))


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
