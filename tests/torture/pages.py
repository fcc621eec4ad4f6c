"""`pages`: requests to the settings page and the player's page by those who may not ask, and odd ones by who may."""

from __future__ import annotations

import contextlib
import http.client
import json
import subprocess
from random import Random
from typing import Any

from tests.app.test_page_attack import Opened, shown_by_the_kernel
from tests.torture.mutate import invalid_json
from tests.torture.trial import Trial

COMMAND = "id > /tmp/taken"
ACTS: list[Any] = [
    {"act": "save", "values": {"offer.sound": True, "body.back": "well"}, "stamp": "x"},
    {"act": "preview", "values": {"hours.mon": ["09:00-12:00"]}, "day": "2026-11-30"},
    {"act": "save", "values": {"quiet.command": COMMAND, "hooks.on_offer": ["sh", "-c", COMMAND]}},
    {"act": "save", "values": {"quiet": {"command": COMMAND}, "hooks": {"on_start": [COMMAND]}}},
    {"act": "read"}, {"act": "delete", "key": "guess", "word": "delete"}, {"act": "login", "on": False},
    {"act": "pause"}, {"act": "resume"}, {"act": "close"}, {"act": "taken"}, {"act": "key", "key": "space"},
]  # fmt: skip
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "X" * 300)


def run(trial: Trial) -> str:
    asked = 0
    for kind in ("settings", "player"):
        folder = trial.folder / kind
        folder.mkdir()
        opened = Opened(folder, kind)
        try:
            asked += _ask_all(trial, opened, kind)
            trial.expect(opened.process.poll() is None or kind == "player", f"the {kind} page ended")
            config = opened.home / "config.toml"
            text = config.read_text("utf-8") if config.exists() else ""
            trial.expect(COMMAND not in text, "a page has set what runs a program", text.encode())
        finally:
            opened.close()
    return f"{asked:,} requests to two pages"


class Door:
    """The page with its secrets, and what is asked with some of them wrong."""

    def __init__(self, opened: Opened) -> None:
        self.server = opened.server()
        self.path, self.secrets = opened.enter()
        self.cookie = f"deskbreak={self.secrets[2]}"
        # A page without a listener is closed soon.
        self.listener = http.client.HTTPConnection(self.server, timeout=10)
        headers = {"Host": self.server, "Cookie": self.cookie}
        self.listener.request("GET", f"{self.path}events", headers=headers)

    def over(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether the page ended meanwhile, as the player's does with its routine."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1.0)
        return process.poll() is not None

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> int:
        """The status of the answer; 0 where the connection was dropped."""
        door = http.client.HTTPConnection(self.server, timeout=10)
        try:
            door.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                door.putheader(name, value)
            if body is not None:
                door.putheader("Content-Length", str(len(body)))
            door.endheaders(body)
            reply = door.getresponse()
            if reply.getheader("Content-Type", "").startswith("text/event-stream"):
                return reply.status
            reply.read()
            return reply.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            door.close()


def _ask_all(trial: Trial, opened: Opened, kind: str) -> int:
    door = Door(opened)
    for text in shown_by_the_kernel():
        trial.expect(
            not any(one.encode() in text for one in door.secrets), f"{kind}: a secret is in an argument list"
        )
    asked = 0
    for chance in trial.each_round():
        asked += 1
        if chance.random() < 0.5:
            _wrong(trial, door, chance, kind)
        else:
            _odd(trial, door, chance, kind, opened.process)
        if opened.process.poll() is not None:
            break  # the routine is over
    door.listener.close()
    return asked


def _wrong(trial: Trial, door: Door, chance: Random, kind: str) -> None:
    """At least one thing is not as it should be: never answered with 200."""
    own = f"http://{door.server}"
    hosts = (
        "localhost",
        door.server.replace("127.0.0.1", "localhost"),
        "evil.example",
        "",
        f"{door.server}.evil.example",
    )
    origins = ("null", "http://example.org", f"{own}.evil.example", "https://127.0.0.1", own.upper())
    cookies = (
        "",
        "deskbreak=",
        "deskbreak=guess",
        f"x={door.secrets[2]}",
        door.cookie[:-1],
        f"deskbreak={door.secrets[0]}",
    )
    paths = (
        "/",
        "/open",
        "/x/",
        f"/{door.secrets[0]}/",
        door.path[:-2] + "/",
        f"/..{door.path}",
        "//",
        "*",
        f"{door.path}../",
    )
    host, origin, cookie, path = door.server, own, door.cookie, door.path
    for which in chance.sample(range(4), chance.randint(1, 3)):
        host = chance.choice(hosts) if which == 0 else host
        origin = chance.choice(origins) if which == 1 else origin
        cookie = chance.choice(cookies) if which == 2 else cookie
        path = chance.choice(paths) if which == 3 else path
    method = chance.choice(METHODS[:2])
    headers = {"Host": host, "Origin": origin, "Cookie": cookie, "Content-Type": "application/json"}
    if (host, origin, cookie, path) == (door.server, own, door.cookie, door.path):
        return
    body = json.dumps(chance.choice(ACTS)).encode() if method == "POST" else None
    status = door.ask(method, path + ("do" if method == "POST" and path.endswith("/") else ""), headers, body)
    said = f"{kind}: {method} {path!r} with {headers} is answered with {status}"
    trial.expect(status in (0, 400, 403, 404, 501), said, json.dumps([method, path, headers]).encode())


def _odd(trial: Trial, door: Door, chance: Random, kind: str, process: subprocess.Popen[bytes]) -> None:
    """From the person's own browser: any body and any method gets an answer, and the page is still there."""
    headers = {"Host": door.server, "Origin": f"http://{door.server}", "Cookie": door.cookie}
    acts = [one for one in ACTS if kind == "settings" or one["act"] not in ("close", "taken")]
    body = chance.choice(
        (invalid_json(chance, acts), b"[" * 60_000, b"", b"x" * 70_000, b"\xff\xfe", b"null")
    )
    if chance.random() < 0.8:
        status = door.ask("POST", door.path + "do", headers, body)
    else:
        status = door.ask(
            chance.choice(METHODS), door.path + chance.choice(("", "x", "figure/../..", "do")), headers, None
        )
    if not status and kind == "player" and door.over(process):
        return
    trial.expect(status, f"{kind}: the connection was dropped", body)
    if chance.random() < 0.1:
        again = door.ask("GET", door.path, {"Host": door.server, "Cookie": door.cookie}, None)
        trial.expect(again == 200, f"{kind}: the person's own page is answered with {again}", body)
