"""A copy of the project in which mutants live, and the tests that run the changed line, quickest first.

The copy's tests run in forks of one process that has pytest and the libraries loaded and nothing of deskbreak, so
that a mutant costs about a second.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import defaultdict
from pathlib import Path

from tests.mutation.mutants import Mutant

LEFT = (
    ".git",
    ".venv",
    "build",
    "dist",
    "node_modules",
    "gallery",
    "__pycache__",
    ".mypy_cache",
    ".hypothesis",
)
OPTIONS = (
    "-q",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "--no-header",
    "--hypothesis-seed=0",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)
LOADED = ("pytest", "hypothesis.stateful", "pydantic", "time_machine", "PIL.Image", "sqlite3", "zoneinfo")
FAILED = (1, 2, 4)  # how pytest ends when a test fails, or a file of tests cannot be imported
BROKEN = 70
SLOW_S = 60.0  # of tests for one mutant; what is slower is left out, and the report says so
EXTRA_S = 20.0  # beside three times what the tests usually take


class Trial:
    """Runs one mutant after the other. `rooms` are the folders of tests that may kill them."""

    def __init__(
        self, root: Path, copy: Path, sources: Path, rooms: tuple[str, ...], *, again: bool = False
    ) -> None:
        self.copy, self._rooms, self._sources = copy, rooms, sources
        if not (again and (copy / "seconds.json").exists()):
            self._copy(root)
        os.environ |= {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        os.environ.pop("PYTEST_ADDOPTS", None)
        os.chdir(copy)
        sys.path.insert(0, str(copy))
        for name in LOADED:
            importlib.import_module(name)
        if not (copy / "seconds.json").exists():
            self._run_all()
        self._seconds, self._lines = self._look()
        passes, why = self._run(sorted(self._seconds, key=lambda name: self._seconds[name])[:10], 120.0)
        if not passes:
            raise RuntimeError(f"without any change: {why}")

    def _copy(self, root: Path) -> None:
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(root, self.copy, ignore=shutil.ignore_patterns(*LEFT), symlinks=True)

    def _run_all(self) -> None:
        argv = [sys.executable, "-m", "pytest", *OPTIONS, "-p", "tests.mutation.clock", *self._rooms]
        argv += ["-m", "not slow", f"--cov={self._sources}", "--cov-context=test", "--cov-report="]
        done = subprocess.run(argv, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"without any change: {done.stdout[-3000:]}")

    def _look(self) -> tuple[dict[str, float], dict[tuple[str, int], set[str]]]:
        """What each test takes, and which tests run a line; those of the empty name run when it is imported."""
        from coverage import CoverageData

        seconds: dict[str, float] = json.loads((self.copy / "seconds.json").read_text())
        lines: dict[tuple[str, int], set[str]] = defaultdict(set)
        data = CoverageData(str(self.copy / ".coverage"))
        data.read()
        for file in data.measured_files():
            for line, contexts in data.contexts_by_lineno(file).items():
                names = {context.partition("|")[0].partition("[")[0] for context in contexts}
                lines[str(Path(file).relative_to(self.copy)), line] = names
        return seconds, lines

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests to run, quickest first; none where no test runs the line."""
        names = self._lines.get((str(mutant.path), mutant.line), set())
        if not names - {""}:
            names = set(self._seconds) if "" in names or not names else names
        ordered = sorted((self._seconds.get(name, 1.0), name) for name in names if name)
        chosen, total = [], 0.0
        for seconds, name in ordered:
            total += seconds
            if total > SLOW_S:
                break
            chosen.append(name)
        return chosen

    def survives(self, mutant: Mutant) -> tuple[bool, str]:
        """Whether every test passes with the change, and the test that did not."""
        changed = mutant.source()
        assert changed is not None
        place = self.copy / mutant.path
        before = place.read_text("utf-8")
        tests = self.tests(mutant)
        if not tests:
            return True, "no test runs it"
        seconds = sum(self._seconds.get(name, 1.0) for name in tests)
        place.write_text(changed, "utf-8")
        try:
            return self._run(tests, seconds * 3 + EXTRA_S)
        finally:
            place.write_text(before, "utf-8")

    def _run(self, tests: list[str], timeout_s: float) -> tuple[bool, str]:
        said = self.copy / "said.txt"
        child = os.fork()
        if child == 0:
            _test(said, tests)
        end = time.monotonic() + timeout_s
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                break
            if time.monotonic() > end:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return False, "took too long"
            time.sleep(0.02)
        code, text = os.waitstatus_to_exitcode(status), said.read_text("utf-8", "replace")
        failed = [line for line in text.splitlines() if line.startswith(("FAILED", "ERROR", "E  "))]
        if code not in (0, *FAILED) or (code == 4 and not failed):
            raise RuntimeError(f"pytest ended with {code}: {text[-2000:]}")
        return code == 0, failed[-1][:120] if failed else text[-120:]


def _test(said: Path, tests: list[str]) -> None:
    """In the fork: run the tests and end. Never returns."""
    os.setsid()
    out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)
    code = BROKEN
    try:
        import pytest

        code = int(pytest.main([*OPTIONS, "-m", "not slow", "-x", *tests]))
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
