"""Which zone a line of a calendar means: by the rules that come along in the file, else by the zone's name."""

from __future__ import annotations

from datetime import tzinfo

from deskbreak.calendars.defined import Defined, defined, works
from deskbreak.calendars.limits import TookTooLong, Watchdog
from deskbreak.calendars.names import reading
from deskbreak.calendars.text import Block, ContentLine, Sheet
from deskbreak.zone import named

_ZONE_TIMEOUT_S = 1.0
_MAX_KEPT = 256


class Definitions:
    """The rules met in this reading, each worked out once however many files repeat them."""

    def __init__(self, watchdog: Watchdog, last_year: int) -> None:
        self._watchdog, self._last_year = watchdog, last_year
        self._known: dict[str, Defined | None] = {}

    def zone(self, lines: list[ContentLine]) -> Defined | None:
        """The zone of these lines, None where they make no sense."""
        text = "\n".join(map(str, lines))
        if text not in self._known:
            if len(self._known) >= _MAX_KEPT:
                self._known.clear()
            self._known[text] = self._made(lines)
        return self._known[text]

    def _made(self, lines: list[ContentLine]) -> Defined | None:
        try:
            with self._watchdog.within(_ZONE_TIMEOUT_S):
                zone = defined(lines, self._last_year)
                return zone if works(zone) else None
        except (Exception, TookTooLong):  # whatever garbage does: its name is taken, and that is said
            return None


class Zones:
    """The zones of one calendar."""

    def __init__(self, sheet: Sheet, mine: tzinfo, definitions: Definitions) -> None:
        """`mine` is the person's own zone, where times without any zone happen."""
        self.mine = mine
        self.unknown: set[str] = set()
        self.guessed: dict[str, str] = {}  # the name as written -> what it is taken as
        self._own: dict[str, tzinfo] = {}
        for block in sheet.blocks:
            if block.kind == "VTIMEZONE":
                self._define(block, definitions)
        head = sheet.head.first("X-WR-TIMEZONE")
        self.floating = (self._meant(head.value.strip()) if head else None) or mine

    def of(self, line: ContentLine, usual: tzinfo | None = None) -> tzinfo:
        """The zone of the line's times that do not end in Z; `usual` where it names none."""
        asked = line.param("TZID")
        if not asked:
            return usual or self.floating
        found = self._meant(asked)
        if found is None:
            self.unknown.add(asked)
        return found or usual or self.floating

    def _meant(self, name: str) -> tzinfo | None:
        """The file's own rules win: what a name means elsewhere may be old, or another file's."""
        own = self._own.get(name) or self._own.get(_folded(name))
        if own is not None:
            return own
        found = reading(name)
        if found is not None and found.guess:
            self.guessed[name] = found.guess
        return found.zone if found else None

    def _define(self, block: Block, definitions: Definitions) -> None:
        line = block.first("TZID")
        name = line.value.strip() if line else ""
        if not name or name in self._own:
            return
        zone = definitions.zone([one for one in block.lines if one is not line])
        if zone is not None:
            self._own[name] = zone
            self._own.setdefault(_folded(name), zone)


def _folded(name: str) -> str:
    """The name however it is quoted, escaped and capitalised."""
    return name.replace("\\", "").strip("\"' ").casefold()


def person_zone(name: str) -> tzinfo | None:
    """The person's own zone by its name, rule or offset, None where it is none of them."""
    if (zone := named(name)) is not None:
        return zone
    found = reading(name)
    return found.zone if found and not found.guess else None
