"""What Windows and macOS use, tried with stand-ins for their libraries: threads, tags and pictures are ours."""

from __future__ import annotations

import asyncio
import importlib
import sys
import threading
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from deskbreak.platforms.notify.port import Note
from deskbreak.platforms.tray.pictures import SIZES, pixmaps
from deskbreak.platforms.tray.port import STEPS, Look
from deskbreak.runtime.loop import Loop

Until = Callable[..., None]


class Toast:
    """desktop-notifier, as far as it is used."""

    def __init__(self, app_name: str) -> None:
        self.sent: list[dict[str, Any]] = []
        self.cleared: list[str] = []
        self.broken = False

    async def send(self, **words: Any) -> str:
        if self.broken:
            raise RuntimeError("no bundle")
        await asyncio.sleep(0)
        self.sent.append(words)
        return f"toast-{len(self.sent)}"

    async def clear(self, number: str) -> None:
        self.cleared.append(number)


class Toasts:
    def __init__(self, loop: Loop) -> None:
        self.events: list[tuple[str, str]] = []
        module = importlib.import_module("deskbreak.platforms.notify.toasts")
        self.port = module.ToastNotifier(loop, lambda tag, event: self.events.append((tag, event)))
        self.toast: Toast = self.port._toasts


@pytest.fixture
def toasts(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Toasts]:
    urgency = types.SimpleNamespace(Low=0, Normal=1, Critical=2)
    fake = types.SimpleNamespace(
        Button=lambda title, on_pressed: (title, on_pressed), DesktopNotifier=Toast, Urgency=urgency
    )
    monkeypatch.setitem(sys.modules, "desktop_notifier", fake)  # type: ignore[arg-type]
    monkeypatch.delitem(sys.modules, "deskbreak.platforms.notify.toasts", raising=False)
    made = Toasts(loop)
    yield made
    made.port.stop()
    made.port._side.close()


OFFER = Note("offer", "Time to move", "Cat-cow", (("start", "Start"), ("skip", "Skip")))


def test_a_toast_starts_by_click_and_by_button(toasts: Toasts, until: Until) -> None:
    toasts.port.show(OFFER)
    until(lambda: toasts.events)
    words = toasts.toast.sent[0]
    threading.Thread(target=words["on_clicked"]).start()
    until(lambda: len(toasts.events) == 2)
    assert toasts.events == [("offer", "shown"), ("offer", "action:start")]
    until(lambda: toasts.toast.cleared == ["toast-1"])
    words["buttons"][1][1]()
    until(lambda: True)
    assert len(toasts.events) == 2, "one end each"


def test_a_newer_toast_takes_the_older_away(toasts: Toasts, until: Until) -> None:
    toasts.port.show(OFFER)
    until(lambda: toasts.events)
    toasts.port.show(Note("offer", "Still time", timeout_s=0.05))
    until(lambda: toasts.events[-1] == ("offer", "expired"))
    assert toasts.toast.cleared[0] == "toast-1"
    toasts.toast.sent[0]["on_dismissed"]()  # what the older one says late
    until(lambda: True)
    assert [event for _, event in toasts.events] == ["shown", "shown", "expired"]


def test_a_toast_that_cannot_be_sent(toasts: Toasts, until: Until) -> None:
    toasts.toast.broken = True
    toasts.port.show(OFFER)
    until(lambda: toasts.events)
    assert toasts.events == [("offer", "failed")]
    assert toasts.port.state().detail == "RuntimeError: no bundle"


class FakeIcon:
    """pystray's icon, as far as it is used: the main thread is its own until it is stopped."""

    def __init__(self, name: str, icon: Any, title: str, menu: Any) -> None:
        self.icon, self.title, self._menu = icon, title, menu
        self.ended = threading.Event()
        self.updates = 0

    def run(self) -> None:
        self.ended.wait(5)

    def run_detached(self) -> None: ...

    def stop(self) -> None:
        self.ended.set()

    def update_menu(self) -> None:
        self.updates += 1


@pytest.fixture
def native(monkeypatch: pytest.MonkeyPatch) -> Any:
    from deskbreak.platforms.tray import menu  # makes pystray's import safe

    assert menu.Menu
    module = importlib.import_module("deskbreak.platforms.tray.native")
    monkeypatch.setattr(module.pystray, "Icon", FakeIcon)
    return module


@pytest.mark.parametrize("owns_main_thread", [True, False])
def test_the_loop_runs_beside_or_before_the_icon(
    native: Any, loop: Loop, monkeypatch: pytest.MonkeyPatch, owns_main_thread: bool
) -> None:
    monkeypatch.setattr(native, "MAIN_THREAD_IS_THE_ICONS", owns_main_thread)
    later: list[Callable[[], None]] = []
    helper = types.SimpleNamespace(callAfter=lambda call: (later.append(call), call()))
    monkeypatch.setitem(sys.modules, "PyObjCTools.AppHelper", helper)  # type: ignore[arg-type]
    tray = native.NativeTray(loop, lambda: None)
    threads: list[threading.Thread] = []

    def main() -> None:
        threads.append(threading.current_thread())
        tray.show(Look("due", tooltip="Time to move" * 20))
        tray.show(Look("due", tooltip="Time to move" * 20))
        tray.menu_changed()

    tray.run(main)
    assert (threads[0] is threading.main_thread()) is not owns_main_thread
    assert bool(later) is owns_main_thread, "AppKit is only touched from the main thread"
    assert len(tray._icon.title) <= 120
    assert tray._icon.updates == 1
    assert tray.state().state == "off"


def test_menu_callbacks_come_on_the_loop(native: Any, loop: Loop, until: Until) -> None:
    tray = native.NativeTray(loop, lambda: lambda icon: ran.append("default"))
    ran: list[str] = []
    handler = tray._icon._handler(lambda icon: ran.append(threading.current_thread().name))
    thread = threading.Thread(target=lambda: (handler(), tray._icon()), name="icon")
    thread.start()
    thread.join()
    until(lambda: len(ran) == 2)
    assert ran == [threading.main_thread().name, "default"]


def test_every_look_has_its_picture_in_every_size(native: Any) -> None:
    names = {Look("sitting", step / STEPS).icon for step in range(STEPS + 1)}
    names |= {Look(state).icon for state in ("due", "on-break", "held", "off")}  # type: ignore[arg-type]
    assert len(names) == STEPS + 5
    for name in names:
        assert [(width, height) for width, height, _ in pixmaps(name)] == [(size, size) for size in SIZES]
        picture = native.image(name)
        assert picture.getbbox() is not None
        assert picture.getpixel((0, 0))[3] == 0, "the corners show the panel"
    assert pixmaps("no-such-picture") == []
    assert Look("sitting", 7.0).icon == f"sitting-{STEPS}"
    assert Look("sitting", -1.0).icon == "sitting-0"
