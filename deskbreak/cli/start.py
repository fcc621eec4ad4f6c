"""`deskbreak start [ROUTINE]`: start a routine now; without a daemon it plays right here and is journalled."""

from __future__ import annotations

import argparse
import time
import uuid

from deskbreak.app.client import ask
from deskbreak.errors import DeskbreakError, NoDaemon, UsageError, did_you_mean
from deskbreak.paths import Profile, find_profile
from deskbreak.platforms.session import has_display

AUTO = "auto"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "routine", nargs="?", default="", help="a routine or exercise (default: the one that is due)"
    )
    parser.add_argument(
        "--face", choices=("auto", "window", "page", "terminal"), help="how to show it, without a daemon"
    )
    parser.add_argument(
        "--speed", type=float, default=1.0, metavar="N", help="N times faster, without a daemon"
    )


def run(args: argparse.Namespace) -> int:
    profile = find_profile(args.home)
    try:
        reply = ask(profile, "start", routine=args.routine or None)
    except NoDaemon:
        return _play_here(profile, args)
    print(reply["said"])
    return 0


def _play_here(profile: Profile, args: argparse.Namespace) -> int:
    from deskbreak.app.picks import is_known, pick
    from deskbreak.app.rehearsal import load_plan, local_zone
    from deskbreak.player.foreground import play_here
    from deskbreak.player.protocol import Request
    from deskbreak.store.opening import open_to_write

    if not 0 < args.speed <= 100_000:
        raise UsageError(f"--speed {args.speed:g} is out of range; write a number over 0")
    if args.routine and not is_known(profile, args.routine):
        raise UsageError(_unknown(profile, args.routine))
    plan, _ = load_plan(profile, local_zone())
    usual = next((one.lasts_s for one in plan.breaks if one.routine == AUTO), None)
    with open_to_write(profile) as journal:
        first_run = not journal.rows()
        lasts = None if args.routine and args.routine != AUTO else usual
        chosen = pick(profile, journal, plan, time.time(), args.routine or AUTO, lasts)
        if not chosen.routine:
            raise DeskbreakError(f"{chosen.reason or 'nothing to play'}; see: deskbreak routines")
        request = Request(
            uid=uuid.uuid4().hex,
            routine=chosen.routine,
            seconds=lasts,
            levels=chosen.levels,
            equipment=list(plan.body.equipment),
            blocked=list(chosen.blocked),
            face=args.face or _face(plan.player.face),
            theme=plan.player.theme,
            voice=plan.player.voice,
            sound=plan.player.sound,
            reduced_motion=plan.player.reduced_motion,
            monitor=plan.player.monitor,
            speed=args.speed,
            outbox=str(profile.outbox),
            home=str(profile.home) if profile.home else None,
            zone=str(plan.zone),
            at=time.time(),
            first_run=first_run,
        )
        result = play_here(request)
        journal.import_outbox(profile.outbox)
    print(f"{result.outcome}: {', '.join(result.exercises) or 'nothing done'}")
    return 0


def _face(wanted: str) -> str:
    """Somebody who types at a terminal without a display wants to see it there."""
    return wanted if wanted != "auto" or has_display() else "terminal"


def _unknown(profile: Profile, routine: str) -> str:
    from deskbreak.catalog.cached import load_cached

    catalog = load_cached(profile, lean=True)
    hint = did_you_mean(routine, [*catalog.routines, *catalog.exercises], "see: deskbreak routines")
    return f'no routine "{routine}"; {hint}'
