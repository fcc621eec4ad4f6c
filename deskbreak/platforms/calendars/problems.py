"""What could not be understood, as sentences: each once, and one for what a whole folder has in common."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_PROBLEMS = 20


@dataclass(slots=True)
class Problems:
    """Collects sentences in order; `told` gives as many as a person reads."""

    _sentences: dict[str, str] = field(default_factory=dict)  # the kind, or the sentence itself -> the first
    _places: dict[str, set[str]] = field(default_factory=dict)  # the kind -> where

    def say(self, where: str, what: str, kind: str = "") -> None:
        """`where: what`; of one `kind` only the first is said, and how many more places have it."""
        if kind:
            self._places.setdefault(kind, set()).add(where)
        if not kind or kind not in self._sentences:
            sentence = "".join(letter if letter.isprintable() else "?" for letter in f"{where}: {what}")
            self._sentences.setdefault(kind or sentence, sentence)

    def told(self) -> tuple[str, ...]:
        told = [self._told(kind, sentence) for kind, sentence in self._sentences.items()]
        more = len(told) - MOST_PROBLEMS
        return tuple([*told[:MOST_PROBLEMS], f"and {more} more problems like these"] if more > 0 else told)

    def _told(self, kind: str, sentence: str) -> str:
        more = len(self._places.get(kind, ())) - 1
        return f"{sentence} (and in {more} more place{'s' if more > 1 else ''})" if more > 0 else sentence
