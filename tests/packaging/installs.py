"""Packages made from this tree, and ways to install a package where nothing else is touched, and to remove it again."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.desktop import desks

ROOT = Path(__file__).resolve().parents[2]


def build(what: str, out: Path, **environment: str) -> Path:
    """`scripts/build WHAT` into the folder `out`."""
    ran(str(ROOT / "scripts" / "build"), what, seconds=600, DESKBREAK_DIST=str(out), **environment)
    return out


def ran(*argv: str, seconds: float = 300, **environment: str) -> str:
    """What the command says; it ends well."""
    done = subprocess.run(
        argv, env={**os.environ, **environment}, capture_output=True, text=True, timeout=seconds, check=False
    )
    assert done.returncode == 0, f"{' '.join(argv)}: {done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def by_pipx(folder: Path, wheel: Path) -> Iterator[list[str]]:
    desks.need("pipx")
    places: dict[str, Any] = {"PIPX_HOME": str(folder / "pipx"), "PIPX_BIN_DIR": str(folder / "bin")}
    ran("pipx", "install", str(wheel), **places)
    yield [str(folder / "bin" / "deskbreak")]
    ran("pipx", "uninstall", "deskbreak", **places)
    assert [
        path for path in folder.rglob("*deskbreak*") if "log" not in path.parts and "logs" not in path.parts
    ] == []


@contextmanager
def by_uv(folder: Path, wheel: Path) -> Iterator[list[str]]:
    desks.need("uv")
    places: dict[str, Any] = {
        "UV_TOOL_DIR": str(folder / "uv"),
        "UV_TOOL_BIN_DIR": str(folder / "bin"),
        "UV_LINK_MODE": "copy",
    }
    ran("uv", "tool", "install", "--quiet", "--python", python(), str(wheel), **places)
    yield [str(folder / "bin" / "deskbreak")]
    ran("uv", "tool", "uninstall", "deskbreak", **places)
    assert list(folder.rglob("*deskbreak*")) == []


def python() -> str:
    """The Python that this environment was made from; it has tkinter, which not every other one has."""
    import sys

    return str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")


@contextmanager
def by_dpkg(folder: Path, package: Path) -> Iterator[list[str]]:
    """Into a throwaway copy of this machine: what is written goes to memory and is gone with it."""
    if os.getuid() != 0:
        desks.cannot_run("needs root, to have a copy of the machine to install into")
    root, upper = folder / "root", folder / "memory" / "written"
    (folder / "memory").mkdir()
    root.mkdir()
    script = f"""
        mount -t tmpfs tmpfs {folder}/memory && mkdir {upper} {folder}/memory/work &&
        mount -t overlay overlay -o lowerdir=/,upperdir={upper},workdir={folder}/memory/work {root} &&
        mount --rbind /proc {root}/proc && mount --rbind /dev {root}/dev && mount --bind /tmp {root}/tmp &&
        echo ready && exec cat
    """
    copy = subprocess.Popen(
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert copy.stdout is not None
        if copy.stdout.readline() != b"ready\n":
            desks.cannot_run("this kernel lets nobody lay a copy over the machine")
        inside = ["nsenter", f"--target={copy.pid}", "--mount", "chroot", str(root)]
        ran(*inside, "dpkg", "--install", str(package))
        yield [*inside, "/usr/bin/deskbreak"]
        ran(*inside, "dpkg", "--purge", "deskbreak")
        left = ran(*inside, "find", "/usr", "/etc", "/var/lib", "-xdev", "-iname", "*deskbreak*").split()
        assert left == []
    finally:
        copy.communicate()


@contextmanager
def by_unpacking(folder: Path, archive: Path) -> Iterator[list[str]]:
    shutil.unpack_archive(archive, folder, filter="data")
    yield [str(folder / "deskbreak" / "deskbreak")]
    shutil.rmtree(folder / "deskbreak")
