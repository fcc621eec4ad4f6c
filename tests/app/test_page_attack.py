"""While pages are open, another user of this machine looks at all that the kernel shows, and gets nothing."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode, urlsplit
from urllib.request import url2pathname

import pytest

from deskbreak.player.protocol import PlayRequest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")

THIEF = Path(__file__).parent / "thief.py"
TIMEOUT_S = 30.0


class Opened:
    """A page whose opener stays there with its arguments until the test is over."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder, self.home = folder, folder / "home"
        self.home.mkdir()
        opener, self._reported, self._over = folder / "opener", folder / "told", folder / "over"
        opener.write_text(
            f'#!/bin/sh\necho "$1" > {self._reported}.part && mv {self._reported}.part {self._reported}\n'
            f"while [ -d {folder} ] && [ ! -e {self._over} ]; do sleep 0.1; done\n"
        )
        opener.chmod(0o755)
        argv = ["deskbreak", "--home", str(self.home), "config", "page"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *(argv if kind == "settings" else ["deskbreak.player"])],
            env={**os.environ, "BROWSER": str(opener), "XDG_RUNTIME_DIR": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        if kind == "player":
            wanted = PlayRequest(
                routine="mobility-set", uid="u1", face="page", home=str(self.home), outbox=str(folder / "out")
            )
            pipe = self.pipe()
            pipe.write(wanted.to_line().encode())
            pipe.flush()
        self.address = self._wait_for_address()

    def pipe(self) -> IO[bytes]:
        assert self.process.stdin
        return self.process.stdin

    def _wait_for_address(self) -> str:
        end = time.monotonic() + TIMEOUT_S
        while not self._reported.exists():
            assert time.monotonic() < end and self.process.poll() is None, "the page did not open"
            time.sleep(0.05)
        return self._reported.read_text("utf-8").strip()

    def server(self) -> str:
        """Where the page's process listens."""
        sockets = set()
        for one in Path(f"/proc/{self.process.pid}/fd").iterdir():
            with contextlib.suppress(OSError):  # closed meanwhile
                sockets.add(str(one.readlink()))
        rows = [row.split() for row in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
        ports = [
            row[1].partition(":")[2] for row in rows if f"socket:[{row[9]}]" in sockets and row[3] == "0A"
        ]
        assert len(ports) == 1
        return f"127.0.0.1:{int(ports[0], 16)}"

    def file(self) -> Path:
        return Path(url2pathname(urlsplit(self.address).path))

    def enter(self) -> tuple[str, list[str]]:
        """Open the page as its person's browser does: its path, and every secret of it."""
        text = self.file().read_text("utf-8")
        server, token = self.server(), re.findall(r'value="([^"]+)"', text)
        assert f'action="http://{server}/open"' in text
        form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "null"}
        status, body, cookie = request(server, "/open", urlencode({"token": token[0]}), form)
        path = re.findall(r'content="0;url=(/[^"]+/)"', body)
        assert status == 200 and request(server, path[0], None, {"Cookie": cookie})[0] == 200
        return path[0], [token[0], path[0].strip("/"), cookie.partition("=")[2]]

    def close(self) -> None:
        self._over.touch()
        self.process.kill()
        self.process.wait()
        self.pipe().close()


def request(server: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, str, str]:
    """Status, body and cookie."""
    door = http.client.HTTPConnection(server, timeout=10)
    try:
        door.request("GET" if body is None else "POST", path, body, headers)
        reply = door.getresponse()
        return reply.status, reply.read().decode(), (reply.getheader("Set-Cookie") or "").split(";")[0]
    finally:
        door.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[str], Opened]]:
    made: list[Opened] = []

    def make(kind: str) -> Opened:
        made.append(Opened(tmp_path, kind))
        return made[-1]

    yield make
    for one in made:
        one.close()


def shown_by_the_kernel() -> list[bytes]:
    """Every argument list and environment that may be read here."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            try:
                found.append((process / name).read_bytes())
            except OSError:
                continue  # it is over, or another user's
    return found


@pytest.mark.parametrize("kind", ["settings", "player"])
def test_no_argument_list_and_no_environment_holds_a_secret(opened, kind):
    one = opened(kind)
    before = shown_by_the_kernel()
    assert any(one.address.encode() in text for text in before), "the opener was not looked at"
    server = one.server()
    _, secrets = one.enter()
    after = shown_by_the_kernel()
    for text in (*before, *after):
        assert not any(secret.encode() in text for secret in secrets)
        assert f"http://{server}".encode() not in text
    assert not one.file().exists()


class Thief:
    """Another user who looks at everything that this machine shows, and tries what he finds."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(THIEF)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdin and self._process.stdout
        self._stdin, self._stdout = self._process.stdin, self._process.stdout

    def look(self, **where: str) -> None:
        """One round: whatever is there to see has been seen, and tried."""
        self._stdin.write(json.dumps(where) + "\n")
        self._stdin.flush()
        assert self._stdout.readline() == "looked\n"

    def loot(self) -> dict[str, Any]:
        self._stdin.close()
        found: dict[str, Any] = json.loads(self._stdout.readline())
        return found

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._stdin, self._stdout):
            pipe.close()


@pytest.fixture
def thief() -> Iterator[Thief]:
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    one = Thief()
    yield one
    one.close()


@pytest.mark.parametrize("kind", ["settings", "player"])
def test_another_user_gets_nothing(opened, thief, kind):
    one = opened(kind)
    server = one.server()
    thief.look(server=server, folder=str(one.folder))
    config = one.home / "config.toml"
    assert not config.exists() or "command" not in config.read_text("utf-8")
    path, secrets = one.enter()
    thief.look(server=server, folder=str(one.folder))
    loot = thief.loot()
    assert one.address in loot["seen"], "he did not even see the opener"
    assert loot["served"] == [] and loot["read"] == [] and loot["saved"] == []
    assert loot["knocked"] > 0, "he did not try the door"
    cookie = {"Cookie": f"deskbreak={secrets[2]}"}
    assert request(server, path, None, cookie)[0] == 200, "the person's own page stays theirs"


def test_even_with_every_secret_another_user_is_not_heard(opened, thief):
    """As if the browser itself had given them away."""
    one = opened("settings")
    path, secrets = one.enter()
    thief.look(server=one.server(), path=path, cookie=f"deskbreak={secrets[2]}")
    loot = thief.loot()
    assert loot["served"] == [] and loot["saved"] == [] and loot["knocked"] > 0
