"""The wall clock set under our feet, faked, and the clocks that notice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import desks
import pytest

pytestmark = pytest.mark.desktop

LIBRARY = "libfaketime.so.1"
WATCHER = """
import sys
from deskbreak.platforms.power.clock import ClockWatch
watch = ClockWatch()
print("ready", flush=True)
for _ in sys.stdin:
    jump = watch.sample()
    print(round(jump.set_by_s), round(jump.slept_s), jump.any, flush=True)
"""


def _library() -> str | None:
    found = sorted(Path("/usr/lib").glob(f"**/faketime/{LIBRARY}"))
    return str(found[0]) if found else None


@pytest.mark.parametrize("offset", [3600, -7200])
def test_a_wall_clock_that_is_set_is_seen_at_the_next_look(tmp_path: Path, offset: int) -> None:
    library = _library()
    if library is None:
        desks.cannot_run("not installed: libfaketime")
        return
    stamp = tmp_path / "offset"
    stamp.write_text("+0")
    env = {
        **os.environ,
        "LD_PRELOAD": library,
        "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_TIMESTAMP_FILE": str(stamp),
    }
    with subprocess.Popen(
        [sys.executable, "-c", WATCHER], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as watcher:
        assert watcher.stdin and watcher.stdout
        assert watcher.stdout.readline() == "ready\n"

        def look() -> list[str]:
            assert watcher.stdin and watcher.stdout
            watcher.stdin.write("\n")
            watcher.stdin.flush()
            return watcher.stdout.readline().split()

        assert look()[2] == "False"
        stamp.write_text(f"{offset:+d}")
        time.sleep(0.05)
        moved = look()
        assert abs(int(moved[0]) - offset) <= 1
        assert moved[1:] == ["0", "True"]
        assert look()[2] == "False", "told once"
        watcher.stdin.close()
