"""What `deskbreak doctor` asks the running daemon and the desktop."""

from __future__ import annotations

import sys
import time
from typing import Any

from deskbreak.app.client import ask
from deskbreak.cli.doctor_result import CheckResult
from deskbreak.errors import NoDaemon
from deskbreak.language import _
from deskbreak.paths import Profile
from deskbreak.platforms.tray.without import STATUS_NOTIFIER, advice
from deskbreak.sentences import N_, english_n

TRY_FOR_S = 20.0
LATE_S = 120.0


def session(profile: Profile) -> list[CheckResult]:
    """What the running daemon says of the desktop; without one, what a daemon would find."""
    try:
        status = ask(profile, "status")["status"]
        health = ask(profile, "health")["health"]
    except NoDaemon:
        return [
            CheckResult("daemon", "note", N_("not running; start it with: deskbreak up")),
            *port_results(_probe()),
        ]
    found = [CheckResult("daemon", "ok", status["summary"]), *port_results(status["ports"])]
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
    found = desktop.ports()
    desktop.close()
    loop.close()
    return found


def port_results(ports: dict[str, dict[str, str]]) -> list[CheckResult]:
    """A result for each port, from its name to "state", "detail" and "backend"; and for where offers are seen."""
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


def try_offer(profile: Profile) -> CheckResult:
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
