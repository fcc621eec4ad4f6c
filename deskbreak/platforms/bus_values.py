"""What a call over the bus came to, and an interest in signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskbreak.values import dataclass


@dataclass(frozen=True, slots=True)
class BusReply:
    """What a call came to: the body, or the error's name and message."""

    body: tuple[Any, ...] = ()
    error: str = ""
    message: str = ""

    @property
    def ok(self) -> bool:
        return not self.error


OnReply = Callable[[BusReply], None]


@dataclass(eq=False, slots=True)
class Match:
    """An interest in signals; `cancel` ends it."""

    forget: Callable[[Match], None]
    interface: str
    member: str
    path: str
    arg0: str
    sender: str
    handler: Callable[[tuple[Any, ...]], None]

    def rule(self) -> str:
        fields = {
            "sender": self.sender,
            "interface": self.interface,
            "member": self.member,
            "path": self.path,
            "arg0": self.arg0,
        }
        return ",".join(["type='signal'", *(f"{key}='{value}'" for key, value in fields.items() if value)])

    def fits(self, interface: str, member: str, path: str, body: tuple[Any, ...]) -> bool:
        return (
            (interface, member) == (self.interface, self.member)
            and self.path in ("", path)
            and (not self.arg0 or (bool(body) and body[0] == self.arg0))
        )

    def cancel(self) -> None:
        self.forget(self)
