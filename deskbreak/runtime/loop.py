"""The daemon's one loop: file descriptors, timers and signals on a single thread.

Nothing here wakes the process for its own sake: with no timer set, the loop sleeps until something happens.
"""

from __future__ import annotations

import heapq
import logging
import selectors
import signal
import socket
import time
from collections import deque
from collections.abc import Callable
from typing import Any

Call = Callable[[], object]
KEPT_CANCELLED = 64  # cancelled timers still in the queue; beyond that they are swept out
_log = logging.getLogger("deskbreak.loop")


class Handle:
    """A call that is yet to come; `cancel` may be called at any time, also after it ran."""

    __slots__ = ("at", "call", "loop", "order")

    def __init__(self, loop: Loop, at: float, order: int, call: Call) -> None:
        self.loop, self.at, self.order = loop, at, order
        self.call: Call | None = call

    def cancel(self) -> None:
        if self.call is not None:
            self.call = None
            self.loop._one_cancelled()

    def __lt__(self, other: Handle) -> bool:
        return (self.at, self.order) < (other.at, other.order)


class Loop:
    """Runs callbacks one after the other; one that raises is logged and harms no other."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._timers: list[Handle] = []
        self._cancelled = 0  # of the timers
        self._soon: deque[Call] = deque()
        self._readers: dict[int, Call] = {}
        self._writers: dict[int, Call] = {}
        self._signals: dict[int, Call] = {}
        self._closers: list[Call] = []
        self._count = 0
        self._running = False
        self._wake_in, self._wake_out = socket.socketpair()
        self._wake_in.setblocking(False)
        self._wake_out.setblocking(False)
        self.watch(self._wake_in.fileno(), self._woken)

    # -- what to wait for

    def watch(self, fd: int, on_ready: Call) -> None:
        """Call `on_ready` whenever `fd` can be read (or was closed at the other end)."""
        self._readers[fd] = on_ready
        self._register(fd)

    def unwatch(self, fd: int) -> None:
        """Forget `fd` altogether; do this before closing it. Unknown ones are no error."""
        self._readers.pop(fd, None)
        self._writers.pop(fd, None)
        self._register(fd)

    def watch_writable(self, fd: int, on_ready: Call | None) -> None:
        """Call `on_ready` while `fd` takes bytes; None ends that and keeps the reading side."""
        if on_ready is None:
            self._writers.pop(fd, None)
        else:
            self._writers[fd] = on_ready
        self._register(fd)

    def call_soon(self, call: Call) -> None:
        """Run `call` in the loop's next turn."""
        self._soon.append(call)

    def call_later(self, seconds: float, call: Call) -> Handle:
        """Run `call` once after so many seconds of the machine being awake."""
        self._count += 1
        handle = Handle(self, time.monotonic() + max(seconds, 0.0), self._count, call)
        heapq.heappush(self._timers, handle)
        return handle

    def call_threadsafe(self, call: Call) -> None:
        """The only method that other threads may use."""
        self._soon.append(call)
        self._wake()

    def on_signal(self, signum: int, call: Call) -> None:
        """Run `call` in the loop, not in the signal handler, whenever `signum` arrives. Main thread only."""
        self._signals[signum] = call
        signal.set_wakeup_fd(self._wake_out.fileno(), warn_on_full_buffer=False)
        signal.signal(signum, _leave_to_the_loop)

    def on_close(self, call: Call) -> Call:
        """Run `call` when the loop is closed; calling what is returned takes it back."""
        self._closers.append(call)
        return lambda: self._closers.remove(call)

    # -- running

    def run(self) -> None:
        """Serve until `stop`."""
        self._running = True
        while self._running:
            self.turn(None)

    def stop(self) -> None:
        """End `run` after the callback that is running now."""
        self._running = False
        self._wake()

    def turn(self, at_most_s: float | None) -> None:
        """One turn: wait for the next thing, at most so long, and run what is ready."""
        ready = self._selector.select(self._wait_s(at_most_s))
        for key, mask in ready:
            if mask & selectors.EVENT_READ and key.fd in self._readers:
                self._run(self._readers[key.fd])
            if mask & selectors.EVENT_WRITE and key.fd in self._writers:
                self._run(self._writers[key.fd])
        now = time.monotonic()
        while self._timers and self._timers[0].at <= now:
            self._run(self._next_timer())
        for _ in range(len(self._soon)):
            self._run(self._soon.popleft())

    def close(self) -> None:
        """Give everything back to the system; the loop cannot be used any more."""
        for call in list(self._closers):
            call()
        if self._signals:
            signal.set_wakeup_fd(-1)
            for signum in self._signals:
                signal.signal(signum, signal.SIG_DFL)
        self._selector.close()
        self._wake_in.close()
        self._wake_out.close()

    def _wait_s(self, at_most_s: float | None) -> float | None:
        if self._soon:
            return 0.0
        while self._timers and self._timers[0].call is None:
            self._next_timer()
        if not self._timers:
            return at_most_s
        wait = max(self._timers[0].at - time.monotonic(), 0.0)
        return wait if at_most_s is None else min(wait, at_most_s)

    def _next_timer(self) -> Call | None:
        """Take the earliest timer out; what it calls, None where it was cancelled."""
        handle = heapq.heappop(self._timers)
        call, handle.call = handle.call, None
        self._cancelled -= call is None
        return call

    def _one_cancelled(self) -> None:
        """One more that would stay until its time comes, which for midnight is a day: they go by the many."""
        self._cancelled += 1
        if self._cancelled > max(KEPT_CANCELLED, len(self._timers) // 2):
            self._timers = [one for one in self._timers if one.call is not None]
            heapq.heapify(self._timers)
            self._cancelled = 0

    def _run(self, call: Call | None) -> None:
        if call is None:
            return
        try:
            call()
        except Exception:
            _log.exception("a callback failed")

    def _register(self, fd: int) -> None:
        events = selectors.EVENT_READ * (fd in self._readers) | selectors.EVENT_WRITE * (fd in self._writers)
        known = fd in self._selector.get_map()
        if known and events:
            self._selector.modify(fd, events)
        elif known:
            self._selector.unregister(fd)
        elif events:
            self._selector.register(fd, events)

    def _wake(self) -> None:
        try:
            self._wake_out.send(b"\0")
        except OSError:
            pass  # full: the loop has been woken already

    def _woken(self) -> None:
        for number in self._wake_in.recv(4096):
            if number in self._signals:
                self._run(self._signals[number])


def _leave_to_the_loop(_signum: int, _frame: Any) -> None:
    """The wakeup socket carries the signal; Python only needs a handler to be there."""
