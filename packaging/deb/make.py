"""Make the Debian package: deskbreak and its locked libraries in a private folder, the rest where Debian has it.

Debian's own libraries are too old for it (pydantic 1, icalendar 4), so /usr/lib/deskbreak holds an environment of
its own on Debian's Python. Only `pip` and `dpkg-deb` are needed; nothing is compiled.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from deskbreak import __version__  # noqa: E402

HERE = Path(__file__).parent
PYTHON = (
    "/usr/bin/python3"  # what the package runs on, unless DESKBREAK_DEB_PYTHON names another, such as 3.13
)
VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
TAGS = ("manylinux2014", "manylinux_2_17", "manylinux_2_28")
PROGRAM = """#!/usr/lib/deskbreak/bin/python3 -P
import sys

from deskbreak.cli.main import main

sys.exit(main())
"""


def main() -> None:
    out = Path(sys.argv[1])
    machine = said("dpkg", "--print-architecture")
    version = os.environ.get("DESKBREAK_DEB_PYTHON") or said(
        PYTHON, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"
    )
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "deskbreak"
        library = tree / "usr" / "lib" / "deskbreak"
        site = library / "lib" / f"python{version}" / "site-packages"
        install(site, out, machine, version)
        environment(library, version)
        shares(site, tree / "usr" / "share")
        control(tree, machine, version)
        target = out / f"deskbreak_{__version__}_{machine}.deb"
        pack(tree, target)
    print(target)


def said(*argv: str) -> str:
    return subprocess.run(argv, capture_output=True, text=True, check=True).stdout.strip()


# -- libraries -------------------------------------------------------------------------------------------


def needed(name: str, seen: set[str] | None = None) -> set[str]:
    """The packages that `name` needs to run here, itself included, as the environment's own metadata says."""
    seen = set() if seen is None else seen
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return seen
    seen.add(key)
    for line in metadata.requires(name) or []:
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            needed(wanted.name, seen)
    return seen


def locked(names: set[str]) -> str:
    """The part of the lock file that is about `names`: exact versions and hashes."""
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements-run.lock").read_text("utf-8"))
    return "\n".join(block for block in blocks if block.split("==")[0] in names) + "\n"


def install(site: Path, out: Path, machine: str, version: str) -> None:
    """Libraries as locked: from this environment where its Python is the same, else fetched for the other one."""
    names = needed("deskbreak") - {"deskbreak"}
    site.mkdir(parents=True)
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        for name in sorted(names):
            copy(name, site)
    else:
        lock = site.parents[3] / "lock.txt"
        lock.write_text(locked(names), "utf-8")
        fits = [f"--platform={tag}_{MACHINES[machine]}" for tag in TAGS]
        pip(
            site,
            "--implementation=cp",
            f"--python-version={version}",
            *fits,
            "--require-hashes",
            "-r",
            str(lock),
        )
        lock.unlink()
    (wheel,) = out.glob(f"deskbreak-{__version__}-py3-none-any.whl")
    pip(site, str(wheel))
    tidy(site)


def copy(name: str, site: Path) -> None:
    """One installed library, without its commands and what Python compiled."""
    for file in metadata.files(name) or []:
        if ".." not in file.parts and "__pycache__" not in file.parts:
            target = site / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file.locate(), target)


def pip(site: Path, *what: str) -> None:
    argv = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-deps"]
    argv += ["--no-compile", "--only-binary=:all:", f"--target={site}", "--upgrade", *what]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"pip could not install {what[-1]}:\n{done.stderr[-2000:]}")


def tidy(site: Path) -> None:
    """Without what names the folder it was made in, or is of no use where it runs."""
    shutil.rmtree(site / "bin", ignore_errors=True)
    for pattern in ("direct_url.json", "RECORD", "REQUESTED", "INSTALLER"):
        for left in site.glob(f"*.dist-info/{pattern}"):
            left.unlink()  # dpkg keeps its own list
    for folder in site.glob("*/tests"):
        shutil.rmtree(folder)
    for left in site.rglob(".git*"):
        left.unlink()


