"""Several ways to notify as one: the first that can show a note gets it, the next is asked when it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskbreak.letters import readable
from deskbreak.platforms.notify.port import Note, Notifier, OnEvent
from deskbreak.platforms.port import PortState
from deskbreak.values import replace

Make = Callable[[OnEvent], Notifier]


class Chain:
    """Tells `failed` only when the last way has failed too."""

    def __init__(self, makers: Sequence[Make], on_event: OnEvent) -> None:
        self._on_event = on_event
        self._ways = [make(self._listener(place)) for place, make in enumerate(makers)]
        self._with: dict[str, tuple[Note, int]] = {}  # tag -> the note and the way that has it
        self._last_failed: set[int] = set()

    @property
    def token(self) -> str:
        return next((way.token for way in self._ways if way.token), "")

    def show(self, note: Note) -> None:
        note = _readable(note)
        _, before = self._with.get(note.tag, (note, 0))
        self._with[note.tag] = (note, 0)
        if before:
            self._ways[before].close(note.tag)  # the better way may serve again
        self._ways[0].show(note)

    def close(self, tag: str) -> None:
        if tag in self._with:
            self._ways[self._with[tag][1]].close(tag)

    def state(self) -> PortState:
        """The first way that serves; the detail says what is wrong with those before it."""
        troubles: list[str] = []
        for place, way in enumerate(self._ways):
            found = way.state()
            if found.state == "ok" and place not in self._last_failed:
                return PortState(found.backend, "ok", "; ".join([*filter(None, [found.detail]), *troubles]))
            troubles.append(f"{found.backend}: {found.detail or found.state}")
        first = self._ways[0].state()
        return PortState(first.backend, first.state, "; ".join(troubles))

    def stop(self) -> None:
        for way in self._ways:
            way.stop()

    def _listener(self, place: int) -> OnEvent:
        return lambda tag, event: self._heard(place, tag, event)

    def _heard(self, place: int, tag: str, event: str) -> None:
        note, current = self._with.get(tag, (None, -1))
        if note is None or current != place:
            return  # an older way's afterword
        if event == "shown":
            self._last_failed.discard(place)
        elif event == "failed":
            self._last_failed.add(place)
            if place + 1 < len(self._ways):
                self._with[tag] = (note, place + 1)
                self._ways[place + 1].show(note)
                return
        if event != "shown":
            del self._with[tag]
        self._on_event(tag, event)


def _readable(note: Note) -> Note:
    """The note without letters that act: its words may come from calendars, packs and other machines."""
    actions = tuple((key, readable(label)) for key, label in note.actions)
    title, body = readable(note.title), readable(note.body)
    return replace(note, title=title, body=body, actions=actions)
