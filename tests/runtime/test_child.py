"""Children on the loop, by both ways of following them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.runtime import spawn
from deskbreak.runtime.child import MAX_FOREIGN, Child
from deskbreak.runtime.child_threads import ThreadedChild
from deskbreak.runtime.loop import Loop
from deskbreak.runtime.spawn import NOT_STARTED

Until = Callable[..., None]


@pytest.fixture(params=["watched", "threads"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Linux watches pipes and the child's end; the other systems use threads."""
    if request.param == "threads":
        monkeypatch.setattr(
            spawn, "_follow", lambda loop, process, line, end: ThreadedChild(loop, process, line, end)
        )
    elif not sys.platform.startswith("linux"):
        pytest.skip("only Linux watches children without threads")
    return str(request.param)


def run(loop: Loop, until: Until, code: str, **more: Any) -> Child:
    ended: list[Child] = []
    spawn.start(loop, [sys.executable, "-c", code], on_exit=ended.append, **more)
    until(lambda: ended, 10)
    assert len(ended) == 1
    return ended[0]


def test_output_errors_and_code_are_there_at_the_end(way: str, loop: Loop, until: Until) -> None:
    code = "import sys; print(sys.stdin.read().upper()); print('oh', file=sys.stderr); sys.exit(3)"
    done = run(loop, until, code, stdin=b"hello")
    assert (done.output.strip(), done.errors.strip(), done.code) == (b"HELLO", b"oh", 3)


def test_lines_come_while_it_runs_and_the_last_needs_no_newline(way: str, loop: Loop, until: Until) -> None:
    lines: list[bytes] = []
    run(loop, until, "print('one'); print('two', end='')", on_line=lines.append)
    assert [line.strip() for line in lines] == [b"one", b"two"]


def test_a_conversation(way: str, loop: Loop, until: Until) -> None:
    ended: list[Child] = []
    heard: list[bytes] = []
    code = "import sys\nfor line in sys.stdin: print('got', line, end='', flush=True)"
    child = spawn.start(
        loop, [sys.executable, "-c", code], stdin=None, on_line=heard.append, on_exit=ended.append
    )
    child.send(b"a\n")
    until(lambda: heard)
    child.send(b"b\n")
    until(lambda: len(heard) == 2)
    child.close_stdin()
    until(lambda: ended)
    assert [line.strip() for line in heard] == [b"got a", b"got b"]
    child.send(b"too late\n")  # no error: its end has been told


def test_one_that_takes_too_long_is_ended(way: str, loop: Loop, until: Until) -> None:
    done = run(loop, until, "import time; time.sleep(60)", timeout_s=0.2)
    assert done.timed_out
    assert done.code not in (0, None)


def test_one_that_cannot_be_started_ends_like_one_that_failed(loop: Loop, until: Until) -> None:
    ended: list[Child] = []
    spawn.start(loop, ["/no/such/program"], on_exit=ended.append)
    assert ended == [], "never before the caller has the child in hand"
    until(lambda: ended)
    assert ended[0].code == NOT_STARTED
    assert b"No such file" in ended[0].errors


def test_more_than_a_pipe_holds_goes_through_both_ways(way: str, loop: Loop, until: Until) -> None:
    data = b"x" * 300_000
    done = run(loop, until, "import sys; sys.stdout.write(sys.stdin.read())", stdin=data)
    assert done.output == data


def test_a_grandchild_that_keeps_the_pipes_does_not_keep_us(way: str, loop: Loop, until: Until) -> None:
    code = "import subprocess, sys; subprocess.Popen(['sleep', '3']); print('done')"
    done = run(loop, until, code)
    assert done.output.strip() == b"done"


def test_a_closed_loop_leaves_no_child_behind(way: str) -> None:
    loop = Loop()
    child = spawn.start(loop, [sys.executable, "-c", "import time; time.sleep(60)"], stdin=None)
    loop.close()
    assert child.code is not None and child.code != 0


# Starts a child of its own that would stay for long, says its number, and does as told.
BROOD = """
import subprocess, sys, time
one = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(one.pid, flush=True)
{then}
"""


def is_alive(pid: int) -> bool:
    """Return True if it runs; one that ended and was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("then", ["time.sleep(60)", "pass", "raise SystemExit(3)"])
def test_what_a_foreign_program_started_ends_with_it(way: str, loop: Loop, until: Until, then: str) -> None:
    done = run(loop, until, BROOD.format(then=then), timeout_s=2.0, foreign=True)
    assert done.timed_out is (then == "time.sleep(60)")
    pid = int(done.output)
    until(lambda: not is_alive(pid), 5)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_it_ends_with_the_loop_too(way: str, until: Until) -> None:
    loop, said = Loop(), list[bytes]()
    argv = [sys.executable, "-c", BROOD.format(then="time.sleep(60)")]
    spawn.start(loop, argv, on_line=said.append, foreign=True)
    end = time.monotonic() + 10
    while not said:
        assert time.monotonic() < end
        loop.turn(0.1)
    loop.close()
    pid = int(said[0])
    while is_alive(pid):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_foreign_program_that_never_stops_talking_fills_nothing(way: str, loop: Loop, until: Until) -> None:
    done = run(loop, until, "while True: print('y' * 1000)", timeout_s=1.0, foreign=True)
    assert done.timed_out and len(done.output) == MAX_FOREIGN


def test_a_foreign_line_without_an_end_is_cut(way: str, loop: Loop, until: Until) -> None:
    lines: list[bytes] = []
    run(loop, until, "print('y' * 1_000_000, end='')", on_line=lines.append, foreign=True)
    assert [len(line) for line in lines] == [MAX_FOREIGN]


def test_an_ended_child_is_none_of_the_loops_any_more(way: str, loop: Loop, until: Until) -> None:
    run(loop, until, "")
    spawn.start(loop, [sys.executable, "-c", "import time; time.sleep(60)"]).abandon()
    spawn.start(loop, ["/no/such/program"])
    assert loop._closers == []
