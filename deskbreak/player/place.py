"""How large things are on this screen, and which of the screens the pointer is on."""

from __future__ import annotations

import os
import re
import struct
from typing import Any, NamedTuple

from deskbreak.player.layout import Box

_RESOURCES, _MONITORS = 23, 42  # an atom and a request, by their numbers in the X protocol
_ROOM_FOR_PANELS, _ROOM_BESIDE = 80, 40
POINTER, PRIMARY = "pointer", "primary"


class _Monitor(NamedTuple):
    name: int  # an atom
    primary: bool
    box: Box


class DisplaySize:
    """The display as its own protocol reports it; Tk alone knows neither monitors nor the chosen text size."""

    def __init__(self, root: Any, wanted: str = POINTER) -> None:
        """`wanted` is the monitor to open on: "pointer", "primary", or its name."""
        self._root, self._wanted = root, wanted
        self.scale = 1.0
        self._monitors: list[Box] = []
        self._chosen: Box | None = None
        if root.tk.call("tk", "windowingsystem") == "x11":
            self._ask_x11()
        else:
            self.scale = root.winfo_fpixels("1i") / 96.0
        self.scale = min(max(self.scale, 1.0), 4.0)

    def _ask_x11(self) -> None:
        from deskbreak.platforms.x11 import Display, NoX11

        try:
            display = Display()
        except (NoX11, OSError):
            return
        try:
            self.scale = _scale(_resources(display))
            self._read_monitors(display)
        except (NoX11, struct.error):
            pass  # an old display: one screen, usual size
        finally:
            display.close()

    def _read_monitors(self, display: Any) -> None:
        named = 0 if self._wanted in (POINTER, PRIMARY) else display.atom(self._wanted)
        for one in _monitors(display):
            self._monitors.append(one.box)
            if (named and one.name == named) or (self._wanted == PRIMARY and one.primary):
                self._chosen = one.box

    def here(self) -> Box:
        """The chosen monitor; where there is none of that name, the one that the pointer is on."""
        root = self._root
        if self._chosen is not None:
            return self._chosen
        x, y = root.winfo_pointerxy()
        whole = Box(0, 0, root.winfo_screenwidth(), root.winfo_screenheight())
        on = [one for one in self._monitors if one.x <= x < one.right and one.y <= y < one.bottom]
        return (on or [whole])[0]

    def room(self, width: int, height: int) -> tuple[int, int]:
        """As large as wanted, as far as the monitor has room."""
        box = self.here()
        return min(width, box.width - _ROOM_BESIDE), min(height, box.height - _ROOM_FOR_PANELS)

    def middle(self, width: int, height: int) -> str:
        """A geometry for Tk: as large as wanted and possible, in the middle of that monitor."""
        box = self.here()
        width, height = self.room(width, height)
        return f"{width}x{height}+{box.x + (box.width - width) // 2}+{box.y + (box.height - height) * 2 // 5}"


def _scale(resources: str) -> float:
    found = re.search(r"^Xft\.dpi:\s*([\d.]+)", resources, re.M)
    if found:
        return float(found[1]) / 96.0
    wanted = os.environ.get("GDK_SCALE") or os.environ.get("QT_SCALE_FACTOR") or "1"
    return float(wanted) if re.fullmatch(r"\d+(\.\d+)?", wanted) else 1.0


def _resources(display: Any) -> str:
    reply = display.ask(20, 0, struct.pack("=IIIII", display.root, _RESOURCES, 0, 0, 16384))
    length = struct.unpack_from("=I", reply, 16)[0]
    return str(reply[32 : 32 + length].decode("utf-8", "replace"))


def _monitors(display: Any) -> list[_Monitor]:
    opcode, _ = display.extension("RANDR")
    display.ask(opcode, 0, struct.pack("=II", 1, 5))
    reply = display.ask(opcode, _MONITORS, struct.pack("=IB3x", display.root, 1))
    place, found = 32, []
    for _ in range(struct.unpack_from("=I", reply, 12)[0]):
        name, primary, _, outputs, *spot = struct.unpack_from("=IBBHhhHH", reply, place)
        found.append(_Monitor(name, bool(primary), Box(*spot)))
        place += 24 + 4 * outputs
    return found
