"""The page's server serves one browser on this machine, and no other client."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import url2pathname

import pytest

from deskbreak.platforms import page
from deskbreak.platforms.browser import NoBrowser
from deskbreak.platforms.page import HOST, MAX_BODY, MAX_TOKEN, LocalPage


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the browser was asked to open; nothing is opened."""
    asked: list[str] = []
    monkeypatch.setattr(page, "open_in_browser", lambda _command, address: asked.append(address))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return asked


@pytest.fixture
def server(addresses: list[str]) -> Iterator[LocalPage]:
    acted: list[dict[str, Any]] = []

    def found(path: list[str], query: dict[str, str]) -> object:
        return query if path == ["there"] else None

    one = LocalPage(lambda nonce: f"<p>{nonce}</p>", acted.append, found)
    one.acted = acted  # type: ignore[attr-defined]
    one.open(["browser"])
    yield one
    one.end()


def opened(addresses: list[str]) -> Path:
    return Path(url2pathname(urlsplit(addresses[0]).path))


def token_in(file: Path) -> str:
    found = re.search(r'name="token" value="([^"]+)"', file.read_text("utf-8"))
    assert found
    return found[1]


def enter(server: LocalPage, token: str, **headers: str) -> tuple[int, str, str]:
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    return ask(server, "/open", "POST", urlencode({"token": token}), **(form | headers))


def entered(server: LocalPage, addresses: list[str]) -> tuple[str, str]:
    """The page's path, and the cookie of the browser that opened it as its person."""
    status, body, cookie = enter(server, token_in(opened(addresses)), Origin="null")
    assert status == 200 and cookie
    found = re.search(r'content="0;url=(/[^"]+/)"', body)
    assert found
    return found[1], cookie


def ask(
    server: LocalPage, path: str, method: str = "GET", body: str = "", **headers: str
) -> tuple[int, str, str]:
    """Status, body and cookie of a request."""
    door = http.client.HTTPConnection(HOST, server.server_address[1], timeout=5)
    try:
        door.request(method, path, body or None, {k.replace("_", "-"): v for k, v in headers.items()})
        reply = door.getresponse()
        cookie = (reply.getheader("Set-Cookie") or "").split(";")[0]
        return reply.status, reply.read().decode(), cookie
    finally:
        door.close()


def test_the_token_opens_once(server, addresses):
    token = token_in(opened(addresses))
    path, cookie = entered(server, addresses)
    assert enter(server, token)[0] == 403
    assert ask(server, path)[0] == 403
    assert ask(server, path, Cookie=cookie)[0] == 200


def test_the_opener_gets_no_secret_but_a_private_file(server, addresses):
    file = opened(addresses)
    token = token_in(file)
    assert addresses == [file.as_uri()] and token not in addresses[0]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    server.open(["browser"])
    assert len(addresses) == 1


def test_the_file_is_gone_once_it_was_used(server, addresses):
    entered(server, addresses)
    assert not opened(addresses).parent.exists()


def test_the_file_is_gone_when_the_page_is_over(addresses):
    one = LocalPage(lambda _nonce: "", lambda _wanted: None)
    one.open(["browser"])
    token = token_in(opened(addresses))
    one.end()
    assert not opened(addresses).parent.exists() and not one.claim(token)
    one.open(["browser"])
    assert len(addresses) == 1


def test_a_browser_that_does_not_start_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    one = LocalPage(lambda _nonce: "", lambda _wanted: None)
    with pytest.raises(NoBrowser):
        one.open([str(tmp_path / "none")])
    one.end()
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_token_opens_nothing_and_costs_the_right_one_nothing(server, addresses):
    right = token_in(opened(addresses))
    for wrong in ("", "x", right[:-1], right + "x", "\udcff", "\x00", "x" * MAX_TOKEN):
        assert enter(server, wrong.encode("utf-8", "replace").decode())[0] == 403, wrong[:20]
    assert ask(server, "/open", "POST", f"token={right}", Content_Length="9" * 5000)[0] == 403
    assert entered(server, addresses)


def test_the_token_is_taken_from_nowhere_else(server, addresses):
    """A token in an address would stand in histories and in the list of what runs."""
    token = token_in(opened(addresses))
    for path in (f"/{token}/", f"/open?token={token}", f"/open/{token}", "/open"):
        assert ask(server, path)[0] == 403, path
    assert ask(server, f"/open?token={token}", "POST")[0] == 403
    assert entered(server, addresses)


