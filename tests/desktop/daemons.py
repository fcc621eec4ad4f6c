"""A real daemon for desktop tests: started, asked and driven as a person at the desk would."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deskbreak.app.client import ask
from deskbreak.errors import DeskbreakError
from deskbreak.paths import find_profile
from deskbreak.platforms.bus import Bus
from deskbreak.runtime.loop import Loop
from tests import shipped
from tests.desktop import desks

DESKBREAK = [sys.executable, "-m", "deskbreak"]
ICON = (14, 16)
WATCHER, WATCHER_PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
ALL_DAY = "\n".join(f'{day} = ["00:00-24:00"]' for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))


def settings(
    every: str = "45m", *, hours: str = ALL_DAY, more: str = "", routine: str = "mobility-set"
) -> str:
    """A settings file with one sitting break."""
    return (
        f'[hours]\n{hours}\n[[break]]\nname = "mobility"\nevery = "{every}"\nroutine = "{routine}"\n'
        f'lasts = "3m"\n{more}'
    )


class Daemon:
    """`deskbreak run` with a home of its own; `ask` runs other commands against it."""

    def __init__(
        self, home: Path, text: str | None = None, *options: str, stdin: Any = subprocess.DEVNULL
    ) -> None:
        self.home = home
        shipped.fill_cache(home)
        if text is not None:
            (home / "config.toml").write_text(text, "utf-8")
        self.log = (home / "run.log").open("w")
        argv = [*DESKBREAK, "run", "--home", str(home), *options]
        self.process = subprocess.Popen(argv, stdin=stdin, stdout=self.log, stderr=self.log)
        desks.wait_for(lambda: self.status().get("running"), "the daemon answers")

    def ask(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command of the command line."""
        argv = [*DESKBREAK, *words, "--home", str(self.home)]
        return subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)

    def json(self, *words: str) -> Any:
        return json.loads(self.ask(*words, "--json").stdout)

    def status(self) -> dict[str, Any]:
        """What `status --json` prints, without a Python of its own for each look; empty where no daemon answers."""
        try:
            found: dict[str, Any] = ask(find_profile(self.home), "status")["status"]
        except DeskbreakError:
            return {}
        return found

    def now(self) -> float:
        """Its own time, in seconds."""
        return float(ask(find_profile(self.home), "clock")["now"])

    def lives(self, seconds: float) -> None:
        """Wait until so much of its own time went by."""
        end = self.now() + seconds
        desks.wait_for(lambda: self.now() >= end, f"{seconds:g} s of its time")

    def sits(self, seconds: float) -> None:
        """Wait until it has counted this much more sitting, in its own time."""
        before = self.status()["sitting_s"]
        self.until(lambda now: now["sitting_s"] >= before + seconds, f"{seconds:g} s more of sitting")

    def rows(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.json("log")
        return found

    def outcomes(self) -> list[str]:
        return [row["outcome"] for row in self.rows()]

    def until(
        self, look: Callable[[dict[str, Any]], object], what: str, seconds: float = 30.0
    ) -> dict[str, Any]:
        """Wait until the status is as `look` wants it."""
        seen: dict[str, Any] = {}

        def now() -> bool:
            seen.clear()
            seen.update(self.status())
            return bool(seen and look(seen))

        try:
            desks.wait_for(now, what, seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}; status {seen}; said: {self.said()}") from error
        return dict(seen)

    def until_phase(self, phase: str, seconds: float = 30.0) -> dict[str, Any]:
        return self.until(lambda status: status["phase"] == phase, f"the phase {phase}", seconds)

    def said(self) -> str:
        return (self.home / "run.log").read_text("utf-8", "replace")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(5)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(5)
        self.log.close()


class Menu:
    """The tray's menu as the panel reads it, to know where an entry is, and the real keys that choose it."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk

    def choose(self, *path: str) -> None:
        """Open the menu with the right mouse button and walk to the entry with the arrow keys."""
        steps = self._way(path)
        self._open()
        for number, downs in enumerate(steps):
            for _ in range(downs):
                self._press("Down")
            self._press("Return" if number == len(steps) - 1 else "Right")

    def _press(self, key: str) -> None:
        """Each key moves something in the menu."""
        before = self._picture()
        self._desk.key(key)
        desks.wait_for(lambda: self._picture() != before, f"the menu to move after {key}")
        self._rests()

    def _open(self) -> None:
        for _ in range(8):
            before = self._picture()
            self._desk.click(*ICON, 3)
            desks.wait_for(lambda before=before: self._picture() != before, "a menu")  # type: ignore[misc]
            self._rests()
            if self._is_ours():
                return
            self._desk.key("Escape")  # the panel's own: it had not read ours yet
            desks.wait_for(lambda before=before: self._picture() == before, "no menu")  # type: ignore[misc]
        raise AssertionError("the menu does not open")

    def _picture(self) -> bytes:
        """The left half of the screen below the panel, where menus open and nothing else does."""
        return bytes(self._desk.shot().crop((0, 34, 640, 800)).tobytes())

    def _rests(self) -> None:
        last = b""

        def still() -> bool:
            nonlocal last
            last, before = self._picture(), last
            return last == before

        desks.wait_for(still, "a menu that stands still")

    def _is_ours(self) -> bool:
        """It hangs below the icon; the panel's own opens at the pointer."""
        edge = self._desk.shot().crop((3, 45, 12, 75)).get_flattened_data()
        return all(min(pixel) > 200 for pixel in edge)

    def _way(self, path: tuple[str, ...]) -> list[int]:
        """How often Down is pressed in each menu on the way."""
        steps, entries = [], self.entries()
        for number, label in enumerate(path):
            usable = [entry for entry in entries if entry["usable"]]
            found = next((n for n, entry in enumerate(usable) if entry["label"].startswith(label)), None)
            assert found is not None, f"no entry {label!r} among {[one['label'] for one in usable]}"
            # A submenu opened with Right has its first entry chosen already.
            steps.append(found + 1 if number == 0 else found)
            entries = usable[found]["children"]
        return steps

    def entries(self) -> list[dict[str, Any]]:
        loop = Loop()
        bus = Bus.session(loop)
        answers: list[Any] = []
        bus.get(WATCHER, WATCHER_PATH, WATCHER, "RegisteredStatusNotifierItems", answers.append)
        _turn(loop, answers)
        name = answers.pop().body[0][0].split("/")[0]
        bus.call(
            name,
            "/MenuBar",
            "com.canonical.dbusmenu",
            "GetLayout",
            "iias",
            (0, -1, []),
            on_reply=answers.append,
        )
        _turn(loop, answers)
        layout = answers.pop().body[1]
        bus.close()
        loop.close()
        return _children(layout)


def _turn(loop: Loop, answers: list[Any]) -> None:
    end = time.monotonic() + 5
    while not answers:
        assert time.monotonic() < end, "the bus does not answer"
        loop.turn(0.05)


def _children(node: Any) -> list[dict[str, Any]]:
    found = []
    for _signature, (_number, properties, children) in node[2]:
        plain = {key: value[1] for key, value in properties.items()}
        found.append(
            {
                "label": plain.get("label", "").replace("__", "_"),
                "usable": plain.get("type") != "separator"
                and all(plain.get(key, True) for key in ("enabled", "visible")),
                "children": _children((0, {}, children)),
            }
        )
    return found


def player_windows(desk: Any) -> list[tuple[int, int, int, int]]:
    found: list[tuple[int, int, int, int]] = desk.windows("Deskbreak")
    return found


__all__ = ["Daemon", "Menu", "player_windows", "settings"]
