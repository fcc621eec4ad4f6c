"""Settings files, the plan's cache, and the saved state: whatever is read as right, core can live by."""

from __future__ import annotations

import json
import random
import time
from datetime import UTC
from pathlib import Path
from random import Random
from typing import Any

from deskbreak.app.records import read_state
from deskbreak.cache_file import checksum, read_json
from deskbreak.catalog.load import load_catalog
from deskbreak.core import machine
from deskbreak.core.events import (
    Answer,
    Answered,
    BusyChanged,
    Command,
    CommandKind,
    Event,
    Locked,
    Slept,
    Tick,
)
from deskbreak.core.plan import Plan
from deskbreak.core.state import State, from_json, to_json
from deskbreak.core.view import view
from deskbreak.errors import DeskbreakError, Problem
from deskbreak.paths import Profile, shipped
from deskbreak.settings.cached import cache_file, cached_plan, exercise_names, last_good_plan, routines_listed
from deskbreak.settings.check import check
from deskbreak.settings.layers import Layer, shipped_layer
from deskbreak.settings.load import load_layers
from deskbreak.settings.plan_json import plan_from_json, plan_to_json
from deskbreak.settings.reading import parse
from tests.settings.many_files import files, written
from tests.torture.mutate import changed_bytes, invalid_json
from tests.torture.one_parser import Make, Parser, Read

REFUSALS = (ValueError, KeyError, TypeError, RecursionError)  # of which the daemon makes one sentence
MONDAY = 1795420800.0  # nine in the morning, UTC


def lives_by(plan: Plan, given: State | None = None, at: float = MONDAY, *, hours: int = 1) -> State:
    """A few hours of a day by this plan, as the daemon would live them."""
    state = machine.start(at, 100.0, plan) if given is None else given
    at, mono = max(at, state.at), max(100.0, state.mono)
    events: list[Event] = [Slept(at, mono, wall_s=0.0), *machine.first_events(state, at, mono, locked=False)]
    for step in range(1, 2 * hours + 1):
        now = at + step * 1800.0, mono + step * 1800.0
        events += [Tick(*now), BusyChanged(*now, frozenset())]
    events += [Answered(*now, state.offer.id if state.offer else 1, Answer.SNOOZE, 600.0)]
    events += [Locked(*now), Locked(*now, locked=False), Command(*now, kind=CommandKind.DONE)]
    for event in events:
        state, _ = machine.step(state, event, plan)
        assert machine.next_wake(state, plan, event.at) > event.at, "the next wake lies ahead"
    seen = view(state, plan, now[0], now[1])
    assert 0 <= seen.sitting_s < 1e9 and 0 <= seen.progress <= 1
    if given is None:  # what came from an odd state may be too odd to come back
        assert from_json(json.loads(json.dumps(to_json(state)))) == state
    return state


def reported(problems: Any) -> None:
    """Problems are single lines that a terminal can show."""
    problems = list(problems)
    assert problems, "refused without a word"
    for one in problems:
        assert isinstance(one, Problem) and one.line >= 1
        assert str(one).isprintable() and "Traceback" not in str(one), one
        assert len(str(one)) < 5000, "a sentence of thousands of letters"


# -- settings ------------------------------------------------------------------------------------------------


def _settings(folder: Path) -> tuple[Make, Read]:
    catalog, _ = load_catalog([shipped("content")])
    base = shipped_layer()
    default = (shipped("config") / "default.toml").read_bytes()
    samples = [default] + [written(lines, chance) for chance, lines in files(catalog, 3, 200)]

    def make(chance: Random) -> bytes:
        return changed_bytes(chance, chance.choice(samples), samples)

    def read(data: bytes) -> None:
        document, problems = parse("config.toml", data)
        if document is None:
            reported(problems)
            return
        try:
            loaded = load_layers([base, Layer("yours", document, document.data)], catalog, UTC)
        except DeskbreakError as error:
            reported(error.problems)  # type: ignore[attr-defined]
            return
        if loaded.warnings:
            reported(loaded.warnings)
        plan = plan_from_json(json.loads(json.dumps(plan_to_json(loaded.plan))), UTC)
        assert plan == loaded.plan, "another plan comes out of the cache"
        lives_by(plan)

    return make, read


# -- the plan's cache ----------------------------------------------------------------------------------------


def _plan_cache(folder: Path) -> tuple[Make, Read]:
    profile = Profile(folder, folder, folder, folder / "cache")
    (folder / "config.toml").write_bytes((shipped("config") / "default.toml").read_bytes())
    check(profile)
    whole = read_json(cache_file(profile))
    samples = [whole | {"routines": whole["routines"][:3], "exercises": {"cat-cow": "Cat-cow"}}]

    def make(chance: Random) -> bytes:
        """Nearly all with a checksum that fits, or nothing would get past it."""
        body = invalid_json(chance, samples)
        return body if chance.random() < 0.05 else checksum(body) + b"\n" + body

    def read(data: bytes) -> None:
        cache_file(profile).write_bytes(data)
        if len(data) % 10 == 0:  # they read the file again, and every file that it was made from
            routines_listed(profile)
            exercise_names(profile)
            cached_plan(profile, UTC)
        plan = last_good_plan(profile, UTC)
        if plan is not None:
            lives_by(plan, hours=10 if len(data) % 10 == 0 else 1)

    return make, read


# -- the saved state -----------------------------------------------------------------------------------------


def _states() -> list[Any]:
    """Saved states of random moments of random days."""
    from tests.properties.desk import Desk, random_act

    found = []
    for seed in range(40):
        chance, desk = random.Random(seed), Desk()
        for _ in range(chance.randrange(1, 30)):
            random_act(desk, chance)
        found.append(to_json(desk.state))
    return found


def _state(folder: Path) -> tuple[Make, Read]:
    from tests.properties.desk import PLANS

    samples = _states()

    def make(chance: Random) -> bytes:
        return invalid_json(chance, samples)

    def read(data: bytes) -> None:
        try:
            state = read_state(data.decode("utf-8", "replace"), time.time())
        except REFUSALS:
            return
        lives_by(PLANS[len(data) % 4], state, max(MONDAY, state.at), hours=10 if len(data) % 10 == 0 else 1)

    return make, read


SETTINGS = Parser("settings", _settings)
PLAN_CACHE = Parser("plan-cache", _plan_cache)
STATE = Parser("state", _state)