def test_another_site_may_not_bring_the_token(server, addresses):
    token = token_in(opened(addresses))
    assert enter(server, token, Origin="http://example.org")[0] == 403
    assert enter(server, token, Host="example.org")[0] == 403
    assert entered(server, addresses)


def test_the_cookie_is_for_this_page_alone(server, addresses):
    door = http.client.HTTPConnection(HOST, server.server_address[1], timeout=5)
    door.request("POST", "/open", urlencode({"token": token_in(opened(addresses))}))
    reply = door.getresponse()
    cookie = (reply.getheader("Set-Cookie") or "").split("; ")
    door.close()
    assert {"HttpOnly", "SameSite=Strict", f"Path=/{server.room}/"} <= set(cookie)
    assert reply.getheader("Referrer-Policy") == "no-referrer"


def test_without_the_cookie_there_is_nothing(server, addresses):
    for path in ("/", "/x", "/x/", f"/{server.room}", f"/{server.room}/", "/../", "//"):
        for cookie in ("", "deskbreak=", f"deskbreak={server.room}", f"other={server.cookie}"):
            assert ask(server, path, Cookie=cookie)[0] == 403, (path, cookie)
    assert entered(server, addresses)


def test_with_the_cookie_there_is_only_what_there_is(server, addresses):
    path, cookie = entered(server, addresses)
    for other in ("/", "/x", "/x/", path[:-1], path[:-2] + "/", "/../", "//"):
        assert ask(server, other, Cookie=cookie)[0] == 404, other


def test_another_host_or_origin_is_refused(server, addresses):
    path, cookie = entered(server, addresses)
    assert ask(server, path, Host="example.org", Cookie=cookie)[0] == 403
    assert ask(server, path, Origin="http://example.org", Cookie=cookie)[0] == 403
    assert ask(server, path + "do", "POST", "{}", Cookie=cookie, Origin="null")[0] == 403


def test_orders_need_the_cookie_and_make_sense(server, addresses):
    path, cookie = entered(server, addresses)
    path += "do"
    assert ask(server, path, "POST", '{"act": "done"}')[0] == 403
    assert ask(server, path, "POST", '{"act": "done"}', Cookie=cookie)[0] == 200
    for body in ("[]", "nonsense", "\x00", "x" * (MAX_BODY + 1), "[" * 60_000, '{"a":' * 10_000):
        assert ask(server, path, "POST", body, Cookie=cookie)[0] == 400, body[:20]
    assert server.acted == [{"act": "done"}]


def test_the_page_may_ask_for_what_there_is(server, addresses):
    path, cookie = entered(server, addresses)
    status, body, _ = ask(server, path + "there?mirror=1", Cookie=cookie)
    assert (status, json.loads(body)) == (200, {"mirror": "1"})
    assert ask(server, path + "elsewhere", Cookie=cookie)[0] == 404


def test_listeners_hear_each_new_moment(server):
    server.publish({"left": "0:05"})
    number, state = server.next_state(-1)
    assert json.loads(state) == {"left": "0:05"}
    server.publish({"left": "0:05"})
    server.publish({"left": "0:04"})
    assert json.loads(server.next_state(number)[1]) == {"left": "0:04"}


def test_the_page_allows_nothing_from_elsewhere(server, addresses):
    path, cookie = entered(server, addresses)
    door = http.client.HTTPConnection(HOST, server.server_address[1], timeout=5)
    door.request("GET", path, headers={"Cookie": cookie})
    reply = door.getresponse()
    policy = reply.getheader("Content-Security-Policy") or ""
    nonce = reply.read().decode().removeprefix("<p>").removesuffix("</p>")
    door.close()
    assert "default-src 'none'" in policy and f"'nonce-{nonce}'" in policy
    assert reply.getheader("Referrer-Policy") == "no-referrer"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells whose a connection is")
@pytest.mark.parametrize("whose", ["ours", "root's", "nobody can tell", "another's"])
def test_only_this_person_is_listened_to(server, addresses, monkeypatch, whose):
    """The second wall: another user who got hold of the token all the same is refused."""
    users = {"ours": os.getuid(), "root's": 0, "nobody can tell": None, "another's": os.getuid() + 1}
    monkeypatch.setattr(page, "user_of", lambda _client, _server: users[whose])
    if whose != "another's":
        assert entered(server, addresses)
        return
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        enter(server, token_in(opened(addresses)))
    with socket.create_connection((HOST, server.server_address[1]), timeout=5) as door:
        assert door.recv(1) == b""
