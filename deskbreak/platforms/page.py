"""A page for the person's own browser: a tiny web server on this machine only, and what opens a browser.

The address holds a token that works once: whoever loads the page first gets a cookie, and from then on only
that browser is served. Requests that name another host, or come from another site's page, are refused.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from deskbreak.errors import DeskbreakError
from deskbreak.platforms.session import has_display

HOST = "127.0.0.1"
LARGEST = 64 * 1024
WAIT_S = 2.0  # a stream that has nothing to say still shows that it lives

Ask = Callable[
    [list[str], dict[str, str]], Any
]  # path and query -> something for JSON; None: there is no such thing
Act = Callable[[dict[str, Any]], Any]  # what the page asks for -> its answer, for JSON


class NoBrowser(DeskbreakError):
    """There is nothing here to show a page with."""


class LocalPage(ThreadingHTTPServer):
    """Serves one page, what it asks for, and a stream of states; hands what the person does to `act`.

    `page` makes the page with a nonce for its script. Raises OSError where this machine refuses a place.
    """

    daemon_threads = True

    def __init__(self, page: Callable[[str], str], act: Act, ask: Ask = lambda _path, _query: None) -> None:
        super().__init__((HOST, 0), _Handler)
        self.page, self.act, self.ask = page, act, ask
        self.token, self.cookie = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self.claimed = False
        self.here = f"{HOST}:{self.server_address[1]}"
        self.readers = 0
        self.over = False
        self._news = Condition()
        self._state = "{}"
        self._number = 0
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://{self.here}/{self.token}/"

    def tell(self, state: dict[str, Any]) -> None:
        """A new moment for everybody who listens."""
        text = json.dumps(state, ensure_ascii=False)
        with self._news:
            if text != self._state:
                self._state, self._number = text, self._number + 1
                self._news.notify_all()

    def next_state(self, seen: int) -> tuple[int, str]:
        """The state after number `seen`, waiting for it a while; an empty one when there was none."""
        with self._news:
            if self._news.wait_for(lambda: self._number > seen or self.over, WAIT_S) and self._number > seen:
                return self._number, self._state
            return seen, ""

    def end(self) -> None:
        with self._news:
            self.over = True
            self._news.notify_all()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is nothing to talk about."""


class _Handler(BaseHTTPRequestHandler):
    server: LocalPage
    server_version, sys_version = "deskbreak", ""
    timeout = 30

    def do_GET(self) -> None:
        where = self._allowed()
        if where is None:
            return
        parts, query = where
        match parts:
            case [""]:
                self._page()
            case ["events"]:
                self._events()
            case _:
                found = self.server.ask(parts, {name: values[0] for name, values in query.items()})
                if found is None:
                    self._refuse(HTTPStatus.NOT_FOUND)
                else:
                    self._send(json.dumps(found), "application/json")

    def do_POST(self) -> None:
        where = self._allowed()
        if where is None:
            return
        length = self.headers.get("Content-Length", "")
        if where[0] != ["do"] or not length.isdigit() or int(length) > LARGEST:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        try:
            wanted = json.loads(self.rfile.read(int(length)))
        except ValueError:
            wanted = None
        if not isinstance(wanted, dict):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        self._send(json.dumps(self.server.act(wanted) or {}, ensure_ascii=False), "application/json")

    # -- who may ask ------------------------------------------------------------------------------------

    def _allowed(self) -> tuple[list[str], dict[str, list[str]]] | None:
        """Path and query for somebody who may ask; everybody else is refused."""
        server, url = self.server, urlsplit(self.path)
        parts = url.path.split("/")[1:]
        status = self._objection(parts)
        if status is not None:
            self._refuse(status)
            return None
        server.claimed = True
        return parts[1:], parse_qs(url.query)

    def _objection(self, parts: list[str]) -> HTTPStatus | None:
        server, origin = self.server, self.headers.get("Origin")
        if self.headers.get("Host") != server.here or origin not in (None, f"http://{server.here}"):
            return HTTPStatus.FORBIDDEN
        if len(parts) < 2 or not secrets.compare_digest(parts[0].encode(), server.token.encode()):
            return HTTPStatus.NOT_FOUND
        known = f"deskbreak={server.cookie}" in self.headers.get("Cookie", "").split("; ")
        first = not server.claimed and self.command == "GET" and parts[1:] == [""]
        return None if known or first else HTTPStatus.FORBIDDEN

    def _refuse(self, status: HTTPStatus) -> None:
        self._send("This page is not for you, or it is over.\n", "text/plain", status)

    # -- answers ----------------------------------------------------------------------------------------

    def _page(self) -> None:
        nonce = secrets.token_urlsafe(12)
        policy = (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; "
            "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        cookie = f"deskbreak={self.server.cookie}; Path=/{self.server.token}/; HttpOnly; SameSite=Strict"
        more = {"Content-Security-Policy": policy, "Set-Cookie": cookie}
        self._send(self.server.page(nonce), "text/html", more=more)

    def _send(
        self,
        text: str,
        kind: str,
        status: HTTPStatus = HTTPStatus.OK,
        more: dict[str, str] | None = None,
    ) -> None:
        data = text.encode()
        self._head(kind, status, {"Content-Length": str(len(data)), **(more or {})})
        self.wfile.write(data)

    def _head(self, kind: str, status: HTTPStatus, more: dict[str, str]) -> None:
        self.send_response(status)
        usual = {
            "Content-Type": f"{kind}; charset=utf-8",
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }
        for name, value in (usual | more).items():
            self.send_header(name, value)
        self.end_headers()

    def _events(self) -> None:
        """The stream of moments, until the page is closed or the routine is over."""
        server, seen = self.server, -1
        self._head("text/event-stream", HTTPStatus.OK, {"Connection": "close"})
        server.readers += 1
        try:
            while not server.over:
                seen, state = server.next_state(seen)
                self.wfile.write(f"data: {state}\n\n".encode() if state else b": still here\n\n")
                self.wfile.flush()
        except OSError:
            pass  # the page was closed
        finally:
            server.readers -= 1

    def log_message(self, *_: Any) -> None:
        """Addresses hold the token: nothing is logged."""


def browser_command() -> list[str]:
    """What opens a page for the person; NoBrowser where there is no screen or no opener."""
    if chosen := os.environ.get("BROWSER"):
        return [chosen.split(os.pathsep)[0]]
    if sys.platform == "darwin":
        return ["open"]
    if sys.platform == "win32":
        return ["cmd", "/c", "start", ""]
    if not has_display():
        raise NoBrowser("no display")
    found = shutil.which("xdg-open")
    if found is None:
        raise NoBrowser("no xdg-open to open a browser with")
    return [found]


def open_in_browser(command: list[str], address: str) -> None:
    """Ask the desktop to show `address`; it goes on in its own process."""
    try:
        subprocess.Popen(
            [*command, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise NoBrowser(f"{command[0]} does not start: {error.strerror}") from error
