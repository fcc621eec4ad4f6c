"""A tiny web server for one page, on this machine only and only while the routine is open.

The address holds a token that works once: whoever loads the page first gets a cookie, and from then on only
that browser is served. Requests that name another host, or come from another site's page, are refused.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from deskbreak.player.page_figures import Figures

HOST = "127.0.0.1"
LARGEST = 4096
WAIT_S = 2.0  # a stream that has nothing to say still shows that it lives


class PageServer(ThreadingHTTPServer):
    """Serves the page, its pictures and a stream of moments; hands what the person does to `act`."""

    daemon_threads = True

    def __init__(
        self, page: Callable[[str], str], figures: Figures, act: Callable[[dict[str, Any]], None]
    ) -> None:
        super().__init__((HOST, 0), _Handler)
        self.page, self.figures, self.act = page, figures, act
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
    server: PageServer
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
            case ["figure", number] if number.isdigit():
                options = {name: values[0] for name, values in query.items()}
                self._send(json.dumps(self._loop(int(number), options)), "application/json")
            case _:
                self._refuse(HTTPStatus.NOT_FOUND)

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
        self.server.act(wanted)
        self._send("{}", "application/json")

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

    def _loop(self, number: int, options: dict[str, str]) -> list[str]:
        theme = "dark" if options.get("theme") == "dark" else "light"
        mirror, still = options.get("mirror") == "1", options.get("still") == "1"
        return self.server.figures.loop(number, mirror=mirror, still=still, theme=theme)

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
