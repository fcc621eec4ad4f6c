"""`scripts/desktop-chroot` cleans up after itself, however it ends. What fills its folder is a stand-in here."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop import desks

pytestmark = pytest.mark.desktop

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "desktop-chroot"

# Begins as the real one would, mounts included, and never ends by itself.
DEBOOTSTRAP = """#!/bin/sh
for folder; do case $folder in */there) break ;; esac; done
mkdir "$folder/proc" && mount -t tmpfs tmpfs "$folder/proc" && touch "$folder/proc/mounted"
exec sleep {seconds}
"""


@pytest.fixture
def filling(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The script while it fills its folder."""
    desks.need("unshare", "setpriv", "flock")
    if os.geteuid() != 0:
        desks.cannot_run("only root may do this")
    stand_in = tmp_path / "bin" / "debootstrap"
    stand_in.parent.mkdir()
    stand_in.write_text(DEBOOTSTRAP.format(seconds=_seconds(tmp_path)))
    stand_in.chmod(0o755)
    argv = [str(SCRIPT), "--mirror", "http://example.org", "--dir", str(tmp_path / "there"), "--keep"]
    env = {**os.environ, "PATH": f"{stand_in.parent}:{os.environ['PATH']}"}
    with subprocess.Popen(argv, env=env, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as script:
        desks.wait_for(lambda: _at_work(tmp_path), "the stand-in")
        yield script
        script.kill()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_stopped_half_way_it_leaves_no_process_and_no_mount(
    filling: subprocess.Popen[bytes], tmp_path: Path, how: signal.Signals
) -> None:
    there = tmp_path / "there"
    assert str(there) not in Path("/proc/self/mounts").read_text()
    assert not (there / "proc" / "mounted").exists(), "its mounts are its own"
    filling.send_signal(how)
    filling.wait(5)
    desks.wait_for(lambda: not _at_work(tmp_path), "the end of what it started")
    if how != signal.SIGKILL:
        assert not there.exists(), "half filled it is of no use to the next call"


def test_a_folder_with_something_else_in_it_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    done = subprocess.run([SCRIPT, "--dir", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "holds something else" in done.stderr
    assert (tmp_path / "thesis.odt").exists()


def test_what_it_does_not_know_is_answered_with_what_it_does() -> None:
    done = subprocess.run([SCRIPT, "--unknown"], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "--suite" in done.stderr


def _seconds(tmp_path: Path) -> str:
    """So long a sleep that no other process sleeps it."""
    return f"{100_000 + tmp_path.stat().st_ino}"


def _at_work(tmp_path: Path) -> bool:
    wanted = _seconds(tmp_path).encode()
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = process.read_bytes().split(b"\0")
        except OSError:
            continue  # it ended in between
        if words[-2:] == [wanted, b""]:
            return True
    return False
