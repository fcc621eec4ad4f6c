"""Text-only notes by plyer, each in a child of its own: plyer keeps windows and connections for ever.

As a program (`python -m deskbreak.platforms.notify.plyer_child`) it reads one JSON line from stdin, shows the
note, waits a little so that the desktop can take it, and exits 0 if plyer raised nothing.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from deskbreak.platforms.notify.port import as_shown
from deskbreak.platforms.port import PortCondition, PortState
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.platforms.notify.port import Note, OnEvent
    from deskbreak.runtime.child import Child
    from deskbreak.runtime.loop import Loop

MAX_TITLE, MAX_BODY = 60, 240  # Windows refuses longer ones
STAYS_S = 8.0
TIMEOUT_S = STAYS_S + 4.0


class PlyerNotifier:
    """No buttons, no clicks, no replacing: only something to see."""

    token = ""

    def __init__(self, loop: Loop, on_event: OnEvent) -> None:
        self._loop, self._on_event = loop, on_event
        self._children: dict[str, Child] = {}
        # On Linux plyer needs the very service that is missing when it is asked: seeing is believing.
        self._state = self._serves("absent" if sys.platform.startswith("linux") else "ok")

    def show(self, note: Note) -> None:
        from deskbreak.runtime import spawn

        self._drop(note.tag)
        body = f"{note.body} {as_shown(note.click.no_clicks)}".strip()
        wish = json.dumps({"title": note.title[:MAX_TITLE], "body": body[:MAX_BODY]}).encode() + b"\n"
        tag = note.tag
        self._children[tag] = spawn.start(
            self._loop,
            spawn.python("-m", "deskbreak.platforms.notify.plyer_child"),
            stdin=wish,
            on_line=lambda line: self._said(tag, line),
            on_exit=lambda child: self._ended(tag, child),
            timeout_s=TIMEOUT_S,
        )

    def close(self, tag: str) -> None:
        if self._drop(tag):
            self._loop.call_soon(lambda: self._on_event(tag, "closed"))

    def state(self) -> PortState:
        return self._state

    def stop(self) -> None:
        self._on_event = lambda _tag, _event: None
        for tag in list(self._children):
            self._drop(tag)

    def _said(self, tag: str, line: bytes) -> None:
        if tag in self._children and line.strip() == b"shown":
            self._state = self._serves("ok")
            self._on_event(tag, "shown")

    @staticmethod
    def _serves(state: PortCondition) -> PortState:
        return PortState("plyer", state, N_("text only: no buttons, a click does nothing"))

    def _ended(self, tag: str, child: Child) -> None:
        if self._children.get(tag) is not child:
            return
        del self._children[tag]
        if child.code == 0:
            self._on_event(tag, "expired")
        else:
            words = child.errors.decode("utf-8", "replace").strip().splitlines()
            self._state = PortState("plyer", "absent", words[-1] if words else N_("plyer could not show it"))
            self._on_event(tag, "failed")

    def _drop(self, tag: str) -> bool:
        child = self._children.pop(tag, None)
        if child is not None:
            child.kill()
        return child is not None


def main() -> int:
    """Show the note that stdin describes."""
    wish = json.loads(sys.stdin.readline())
    try:
        from plyer import notification

        notification.notify(
            title=wish["title"], message=wish["body"], app_name="deskbreak", timeout=int(STAYS_S)
        )
    except Exception as trouble:  # plyer raises whatever its platform raises
        print(f"{type(trouble).__name__}: {trouble}", file=sys.stderr)
        return 1
    print("shown", flush=True)
    time.sleep(STAYS_S)
    return 0


if __name__ == "__main__":
    sys.exit(main())
