"""The entry in the applications menu: what the desktop reads, and that no other program's files are touched."""

from __future__ import annotations

import json
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deskbreak.cli.desktop_actions import ACTIONS as DOES
from deskbreak.cli.main import main
from deskbreak.errors import DeskbreakError
from deskbreak.platforms import launcher
from deskbreak.platforms.desktop_file import main_group, plain_string, string_value
from deskbreak.platforms.launcher import icons
from deskbreak.platforms.launcher.bundle import AppBundle
from deskbreak.platforms.launcher.entry import ACTIONS, ID, entry
from deskbreak.platforms.launcher.start_menu import StartMenu
from deskbreak.platforms.launcher.xdg import XdgLauncher
from tests.desktop import desks

FILE = f"{ID}.desktop"


@pytest.fixture
def menu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> XdgLauncher:
    """A person's own folders, and no system-wide ones."""
    for name in ("CONFIG", "DATA", "BIN"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "system"))
    monkeypatch.delenv("DESKBREAK_HOME", raising=False)
    return XdgLauncher()


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]


@pytest.mark.parametrize("home", [None, "/my home", '/a "b" $c `d` \\e 100%'])
def test_the_entry_is_a_valid_desktop_file(tmp_path: Path, home: str | None) -> None:
    desks.need("desktop-file-validate")
    file = tmp_path / FILE
    file.write_text(entry(["/usr/bin/deskbreak"], home))
    done = subprocess.run(["desktop-file-validate", str(file)], capture_output=True, text=True, timeout=20)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_action_of_the_menu_is_one_that_the_command_knows() -> None:
    assert {*ACTIONS, "open"} == set(DOES)


def test_on_and_off_leave_nothing(menu: XdgLauncher, tmp_path: Path) -> None:
    assert not menu.look().on
    for _ in range(2):
        menu.turn_on(None)
        how = menu.look()
        assert (how.on, how.icons, how.trouble) == (True, True, "")
    keys = main_group(menu.path.read_bytes())
    assert keys["startupwmclass"] == "Deskbreak"
    assert keys["icon"] == ID
    assert Path(plain_string(keys["tryexec"])).is_absolute()
    for _ in range(2):
        menu.turn_off()
        assert not menu.look().on
    assert files_below(tmp_path) == []


def test_the_icons_are_what_a_theme_expects(menu: XdgLauncher, tmp_path: Path) -> None:
    from PIL import Image

    menu.turn_on(None)
    theme = tmp_path / "data" / "icons" / "hicolor"
    for size in icons.SIZES:
        with Image.open(theme / f"{size}x{size}" / "apps" / f"{ID}.png") as picture:
            assert picture.size == (size, size)
    assert b"<svg" in (theme / "scalable" / "apps" / f"{ID}.svg").read_bytes()
    (theme / "16x16" / "apps" / f"{ID}.png").unlink()
    assert "deskbreak desktop on" in menu.look().trouble


def test_the_profile_folder_comes_along(menu: XdgLauncher) -> None:
    menu.turn_on(Path("/my home"))
    assert menu.path.read_text().count('--home "/my home"') == 1 + len(ACTIONS)


def test_somebody_elses_entry_is_left_as_it_is(menu: XdgLauncher, tmp_path: Path) -> None:
    menu.path.parent.mkdir(parents=True)
    menu.path.write_text("[Desktop Entry]\nName=Mine\n")
    with pytest.raises(DeskbreakError, match="not from deskbreak"):
        menu.turn_on(None)
    menu.turn_off()
    assert menu.path.read_text() == "[Desktop Entry]\nName=Mine\n"
    assert files_below(tmp_path) == [menu.path]


