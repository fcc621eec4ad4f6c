"""Makes a session out of a request, and a result out of a session."""

from __future__ import annotations

from pathlib import Path

from deskbreak.catalog.cached import load_cached
from deskbreak.core.content import Catalog
from deskbreak.core.dose import script
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile, find_profile
from deskbreak.player.protocol import Request, Result, leave_result
from deskbreak.player.session import Session


class CannotPlay(DeskbreakError):
    """There is nothing to play; the sentence says why."""


def open_session(request: Request) -> tuple[Session, Catalog, Profile]:
    """The session for a request; CannotPlay where the routine is unknown or everything in it is blocked."""
    profile = find_profile(request.home)
    catalog = load_cached(profile)
    routine = catalog.routine(request.routine)
    if routine is None:
        raise CannotPlay(f'no routine "{request.routine}"; see: deskbreak routines')
    played = script(
        routine,
        catalog,
        seconds=request.seconds,
        rounds=request.rounds,
        levels=request.levels,
        equipment=request.equipment,
        blocked=request.blocked,
    )
    if not played.cues:
        raise CannotPlay(routine.blocked_words())
    return Session(played), catalog, profile


def result_of(request: Request, session: Session, ended_at: float) -> Result:
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
    return f"too hard: {', '.join(hard)}" if hard else ""


def leave(request: Request, result: Result) -> None:
    """Into the outbox, where one was named; a disk that refuses is no reason to fail at the end."""
    if request.outbox is not None and request.uid:
        try:
            leave_result(Path(request.outbox), result)
        except OSError:
            pass  # the report on stdout still carries it
