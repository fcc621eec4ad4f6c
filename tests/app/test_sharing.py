"""The exchange with the shared folder: when it is begun, what it is told, and what becomes of its answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import sharing as module
from deskbreak.app.sharing import Sharing
from deskbreak.core.plan import Plan
from deskbreak.paths import Profile
from deskbreak.runtime.job import JobResult


class Watch:
    def __init__(self, _loop: object, on_change: Callable[[], None]) -> None:
        self.on_change, self.watched, self.closed = on_change, list[list[Path]](), False

    def folders(self, folders: list[Path]) -> None:
        self.watched.append(folders)

    def close(self) -> None:
        self.closed = True


class Desk:
    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home, self.now = home, 1000.0
        self.started: list[tuple[list[str], float]] = []
        self.later: list[tuple[float, Callable[[], None]]] = []
        self.said: list[tuple[str, str]] = []
        self.cleared: list[str] = []
        self.breaks = 0
        self.watches: list[Watch] = []
        monkeypatch.setattr(module, "FileWatch", self._watch)
        monkeypatch.setattr(module, "Job", self._job)
        monkeypatch.setattr(module, "machine_name", lambda: "desk")
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: self.now))
        loop: Any = SimpleNamespace(call_later=lambda wait, run: self.later.append((wait, run)))
        notices: Any = SimpleNamespace(
            notify=lambda text, about: self.said.append((text, about)), clear=self.cleared.append
        )
        self.sharing = Sharing(loop, Profile(home, home, home, home), notices, self._breaks)

    def _breaks(self) -> None:
        self.breaks += 1

    def _watch(self, loop: object, on_change: Callable[[], None]) -> Watch:
        self.watches.append(Watch(loop, on_change))
        return self.watches[-1]

    def _job(self, _loop: object, answer: Callable[[JobResult], None], again: Callable[[], None]) -> Any:
        self.answer, self.again = answer, again
        return SimpleNamespace(start=lambda argv, timeout_s: self.started.append((argv, timeout_s)))

    def follows(self, folder: str) -> Desk:
        self.sharing.follow(Plan(hours=((),) * 7, shared_folder=folder))
        return self

    def later_on(self) -> None:
        (wait_s, run), self.later = self.later[0], self.later[1:]
        assert wait_s == 1.0
        run()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_a_folder_is_exchanged_with_at_once_and_then_when_something_happens(desk: Desk) -> None:
    desk.follows("shared")
    ((argv, timeout_s),) = desk.started
    folder = str(desk.home / "shared")  # beside the settings
    assert argv[-5:] == ["-m", "deskbreak.store.sharing", str(desk.home / "journal.sqlite3"), folder, "desk"]
    assert timeout_s == 60.0 and desk.sharing.health() == {"folder": folder, "trouble": ""}
    desk.sharing.soon()
    desk.watches[0].on_change()
    desk.again()
    assert len(desk.later) == 1  # what comes together goes together
    desk.later_on()
    assert len(desk.started) == 2
    desk.sharing.soon()
    desk.later_on()
    assert len(desk.started) == 3


def test_without_a_folder_nothing_is_exchanged(desk: Desk) -> None:
    desk.follows("")
    desk.sharing.soon()
    desk.now += 10_000
    desk.sharing.tick()
    assert desk.started == [] == desk.later and desk.watches == []
    desk.sharing.close()


def test_another_folder_takes_the_place_of_the_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    desk.follows("shared").follows("shared")
    assert len(desk.started) == 1
    desk.answer(JobResult({"trouble": "it is read-only"}))
    desk.follows("~/sync")
    assert desk.watches[0].closed and desk.started[1][0][-2] == "/home/me/sync"
    assert desk.sharing.health() == {"folder": "/home/me/sync", "trouble": ""}
    desk.sharing.soon()
    desk.follows("")
    assert desk.watches[1].closed and desk.sharing.health()["folder"] == ""
    desk.later_on()
    assert len(desk.started) == 2  # what was wanted is wanted no more
    desk.follows("shared")
    assert len(desk.started) == 3
    desk.sharing.soon()
    assert len(desk.later) == 1


@pytest.mark.parametrize(("later_s", "times"), [(300.0, 0), (300.5, 1)])
def test_a_folder_that_reports_nothing_is_polled_every_five_minutes(
    desk: Desk, later_s: float, times: int
) -> None:
    desk.follows("shared")
    desk.now += later_s
    desk.sharing.tick()
    assert len(desk.later) == times
    desk.sharing.tick()
    assert len(desk.later) == times


def test_trouble_is_said_until_it_is_over(desk: Desk) -> None:
    desk.follows("shared")
    desk.answer(JobResult({"trouble": "it is read-only"}))
    assert (
        desk.said == [("it is read-only", "sharing")]
        and desk.sharing.health()["trouble"] == "it is read-only"
    )
    desk.answer(JobResult(None, "killed"))
    assert desk.said[-1] == ("the shared folder could not be read: killed", "sharing")
    assert desk.cleared == [] and desk.watches[0].watched == [] and desk.breaks == 0
    desk.answer(JobResult({"trouble": None}))
    assert desk.cleared == ["sharing"] and desk.sharing.health()["trouble"] == ""
    assert desk.watches[0].watched == [[desk.home / "shared"]]  # it exists by now


@pytest.mark.parametrize(
    ("answer", "times"), [({"breaks": 2}, 1), ({"breaks": 0}, 0), ({"trouble": "x", "breaks": 1}, 1)]
)
def test_breaks_of_another_machine_are_looked_at(desk: Desk, answer: dict[str, Any], times: int) -> None:
    desk.follows("shared")
    desk.answer(JobResult(answer))
    assert desk.breaks == times


def test_an_answer_after_the_end_watches_nothing(desk: Desk) -> None:
    desk.follows("shared")
    desk.sharing.close()
    desk.answer(JobResult({"breaks": 1}))
    assert desk.watches[0].watched == [] and desk.cleared == ["sharing"]
