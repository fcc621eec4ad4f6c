"""The source of plans check by check: which child runs, what its answer brings, and when it is asked again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import plan_source as module
from deskbreak.app.plan_source import PlanSource
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.paths import Profile
from deskbreak.runtime.job import JobResult
from deskbreak.settings.plan_json import plan_to_json

PLAN = Plan(hours=((Range(540, 1080),),) * 7, breaks=(Break("mobility", every_s=2700.0),), zone=UTC)
SHIPPED = Plan(hours=((Range(0, 1440),),) * 7, zone=UTC)
GOOD = JobResult({"ok": True, "plan": plan_to_json(PLAN), "problems": ["walk is never due"]})
BAD = JobResult({"ok": False, "plan": None, "problems": ["config.toml:1: what?", 7]})
DEAD = JobResult(None, "killed")
KILLED = "the settings could not be checked: killed; see: deskbreak config check"


class Timer:
    def __init__(self, wait_s: float, run: Callable[[], None]) -> None:
        self.wait_s, self.run, self.over = wait_s, run, False

    def cancel(self) -> None:
        self.over = True


class Desk:
    """A source, the children that it started, and what it handed over."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.started: list[tuple[list[str], float]] = []
        self.timers: list[Timer] = []
        self.plans: list[Plan] = []
        self.told: list[list[str]] = []
        self.watched: list[list[Path]] = []
        self.did: list[str] = []
        self.cached: Plan | None = None
        self.last_good: Plan | None = None
        self.asked_again = False
        monkeypatch.setattr(module, "Job", self._job)
        monkeypatch.setattr(module, "FileWatch", self._watch)
        monkeypatch.setattr(
            module, "cached_plan", lambda _p, zone: (self.cached, []) if self.cached else None
        )
        monkeypatch.setattr(module, "last_good_plan", lambda _p, _zone: self.last_good)
        monkeypatch.setattr(module, "shipped_plan", lambda _zone: SHIPPED)
        self.profile = Profile(home, home, home, home / "cache")
        loop: Any = SimpleNamespace(call_later=self._later)
        self.source = PlanSource(loop, self.profile, lambda: UTC, self.plans.append, self.told.append)

    def _later(self, wait_s: float, run: Callable[[], None]) -> Timer:
        self.timers.append(Timer(wait_s, run))
        return self.timers[-1]

    def _job(self, _loop: object, answer: Callable[[JobResult], None], again: Callable[[], None]) -> Any:
        self.answer, self.again = answer, again
        desk = self

        class Job:
            asked_again = property(lambda _self: desk.asked_again)

            def start(self, argv: list[str], timeout_s: float) -> None:
                desk.started.append((argv, timeout_s))

            def cancel(self) -> None:
                desk.did.append("job")

        return Job()

    def _watch(self, _loop: object, on_change: Callable[[], None]) -> Any:
        self.on_change = on_change
        return SimpleNamespace(folders=self.watched.append, close=lambda: self.did.append("watch"))

    def waits(self) -> list[float]:
        return [one.wait_s for one in self.timers if not one.over]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_a_plan_that_is_known_to_hold_is_handed_over_at_once(desk: Desk) -> None:
    desk.cached = PLAN
    desk.source.start()
    assert desk.plans == [PLAN] and desk.started == [] and desk.waits() == []
    assert len(desk.watched) == 1
    desk.on_change()
    assert desk.started == [] and len(desk.watched) == 2  # nothing that the plan is made of
    desk.cached = None
    desk.on_change()
    assert len(desk.started) == 1 and len(desk.watched) == 3


def test_without_one_it_is_found_out_in_a_child(desk: Desk) -> None:
    desk.source.start()
    ((argv, timeout_s),) = desk.started
    assert argv[0] == sys.executable and timeout_s == 60.0
    assert argv[-4:] == ["-m", "deskbreak.settings.check", "--home", str(desk.profile.home)]
    assert desk.waits() == [8.0] and desk.plans == []
    desk.answer(GOOD)
    assert desk.plans == [PLAN] and desk.waits() == []
    assert desk.source.problems == ["walk is never due"] and desk.told == [["walk is never due"]]
    desk.again()
    assert len(desk.started) == 2


def test_the_usual_profile_needs_no_home(desk: Desk, tmp_path: Path) -> None:
    desk.source._profile = Profile(None, tmp_path, tmp_path, tmp_path)
    desk.source.check()
    assert desk.started[0][0][-2:] == ["-m", "deskbreak.settings.check"]


