"""A copy of the project in which mutants live, and the tests that run the changed line, quickest first.

The copy's tests run in forks of one process that has pytest and the libraries loaded and nothing of deskbreak, so
that a mutant costs about a second. A slow test that fails has to fail twice, and the time limit leaves out what a fork
waited for a processor: a busy machine kills no mutant.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.mutation.clock import queued_s
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
    "--timeout=0",  # the tool has a limit of its own, which a busy machine does not shorten
    "--hypothesis-seed=0",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)
LOADED = ("pytest", "hypothesis.stateful", "pydantic", "time_machine", "PIL.Image", "sqlite3", "zoneinfo")
FAILED = (1, 2, 4)  # how pytest ends when a test fails, or a file of tests cannot be imported
BROKEN = 70
SLOW_S = 12.0  # of tests for one mutant; what is slower is left out, and the report says so
# Rooms that use a room: what is loaded of them holds on to it.
FLOORS = {
    "core": ("catalog", "settings", "store", "figures", "calendars", "platforms", "player"),
    "runtime": ("calendars", "platforms", "player"),
    "catalog": ("settings", "store", "player"),
    "settings": ("player",),
    "store": ("player",),
}
SLOW_TEST_S = 0.05  # what takes longer may wait for something, and fail by chance
MAX_MEMORY = 4 << 30  # bytes that a fork may address
EXTRA_S = 20.0  # beside three times what the tests usually take
_SUMMARY = re.compile(r"^(?:FAILED|ERROR) ([^\s\[]+)", re.MULTILINE)


class Trial:
    """Runs one mutant after the other. `rooms` are the folders of tests that may kill them."""

    def __init__(
        self, root: Path, copy: Path, sources: Path, rooms: tuple[str, ...], *, again: bool = False
    ) -> None:
        self.copy, self._rooms, self._sources = copy, rooms, sources
        changed = self._changed(root) if again else None
        self._copy(root, whole=changed is None)
        self._written = int(time.time())
        os.environ |= {"PYTHONPATH": str(copy)}
        for name in ("PYTEST_ADDOPTS", "PYTHONDONTWRITEBYTECODE"):
            os.environ.pop(name, None)
        os.chdir(copy)
        sys.path.insert(0, str(copy))
        sys.modules["tests"].__path__ = [str(copy / "tests")]  # the helpers are the copy's too
        for name in (*LOADED, *ahead(sources)):
            importlib.import_module(name)
        held = [name for name in sys.modules if f"{name}.".startswith(f"{'.'.join(sources.parts)}.")]
        if held:
            raise RuntimeError(f"loaded before any change, so that none would be seen: {', '.join(held)}")
        if changed is None:
            self._run_all(rooms)
        elif changed:
            self._run_all(changed, "--cov-append")
        self._seconds, self._lines = self._look()
        moved = copy / "moved.json"
        self._moved: list[str] = json.loads(moved.read_text()) if moved.exists() else []
        passes, why = self._run(sorted(self._seconds, key=lambda name: self._seconds[name])[:10], 120.0)
        if not passes:
            raise RuntimeError(f"without any change: {why}")

    def _changed(self, root: Path) -> list[str] | None:
        """The files of tests that are not as they were in the copy; None where there is none to go on with.

        Files of the room's own code that changed are noted: their lines have other numbers than when tests ran them.
        """
        if not (self.copy / "seconds.json").exists():
            return None
        moved = {str(one.relative_to(root)) for one in self._files(root, self._sources)}
        place = self.copy / "moved.json"
        moved |= set(json.loads(place.read_text())) if place.exists() else set()
        place.write_text(json.dumps(sorted(moved)))
        tests = [one for room in self._rooms for one in self._files(root, Path(room))]
        helped = any(not one.name.startswith("test_") for one in tests)
        return None if helped else [str(one.relative_to(root)) for one in tests]

    def _files(self, root: Path, below: Path) -> Iterator[Path]:
        """Those that are not as they were in the copy."""
        place = root / below
        return (
            one for one in (place.rglob("*.py") if place.is_dir() else [place]) if self._differs(root, one)
        )

    def _differs(self, root: Path, file: Path) -> bool:
        there = self.copy / file.relative_to(root)
        return not there.exists() or there.read_bytes() != file.read_bytes()

    def _copy(self, root: Path, *, whole: bool) -> None:
        if whole:
            shutil.rmtree(self.copy, ignore_errors=True)
        left = shutil.ignore_patterns(*LEFT)
        shutil.copytree(root, self.copy, ignore=left, symlinks=True, dirs_exist_ok=True)

    def _run_all(self, tests: Iterable[str], *more: str) -> None:
        """Run these files or folders, and note what each test takes and runs."""
        argv = [sys.executable, "-m", "pytest", *OPTIONS, "-p", "tests.mutation.clock", *tests, *more]
        argv += ["-m", "not slow", f"--cov={self._sources}", "--cov-context=test", "--cov-report="]
        done = subprocess.run(argv, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode == 1:  # a test that is not sure on a busy machine is left out
            self._leave_out(set(_SUMMARY.findall(done.stdout)))
        elif done.returncode:
            raise RuntimeError(f"without any change: {done.stdout[-3000:]}")

    def _leave_out(self, failed: set[str]) -> None:
        passes, why = self._run(sorted(failed), 300.0)
        if not failed or not passes:
            raise RuntimeError(f"without any change: {why}")
        print(
            f"left out, because they failed once without any change: {', '.join(sorted(failed))}", flush=True
        )
        path = self.copy / "seconds.json"
        seconds = json.loads(path.read_text())
        path.write_text(json.dumps({name: took for name, took in seconds.items() if name not in failed}))

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
        """The tests to run, quickest first: those that run the line.

        For a constant or a default those that run anything of its file, or whose own file names its module; where only
        other processes run it, all of the room, those of the files first that name its module.
        """
        path = str(mutant.path)
        lines = self._lines if path not in self._moved else {}
        names = self._known(lines.get((path, mutant.line), set()))
        if not names:
            of_file = (found for (file, _), found in self._lines.items() if file == path)
            names = self._known(set[str]().union(*of_file))
            names |= {name for name in self._seconds if names and self._names(name, mutant)}
        unseen = not names

        def order(name: str) -> tuple[bool, float]:
            return unseen and not self._names(name, mutant), self._seconds[name]

        chosen, total = [], 0.0
        for name in sorted(names or self._seconds, key=order):
            total += self._seconds[name]
            if total > SLOW_S:
                break
            chosen.append(name)
        return chosen

    def _names(self, test: str, mutant: Mutant) -> bool:
        """Whether the test's file speaks of the module that is changed."""
        module = re.escape(".".join(mutant.path.with_suffix("").parts))
        text = _text(self.copy / test.partition("::")[0])
        return re.search(rf"\b{module}\b", text) is not None

    def _known(self, names: set[str]) -> set[str]:
        return names & self._seconds.keys()

    def survives(self, mutant: Mutant) -> tuple[bool, str]:
        """Whether every test passes with the change, and the test that did not."""
        changed = mutant.source()
        assert changed is not None
        place = self.copy / mutant.path
        before = place.read_text("utf-8")
        self._write(place, changed)
        try:
            return self._judge(self.tests(mutant))
        finally:
            self._write(place, before)

    def _judge(self, tests: list[str]) -> tuple[bool, str]:
        while True:
            passes, why = self._run(tests, self._timeout_s(tests))
            found = _SUMMARY.match(why)
            if passes or found is None or self._seconds.get(found[1], 0.0) < SLOW_TEST_S:
                return passes, why
            if not self._run([found[1]], self._timeout_s([found[1]]))[0]:
                return False, why
            tests = [name for name in tests if name != found[1]]  # it failed by chance

    def _timeout_s(self, tests: list[str]) -> float:
        return sum(self._seconds[name] for name in tests) * 3 + EXTRA_S

    def _write(self, place: Path, text: str) -> None:
        """Each version has a second of its own, so that none is taken for another one that was compiled."""
        self._written += 1
        place.write_text(text, "utf-8")
        os.utime(place, (self._written, self._written))

    def _run(self, tests: list[str], timeout_s: float) -> tuple[bool, str]:
        said = self.copy / "said.txt"
        child = os.fork()
        if child == 0:
            _test(said, tests)
        began = time.monotonic()
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                break
            if time.monotonic() - began - queued_s(child) > timeout_s:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return False, "took too long"
            time.sleep(0.02)
        code, text = os.waitstatus_to_exitcode(status), said.read_text("utf-8", "replace")
        failed = [line for line in text.splitlines() if line.startswith(("FAILED", "ERROR", "E  "))]
        if code not in (0, *FAILED) or (code == 4 and not failed):
            raise RuntimeError(f"pytest ended with {code}: {text[-2000:]}")
        return code == 0, failed[-1] if failed else text[-120:]


@cache
def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""


def ahead(sources: Path) -> list[str]:
    """The modules that every test of the room needs and that need nothing of the room: they do not change.

    Named as `deskbreak.core.plan`; those that the room's own modules import at their top.
    """
    below = {f"deskbreak.{room}" for room in ("app", "cli", *FLOORS.get(sources.name, ()))} | {
        ".".join(sources.parts)
    }
    found: set[str] = set()
    for file in sources.rglob("*.py"):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("deskbreak."):
                found.add(node.module)
    return sorted(name for name in found if ".".join(name.split(".")[:2]) not in below)


def _test(said: Path, tests: list[str]) -> None:
    """In the fork: run the tests and end. Never returns."""
    os.setsid()
    resource.setrlimit(
        resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY)
    )  # a loop without end may collect for ever
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
