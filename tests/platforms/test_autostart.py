"""The login entry: what is written is what a desktop would run."""

from __future__ import annotations

import json
import plistlib
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.cli.main import main
from deskbreak.errors import DeskbreakError
from deskbreak.platforms import autostart
from deskbreak.platforms.autostart import systemd, xdg
from deskbreak.platforms.autostart.command import own_command
from deskbreak.platforms.autostart.launchd import LaunchAgent
from deskbreak.platforms.autostart.port import Autostart
from deskbreak.platforms.autostart.systemd import SystemdUnit
from deskbreak.platforms.autostart.xdg import XdgAutostart
from tests.desktop import desks

AWKWARD = [
    "/home/me",
    "/a folder/x",
    '/"quoted"',
    "/back\\slash",
    "/$HOME/`id`",
    "/100%/f",
    "/é",
    "/semi;#&'",
]


@pytest.fixture(params=[XdgAutostart, SystemdUnit, LaunchAgent])
def entry(request: pytest.FixtureRequest, tmp_path: Path) -> Autostart:
    made: Autostart = request.param(tmp_path)
    return made


def test_contract_on_off_and_again(entry: Autostart) -> None:
    assert not entry.is_on()
    assert entry.trouble() == ""
    for _ in range(2):
        entry.turn_on(None)
        assert entry.is_on()
    assert entry.trouble() == ""
    assert Path(entry.place).is_file()
    for _ in range(2):
        entry.turn_off()
        assert not entry.is_on()


def test_contract_a_folder_that_takes_no_file_is_an_error_in_words(entry: Autostart) -> None:
    folder = Path(entry.place).parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.is_dir():
        folder.rmdir()
    folder.write_text("in the way")
    with pytest.raises(DeskbreakError, match="cannot write the login entry"):
        entry.turn_on(None)


def test_each_system_has_its_entry() -> None:
    assert autostart.choose("linux").backend == "xdg"
    assert autostart.choose("darwin").backend == "launchd"
    assert autostart.choose("win32").backend == "registry"


def unquoted(value: str) -> list[str]:
    """Read an Exec value as the specification says: the string's escapes, then the arguments' quotes."""
    assert "\n" not in value
    text = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")
    lexer = shlex.shlex(text, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.quotes, lexer.escapedquotes, lexer.commenters = True, '"', '"', ""
    words = []
    for word in lexer:
        # shlex keeps the backslash before letters that it does not know as special inside quotes.
        words.append(word.replace("\\$", "$").replace("\\`", "`").replace("%%", "%"))
    return words


@pytest.mark.parametrize("folder", AWKWARD)
def test_any_folder_comes_through_the_quoting(folder: str) -> None:
    command = ["/usr/bin/deskbreak", "run", "--home", folder]
    assert unquoted(xdg.exec_value(command)) == command  # type: ignore[attr-defined]


@pytest.mark.parametrize("folder", AWKWARD)
def test_the_entry_is_a_valid_desktop_file(tmp_path: Path, folder: str) -> None:
    desks.need("desktop-file-validate")
    made = XdgAutostart(tmp_path)
    made.turn_on(Path(folder))
    done = subprocess.run(["desktop-file-validate", made.place], capture_output=True, text=True, timeout=20)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_desktop_really_starts_it(tmp_path: Path) -> None:
    """GIO reads the entry and runs its command, quotes and all."""
    if shutil.which("gio") is None:
        pytest.skip("not installed: gio")
    program, seen = tmp_path / "deskbreak", tmp_path / "seen"
    program.write_text(
        f'#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done > {seen}.part; mv {seen}.part {seen}\n'
    )
    program.chmod(0o755)
    home = '/a "b" $c `d` \\e 100%'
    file = tmp_path / "x.desktop"
    file.write_text(xdg.entry([str(program), "run", "--home", home]))
    subprocess.run(["gio", "launch", str(file)], timeout=20, check=True, capture_output=True)
    desks.wait_for(seen.exists, "the program")
    assert seen.read_text().splitlines() == ["run", "--home", home]


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path, no_session: None) -> None:
    desks.need("systemd-analyze")
    program = shutil.which("true") or "/bin/true"
    files = [tmp_path / f"deskbreak-{number}.service" for number in range(len(AWKWARD))]
    for file, folder in zip(files, AWKWARD, strict=True):
        file.write_text(systemd.unit([program, "run", "--home", folder]).replace("Documentation=", "#"))
    done = subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", *map(str, files)],
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_one_way_at_a_time_starts_it(login: Callable[..., int], tmp_path: Path) -> None:
    entry = tmp_path / "autostart" / "org.deskbreak.Deskbreak.desktop"
    unit = tmp_path / "systemd" / "user" / "deskbreak.service"
    wanted = unit.parent / "graphical-session.target.wants" / unit.name
    assert login("on", "--systemd") == 0
    assert unit.is_file() and wanted.resolve() == unit and not entry.exists()
    assert autostart.choose("linux").backend == "systemd"
    assert login("on") == 0
    assert entry.is_file() and not unit.exists() and not wanted.is_symlink()
    assert login("on", "--systemd") == 0
    assert login("off") == 0
    assert not autostart.choose("linux").is_on()
    assert [path for path in tmp_path.rglob("*deskbreak*") if path.is_file()] == []
    assert login("off", "--systemd") == 2


