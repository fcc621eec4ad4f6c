"""The loop: timers in order, calls from other threads, signals, and callbacks that fail."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from deskbreak.runtime.loop import Loop
from tests.logfail import LogFail


def test_timers_run_in_the_order_of_their_time_and_cancelled_ones_do_not(loop: Loop) -> None:
    ran: list[str] = []
    loop.call_later(0.03, lambda: ran.append("late"))
    loop.call_later(0.01, lambda: ran.append("early"))
    loop.call_later(0.01, lambda: ran.append("early too"))
    loop.call_later(0.02, lambda: ran.append("never")).cancel()
    loop.call_later(0.04, loop.stop)
    loop.run()
    assert ran == ["early", "early too", "late"]


def test_cancelled_timers_are_not_kept_until_their_time(loop: Loop) -> None:
    ran: list[str] = []
    loop.call_later(0.0, lambda: ran.append("soon"))
    far = [loop.call_later(80_000.0 + number, lambda: ran.append("never")) for number in range(10)]
    for number in range(5_000):
        loop.call_later(86_400.0 + number % 7, lambda: ran.append("never")).cancel()
    assert len(loop._timers) < 200
    late = loop.call_later(0.01, loop.stop)
    loop.run()
    for one in (*far, *far, late):  # twice, and after it ran: no harm
        one.cancel()
    assert ran == ["soon"]
    loop.call_later(0.0, lambda: ran.append("last"))
    loop.turn(0)
    loop.turn(0)
    assert ran == ["soon", "last"]


def test_a_callback_that_fails_is_logged_and_harms_no_other(
    loop: Loop, caplog: pytest.LogCaptureFixture, logfail: LogFail
) -> None:
    logfail.expect("a callback failed, ZeroDivisionError")
    ran: list[str] = []
    loop.call_soon(lambda: 1 / 0)
    loop.call_soon(lambda: ran.append("next"))
    with caplog.at_level(logging.ERROR):
        loop.turn(0)
    assert ran == ["next"]
    assert "ZeroDivisionError" in caplog.text


def test_a_call_that_was_made_in_a_turn_waits_for_the_next(loop: Loop) -> None:
    ran: list[int] = []

    def again() -> None:
        ran.append(1)
        loop.call_soon(again)

    loop.call_soon(again)
    loop.turn(0)
    assert ran == [1], "or a callback that calls itself would starve everything else"


def test_another_thread_wakes_the_loop_at_once(loop: Loop) -> None:
    began = time.monotonic()
    threading.Timer(0.02, lambda: loop.call_threadsafe(loop.stop)).start()
    loop.run()
    assert time.monotonic() - began < 2


def test_signals_run_in_the_loop_and_not_in_between(loop: Loop) -> None:
    ran: list[str] = []

    def hung_up() -> None:
        ran.append("hup")
        loop.stop()

    loop.on_signal(signal.SIGHUP, hung_up)
    os.kill(os.getpid(), signal.SIGHUP)
    assert ran == []
    loop.run()
    assert ran == ["hup"]


def test_a_watched_descriptor_is_told_until_it_is_unwatched(loop: Loop, until: Callable[..., None]) -> None:
    reading, writing = os.pipe()
    got: list[bytes] = []
    loop.watch(reading, lambda: got.append(os.read(reading, 10)))
    os.write(writing, b"one")
    until(lambda: got)
    loop.unwatch(reading)
    loop.unwatch(reading)  # a second time is no error
    os.write(writing, b"two")
    loop.turn(0.01)
    assert got == [b"one"]
    os.close(reading)
    os.close(writing)


def test_an_idle_loop_does_not_wake(loop: Loop) -> None:
    """Cancelled timers must not wake it either."""
    waits: list[Any] = []
    loop.call_later(0.01, lambda: None).cancel()
    real = loop._selector.select
    loop._selector.select = lambda timeout=None: waits.append(timeout) or real(0)  # type: ignore[method-assign]
    loop.turn(None)
    assert waits == [None]


def test_what_is_to_end_with_the_loop_ends_with_it_unless_taken_back() -> None:
    ran: list[str] = []
    loop = Loop()
    loop.on_close(lambda: ran.append("kept"))
    loop.on_close(lambda: ran.append("taken back"))()
    loop.close()
    assert ran == ["kept"]
