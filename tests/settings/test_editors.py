"""What editors say: Taplo, the checker behind many of them, reads the published schemas as deskbreak means them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from many_files import files, written

from deskbreak.core.content import Catalog

ROOT = Path(__file__).parents[2]
TAPLO = ROOT / "tests" / "desktop" / "npm" / "node_modules" / "@taplo" / "cli" / "dist" / "cli.js"
SETTINGS = ROOT / "config" / "deskbreak.schema.json"


@pytest.fixture(autouse=True, scope="module")
def taplo() -> None:
    """Taplo is here, or the tests are skipped; in CI they fail."""
    lacking = (
        "node" if not shutil.which("node") else "" if TAPLO.exists() else "taplo (scripts/test installs it)"
    )
    if lacking and os.environ.get("CI"):
        pytest.fail(f"checking files as editors do needs {lacking}")
    if lacking:
        pytest.skip(f"checking files as editors do needs {lacking}")


def complaints(*paths: Path, schema: Path | None = None) -> str:
    """What Taplo has against the files; the empty string for nothing."""
    chosen = ["--schema", schema.as_uri()] if schema else []
    argv = ["node", str(TAPLO), "check", *chosen, *map(str, paths)]
    done = subprocess.run(argv, cwd=paths[0].parent, capture_output=True, text=True, timeout=100)
    assert f"total={len(paths)}" in done.stderr, done.stderr  # a file that was not looked at proves nothing
    return "" if done.returncode == 0 else done.stderr


def test_the_shipped_settings_are_good() -> None:
    assert complaints(ROOT / "config" / "default.toml", schema=SETTINGS) == ""


def test_the_first_line_leads_an_editor_to_the_schema(tmp_path: Path) -> None:
    shutil.copy(SETTINGS, tmp_path)
    mine = tmp_path / "config.toml"
    text = (ROOT / "config" / "default.toml").read_text("utf-8")
    mine.write_text(text, "utf-8")
    assert complaints(mine) == ""
    mine.write_text(text.replace("repeat_at_most = 2", 'repeat_at_most = "two"'), "utf-8")
    assert '"two" is not of type "integer"' in complaints(mine)


SPOILED = [
    ("sond = true", "sond"),
    ("[offer]\nsond = true", "sond"),
    ("[offer]\nsound = 1", "1"),
    ('[offer]\nwait_at_most = "5"', "5"),
    ("[offer]\nwait_at_most = 5", "5"),
    ('[snooze]\npolicy = "shrinkin"', "shrinkin"),
    ("[snooze]\nchoices = []", "[]"),
    ('[hours]\nmon = ["9-12"]', "9-12"),
    ('[hours]\nmno = ["09:00-12:00"]', "mno"),
    ('[[break]]\nevery = "45m"', "name"),
    ('[[break]]\nname = "a"\nat = ["25:00"]', "25:00"),
    ('[[days]]\non = "soon"\nhours = []', "soon"),
    ('[body]\nequipment = ["trampoline"]', "trampoline"),
    ('[journal]\nkeep = "long"', "long"),
]


def test_spoiled_settings_are_marked(tmp_path: Path) -> None:
    paths = []
    for number, (text, _) in enumerate(SPOILED):
        paths.append(tmp_path / f"spoiled-{number}.toml")
        paths[-1].write_text(text + "\n", "utf-8")
    said = complaints(*paths, schema=SETTINGS)
    for path, (text, word) in zip(paths, SPOILED, strict=True):
        assert f'path="{path}"' in said, text
        assert word in said


def test_what_deskbreak_takes_an_editor_takes_too(catalog: Catalog, tmp_path: Path) -> None:
    paths = []
    for number, (chance, lines) in enumerate(files(catalog, 3, 60)):
        paths.append(tmp_path / f"valid-{number}.toml")
        text = written(lines[1:], chance).removeprefix(b"\xef\xbb\xbf")  # Taplo knows no byte order mark
        paths[-1].write_bytes(text)
    assert complaints(*paths, schema=SETTINGS) == ""


@pytest.mark.parametrize("kind", ["exercise", "routine", "figure"])
def test_the_shipped_content_is_good_and_spoiled_content_is_not(kind: str, tmp_path: Path) -> None:
    schema = ROOT / "content" / "schemas" / f"{kind}.schema.json"
    shipped = sorted((ROOT / "content" / f"{kind}s").glob("*.toml"))
    assert complaints(*shipped, schema=schema) == ""
    bad = tmp_path / "bad.toml"
    bad.write_text("nme = 1\n" + shipped[0].read_text("utf-8"), "utf-8")
    assert "nme" in complaints(bad, schema=schema)


def test_the_shipped_notices_are_good() -> None:
    notices = ROOT / "content" / "notices.toml"
    assert complaints(notices, schema=ROOT / "content" / "schemas" / "notices.schema.json") == ""
