"""Nothing leaves the machine: daemon, player and their children run where no network is, and open none."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop import desks

pytestmark = pytest.mark.desktop

SETTINGS = """
holidays = ["holidays.ics"]

[hours]
{days}

[[break]]
name = "mobility"
every = "5m"
routine = "mobility-set"
lasts = "4m"

[quiet]
calendars = ["work.ics"]

[player]
face = "window"
voice = false
sound = false
"""
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART:20200302T090000
DTEND:20200302T100000
END:VEVENT
END:VCALENDAR
"""
LOCAL = {"AF_UNIX", "AF_LOCAL"}


class Traced:
    """A daemon on a desk, cut off from every network; each socket that it or a child asks for is noted."""

    def __init__(self, desk: desks.X11Desk) -> None:
        self.desk, self.home, self.trace = desk, desk.folder / "home", desk.folder / "sockets"
        self.home.mkdir()
        days = "\n".join(
            f'{day} = ["00:00-24:00"]' for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        )
        (self.home / "config.toml").write_text(SETTINGS.format(days=days))
        (self.home / "work.ics").write_text(CALENDAR)
        (self.home / "holidays.ics").write_text(CALENDAR)
        cut_off = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
        watched = ["strace", "-f", "-qq", "-e", "trace=socket", "-o", str(self.trace)]
        self.process = desk.start("deskbreak", [*watched, *cut_off, *self.command("run", "--speed", "60")])

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "deskbreak", "--home", str(self.home), *words]

    def send(self, *words: str) -> None:
        done = subprocess.run(
            self.command(*words), env=self.desk.env, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, f"{done.stdout}{done.stderr}{self.said()}"

    def ask(self, *words: str) -> object:
        """A reading command's answer, None while there is none."""
        try:
            return json.loads(self.desk.run(*self.command(*words, "--json")))
        except (ValueError, subprocess.SubprocessError):
            return None

    def phase(self) -> str:
        assert self.process.poll() is None, self.said()
        said = self.ask("status")
        return str(said.get("phase")) if isinstance(said, dict) else ""

    def families(self) -> set[str]:
        return set(re.findall(r"socket\((\w+)", self.trace.read_text(errors="replace")))

    def said(self) -> str:
        """What the daemon printed, for a failure's message."""
        return (self.desk.folder / "deskbreak.log").read_text(errors="replace")[-2000:]


@pytest.fixture
def traced(x11_desk: desks.X11Desk) -> Iterator[Traced]:
    desks.need("strace", "unshare")
    if not _may_cut_off(x11_desk):
        desks.cannot_run("strace or a network namespace is not allowed here")
    daemon = Traced(x11_desk)
    yield daemon
    subprocess.run(daemon.command("stop"), env=x11_desk.env, capture_output=True, timeout=60)


def _may_cut_off(desk: desks.X11Desk) -> bool:
    try:
        flags = "-n" if os.geteuid() == 0 else "-rn"
        desk.run("strace", "-f", "-qq", "-e", "trace=socket", "-o", os.devnull, "unshare", flags, "true")
    except subprocess.SubprocessError:
        return False
    return True


def test_the_daemon_opens_no_network_and_needs_none(traced: Traced):
    desks.wait_for(lambda: traced.phase() == "offered", "an offer", 30)
    traced.send("skip")
    _only_local(traced)


def test_the_player_opens_no_network_and_needs_none(traced: Traced, x11_desk: desks.X11Desk):
    desks.wait_for(lambda: traced.phase() == "sitting", "the daemon")
    traced.send("start", "mobility-set")
    desks.wait_for(lambda: traced.phase() == "on-break", "the routine")
    desks.wait_for(lambda: x11_desk.windows("deskbreak"), "the player's window")
    traced.send("done")
    rows = desks.wait_for(lambda: traced.ask("log"), "the journal")
    assert isinstance(rows, list) and rows[-1]["outcome"] == "taken", traced.said()
    _only_local(traced)


def _only_local(traced: Traced) -> None:
    families = traced.families()
    assert "AF_UNIX" in families, "nothing was traced"
    assert families <= LOCAL, f"opened {families - LOCAL}"


def test_the_trace_would_show_a_network_socket(x11_desk: desks.X11Desk, tmp_path: Path):
    desks.need("strace")
    trace = tmp_path / "sockets"
    code = "import socket; socket.socket(socket.AF_INET).close()"
    x11_desk.run("strace", "-f", "-qq", "-e", "trace=socket", "-o", str(trace), sys.executable, "-c", code)
    assert "socket(AF_INET" in trace.read_text()
