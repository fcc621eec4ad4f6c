"""What could not be understood, as sentences: each once, and one for what a whole folder has in common."""

from __future__ import annotations

from deskbreak.values import dataclass, field

MAX_PROBLEMS = 20


@dataclass(slots=True)
class _Kind:
    """What several places have in common, and where it was met, the first place first."""

    what: str
    places: dict[str, None] = field(default_factory=dict)

    def __str__(self) -> str:
        first, more = next(iter(self.places)), len(self.places) - 1
        return f"{first} and {more} more: {self.what}" if more else f"{first}: {self.what}"


@dataclass(slots=True)
class Problems:
    """Collects sentences in order; `told` gives as many as a person reads."""

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
        named = "; ".join(f'"{name[:60]}" as {zone}' for name, zone in sorted(self._guesses.items()))
        self._kinds[
            "guess"
        ].what = f"the calendar does not say what these time zones are, so it takes {named}"

    def told(self) -> tuple[str, ...]:
        told = [_printable(str(kind)) for kind in self._kinds.values()]
        more = len(told) - MAX_PROBLEMS
        return tuple([*told[:MAX_PROBLEMS], f"and {more} more problems like these"] if more > 0 else told)


def _printable(sentence: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in sentence)