def test_the_launcher_comes_and_goes_with_login_unless_it_was_asked_for(
    login: Callable[..., int], tmp_path: Path
) -> None:
    launcher = tmp_path / "data" / "applications" / "org.deskbreak.Deskbreak.desktop"
    login("on")
    assert launcher.is_file()
    login("off")
    assert not launcher.exists()
    assert main(["desktop", "on"]) == 0
    login("on")
    login("off")
    assert launcher.is_file()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_switched_off_is_off(tmp_path: Path, line: str) -> None:
    made = XdgAutostart(tmp_path)
    made.turn_on(None)
    text = made.path.read_text().replace("X-GNOME-Autostart-enabled=true\n", "")
    made.path.write_text(text + line + "\n")
    assert not made.is_on()
    made.turn_on(None)
    assert made.is_on()


def test_a_program_that_moved_away_is_noticed(tmp_path: Path) -> None:
    made = XdgAutostart(tmp_path)
    made.turn_on(None)
    gone = made.path.read_text().replace(f"TryExec={sys.prefix}", "TryExec=/no/such/place")
    made.path.write_text(gone)
    assert made.trouble().startswith("/no/such/place")
    assert "deskbreak login on" in made.trouble()


def test_the_launch_agent_carries_the_folder(tmp_path: Path) -> None:
    made = LaunchAgent(tmp_path)
    made.turn_on(Path("/my home"))
    agent = plistlib.loads(made.path.read_bytes())
    assert agent["ProgramArguments"][-3:] == ["run", "--home", "/my home"]
    assert Path(agent["ProgramArguments"][0]).is_absolute()
    made.path.write_bytes(b"garbage")
    assert not made.is_on()


@pytest.fixture
def login(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_session: None) -> Callable[..., int]:
    """`deskbreak login WORDS`, where all that the desktop reads is below the test's folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_BIN_HOME", str(tmp_path / "bin"))
    monkeypatch.delenv("DESKBREAK_HOME", raising=False)
    return lambda *words: main(["login", *words])


def test_the_command(tmp_path: Path, login: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "my home"
    file = tmp_path / "autostart" / "org.deskbreak.Deskbreak.desktop"
    assert main(["login", "on", "--home", str(home)]) == 0
    assert f'run --home "{home}"' in file.read_text()
    capsys.readouterr()
    assert main(["login", "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "on": True,
        "backend": "xdg",
        "place": str(file),
        "trouble": "",
    }
    assert main(["login", "off"]) == 0
    assert not file.exists()
    assert capsys.readouterr().out == "deskbreak does not start at login\n"
    assert main(["login", "status"]) == 0
    assert main(["login", "perhaps"]) == 2
    assert main(["login", "on", "--json"]) == 2


def test_a_frozen_program_starts_itself_and_on_windows_the_one_without_a_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = tmp_path / "deskbreak.exe"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(frozen))
    assert own_command("run", None) == [str(frozen), "run"]
    (tmp_path / "deskbreakw.exe").touch()
    assert own_command("run", None) == [str(tmp_path / "deskbreakw.exe"), "run"]


def test_a_frozen_programs_children_are_modules_of_its_own(tmp_path: Path) -> None:
    """`python -m deskbreak` stands in for the frozen program: it is given the words that follow its name."""
    own = [sys.executable, "-m", "deskbreak", "-P", "-m"]
    said = subprocess.run(
        [*own, "deskbreak.cli.main"], capture_output=True, text=True, timeout=20, check=False
    )
    assert (said.returncode, said.stderr) == (0, "")
    refused = subprocess.run([*own, "http.server"], capture_output=True, text=True, timeout=20, check=False)
    assert refused.returncode == 2
