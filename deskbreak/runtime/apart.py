"""Work whose memory is not to stay: a fork of this process does it and hands the answer back, where that is possible.

What is freed in a process that lives for months leaves holes that it keeps; what a fork took is gone with it.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import NoReturn

TIMEOUT_S = 10.0
_CHUNK = 65536


def apart(work: Callable[[], bytes]) -> bytes:
    """What `work` gives, done apart. Where there is no fork, or it fails or takes too long, it is done here.

    So whatever `work` raises is raised here, after a second try. It may write files, but nothing else may be
    changed by it, and no database that is open here may be used in it.
    """
    answer = _forked(work) if sys.platform == "linux" else None
    return work() if answer is None else answer


def _forked(work: Callable[[], bytes]) -> bytes | None:
    """The answer of a fork; None where it has none."""
    if sys.platform == "win32":
        return None
    reading, writing = os.pipe()
    try:
        number = os.fork()
    except OSError:  # too many processes, or no memory
        os.close(reading)
        os.close(writing)
        return None
    if number == 0:
        _work_and_end(work, writing)
    os.close(writing)
    said = _read(reading)
    os.close(reading)
    if said is None:
        os.kill(number, signal.SIGKILL)
    _, status = os.waitpid(number, 0)
    return said if status == 0 else None


def _work_and_end(work: Callable[[], bytes], writing: int) -> NoReturn:
    """In the fork: nothing of what the parent has open is closed, flushed or said goodbye to."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        rest = work()
        while rest:
            rest = rest[os.write(writing, rest) :]
        code = 0
    finally:
        os._exit(code)


def _read(reading: int) -> bytes | None:
    """All of it, None where it does not come in time."""
    said, until = bytearray(), time.monotonic() + TIMEOUT_S
    while select.select([reading], [], [], max(until - time.monotonic(), 0.0))[0]:
        part = os.read(reading, _CHUNK)
        if not part:
            return bytes(said)
        said += part
    return None
