"""The programs that are measured beside each other: how each is had and started, and how its icon is noticed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SITTING = '[hours]\nmon-sun = ["00:00-24:00"]\n'  # work hours whatever the day, so that sitting counts
PYTHONS = (
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX",
    "PYTHONUNBUFFERED",
    "PYTHONPATH",
)  # not as installed
REGISTERED = "member=StatusNotifierItemRegistered"


@dataclass(frozen=True)
class Program:
    """`seen` is the bus signal by which its icon is noticed: a match, and what the line of it holds."""

    name: str
    argv: tuple[str, ...]
    match: str
    seen: str
    packages: tuple[str, ...] = ()


WORKRAVE = Program(
    "Workrave",
    ("workrave",),
    "type='signal',member='NameOwnerChanged',arg0='org.workrave.Workrave'",
    "member=NameOwnerChanged",
    ("workrave",),
)
SAFE_EYES = Program(
    "Safe Eyes",
    ("safeeyes",),
    "type='signal',member='StatusNotifierItemRegistered'",
    REGISTERED,
    ("safeeyes", "gir1.2-ayatanaappindicator3-0.1", "xprintidle"),  # without these no icon, and no idle time
)


def ours(folder: Path) -> Program:
    """deskbreak by a copy of this Python: two processes of one binary would share its pages, and halve its PSS."""
    argv = (str(private_python(folder)), str(Path(sys.executable).parent / "deskbreak"), "run")
    return Program("deskbreak", argv, SAFE_EYES.match, REGISTERED)


def private_python(folder: Path) -> Path:
    """This environment's Python once more in `folder`, with files of its own."""
    environment = Path(sys.prefix)
    made = folder / "python"
    (made / "bin").mkdir(parents=True, exist_ok=True)
    real = Path(sys.executable).resolve()
    python = made / "bin" / real.name
    shutil.copy2(real, python)
    shutil.copy2(environment / "pyvenv.cfg", made)
    if not (made / "lib").exists():
        (made / "lib").symlink_to(environment / "lib")
    library = Path(str(sysconfig.get_config_var("LIBDIR"))) / str(sysconfig.get_config_var("INSTSONAME"))
    if sysconfig.get_config_var("Py_ENABLE_SHARED") and library.is_file():
        (made / "shared").mkdir(exist_ok=True)
        shutil.copy2(library, made / "shared")
    return python


def environment(home: Path, desk: dict[str, str], python: Path) -> dict[str, str]:
    """A fresh home on the desk; Safe Eyes looks for its settings in ~/.config, wherever they should be."""
    (home / ".config" / "deskbreak").mkdir(parents=True, exist_ok=True)
    (home / ".config" / "deskbreak" / "config.toml").write_text(SITTING)
    folders = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
    found = (
        desk | {"HOME": str(home)} | {f"XDG_{key}_HOME": str(home / name) for key, name in folders.items()}
    )
    for name in ("DESKBREAK_HOME", *PYTHONS):
        found.pop(name, None)
    shared = python.parent.parent / "shared"
    return found | ({"LD_LIBRARY_PATH": str(shared)} if shared.is_dir() else {})


def had(program: Program) -> str:
    """Install it from Debian where that can be done; the reason why it cannot be measured, or ""."""
    if not program.packages or _installed(program):
        return ""
    if not shutil.which("apt-get"):
        return "not installed, and this is no Debian"
    if os.geteuid() != 0:
        return f"not installed; only root can: apt-get install {' '.join(program.packages)}"
    argv = ["apt-get", "install", "--yes", "--no-install-recommends", *program.packages]
    done = subprocess.run(
        argv, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, capture_output=True, text=True
    )
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["apt-get failed"])[-1]


def _installed(program: Program) -> bool:
    argv = ["dpkg-query", "--show", "--showformat=${db:Status-Abbrev}", *program.packages]
    done = subprocess.run(argv, capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.split() == ["ii"] * len(program.packages)


def version(program: Program) -> str:
    if not program.packages:
        from deskbreak import __version__

        return __version__
    done = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Version}", program.packages[0]],
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def disk_mib(program: Program) -> float | None:
    """What installing it takes: the package with all that an Xfce desktop does not have; ours with its libraries."""
    if program.packages:
        return _debian_mib(program.packages)
    site = Path(sysconfig.get_path("purelib"))
    folders = [ROOT / "deskbreak", ROOT / "content", ROOT / "config", *(site / name for name in _needed())]
    return round(sum(_size(one) for one in folders) / 2**20, 1)


def _debian_mib(packages: Sequence[str]) -> float | None:
    """By apt's own account, as if it were not installed: itself, and what only it needs."""
    argv = ["apt-get", "remove", "--simulate", "--auto-remove", *packages]
    simulated = subprocess.run(argv, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"})
    names = re.findall(r"^Remv (\S+)", simulated.stdout, re.MULTILINE)
    if not names:
        return None
    sizes = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Installed-Size}\n", *names], capture_output=True, text=True
    )
    return round(sum(map(int, sizes.stdout.split())) / 1024, 1)


def _needed() -> Sequence[str]:
    """The folders of the libraries that `requirements-run.lock` pins."""
    from importlib import metadata

    locked = (ROOT / "requirements-run.lock").read_text()
    names = re.findall(r"^([A-Za-z0-9._-]+)==", locked, re.MULTILINE)
    found: set[str] = set()
    for name in names:
        try:
            files = metadata.distribution(name).files or ()
        except metadata.PackageNotFoundError:
            continue  # for another system or Python
        found |= {file.parts[0] for file in files if file.parts[0] not in ("..", "__pycache__")}
    return sorted(found)


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(one.stat().st_size for one in path.rglob("*") if one.is_file() and not one.is_symlink())