@pytest.mark.parametrize(
    ("last_good", "plan", "holds"),
    [(None, SHIPPED, "the shipped settings hold"), (PLAN, PLAN, "the last good settings stay in force")],
)
def test_a_first_plan_that_does_not_come_is_not_waited_for(
    desk: Desk, last_good: Plan | None, plan: Plan, holds: str
) -> None:
    desk.last_good = last_good
    desk.source.start()
    desk.timers[0].run()
    assert desk.plans == [plan] and desk.source.what_holds == holds
    desk.answer(BAD)
    assert desk.plans == [plan] and desk.told == [["config.toml:1: what?", "7"]]
    assert desk.source.what_holds == holds
    desk.answer(GOOD)
    assert desk.plans == [plan, PLAN] and desk.source.what_holds == "the last good settings stay in force"


def test_problems_are_told_once_until_they_are_others(desk: Desk) -> None:
    desk.source.start()
    desk.answer(BAD)
    desk.answer(BAD)
    assert desk.plans == [SHIPPED] and len(desk.told) == 1 and desk.waits() == []
    desk.answer(JobResult({"ok": False, "plan": None, "problems": ["b"]}))
    desk.answer(GOOD)
    desk.answer(GOOD)
    desk.answer(BAD)
    first = ["config.toml:1: what?", "7"]
    assert desk.told == [first, ["b"], ["walk is never due"], ["walk is never due"], first]


def test_a_check_that_fails_is_asked_again_less_and_less_often(desk: Desk) -> None:
    desk.source.start()
    waits = []
    for _ in range(9):
        desk.answer(DEAD)
        waits += desk.waits()
        desk.timers[-1].over = True
    assert waits == [30.0, 60.0, 120.0, 240.0, 480.0, 960.0, 1920.0, 3600.0, 3600.0]
    assert desk.told == [[KILLED]] and desk.source.problems == [KILLED]
    desk.timers[-1].run()
    assert len(desk.started) == 2
    desk.answer(GOOD)
    desk.answer(DEAD)
    assert desk.waits() == [30.0] and desk.told[-1] == [KILLED]  # from the beginning
    desk.answer(GOOD)
    assert desk.waits() == []


def test_one_that_is_asked_for_already_is_not_asked_for_later(desk: Desk) -> None:
    desk.source.start()
    desk.asked_again = True
    desk.answer(DEAD)
    assert desk.waits() == []
    desk.asked_again = False
    desk.answer(DEAD)
    assert desk.waits() == [30.0]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (JobResult(None, "", timed_out=True), "it took over 60 s"),
        (JobResult({"ok": True, "plan": {}, "problems": []}), "the answer makes no sense"),
        (JobResult({"ok": True, "plan": None, "problems": []}), "the answer makes no sense"),
        (JobResult({"ok": True, "problems": []}), "the answer makes no sense"),
        (JobResult({"plan": None, "problems": []}), "the answer makes no sense"),
        (JobResult({"ok": False}), "the answer makes no sense"),
        (JobResult({"ok": False, "problems": 3}), "the answer makes no sense"),
    ],
)
def test_an_answer_of_any_shape_leaves_a_sentence(desk: Desk, answer: JobResult, why: str) -> None:
    desk.source.start()
    desk.answer(answer)
    assert desk.told == [[f"the settings could not be checked: {why}; see: deskbreak config check"]]
    assert desk.plans == [SHIPPED] and desk.waits() == [30.0]


def test_every_folder_that_the_plan_is_made_of_is_watched(desk: Desk, tmp_path: Path) -> None:
    dotfiles = tmp_path / "dotfiles"
    dotfiles.mkdir()
    (dotfiles / "deskbreak.toml").touch()
    desk.profile.config.symlink_to(dotfiles / "deskbreak.toml")
    (desk.profile.packs / "mine").mkdir(parents=True)
    (desk.profile.packs / "a-file").touch()
    desk.source.start()
    (folders,) = desk.watched
    mine = desk.profile.packs / "mine"
    assert folders == [
        tmp_path, dotfiles, desk.profile.profiles, desk.profile.packs, mine, mine / "exercises", mine / "routines",
        mine / "figures",
    ]  # fmt: skip


def test_without_packs_their_folder_is_watched_for(desk: Desk, tmp_path: Path) -> None:
    desk.source.start()
    assert desk.watched == [[tmp_path, tmp_path, desk.profile.profiles, desk.profile.packs]]


def test_the_end_ends_the_watch_the_child_and_the_waiting(desk: Desk) -> None:
    desk.source.start()
    desk.source.close()
    assert desk.did == ["watch", "job"] and desk.waits() == []
