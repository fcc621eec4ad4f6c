"""`deskbreak doctor`: does everything that deskbreak needs work here? Exits 1 when the main job cannot be done."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

from deskbreak.app.client import ask
from deskbreak.called import as_called
from deskbreak.cells import cells, padded
from deskbreak.cli.printed import listing
from deskbreak.columns import fitted
from deskbreak.errors import COULD_NOT, DeskbreakError, NoDaemon, one_line
from deskbreak.language import _, p_, translated
from deskbreak.letters import json_text
from deskbreak.paths import Profile, find_profile
from deskbreak.platforms.tray.without import STATUS_NOTIFIER, advice
from deskbreak.sentences import N_, english, english_n
from deskbreak.values import dataclass

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
TRY_FOR_S = 20.0
LATE_S = 120.0


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was looked at. Without what `needed` says, the main job cannot be done."""

    name: str
    state: str  # ok, note, bad
    detail: str
    needed: bool = False
    backend: str = ""  # the program or interface that was chosen; a name, and never translated

    @property
    def text(self) -> str:
        return ", ".join(filter(None, (self.backend, self.detail)))

    @property
    def shown(self) -> str:
        return listing([*filter(None, (self.backend, translated(self.detail)))])

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "state": self.state, "detail": self.text, "needed": self.needed}


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
    findings = [*_settings(profile), _zone(), *_journal(profile)]
    findings += [*_session(profile), _player(), *_sound(profile), _login(profile), _menu(), *_font()]
    if args.hear:
        findings += _hear()
    if args.try_:
        findings.append(_try(profile))
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


def _settings(profile: Profile) -> list[CheckResult]:
    from deskbreak.catalog.cached import load_checked
    from deskbreak.settings.load import load_settings

    catalog, invalid = load_checked(profile)
    packs = [CheckResult("packs", "bad", str(problem)) for problem in invalid]
    try:
        loaded = load_settings(profile, catalog=catalog)
    except DeskbreakError as error:
        return [*(CheckResult("settings", "bad", line) for line in error.lines()), *packs]
    where = (
        str(profile.config) if profile.config.exists() else N_("as shipped; your own: deskbreak config init")
    )
    found = [CheckResult("settings", "ok", where), *packs]
    if not loaded.plan.breaks or not any(loaded.plan.hours):
        found.append(
            CheckResult(
                "plan", "bad", N_("no work hours or no breaks: nothing would ever be offered"), needed=True
            )
        )
    return found + [CheckResult("settings", "note", str(one)) for one in loaded.warnings]


def _zone() -> CheckResult:
    """The time zone that hours, log and calendars go by, where it comes from, and whether `date` agrees."""
    from deskbreak.zone import clock_offset, local

    found, now = local(), time.time()
    offset = datetime.fromtimestamp(now, found.zone).utcoffset()
    shift = f"{datetime.fromtimestamp(now, found.zone):%z}"
    detail = english("{zone}, UTC{shift}, from {source}", zone=found.name, shift=shift, source=found.source)
    if found.trouble:
        return CheckResult("zone", "note", f"{detail}: {found.trouble}")
    if offset != clock_offset(now):
        return CheckResult(
            "zone",
            "note",
            "; ".join((detail, english("the system's clock goes by another, set TZ to the right one"))),
        )
    return CheckResult("zone", "ok", detail)


def _journal(profile: Profile) -> list[CheckResult]:
    from deskbreak.store.journal import Journal

    try:
        with Journal.read(profile.journal, clock=time.time) as journal:
            rows = len(journal.rows())
    except DeskbreakError as error:
        return [CheckResult("journal", "bad", str(error), needed=True)]
    said = english_n("{n} row in {file}", "{n} rows in {file}", rows, file=profile.journal)
    return [CheckResult("journal", "ok", said)]


def _session(profile: Profile) -> list[CheckResult]:
    """What the running daemon says of the desktop; without one, what a daemon would find."""
    try:
        status = ask(profile, "status")["status"]
        health = ask(profile, "health")["health"]
    except NoDaemon:
        return [
            CheckResult("daemon", "note", N_("not running; start it with: deskbreak up")),
            *_ports(_probe()),
        ]
    found = [CheckResult("daemon", "ok", status["summary"]), *_ports(status["ports"])]
    wake = health.get("next_wake")
    if wake is not None and wake < time.time() - LATE_S:
        found.append(CheckResult("wakes", "bad", N_("the next wake is in the past"), needed=True))
    if health.get("healed"):
        said = english_n(
            "the watchdog stepped in {n} times", "the watchdog stepped in {n} times", health["healed"]
        )
        found.append(CheckResult("wakes", "note", said))
    sharing = health.get("sharing") or {}
    if sharing.get("folder"):
        trouble = sharing.get("trouble")
        found.append(CheckResult("sharing", "note" if trouble else "ok", trouble or sharing["folder"]))
    return found + [CheckResult("notice", "note", sentence) for sentence in health.get("notices", ())]


