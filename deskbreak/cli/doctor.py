"""`deskbreak doctor`: does everything that deskbreak needs work here? Exits 1 when the main job cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.called import as_called
from deskbreak.cells import cells, padded
from deskbreak.cli import doctor_checks as checks
from deskbreak.cli.doctor_session import session, try_offer
from deskbreak.columns import fitted
from deskbreak.errors import COULD_NOT, one_line
from deskbreak.language import _, p_, translated
from deskbreak.letters import json_text
from deskbreak.paths import Profile, find_profile
from deskbreak.sentences import N_

if TYPE_CHECKING:
    import argparse

# What is looked at, as the first column names it.
NAMES = (
    N_("settings"),
    N_("packs"),
    N_("plan"),
    N_("zone"),
    N_("journal"),
    N_("daemon"),
    "wakes",
    N_("sharing"),
    N_("notice"),
    N_("idle"),
    N_("power"),
    N_("busy"),
    N_("notify"),
    N_("tray"),
    N_("icon"),
    N_("offers"),
    N_("player"),
    N_("sound"),
    N_("voice"),
    N_("login"),
    N_("menu"),
    N_("font"),
    N_("chime"),
    N_("spoken"),
    N_("offer"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--try", dest="try_", action="store_true", help=_("show a test offer and wait for a click")
    )
    parser.add_argument("--hear", action="store_true", help=_("play a chime and speak a sentence"))
    parser.add_argument(
        "--log", action="store_true", help=_("print what the daemon wrote about its failures")
    )
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(args: argparse.Namespace) -> int:
    profile = find_profile(args.home)
    if args.log:
        return _log(profile, as_json=args.json)
    findings = [*checks.settings(profile), checks.zone(), *checks.journal(profile), *session(profile)]
    findings += [
        checks.player(),
        *checks.sound(profile),
        checks.login(profile),
        checks.menu(),
        *checks.font(),
    ]
    if args.hear:
        findings += checks.hear()
    if args.try_:
        findings.append(try_offer(profile))
    if args.json:
        print(json_text([one.to_json() for one in findings]))
    else:
        wide = max(10, *(cells(_label(one.name)) for one in findings))
        for one in findings:
            sign = {"ok": "✓", "note": "·", "bad": "✗"}[one.state]
            print(fitted(as_called(one.shown), f"{sign} {padded(_label(one.name), wide)} "))
    return COULD_NOT if any(one.state == "bad" and one.needed for one in findings) else 0


def _label(name: str) -> str:
    """The first column; "wakes" is said of exercises too, where it is a verb."""
    return p_("label", "wakes") if name == "wakes" else translated(name)


def _log(profile: Profile, *, as_json: bool) -> int:
    """The daemon's log; a person may paste it into a report."""
    from deskbreak.app.logs import log_lines

    lines = log_lines(profile.log)
    if as_json:
        print(json_text({"path": str(profile.log), "lines": lines}))
        return 0
    nothing = _("Nothing went wrong so far; it would be written to {file}", file=profile.log)
    print("\n".join(map(one_line, lines)) or nothing)
    return 0
