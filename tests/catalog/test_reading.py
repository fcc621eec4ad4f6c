"""Files that another user may have written: where a problem stands, and what is not even opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deskbreak.catalog.check import check_folder
from deskbreak.catalog.reading import MAX_BYTES, read_file, read_folder
from deskbreak.errors import Problem
from deskbreak.toml_file import Document
from deskbreak.toml_lines import Lines

TEXT = '''id = "a"
steps = [
  "one",
]
words = """
name = "not a key"
"""

[own]
reps = { min = 1 }

[[dose]]
source = "x"

[[dose]]
source = "y"
tempo.rep_s = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 1),
        (("steps", 0), 2),
        (("name",), 1),
        (("own", "reps", "min"), 10),
        (("dose", 0, "source"), 13),
        (("dose", 1), 15),
        (("dose", 1, "source"), 16),
        (("dose", 1, "tempo", "rep_s"), 17),
        (("own",), 9),
        (("dose", 1, "tempo"), 17),
        (("dose", 7, "source"), 12),
        (("no", "such"), 1),
    ],
)
def test_a_key_is_found_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert Lines(TEXT).of(path) == line


def test_odd_ends_of_a_line_in_a_text_do_not_count() -> None:
    assert Lines('a = "one\u2028two\x85three"\r\nb = 2\n').of(("b",)) == 2


def problem(path: Path) -> Problem:
    found = read_file(path)
    assert isinstance(found, Problem)
    return found


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b'id = "a"\nname = "\xff"\n')
    assert str(problem(path)) == f"{path}:2: this is not UTF-8 text"


def test_a_mistake_in_the_toml_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('id = "a"\nname = \n')
    found = problem(path)
    assert (found.line, found.column) == (2, 8)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert "are too many for one file" in problem(path).what


def test_nesting_without_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("x = " + "[" * 5000 + "]" * 5000)
    assert problem(path).line == 1


@pytest.mark.parametrize("key", ["a.a", "[a.a]", "x = { a.a = 1 }", "'a'.\"a\""])
def test_a_key_of_thousands_of_parts_is_told_at_once(key: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    text = key.replace("a.a", "a." * 60_000 + "a").replace("'a'.", "'a' . " * 20_000)
    path.write_text(f"# first\n{text}" + ("" if "[" in key or "{" in key else " = 1"))
    assert str(problem(path)) == f"{path}:2: this key has too many parts; nest less"


def test_words_with_many_stops_are_no_key(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('a = "Wait ... and breathe. In. Out. In. Out. e.g. 1.2.3.4.5"\n')
    assert isinstance(read_file(path), Document)


def test_a_folder_called_toml_and_one_without_files(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    assert problem(tmp_path / "a.toml").what == "this is not a file"
    assert list(read_folder(tmp_path / "nowhere")) == []


def test_files_come_by_name_whatever_else_lies_there(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", "a.toml~", "notes.txt"):
        (tmp_path / name).write_text('x = "y"')
    found = [one.stem for one in read_folder(tmp_path) if isinstance(one, Document)]
    assert found == ["a", "b"]


def test_a_folder_of_packs_is_checked_pack_by_pack(make_pack: Any, tmp_path: Path) -> None:
    make_pack(name="one")
    other = {"exercises/heel-slide.toml": b"\xff", "routines/evening.toml": b"id = 3"}
    make_pack(other, name="two")
    packs, problems = check_folder(tmp_path)
    assert [pack.folder.name for pack in packs] == ["one", "two"]
    assert {Path(one.file).parts[-3] for one in problems} == {"two"}


def test_what_would_be_ignored_is_told(make_pack: Any) -> None:
    root = make_pack({"excercises/a.toml": "", "b.toml": ""})
    said = [str(one) for one in check_folder(root)[1]]
    assert any("not looked into; did you mean" in one for one in said)
    assert any("b.toml:1: this file is not looked at" in one for one in said)


@pytest.mark.parametrize("name", ["missing", "empty", "file.toml"])
def test_no_pack_at_all(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.toml").write_text("")
    packs, problems = check_folder(tmp_path / name)
    assert not packs and len(problems) == 1
