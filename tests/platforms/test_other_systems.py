"""What Windows and macOS use, tried with stand-ins for their libraries: threads, tags and pictures are ours."""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
import struct
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


class Works:
    """A back end of desktop-notifier that serves this system."""


class DummyNotificationCenter:
    """The one that does nothing, for systems that it cannot serve."""


class Toast:
    """desktop-notifier, as far as it is used: it never raises, and calls `on_dispatched` for what was sent."""

    backend: type = Works
    on_clicked: Any = None
    on_button_pressed: Any = None
    on_dismissed: Any = None

    def __init__(self, app_name: str, app_icon: Any) -> None:
        self.icon = app_icon
        self._backend = self.backend()
        self.sent: list[dict[str, Any]] = []
        self.cleared: list[str] = []
        self.broken = self.off = False

    async def has_authorisation(self) -> bool:
        return not self.off

    async def request_authorisation(self) -> bool:
        return not self.off

    async def send(self, **words: Any) -> str:
        await asyncio.sleep(0)
        if self.broken:  # it only logs that
            return "toast-0"
        self.sent.append(words)
        words["on_dispatched"]()
        return f"toast-{len(self.sent)}"

    async def clear(self, number: str) -> None:
        self.cleared.append(number)


class Toasts:
    def __init__(self, loop: Loop) -> None:
        self.events: list[tuple[str, str]] = []
        module = importlib.import_module("deskbreak.platforms.notify.toasts")
        self.port = module.ToastNotifier(loop, lambda tag, event: self.events.append((tag, event)))
        self.toast: Toast = self.port._toasts


def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    urgency = types.SimpleNamespace(Low=0, Normal=1, Critical=2)
    fake = types.SimpleNamespace(
        Button=lambda title, identifier: (identifier, title),
        Icon=lambda path: path,
        DesktopNotifier=Toast,
        Urgency=urgency,
    )
    monkeypatch.setitem(sys.modules, "desktop_notifier", fake)  # type: ignore[arg-type]
    monkeypatch.delitem(sys.modules, "deskbreak.platforms.notify.toasts", raising=False)


@pytest.fixture
def toasts(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Toasts]:
    stand_in(monkeypatch)
    made = Toasts(loop)
    yield made
    made.port.stop()
    made.port._side.close()


OFFER = Note("offer", "Time to move", "Cat-cow", (("start", "Start"), ("skip", "Skip")))


def test_a_toast_starts_by_click_and_by_button(toasts: Toasts, until: Until) -> None:
    toasts.port.show(OFFER)
    until(lambda: toasts.events)
    assert toasts.toast.sent[0]["buttons"] == (("start", "Start"), ("skip", "Skip"))
    assert toasts.toast.icon.is_file()
    threading.Thread(target=toasts.toast.on_clicked, args=["toast-1"]).start()
    until(lambda: len(toasts.events) == 2)
    assert toasts.events == [("offer", "shown"), ("offer", "action:start")]
    until(lambda: toasts.toast.cleared == ["toast-1"])
    toasts.toast.on_button_pressed("toast-1", "skip")
    until(lambda: True)
    assert len(toasts.events) == 2, "one end each"


def test_a_click_counts_also_when_the_library_has_forgotten_the_toast(toasts: Toasts, until: Until) -> None:
    """In the Action Center only the handlers for all toasts are called."""
    toasts.port.show(OFFER)
    until(lambda: toasts.events)
    assert not {"on_clicked", "on_dismissed"} & set(toasts.toast.sent[0])
    toasts.toast.on_button_pressed("toast-1", "skip")
    until(lambda: toasts.events[-1] == ("offer", "action:skip"))
    toasts.toast.on_clicked("toast-of-last-week")
    until(lambda: True)
    assert len(toasts.events) == 2


def test_a_newer_toast_takes_the_older_away(toasts: Toasts, until: Until) -> None:
    toasts.port.show(OFFER)
    until(lambda: toasts.events)
    toasts.port.show(Note("offer", "Still time", timeout_s=0.05))
    until(lambda: toasts.events[-1] == ("offer", "expired"))
    assert toasts.toast.cleared[0] == "toast-1"
    toasts.toast.on_dismissed("toast-1")  # what the older one says late
    until(lambda: True)
    assert [event for _, event in toasts.events] == ["shown", "shown", "expired"]


def test_a_toast_that_cannot_be_sent(toasts: Toasts, until: Until) -> None:
    toasts.toast.broken = True
    toasts.port.show(OFFER)
    until(lambda: toasts.events)
    assert toasts.events == [("offer", "failed")]
    assert toasts.port.state().detail == "the system did not take it"
    toasts.toast.broken = False
    toasts.port.show(OFFER)
    until(lambda: toasts.events[-1] == ("offer", "shown"))
    assert toasts.port.state().state == "ok", "it works again"


def test_toasts_that_are_switched_off_are_told_as_failed(toasts: Toasts, until: Until) -> None:
    toasts.toast.off = True
    toasts.port.show(OFFER)
    until(lambda: toasts.events == [("offer", "failed")])
    assert "switched off" in toasts.port.state().detail
    toasts.toast.off = False
    toasts.port.show(OFFER)
    until(lambda: toasts.events[-1] == ("offer", "shown"))


