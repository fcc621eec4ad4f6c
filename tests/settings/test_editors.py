"""What editors say: Taplo and Tombi, which stand behind them, read the published schemas as deskbreak means them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from deskbreak.core.catalog import Catalog
from tests.settings.many_files import files, written

ROOT = Path(__file__).parents[2]
TAPLO = ROOT / "tests" / "desktop" / "npm" / "node_modules" / "@taplo" / "cli" / "dist" / "cli.js"
SCHEMA = ROOT / "config" / "deskbreak.schema.json"
SHIPPED = [
    [ROOT / "config" / "default.toml"],
    [ROOT / "content" / "notices.toml"],
    *(sorted((ROOT / "content" / kind).glob("*.toml")) for kind in ("exercises", "routines", "figures")),
]


def program(name: str) -> list[str]:
    """How to start a checker; where it is missing the test is skipped, in CI it fails."""
    node, tombi = shutil.which("node"), shutil.which("tombi", path=str(Path(sys.executable).parent))
    if name == "taplo" and node and TAPLO.exists():
        return [node, str(TAPLO), "check"]
    tombi = tombi or shutil.which("tombi")
    if name == "tombi" and tombi:
        return [tombi, "lint", "--offline"]
    if os.environ.get("CI"):
        pytest.fail(f"checking files as editors do needs {name}")
    pytest.skip(f"checking files as editors do needs {name} (scripts/test installs it)")


@pytest.fixture(params=["taplo", "tombi"])
def checker(request: pytest.FixtureRequest) -> list[str]:
    return program(request.param)


def complaints(checker: Sequence[str], paths: Sequence[Path], *options: str) -> str:
    """What the checker has against the files; the empty string for nothing."""
    argv = [*checker, *options, *map(str, paths)]
    env = os.environ | {"NO_COLOR": "1"}
    done = subprocess.run(argv, cwd=paths[0].parent, env=env, capture_output=True, text=True, timeout=100)
    said = re.sub(r"\x1b\[[\d;]*m", "", done.stdout + done.stderr)
    assert done.returncode or re.search(rf"\b{len(paths)}\b", said), said  # a file that was not looked at
    return "" if done.returncode == 0 else said


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder as `deskbreak config init` leaves it: the schema lies beside the settings."""
    shutil.copy(SCHEMA, tmp_path)
    return tmp_path


@pytest.mark.parametrize("paths", SHIPPED, ids=lambda paths: str(paths[0].parent.name))
def test_every_shipped_file_is_good_as_it_lies_there(checker: list[str], paths: list[Path]) -> None:
    assert complaints(checker, paths) == ""


SPOILED = [
    ("sond = true", "sond"),
    ("[offer]\nsond = true", "sond"),
    ("[offer]\nsound = 1", "1"),
    ('[offer]\nwait_at_most = "5"', "5"),
    ("[offer]\nwait_at_most = 5", "5"),
    ('[snooze]\npolicy = "shrinkin"', "shrinkin"),
    ("[snooze]\nchoices = []", "[]"),
    ('[hours]\nmon = ["9 to noon"]', "noon"),
    ('[hours]\nmno = ["09:00-12:00"]', "mno"),
    ('[[break]]\nevery = "45m"', "name"),
    ('[[break]]\nname = "a"\nat = ["25:00"]', "25:00"),
    ('[[days]]\non = "soon"\nhours = []', "soon"),
    ('[body]\nequipment = ["trampoline"]', "trampoline"),
    ('[journal]\nkeep = "long"', "long"),
]


def test_spoiled_settings_are_marked(checker: list[str], beside: Path) -> None:
    paths = []
    for number, (text, _) in enumerate(SPOILED):
        paths.append(beside / f"invalid-{number}-.toml")
        paths[-1].write_text(f"#:schema deskbreak.schema.json\n{text}\n", "utf-8")
    said = complaints(checker, paths)
    for path, (text, word) in zip(paths, SPOILED, strict=True):
        assert path.name in said, text
        assert word in said or "tombi" in checker[0]  # which says what it wants instead


def test_what_deskbreak_takes_an_editor_takes_too(checker: list[str], catalog: Catalog, beside: Path) -> None:
    paths = []
    for number, (chance, lines) in enumerate(files(catalog, 3, 60)):
        paths.append(beside / f"valid-{number}.toml")
        text = written(lines, chance).removeprefix(b"\xef\xbb\xbf")  # Taplo knows no byte order mark
        paths[-1].write_bytes(text)
    assert complaints(checker, paths) == ""


TYPED = """#:schema deskbreak.schema.json
[hours]
mon-wed = ["9-12, 13:00-17:30"]
"thu, fri" = ["9am-5pm"]
[profiles]
mon-fri = "office"
[[break]]
name = "walk"
at = ["12.30", "5pm"]
days = "mon-fri"
[[break]]
name = "water"
every = "45 minutes"
days = ["mon-wed", "Fri"]
"""


def test_an_editor_takes_what_people_type(checker: list[str], beside: Path) -> None:
    path = beside / "typed.toml"
    path.write_text(TYPED, "utf-8")
    assert complaints(checker, [path]) == ""


@pytest.mark.parametrize("kind", ["exercise", "routine", "figure"])
def test_a_key_that_content_does_not_have_is_marked(kind: str, tmp_path: Path) -> None:
    schema = ROOT / "content" / "schemas" / f"{kind}.schema.json"
    good = sorted((ROOT / "content" / f"{kind}s").glob("*.toml"))
    assert complaints(program("taplo"), good, "--schema", schema.as_uri()) == ""
    bad = tmp_path / "bad.toml"
    bad.write_text("nme = 1\n" + good[0].read_text("utf-8"), "utf-8")
    assert "nme" in complaints(program("taplo"), [bad], "--schema", schema.as_uri())
