"""What is handed out: made twice it is the same, and installed it does the main job and goes again."""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from deskbreak.platforms.launcher import icons
from deskbreak.platforms.launcher.entry import ID
from tests.desktop import daemons, desks
from tests.desktop.daemons import Daemon, settings
from tests.packaging import installs
from tests.packaging.installs import ROOT, build

AT = ("--at", "2026-11-23T10:00")  # a Monday
DATA = {"config.toml", "journal.sqlite3"}  # what a person keeps


def sums(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_wheel_carries_all_that_it_needs(built: Any) -> None:
    (wheel,) = built("wheel").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        about = next(name for name in names if name.endswith("dist-info/METADATA"))
        commands = archive.read(about.replace("METADATA", "entry_points.txt")).decode()
        said = archive.read(about).decode()
    for wanted in (
        "deskbreak/_data/config/default.toml",
        "deskbreak/_data/content/exercises/cat-cow.toml",
        "deskbreak/platforms/launcher/icons/org.deskbreak.Deskbreak.svg",
        "deskbreak/_data/content/notices.toml",
        "deskbreak/locale/de/deskbreak.mo",
        "deskbreak/locale/templates.json",
        "deskbreak/py.typed",
        "share/man/man1/deskbreak.1",
        "share/applications/org.deskbreak.Deskbreak.desktop",
        "share/metainfo/org.deskbreak.Deskbreak.metainfo.xml",
        "share/bash-completion/completions/deskbreak",
        *(f"share/icons/hicolor/{place.as_posix()}" for _picture, place in icons.shipped()),
    ):
        assert any(name.endswith(wanted) for name in names), wanted
    assert not any(name.startswith("tests/") or "/i18n/" in name or name.endswith(".po") for name in names)
    assert "[gui_scripts]\ndeskbreakw = " in commands
    assert "Programming Language :: Python :: 3.13" in said


def test_the_sums_are_those_of_the_files(built: Any) -> None:
    folder = built("wheel")
    listed = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert listed == {name: found for name, found in sums(folder).items() if name != "SHA256SUMS"}


@pytest.mark.packages
@pytest.mark.timeout(600)
@pytest.mark.parametrize("what", ["wheel", "deb"])
def test_made_twice_it_is_the_same(built: Any, tmp_path: Path, what: str) -> None:
    desks.need("dpkg-deb")
    again = build(what, tmp_path, TZ="Pacific/Auckland", LC_ALL="C")
    assert sums(again) == sums(built(what))


@pytest.mark.packages
@pytest.mark.timeout(300)
def test_lintian_finds_no_error(built: Any) -> None:
    desks.need("lintian")
    (package,) = built("deb").glob("*.deb")
    done = subprocess.run(["lintian", str(package)], capture_output=True, text=True, timeout=280, check=False)
    assert [line for line in done.stdout.splitlines() if line[:2] in ("E:", "W:")] == []


WAYS = {
    "pipx": (installs.by_pipx, "wheel", "*.whl"),
    "uv": (installs.by_uv, "wheel", "*.whl"),
    "deb": (installs.by_dpkg, "deb", "*.deb"),
    "frozen": (installs.by_unpacking, "frozen", "*-linux-*.tar.gz"),
}


@pytest.mark.packages
@pytest.mark.timeout(900)
@pytest.mark.parametrize("way", WAYS)
def test_installed_it_takes_a_break_and_removed_only_the_persons_data_stay(
    way: str, built: Any, x11_desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the package to the row in the journal: offer, real click, routine; then away with it."""
    install, what, pattern = WAYS[way]
    (package,) = built(what).glob(pattern)
    folder, home = tmp_path / way, tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("XDG_BIN_HOME", str(tmp_path / "bin"))
    with install(folder, package) as command:
        monkeypatch.setattr(daemons, "DESKBREAK", command)
        daemon = Daemon(home, settings("10m"), "--speed", "60", "--play-speed", "60", *AT)
        try:
            take_a_break(daemon, x11_desk)
            for name in ("desktop", "login"):
                assert daemon.ask(name, "on").returncode == 0
                assert daemon.json(name, "status")["on"]
        finally:
            daemon.stop()
        for name in ("login", "desktop"):
            assert daemon.ask(name, "off").returncode == 0
    places = [x11_desk.folder, tmp_path / "bin", tmp_path / "pipx", folder]
    left = [path for place in places for path in place.rglob("*org.deskbreak*") if path.is_file()]
    assert [path for path in left if "cache" not in path.parts] == []  # uv keeps what it unpacked
    assert {path.name for path in home.iterdir()} >= DATA


def take_a_break(daemon: Daemon, desk: Any) -> None:
    daemon.until_phase("offered", 90)
    desk.click(*desks.wait_for(desk.popup, "the popup"))
    desks.wait_for(lambda: daemon.outcomes() == ["taken"], "the row in the journal", 30)
    assert daemon.rows()[0]["exercises"] == ["cat-cow", "hip-flexor-stretch"]


@pytest.mark.packages
def test_the_flatpak_manifest_is_one_that_its_builder_reads() -> None:
    desks.need("flatpak-builder")
    file = ROOT / "packaging" / "flatpak" / "org.deskbreak.Deskbreak.yaml"
    read = json.loads(installs.ran("flatpak-builder", "--show-manifest", str(file)))
    assert read["id"] == ID
    assert {"--socket=x11", "--talk-name=org.kde.StatusNotifierWatcher"} <= set(read["finish-args"])
