"""Everything that deskbreak writes is its owner's alone, whatever the umask."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="other rights there")


def run(tmp_path: Path, *argv: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deskbreak", *argv],
        cwd=tmp_path, env=surroundings(tmp_path), umask=0, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (argv, done.stderr)


def surroundings(tmp_path: Path) -> dict[str, str]:
    """A person who has nothing yet, not even folders for settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DESKBREAK_"))}
    kept = {name: value for name, value in kept.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return kept | {"HOME": str(tmp_path / "person"), "TMPDIR": os.path.realpath(tmp_path / "temporary")}


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A socket's path must be short."""
    with tempfile.TemporaryDirectory(prefix="deskbreak-") as folder:
        yield Path(folder)


def others_may(tmp_path: Path) -> list[str]:
    """The files to which others than the owner have any right."""
    found = [
        path
        for root in ("person", "temporary")
        for path in (tmp_path / root).resolve().rglob("*")
        if not path.is_symlink()
    ]
    assert found
    return [f"{path}: {path.stat().st_mode & 0o777:o}" for path in found if path.stat().st_mode & 0o077]


@pytest.fixture(autouse=True)
def person(tmp_path: Path) -> None:
    for name in ("person", "temporary"):
        (tmp_path / name).mkdir(mode=0o700)


@pytest.mark.parametrize("home", [(), ("--home", "person/somewhere/deep")])
def test_commands_write_for_the_owner_alone(tmp_path: Path, home: tuple[str, ...]) -> None:
    run(tmp_path, *home, "config", "set", "offer.sound", "true")
    run(tmp_path, *home, "config", "init", "--profile", "office")
    run(tmp_path, *home, "config", "check")
    run(tmp_path, *home, "log", "add", "walk", "--minutes", "10")
    run(tmp_path, *home, "routines")
    run(tmp_path, *home, "report", "--out", "person/reports/mine.html")
    run(tmp_path, *home, "export", "csv", "--out", "person/mine.csv")
    assert others_may(tmp_path) == []


def test_the_daemon_writes_for_the_owner_alone(tmp_path: Path, runtime: Path) -> None:
    (tmp_path / "temporary").rmdir()
    (tmp_path / "temporary").symlink_to(runtime)
    daemon = subprocess.Popen(
        [sys.executable, "-m", "deskbreak", "run", "--no-tray"],
        cwd=tmp_path, env=surroundings(tmp_path), umask=0, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        end = time.monotonic() + 30
        plan = tmp_path / "person" / ".cache" / "deskbreak" / "plan.json"
        while not plan.exists():
            assert time.monotonic() < end and daemon.poll() is None
            time.sleep(0.05)
        run(tmp_path, "status")
        run(tmp_path, "stop")
        assert daemon.wait(20) == 0
    finally:
        daemon.kill()
        daemon.wait()
    assert others_may(tmp_path) == []
