"""A job: one child at a time, once more if it was asked for meanwhile, and an answer in any case."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from deskbreak.runtime.job import Job, JobResult
from deskbreak.runtime.loop import Loop
from tests.logfail import LogFail

Until = Callable[..., None]


class Asker:
    """A job's owner, which starts it once more when told to."""

    def __init__(self, loop: Loop, code: str, timeout_s: float = 10.0) -> None:
        self.heard: list[JobResult] = []
        self.argv, self.timeout_s = [sys.executable, "-c", code], timeout_s
        self.job = Job(loop, self.heard.append, self.ask)
        self.ask()

    def ask(self) -> bool:
        return self.job.start(self.argv, self.timeout_s)


def test_the_table_that_it_prints_is_its_answer(loop: Loop, until: Until) -> None:
    asker = Asker(loop, """print('{"ok": true}')""")
    assert asker.job.running
    until(lambda: asker.heard, 10)
    assert asker.heard == [JobResult({"ok": True})] and not asker.job.running


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("print('[1]')", "it said nothing"),
        ("print('[' * 100000)", "it said nothing"),
        ("print('{'); import sys; print('first\\noh no', file=sys.stderr)", "oh no"),
        ("", "it said nothing"),
        ("raise SystemExit('not today')", "not today"),
    ],
)
def test_anything_else_is_no_table_and_says_why(loop: Loop, until: Until, code: str, why: str) -> None:
    asker = Asker(loop, code)
    until(lambda: asker.heard, 10)
    assert asker.heard == [JobResult(None, why)]


def test_a_program_that_is_not_there_says_so(loop: Loop, until: Until) -> None:
    heard: list[JobResult] = []
    Job(loop, heard.append, lambda: None).start(["/no/such/program"], 1.0)
    until(lambda: heard, 10)
    assert heard[0].table is None and "No such file" in heard[0].why


def test_one_that_takes_too_long_is_ended(loop: Loop, until: Until) -> None:
    asker = Asker(loop, "import time; time.sleep(60)", timeout_s=0.1)
    until(lambda: asker.heard, 10)
    assert asker.heard[0].timed_out


def test_asked_for_twice_meanwhile_it_runs_once_more(loop: Loop, until: Until) -> None:
    asker = Asker(loop, "print('{}')")
    assert not asker.ask() and not asker.ask()
    until(lambda: len(asker.heard) == 2, 10)
    assert not asker.job.running and not asker.job.asked_again


def test_an_owner_that_fails_is_asked_again_all_the_same(loop: Loop, until: Until, logfail: LogFail) -> None:
    logfail.expect("a callback failed, ZeroDivisionError")
    again: list[bool] = []
    job = Job(loop, lambda _answer: 1 / 0, lambda: again.append(True))
    argv = [sys.executable, "-c", "print('{}')"]
    assert job.start(argv, 10.0) and not job.start(argv, 10.0)
    until(lambda: again, 10)
    assert not job.running


def test_a_cancelled_one_answers_nothing(loop: Loop, until: Until) -> None:
    asker = Asker(loop, "print('{}')")
    asker.ask()
    asker.job.cancel()
    assert not asker.job.running
    assert asker.ask(), "the next one may start at once"
    until(lambda: asker.heard, 10)
    loop.turn(0)
    assert len(asker.heard) == 1
