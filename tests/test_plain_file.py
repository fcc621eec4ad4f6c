"""Files are read in one place, which waits for nothing and believes nothing."""

from __future__ import annotations

import ast
import os
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.plain_file import Refused, open_plain, read_plain

PACKAGE = Path(__file__).resolve().parent.parent / "deskbreak"
READS = {"open", "read_text", "read_bytes", "read"}
# Who opens files otherwise, and why that is no file which a person, a program or another machine wrote.
OTHERS = {
    "plain_file.py": "the reader itself",
    "lock.py": "a lock is held open and never read",
    "logs.py": "writes",
    "control_pipe.py": "Windows' own key file, in a folder of ours alone",
    "schemas.py": "the shipped schemas, for who works on deskbreak",
    "config.py": "the shipped settings and schema",
    "export.py": "writes where the person says",
    "streams.py": "/dev/null",
    "capture.py": "/proc",
    "processes.py": "/proc",
    "loopback.py": "/proc",
    "opening.py": "writes",
    "clock.py": "a timer, not a file",
    "pictures.py": "the shipped icons",
    "choose.py": "/dev/tty and /proc",
    "keys.py": "/dev/tty",
    "main.py": "/dev/null",
    "met.py": "appends",
    "commands.py": "a pipe from the daemon",
    "bundle.py": "the shipped icons",
    "icons.py": "the shipped icons",
    "screen_reader.py": "/proc",
    "terminal_face.py": "/dev/tty",
    "apart.py": "the pipe of its fork",
    "child_watched.py": "pipes of a child",
    "file_watch.py": "inotify",
    "cached.py": "the shipped plan",
    "reading.py": "a file or pipe that the person's command names",
    "database.py": "SQLite reads it",
    "page.py": "the shipped style",
    "reverse.py": "the shipped translations",
    "sentence_templates.py": "the shipped translations",
    "local_forms.py": "the shipped table of forms",
    "sharing.py": "writes",
    "terminal.py": "what the person types",
    "window_face.py": "a pipe from the daemon",
}
FILE = re.compile(r"(?i)path|file|folder|^(os|io)$")


def _opens(tree: ast.AST) -> Iterator[str]:
    """What in a module may open or read a file."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            yield f"line {node.lineno}: open"
        elif isinstance(node.func, ast.Attribute) and node.func.attr in READS:
            base = ast.unparse(node.func.value)
            by_number = node.func.attr == "read" and base != "os"  # of something that is open already
            of_others = node.func.attr == "open" and not FILE.search(base)  # a player is opened, and a page
            if not by_number and not of_others:
                yield f"line {node.lineno}: {base}.{node.func.attr}"


def test_nobody_else_reads_files():
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.name
        opens = list(_opens(ast.parse(path.read_text("utf-8"))))
        if opens:
            found.setdefault(name, []).extend(opens)
    strange = {name: opens for name, opens in found.items() if name not in OTHERS}
    assert not strange, "read these with deskbreak.plain_file"
    assert not set(OTHERS) - set(found), "these open nothing any more"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "file"


def _folder(path: Path) -> None:
    path.mkdir()


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


ODD = {
    "a folder": _folder,
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nowhere": lambda path: path.symlink_to(path.parent / "nowhere"),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to another device": lambda path: path.symlink_to("/dev/full"),
    "a pipe": os.mkfifo if hasattr(os, "mkfifo") else None,
    "a link to a pipe": lambda path: (os.mkfifo(f"{path}.pipe"), path.symlink_to(f"{path}.pipe")),
    "a socket": _socket,
    "a huge file": lambda path: path.write_bytes(b"x" * 2000),
    "a file of holes": lambda path: (path.touch(), os.truncate(path, 2**40)),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("what", ODD)
def test_what_is_no_plain_file_is_refused_at_once(place, what):
    make = ODD[what]
    assert make is not None
    make(place)
    with pytest.raises(OSError) as refused:
        read_plain(place, max_bytes=1000)
    assert refused.value.strerror, "an error with words"


def test_a_plain_file_is_read_whole_and_through_links(place, tmp_path):
    place.write_bytes(b"x" * 1000)
    (tmp_path / "link").symlink_to(place)
    assert read_plain(place, max_bytes=1000) == read_plain(tmp_path / "link", max_bytes=1000) == b"x" * 1000


def test_a_link_is_followed_only_where_that_is_meant(place, tmp_path):
    place.write_bytes(b"x")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link").symlink_to(place)
    with pytest.raises(Refused, match="leads out"):
        read_plain(inside / "link", max_bytes=10, inside=inside)
    with pytest.raises(Refused, match="not a file"), open_plain(inside / "link", max_bytes=10, links=False):
        pass
