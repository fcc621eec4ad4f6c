"""A shelf of calendar files, and what deskbreak reads from them, in words that a test can compare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deskbreak.calendars.ask import Ask
from deskbreak.calendars.found import Found
from deskbreak.calendars.read import read


class Shelf:
    """Calendars of a person in Berlin, looked at from one local midnight to another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.zone = "Europe/Berlin"
        self.first, self.last = "2026-03-02", "2026-03-16"
        self.me: tuple[str, ...] = ()
        self.found = Found()

    def write(self, *entries: str, name: str = "work.ics", head: str = "") -> Path:
        """A calendar of these entries, each the lines of a VEVENT unless it begins with BEGIN."""
        whole = [
            one if one.startswith("BEGIN:") else f"BEGIN:VEVENT\n{one.strip()}\nEND:VEVENT" for one in entries
        ]
        return self.put(
            "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *head.split(), *whole, "END:VCALENDAR"]), name
        )

    def put(self, text: str | bytes, name: str = "work.ics") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def window(self) -> tuple[int, int]:
        return self._instant(self.first), self._instant(self.last)

    def busy(self, *paths: Path | str) -> list[str]:
        """The busy stretches as the person's local time, `03-02 09:00-10:00`."""
        start, end = self.window()
        self.found = read(Ask(start, end, self.zone, self._named(paths), me=self.me))
        return [f"{self._local(one):%m-%d %H:%M}-{self._until(one, two)}" for one, two in self.found.busy]

    def days_off(self, *paths: Path | str) -> list[str]:
        start, end = self.window()
        self.found = read(Ask(start, end, self.zone, holidays=self._named(paths)))
        return [f"{day[5:]} {why}" for day, why in self.found.days_off]

    def problem(self) -> str:
        """The one problem of the last reading, without the folder."""
        assert len(self.found.problems) == 1, self.found.problems
        return self.found.problems[0].replace(f"{self.folder}/", "")

    def _named(self, paths: tuple[Path | str, ...]) -> tuple[str, ...]:
        return tuple(map(str, paths)) or (str(self.folder),)

    def _instant(self, day: str) -> int:
        return int(datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(self.zone)).timestamp())

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(self.zone))

    def _until(self, start: int, end: int) -> str:
        same_day = self._local(start).date() == self._local(end).date()
        return self._local(end).strftime("%H:%M" if same_day else "%m-%d %H:%M")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def meeting() -> Callable[..., str]:
    """The lines of a plain meeting on Monday from nine to ten, with more lines or others instead."""

    def lines(*more: str, start: str = "DTSTART:20260302T090000", end: str = "DTEND:20260302T100000") -> str:
        return "\n".join(["UID:a-meeting", start, end, *more])

    return lines
