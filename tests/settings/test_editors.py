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

pytestmark = pytest.mark.slow  # a checker takes seconds to start

ROOT = Path(__file__).parents[2]
TAPLO = ROOT / "tests" / "desktop" / "npm" / "node_modules" / "@taplo" / "cli" / "dist" / "cli.js"
SCHEMA = ROOT / "config" / "deskbreak.schema.json"
KINDS = ("exercises", "routines", "figures")
SHIPPED = [
    ROOT / "config" / "default.toml",
    ROOT / "content" / "notices.toml",
    *(path for kind in KINDS for path in sorted((ROOT / "content" / kind).glob("*.toml"))),
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


def test_every_shipped_file_is_good_as_it_is_there(checker: list[str]) -> None:
    assert complaints(checker, SHIPPED) == ""


INVALID = [
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
    for number, (text, _) in enumerate(INVALID):
        paths.append(beside / f"invalid-{number}-.toml")
        paths[-1].write_text(f"#:schema deskbreak.schema.json\n{text}\n", "utf-8")
    said = complaints(checker, paths)
    for path, (text, word) in zip(paths, INVALID, strict=True):
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


def test_a_key_that_content_does_not_have_is_marked(tmp_path: Path) -> None:
    """Files whose first line names their schema; figures are shipped without it, so they are all looked at here."""
    good, bad = [], []
    for kind in KINDS:
        schema = ROOT / "content" / "schemas" / f"{kind.removesuffix('s')}.schema.json"
        head = f"#:schema {schema.as_uri()}\n"
        shipped = sorted((ROOT / "content" / kind).glob("*.toml"))
        for path in shipped if kind == "figures" else shipped[:1]:
            good.append(tmp_path / f"good-{kind}-{path.name}")
            good[-1].write_text(head + path.read_text("utf-8"), "utf-8")
        bad.append(tmp_path / f"bad-{kind}.toml")
        bad[-1].write_text(f"{head}nme = 1\n{shipped[0].read_text('utf-8')}", "utf-8")
    said = complaints(program("taplo"), [*good, *bad])
    assert all(path.name in said for path in bad) and said.count("nme") >= len(bad)
    assert not [path.name for path in good if path.name in said]
