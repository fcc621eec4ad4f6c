"""How deskbreak was called here, so that a command it shows can be typed as it stands."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ENV = "DESKBREAK_CALLED"  # set by scripts/run, and inherited by what it starts
THEN_RUNS = "DESKBREAK_THEN_RUNS"  # set by scripts/run where it goes on to start the daemon
NAMES = (
    "run", "status", "start", "snooze", "skip", "done", "pause", "resume", "meeting", "standing", "work", "log",
    "why", "rehearse", "exercises", "routines", "advice", "block", "unblock", "figure", "content", "config",
    "profile", "setup", "report", "export", "login", "doctor", "reload", "stop", "help",
    "desktop", "up", "ease", "learned",
)  # fmt: skip
_COMMAND = (
    rf"(?<![\w/.-])deskbreak(?= (?:{'|'.join(NAMES)}|COMMAND|--help)\b(?!-))"  # compiled when it is needed
)


def called() -> str:
    """The words that start deskbreak, as the person at the keyboard typed them."""
    import shlex

    if said := os.environ.get(ENV):
        return shlex.quote(said)
    program = Path(sys.argv[0] if sys.argv else "")
    if program.name == "__main__.py" and program.parent.name == "deskbreak":
        return f"{shlex.quote(_short(sys.orig_argv[0]))} -m deskbreak"
    if program.stem != "deskbreak" or _is_on_path(program):
        return "deskbreak"
    return shlex.quote(_short(sys.argv[0]))


def command(words: str) -> str:
    """A command to type, such as `scripts/run status`; a clone's script runs without a word."""
    name = called()
    return name if words == "run" and Path(name).name == "run" else f"{name} {words}"


def called_by_script() -> bool:
    """Return True if scripts/run called, which starts the daemon by itself afterwards."""
    return bool(os.environ.get(THEN_RUNS))


def as_called(text: str) -> str:
    """The text with every "deskbreak COMMAND" in it as it is typed here."""
    name = called()
    if name == "deskbreak" or "deskbreak " not in text:
        return text
    if Path(name).name == "run":
        text = re.sub(r"(?<![\w/.-])deskbreak run\b(?! -)", lambda _found: name, text)
    return re.sub(_COMMAND, lambda _found: name, text)


def _is_on_path(program: Path) -> bool:
    """Return True if the shell finds this very program; without `shutil`, which the daemon would carry along."""
    folders = map(Path, os.environ.get("PATH", "").split(os.pathsep))
    found = next((one / program.name for one in folders if os.access(one / program.name, os.X_OK)), None)
    return found is not None and os.path.realpath(found) == os.path.realpath(program)


def _short(path: str) -> str:
    """A path below the person's home with "~", which every shell understands."""
    home = str(Path.home())
    return f"~{path[len(home) :]}" if path.startswith(home + os.sep) and home != os.sep else path
