"""`socket`: any bytes at the control socket of a real daemon, from friends and strangers; and daemons at once."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path
from random import Random

from tests.torture.daemon import DESKBREAK, Daemon, environment, limited, settings
from tests.torture.fuzz_talk import REQUESTS
from tests.torture.mutate import changed_bytes, invalid_json
from tests.torture.trial import Trial, wait_for

REPLY_S = 2.0
SILENT = 60  # clients that connect and say nothing
NOBODY = 65534
RACES = 200  # requests to one race of daemons that start at once


def run(trial: Trial) -> str:
    env = environment(trial.folder)
    home = trial.folder / "home"
    home.mkdir()
    (home / "config.toml").write_text(settings("45m"))
    daemon = Daemon(home, env, "--no-tray")
    try:
        if not trial.expect(daemon.took is not None, "the daemon does not answer"):
            return "not started"
        _stranger(trial, daemon)
        asked = _talk(trial, daemon)
    finally:
        daemon.clear()
    races = _races(trial, home, env)
    return f"{asked:,} requests, {races} races of two daemons"


def _talk(trial: Trial, daemon: Daemon) -> int:
    path = str(daemon.socket)
    fds, memory = daemon.descriptors(), daemon.memory_kb()
    asked, slowest = 0, 0.0
    silent: list[socket.socket] = []
    for chance in trial.each_round():
        data = _request(chance)
        started = time.monotonic()
        problem = _ask(path, data, chance)
        slowest = max(slowest, time.monotonic() - started)
        asked += 1
        if problem and not trial.expect(daemon.process.poll() is None, f"the daemon ended: {problem}", data):
            return asked
        trial.expect(not problem, problem, data)
        if asked % 997 == 0:
            silent = _crowd(path, silent)
    for one in silent:
        one.close()
    wait_for(lambda: daemon.descriptors() <= fds, 5.0)
    trial.expect(daemon.descriptors() <= fds + 2, f"descriptors grew from {fds} to {daemon.descriptors()}")
    grown = daemon.memory_kb() - memory
    trial.expect(grown < 6000, f"memory grew by {grown} kB in {asked} requests")
    trial.expect("Traceback" not in daemon.said(), f"a traceback: {daemon.said()[-400:]}")
    trial.expect(slowest < REPLY_S + 2, f"a reply took {slowest:.1f} s")
    trial.expect(daemon.running(), "the daemon does not answer afterwards")
    return asked


def _request(chance: Random) -> bytes:
    harmless = [one for one in REQUESTS if one["do"] not in ("stop", "follow", "start", "try-offer")]
    data = invalid_json(chance, harmless)
    if b"stop" in data or b"start" in data:
        return b'{"do": "status"}'
    return changed_bytes(chance, data) if chance.random() < 0.3 else data


def _ask(path: str, data: bytes, chance: Random) -> str:
    """What was wrong with the answer, if anything was."""
    with socket.socket(socket.AF_UNIX) as peer:
        peer.settimeout(REPLY_S + 3)
        try:
            peer.connect(path)
            peer.sendall(data.replace(b"\n", b" ") + b"\n")
            if chance.random() < 0.02:
                return ""  # hangs up at once
            said = peer.recv(65536)
        except (BrokenPipeError, ConnectionResetError):
            return ""  # too long a request is refused while it is sent
        except TimeoutError:
            return "no answer"
        except OSError as error:
            return f"{type(error).__name__}: {error}"
    return "" if said[:1] == b"{" else f"an answer of {said[:40]!r}"


def _crowd(path: str, before: list[socket.socket]) -> list[socket.socket]:
    """Some that connect and say nothing, in place of those that were there."""
    for one in before:
        one.close()
    found = []
    for _ in range(SILENT):
        peer = socket.socket(socket.AF_UNIX)
        peer.settimeout(1.0)
        try:
            peer.connect(path)
        except OSError:
            peer.close()
            break
        found.append(peer)
    return found


def _stranger(trial: Trial, daemon: Daemon) -> None:
    """Another user gets no answer, not even where the folders are open."""
    if os.geteuid() != 0:
        return
    path = daemon.socket
    for open_folders in (False, True):
        changed = [(one, one.stat().st_mode) for one in (*path.parents, path)] if open_folders else []
        for one, _ in changed:
            if one.is_relative_to(trial.folder):
                one.chmod(0o777)
        as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        knock = [*as_nobody, "/usr/bin/python3", "-c", _KNOCK, str(path)]
        said = subprocess.run(knock, capture_output=True, text=True, timeout=20, check=False).stdout
        trial.expect(said, "another user could not even be tried")
        for one, mode in changed:
            if one.is_relative_to(trial.folder):
                one.chmod(mode)
        trial.expect('"ok"' not in said, f"another user was answered: {said[:80]}")


_KNOCK = """
import socket, sys
peer = socket.socket(socket.AF_UNIX); peer.settimeout(3)
try:
    peer.connect(sys.argv[1]); peer.sendall(b'{"do":"status"}\\n'); print(peer.recv(100))
except OSError as error:
    print(type(error).__name__)
"""


def _races(trial: Trial, home: Path, env: dict[str, str]) -> int:
    """Two daemons of one profile at once: exactly one of them stays, and the other ends with 0."""
    count = min(max(1, trial.rounds // RACES), 50)
    for _ in range(count):
        argv = limited([*DESKBREAK, "run", "--home", str(home), "--no-tray"])
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        both = [subprocess.Popen(argv, env=env, start_new_session=True, **quiet) for _ in range(2)]  # type: ignore[call-overload]
        wait_for(lambda pair=both: any(one.poll() is not None for one in pair), 20.0)  # type: ignore[misc]
        ended = [one.returncode for one in both if one.poll() is not None]
        trial.expect(ended == [0], f"of two daemons at once these ended: {ended}")
        for one in both:
            one.terminate()
        for one in both:
            try:
                one.wait(15)
            except subprocess.TimeoutExpired:
                trial.fault("a daemon does not end when it is asked to")
                os.killpg(one.pid, 9)
                one.wait()
    return count
