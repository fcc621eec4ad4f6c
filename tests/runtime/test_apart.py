"""Work that is done in a fork, and what happens where that cannot be."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from deskbreak.runtime import apart as module
from deskbreak.runtime.apart import apart


def is_child_of(pid: int) -> bytes:
    return b"apart" if os.getpid() != pid else b"here"


def no_fork() -> int:
    raise OSError("no more processes")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks here")
def test_it_is_done_by_another_process_and_the_answer_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    here, fork, forks = os.getpid(), os.fork, list[int]()

    def counted() -> int:
        forks.append(fork())
        return forks[-1]

    monkeypatch.setattr(os, "fork", counted)
    assert apart(lambda: is_child_of(here)) == b"apart"
    much = os.urandom(300_000)  # more than a pipe holds
    assert apart(lambda: much) == much
    assert len(forks) == 2
    for one in forks:
        with pytest.raises(ChildProcessError):  # it was waited for
            os.waitpid(one, os.WNOHANG)


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_it_is_done_here(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    here = os.getpid()
    assert apart(lambda: is_child_of(here)) == b"here"


def test_what_it_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        apart(lambda: b"x" * (1 // 0))


def test_a_fork_that_is_refused_dies_or_hangs_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def dies() -> bytes:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"here"

    def hangs() -> bytes:
        if os.getpid() != here:
            time.sleep(60)
        return b"here"

    monkeypatch.setattr(module, "TIMEOUT_S", 0.1)
    assert apart(dies) == b"here"
    assert apart(hangs) == b"here"
    monkeypatch.setattr(os, "fork", no_fork)
    before = len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0  # noqa: PTH208
    assert apart(lambda: is_child_of(here)) == b"here"
    assert not before or len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
