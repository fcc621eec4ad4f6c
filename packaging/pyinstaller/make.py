"""Make a folder that needs no Python: deskbreak, its locked libraries and the interpreter, packed as an archive."""

from __future__ import annotations

import gzip
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from deskbreak import __version__  # noqa: E402
from deskbreak.platforms.launcher import icons  # noqa: E402

SYSTEM = {"linux": "linux", "win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)


def main() -> None:
    out = Path(sys.argv[1])
    target = out / f"deskbreak-{__version__}-{SYSTEM}-{platform.machine().lower()}"
    with tempfile.TemporaryDirectory() as work:
        freeze(Path(work))
        made = Path(work) / "dist" / "deskbreak"
        shares(made)
        if SYSTEM == "windows":
            shutil.make_archive(str(target), "zip", made.parent, "deskbreak")
        else:
            pack(made, Path(f"{target}.tar.gz"))
    print(target)


def freeze(work: Path) -> None:
    spec = Path(__file__).with_name("deskbreak.spec")
    argv = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    argv += [f"--distpath={work / 'dist'}", f"--workpath={work / 'build'}", str(spec)]
    done = subprocess.run(argv, env={**os.environ, "PYTHONHASHSEED": "1"}, check=False)
    if done.returncode:
        raise SystemExit("PyInstaller failed; what it needs: packaging/tools.txt")


def shares(made: Path) -> None:
    """What a menu, a manual reader and shells read, for those who pack the folder further (Flatpak)."""
    share = made / "share"
    for name, place in (
        ("linux/org.deskbreak.Deskbreak.desktop", "applications"),
        ("linux/org.deskbreak.Deskbreak.metainfo.xml", "metainfo"),
        ("man/deskbreak.1", "man/man1"),
        ("completions/deskbreak", "bash-completion/completions"),
    ):
        (share / place).mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "packaging" / name, share / place)
    for picture, place in icons.shipped():
        (share / "icons" / "hicolor" / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(picture, share / "icons" / "hicolor" / place)
    shutil.copy(ROOT / "LICENSE", made / "LICENSE")


def pack(made: Path, archive: Path) -> None:
    """In the order of names, everything from the same moment and nobody's: the same bytes each time."""
    when = int(os.environ["SOURCE_DATE_EPOCH"])

    def plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
        info.mtime, info.uid, info.gid, info.uname, info.gname = when, 0, 0, "", ""
        info.mode = 0o755 if info.isdir() or info.mode & 0o100 else 0o644
        return info

    with archive.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=when) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar:
            tar.add(made, made.name, recursive=False, filter=plain)
            for path in sorted(made.rglob("*")):
                tar.add(path, str(path.relative_to(made.parent)), recursive=False, filter=plain)


if __name__ == "__main__":
    main()
