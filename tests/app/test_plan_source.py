"""Where the plan comes from when nothing can be read at first."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import plan_source
from deskbreak.app.plan_source import PlanSource
from deskbreak.cache_file import write_json
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.paths import Profile
from deskbreak.runtime import spawn
from deskbreak.runtime.job import answer_of
from deskbreak.settings.cached import shipped_plan, stamps
from deskbreak.settings.plan_json import plan_to_json

PLAN = Plan(hours=((Range(540, 1080),),) * 7, breaks=(Break("mobility", every_s=2700.0),), zone=UTC)
GOOD = {"ok": True, "plan": plan_to_json(PLAN), "problems": []}
BAD = {"ok": False, "plan": None, "problems": ["config.toml:1: what is this?"]}


def ended(output: bytes, *, timed_out: bool = False) -> Any:
    """A child that is over."""
    return SimpleNamespace(output=output, errors=b"killed", timed_out=timed_out, abandon=lambda: None)


@pytest.fixture
def source(
    loop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[PlanSource, list[Any], list[Any]]]:
    """A source whose checks end as told, one after the other; the plans and the troubles it told of."""
    monkeypatch.setattr(plan_source, "TRY_AGAIN_S", 0.02)

    def make(*results: dict[str, Any] | str | None) -> tuple[PlanSource, list[Any], list[Any]]:
        left = iter(results)

        def child(_loop: Any, _argv: list[str], on_exit: Callable[[Any], None], **_more: Any) -> Any:
            found = next(left, "hangs")
            child = ended(b"" if found is None else json.dumps(found).encode())
            if found != "hangs":
                loop.call_soon(lambda: on_exit(child))
            return child

        monkeypatch.setattr(spawn, "start", child)
        plans: list[Any] = []
        troubles: list[Any] = []
        profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")
        made = PlanSource(loop, profile, lambda: UTC, plans.append, troubles.append)
        made.start()
        return made, plans, troubles

    return make


def test_a_check_that_dies_at_the_first_start_leaves_the_shipped_settings_and_is_tried_again(
    source: Any, loop: Any
) -> None:
    one, plans, troubles = source(None, None, GOOD)
    loop.until(lambda: len(plans) == 2)
    assert plans == [shipped_plan(UTC), PLAN]
    assert len(troubles) == 1 and "could not be checked: killed" in troubles[0][0]
    assert one.what_holds == "the last good settings stay in force" and one.problems == []
    one.close()


def test_a_check_that_dies_leaves_the_last_good_settings_where_there_are_some(
    source: Any, loop: Any, tmp_path: Path
) -> None:
    write_json(tmp_path / "cache" / "plan.json", {"plan": plan_to_json(PLAN)})
    one, plans, troubles = source(None, GOOD)
    loop.until(lambda: troubles)
    assert plans == [PLAN] and one.what_holds == "the last good settings stay in force"
    one.close()


def test_a_check_that_hangs_holds_nothing_up(source: Any, loop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_source, "FIRST_PLAN_TIMEOUT_S", 0.02)
    one, plans, troubles = source("hangs")
    loop.until(lambda: plans)
    assert plans == [shipped_plan(UTC)] and one.what_holds == "the shipped settings hold" and not troubles
    one._checked(answer_of(ended(b"", timed_out=True)))
    assert troubles == [["the settings could not be checked: it took over 60 s; see: deskbreak config check"]]
    one.close()


@pytest.mark.parametrize(
    "said",
    [
        b"[" * 5000,
        b"null",
        b"[]",
        b"{}",
        b"7" * 5000,
        b'{"ok": true, "problems": []}',
        b'{"ok": true, "plan": null, "problems": []}',
        b'{"ok": true, "plan": {"hours": []}, "problems": []}',
        b'{"ok": true, "plan": 1e999, "problems": 3}',
    ],
)
def test_whatever_a_check_says_there_is_a_plan_and_a_sentence(source: Any, said: bytes) -> None:
    one, plans, troubles = source("hangs")
    one._checked(answer_of(ended(said)))
    assert plans == [shipped_plan(UTC)] and len(troubles) == 1
    one.close()


def test_an_invalid_file_at_the_first_start_leaves_the_shipped_settings(source: Any, loop: Any) -> None:
    one, plans, troubles = source(BAD, GOOD)
    loop.until(lambda: troubles)
    assert plans == [shipped_plan(UTC)] and one.what_holds == "the shipped settings hold"
    one.check()
    loop.until(lambda: len(plans) == 2)
    assert one.what_holds == "the last good settings stay in force" and one.problems == []
    one.close()


def test_a_check_that_keeps_failing_is_asked_ever_less_often(source: Any, loop: Any) -> None:
    one, _, troubles = source(None, None, None)
    loop.until(lambda: one._try_again_s == 8 * plan_source.TRY_AGAIN_S)
    assert len(troubles) == 1, "the same trouble is told once"
    one.close()


def test_a_settings_file_that_is_a_link_to_itself_is_told_of_and_stops_nobody(
    source: Any, loop: Any, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.symlink_to(config)
    one, plans, troubles = source(GOOD, BAD)
    loop.until(lambda: plans)
    one.look()
    loop.until(lambda: troubles)
    assert plans == [PLAN]


def test_a_link_that_leads_nowhere_is_not_as_if_there_were_no_file(tmp_path: Path) -> None:
    profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")
    before = stamps(profile)
    for target in ("config.toml", "nowhere"):
        profile.config.symlink_to(tmp_path / target)
        assert stamps(profile) != before
        profile.config.unlink()
    assert stamps(profile) == before
