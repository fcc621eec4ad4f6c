"""What the person's own processes do, read from /proc: who has the camera open, and which programs run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from deskbreak.platforms.busy.port import Probed
from deskbreak.sentences import N_

PROC = Path("/proc")
_COMM_CUT = 15  # the kernel keeps no more of a program's name


def camera(proc: Path = PROC) -> Probed:
    """A program has a video device open."""
    if not proc.is_dir():
        return Probed("unknown", "no /proc")
    return Probed("yes" if any(map(_has_camera, _mine(proc))) else "no", "/proc")


def running(apps: Sequence[str], proc: Path = PROC) -> Probed:
    """One of these programs runs; names are compared without regard to case."""
    if not apps:
        return Probed("no", N_("no apps are listed"))
    if not proc.is_dir():
        return Probed("unknown", "no /proc")
    wanted = {app.casefold(): app for app in apps}
    wanted |= {app.casefold()[:_COMM_CUT]: app for app in apps}
    for process in _mine(proc):
        for name in _names(process):
            if name.casefold() in wanted:
                return Probed("yes", wanted[name.casefold()])  # the name as the person wrote it
    return Probed("no", "/proc")


def _mine(proc: Path) -> Iterator[Path]:
    if sys.platform == "win32":
        raise OSError("Windows has a task list")
    me = os.getuid()
    for process in proc.iterdir():
        try:
            if process.name.isdigit() and process.stat().st_uid == me:
                yield process
        except OSError:
            continue  # it ended in between


def _has_camera(process: Path) -> bool:
    try:
        links = list((process / "fd").iterdir())
    except OSError:
        return False
    return any(_target(link).startswith("/dev/video") for link in links)


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def _names(process: Path) -> Iterator[str]:
    try:
        yield (process / "comm").read_text(errors="replace").strip()
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return
    for word in words[:2]:  # the program, or the script that an interpreter runs
        yield os.path.basename(word.decode("utf-8", "replace"))  # noqa: PTH119 (any bytes, not a path of ours)
