"""A page for the person's own browser: a tiny web server on this machine only.

A one-time token, posted by a file that only the person can read (`opening.py`), is answered with a cookie; from
then on only that browser is served. Refused are requests that name another host or come from another site's page,
and connections of other users of this machine. docs/security.md says what each of these walls is for.
"""

from __future__ import annotations

import html
import json
import os
import re
import secrets
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from deskbreak import language
from deskbreak.language import _
from deskbreak.platforms.browser import Opener, open_in_browser
from deskbreak.platforms.loopback import user_of
from deskbreak.platforms.opening import PageOpening
from deskbreak.sentences import english

HERE = Path(__file__).parent
HOST = "127.0.0.1"
MAX_BODY, MAX_TOKEN = 64 * 1024, 1024
WAIT_S = 2.0  # a stream that has nothing to say still shows that it lives

OnGet = Callable[
    [list[str], dict[str, str]], Any
]  # path and query -> something for JSON; None: there is no such thing
OnPost = Callable[[dict[str, Any]], Any]  # what the page asks for -> its answer, for JSON

_WELCOME = """<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url={there}">
<title>deskbreak</title>
<a href="{there}">{go}</a>
</html>
"""


def _welcome(there: str) -> str:
    said = {"there": there, "language": language.current(), "direction": language.direction()}
    return _WELCOME.format(**said, go=html.escape(_("Go on to deskbreak")))


def page_text(folder: Path) -> str:
    """The folder's `page.html`; {{file NAME}} in it is that file, of the folder or else of this one."""

    def text(name: str) -> str:
        own = folder / name
        return (own if own.is_file() else HERE / name).read_text("utf-8")

    return re.sub(r"\{\{file ([\w.-]+)\}\}", lambda found: text(found[1]), text("page.html"))


class LocalPage(ThreadingHTTPServer):
    """Serves one page, what it asks for, and a stream of states; hands what the person does to `act`.

    `page` makes the page with a nonce for its script. Raises OSError where this machine refuses a place.
    """

    daemon_threads = True

    def __init__(
        self, page: Callable[[str], str], act: OnPost, ask: OnGet = lambda _path, _query: None
    ) -> None:
        super().__init__((HOST, 0), _Handler)
        self.page, self.act, self.ask = page, act, ask
        # The room is part of every address, so that the cookie goes to no other server on 127.0.0.1.
        self.room, self.cookie = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self.here = f"{HOST}:{self.server_address[1]}"
        self.readers = 0
        self._token: str | None = secrets.token_urlsafe(24)
        self._opening: PageOpening | None = None
        self._opener: Opener | None = None
        self._claiming = Lock()
        self.over = False
        self._news = Condition()
        self._state = "{}"
        self._number = 0
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def open(self, command: list[str]) -> None:
        """Let `command` open the page, once. Raises NoBrowser."""
        with self._claiming:
            if self._token is None or self._opening is not None:
                return
            self._opening = PageOpening(f"http://{self.here}", self._token)
        self._opener = open_in_browser(command, self._opening.file.as_uri())

    @property
    def refused(self) -> str:
        """Why the page will not come, as far as what should open it says so; empty while it may come."""
        code = self._opener.poll() if self._opener is not None else None
        return english("the browser ended with code {code}", code=code) if code else ""

    def claim(self, token: str) -> bool:
        """Return True if this is the token, for the first time; it is worth nothing afterwards."""
        with self._claiming:
            if self._token is None or not secrets.compare_digest(token.encode(), self._token.encode()):
                return False
            self._token = None
            self._put_away()
            return True

    def _put_away(self) -> None:
        if self._opening is not None:
            self._opening.remove()

    def verify_request(self, _request: Any, client_address: Any) -> bool:
        """Other users of this machine are not even listened to. Root may anyway, and relays for root's sake."""
        if sys.platform == "win32":
            return True
        return user_of(client_address, (HOST, self.server_address[1])) in (None, 0, os.getuid())

    def publish(self, state: dict[str, Any]) -> None:
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
        with self._claiming:
            self._token = None
            self._put_away()
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
        if self.path == "/open":
            self._welcome()
            return
        where = self._allowed()
        if where is None:
            return
        wanted = _object(self._body(MAX_BODY)) if where[0] == ["do"] else None
        if wanted is None:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        self._send(json.dumps(self.server.act(wanted) or {}, ensure_ascii=False), "application/json")

    def _body(self, most: int) -> bytes:
        """What was sent along; empty where that is nothing, or too much."""
        length = self.headers.get("Content-Length", "")
        fits = length.isascii() and length.isdigit() and len(length) < 10 and int(length) <= most
        return self.rfile.read(int(length)) if fits else b""

    # -- who may ask ------------------------------------------------------------------------------------

    def _welcome(self) -> None:
        """The token for the cookie. The page is then asked for by our own page: a strict cookie goes along."""
        sent = parse_qs(self._body(MAX_TOKEN).decode("utf-8", "replace")).get("token", [""])[0]
        # A file has no origin: browsers say "null", or nothing.
        if not self._is_at_home(None, "null", f"http://{self.server.here}") or not self.server.claim(sent):
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        there = f"/{self.server.room}/"
        more = {
            "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
            "Set-Cookie": f"deskbreak={self.server.cookie}; Path={there}; HttpOnly; SameSite=Strict",
        }
        self._send(_welcome(there), "text/html", more=more)

    def _allowed(self) -> tuple[list[str], dict[str, list[str]]] | None:
        """Path and query of a client that may ask; every other is refused."""
        server, url = self.server, urlsplit(self.path)
        room, *parts = url.path.split("/")[1:] or [""]
        if not self._is_at_home(None, f"http://{server.here}") or not self._is_known():
            self._refuse(HTTPStatus.FORBIDDEN)
        elif not parts or not secrets.compare_digest(room.encode(), server.room.encode()):
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            return parts, parse_qs(url.query)
        return None

    def _is_at_home(self, *origins: str | None) -> bool:
        """Return True if the request is for this very server, and from a page that may ask it."""
        return self.headers.get("Host") == self.server.here and self.headers.get("Origin") in origins

    def _is_known(self) -> bool:
        """Return True if the browser shows the cookie that it got for the token."""
        shown = [one.partition("=") for one in self.headers.get("Cookie", "").split("; ")]
        mine = self.server.cookie.encode()
        return any(name == "deskbreak" and secrets.compare_digest(it.encode(), mine) for name, _, it in shown)

    def _refuse(self, status: HTTPStatus) -> None:
        self._send(_("This page is not for you, or it is over.") + "\n", "text/plain", status)

    # -- answers ----------------------------------------------------------------------------------------

    def _page(self) -> None:
        nonce = secrets.token_urlsafe(12)
        policy = (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; "
            "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        self._send(self.server.page(nonce), "text/html", more={"Content-Security-Policy": policy})

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
        """Nothing is logged."""


def _object(text: bytes) -> dict[str, Any] | None:
    """The JSON object that stands there; None for anything else."""
    try:
        wanted = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return wanted if isinstance(wanted, dict) else None
