"""Makes a session out of a request, and a result out of a session."""

from __future__ import annotations

import contextlib
from pathlib import Path

from deskbreak.catalog.cached import load_cached
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Routine, RoutineStep
from deskbreak.core.cues import Script, ScriptStep
from deskbreak.core.notes import TOO_HARD
from deskbreak.core.script import script
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile, find_profile
from deskbreak.player.met import read_met
from deskbreak.player.protocol import PlayRequest, Result, leave_result
from deskbreak.player.session import Session
from deskbreak.sentences import english

GENTLE = "short-walk"  # what is offered after something hurt


class CannotPlay(DeskbreakError):
    """There is nothing to play; the sentence says why."""


def open_session(request: PlayRequest) -> tuple[Session, Catalog, Profile]:
    """The session for a request; CannotPlay where the routine is unknown or everything in it is blocked."""
    profile = find_profile(request.home)
    catalog = load_cached(profile)
    routine = catalog.routine(request.routine)
    if routine is None:
        raise CannotPlay(english('no routine "{routine}"; see: deskbreak routines', routine=request.routine))
    played = script(
        routine,
        catalog,
        seconds=request.seconds,
        rounds=request.rounds,
        levels=request.levels,
        equipment=request.equipment,
        blocked=request.blocked,
        get_ready_s=get_ready_s(request),
    )
    if not played.cues:
        raise CannotPlay(routine.blocked_words())
    session = Session(
        played,
        unmet=frozenset(step.exercise for step in played.steps) - read_met(profile.met),
        waits=request.get_ready == "wait",
        easier=lambda step: _easier(step, catalog, request),
        gentler=lambda: _gentler(catalog, request),
    )
    return session, catalog, profile


def get_ready_s(request: PlayRequest) -> int | None:
    """The seconds that the person wants for getting ready; None: by the way from one position to the next."""
    text = request.get_ready
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None


def _easier(step: ScriptStep, catalog: Catalog, request: PlayRequest) -> Script | None:
    """The step with its smallest dose where it has built up, else what may stand in for it."""
    level = request.levels.get(step.exercise, 0)
    instead = catalog.exercises[step.exercise].substitute if step.exercise in catalog.exercises else ""
    name = step.exercise if level > 0 else instead
    return _alone(name, step.side, catalog, request)


def _gentler(catalog: Catalog, request: PlayRequest) -> Script | None:
    """A short easy walk, where there is one."""
    return _alone(GENTLE, "", catalog, request)


def _alone(name: str, side: str, catalog: Catalog, request: PlayRequest) -> Script | None:
    if name not in catalog.exercises or name in request.blocked:
        return None
    one = RoutineStep(name, side=side if catalog.exercises[name].sides else "")
    routine = Routine(name, catalog.exercises[name].name, (one,))
    return script(routine, catalog, get_ready_s=get_ready_s(request))


def result_of(request: PlayRequest, session: Session, ended_at: float) -> Result:
    """What is written into the journal. `ended_at` is deskbreak's time."""
    return Result(
        uid=request.uid,
        routine=request.routine,
        outcome=session.outcome(),
        seconds=round(session.active_s),
        exercises=session.exercises(),
        break_name=request.break_name,
        at=ended_at,
        zone=request.zone,
        answer=session.felt_hard(),
        hurt=session.hurt,
        note=_note(session),
    )


def _note(session: Session) -> str:
    hard = session.too_hard_names()
    return english(TOO_HARD, exercises=", ".join(hard)) if hard else ""


def leave(request: PlayRequest, result: Result) -> None:
    """Into the outbox, where one was named; a disk that refuses is no reason to fail at the end."""
    if request.outbox is not None and request.uid:
        try:
            leave_result(Path(request.outbox), result)
        except OSError:
            pass  # the report on stdout still carries it


def take_back(request: PlayRequest) -> None:
    """The result that was left when something hurt is not true: it was pressed by mistake."""
    if request.outbox is not None and request.uid:
        with contextlib.suppress(OSError):
            (Path(request.outbox) / f"{request.uid}.json").unlink(missing_ok=True)
