"""The files of the project speak of the project alone, whatever machine they were written on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# In pieces, so that this file does not contain what it looks for.
UNWANTED = {
    "a path of one machine": re.compile(
        r"(?<![\w.~])/(?:" + "wo" "rk|ro" r"ot|op" r"t)/" + r"|\.\./sha" "red"
    ),
    "work put off": re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b"),
    "a number that means nothing here": re.compile(
        r"\b(?:iss" r"ue|tick" r"et|mile" r"stone) #?\d+", re.IGNORECASE
    ),
}

# Every address in the tree, and why it is there. Nothing of ours calls any of them.
HOSTS = {
    "127.0.0.1": "the page while it is open",
    "localhost": "the page while it is open",
    "www.ncbi.nlm.nih.gov": "studies that the articles name",
    "example.org": "examples and tests",
    "json-schema.org": "the name of the schemas' dialect",
    "www.w3.org": "the names of SVG and XHTML",
    "www.freedesktop.org": "document types of the desktop's own formats",
    "www.apple.com": "the document type of property lists",
    "www.debian.org": "the name of the format of a package's copyright file",
}
SOURCES = ("content/sources/", "content/notices.toml")  # the articles and studies that the content stands on
LOCKS = {"pypi.org", "files.pythonhosted.org", "registry.npmjs.org"}  # where locked packages come from
_ADDRESS = re.compile(r"\b(?:https?|wss?|ftp|webcal)://([\w.-]+)")


def _tracked() -> list[str]:
    """The files that belong to the project: as git knows them, else all that are not generated."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
        names = [name for name in listed.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()]
        names = [name for name in names if not re.search(r"(^|/)(\.|__pycache__|node_modules)", name)]
    return sorted(name for name in names if (ROOT / name).is_file())


def _lines(name: str) -> Iterator[tuple[int, str]]:
    data = (ROOT / name).read_bytes()
    if b"\0" not in data[:8192]:
        yield from enumerate(data.decode("utf-8", "replace").splitlines(), start=1)


def test_no_file_speaks_of_the_machine_or_of_work_put_off():
    wrong = [
        f"{name}:{number}: {what}: {line.strip()[:80]}"
        for name in _tracked()
        for number, line in _lines(name)
        for what, pattern in UNWANTED.items()
        if pattern.search(line)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_address_in_the_tree_is_meant():
    wrong = [
        f"{name}:{number}: {host}"
        for name in _tracked()
        if not name.startswith(SOURCES)
        for number, line in _lines(name)
        for host in _ADDRESS.findall(line)
        if host not in HOSTS and not (_is_lock(name) and host in LOCKS)
    ]
    assert not wrong, "add the host with a reason, or take the address out:\n" + "\n".join(wrong)


def _is_lock(name: str) -> bool:
    return name.endswith((".lock", "package-lock.json"))


@pytest.mark.parametrize(
    "line",
    [
        "see /wo" + "rk/main/x",
        "cd ../sha" + "red",
        "# TO" + "DO: later",
        "as iss" + "ue 5 says",
        'open("/ro' + 'ot/x")',
    ],
)
def test_the_patterns_find_what_they_should(line):
    assert any(pattern.search(line) for pattern in UNWANTED.values())


@pytest.mark.parametrize(
    "line", ["BEGIN:VTODO", "~/work/notes.ics", "the issue is", "network/operations", "XXXL"]
)
def test_the_patterns_leave_plain_words_alone(line):
    assert not any(pattern.search(line) for pattern in UNWANTED.values())


def test_no_file_is_so_large_that_it_must_be_data():
    large = [
        f"{name}: {(ROOT / name).stat().st_size >> 10} KiB"
        for name in _tracked()
        if (ROOT / name).stat().st_size > 2**20
    ]
    assert not large, "\n".join(large)
