"""A real daemon with little memory and a home of its own. Only what was started here is ended, by its number."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deskbreak.app import client
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile, find_profile
from tests.torture.trial import wait_for

MAX_MEMORY_KB = 1_500_000  # of addresses, for the daemon and each of its children
ANSWERS_S, ENDS_S = 15.0, 10.0
DESKBREAK = (sys.executable, "-P", "-m", "deskbreak")
_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XAUTHORITY", "DESKBREAK_HOME", "TZ")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALL_DAY = "\n".join(f'{day} = ["00:00-24:00"]' for day in DAYS)


def settings(every: str = "45m", *, hours: str = ALL_DAY, lasts: str = "", more: str = "") -> str:
    """A settings file with one sitting break, at all hours unless others are given."""
    length = f'lasts = "{lasts}"\n' if lasts else ""
    start = f'[hours]\n{hours}\n[[break]]\nname = "mobility"\nevery = "{every}"\n'
    return f'{start}routine = "cat-cow"\n{length}{more}'


def environment(folder: Path) -> dict[str, str]:
    """One in which nothing of the person's own is read or written, and no desktop is there."""
    kept = {key: value for key, value in os.environ.items() if key not in _DESKTOP}
    (folder / "run").mkdir(mode=0o700, exist_ok=True)
    names = {"HOME": "", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}
    return kept | {key: str(folder / name) for key, name in names.items()} | {
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "BROWSER": "true",
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip


def limited(argv: Sequence[str]) -> list[str]:
    """The command with a limit on memory, for itself and whatever it starts."""
    return ["sh", "-c", f'ulimit -v {MAX_MEMORY_KB}; exec "$@"', "sh", *argv]


class Daemon:
    """`deskbreak run` in a process group of its own."""

    def __init__(self, home: Path, env: Mapping[str, str], *options: str, ready: bool = True) -> None:
        self.home, self.env = home, dict(env)
        self.log = home.parent / f"{home.name}.log"
        argv = limited([*DESKBREAK, "run", "--home", str(home), *options])
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                argv, env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self.took = wait_for(self.running, ANSWERS_S) if ready else None

    @property
    def profile(self) -> Profile:
        with _runtime(self.env["XDG_RUNTIME_DIR"]):
            return find_profile(self.home)

    @property
    def socket(self) -> Path:
        with _runtime(self.env["XDG_RUNTIME_DIR"]):
            return find_profile(self.home).socket

    def ask(self, do: str, **details: Any) -> dict[str, Any]:
        """A request over the socket; raises DeskbreakError where it is refused or no daemon runs."""
        with _runtime(self.env["XDG_RUNTIME_DIR"]):
            return client.ask(find_profile(self.home), do, **details)

    def try_ask(self, do: str, **details: Any) -> bool:
        """The same, and whether it was done."""
        try:
            self.ask(do, **details)
        except DeskbreakError:
            return False
        return True

    def status(self) -> dict[str, Any]:
        """What it says of itself; empty while it does not answer."""
        try:
            found: dict[str, Any] = self.ask("status")["status"]
        except (DeskbreakError, KeyError):
            return {}
        return found

    def running(self) -> bool:
        return bool(self.status().get("running"))

    def command(self, *words: str, seconds: float = 30.0) -> subprocess.CompletedProcess[str]:
        """One command of the command line, with the same limits; TimeoutExpired where it hangs."""
        argv = limited([*DESKBREAK, *words, "--home", str(self.home)])
        return subprocess.run(
            argv, env=self.env, capture_output=True, text=True, timeout=seconds, check=False,
            stdin=subprocess.DEVNULL, errors="replace",
        )  # fmt: skip

    def json(self, *words: str) -> Any:
        return json.loads(self.command(*words, "--json").stdout)

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    # -- what it costs ----------------------------------------------------------------------------------

    @property
    def pid(self) -> int:
        return self.process.pid

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.pid}/fd"))  # noqa: PTH208

    def memory_kb(self) -> int:
        """What it has of memory for itself alone; a share of what is common would change with who else runs."""
        rows = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(row.split()[1]) for row in rows if row.startswith("Private_"))

    def children(self) -> list[int]:
        """The processes that it started and that are still there."""
        with contextlib.suppress(OSError):
            return [
                int(one) for one in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
            ]
        return []

    # -- ending it --------------------------------------------------------------------------------------

    def kill(self) -> None:
        """kill -9, without a chance to say goodbye; its children stay."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int | None:
        """Asked to end; its exit code, None where it had to be killed."""
        self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(ENDS_S)
        self.kill()
        return None

    def clear(self) -> None:
        """End whatever is left of its group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)


@contextlib.contextmanager
def _runtime(folder: str) -> Any:
    """Our own process speaks to the daemon through the daemon's folder."""
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
