"""One line of `deskbreak doctor`."""

from __future__ import annotations

from typing import Any

from deskbreak.cli.printed import listing
from deskbreak.language import translated
from deskbreak.values import dataclass


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was looked at. Without what `needed` says, the main job cannot be done."""

    name: str
    state: str  # ok, note, bad
    detail: str
    needed: bool = False
    backend: str = ""  # the program or interface that was chosen; a name, and never translated

    @property
    def text(self) -> str:
        return ", ".join(filter(None, (self.backend, self.detail)))

    @property
    def shown(self) -> str:
        return listing([*filter(None, (self.backend, translated(self.detail)))])

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "state": self.state, "detail": self.text, "needed": self.needed}
