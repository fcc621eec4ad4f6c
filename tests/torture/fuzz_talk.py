"""What programs say to each other: lines between daemon and player, and requests at the control socket."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from deskbreak.app.control import answer_line
from deskbreak.core.events import CommandKind
from deskbreak.errors import DeskbreakError
from deskbreak.player.clock import Clock
from deskbreak.player.commands import Commands
from deskbreak.player.opening import open_session
from deskbreak.player.protocol import PlayRequest, read_line
from deskbreak.runtime import spawn
from deskbreak.runtime.loop import Loop
from deskbreak.values import replace
from tests.app.harness import DaemonHarness
from tests.torture.mutate import changed_bytes, invalid_json
from tests.torture.one_parser import Make, Parser, Read

REQUESTS: list[Any] = [
    {"do": "status"}, {"do": "clock"}, {"do": "start", "routine": "cat-cow", "rounds": 1}, {"do": "start"},
    {"do": "snooze", "for_s": 600, "until_pause": True}, {"do": "snooze"}, {"do": "skip"}, {"do": "done"},
    {"do": "skip-next"}, {"do": "pause", "for_s": 600.0, "until": "14:00"}, {"do": "resume"}, {"do": "tried"},
    {"do": "meeting", "for_s": 60, "off": True}, {"do": "standing", "until": "today"}, {"do": "sat"},
    {"do": "work", "until": "20:00", "off": False}, {"do": "skip-today", "name": "mobility"}, {"do": "health"},
    {"do": "reload"}, {"do": "journal-changed"}, {"do": "try-offer"}, {"do": "follow"}, {"do": "stop"},
]  # fmt: skip
REPORTS: list[Any] = [
    {"report": "opened", "face": "window"}, {"report": "failed", "why": "no display"}, {"report": "paused"},
    {"report": "finished", "outcome": "taken", "seconds": 45, "exercises": ["cat-cow"], "note": "fine"},
    {"report": "step", "step": 1, "exercise": "cat-cow"}, {"report": "resumed"},
]  # fmt: skip
COMMANDS: list[Any] = [
    {"do": "close", "as": "taken"}, {"do": "pause"}, {"do": "resume"}, {"do": "away", "for_s": 30.0}, {"do": "back"},
]  # fmt: skip


@contextlib.contextmanager
def no_children() -> Iterator[None]:
    """Whatever starts a child gets one that does nothing."""
    before = spawn.start
    spawn.start = lambda *_argv, **_more: _Silent()  # type: ignore[assignment,return-value]
    try:
        yield
    finally:
        spawn.start = before


class _Silent:
    """A child that does nothing."""

    errors, code, pid = b"", None, None

    def send(self, _line: bytes) -> None: ...
    def close_stdin(self) -> None: ...
    def kill(self) -> None: ...


def _daemon(folder: Path) -> DaemonHarness:
    desk = DaemonHarness(Loop(), folder)
    desk.daemon.source.check = lambda: None  # type: ignore[method-assign]
    with no_children():
        desk.goes_on(3000)
    return desk


def _player(folder: Path) -> tuple[Make, Read]:
    """Lines of either side: reports at the daemon, and the request and commands at the player."""
    desk = _daemon(folder)
    request = PlayRequest(uid="u", routine="cat-cow", home=str(folder), levels={"cat-cow": 1})
    session, _, _ = open_session(request)
    samples = [json.loads(request.to_line())]

    def make(chance: Random) -> bytes:
        kinds: tuple[list[Any], ...] = (REPORTS, COMMANDS, samples)
        which = chance.randrange(3)
        data = invalid_json(chance, kinds[which])
        return b"%d" % which + data.replace(b"\n", b" ")

    def read(data: bytes) -> None:
        line = data[1:]
        read_line(line)
        if data[:1] == b"0":
            with no_children():
                _reported(line)
        elif data[:1] == b"1":
            Commands(None, session, Clock(1.0)).hear(line + b"\n")
        else:
            _opened(line)

    def _reported(line: bytes) -> None:
        players = desk.daemon.players
        if desk.daemon.engine.state.running is None:
            desk.daemon.engine.command(CommandKind.START, name="cat-cow")
            desk.clock.at += 1.0
        players._line(players._uid, line)

    def _opened(line: bytes) -> None:
        try:
            request = replace(PlayRequest.from_line(line), home=str(folder))  # no other folder is ours
            if len(line) % 5 == 0:  # it takes a hundred times as long
                open_session(request)
        except (ValueError, DeskbreakError):
            pass  # as a sentence; the one who starts a player reads it

    return make, read


def _socket(folder: Path) -> tuple[Make, Read]:
    desk = _daemon(folder)
    answer = desk.daemon.actions.answer

    def make(chance: Random) -> bytes:
        data = invalid_json(chance, REQUESTS)
        return changed_bytes(chance, data) if chance.random() < 0.1 else data

    def read(data: bytes) -> None:
        desk.clock.at += 7.0
        with no_children():
            reply = answer_line(data, answer)
        assert isinstance(reply.get("ok"), bool)
        assert "the daemon could not do that" not in str(reply.get("error", "")), reply
        text = json.dumps(reply)
        assert len(text) < 200_000, "an answer of a megabyte"
        if not reply["ok"]:
            assert isinstance(reply["error"], str) and reply["error"], "refused without a word"

    return make, read


PLAYER = Parser("player", _player)
SOCKET = Parser("socket", _socket)
