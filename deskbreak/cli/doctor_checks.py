"""What `deskbreak doctor` looks at by itself: files, programs and settings of this machine."""

from __future__ import annotations

import sys
import time
from datetime import datetime

from deskbreak.cli.doctor_result import CheckResult
from deskbreak.errors import DeskbreakError
from deskbreak.language import _
from deskbreak.paths import Profile
from deskbreak.sentences import N_, english, english_n


def settings(profile: Profile) -> list[CheckResult]:
    """The settings and the packs, each fault and warning with its place; and whether anything would ever be offered."""
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


def zone() -> CheckResult:
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


def journal(profile: Profile) -> list[CheckResult]:
    """How many rows the journal has; bad where it cannot be read."""
    from deskbreak.store.journal import Journal

    try:
        with Journal.read(profile.journal, clock=time.time) as opened:
            rows = len(opened.rows())
    except DeskbreakError as error:
        return [CheckResult("journal", "bad", str(error), needed=True)]
    said = english_n("{n} row in {file}", "{n} rows in {file}", rows, file=profile.journal)
    return [CheckResult("journal", "ok", said)]


def player() -> CheckResult:
    """Which face a guided routine has here."""
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


def sound(profile: Profile) -> list[CheckResult]:
    """The programs that play chimes and speak; a missing voice counts only where the settings want one."""
    from deskbreak.cli.hearing import sound_found
    from deskbreak.settings.load import load_settings

    try:
        voice_on = load_settings(profile).plan.player.voice
    except DeskbreakError:  # reported among the settings
        voice_on = False
    return [CheckResult(*found) for found in sound_found(voice_on=voice_on)]


def hear() -> list[CheckResult]:
    """Play a chime and speak a sentence, and say whether both ran."""
    from deskbreak.cli.hearing import heard

    print(_("Listen: a chime, then a sentence."), file=sys.stderr, flush=True)
    return [CheckResult(*found) for found in heard()]


def font() -> list[CheckResult]:
    """The font to install for the language; nothing where its letters are there."""
    from deskbreak.cli.fonts import missing_font

    said = missing_font()
    return [CheckResult("font", "note", said)] if said else []


def login(profile: Profile) -> CheckResult:
    """Whether deskbreak starts at login, and what is wrong with that entry."""
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


def menu() -> CheckResult:
    """Whether the applications menu has an entry, and what is wrong with it."""
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
