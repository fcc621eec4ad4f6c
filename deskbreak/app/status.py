"""What `status` reports, as the contract gives it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from deskbreak.app import ease_off, learned_words, words
from deskbreak.app.account import THERE, NextBreak, status_lines
from deskbreak.core.plan import Plan
from deskbreak.core.view import View
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.app.desktop import Desktop
    from deskbreak.app.engine import Engine
    from deskbreak.app.learner import Learner
    from deskbreak.app.notices import Notices
    from deskbreak.app.options import Options

PORTS = ("notify", "tray", "idle", "busy", "power")


def iso(at: float, zone: tzinfo) -> str:
    """ISO 8601 with offset, to the second."""
    return datetime.fromtimestamp(at, zone).isoformat(timespec="seconds")


def status(
    view: View,
    plan: Plan,
    now: float,
    ports: Mapping[str, Mapping[str, str]],
    notices: list[str],
    named: NextBreak | None = None,
    where: str = THERE,
) -> dict[str, Any]:
    """The status object; times in the plan's zone. `named` is the next break with what it brings, if it was asked."""
    zone = plan.zone
    coming: dict[str, Any] | None = None
    if view.next_at is not None and view.next_break:
        coming = {
            "at": iso(view.next_at, zone),
            "break": view.next_break,
            "routine": view.next_routine or None,
            "in_s": max(round(view.next_at - now), 0),
        }
        if named is not None:
            coming |= {"name": named.name, "lasts_s": round(named.seconds)}
    return {
        "running": True,
        "phase": view.phase.value,
        "holds": list(view.holds),
        "sitting_s": round(view.sitting_s),
        "progress": round(view.progress, 3),
        "next": coming,
        "snoozes_left": view.snoozes_left,
        "ports": {name: dict(ports[name]) for name in PORTS},
        "summary": words.summary(view, now, zone),
        "held_back": words.held_back(view),
        "lines": list(status_lines(view, named, now, zone, ports, where=where))
        if named or not coming
        else [],
        "waiting": view.waiting,
        "offer": view.offer,
        "profile": plan.profile or None,
        "until": {
            name: iso(at, zone)
            for name, at in (
                ("snoozed", view.snooze_until),
                ("paused", view.pause_until),
                ("meeting", view.meeting_until),
                ("standing", view.standing_until),
                ("work", view.work_until),
            )
            if at is not None
        },
        "can_give_back": view.can_give_back,
        "easing": ease_off.shown(view.easing, zone),
        "notices": notices,
    }


class StatusReport:
    """What the daemon reports of itself: to commands, to those who follow it, and in its first words."""

    def __init__(
        self, engine: Engine, desktop: Desktop, notices: Notices, *, options: Options, learner: Learner
    ) -> None:
        self._engine, self._desktop, self._notices, self._options = engine, desktop, notices, options
        self._learner = learner

    def status(self, named: NextBreak | None = None) -> dict[str, Any]:
        """The status object of the contract; `named` is the next break with what it brings."""
        engine = self._engine
        seen, now = engine.view(), engine.now()
        where = THERE if _is_seen() else ""
        shown = status(seen, engine.plan, now, self.ports(), self._notices.sentences, named, where)
        return shown | {"learning": learned_words.shown(self._learner.progress, engine.plan.offer)}

    def ports(self) -> dict[str, dict[str, str]]:
        """How each port stands, as far as it is used: name -> backend, state, detail."""
        ports = self._desktop.ports()
        if not self._options.watches_idle:
            ports["idle"] |= {"state": "off", "detail": N_("ignored while time runs fast; see --with-idle")}
        return ports


def _is_seen() -> bool:
    """Return True if what this process prints goes anywhere; in the background it may not."""
    if sys.platform == "win32":
        return sys.stdout is not None
    try:
        return os.fstat(1).st_rdev != os.stat(os.devnull).st_rdev  # noqa: PTH116 (no pathlib for it here)
    except OSError:
        return False
