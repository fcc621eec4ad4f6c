"""Packs made of links, pipes and devices: nothing hangs, and nothing outside of the pack is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak import plain_file
from deskbreak.catalog.check import check_folder
from deskbreak.catalog.load import load_catalog
from deskbreak.catalog.reading import read_folder
from deskbreak.cli.main import main
from deskbreak.errors import Problem
from deskbreak.paths import shipped
from deskbreak.plain_file import Refused, read_plain
from deskbreak.toml_file import Document

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")

FIGURE = (shipped("content") / "figures" / "cat-cow.toml").read_text("utf-8")
PLACES = ("exercises/odd.toml", "routines/odd.toml", "figures/odd.toml")
OUT = "this link leads out of its folder; copy the file here instead"

Make = Callable[[Path], None]


def to(target: str) -> Make:
    return lambda path: path.symlink_to(target)


def folder(path: Path) -> None:
    path.mkdir()


# what stands where a file should -> how it is made, what is said
ODD: dict[str, tuple[Make, str]] = {
    "a pipe": (os.mkfifo, "this is not a file"),
    "a folder": (folder, "this is not a file"),
    "a device": (to("/dev/zero"), OUT),
    "a terminal": (to("/dev/tty"), OUT),
    "a file elsewhere": (to("/etc/passwd"), OUT),
    "a way up": (to("../../elsewhere.toml"), OUT),
    "itself": (to("odd.toml"), "the file cannot be read (Too many levels of symbolic links)"),
    "nothing": (to("nowhere.toml"), "the file cannot be read (No such file or directory)"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_of_the_pack_is_told(
    what: str, place: str, make_pack: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_pack({"figures/heel-slide.toml": FIGURE, "../elsewhere.toml": FIGURE})
    make, words = ODD[what]
    make(root / place)
    assert main(["content", "check", str(root)]) == 2
    assert capsys.readouterr().err == f"{root / place}:1: {words}\n"


@pytest.mark.parametrize("part", ["exercises", "routines", "figures", "sources", "photos"])
def test_a_folder_that_is_a_link_out_of_the_pack_is_refused(part: str, make_pack: Any) -> None:
    other = make_pack({"figures/heel-slide.toml": FIGURE}, "other")
    (other / "sources").mkdir()
    (other / "photos").mkdir()
    root = make_pack({"figures/heel-slide.toml": FIGURE})
    moved = root / part
    if moved.exists():
        moved.rename(root.parent / f"was-{part}")
    moved.symlink_to(other / part)
    said = [str(one) for one in check_folder(root)[1]]
    assert any(one.startswith(f"{moved}:1: this link leads out of the pack; ") for one in said)


def test_a_linked_folder_is_not_used_either(make_pack: Any) -> None:
    other, root = make_pack(name="other"), make_pack()
    (root / "exercises").rename(root.parent / "was-exercises")
    (root / "exercises").symlink_to(other / "exercises")
    catalog, problems = load_catalog([shipped("content"), root])
    assert "heel-slide" not in catalog.exercises and problems


def test_links_within_a_pack_and_a_link_to_a_pack_are_fine(make_pack: Any, tmp_path: Path) -> None:
    root = make_pack({"own/heel-slide.toml": FIGURE})
    (root / "figures").symlink_to("own")
    (root / "routines" / "evening.toml").rename(root / "own" / "evening")
    (root / "routines" / "evening.toml").symlink_to("../own/evening")
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "physio").symlink_to(root)
    packs, problems = check_folder(tmp_path / "packs")
    assert [str(one) for one in problems] == []
    assert len(packs[0].routines) == 1


def test_a_link_in_a_folder_of_files_may_lead_within_the_pack_only(
    make_pack: Any, good_exercise: str
) -> None:
    root = make_pack({"../secret.toml": good_exercise, "notes/b.toml": good_exercise})
    (root / "exercises" / "a.toml").symlink_to("../../secret.toml")
    (root / "exercises" / "b.toml").symlink_to("../notes/b.toml")
    out, within, _ = read_folder(root / "exercises")
    assert isinstance(out, Problem) and "leads out of its folder" in out.what
    assert isinstance(within, Document)


def test_a_pipe_that_comes_between_the_look_and_the_opening_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program swaps the file for a pipe just after it was looked at."""
    os.mkfifo(tmp_path / "a")
    plain = os.stat_result((stat.S_IFREG | 0o644, 0, 0, 1, 0, 0, 10, 0, 0, 0))
    monkeypatch.setattr(Path, "stat", lambda self, **_: plain)
    with pytest.raises(Refused, match="this is not a file"):
        read_plain(tmp_path / "a", inside=tmp_path, max_bytes=100)


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"x" * 200)
    monkeypatch.setattr(plain_file, "_check", lambda info, max_bytes: None)
    with pytest.raises(Refused, match="too many for one file"):
        read_plain(tmp_path / "a", inside=tmp_path, max_bytes=100)


def test_a_pipe_as_a_whole_folder_is_told(make_pack: Any) -> None:
    root = make_pack()
    os.mkfifo(root / "figures")
    assert [one.what for one in check_folder(root)[1]] == ["this folder cannot be read (Not a directory)"]


def test_a_way_that_is_too_long_is_no_folder(tmp_path: Path) -> None:
    (found,) = check_folder(tmp_path / ("x" * 5000))[1]
    assert found.what == "there is no such folder"
