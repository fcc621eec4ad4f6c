"""One routine in a process of its own: request in, reports out, result left in the outbox before it is reported."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Any

from deskbreak import language
from deskbreak.errors import DeskbreakError
from deskbreak.player.opening import leave
from deskbreak.player.playing import play
from deskbreak.player.progress import Reporter
from deskbreak.player.protocol import PlayRequest, report_line
from deskbreak.sentences import N_, english

MAX_REQUEST = 1 << 20


class Pipe:
    """The pipe to the daemon. A daemon that died is no reason to stop playing."""

    def __init__(self, out: Any) -> None:
        self._out = out

    def report(self, kind: str, **details: Any) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._out.write(report_line(kind, **details) + "\n")
            self._out.flush()


def main() -> int:
    """Play the routine that the first line of the standard input asks for; return the exit code."""
    language.use()  # the daemon says which; without one it is the desktop's
    with _kept_stdout() as out:
        return _main(Pipe(out))


def _main(pipe: Reporter) -> int:
    line, rest = _first_line(0)
    try:
        request = PlayRequest.from_line(line)
    except (ValueError, TypeError):
        why = N_("the player was started without a request; start a routine with: deskbreak start")
        pipe.report("failed", why=why)
        return 2
    try:
        result = play(request, pipe, 0, rest)
    except DeskbreakError as error:
        pipe.report("failed", why=str(error))
        return 1
    except Exception as error:  # whatever goes wrong here, the daemon must hear of it
        what = f"{type(error).__name__}: {error}"
        why = english("the player could not go on ({error}); see: deskbreak doctor", error=what)
        pipe.report("failed", why=why)
        return 1
    leave(request, result)
    pipe.report("finished", **result.to_json())
    return 0


def _first_line(fd: int) -> tuple[bytes, bytes]:
    """The request, and what has arrived behind it; read by hand, so that no buffer swallows a command."""
    data = b""
    while b"\n" not in data and len(data) < MAX_REQUEST:
        try:
            part = os.read(fd, 65536)
        except OSError:
            break
        if not part:
            break
        data += part
    line, _, rest = data.partition(b"\n")
    return line, rest


@contextlib.contextmanager
def _kept_stdout() -> Iterator[Any]:
    """The daemon's pipe under another number, so that no library can print into the protocol."""
    try:
        kept = os.dup(1)
    except OSError:
        kept = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError):
        os.dup2(2, 1)
    with os.fdopen(kept, "w", encoding="utf-8") as out:
        yield out
