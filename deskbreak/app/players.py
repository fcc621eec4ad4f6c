"""Players: one child a routine, its request on stdin, its reports as JSON lines, its result in the outbox."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any

from deskbreak import language
from deskbreak.core.effects import OpenPlayer
from deskbreak.core.events import ChosenSet, Outcome, PlayerReported
from deskbreak.platforms.session import has_display
from deskbreak.player.protocol import OUTCOMES, PlayRequest, read_line
from deskbreak.runtime import spawn
from deskbreak.sentences import N_, english
from deskbreak.store.shapes import is_length, is_text

if TYPE_CHECKING:
    from deskbreak.app.engine import Engine
    from deskbreak.app.notices import Notices
    from deskbreak.app.options import Options
    from deskbreak.app.presenter import OfferPresenter
    from deskbreak.app.records import Records
    from deskbreak.app.sharing import Sharing
    from deskbreak.paths import Profile
    from deskbreak.runtime.child import Child
    from deskbreak.runtime.loop import Loop

ABOUT = "player"  # what is said of one that failed holds until the next one opens
CLOSED_AS = {"taken": "taken", "skipped": "skipped"}


class Players:
    """Opens at most one player at a time and reports to core what becomes of it."""

    def __init__(
        self,
        loop: Loop,
        profile: Profile,
        options: Options,
        *,
        engine: Engine,
        notices: Notices,
        presenter: OfferPresenter,
        records: Records,
        sharing: Sharing,
    ) -> None:
        self._loop, self._profile, self._options = loop, profile, options
        self._engine, self._notices, self._presenter = engine, notices, presenter
        self._records, self._sharing = records, sharing
        self._child: Child | None = None
        self._uid = ""
        self._finished = True

    def open(self, order: OpenPlayer, chosen: ChosenSet) -> None:
        """Start the player's process; the report that it opened comes later."""
        self._uid, self._finished = order.uid, False
        if not chosen.routine:
            self._failed(chosen.reason or N_("this break has no routine"))
            return
        terminal = self._presenter.terminal
        if terminal is not None:
            terminal.pause_reading()
        argv = [sys.executable, "-P", "-m", "deskbreak.player"]
        uid = order.uid
        self._child = spawn.start(
            self._loop,
            argv,
            stdin=None,
            on_line=lambda line: self._line(uid, line),
            on_exit=lambda child: self._ended(uid, child),
            env=language.for_children(),
            outlives=True,
        )
        self._child.send(self._request(order, chosen).to_line().encode())

    def _request(self, order: OpenPlayer, chosen: ChosenSet) -> PlayRequest:
        plan, profile, presenter = self._engine.plan, self._profile, self._presenter
        how = plan.player
        in_terminal = presenter.terminal is not None and how.face == "auto" and not has_display()
        return PlayRequest(
            uid=order.uid,
            routine=chosen.routine,
            break_name=order.break_name,
            seconds=order.lasts_s,
            rounds=order.rounds,
            levels=dict(chosen.levels),
            equipment=list(plan.body.equipment),
            blocked=self._records.blocked(),
            face="terminal" if in_terminal else how.face,
            theme=how.theme,
            voice=how.voice,
            sound=how.chimes(first=not profile.cautioned.exists()),
            reduced_motion=how.reduced_motion,
            monitor=how.monitor,
            look=how.look(),
            speed=self._options.play_speed,
            activation_token=presenter.token,
            outbox=str(profile.outbox),
            home=str(profile.home) if profile.home else None,
            zone=str(plan.zone),
            at=self._engine.now(),
            why=chosen.reason,
            get_ready=how.get_ready,
            first_run=not profile.cautioned.exists(),
        )

    def close(self, uid: str, as_: str) -> None:
        """By tray or command line it was said how the break ended."""
        if uid == self._uid and self._child is not None and not self._finished:
            self._finished = True
            self._send({"do": "close", "as": CLOSED_AS.get(as_, "skipped")})

    def let_go(self) -> None:
        """The daemon ends; a routine that plays goes on and leaves its result in the outbox."""
        if self._child is not None:
            self._child.close_stdin()

    def import_outbox(self) -> None:
        """Results that players left; with what hurt and how it felt, which only the outbox holds."""
        self._records.import_outbox(self._profile.outbox)
        self._sharing.soon()

    def catch_up(self) -> None:
        """Results that players left while no daemon listened; one of them may end the running break."""
        running = self._engine.state.running
        if running is None:
            self.import_outbox()
        elif self._child is None:
            self._uid = running.uid
            self._left_a_result()

    def tick(self) -> None:
        """Time went by: a player that another daemon opened may have ended."""
        if self._child is None and self._engine.state.running is not None:
            self.catch_up()

    # -- what the player says -------------------------------------------------------------------------------

    def _line(self, uid: str, line: bytes) -> None:
        if uid != self._uid:
            return
        data = read_line(line)
        match data.get("report"):
            case "opened":
                self._notices.clear(ABOUT)
                self._report("opened")
            case "finished" if not self._finished:
                self._finished = True
                self._took_place(data)
            case "failed" if not self._finished:
                self._failed(str(data.get("why", "")))

    def _took_place(self, data: dict[str, Any]) -> None:
        """The outbox holds the same result with the answer and what hurt: its import writes the row.

        Core writes it only if the player could leave nothing there.
        """
        self.import_outbox()
        outcome = data.get("outcome")
        self._report(
            "finished",
            outcome=Outcome(outcome) if outcome in OUTCOMES else Outcome.PARTLY,
            seconds=_number(data.get("seconds")),
            exercises=_names(data.get("exercises")),
            note=str(data.get("note") or ""),
            recorded=self._records.has_row(self._uid),
        )

    def _failed(self, why: str) -> None:
        self._finished = True
        logging.getLogger(__name__).info("the player failed: %s", why)
        self._notices.notify(why or N_("the player could not open; see: deskbreak doctor"), about=ABOUT)
        self._report("failed", note=why)

    def _report(self, what: str, **details: Any) -> None:
        now, mono = self._engine.clocks()
        self._engine.handle(PlayerReported(now, mono, self._uid, report=what, **details))

    def _ended(self, uid: str, child: Child) -> None:
        if uid != self._uid:
            return
        terminal = self._presenter.terminal
        if terminal is not None:
            terminal.resume_reading()
        self._child = None
        if self._finished:
            self.import_outbox()  # it was said before how the break ended; what hurt counts all the same
        elif not self._left_a_result():
            errors = child.errors.decode("utf-8", "replace").strip()
            logging.getLogger(__name__).info("the player ended with %s: %s", child.code, errors)
            said = errors.splitlines()[-1:]
            if said:
                self._failed(english("the player ended without a word ({said})", said=said[0]))
            else:
                self._failed(N_("the player ended without a word"))

    def _left_a_result(self) -> bool:
        """A player that was ended at its last question has left its result all the same."""
        self.import_outbox()
        row = self._records.row_of(self._uid)
        if row is None:
            return False
        self._finished = True
        outcome = Outcome(row.outcome)
        self._report(
            "finished",
            outcome=outcome,
            seconds=row.seconds,
            exercises=row.exercises,
            note=row.note,
            recorded=True,
        )
        return True

    def away(self, for_s: float) -> None:
        """The person is away from the desk: a walk may count that time."""
        self._send({"do": "away", "for_s": for_s})

    def back(self) -> None:
        self._send({"do": "back"})

    def _send(self, order: dict[str, Any]) -> None:
        if self._child is not None:
            self._child.send(json.dumps(order).encode() + b"\n")


def _number(value: object) -> float:
    return float(value) if is_length(value) and isinstance(value, int | float) else 0.0


def _names(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if is_text(one)) if isinstance(value, list) else ()
