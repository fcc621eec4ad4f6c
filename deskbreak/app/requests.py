"""What the control socket understands: each request one method, each answer a sentence or data."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from deskbreak.app import words
from deskbreak.app.control import Reply, Request, refuse
from deskbreak.app.logs import SEE_LOG
from deskbreak.core.events import CommandKind
from deskbreak.core.put_off import coming_break
from deskbreak.core.snooze import UNTIL_PAUSE
from deskbreak.errors import WRONG_INPUT, DeskbreakError

if TYPE_CHECKING:
    from deskbreak.app.daemon import Daemon

NOT_YET = "deskbreak is still reading its settings; try again in a moment"
MAX_S = 86400.0


class _Wrong(ValueError):
    """A detail of a request that makes no sense."""


class Requests:
    """Answers requests for `daemon`; whatever comes in, an answer goes out."""

    def __init__(self, daemon: Daemon, stop: Callable[[], None]) -> None:
        self._daemon = daemon
        self._stop = stop

    def answer(self, request: Request) -> Reply:
        method = getattr(self, "do_" + str(request["do"]).replace("-", "_"), None)
        if method is None:
            return refuse(f'the daemon knows no "{str(request["do"])[:40]}"', WRONG_INPUT)
        try:
            reply: Reply = {"ok": True} | method(request)
            return reply
        except _Wrong as error:
            return refuse(str(error), WRONG_INPUT)
        except DeskbreakError as error:
            return refuse(str(error), error.exit_code)
        except Exception:
            logging.getLogger(__name__).exception("%s could not be answered", request["do"])
            return refuse(f"the daemon could not do that; see its {SEE_LOG}")

    # -- reading ----------------------------------------------------------------------------------------

    def do_status(self, _request: Request) -> Reply:
        return {"status": self._daemon.status(self._daemon.greeter.next_break())}

    def do_follow(self, _request: Request) -> Reply:
        return {"status": self._daemon.status(self._daemon.greeter.next_break()), "follow": True}

    def do_clock(self, _request: Request) -> Reply:
        return {"now": self._daemon.clock.now()}

    # -- orders -----------------------------------------------------------------------------------------

    def do_start(self, request: Request) -> Reply:
        rounds = _rounds(request)
        name = self._daemon.acts.asked_for(_text(request, "routine"), rounds)
        self._order(CommandKind.START, name=name, rounds=rounds)
        return {"said": "The routine starts."}

    def do_snooze(self, request: Request) -> Reply:
        if self._daemon.state.offer is None:
            return self._put_off(request)
        until_pause = request.get("until_pause") is True
        self._order(CommandKind.SNOOZE, for_s=UNTIL_PAUSE if until_pause else _seconds(request))
        until = self._daemon.view().snooze_until
        offer = self._daemon.state.offer
        if offer is not None and offer.until_pause:
            return {"said": f"Snoozed until you pause typing, {self._clock(until or 0.0)} at the latest."}
        return {"said": f"Snoozed until {self._clock(until)}." if until else "Snoozed."}

    def _put_off(self, request: Request) -> Reply:
        """Before an offer: the coming break comes later."""
        for_s = UNTIL_PAUSE if request.get("until_pause") is True else _seconds(request)
        name = self._coming()
        self._order(CommandKind.SNOOZE, for_s=for_s)
        until = self._daemon.state.put_off_until(name)
        return {"said": f'The coming break, "{name}", is put off until {self._moment(until)}.'}

    def do_skip_next(self, _request: Request) -> Reply:
        name = self._coming()
        self._order(CommandKind.SKIP_NEXT)
        return {"said": f'The coming break, "{name}", is skipped.'}

    def _coming(self) -> str:
        daemon = self._daemon
        coming = coming_break(daemon.state, daemon.plan, daemon.clock.now())
        return coming.name if coming is not None else ""

    def do_skip(self, _request: Request) -> Reply:
        self._order(CommandKind.SKIP)
        return {"said": self._written("Skipped.")}

    def do_done(self, _request: Request) -> Reply:
        self._order(CommandKind.DONE)
        return {"said": self._written("Noted as taken.")}

    def do_pause(self, request: Request) -> Reply:
        self._order(CommandKind.PAUSE, for_s=_seconds(request), until=self._until(request))
        until = self._daemon.view().pause_until
        return {"said": f"Paused until {self._moment(until)}." if until else "Paused until you resume."}

    def do_resume(self, _request: Request) -> Reply:
        self._order(CommandKind.RESUME)
        return {"said": "Breaks go on."}

    def do_meeting(self, request: Request) -> Reply:
        return self._spell(
            request, CommandKind.MEETING, CommandKind.MEETING_OFF, "In a meeting", "The meeting is over."
        )

    def do_standing(self, request: Request) -> Reply:
        return self._spell(
            request, CommandKind.STANDING, CommandKind.STANDING_OFF, "Standing", "Sitting again."
        )

    def do_work(self, request: Request) -> Reply:
        return self._spell(
            request, CommandKind.WORK, CommandKind.WORK_OFF, "Counting", "Work hours hold again."
        )

    def do_skip_today(self, request: Request) -> Reply:
        name = _text(request, "name")
        known = [one.name for one in self._daemon.plan.breaks]
        if name not in known:
            raise _Wrong(f'no break "{name}" in your settings; there are: {", ".join(known) or "none"}')
        self._order(CommandKind.SKIP_TODAY, name=name)
        return {"said": f'"{name}" is left out for today.'}

    def do_sat(self, _request: Request) -> Reply:
        self._order(CommandKind.SAT)
        return {"said": "The time is given back."}

    # -- upkeep -----------------------------------------------------------------------------------------

    def do_reload(self, _request: Request) -> Reply:
        self._daemon.acts.reload()
        return {"said": "Reading the settings again."}

    def do_journal_changed(self, _request: Request) -> Reply:
        self._daemon.acts.journal_changed()
        self._daemon.sharing.soon()
        return {}

    def do_try_offer(self, _request: Request) -> Reply:
        self._daemon.acts.try_offer()
        return {}

    def do_tried(self, _request: Request) -> Reply:
        return {"events": self._daemon.acts.tried}

    def do_health(self, _request: Request) -> Reply:
        return {"health": self._daemon.acts.health()}

    def do_stop(self, _request: Request) -> Reply:
        self._daemon.loop.call_later(0.05, self._stop)  # the answer goes out first
        return {"said": "deskbreak ends."}

    # -- helpers ----------------------------------------------------------------------------------------

    def _written(self, said: str) -> str:
        """What is not on disk yet is not called noted."""
        if not self._daemon.unwritten:
            return said
        return f"It counts, and is kept until it can be written down; see the daemon's {SEE_LOG}"

    def _order(self, order: CommandKind, **details: Any) -> None:
        if not self._daemon.begun:
            raise DeskbreakError(NOT_YET)
        refused = self._daemon.order(order, **details)
        if refused:
            raise DeskbreakError(refused)

    def _spell(self, request: Request, on: CommandKind, off: CommandKind, doing: str, over: str) -> Reply:
        """An order that holds for a while, or is ended by "off"."""
        if request.get("off") is True:
            self._order(off)
            return {"said": over}
        self._order(on, for_s=_seconds(request), until=self._until(request))
        seen = self._daemon.view()
        until = {CommandKind.MEETING: seen.meeting_until, CommandKind.STANDING: seen.standing_until}.get(
            on, seen.work_until
        )
        return {"said": f"{doing} until {self._moment(until)}." if until else f"{doing} until you say off."}

    def _until(self, request: Request) -> float | None:
        text = _text(request, "until")
        if not text:
            return None
        daemon = self._daemon
        now = datetime.fromtimestamp(daemon.clock.now(), daemon.plan.zone)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        if text == "today":
            return (midnight + timedelta(days=1)).timestamp()
        from deskbreak.settings.durations import parse_clock

        try:
            minutes = parse_clock(text)
        except ValueError as error:
            raise _Wrong(str(error)) from error
        then = midnight + timedelta(minutes=minutes)
        return (then if then > now else then + timedelta(days=1)).timestamp()

    def _clock(self, at: float) -> str:
        return words.clock(at, self._daemon.plan.zone)

    def _moment(self, at: float) -> str:
        return words.moment(at, self._daemon.clock.now(), self._daemon.plan.zone)


def _text(request: Request, key: str) -> str:
    value = request.get(key, "")
    if not isinstance(value, str):
        raise _Wrong(f'"{key}" must be text')
    return value


def _rounds(request: Request) -> int | None:
    value = request.get("rounds")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise _Wrong("rounds must be a whole number")
    return value


def _seconds(request: Request) -> float | None:
    value = request.get("for_s")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= MAX_S:
        raise _Wrong("a time must be over zero and at most 24 h")
    return float(value)
