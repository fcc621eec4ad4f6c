"""One connection to a message bus (D-Bus), on the loop, for all modules in this room.

Calls are answered by callbacks with a time limit. A lost bus comes back by itself when it can: names, matches
and exported objects are announced again, and `on_connection` notifies those who must send more. No bus is normal:
every call then answers at once with an error. Only this module, `exports` and `transport` know the bus library.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jeepney import HeaderFields, MessageFlag, MessageType

from deskbreak.platforms.bus_values import BusReply, Match, OnReply
from deskbreak.platforms.exported import Exported
from deskbreak.platforms.exports import Exports
from deskbreak.platforms.port import PortState
from deskbreak.platforms.transport import Transport, open_socket
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from deskbreak.runtime.loop import Handle, Loop

_log = logging.getLogger("deskbreak.bus")

BUS_NAME, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"
CALL_S = 5.0
RETRY_S = (5.0, 15.0, 60.0)
NO_BUS = "org.freedesktop.DBus.Error.Disconnected"
TIMED_OUT = "org.freedesktop.DBus.Error.NoReply"
# Which of the two depends on whether the bus was allowed to start the service.
NO_OWNER = ("org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner")
_DO_NOT_QUEUE = 4


class Bus:
    """A connection that may come and go; made by `Bus.session` or `Bus.system`."""

    def __init__(self, loop: Loop, name: str, address: str, why_not: str = "") -> None:
        self.loop = loop
        self._name, self._address = name, address
        self._why_not = why_not or N_("not connected")
        self._was_up = False
        self._closed = False
        self._tries = 0
        self._transport: Transport | None = None
        self._waiting: dict[int, tuple[OnReply, Handle]] = {}
        self._matches: list[Match] = []
        self._exports = Exports()
        self._names: list[str] = []
        self._listeners: list[Callable[[bool], None]] = []
        if address:
            self._connect()

    @classmethod
    def session(cls, loop: Loop) -> Bus:
        """The person's session bus; from cron, ssh and systemd too, where only the runtime folder has it."""
        address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
        if not address and sys.platform != "win32":
            folder = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
            address = f"unix:path={folder}/bus" if os.path.exists(f"{folder}/bus") else ""  # noqa: PTH110
        return cls(
            loop, N_("session bus"), address, "" if address else N_("no session bus (no desktop session)")
        )

    @classmethod
    def system(cls, loop: Loop) -> Bus:
        """The machine's bus, where logind lives."""
        address = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "")
        if not address:
            path = "/run/dbus/system_bus_socket"
            address = f"unix:path={path}" if os.path.exists(path) else ""  # noqa: PTH110
        return cls(loop, N_("system bus"), address, "" if address else N_("no system bus"))

    @property
    def connected(self) -> bool:
        return self._transport is not None

    @property
    def state(self) -> PortState:
        if self.connected:
            return PortState(self._name, "ok")
        return PortState(self._name, "lost" if self._was_up else "absent", self._why_not)

    # -- asking others

    def call(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        *,
        on_reply: OnReply | None = None,
        timeout_s: float = CALL_S,
        auto_start: bool = True,
    ) -> None:
        """Call a method; `on_reply` comes exactly once, from a later turn of the loop, within the limit."""
        flags = 0 if on_reply else MessageFlag.no_reply_expected
        flags |= 0 if auto_start else MessageFlag.no_auto_start
        fields = {
            HeaderFields.destination: destination,
            HeaderFields.path: path,
            HeaderFields.interface: interface,
            HeaderFields.member: member,
        }
        serial = self._send(MessageType.method_call, fields, signature, body, int(flags))
        if on_reply is None:
            return
        if not serial:
            self.loop.call_soon(lambda: on_reply(BusReply(error=NO_BUS, message=self._why_not)))
            return
        limit = self.loop.call_later(timeout_s, lambda: self._timed_out(serial, destination))
        self._waiting[serial] = (on_reply, limit)

    def get(
        self,
        destination: str,
        path: str,
        interface: str,
        name: str,
        on_reply: OnReply,
        timeout_s: float = CALL_S,
    ) -> None:
        """Read a property, without starting its service; the reply's body is the plain value."""

        def unpack(reply: BusReply) -> None:
            on_reply(BusReply((reply.body[0][1],)) if reply.ok else reply)

        self.call(
            destination, path, PROPERTIES, "Get", "ss", (interface, name),
            on_reply=unpack, timeout_s=timeout_s, auto_start=False,
        )  # fmt: skip

    def has_owner(self, name: str, on_answer: Callable[[bool], None]) -> None:
        """Call `on_answer` with True if a program on the bus owns `name` now."""
        self._ask_bus("NameHasOwner", "s", (name,), lambda reply: on_answer(reply.ok and bool(reply.body[0])))

    def on_signal(
        self,
        interface: str,
        member: str,
        handler: Callable[[tuple[Any, ...]], None],
        *,
        path: str = "",
        arg0: str = "",
        sender: str = "",
    ) -> Match:
        """Call `handler` with the body of each such signal."""
        match = Match(self.forget, interface, member, path, arg0, sender, handler)
        self._matches.append(match)
        self._ask_bus("AddMatch", "s", (match.rule(),))
        return match

    def on_owner(self, name: str, handler: Callable[[str], None]) -> Match:
        """Call `handler` with the new owner whenever `name` changes hands; empty: it is gone."""
        return self.on_signal(
            BUS_NAME, "NameOwnerChanged", lambda body: handler(body[2]), arg0=name, sender=BUS_NAME
        )

    def forget(self, match: Match) -> None:
        """End an interest in signals."""
        if match in self._matches:
            self._matches.remove(match)
            self._ask_bus("RemoveMatch", "s", (match.rule(),))

    # -- answering others

    def export(self, path: str, interface: str, exported: Exported) -> None:
        """Answer calls to this object."""
        self._exports.add(path, interface, exported)

    def unexport(self, path: str, interface: str) -> None:
        self._exports.remove(path, interface)

    def request_name(self, name: str) -> None:
        """Take a name on the bus; it is taken again when the bus comes back."""
        self._names.append(name)
        self._ask_bus("RequestName", "su", (name, _DO_NOT_QUEUE))

    def release_name(self, name: str) -> None:
        if name in self._names:
            self._names.remove(name)
            self._ask_bus("ReleaseName", "s", (name,))

    def emit(
        self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> None:
        """Send a signal to whom it may concern."""
        fields = {HeaderFields.path: path, HeaderFields.interface: interface, HeaderFields.member: member}
        self._send(MessageType.signal, fields, signature, body)

    # -- the connection

    def on_connection(self, listener: Callable[[bool], None]) -> None:
        """Call `listener` with False when the bus is lost and with True when it is back."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Send what is left and go; no listener is called, and waiting calls are forgotten."""
        self._closed = True
        if self._transport is not None:
            self._transport.close(finish=True)
            self._transport = None
        for _, limit in self._waiting.values():
            limit.cancel()
        self._waiting.clear()

    def _connect(self) -> None:
        try:
            self._transport = Transport(
                self.loop, open_socket(self._address), self._dispatch, self._disconnected
            )
        except Exception as trouble:  # an address may be any text
            why = (
                str(trouble)
                if isinstance(trouble, OSError)
                else english("{address} is no address of a bus", address=repr(self._address))
            )
            self._why_not = english("cannot reach the {bus}: {why}", bus=self._name, why=why)
            self._retry()
            return
        self._tries = 0
        self._ask_bus("Hello", "", ())
        for match in self._matches:
            self._ask_bus("AddMatch", "s", (match.rule(),))
        for name in self._names:
            self._ask_bus("RequestName", "su", (name, _DO_NOT_QUEUE))
        self._was_up = True
        self._notify_listeners(True)

    def _retry(self) -> None:
        self.loop.call_later(RETRY_S[min(self._tries, len(RETRY_S) - 1)], self._reconnect)
        self._tries += 1

    def _reconnect(self) -> None:
        if not self._closed and self._transport is None:
            self._connect()

    def _disconnected(self, why: str) -> None:
        self._transport = None
        self._why_not = english("the {bus} is gone ({why})", bus=self._name, why=why)
        waiting, self._waiting = self._waiting, {}
        for on_reply, limit in waiting.values():
            limit.cancel()
            _safely(lambda on_reply=on_reply: on_reply(BusReply(error=NO_BUS, message=why)))  # type: ignore[misc]
        self._notify_listeners(False)
        self._retry()

    def _notify_listeners(self, connected: bool) -> None:
        for listener in self._listeners:
            self.loop.call_soon(lambda listener=listener: listener(connected))  # type: ignore[misc]

    def _ask_bus(
        self, member: str, signature: str, body: tuple[Any, ...], on_reply: OnReply | None = None
    ) -> None:
        self.call(BUS_NAME, BUS_PATH, BUS_NAME, member, signature, body, on_reply=on_reply)

    # -- messages

    def _send(
        self,
        kind: Any,
        fields: dict[Any, Any],
        signature: str = "",
        body: tuple[Any, ...] = (),
        flags: int = 0,
    ) -> int:
        """Send a message; its serial, or 0 without a bus."""
        return self._transport.send(kind, fields, signature, body, flags) if self._transport else 0

    def _dispatch(self, message: Any) -> None:
        kind, fields = message.header.message_type, message.header.fields
        if kind is MessageType.method_call:
            self._answer(message)
        elif kind is MessageType.signal:
            self._dispatch_signal(fields, message.body)
        else:
            self._replied(kind, fields, message.body)

    def _replied(self, kind: Any, fields: dict[Any, Any], body: tuple[Any, ...]) -> None:
        waiting = self._waiting.pop(fields.get(HeaderFields.reply_serial, 0), None)
        if waiting is None:
            return
        on_reply, limit = waiting
        limit.cancel()
        if kind is MessageType.error:
            error = fields.get(HeaderFields.error_name, "unknown")
            reply = BusReply(error=error, message=str(body[0]) if body else "")
        else:
            reply = BusReply(body)
        _safely(lambda: on_reply(reply))

    def _timed_out(self, serial: int, destination: str) -> None:
        waiting = self._waiting.pop(serial, None)
        if waiting is not None:
            waiting[0](
                BusReply(
                    error=TIMED_OUT, message=english("{service} did not answer in time", service=destination)
                )
            )

    def _dispatch_signal(self, fields: dict[Any, Any], body: tuple[Any, ...]) -> None:
        interface, member = fields.get(HeaderFields.interface, ""), fields.get(HeaderFields.member, "")
        path = fields.get(HeaderFields.path, "")
        for match in [m for m in self._matches if m.fits(interface, member, path, body)]:
            _safely(lambda match=match: match.handler(body))  # type: ignore[misc]

    def _answer(self, message: Any) -> None:
        reply = self._exports.answer(message)
        if reply is not None:
            self._send(*reply)


def _safely(call: Callable[[], object]) -> None:
    try:
        call()
    except Exception:
        _log.exception("a bus callback failed")
