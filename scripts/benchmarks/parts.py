"""The measurements that have a script of their own: calendars, the core, the player and its frames."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

from scripts.benchmarks.programs import ROOT

SCRIPTS = {
    "calendars": ["bench-calendars"],
    "core": ["bench-core"],
    "figures": ["bench-figures"],
    "player": ["bench-player", "--runs", "11"],
}


def measure(name: str, *, say: Callable[[str], None]) -> dict[str, object]:
    """What the script prints, line by line; it fails where it misses its own bar, which is kept too."""
    script, *words = SCRIPTS[name]
    argv = [sys.executable, str(ROOT / "scripts" / script), *words]
    done = subprocess.run(argv, capture_output=True, text=True, cwd=ROOT)
    lines = [re.sub(r"\s{2,}", "  ", line.strip()) for line in done.stdout.splitlines() if line.strip()]
    for line in lines or [done.stderr.strip()[-300:]]:
        say(line)
    return {"lines": lines, "met": done.returncode == 0}
