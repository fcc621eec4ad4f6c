"""The control pipe of systems without Unix sockets, here over the same library's stand-in for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Client, Listener
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app import control_pipe
from deskbreak.app.control_pipe import PipeClient, PipeServer, address


def answer(request: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "follow": True} if request["do"] == "follow" else {"ok": True, "got": request}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run" / "control.sock"


@pytest.fixture
def server(loop: Any, path: Path) -> Iterator[PipeServer]:
    one = PipeServer(loop, path, answer)
    one.open()
    yield one
    one.close()


def beside(loop: Any, talk: Callable[[], object]) -> Any:
    """What `talk` gives, while the loop turns."""
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(talk()), daemon=True)
    thread.start()
    loop.until(lambda: found)
    return found[0]


def ask(path: Path, request: dict[str, Any]) -> dict[str, Any]:
    peer = PipeClient(path, 5.0)
    try:
        peer.send(request)
        return next(peer.replies())
    finally:
        peer.close()


def test_a_request_gets_its_answer(loop, server, path):
    assert beside(loop, lambda: ask(path, {"do": "status"})) == {"ok": True, "got": {"do": "status"}}


@pytest.mark.parametrize("request_", [{}, {"do": 7}, []])
def test_nonsense_is_refused(loop, server, path, request_):
    assert beside(loop, lambda: ask(path, request_))["code"] == 2


def test_a_follower_hears_the_news(loop, server, path):
    peer = PipeClient(path, 5.0)
    peer.send({"do": "follow"})
    replies = peer.replies()
    assert beside(loop, lambda: next(replies))["follow"]
    loop.until(lambda: server._followers)
    server.notify_followers({"status": 1})
    assert beside(loop, lambda: next(replies)) == {"status": 1}
    peer.close()


def test_without_the_secret_nobody_is_heard(loop, server, path):
    (path.parent / control_pipe.KEY_FILE).write_bytes(b"another")
    with pytest.raises(OSError, match=r"digest|rejected"):
        beside_error(loop, lambda: PipeClient(path, 5.0))


def beside_error(loop: Any, talk: Callable[[], object]) -> None:
    def caught() -> Exception | str:
        try:
            talk()
        except Exception as error:
            return error
        return "nothing was raised"

    found = beside(loop, caught)
    if isinstance(found, Exception):
        raise found


def test_nobody_there_is_an_os_error(path):
    with pytest.raises(OSError):
        PipeClient(path, 1.0)


def test_the_key_is_its_owners(server, path):
    assert (path.parent / control_pipe.KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_who_never_proves_the_key_holds_nobody_up(loop, server, path, monkeypatch):
    monkeypatch.setattr(control_pipe, "READ_TIMEOUT_S", 0.3)
    where, family = address(path)
    strangers = [Client(where, family) for _ in range(3)]
    began = time.monotonic()
    assert beside(loop, lambda: ask(path, {"do": "status"}))["ok"]
    assert time.monotonic() - began < 2
    for one in strangers:
        loop.until(lambda one=one: closed(one))
        one.close()


def closed(peer: Any) -> bool:
    """Whether the other end closed it; what it sent before is read."""
    try:
        while peer.poll(0):
            peer.recv_bytes()
    except EOFError:
        return True
    return False


def test_too_many_strangers_are_turned_away_and_room_comes_back(loop, server, path, monkeypatch):
    monkeypatch.setattr(control_pipe, "READ_TIMEOUT_S", 0.5)
    where, family = address(path)
    strangers = [Client(where, family) for _ in range(control_pipe.MAX_PEERS + 5)]
    loop.until(lambda: sum(map(closed, strangers)) >= 5)
    loop.until(lambda: all(map(closed, strangers)))
    assert beside(loop, lambda: ask(path, {"do": "status"}))["ok"]
    for one in strangers:
        one.close()


def test_a_daemon_that_says_nothing_is_given_up(path):
    where, family = address(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / control_pipe.KEY_FILE).write_bytes(b"key")
    with Listener(where, family), pytest.raises(OSError, match="says nothing"):
        PipeClient(path, 0.2)


def test_a_silent_client_holds_nobody_up(loop, server, path, monkeypatch):
    monkeypatch.setattr(control_pipe, "READ_TIMEOUT_S", 0.2)
    where, family = address(path)
    silent = beside(
        loop, lambda: Client(where, family, authkey=(path.parent / control_pipe.KEY_FILE).read_bytes())
    )
    assert beside(loop, lambda: ask(path, {"do": "status"}))["ok"]
    loop.until(lambda: silent.poll(0))
    silent.close()
