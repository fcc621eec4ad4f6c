"""The whole daemon on a real desk at bad moments: a call, do-not-disturb, a film, sleep; and a loop that was stuck."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desktop import desks
from tests.desktop.daemons import Daemon, settings

pytestmark = pytest.mark.desktop

AT = ("--at", "2026-11-23T10:00")  # a Monday
QUICK = ("--speed", "120", *AT)
TYPED = ("--speed", "60", *AT)
LOGIND = "/usr/bin/python3"  # the mock comes with the system's own Python
EMIT = """
import dbus, sys
manager = dbus.Interface(
    dbus.SystemBus().get_object("org.freedesktop.login1", "/org/freedesktop/login1"), "org.freedesktop.DBus.Mock"
)
if sys.argv[1] == "session":
    manager.AddSession("c1", "seat0", dbus.UInt32(0), "person", True)
else:
    manager.EmitSignal("org.freedesktop.login1.Manager", "PrepareForSleep", "b", [sys.argv[1] == "true"])
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Daemon]]:
    running: list[Daemon] = []

    def begin(text: str, *options: str) -> Daemon:
        running.append(Daemon(tmp_path / "home", text, *options))
        return running[-1]

    yield begin
    for daemon in running:
        daemon.stop()


def offers(daemon: Daemon) -> list[str]:
    return [line["reason"] for line in daemon.json("why") if line["decision"] == "offered"]


def held_until(daemon: Daemon, hold: str, end: Callable[[], None]) -> None:
    """The due break is held for `hold`, and comes once, as soon as that ends."""
    daemon.until(lambda now: hold in now["holds"], f"the hold {hold}")
    daemon.sits(120)
    assert offers(daemon) == []
    assert any(hold in line["reason"] for line in daemon.json("why") if line["decision"] == "held")
    end()
    daemon.until_phase("offered")
    assert len(offers(daemon)) == 1


def test_a_call_holds_the_offer(sound_server: Any, start: Callable[..., Daemon]) -> None:
    sound_server.start("call", ["parec", "--device=mic", "/dev/null"])
    daemon = start(settings("5m"), *QUICK)
    held_until(daemon, "microphone", lambda: sound_server.end("call"))


def test_do_not_disturb_on_dunst_holds_the_offer(x11_desk: Any, start: Callable[..., Daemon]) -> None:
    x11_desk.run("dunstctl", "set-paused", "true")
    daemon = start(settings("5m"), *QUICK)
    held_until(daemon, "do-not-disturb", lambda: x11_desk.run("dunstctl", "set-paused", "false"))
    desks.wait_for(x11_desk.popup, "the popup")


def test_do_not_disturb_on_mako_holds_the_offer(wayland_desk: Any, start: Callable[..., Daemon]) -> None:
    wayland_desk.run("makoctl", "mode", "-a", "do-not-disturb")
    daemon = start(settings("5m"), *QUICK)
    held_until(daemon, "do-not-disturb", lambda: wayland_desk.run("makoctl", "mode", "-r", "do-not-disturb"))


def test_a_film_holds_the_offer(x11_desk: Any, start: Callable[..., Daemon]) -> None:
    x11_desk.start("film", desks.window(full=True))
    desks.wait_for(lambda: "mapped" in (x11_desk.folder / "film.log").read_text(), "the film")
    daemon = start(settings("5m"), *QUICK)
    held_until(daemon, "fullscreen", lambda: x11_desk.end("film"))


# -- a pause in typing -------------------------------------------------------------------------------------


