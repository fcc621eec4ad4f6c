"""What the user may say about breaks: each method is one action, and answers with a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deskbreak.app import details, words
from deskbreak.app.control import Reply, Request
from deskbreak.app.details import InvalidDetail
from deskbreak.app.logs import SEE_LOG
from deskbreak.core.events import CommandKind
from deskbreak.core.put_off import coming_break
from deskbreak.core.snooze import UNTIL_PAUSE
from deskbreak.errors import DeskbreakError
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from deskbreak.app.effects import Effects
    from deskbreak.app.engine import Engine
    from deskbreak.app.selection import Selector

NOT_YET = N_("deskbreak is still reading its settings; try again in a moment")


class BreakActions:
    """A DeskbreakError says why something cannot be done now."""

    def __init__(self, engine: Engine, selector: Selector, effects: Effects) -> None:
        self._engine, self._selector, self._effects = engine, selector, effects

    # -- the break ----------------------------------------------------------------------------------------

    def start(self, request: Request) -> Reply:
        """`routine`: an id, a name or a break; left out, "auto". `rounds`: a whole number."""
        rounds = details.rounds(request)
        name = self._selector.asked_for(details.text(request, "routine"), rounds)
        self._command(CommandKind.START, name=name, rounds=rounds)
        return {"said": N_("The routine starts.")}

    def snooze(self, request: Request) -> Reply:
        """`for_s` in seconds, or `until_pause` of typing; left out, as the settings say."""
        for_s = UNTIL_PAUSE if request.get("until_pause") is True else details.seconds(request)
        if self._engine.state.offer is None:
            return self._put_off(for_s)
        self._command(CommandKind.SNOOZE, for_s=for_s)
        until, offer = self._engine.view().snooze_until, self._engine.state.offer
        if until is None:
            return {"said": N_("Snoozed.")}
        at = self._clock(until)
        if offer is not None and offer.until_pause:
            return {"said": english("Snoozed until you pause typing, {time} at the latest.", time=at)}
        return {"said": english("Snoozed until {time}.", time=at)}

    def _put_off(self, for_s: float | None) -> Reply:
        """Before an offer: the coming break comes later."""
        name = self._coming()
        self._command(CommandKind.SNOOZE, for_s=for_s)
        until = self._engine.state.put_off_until(name)
        time = self._moment(until)
        said = english('The coming break, "{name}", is put off until {time}.', name=name, time=time)
        return {"said": said}

    def skip_next(self, _request: Request) -> Reply:
        """The coming break, before it is offered."""
        name = self._coming()
        self._command(CommandKind.SKIP_NEXT)
        return {"said": english('The coming break, "{name}", is skipped.', name=name)}

    def _coming(self) -> str:
        coming = coming_break(self._engine.state, self._engine.plan, self._engine.now())
        return coming.name if coming is not None else ""

    def skip(self, _request: Request) -> Reply:
        """The running break, or else the open or last offer."""
        self._command(CommandKind.SKIP)
        return {"said": self._written(N_("Skipped."))}

    def done(self, _request: Request) -> Reply:
        """As `skip`, and it counts as taken."""
        self._command(CommandKind.DONE)
        return {"said": self._written(N_("Noted as taken."))}

    def skip_today(self, request: Request) -> Reply:
        """`name`: a break of the settings, left out until midnight."""
        name = details.text(request, "name")
        known = [one.name for one in self._engine.plan.breaks]
        if name not in known:
            raise InvalidDetail(_no_break(name, known))
        self._command(CommandKind.SKIP_TODAY, name=name)
        return {"said": english('"{name}" is left out for today.', name=name)}

    def sat(self, _request: Request) -> Reply:
        """The last absence was sitting: its time is given back."""
        self._command(CommandKind.SAT)
        return {"said": N_("The time is given back.")}

    # -- for a while --------------------------------------------------------------------------------------

    def pause(self, request: Request) -> Reply:
        """`for_s` in seconds, or `until` ("14:00", "today"); without both until `resume`."""
        self._command(CommandKind.PAUSE, for_s=details.seconds(request), until=self._until(request))
        until = self._engine.view().pause_until
        if not until:
            return {"said": N_("Paused until you resume.")}
        return {"said": english("Paused until {time}.", time=self._moment(until))}

    def resume(self, _request: Request) -> Reply:
        """The end of `pause`."""
        self._command(CommandKind.RESUME)
        return {"said": N_("Breaks go on.")}

    def meeting(self, request: Request) -> Reply:
        """`for_s`, `until`, or `off`."""
        on, off = CommandKind.MEETING, CommandKind.MEETING_OFF
        until, open_end = N_("In a meeting until {time}."), N_("In a meeting until you say off.")
        return self._timed(request, on, off, (until, open_end, N_("The meeting is over.")))

    def standing(self, request: Request) -> Reply:
        """`for_s`, `until`, or `off`."""
        on, off = CommandKind.STANDING, CommandKind.STANDING_OFF
        until, open_end = N_("Standing until {time}."), N_("Standing until you say off.")
        return self._timed(request, on, off, (until, open_end, N_("Sitting again.")))

    def work(self, request: Request) -> Reply:
        """Overtime outside the hours: `for_s`, `until`, or `off`."""
        on, off = CommandKind.WORK, CommandKind.WORK_OFF
        until, open_end = N_("Counting until {time}."), N_("Counting until you say off.")
        return self._timed(request, on, off, (until, open_end, N_("Work hours hold again.")))

    # -- helpers ------------------------------------------------------------------------------------------

    def _timed(
        self, request: Request, on: CommandKind, off: CommandKind, said: tuple[str, str, str]
    ) -> Reply:
        """What holds for a while, or is ended by "off"; `said` of a known end, of an open one, and of the end."""
        until_then, open_end, over = said
        if request.get("off") is True:
            self._command(off)
            return {"said": over}
        self._command(on, for_s=details.seconds(request), until=self._until(request))
        seen = self._engine.view()
        until = {CommandKind.MEETING: seen.meeting_until, CommandKind.STANDING: seen.standing_until}.get(
            on, seen.work_until
        )
        return {"said": english(until_then, time=self._moment(until)) if until else open_end}

    def _command(self, kind: CommandKind, **more: Any) -> None:
        if not self._engine.started:
            raise DeskbreakError(NOT_YET)
        refused = self._engine.command(kind, **more)
        if refused:
            raise DeskbreakError(refused)

    def _written(self, said: str) -> str:
        """What is not on disk yet is not called noted."""
        if not self._effects.unwritten:
            return said
        return english(
            "It counts, and is kept until it can be written down; see the daemon's {log}", log=SEE_LOG
        )

    def _until(self, request: Request) -> float | None:
        return details.until(request, self._engine.now(), self._engine.plan.zone)

    def _clock(self, at: float) -> str:
        return words.clock(at, self._engine.plan.zone)

    def _moment(self, at: float) -> str:
        return words.moment(at, self._engine.now(), self._engine.plan.zone)


def _no_break(name: str, known: list[str]) -> str:
    if not known:
        return english('no break "{name}" in your settings; there are: none', name=name)
    return english(
        'no break "{name}" in your settings; there are: {names}', name=name, names=", ".join(known)
    )
