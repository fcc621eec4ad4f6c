"""The page's server serves one browser on this machine, and nobody else."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from typing import Any

import pytest

from deskbreak.platforms.page import HOST, LARGEST, LocalPage


@pytest.fixture
def server() -> Iterator[LocalPage]:
    acted: list[dict[str, Any]] = []

    def found(path: list[str], query: dict[str, str]) -> object:
        return query if path == ["there"] else None

    one = LocalPage(lambda nonce: f"<p>{nonce}</p>", acted.append, found)
    one.acted = acted  # type: ignore[attr-defined]
    yield one
    one.end()


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


def test_the_first_to_come_is_served_and_nobody_after(server):
    status, _, cookie = ask(server, f"/{server.token}/")
    assert status == 200 and cookie
    assert ask(server, f"/{server.token}/")[0] == 403
    assert ask(server, f"/{server.token}/", Cookie=cookie)[0] == 200


def test_without_the_token_there_is_nothing(server):
    for path in ("/", "/x", "/x/", f"/{server.token}", f"/{server.token[:-1]}/", "/../", "//"):
        assert ask(server, path)[0] in (403, 404), path
    assert not server.claimed


def test_another_host_or_origin_is_refused(server):
    path = f"/{server.token}/"
    assert ask(server, path, Host="example.org")[0] == 403
    assert ask(server, path, Origin="http://example.org")[0] == 403
    cookie = ask(server, path)[2]
    assert ask(server, path + "do", "POST", "{}", Cookie=cookie, Origin="null")[0] == 403


def test_orders_need_the_cookie_and_make_sense(server):
    path = f"/{server.token}/do"
    assert ask(server, path, "POST", '{"act": "done"}')[0] == 403
    cookie = ask(server, f"/{server.token}/")[2]
    assert ask(server, path, "POST", '{"act": "done"}', Cookie=cookie)[0] == 200
    for body in ("[]", "nonsense", "\x00", "x" * (LARGEST + 1)):
        assert ask(server, path, "POST", body, Cookie=cookie)[0] == 400, body[:20]
    assert server.acted == [{"act": "done"}]


def test_the_page_may_ask_for_what_there_is(server):
    cookie = ask(server, f"/{server.token}/")[2]
    status, body, _ = ask(server, f"/{server.token}/there?mirror=1", Cookie=cookie)
    assert (status, json.loads(body)) == (200, {"mirror": "1"})
    assert ask(server, f"/{server.token}/elsewhere", Cookie=cookie)[0] == 404


def test_listeners_hear_each_new_moment(server):
    server.tell({"left": "0:05"})
    number, state = server.next_state(-1)
    assert json.loads(state) == {"left": "0:05"}
    server.tell({"left": "0:05"})
    server.tell({"left": "0:04"})
    assert json.loads(server.next_state(number)[1]) == {"left": "0:04"}


def test_the_page_allows_nothing_from_elsewhere(server):
    door = http.client.HTTPConnection(HOST, server.server_address[1], timeout=5)
    door.request("GET", f"/{server.token}/")
    reply = door.getresponse()
    policy = reply.getheader("Content-Security-Policy") or ""
    nonce = reply.read().decode().removeprefix("<p>").removesuffix("</p>")
    door.close()
    assert "default-src 'none'" in policy and f"'nonce-{nonce}'" in policy
    assert reply.getheader("Referrer-Policy") == "no-referrer"