def _probe() -> dict[str, dict[str, str]]:
    """Choose the ports as a daemon would, give the desktop a moment to answer, and let go again."""
    from deskbreak.app.desktop import Desktop, TrayIcon
    from deskbreak.runtime.loop import Loop

    loop = Loop()

    def no_menu() -> Any:
        from deskbreak.platforms.tray.menu import Menu

        return Menu()

    icon = TrayIcon(loop, no_menu, lambda: None, with_tray=True)
    desktop = Desktop(loop, icon, lambda _tag, _event: None, lambda _event: None)
    end = time.monotonic() + (1.5 if desktop.answers else 0.1)
    while time.monotonic() < end:
        loop.turn(0.05)
    ports = desktop.ports()
    desktop.close()
    loop.close()
    return ports


def _ports(ports: dict[str, dict[str, str]]) -> list[CheckResult]:
    found = []
    for name, port in ports.items():
        fine = port["state"] in ("ok", "off")
        state = "ok" if fine else "note"
        found.append(CheckResult(name, state, port["detail"], backend=port["backend"]))
        if name == "tray" and port["backend"] == STATUS_NOTIFIER and port["state"] == "absent":
            found += [CheckResult("icon", "note", line) for line in advice()]
    if ports["notify"]["state"] != "ok":
        hint = N_("offers are printed where the daemon runs; commands and tray answer them")
        reads = sys.stdin is not None and sys.stdin.isatty()
        found.append(
            CheckResult(
                "offers", "note" if reads or ports["tray"]["state"] == "ok" else "bad", hint, needed=True
            )
        )
    return found


def _player() -> CheckResult:
    import subprocess

    from deskbreak.platforms.session import has_display
    from deskbreak.player.opens_window import NO_WINDOW
    from deskbreak.runtime.spawn import python

    if not has_display():
        return CheckResult("player", "note", N_("no display: routines play in the terminal"))
    ran = subprocess.run(python("-m", "deskbreak.player.opens_window"), capture_output=True, check=False)
    if ran.returncode == NO_WINDOW:
        return CheckResult(
            "player", "note", N_("no window opens on this display: routines play in the browser")
        )
    if ran.returncode:
        return CheckResult(
            "player", "note", N_("no tkinter: routines play in the browser (Debian: apt install python3-tk)")
        )
    return CheckResult("player", "ok", N_("window"))


def _sound(profile: Profile) -> list[CheckResult]:
    from deskbreak.cli.hearing import sound_found
    from deskbreak.settings.load import load_settings

    try:
        voice_on = load_settings(profile).plan.player.voice
    except DeskbreakError:  # reported among the settings
        voice_on = False
    return [CheckResult(*found) for found in sound_found(voice_on=voice_on)]


def _hear() -> list[CheckResult]:
    from deskbreak.cli.hearing import heard

    print(_("Listen: a chime, then a sentence."), file=sys.stderr, flush=True)
    return [CheckResult(*found) for found in heard()]


def _font() -> list[CheckResult]:
    from deskbreak.cli.fonts import missing_font

    said = missing_font()
    return [CheckResult("font", "note", said)] if said else []


def _login(profile: Profile) -> CheckResult:
    from deskbreak.platforms import autostart

    try:
        entry = autostart.choose()
        if not entry.is_on():
            return CheckResult(
                "login", "note", N_("does not start at login; to change that: deskbreak login on")
            )
        trouble = entry.trouble()
    except DeskbreakError as error:
        return CheckResult("login", "note", str(error))
    return CheckResult(
        "login",
        "note" if trouble else "ok",
        trouble or english("starts at login ({place})", place=entry.place),
    )


def _menu() -> CheckResult:
    from deskbreak.platforms import launcher

    how = launcher.choose().look()
    if not how.on:
        return CheckResult(
            "menu", "note", N_("not in the applications menu; to change that: deskbreak desktop on")
        )
    trouble = how.trouble or "; ".join(how.notes)
    return CheckResult(
        "menu",
        "note" if trouble else "ok",
        trouble or english("in the applications menu ({place})", place=how.place),
    )


def _try(profile: Profile) -> CheckResult:
    """A labelled offer on the real desktop: was it shown, was it clicked?"""
    ask(profile, "try-offer")
    print(_("A test offer is on its way; answer it as it says."), flush=True)
    events: list[str] = []
    end = time.monotonic() + TRY_FOR_S
    while time.monotonic() < end and not any(event.startswith("action") for event in events):
        time.sleep(0.3)
        events = ask(profile, "tried")["events"]
        if "failed" in events:
            return CheckResult("offer", "bad", N_("the desktop did not show it"), needed=True)
    if any(event.startswith("action") for event in events):
        return CheckResult("offer", "ok", N_("shown, and the click arrived"))
    return CheckResult(
        "offer", "note", N_("shown, but nobody clicked") if "shown" in events else N_("not shown in time")
    )
