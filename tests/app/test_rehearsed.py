"""A rehearsal's parts: the zone, what calendars say of the days, and what is chosen as if it were done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbreak.app import rehearsal as module
from deskbreak.app.rehearsal import (
    Known,
    known_tables,
    load_plan,
    local_zone,
    read_calendars,
    rehearse_plan,
    with_days_off,
)
from deskbreak.calendars.ask import Ask
from deskbreak.calendars.found import Found
from deskbreak.core.body_words import FLOOR, UPRIGHT
from deskbreak.core.catalog import Catalog
from deskbreak.core.plan import Body, Break, DayRule, Plan, QuietRules, Range
from deskbreak.errors import UsageError
from deskbreak.paths import Profile
from deskbreak.store.opening import open_to_write
from deskbreak.values import replace

MONDAY = date(2026, 11, 30)
BERLIN = ZoneInfo("Europe/Berlin")
NINE = datetime(2026, 11, 30, 9, tzinfo=UTC).timestamp()
PLAN = Plan(
    hours=((Range(540, 1020),),) * 7,
    breaks=(Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0),),
    body=Body(positions=FLOOR),
    zone=UTC,
)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")


# -- what is chosen -----------------------------------------------------------------------------------------------


def sets(catalog: Catalog, plan: Plan, days: int = 1, **more: Any) -> list[str]:
    lines = rehearse_plan(plan, catalog, MONDAY, days, **more)
    return [line.routine for line in lines if line.event == "offer"]


def test_what_was_offered_is_done_so_that_another_comes(shipped_catalog: Catalog) -> None:
    first, second, *_ = found = sets(shipped_catalog, PLAN)
    assert len(found) > 5 and first != second and len(set(found)) > 3


def test_who_answers_nothing_has_done_nothing(shipped_catalog: Catalog) -> None:
    """The same set is the next one again, until it becomes the short one that needs no floor."""
    found = sets(shipped_catalog, PLAN, ignore=True)
    assert found[0] == found[1]
    places = [{shipped_catalog.exercises[one].place for one in steps(name)} for name in found]
    assert places[0] == {"floor"} and places[-1] <= UPRIGHT


def steps(routine: str) -> list[str]:
    return routine.removeprefix("set:").split("+")


def test_where_nothing_upright_can_be_chosen_the_floor_serves(shipped_catalog: Catalog) -> None:
    lying = {key: one for key, one in shipped_catalog.exercises.items() if one.place == "floor"}
    only = Catalog(lying, {})
    found = sets(only, PLAN, ignore=True)
    assert len(found) > 2 and all(name and set(steps(name)) <= lying.keys() for name in found)


def test_a_break_with_a_routine_of_its_own_counts_as_done(shipped_catalog: Catalog) -> None:
    """The walk of the morning is one: no set brings another on that day."""
    walk = Break("walk", at=(545,), routine="ten-minute-walk")
    long = replace(PLAN.breaks[0], lasts_s=600.0)
    plan = replace(PLAN, breaks=(long,), body=Body())
    assert "ten-minute-walk" in sets(shipped_catalog, plan)
    assert sets(shipped_catalog, replace(plan, breaks=(walk, long))).count("ten-minute-walk") == 1


def test_a_routine_takes_its_time(shipped_catalog: Catalog) -> None:
    """After ten minutes of walking, the next 45 of sitting begin later than after one of cat-cow."""

    def second(routine: str) -> float:
        one = Break("x", every_s=2700.0, routine=routine)
        plan = replace(PLAN, breaks=(one,))
        lines = rehearse_plan(plan, shipped_catalog, MONDAY, 1)
        return [line.at for line in lines if line.event == "offer"][1]

    assert second("ten-minute-walk") - second("cat-cow") >= 480
    assert second("gone") == NINE + 2 * 2700 + 180  # what is not known lasts the usual three minutes


# -- zones and settings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trouble", "tz", "fails"),
    [("", "", False), ("", "X", False), ("unknown", "", False), ("unknown", "X", True)],
)
def test_only_a_tz_that_is_wrong_is_an_error(
    monkeypatch: pytest.MonkeyPatch, trouble: str, tz: str, fails: bool
) -> None:
    monkeypatch.setattr(module, "local", lambda: SimpleNamespace(trouble=trouble, zone=UTC))
    monkeypatch.setenv("TZ", tz)
    if fails:
        with pytest.raises(UsageError, match=r"^unknown; set TZ, such as TZ=Europe/Berlin$"):
            local_zone()
    else:
        assert local_zone() is UTC


def test_settings_are_read_where_none_are_kept(profile: Profile) -> None:
    profile.config.write_text('[[break]]\nname = "mine"\nevery = "30m"\nroutine = "auto"\n')
    plan, catalog = load_plan(profile, BERLIN)
    assert [one.name for one in plan.breaks] == ["mine"] and plan.zone is BERLIN
    assert "cat-cow" in catalog.exercises and not catalog.sources  # lean
    from deskbreak.settings.check import check

    check(profile)
    kept, _ = load_plan(profile, BERLIN)
    assert kept.breaks == plan.breaks and kept.zone is BERLIN


# -- calendars ------------------------------------------------------------------------------------------------------


def test_the_settings_own_days_win_over_holidays() -> None:
    own, off = DayRule(MONDAY, MONDAY, (Range(540, 600),), ""), DayRule(MONDAY, MONDAY, (), "holiday")
    assert with_days_off(replace(PLAN, days=(own,)), Known(days_off=(off,))).days == (off, own)


CALENDARS = QuietRules(calendars=("work.ics",), me=("me@x.de",), longest_meeting_s=3600.0)


def test_calendars_are_asked_for_the_days_and_the_evening_before(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Ask] = []
    found = Found(
        busy=((1, 2),),
        days_off=(("2026-12-24", "feast"),),
        problems=("gone",),
        passed=((3, 4, "Focus", False), (3, 5, "", False), (3, 6, "Fair", True), (3, 7, "", True)),
    )

    def read_now(ask: Ask) -> Found:
        asked.append(ask)
        return found

    monkeypatch.setattr("deskbreak.calendars.ask.read_now", read_now)
    plan = replace(PLAN, zone=BERLIN, quiet=CALENDARS, holidays=("off.ics",))
    known = read_calendars(profile, plan, MONDAY, 2)
    midnight = datetime(2026, 11, 30, tzinfo=BERLIN)
    start, end = (int((midnight + timedelta(days=days)).timestamp()) for days in (-1, 2))
    assert asked == [
        Ask(
            start, end, "Europe/Berlin", ("work.ics",), ("off.ics",), ("me@x.de",), str(profile.config_dir), 3600.0
        )
    ]  # fmt: skip
    feast = date(2026, 12, 24)
    assert known == Known(
        (DayRule(feast, feast, (), "feast"),),
        ((1.0, 2.0),),
        (
            (3.0, 4.0, '"Focus" is longer than 1h, so it holds no breaks'),
            (3.0, 5.0, "an event is longer than 1h, so it holds no breaks"),
            (3.0, 6.0, '"Fair" takes whole days, so it holds no breaks'),
            (3.0, 7.0, "an event takes whole days, so it holds no breaks"),
        ),
        ("gone",),
    )


@pytest.mark.parametrize(
    ("plan", "asks"),
    [
        (PLAN, False),
        (replace(PLAN, quiet=CALENDARS), True),
        (replace(PLAN, holidays=("off.ics",)), True),
    ],
)
def test_only_calendars_that_are_named_are_asked(
    profile: Profile, monkeypatch: pytest.MonkeyPatch, plan: Plan, asks: bool
) -> None:
    asked: list[Ask] = []

    def read_now(ask: Ask) -> Found:
        asked.append(ask)
        return Found()

    monkeypatch.setattr("deskbreak.calendars.ask.read_now", read_now)
    assert read_calendars(profile, plan, MONDAY, 1) == Known()
    assert bool(asked) is asks


# -- what was learned -----------------------------------------------------------------------------------------------


def test_what_was_learned_is_of_the_last_400_days(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[tuple[Any, ...]] = []
    with open_to_write(profile) as journal:
        key = journal.own_key()

    class Journal:
        def __enter__(self) -> Journal:
            return self

        def __exit__(self, *_: object) -> None: ...

        def each_offer(self, *when: float) -> list[Any]:
            looked.append(when)
            return []

        def each_row(self, *, start: float) -> list[Any]:
            looked.append((start,))
            return []

        def own_key(self) -> str:
            return key

    monkeypatch.setattr("deskbreak.store.opening.open_to_read", lambda _profile: Journal())
    monkeypatch.setattr("deskbreak.app.learner.tables", lambda rows, at, seed: (rows, at, seed))
    assert known_tables(profile, NINE) == ([], NINE, key)
    start = NINE - 400 * 86400
    assert sorted(looked) == [(start,), (start, NINE)]