def test_a_copy_of_the_project_links_its_command(
    menu: XdgLauncher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Path(sys.executable).with_name("deskbreak")
    link = tmp_path / "bin" / "deskbreak"
    menu.turn_on(None)
    assert link.readlink() == script
    assert "not on your PATH" in menu.look().notes[0]
    monkeypatch.setenv("PATH", str(link.parent))
    assert (menu.look().link, menu.look().notes) == (str(link), ())
    menu.turn_off()
    assert not link.is_symlink()


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_another_command_of_that_name_stays(menu: XdgLauncher, tmp_path: Path, kind: str) -> None:
    link = tmp_path / "bin" / "deskbreak"
    link.parent.mkdir()
    if kind == "file":
        link.write_text("mine")
    else:
        link.symlink_to(sys.executable if kind == "link" else "/nowhere/deskbreak")
    before = link.read_text() if kind == "file" else str(link.readlink())
    menu.turn_on(None)
    assert any("left as it is" in note for note in menu.look().notes)
    menu.turn_off()
    assert before == (link.read_text() if kind == "file" else str(link.readlink()))


@pytest.mark.parametrize("where", ["system", "data"])  # pip --user writes into the person's own folder
def test_what_a_package_brought_is_enough(menu: XdgLauncher, tmp_path: Path, where: str) -> None:
    system = tmp_path / where / "applications" / FILE
    system.parent.mkdir(parents=True)
    system.write_text(entry([str(Path(sys.executable).with_name("deskbreak"))]))
    assert (menu.look().on, menu.look().place) == (True, str(system))
    before = system.read_text()
    menu.turn_on(None)
    menu.turn_off()
    assert files_below(tmp_path) == [system]
    assert system.read_text() == before
    system.write_text(entry([shutil.which("sh") or "/bin/sh"]))  # another program's
    assert not menu.look().on


def test_a_program_that_moved_away_is_noticed(menu: XdgLauncher) -> None:
    menu.turn_on(None)
    menu.path.write_text(menu.path.read_text().replace(f"TryExec={sys.prefix}", "TryExec=/no/such/place"))
    assert menu.look().trouble.startswith("/no/such/place")


def test_a_folder_that_takes_no_file_is_an_error_in_words(menu: XdgLauncher, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(DeskbreakError, match="cannot be written"):
        menu.turn_on(None)


@pytest.mark.parametrize("text", ["/plain", "/a b", "/back\\slash", "/tab\there", "/new\nline"])
def test_strings_come_back_as_they_were(text: str) -> None:
    assert plain_string(string_value(text)) == text


def test_an_action_is_no_key_of_the_entry() -> None:
    assert "desktop do open" in main_group(entry(["deskbreak"]).encode())["exec"]


def test_the_command_says_how_it_stands(menu: XdgLauncher, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desktop", "on"]) == 0
    assert str(menu.path) in capsys.readouterr().out
    assert main(["desktop", "status", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["on"], said["place"], said["icons"], said["trouble"]) == (True, str(menu.path), True, "")
    assert main(["desktop", "off"]) == 0
    assert capsys.readouterr().out == "deskbreak is not in your applications menu\n"
    assert main(["desktop"]) == 2
    assert main(["desktop", "do", "dance"]) == 2


def test_each_system_has_its_menu() -> None:
    assert launcher.choose("linux").backend == "xdg"
    assert launcher.choose("darwin").backend == "bundle"
    assert launcher.choose("win32").backend == "start-menu"


def test_the_bundle_of_macos_is_whole_and_goes(tmp_path: Path) -> None:
    made = AppBundle(tmp_path)
    made.turn_on(Path("/my home"), with_login=True)
    about = plistlib.loads((made.path / "Contents" / "Info.plist").read_bytes())
    script = made.path / "Contents" / "MacOS" / about["CFBundleExecutable"]
    assert script.stat().st_mode & 0o111
    assert "desktop do open --home '/my home'" in script.read_text()
    assert made.look().on and made.look().icons
    made.turn_off(with_login=True)
    assert not made.path.exists()
    made.path.mkdir()
    with pytest.raises(DeskbreakError, match="not from deskbreak"):
        made.turn_on(None)
    made.turn_off()
    assert made.path.is_dir()


def test_the_start_menu_asks_the_system_and_reads_no_path_as_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a stand-in for powershell, which writes the values that it was given."""
    stand_in = tmp_path / "powershell"
    stand_in.write_text(
        '#!/bin/sh\nprintf "%s\\n" "$DESKBREAK_ARGUMENTS|$DESKBREAK_COMMENT" > "$DESKBREAK_LINK"\n'
    )
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    made = StartMenu(tmp_path / "menu")
    made.turn_on(Path('/a & "b"'))
    assert 'desktop do open --home "/a & \\"b\\""|' in made.path.read_text()
    assert made.look().on
    made.turn_off(with_login=True)
    assert made.look().on  # it was asked for by itself
    made.turn_off()
    assert not made.look().on
    stand_in.write_text("#!/bin/sh\necho no such object >&2\nexit 1\n")
    with pytest.raises(DeskbreakError, match="no such object"):
        made.turn_on(None)
