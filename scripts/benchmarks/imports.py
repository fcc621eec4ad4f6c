"""What each import adds to a process: memory and processor time, over an interpreter that does nothing."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.benchmarks import processes
from scripts.benchmarks.numbers import Spread, spread
from scripts.benchmarks.programs import ROOT, private_python

CODE = """
import sys, time
modules, began = len(sys.modules), time.process_time()
{snippet}
print((time.process_time() - began) * 1000, len(sys.modules) - modules, flush=True)
sys.stdin.read()
"""
MACHINE_AND_STORE = "deskbreak.core.machine, deskbreak.app.records, deskbreak.zone"
SNIPPETS = {
    "typing": "import typing",
    "dataclasses (not used)": "import dataclasses",
    "json": "import json",
    "pathlib, as Python has it": "import pathlib",
    "pathlib, with our stand-in": "import deskbreak",
    "values, paths, errors: the least of ours": "import deskbreak.paths",
    "zoneinfo, through our zone": "import deskbreak.zone",
    "logging": "import logging",
    "sqlite3": "import sqlite3",
    "socket": "import socket",
    "subprocess": "import subprocess",
    "ctypes": "import ctypes",
    "jeepney": "import jeepney",
    "the bus, the icon and its menu": "import deskbreak.platforms.tray.linux, deskbreak.platforms.tray.icon",
    "APScheduler, as it is": "import apscheduler.schedulers.base, apscheduler.triggers.cron",
    "APScheduler, with stand-ins": "import deskbreak.app.schedule",
    "pystray, as it is": "import os; os.environ['PYSTRAY_BACKEND'] = 'dummy'; import pystray",
    "pystray, with stand-ins": "import deskbreak.platforms.tray.menu",
    "core: the machine": "import deskbreak.core.machine",
    "choosing and dosing": "import deskbreak.app.selection",
    "the machine and the store": f"import {MACHINE_AND_STORE}",
    "the same with choosing": f"import {MACHINE_AND_STORE}, deskbreak.app.selection",
    "the journal": "import deskbreak.store.journal",
    "all of the daemon": "import deskbreak.app.build, deskbreak.app.start, deskbreak.platforms.tray.linux",
    "pydantic (never in the daemon)": "import pydantic",
    "Pillow (never in the daemon)": "import PIL.Image",
    "tkinter (never in the daemon)": "import tkinter",
}


def measure(*, runs: int, say: Callable[[str], None]) -> dict[str, object]:
    """Each alone in an interpreter of its own, in turn, so that a busy moment hits all alike."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        python = private_python(Path(folder))
        env = os.environ | {"LD_LIBRARY_PATH": str(python.parent.parent / "shared"), "PYTHONPATH": str(ROOT)}
        rows: dict[str, list[Spread]] = {name: [] for name in ("nothing", *SNIPPETS)}
        for _ in range(runs):
            for name in rows:
                rows[name].append(_once(python, SNIPPETS.get(name, "pass"), env))
        bare = statistics.median(one["pss"] for one in rows["nothing"])
        found: dict[str, object] = {"nothing_mib": round(bare, 2)}
        for name, reported in list(rows.items())[1:]:
            found[name] = {
                "pss_mib": spread([one["pss"] - bare for one in reported]),
                "processor_ms": spread([one["ms"] for one in reported], 1),
                "modules": int(reported[0]["modules"]),
            }
            say(f"{name}: {found[name]}")
        return found


def _once(python: Path, snippet: str, env: Mapping[str, str]) -> Spread:
    with subprocess.Popen(
        [str(python), "-c", CODE.format(snippet=snippet)], env=dict(env), cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        took, modules = child.stdout.readline().split()
        memory = processes.memory([child.pid])
        child.communicate()
    return {"ms": float(took), "modules": float(modules), "pss": memory["pss"]}