def test_one_that_windows_gives_up_later_has_failed(toasts: Toasts, until: Until) -> None:
    toasts.port.show(OFFER)
    until(lambda: toasts.events)
    log = logging.getLogger("desktop_notifier")
    log.setLevel(logging.CRITICAL + 1)
    log.handlers[-1].handle(
        log.makeRecord(
            "x", logging.WARNING, "f", 1, "Notification '%s' failed with error code %s", ("toast-1", 7), None
        )
    )
    until(lambda: toasts.events[-1] == ("offer", "failed"))
    log.setLevel(logging.NOTSET)


def test_a_stand_in_that_shows_nothing_is_refused(
    loop: Loop, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    monkeypatch.setattr(Toast, "backend", DummyNotificationCenter)
    monkeypatch.setattr(sys, "platform", "darwin")
    stand_in(monkeypatch)
    made = Toasts(loop)
    assert made.port.state().state == "absent"
    assert "application bundle" in made.port.state().detail
    made.port.show(OFFER)
    until(lambda: made.events == [("offer", "failed")])
    made.port.stop()
    made.port._side.close()


class FakeIcon:
    """pystray's icon, as far as it is used: the main thread is its own until it is stopped."""

    def __init__(self, name: str, icon: Any, title: str, menu: Any) -> None:
        self.icon, self.title, self._menu = icon, title, menu
        self.ended = threading.Event()
        self.updates = self.notified = 0

    def run(self) -> None:
        self.ended.wait(5)

    def run_detached(self) -> None: ...

    def stop(self) -> None:
        self.ended.set()

    def update_menu(self) -> None:
        self.updates += 1

    def _on_notify(self, wparam: int, lparam: int) -> None:
        self.notified += 1


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
    policies: list[int] = []
    application = types.SimpleNamespace(setActivationPolicy_=policies.append)
    kit = types.SimpleNamespace(NSApplication=types.SimpleNamespace(sharedApplication=lambda: application))
    monkeypatch.setitem(sys.modules, "AppKit", kit)  # type: ignore[arg-type]
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
    assert policies == ([1] if owns_main_thread else []), "no icon in the Dock"


def test_where_the_menu_may_be_open_its_own_thread_makes_it_again(
    native: Any, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native, "MENU_WAITS", True)
    tray = native.NativeTray(loop, lambda: None)
    tray.menu_changed()
    tray.menu_changed()
    assert tray._icon.updates == 0, "nothing is taken from under an open menu"
    tray._icon._on_notify(0, 0x0205)
    tray._icon._on_notify(0, 0x0205)
    assert (tray._icon.updates, tray._icon.notified) == (1, 2)


def test_without_an_icon_clicks_still_have_their_run_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    from deskbreak.platforms.port import PortState
    from deskbreak.platforms.tray import none

    ended = threading.Event()
    helper = types.SimpleNamespace(
        callAfter=lambda call: call(),
        stopEventLoop=ended.set,
        runConsoleEventLoop=lambda installInterrupt: ended.wait(5),
    )
    monkeypatch.setitem(sys.modules, "PyObjCTools.AppHelper", helper)  # type: ignore[arg-type]
    monkeypatch.setattr(none, "NEEDS_A_RUN_LOOP", True)
    threads: list[threading.Thread] = []
    none.NoTray(PortState("none", "off")).run(lambda: threads.append(threading.current_thread()))
    assert threads[0] is not threading.main_thread()
    assert ended.is_set()


@pytest.mark.parametrize(
    ("info", "locked"),
    [
        (struct.pack("<iiiii", 1, 0, 2, 0, 0), True),
        (struct.pack("<iiiii", 1, 0, 2, 0, 1), False),
        (struct.pack("<iiiii", 1, 0, 2, 0, -1), None),
        (struct.pack("<iiiii", 7, 0, 2, 0, 0), None),
        (b"short", None),
        (b"", None),
    ],
)
def test_windows_says_in_its_session_flags_whether_it_is_locked(info: bytes, locked: bool | None) -> None:
    from deskbreak.platforms.power.polled import session_locked

    assert session_locked(info) is locked


@pytest.mark.parametrize(
    ("profile", "state", "quiet"),
    [(0, 6, "no"), (1, 5, "yes"), (2, 5, "yes"), (None, 6, "yes"), (None, 5, "no"), (None, None, "unknown")],
)
def test_windows_own_do_not_disturb_goes_before_the_older_question(
    profile: int | None, state: int | None, quiet: str
) -> None:
    from deskbreak.platforms.busy.windows import quiet_hours_mean

    assert quiet_hours_mean(profile, state).value == quiet


def test_windows_opens_a_page_without_a_console(monkeypatch: pytest.MonkeyPatch) -> None:
    from deskbreak.platforms import browser

    opened: list[str] = []
    monkeypatch.setattr(os, "startfile", opened.append, raising=False)
    monkeypatch.delenv("BROWSER", raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert browser.open_in_browser(browser.browser_command(), "file:///page") is None
    assert opened == ["file:///page"]


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
