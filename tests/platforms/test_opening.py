"""The file that opens a page: private, where a browser can read it, and gone afterwards; and what opens it."""

from __future__ import annotations

import os
import socket
import stat
import sys
import time
from pathlib import Path

import pytest

from deskbreak.platforms import browser, loopback, opening
from deskbreak.platforms.browser import NoBrowser, browser_command, open_in_browser
from deskbreak.platforms.loopback import user_of
from deskbreak.platforms.opening import PREFIX, STALE_S, PageOpening

SERVER = "http://127.0.0.1:5000"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """A home, its downloads, a runtime folder, temporary files, and where snaps are, all of the test's own."""
    made = {name: tmp_path / name for name in ("home", "runtime", "temporary", "snap")}
    for folder in made.values():
        folder.mkdir()
    monkeypatch.setenv("HOME", str(made["home"]))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_DOWNLOAD_DIR", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made["runtime"]))
    monkeypatch.setattr(opening.tempfile, "gettempdir", lambda: str(made["temporary"]))  # type: ignore[attr-defined]
    monkeypatch.setattr(opening, "SNAPS", (made["snap"],))
    return made


def place_of(one: PageOpening) -> Path:
    one.remove()
    return one.file.parent.parent


def test_nobody_else_can_read_it_whatever_the_umask(places):
    before = os.umask(0)
    try:
        one = PageOpening(SERVER, "secret")
    finally:
        os.umask(before)
    assert "secret" in one.file.read_text("utf-8")
    assert stat.S_IMODE(one.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(one.file.parent.stat().st_mode) == 0o700
    one.remove()
    one.remove()
    assert list(places["runtime"].iterdir()) == []


def test_it_sends_the_token_to_our_server_and_nothing_anywhere_else(places):
    one = PageOpening(SERVER, "secret")
    text = one.file.read_text("utf-8")
    one.remove()
    assert f'method="post" action="{SERVER}/open"' in text
    assert "default-src 'none'" in text and f"form-action {SERVER}" in text and "no-referrer" in text


def test_it_lies_in_the_runtime_folder(places):
    assert place_of(PageOpening(SERVER, "secret")) == places["runtime"]


def test_without_a_runtime_folder_among_the_temporary_files(places, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert place_of(PageOpening(SERVER, "secret")) == places["temporary"]


def test_a_browser_in_a_snap_sees_only_what_is_not_hidden(places):
    (places["snap"] / "htop").touch()
    assert place_of(PageOpening(SERVER, "secret")) == places["runtime"]
    (places["snap"] / "firefox").touch()
    assert place_of(PageOpening(SERVER, "secret")) == places["home"]
    (places["home"] / "Downloads").mkdir()
    assert place_of(PageOpening(SERVER, "secret")) == places["home"] / "Downloads"


def test_a_place_that_cannot_keep_others_out_is_passed_over(places, monkeypatch):
    real = opening.tempfile.mkdtemp  # type: ignore[attr-defined]

    def open_to_all(**more: object) -> str:
        folder = Path(real(**more))
        if folder.parent == places["runtime"]:
            folder.chmod(0o777)  # as on a stick that knows no rights
        return str(folder)

    monkeypatch.setattr(opening.tempfile, "mkdtemp", open_to_all)  # type: ignore[attr-defined]
    assert place_of(PageOpening(SERVER, "secret")) == places["temporary"]
    assert list(places["runtime"].iterdir()) == []


def test_without_any_place_it_says_so(places):
    with pytest.raises(NoBrowser, match=r"cannot be kept from other users .*No such file"):
        PageOpening(SERVER, "secret", [places["home"] / "none"])


def test_what_a_killed_process_left_is_swept_up_and_nothing_else(places):
    left, fresh, alike = (places["runtime"] / f"{PREFIX}{name}" for name in ("left", "fresh", "alike"))
    kept = places["home"] / "kept"
    for folder in (left, fresh, kept):
        folder.mkdir()
        (folder / "open.html").touch()
    alike.symlink_to(kept)
    long_ago = time.time() - STALE_S - 60
    for folder in (left, kept):
        os.utime(folder, (long_ago, long_ago))
    os.utime(alike, (long_ago, long_ago), follow_symlinks=False)
    PageOpening(SERVER, "secret").remove()
    assert not left.exists()
    assert (fresh / "open.html").exists() and (kept / "open.html").exists()


# -- what opens it -----------------------------------------------------------------------------------------


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two browsers that are installed."""
    for name in ("fox", "the browser"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="programs are found by their endings there")
@pytest.mark.parametrize(
    ("chosen", "command"),
    [
        ("fox", ["fox"]),
        ("fox --new-window %s", ["fox", "--new-window", "%s"]),
        ("gone:fox -p", ["fox", "-p"]),
        ("gone:nowhere", ["gone"]),
        ("the browser", ["the browser"]),
        ("'the browser' -x", ["the browser", "-x"]),
        ("fox '", ["fox '"]),
    ],
)
def test_the_browser_that_the_person_named(programs, monkeypatch, chosen, command):
    monkeypatch.setenv("BROWSER", chosen)
    assert browser_command() == command


def test_a_name_of_nothing_is_no_browser(monkeypatch):
    monkeypatch.setenv("BROWSER", " : ")
    with pytest.raises(NoBrowser, match="BROWSER names no program"):
        browser_command()


@pytest.mark.parametrize(
    ("command", "argv"),
    [
        (["fox"], ["fox", "file:///x"]),
        (["fox", "-p", "me"], ["fox", "-p", "me", "file:///x"]),
        (["fox", "--url=%s", "-x"], ["fox", "--url=file:///x", "-x"]),
    ],
)
def test_the_address_goes_where_the_person_wants_it(monkeypatch, command, argv):
    asked: list[list[str]] = []
    monkeypatch.setattr(browser.subprocess, "Popen", lambda it, **_more: asked.append(it))  # type: ignore[attr-defined]
    open_in_browser(command, "file:///x")
    assert asked == [argv]


# -- whose a connection is ------------------------------------------------------------------------------

TABLE = """  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
   1: 0100007F:1388 0100007F:E426 01 00000000:00000000 00:00000000 00000000  1000        0 2 1
   2: 0100007F:E426 0100007F:1388 01 00000000:00000000 00:00000000 00000000  1001        0 3 1
   3: 0100007F:E427 0100007F:1388 05 00000000:00000000 00:00000000 00000000     0        0 0 1
   4: 0200007F:E428 0100007F:1388 01 00000000:00000000 00:00000000 00000000  1002        0 4 1
nonsense
"""
MAPPED = """  sl  local_address                         remote_address                        st
   0: 0000000000000000FFFF00000100007F:E42A 0000000000000000FFFF00000100007F:1388 01 0:0 00:0 0 1003        0 5 1
"""


@pytest.mark.parametrize(
    ("port", "user"), [(0xE426, 1001), (0xE427, None), (0xE428, None), (0xE42A, 1003), (1, None)]
)
def test_the_kernel_tells_who_holds_the_other_end(tmp_path, monkeypatch, port, user):
    monkeypatch.setattr(loopback.sys, "byteorder", "little")  # type: ignore[attr-defined]
    tables = tmp_path / "tcp", tmp_path / "tcp6"
    tables[0].write_text(TABLE)
    tables[1].write_text(MAPPED)
    client, server = ("127.0.0.1", port), ("127.0.0.1", 5000)
    assert user_of(client, server, tables) == user
    assert user_of(client, server, (tmp_path / "none",)) is None
    assert user_of(("127.0.0.2", port), server, tables) == (1002 if port == 0xE428 else None)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells whose a connection is")
@pytest.mark.parametrize(
    ("family", "source", "target"),
    [
        (socket.AF_INET, "127.0.0.1", "127.0.0.1"),
        (socket.AF_INET, "127.9.9.9", "127.0.0.1"),
        (socket.AF_INET6, "::ffff:127.0.0.1", "::ffff:127.0.0.1"),
    ],
)
def test_a_connection_of_ours_is_ours_by_whatever_way(family, source, target):
    if family == socket.AF_INET6 and not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(family) as client:
        port = server.getsockname()[1]
        client.bind((source, 0))
        client.connect((target, port))
        held, end = server.accept()
        with held:
            assert user_of(end, ("127.0.0.1", port)) == os.getuid()