def test_a_pause_in_typing_is_a_good_moment_and_no_absence(
    x11_desk: Any, start: Callable[..., Daemon]
) -> None:
    daemon = start(settings("5m", more='[offer]\nwait_for_pause = "30s"\n'), *TYPED, "--with-idle")

    def moves(seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            x11_desk.move(600 + round(time.monotonic() * 10) % 2 * 9, 500)
            desks.let_pass(0.1)

    def moving(phase: str) -> None:
        for _ in range(60):
            moves(0.3)
            now = daemon.status()
            if now["phase"] == phase:
                return
        raise AssertionError(f"never {phase}: {now}; said: {daemon.said()}")

    moving("due")
    daemon.until_phase("offered")  # the hands rest
    for _ in range(100):  # minutes of the daemon's time, which goes slower while an offer is open
        moves(0.3)
        now = daemon.status()
        if now["sitting_s"] > 660:  # longer than what counts as a break
            break
    assert now["phase"] == "offered" and now["sitting_s"] > 600
    assert daemon.outcomes() == []


# -- sleep -----------------------------------------------------------------------------------------------

SHORT = settings("8s", routine="cat-cow").replace('lasts = "3m"', 'lasts = "4s"')
HOUR = "+3600"
# The clock that goes on during sleep is no wall clock; what moves that one moves it too, as sleep does.
SLEEPS = """
import os, time
real = time.clock_gettime
def clock_gettime(which):
    if which != time.CLOCK_BOOTTIME:
        return real(which)
    with open(os.environ["FAKETIME_TIMESTAMP_FILE"]) as offset:
        return real(which) + float(offset.read() or 0)
time.clock_gettime = clock_gettime
"""


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The clocks of everything started from now on: `move` is sleep for so long, as they see it."""
    library = next(iter(sorted(Path("/usr/lib").glob("**/faketime/libfaketime.so.1"))), None)
    if library is None:
        desks.cannot_run("not installed: libfaketime")
    stamp = tmp_path / "offset"
    stamp.write_text("+0")
    monkeypatch.setenv("LD_PRELOAD", str(library))
    monkeypatch.setenv("FAKETIME_NO_CACHE", "1")
    monkeypatch.setenv("DONT_FAKE_MONOTONIC", "1")
    monkeypatch.setenv("FAKETIME_TIMESTAMP_FILE", str(stamp))
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(SLEEPS)
    monkeypatch.setenv("PYTHONPATH", str(site))

    def move(offset: str) -> None:
        stamp.write_text(offset)

    return move


def test_an_hour_that_the_awake_clock_did_not_count_was_sleep(
    x11_desk: Any, clock: Callable[[str], None], start: Callable[..., Daemon]
) -> None:
    daemon = start(SHORT)
    before = daemon.until(lambda now: now["sitting_s"] >= 4, "some sitting")["sitting_s"]
    clock(HOUR)
    daemon.until(lambda now: now["sitting_s"] < before, "the rest that sleep is")
    daemon.until_phase("offered")
    assert len(offers(daemon)) == 1


def test_sleep_while_an_offer_is_open_leaves_one_at_most(
    x11_desk: Any, clock: Callable[[str], None], start: Callable[..., Daemon], monkeypatch: pytest.MonkeyPatch
) -> None:
    if subprocess.run([LOGIND, "-c", "import dbusmock"], capture_output=True, check=False).returncode:
        desks.cannot_run("not installed: python3-dbusmock")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", x11_desk.env["DBUS_SESSION_BUS_ADDRESS"])
    with monkeypatch.context() as without:
        without.delenv("LD_PRELOAD")
        x11_desk.env["DBUS_SYSTEM_BUS_ADDRESS"] = x11_desk.env["DBUS_SESSION_BUS_ADDRESS"]
        x11_desk.start("logind", [LOGIND, "-m", "dbusmock", "--system", "--template", "logind"])
        x11_desk.wait_owned("org.freedesktop.login1")
        x11_desk.run(LOGIND, "-c", EMIT, "session")
    monkeypatch.setenv("XDG_SESSION_ID", "c1")
    daemon = start(SHORT)
    assert daemon.status()["ports"]["power"]["backend"] == "logind"
    daemon.until_phase("offered")
    x11_desk.run(LOGIND, "-c", EMIT, "true")
    clock(HOUR)
    x11_desk.run(LOGIND, "-c", EMIT, "false")
    daemon.until(lambda now: now["offer"] is None, "the end of an offer that sleep answered")
    assert daemon.outcomes() == ["natural"]
    daemon.until(lambda now: now["phase"] in ("sitting", "away"), "a fresh start")
    assert len(offers(daemon)) == 1


# -- the watchdog ------------------------------------------------------------------------------------------


def test_a_loop_that_was_stuck_is_noticed(x11_desk: Any, start: Callable[..., Daemon]) -> None:
    daemon = start(settings("45m"), *QUICK)
    daemon.process.send_signal(signal.SIGSTOP)
    desks.let_pass(6)
    daemon.process.send_signal(signal.SIGCONT)
    healed = desks.wait_for(
        lambda: [line for line in daemon.json("why") if line["decision"] == "healed"], "the watchdog"
    )
    assert "late" in healed[0]["reason"]
    notes = {one["name"]: one["detail"] for one in daemon.json("doctor")}
    assert "watchdog" in notes["wakes"]
