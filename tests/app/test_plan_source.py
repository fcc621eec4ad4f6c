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
from deskbreak.core.plan import Break, Plan, Range
from deskbreak.paths import Profile
from deskbreak.runtime import spawn
from deskbreak.settings.cached import stamps
from deskbreak.settings.plan_json import plan_to_json

PLAN = Plan(hours=((Range(540, 1080),),) * 7, breaks=(Break("mobility", every_s=2700.0),), zone=UTC)
GOOD = {"ok": True, "plan": plan_to_json(PLAN), "problems": []}
BAD = {"ok": False, "plan": None, "problems": ["config.toml:1: what is this?"]}


@pytest.fixture
def source(
    loop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[PlanSource, list[Any], list[Any]]]:
    """A source whose checks end as told, one after the other; the plans and the troubles it told of."""
    monkeypatch.setattr(plan_source, "TRY_AGAIN_S", 0.02)

    def make(*results: dict[str, Any] | None) -> tuple[PlanSource, list[Any], list[Any]]:
        left = iter(results)

        def child(_loop: Any, _argv: list[str], on_exit: Callable[[Any], None], **_more: Any) -> Any:
            found = next(left)
            ended = SimpleNamespace(
                output=b"" if found is None else json.dumps(found).encode(),
                errors=b"killed",
                abandon=lambda: None,
                timed_out=False,
            )
            loop.call_soon(lambda: on_exit(ended))
            return ended

        monkeypatch.setattr(spawn, "start", child)
        plans: list[Any] = []
        troubles: list[Any] = []
        profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")
        made = PlanSource(loop, profile, lambda: UTC, plans.append, troubles.append)
        made.begin()
        return made, plans, troubles

    return make


def test_a_check_that_dies_at_the_first_start_is_tried_again(source: Any, loop: Any) -> None:
    one, plans, troubles = source(None, None, GOOD)
    assert one.what_holds == "breaks begin once they can be read"
    loop.until(lambda: plans)
    assert plans == [PLAN]
    assert len(troubles) == 1 and "could not be checked: killed" in troubles[0][0]
    assert one.what_holds == "the last good settings stay in force"
    one.close()


def test_a_spoiled_file_at_the_first_start_leaves_the_shipped_settings(source: Any, loop: Any) -> None:
    one, plans, troubles = source(BAD | {"shipped": plan_to_json(PLAN)}, GOOD)
    loop.until(lambda: troubles)
    assert plans == [PLAN] and one.what_holds == "the shipped settings hold"
    one.check()
    loop.until(lambda: len(plans) == 2)
    assert one.what_holds == "the last good settings stay in force" and one.problems == []
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
