"""An object that others may call over the bus: its methods, its properties, and its description in XML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from deskbreak.values import dataclass, field

Variant = tuple[str, Any]  # a variant: signature and plain value


class Refusal(Exception):
    """Answers a call with an error."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name, self.message = name, message


@dataclass(frozen=True, slots=True)
class Method:
    """Takes the call's arguments and gives the tuple of results that `gives` describes."""

    takes: str
    gives: str
    run: Callable[..., tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Exported:
    """One interface of one object; `properties` is read again for each question.

    Changes of the `unsignalled` properties are not signalled: who wants to know asks.
    """

    methods: Mapping[str, Method]
    properties: Callable[[], Mapping[str, Variant]]
    signals: Mapping[str, str] = field(default_factory=dict)
    unsignalled: frozenset[str] = frozenset()

    def method_call(self, member: str, signature: str, body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        method = self.methods[member]
        if signature != method.takes:
            raise _bad(f"{member} takes ({method.takes}), not ({signature})")
        return method.gives, method.run(*body)

    def property_call(self, member: str, body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        values = self.properties()
        if member == "GetAll":
            return "a{sv}", (dict(values),)
        if member == "Get" and len(body) == 2 and body[1] in values:
            return "v", (values[body[1]],)
        if member == "Set":
            raise Refusal("org.freedesktop.DBus.Error.PropertyReadOnly", "nothing here can be set")
        raise _bad(f"no property {body[1:]}")


def _bad(message: str) -> Refusal:
    return Refusal("org.freedesktop.DBus.Error.InvalidArgs", message)


_NOT_SIGNALLED = '<annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="false"/>'


def introspection(interfaces: Mapping[str, Exported]) -> str:
    """The description that generic bus tools and some panels ask for."""
    inside = "".join(_interface(name, exported) for name, exported in interfaces.items())
    return f"<node>{inside}</node>"


def _interface(name: str, exported: Exported) -> str:
    parts = [
        f'<method name="{member}">{_args(method.takes, "in")}{_args(method.gives, "out")}</method>'
        for member, method in exported.methods.items()
    ]
    parts += [
        f'<property name="{member}" type="{signature}" access="read">'
        f"{_NOT_SIGNALLED if member in exported.unsignalled else ''}</property>"
        for member, (signature, _) in exported.properties().items()
    ]
    parts += [
        f'<signal name="{member}">{_args(takes)}</signal>' for member, takes in exported.signals.items()
    ]
    return f'<interface name="{name}">{"".join(parts)}</interface>'


def _args(signature: str, direction: str = "") -> str:
    way = f' direction="{direction}"' if direction else ""
    return "".join(f'<arg type="{one}"{way}/>' for one in single_types(signature))


def single_types(signature: str) -> Iterator[str]:
    """Split a signature into its complete types: "ia{sv}" gives "i" and "a{sv}"."""
    start = depth = 0
    for place, letter in enumerate(signature):
        depth += (letter in "({") - (letter in ")}")
        if depth == 0 and letter != "a":
            yield signature[start : place + 1]
            start = place + 1
