"""Players: one child a routine, its request on stdin, its reports as JSON lines, its result in the outbox."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from deskbreak.core.events import OpenPlayer, Outcome, PlayerReported
from deskbreak.platforms.session import has_display
from deskbreak.player.protocol import OUTCOMES, Request, read_line
from deskbreak.runtime import spawn

if TYPE_CHECKING:
    from deskbreak.app.daemon import Daemon
    from deskbreak.app.picks import Pick
    from deskbreak.runtime.child import Child

ABOUT = "player"  # what is told of one that failed holds until the next one opens
CLOSED_AS = {"taken": "taken", "skipped": "skipped"}


class Players:
    """Opens at most one player at a time and tells core what becomes of it."""

    def __init__(self, daemon: Daemon) -> None:
        self._daemon = daemon
        self._child: Child | None = None
        self._uid = ""
        self._finished = True

    def open(self, order: OpenPlayer, pick: Pick) -> None:
        """Start the player's process; the report that it opened comes later."""
        self._uid, self._finished = order.uid, False
        if not pick.routine:
            self._failed(pick.reason or "this break has no routine")
            return
        terminal = self._daemon.faces.terminal
        if terminal is not None:
            terminal.pause_reading()
        argv = [sys.executable, "-P", "-m", "deskbreak.player"]
        uid = order.uid
        self._child = spawn.start(
            self._daemon.loop,
            argv,
            stdin=None,
            on_line=lambda line: self._line(uid, line),
            on_exit=lambda child: self._ended(uid, child),
            outlives=True,
        )
        self._child.send(self._request(order, pick).to_line().encode())

    def _request(self, order: OpenPlayer, pick: Pick) -> Request:
        daemon = self._daemon
        how, profile = daemon.plan.player, daemon.profile
        face = (
            "terminal"
            if daemon.faces.terminal is not None and how.face == "auto" and not has_display()
            else how.face
        )
        return Request(
            uid=order.uid,
            routine=pick.routine,
            break_name=order.break_name,
            seconds=order.lasts_s,
            rounds=order.rounds,
            levels=pick.levels,
            equipment=list(daemon.plan.body.equipment),
            blocked=list(pick.blocked),
            face=face,
            theme=how.theme,
            voice=how.voice,
            sound=how.chimes(first=not profile.cautioned.exists()),
            reduced_motion=how.reduced_motion,
            monitor=how.monitor,
            look=how.look(),
            speed=daemon.options.play_speed,
            activation_token=daemon.faces.token,
            outbox=str(profile.outbox),
            home=str(profile.home) if profile.home else None,
            zone=str(daemon.plan.zone),
            at=daemon.clock.now(),
            why=pick.reason or pick.about,
            get_ready=how.get_ready,
            first_run=not profile.cautioned.exists(),
        )

    def close(self, uid: str, as_: str) -> None:
        """Somebody said by tray or command line how the break ended."""
        if uid == self._uid and self._child is not None and not self._finished:
            self._finished = True
            self._send({"do": "close", "as": CLOSED_AS.get(as_, "skipped")})

    def let_go(self) -> None:
        """The daemon ends; a routine that plays goes on and leaves its result in the outbox."""
        if self._child is not None:
            self._child.close_stdin()

    def import_outbox(self) -> None:
        """Results that players left; with what hurt and how it felt, which only the outbox tells."""
        daemon = self._daemon
        daemon.records.import_outbox(daemon.profile.outbox)
        daemon.sharing.soon()

    def catch_up(self) -> None:
        """Results that players left while no daemon listened; one of them may end the running break."""
        running = self._daemon.state.running
        if running is None:
            self.import_outbox()
        elif self._child is None:
            self._uid = running.uid
            self._left_a_result()

    def tick(self) -> None:
        """Time went by: a player that another daemon opened may have ended."""
        if self._child is None and self._daemon.state.running is not None:
            self.catch_up()

    # -- what the player says -------------------------------------------------------------------------------

    def _line(self, uid: str, line: bytes) -> None:
        if uid != self._uid:
            return
        data = read_line(line)
        match data.get("report"):
            case "opened":
                self._daemon.untell(ABOUT)
                self._tell("opened")
            case "finished" if not self._finished:
                self._finished = True
                self._took_place(data)
            case "failed" if not self._finished:
                self._failed(str(data.get("why", "")))

    def _took_place(self, data: dict[str, Any]) -> None:
        """The outbox holds the same result with the answer and what hurt; it is imported before core hears."""
        self.import_outbox()
        outcome = data.get("outcome")
        self._tell(
            "finished",
            outcome=Outcome(outcome) if outcome in OUTCOMES else Outcome.PARTLY,
            seconds=_number(data.get("seconds")),
            exercises=tuple(map(str, data.get("exercises") or ())),
            note=str(data.get("note") or ""),
        )

    def _failed(self, why: str) -> None:
        self._finished = True
        logging.getLogger(__name__).info("the player failed: %s", why)
        self._daemon.tell(why or "the player could not open; see: deskbreak doctor", about=ABOUT)
        self._tell("failed", note=why)

    def _tell(self, what: str, **details: Any) -> None:
        now, mono = self._daemon.clocks()
        self._daemon.happen(PlayerReported(now, mono, self._uid, what, **details))

    def _ended(self, uid: str, child: Child) -> None:
        if uid != self._uid:
            return
        terminal = self._daemon.faces.terminal
        if terminal is not None:
            terminal.resume_reading()
        self._child = None
        if self._finished:
            self.import_outbox()  # somebody else said how the break ended; what hurt counts all the same
        elif not self._left_a_result():
            errors = child.errors.decode("utf-8", "replace").strip()
            logging.getLogger(__name__).info("the player ended with %s: %s", child.code, errors)
            said = errors.splitlines()[-1:]
            self._failed(
                f"the player ended without a word ({said[0]})" if said else "the player ended without a word"
            )

    def _left_a_result(self) -> bool:
        """A player that was ended at its last question has left its result all the same."""
        self.import_outbox()
        row = self._daemon.records.row_of(self._uid)
        if row is None:
            return False
        self._finished = True
        outcome = Outcome(row.outcome)
        self._tell("finished", outcome=outcome, seconds=row.seconds, exercises=row.exercises, note=row.note)
        return True

    def away(self, for_s: float) -> None:
        """Nobody is at the desk: a walk may count that time."""
        self._send({"do": "away", "for_s": for_s})

    def back(self) -> None:
        self._send({"do": "back"})

    def _send(self, order: dict[str, Any]) -> None:
        import json

        if self._child is not None:
            self._child.send(json.dumps(order).encode() + b"\n")


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