def environment(library: Path, version: str) -> None:
    """What makes a folder an environment of Debian's Python."""
    (library / "bin").mkdir()
    (library / "bin" / "python3").symlink_to("../../.." + PYTHON.removeprefix("/usr"))
    (library / "pyvenv.cfg").write_text(
        f"home = /usr/bin\ninclude-system-site-packages = false\nversion = {version}\n", "utf-8"
    )
    write(library / "bin" / "deskbreak", PROGRAM, 0o755)


# -- what the rest of the system reads -------------------------------------------------------------------


def shares(site: Path, share: Path) -> None:
    """Launcher, icons, manual page, completions, unit and documents."""
    shutil.copytree(site / "share", share)
    shutil.rmtree(site / "share")
    page = share / "man" / "man1" / "deskbreak.1"
    squeeze(page, page.read_bytes())
    (share / "zsh" / "vendor-completions").mkdir(parents=True)
    (share / "zsh" / "site-functions" / "_deskbreak").rename(
        share / "zsh" / "vendor-completions" / "_deskbreak"
    )
    (share / "zsh" / "site-functions").rmdir()
    unit = share.parent / "lib" / "systemd" / "user" / "deskbreak.service"
    unit.parent.mkdir(parents=True)
    shutil.copy(ROOT / "packaging" / "linux" / "deskbreak.service", unit)
    documents(share / "doc" / "deskbreak")
    overrides = share / "lintian" / "overrides" / "deskbreak"
    write(overrides, (HERE / "lintian-overrides").read_text("utf-8"))


def documents(folder: Path) -> None:
    write(folder / "copyright", (HERE / "copyright").read_text("utf-8"))
    when = said("date", "-R", "-u", "-d", f"@{os.environ['SOURCE_DATE_EPOCH']}")
    changes = (
        f"deskbreak ({__version__}) unstable; urgency=medium\n\n  * See changes.md.gz in this folder.\n\n"
    )
    squeeze(folder / "changelog", f"{changes} -- {maintainer()}  {when}\n".encode())
    squeeze(folder / "changes.md", (ROOT / "CHANGELOG.md").read_bytes())
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        write(folder / page.name, page.read_text("utf-8"))


def maintainer() -> str:
    (line,) = re.findall(r"^Maintainer: (.*)$", (HERE / "control").read_text("utf-8"), re.MULTILINE)
    return str(line)


def squeeze(path: Path, data: bytes) -> None:
    """Compressed beside it, without a time or a name inside."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(data, 9, mtime=0))


def write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(mode)


# -- the package -----------------------------------------------------------------------------------------


def control(tree: Path, machine: str, version: str) -> None:
    major, minor = version.split(".")
    link = tree / "usr" / "bin" / "deskbreak"
    link.parent.mkdir(parents=True)
    link.symlink_to("../lib/deskbreak/bin/deskbreak")
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    text = (
        (HERE / "control")
        .read_text("utf-8")
        .format(
            version=__version__,
            machine=machine,
            size=size,
            python=version,
            next_python=f"{major}.{int(minor) + 1}",
        )
    )
    write(tree / "DEBIAN" / "control", text)
    for name in ("postinst", "prerm"):
        write(tree / "DEBIAN" / name, (HERE / name).read_text("utf-8"), 0o755)
    files = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink()]
    lines = [f"{md5(path)}  {path.relative_to(tree)}" for path in files if "DEBIAN" not in path.parts]
    write(tree / "DEBIAN" / "md5sums", "\n".join(lines) + "\n")


def md5(path: Path) -> str:
    """What dpkg --verify compares; not for security."""
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def pack(tree: Path, target: Path) -> None:
    """The same bytes each time: modes and times do not depend on who packs it where."""
    when = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in [*tree.rglob("*"), tree]:
        if not path.is_symlink():
            runs = path.is_dir() or (path.stat().st_mode & 0o100 and ".so" not in path.name)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (when, when), follow_symlinks=False)
    subprocess.run(
        [
            "dpkg-deb",
            "--build",
            "--root-owner-group",
            "-Zxz",
            "-z6",
            "--threads-max=1",
            str(tree),
            str(target),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
