"""What packages ship beside the program: made from the parser, and read by the programs that will read it."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from deskbreak import __version__
from deskbreak.cli.commands import COMMANDS
from tests.desktop import desks

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
COMPLETIONS = PACKAGING / "completions"


@pytest.fixture(scope="module")
def manual() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("manual", str(ROOT / "scripts" / "manual"))
    spec = importlib.util.spec_from_loader("manual", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["manual"] = module  # its dataclasses look there for themselves
    before, path = os.environ.get("DESKBREAK_CALLED"), list(sys.path)
    loader.exec_module(module)
    sys.path[:] = path
    yield module
    del sys.modules["manual"]
    if before is None:
        os.environ.pop("DESKBREAK_CALLED", None)


def said(*argv: str, text: str | None = None) -> str:
    """What the program says on both streams; it ends well."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(argv, input=text, capture_output=True, text=True, timeout=20, check=False, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_what_is_made_from_the_parser_is_up_to_date(manual: ModuleType) -> None:
    old = [str(path) for path, text in manual.files().items() if path.read_text("utf-8") != text]
    assert old == [], "run scripts/manual"


def test_every_command_and_option_is_in_the_manual_and_the_completions(manual: ModuleType) -> None:
    page = (PACKAGING / "man" / "deskbreak.1").read_text("utf-8").replace("\\-", "-")
    shells = [file.read_text("utf-8") for file in COMPLETIONS.iterdir()]
    for words in manual.walk(manual.commands()):
        assert words.path[0] in COMMANDS
        for one in words.options:
            name = one.option_strings[-1]
            assert name in page
            assert all(name.removeprefix("--") in text for text in shells), name


def test_the_manual_page_has_no_fault_that_man_sees() -> None:
    desks.need("man")
    assert (
        said("man", "--warnings", "-l", "-Tutf8", "-Z", str(PACKAGING / "man" / "deskbreak.1")).count(
            "warning"
        )
        == 0
    )
    assert "EXIT STATUS" in said("man", "-l", "-P", "cat", str(PACKAGING / "man" / "deskbreak.1"))


def test_the_launcher_metainfo_and_unit_are_valid() -> None:
    desks.need("desktop-file-validate", "appstreamcli")
    (entry,) = (PACKAGING / "linux").glob("*.desktop")
    assert said("desktop-file-validate", str(entry)) == ""
    (about,) = (PACKAGING / "linux").glob("*.metainfo.xml")
    argv = ["appstreamcli", "validate", "--no-net", str(about)]
    checked = subprocess.run(argv, capture_output=True, text=True, check=False).stdout
    faults = [line for line in checked.splitlines() if line.startswith(("E:", "W:"))]
    if (
        faults or "successful" not in checked
    ):  # since 1.0 it misses an address, which the project does not have
        assert len(faults) == 1 and "url-homepage-missing" in faults[0], checked
    assert f'version="{__version__}"' in about.read_text("utf-8")


BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _deskbreak
echo "${COMPREPLY[*]}"
"""


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("st", "status start standing stop"),
        ("log ed", "edit"),
        ("log edit --ou", "--outcome"),
        ("--home /tmp sta", "status start standing"),
        ("start --face te", "terminal"),
        ("start desk-mob", "desk-mobility-set"),
        ("help ru", "run"),
    ],
)
def test_bash_completes(typed: str, offers: str) -> None:
    desks.need("bash")
    script = str(COMPLETIONS / "deskbreak")
    assert said("bash", "-c", BASH, "bash", script, "deskbreak", *typed.split()) == f"{offers}\n"


def test_fish_completes() -> None:
    desks.need("fish")
    script = f'source {COMPLETIONS / "deskbreak.fish"}; complete -C "deskbreak log ed"; complete -C "deskbreak sto"'
    assert said("fish", "--no-config", "-c", script).split("\n")[:2] == [
        "edit\tcorrect a row; its first version stays in the file",
        "stop\tend the daemon",
    ]


ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1='> '; fpath=($1 \\$fpath); autoload -U compinit; compinit -u -D; print ready"
zpty -r shell seen '*ready*ready*'
zpty -w -n shell $'deskbreak log rem\\t'
zpty -r shell seen '*remove*'
print completed
zpty -d shell
"""


def test_zsh_completes() -> None:
    desks.need("zsh")
    assert said("zsh", "-n", str(COMPLETIONS / "_deskbreak")) == ""
    assert said("zsh", "-f", "-c", ZSH, "zsh", str(COMPLETIONS)) == "completed\n"
