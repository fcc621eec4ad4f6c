"""The objects that this process exports on a bus: a call comes in, the reply's parts go out."""

from __future__ import annotations

import logging
from typing import Any

from jeepney import HeaderFields, MessageFlag, MessageType

from deskbreak.platforms.exported import Exported, Refusal, introspection

INTROSPECTABLE, PEER = "org.freedesktop.DBus.Introspectable", "org.freedesktop.DBus.Peer"
PROPERTIES = "org.freedesktop.DBus.Properties"
_log = logging.getLogger("deskbreak.bus")

_CALL = (HeaderFields.path, HeaderFields.interface, HeaderFields.member, HeaderFields.signature)
ReplyParts = tuple[MessageType, dict[Any, Any], str, tuple[Any, ...]]  # kind, header fields, signature, body


class Exports:
    """By path and interface. A method that raises is logged, and its caller gets an error."""

    def __init__(self) -> None:
        self._exported: dict[tuple[str, str], Exported] = {}

    def add(self, path: str, interface: str, exported: Exported) -> None:
        self._exported[path, interface] = exported

    def remove(self, path: str, interface: str) -> None:
        """Forget it; an unknown one is no error."""
        self._exported.pop((path, interface), None)

    def answer(self, message: Any) -> ReplyParts | None:
        """The reply to a call; None where the caller wants none."""
        fields = message.header.fields
        path, interface, member, signature = (fields.get(one, "") for one in _CALL)
        try:
            result, refusal = self._call(path, interface, member, signature, message.body), None
        except Refusal as refused:
            refusal = refused
        except Exception as trouble:
            _log.exception("%s.%s failed", interface, member)
            refusal = Refusal("org.freedesktop.DBus.Error.Failed", str(trouble))
        if message.header.flags & MessageFlag.no_reply_expected:
            return None
        reply = {HeaderFields.reply_serial: message.header.serial}
        if HeaderFields.sender in fields:
            reply[HeaderFields.destination] = fields[HeaderFields.sender]
        if refusal is None:
            return MessageType.method_return, reply, *result
        return MessageType.error, reply | {HeaderFields.error_name: refusal.name}, "s", (refusal.message,)

    def _call(
        self, path: str, interface: str, member: str, signature: str, body: tuple[Any, ...]
    ) -> tuple[str, tuple[Any, ...]]:
        """The signature and body of the result; raises Refusal."""
        if (interface, member) == (INTROSPECTABLE, "Introspect"):
            here = {name: one for (place, name), one in self._exported.items() if place == path}
            return "s", (introspection(here),)
        if (interface, member) == (PEER, "Ping"):
            return "", ()
        if interface == PROPERTIES and body and (exported := self._exported.get((path, body[0]))):
            return exported.property_call(member, body)
        for (place, name), exported in self._exported.items():
            if place == path and interface in ("", name) and member in exported.methods:
                return exported.method_call(member, signature, body)
        raise Refusal("org.freedesktop.DBus.Error.UnknownMethod", f"no method {interface}.{member} at {path}")
