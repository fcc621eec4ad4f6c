"""What `scripts/bench` counts is what Linux says, and its page says what was measured."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.benchmarks import page, processes
from scripts.benchmarks.numbers import spread, timed
from scripts.benchmarks.programs import Program, had

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
STAMP = {
    "on": "2026-11-29",
    "load_before": 0.1,
    "load_after": 0.2,
    "cores": 2,
    "python": "3.11",
    "system": "Debian",
}


@LINUX
def test_a_program_is_counted_with_its_children():
    code = (
        "import subprocess as s, sys; c = s.Popen([sys.executable, '-c', 'input()'], stdin=s.PIPE)\n"
        "print('up', flush=True); sys.stdin.read(); c.communicate(b'x')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as child:
        assert child.stdout is not None and child.stdout.readline() == b"up\n"
        group = processes.tree(child.pid)
        assert len(group) == 2 and child.pid in group
        memory = processes.memory(group)
        assert memory["rss"] >= memory["pss"] >= memory["uss"] > 1
        assert processes.processor_s(group) >= 0 and processes.exact_s(group) > 0
        assert processes.wakeups(group) >= 0
        child.communicate()
    assert processes.memory(group) == dict.fromkeys(memory, 0.0)
    assert os.getpid() in processes.tree(os.getpid())


def test_a_command_is_timed_and_its_failure_told():
    reported = timed([sys.executable, "-c", "sum(range(10**6))"], os.environ, 3)
    assert reported["wall_ms"]["runs"] == 3
    assert reported["wall_ms"]["median"] >= reported["processor_ms"]["min"] > 0
    with pytest.raises(RuntimeError, match="ended with 7"):
        timed([sys.executable, "-c", "raise SystemExit(7)"], os.environ, 1)


def test_a_spread_is_the_median_with_its_range():
    assert spread([3, 1, 2]) == {"median": 2, "min": 1, "max": 3, "runs": 3}


def test_what_cannot_be_installed_says_why(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    said = had(Program("No such", ("no-such",), "", "", ("no-such-package",)))
    assert "apt-get install no-such-package" in said or "no Debian" in said


def test_the_page_says_what_was_measured_and_which_bar_is_not_met(tmp_path: Path):
    wall = {"median": 39.0, "min": 38.0, "max": 50.0, "runs": 3}
    one = {"wall_ms": wall, "processor_ms": wall}
    row = dict.fromkeys(page.IDLE, wall) | {"version": "1.0", "disk_mib": None}
    found = {
        "idle": {
            "measured": STAMP, "programs": {"deskbreak": row, "Workrave": row}, "settle_s": 30.0, "window_s": 120.0,
            "ratios": {"Workrave": dict.fromkeys(("pss_mib", "uss_mib", "start_ms"), wall)},
            "skipped": {"Safe Eyes": "not installed, and this is no Debian"},
        },
        "commands": {"measured": STAMP, "status": one},
        "core": {"measured": STAMP, "lines": ["a year: 1 s"], "met": True},
    }  # fmt: skip
    (tmp_path / page.NOTES).write_text("## Why\n")
    page.write(found, tmp_path)
    text = (tmp_path / "performance.md").read_text()
    assert "| `status` | 40 ms | 39 ms | 39 ms | met |" in text
    assert "| memory while somebody sits, PSS | 16 MiB | 39 MiB |  | not met |" in text
    assert "Safe Eyes was not measured: not installed, and this is no Debian." in text
    assert "39.0 (38.0–50.0)" in text and "a year: 1 s" in text and text.endswith("## Why\n")
    assert (tmp_path / "performance.png").stat().st_size > 1000
