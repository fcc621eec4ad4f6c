"""The plan in its cache, and the one that is shipped: what is not a plan is refused, never half believed."""

from __future__ import annotations

import copy
import json
from datetime import UTC

import pytest

from deskbreak.cache_file import write_json
from deskbreak.paths import Profile
from deskbreak.settings.cached import SHIPPED_PLAN, cache_file, routines_listed, shipped_plan
from deskbreak.settings.docs import shipped_plan_text
from deskbreak.settings.plan_json import plan_from_json, plan_to_json

GOOD = json.loads(SHIPPED_PLAN.read_text("utf-8"))
HUGE = 10**400


def test_the_shipped_plan_is_that_of_the_shipped_settings():
    assert SHIPPED_PLAN.read_text("utf-8") == shipped_plan_text(), "run scripts/settings-docs"
    assert plan_to_json(shipped_plan(UTC)) == GOOD and shipped_plan(UTC).breaks


INVALID = {
    "hours": [[], GOOD["hours"][:3], GOOD["hours"] * 2, None, {}, [[{"start": 0}]] * 7, [5] * 7],
    "days": [None, [1], [{"first": "x"}], {}, [{"first": "0000-01-01", "last": "2026-01-01", "hours": [], "why": ""}]],
    "breaks": [
        None,
        [None],
        *(
            [GOOD["breaks"][0] | {key: value}]
            for key, values in {
                "every_s": (0, -5, HUGE, "45m", float("nan"), float("inf"), True, []),
                "at": ([1440], [-1], ["09:00"], 540, [HUGE]),
                "days": ([7], [-1], "mon", [0.5]),
                "name": (None, 7),
                "lasts_s": (-1, 0),
            }.items()
            for value in values
        ),
    ],
    "offer": [None, [], {}, GOOD["offer"] | {"heads_up_s": -1}, GOOD["offer"] | {"repeat_at_most": 2.5}],
    "keep_s": ["1y", -1, HUGE],
    "ask_back": [1, "yes", None],
    "profile": [None, 3],
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in INVALID.items() for value in values]
)
def test_what_is_no_plan_is_refused(key, value):
    with pytest.raises((KeyError, TypeError, ValueError)):
        plan_from_json(copy.deepcopy(GOOD) | {key: value}, UTC)


@pytest.mark.parametrize("key", GOOD)
def test_a_plan_without_a_part_is_refused(key):
    with pytest.raises((KeyError, TypeError, ValueError)):
        plan_from_json({name: value for name, value in GOOD.items() if name != key}, UTC)


@pytest.mark.parametrize("start, end", [(-1, 60), (60, 60), (90, 60), (0, 2881), (0.5, 60), ("0", 60)])
def test_a_stretch_that_no_day_has_is_refused(start, end):
    with pytest.raises((TypeError, ValueError)):
        plan_from_json(GOOD | {"hours": [[{"start": start, "end": end}]] * 7}, UTC)


@pytest.mark.parametrize("seconds", [HUGE, "long", None, -1])
def test_menus_survive_a_list_of_routines_that_makes_no_sense(tmp_path, seconds):
    profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")
    write_json(cache_file(profile), {"routines": [["cat-cow", "Cat-cow", seconds, [], True]]})
    assert routines_listed(profile) == []
