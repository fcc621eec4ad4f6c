"""`deskbreak start [ROUTINE]`: start a routine now; without a daemon it plays right here and is journalled."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from deskbreak.app.client import ask
from deskbreak.cli.printed import print_translated, say
from deskbreak.errors import DeskbreakError, NoDaemon, UsageError
from deskbreak.language import ENGLISH, _, current, translated, with_label
from deskbreak.paths import Profile, find_profile
from deskbreak.platforms.session import has_display
from deskbreak.sentences import english

if TYPE_CHECKING:
    import argparse

AUTO = "auto"
MAX_NUMBER = 9  # digits; Python reads no number of thousands of them


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "routine",
        nargs="?",
        default="",
        help=_("a routine or exercise, by id or name (default: the one that is due)"),
    )
    parser.add_argument("--rounds", metavar="N", help=_("how often through, where the routine offers it"))
    parser.add_argument(
        "--face", choices=("auto", "window", "page", "terminal"), help=_("how to show it, without a daemon")
    )
    parser.add_argument(
        "--speed", type=float, default=1.0, metavar="N", help=_("N times faster, without a daemon")
    )


def run(args: argparse.Namespace) -> int:
    profile = find_profile(args.home)
    rounds = _rounds(args.rounds)
    args.routine = _named_here(profile, args.routine)
    try:
        reply = ask(profile, "start", routine=args.routine or None, rounds=rounds)
    except NoDaemon:
        return _play_here(profile, args, rounds)
    say(reply["said"])
    return 0


def _named_here(profile: Profile, word: str) -> str:
    """The id of what the language that is spoken calls so; the word itself where that is no name in it."""
    if not word or current() == ENGLISH:
        return word
    from deskbreak.catalog.cached import load_cached
    from deskbreak.cli.shown import typed

    catalog = load_cached(profile, lean=True)
    return typed((*catalog.routines.values(), *catalog.exercises.values()), word) or word


def _rounds(text: str | None) -> int | None:
    """The number; whether the routine is done so often is for others to say."""
    if text is None:
        return None
    if not text.isdecimal() or len(text) > MAX_NUMBER:
        raise UsageError(english('--rounds "{text}": write a whole number, such as 3', text=text[:40]))
    return int(text)


def _play_here(profile: Profile, args: argparse.Namespace, rounds: int | None) -> int:
    from deskbreak.app.named_routine import routine_named
    from deskbreak.app.rehearsal import load_plan, local_zone
    from deskbreak.app.selection import SetRequest, select
    from deskbreak.player.foreground import play_here
    from deskbreak.player.protocol import PlayRequest
    from deskbreak.store.opening import open_to_write
    from deskbreak.store.outbox import import_results
    from deskbreak.store.rows import outcome_uid

    if not 0 < args.speed <= 100_000:
        raise UsageError(
            english("--speed {speed} is out of range; write a number over 0", speed=f"{args.speed:g}")
        )
    plan, _catalog = load_plan(profile, local_zone())
    routine = routine_named(profile, args.routine, rounds, breaks=plan.breaks)
    usual = next((one.lasts_s for one in plan.breaks if one.routine == AUTO), None)
    with open_to_write(profile) as journal:
        lasts = usual if routine in ("", AUTO) else None
        chosen = select(
            profile, journal, plan, time.time(), SetRequest(routine or AUTO, lasts, rounds=rounds)
        )
        if not chosen.routine:
            raise DeskbreakError(
                "; ".join(
                    (
                        chosen.reason or english("nothing to play"),
                        english("see: {command}", command="deskbreak routines"),
                    )
                )
            )
        request = PlayRequest(
            uid=outcome_uid(0),
            routine=chosen.routine,
            seconds=lasts,
            rounds=rounds,
            levels=chosen.levels,
            equipment=list(plan.body.equipment),
            blocked=sorted(journal.blocked()),
            face=args.face or _face(plan.player.face),
            theme=plan.player.theme,
            voice=plan.player.voice,
            sound=plan.player.chimes(first=not profile.cautioned.exists()),
            reduced_motion=plan.player.reduced_motion,
            monitor=plan.player.monitor,
            look=plan.player.look(),
            speed=args.speed,
            outbox=str(profile.outbox),
            home=str(profile.home) if profile.home else None,
            zone=str(plan.zone),
            at=time.time(),
            why=chosen.reason or chosen.about,
            get_ready=plan.player.get_ready,
            first_run=not profile.cautioned.exists(),
        )
        result = play_here(request)
        import_results(journal, profile.outbox)
    done = ", ".join(result.exercises) or _("nothing done")
    print_translated(with_label(translated(result.outcome), done))
    return 0


def _face(wanted: str) -> str:
    """The face that is asked for; without a display the terminal, for a person who typed the command there."""
    return wanted if wanted != "auto" or has_display() else "terminal"
