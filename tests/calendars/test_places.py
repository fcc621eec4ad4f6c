"""From the paths in the settings to files, and noticing that one changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from deskbreak.calendars import places, read

ONE = "UID:{0}\nDTSTART:2026030{0}T090000\nDTEND:2026030{0}T100000"


def test_a_folder_is_read_with_all_below_it_but_nothing_hidden(shelf):
    shelf.write(ONE.format(2), name="a.ics")
    shelf.write(ONE.format(3), name="deep/er/b.ICS")
    shelf.write(ONE.format(4), name=".stversions/c.ics")
    shelf.write(ONE.format(5), name=".half-written.ics")
    shelf.write(ONE.format(6), name="notes.txt")
    assert [line[:5] for line in shelf.busy()] == ["03-02", "03-03"]
    assert shelf.found.files == 2


def test_a_file_named_by_the_person_is_read_whatever_its_name(shelf):
    assert shelf.busy(shelf.write(ONE.format(2), name="calendar")) == ["03-02 09:00-10:00"]


def test_home_and_relative_paths(shelf, monkeypatch):
    monkeypatch.setenv("HOME", str(shelf.folder))
    monkeypatch.setenv("USERPROFILE", str(shelf.folder))
    shelf.write(ONE.format(2))
    assert shelf.busy("~/work.ics") == ["03-02 09:00-10:00"]
    assert places.locate("work.ics", "/somewhere") == str(Path("/somewhere/work.ics").absolute())
    assert shelf.busy("~/gone.ics") == []
    assert shelf.found.problems[0].replace(os.sep, "/") == (
        "~/gone.ics: there is no such file; check the path in your settings"
    )


def test_an_empty_folder_is_said(shelf):
    assert shelf.busy() == []
    assert shelf.found.problems[0].endswith("no calendar files (.ics, .ical, .ifb) are in this folder")


@pytest.mark.parametrize("address", ["https://example.org/me.ics", "webcal://example.org/me.ics"])
def test_an_address_on_the_network_is_refused_in_words(shelf, address):
    assert shelf.busy(address) == []
    assert shelf.problem() == f"{address}: deskbreak never goes to the network; save the calendar as a file"


@pytest.mark.skipif(sys.platform == "win32", reason="symlinks and pipes are POSIX matters")
def test_symlinks_are_followed_without_running_in_circles(shelf, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    shelf.write(ONE.format(2), name="a.ics")
    (other / "b.ics").write_bytes(shelf.write(ONE.format(3), name="elsewhere/b.ics").read_bytes())
    (shelf.folder / "linked").symlink_to(other)
    (other / "back").symlink_to(shelf.folder)
    assert len(shelf.busy()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="symlinks and pipes are POSIX matters")
def test_what_would_never_end_is_not_opened(shelf):
    os.mkfifo(shelf.folder / "pipe.ics")
    (shelf.folder / "zero.ics").symlink_to("/dev/zero")
    (shelf.folder / "gone.ics").symlink_to("/nowhere/at/all")
    assert shelf.busy() == []
    assert [problem.split(": ")[1] for problem in shelf.found.problems] == [
        "there is no such file; check the path in your settings",
        "this is not a plain file, and is left out",
        "this is not a plain file, and is left out",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are a POSIX matter")
def test_a_file_that_may_not_be_read_is_said(shelf, monkeypatch):
    shelf.write(ONE.format(2))

    def refuse(_path: Path, **_how: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(read, "read_plain", refuse)
    assert shelf.busy() == []
    assert shelf.problem() == "work.ics: this cannot be read: Permission denied"


def test_a_name_that_no_system_allows_is_said(shelf):
    assert shelf.busy("wo\0rk.ics") == []
    said = shelf.found.problems[0]  # how Python words it differs from one version to the next
    assert "wo?rk.ics: this cannot be read: " in said and "embedded null" in said
    assert places.signature(["wo\0rk.ics"]) != 0


def test_the_signature_changes_with_the_files_and_only_then(shelf):
    path = shelf.write(ONE.format(2))
    folder = str(shelf.folder)
    first = places.signature([folder])
    assert places.signature([folder]) == first
    os.utime(path, ns=(1, 1))
    touched = places.signature([folder])
    assert touched != first
    shelf.write(ONE.format(3), name="b.ics")
    added = places.signature([folder])
    assert added not in (first, touched)
    (shelf.folder / "b.ics").unlink()
    assert places.signature([folder]) == touched
    assert places.signature([str(shelf.folder / "none.ics")]) != 0
