"""A settings file's bytes become a table or a problem with its line; and where everything in it stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deskbreak.errors import Problem
from deskbreak.settings.leaving_out import leave_out
from deskbreak.settings.places import KeyPath, Places
from deskbreak.settings.reading import MAX_BYTES, MAX_DEPTH, parse, read_document

FILE = "/f.toml"


def problem(raw: bytes) -> tuple[int, int, str]:
    document, problems = parse(FILE, raw)
    (one,) = problems
    assert document is None and one.file == FILE
    return one.line, one.column, one.what


# -- what cannot be read ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deep", "is_read"), [(MAX_DEPTH - 2, True), (MAX_DEPTH - 1, True), (MAX_DEPTH, False), (5000, False)]
)
def test_nesting_has_an_end(deep: int, is_read: bool) -> None:
    raw = b"x = " + b"[" * deep + b"]" * deep
    if is_read:
        assert parse(FILE, raw)[1] == []
    else:
        assert problem(raw) == (1, 0, "the tables are nested too deep")


def test_tables_count_as_depth_too() -> None:
    keys = b".".join([b"a"] * (MAX_DEPTH + 1))
    assert parse(FILE, b"[" + keys + b"]\nx = 1")[0] is None


@pytest.mark.parametrize(
    ("raw", "line", "column"), [(b"\xff", 1, 1), (b"a = 1\n\xc3\xbc\xff", 2, 2), (b"a\nb\ncd\xff", 3, 3)]
)
def test_a_byte_that_is_no_text_is_at_its_place(raw: bytes, line: int, column: int) -> None:
    assert problem(raw) == (line, column, "the byte 0xff is not UTF-8 text")


def test_a_number_of_thousands_of_digits_is_a_sentence() -> None:
    assert problem(b"x = " + b"9" * 5000) == (1, 0, "a number in this file has too many digits to be read")


def test_a_byte_order_mark_is_no_text() -> None:
    document, _ = parse(FILE, b"\xef\xbb\xbf[offer]\nsound = true\n")
    assert document is not None and document.data == {"offer": {"sound": True}}


@pytest.mark.parametrize("pipes", [False, True])
def test_a_file_has_a_size(tmp_path: Path, pipes: bool) -> None:
    path = tmp_path / "f.toml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert read_document(path, pipes=pipes)[1] == []
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    too_large = Problem(str(path), 1, "the file is larger than 1 MiB", hint="settings are a page or two")
    assert read_document(path, pipes=pipes) == (None, [too_large])


def test_a_mebibyte_is_the_most_and_64_tables_the_deepest() -> None:
    assert (MAX_BYTES, MAX_DEPTH) == (1_048_576, 64)
    too_deep = Problem(FILE, 1, "the tables are nested too deep", hint="settings need two levels")
    assert parse(FILE, b"x = " + b"[" * 64 + b"]" * 64) == (None, [too_deep])
    deep = b"x = [1, {a = 2, b = " + b"[" * 61 + b"]" * 61 + b"}, 3]"
    assert parse(FILE, deep)[1] == []
    assert parse(FILE, deep.replace(b"[[", b"[[[", 1).replace(b"]]", b"]]]", 1)) == (None, [too_deep])


def test_what_a_file_says_is_whole() -> None:
    text = "[hours]\nmon-tue = ['9-12']\ntue, wed = []\n".replace("tue, wed", '"tue, wed"')
    document, problems = parse(FILE, text.encode())
    assert problems == [] and document is not None
    assert (document.file, document.text) == (FILE, text)
    assert document.data == {"hours": {"mon": ["09:00-12:00"], "tue": ["09:00-12:00"], "wed": []}}
    assert document.origins["hours", "tue"] == ("hours", "mon-tue")
    hint = "name each day once; only a line for a single day may differ from one for several"
    assert document.twice == [Problem(FILE, 3, 'tue: there is a line for this already, "mon-tue"', 1, hint)]
    assert document.places is document.places, "the outline is read once"


def test_a_byte_that_is_no_text_has_a_hint() -> None:
    raw = b"\xef\xbb\xbfa = 1\nb = '\xc3\xbc\xe9'\n"
    what, hint = "the byte 0xe9 is not UTF-8 text", "save the file as UTF-8"
    assert parse(FILE, raw)[1] == [Problem(FILE, 2, what, 7, hint)]


def test_a_key_of_many_parts_and_a_text_that_is_no_toml_keep_their_file() -> None:
    assert parse(FILE, b"a." * 40 + b"a = 1")[1][0].file == parse(FILE, b"x = [")[1][0].file == FILE


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    document, (one,) = read_document(tmp_path / "none.toml")
    assert document is None
    assert (one.file, one.line) == (str(tmp_path / "none.toml"), 1)
    assert one.what == "the file cannot be read: No such file or directory"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders there")
def test_a_pipe_is_read_where_a_command_names_it(tmp_path: Path) -> None:
    reads, writes = os.pipe()
    os.write(writes, b"[offer]\nsound = true\n")
    os.close(writes)
    document, problems = read_document(Path(f"/dev/fd/{reads}"), pipes=True)
    os.close(reads)
    assert problems == [] and document is not None and document.data == {"offer": {"sound": True}}
    os.mkfifo(tmp_path / "pipe")
    assert read_document(tmp_path / "pipe")[0] is None  # a pipe is not waited for


def test_a_day_that_is_named_twice_is_told_at_its_key() -> None:
    document, problems = parse(
        FILE, b'[hours]\n  "mon-wed" = ["09:00-12:00"]\n  "tue, thu" = ["10:00-12:00"]\n'
    )
    assert problems == [] and document is not None
    (one,) = document.twice
    assert (one.line, one.column) == (3, 3)


# -- where everything stands -------------------------------------------------------------------------------------------

TEXT = '''# a comment
top = 1
[hours]
mon = ["09:00-12:00",   # the morning
  "13:00-17:00"]
"tue" = []

[[break]]
name = "mobility"  # first
every = '45m'
  [break.extra]
  deep.key = {a = 1, "b c" = [2, 3]}
[[break]]
name = """two
lines"""
at = ["12:00", "15:00"]
[offer.sub]
x = "a\\"b # no comment"
y = true
'''


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("top",), (2, 7), (2, 1)),
        (("hours",), (3, 1), (3, 1)),
        (("hours", "mon"), (4, 7), (4, 1)),
        (("hours", "mon", 0), (4, 8), None),
        (("hours", "mon", 1), (5, 3), None),
        (("hours", "tue"), (6, 9), (6, 1)),
        (("break", 0), (8, 1), (8, 1)),
        (("break", 0, "name"), (9, 8), (9, 1)),
        (("break", 0, "every"), (10, 9), (10, 1)),
        (("break", 0, "extra"), (11, 3), (11, 3)),
        (("break", 0, "extra", "deep", "key"), (12, 14), (12, 3)),
        (("break", 0, "extra", "deep", "key", "a"), (12, 19), (12, 15)),
        (("break", 0, "extra", "deep", "key", "b c", 1), (12, 34), None),
        (("break", 1), (13, 1), (13, 1)),
        (("break", 1, "at", 1), (16, 16), None),
        (("offer", "sub", "x"), (18, 5), (18, 1)),
        (("offer", "sub", "y"), (19, 5), (19, 1)),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_value_and_each_key_has_its_place(
    path: KeyPath, value: tuple[int, int], key: tuple[int, int] | None, newline: str
) -> None:
    places = Places(TEXT.replace("\n", newline))
    found = places.find(path)
    assert (found.line, found.column) == value
    if key is not None:
        named = places.find(path, key=True)
        assert (named.line, named.column) == key


def test_what_is_not_there_is_told_at_what_is_around_it() -> None:
    places = Places(TEXT)
    for path, line in (
        (("hours", "sun"), 3),
        (("break", 1, "every"), 13),
        (("nothing",), 1),
        (("hours", "mon", 7), 4),
    ):
        assert places.find(path).line == line  # type: ignore[arg-type]


def test_another_spelling_leads_to_where_it_stands() -> None:
    places = Places('[hours]\n"mon-fri" = ["09:00-12:00"]\n', {("hours", "wed"): ("hours", "mon-fri")})
    assert places.written(("hours", "wed", 0)) == ("hours", "mon-fri", 0)
    assert places.written(("hours", "sun")) == ("hours", "sun")
    found = places.find(("hours", "wed", 0))
    assert (found.line, found.column) == (2, 14)


# -- leaving out what is wrong -----------------------------------------------------------------------------------------


def test_what_is_left_is_the_rest_and_numbers_count_what_is_gone() -> None:
    data = {
        "break": [{"name": "a"}, {"name": "b", "every": 1}, {"name": "c"}],
        "offer": {"sound": "x", "learn": True},
    }
    left = leave_out(data, [("break", 0), ("break", 1, "every"), ("offer", "sound")])
    assert left.data == {"break": [{"name": "b"}, {"name": "c"}], "offer": {"learn": True}}
    assert data["offer"] == {"sound": "x", "learn": True}  # the table itself is as it was
    assert left.original(("break", 0)) == ("break", 1) and left.original(("break", 1, "name")) == (
        "break",
        2,
        "name",
    )
    assert left.original(("offer", "learn")) == ("offer", "learn")
    assert left.touches(("break",)) and left.touches(("break", 0)) and left.touches(("offer",))
    assert not left.touches(("break", 2)) and not left.touches(("hours",))


def test_a_missing_key_costs_its_entry_and_an_emptied_list_goes() -> None:
    left = leave_out({"days": [{"hours": []}], "x": 1}, [("days", 0, "on")])
    assert left.data == {"x": 1} and left.gone == {("days", 0)}
    several = leave_out({"break": [1, 2, 3, 4]}, [("break", 0), ("break", 2)])
    assert several.data == {"break": [2, 4]}
    assert [several.original(("break", number)) for number in (0, 1)] == [("break", 1), ("break", 3)]
    assert leave_out({"x": 1}, [("y",)]).data == {"x": 1}
