"""What could not be understood, as sentences: each once, and one for what a whole folder has in common."""

from __future__ import annotations

from deskbreak.sentences import english
from deskbreak.values import dataclass, field

MAX_PROBLEMS = 20


@dataclass(slots=True)
class _Kind:
    """What several places have in common, and where it was met, the first place first."""

    what: str
    places: dict[str, None] = field(default_factory=dict)

    def __str__(self) -> str:
        first, more = next(iter(self.places)), len(self.places) - 1
        where = english("{place} and {n} more", place=first, n=more) if more else first
        return f"{where}: {self.what}"


@dataclass(slots=True)
class Problems:
    """Collects sentences in order; `sentences` gives as many as a person reads."""

    _kinds: dict[str, _Kind] = field(default_factory=dict)
    _guesses: dict[str, str] = field(default_factory=dict)  # a zone's name -> what it is taken as

    def say(self, where: str, what: str, kind: str = "") -> None:
        """`where: what`; places that share a `kind` share the sentence of the first."""
        known = self._kinds.setdefault(kind or f"{where}: {what}", _Kind(what))
        known.places[where] = None

    def guessed(self, where: str, zones: dict[str, str]) -> None:
        """What names of zones are taken as: one sentence for all."""
        self._guesses |= zones
        self.say(where, "", "guess")
        named = "; ".join(
            english('"{name}" as {zone}', name=name[:60], zone=zone)
            for name, zone in sorted(self._guesses.items())
        )
        self._kinds["guess"].what = english(
            "the calendar does not say what these time zones are, so it takes {named}", named=named
        )

    def sentences(self) -> tuple[str, ...]:
        sentences = [_printable(str(kind)) for kind in self._kinds.values()]
        more = len(sentences) - MAX_PROBLEMS
        if more <= 0:
            return tuple(sentences)
        return (*sentences[:MAX_PROBLEMS], english("and {n} more problems like these", n=more))


def _printable(sentence: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in sentence)
