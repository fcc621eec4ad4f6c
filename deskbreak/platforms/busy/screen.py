"""Is the window in front full screen? Asked of the X11 display or of the Wayland compositor."""

from __future__ import annotations

import os
import struct

from deskbreak.platforms.busy.port import Probed
from deskbreak.sentences import N_

TOPLEVELS = "zwlr_foreign_toplevel_manager_v1"
_NEW_TOPLEVEL, _STATE = 0, 4
_ACTIVATED, _FULLSCREEN = 2, 3


def fullscreen() -> Probed:
    """A window fills the screen in front of all others."""
    if os.environ.get("WAYLAND_DISPLAY"):
        return _wayland()
    return _x11()


def _x11() -> Probed:
    from deskbreak.platforms import x11

    try:
        display = x11.Display()
    except x11.NoX11 as why:
        return Probed("unknown", str(why))
    try:
        if not display.numbers(display.root, display.atom("_NET_SUPPORTING_WM_CHECK")):
            return Probed("unknown", N_("no window manager tells which window is in front"))
        front = next(iter(display.numbers(display.root, display.atom("_NET_ACTIVE_WINDOW"))), 0)
        try:
            states = display.numbers(front, display.atom("_NET_WM_STATE")) if front else ()
        except x11.NoX11:
            states = ()  # it was closed in between
        return Probed("yes" if display.atom("_NET_WM_STATE_FULLSCREEN") in states else "no", "x11")
    finally:
        display.close()


def _wayland() -> Probed:
    """Compositors of the wlroots kind and some others list their windows; the rest keep them secret."""
    from deskbreak.platforms import wayland

    try:
        client = wayland.Client()
    except wayland.NoWayland as why:
        return Probed("unknown", str(why))
    try:
        if TOPLEVELS not in client.globals:
            return Probed("unknown", N_("this compositor does not tell"))
        manager = client.bind(TOPLEVELS, min(client.globals[TOPLEVELS][1], 3))
        states: dict[int, set[int]] = {}

        def heard(target: int, opcode: int, body: bytes) -> None:
            if target == manager and opcode == _NEW_TOPLEVEL:
                states[struct.unpack("=I", body)[0]] = set()
            elif target in states and opcode == _STATE:
                count = struct.unpack_from("=I", body)[0] // 4
                states[target] = set(struct.unpack_from(f"={count}I", body, 4))

        client.roundtrip(heard)
        client.roundtrip(heard)
        in_front = any({_ACTIVATED, _FULLSCREEN} <= state for state in states.values())
        return Probed("yes" if in_front else "no", "wayland")
    finally:
        client.close()
