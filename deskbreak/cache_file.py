"""What deskbreak keeps only to be quick: JSON under its own checksum. A damaged file is as if there were none."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

from deskbreak.atomic import write_atomically
from deskbreak.plain_file import read_plain

MAX_BYTES = 64 * 1024 * 1024  # five hundred files of a pack have under a tenth of it


def read_json(path: Path) -> Any:
    """What `write_json` kept there; None where there is nothing, or not what was written."""
    try:
        head, _, body = read_plain(path, max_bytes=MAX_BYTES).partition(b"\n")
        return json.loads(body) if head == checksum(body) else None
    except (OSError, ValueError, RecursionError):
        return None


def write_json(path: Path, value: Any) -> None:
    """Keep a JSON value. Raises OSError."""
    body = json.dumps(value, separators=(",", ":")).encode()
    write_atomically(path, checksum(body) + b"\n" + body, 0o600)


def checksum(body: bytes) -> bytes:
    """The first line of the file."""
    return b"%08x" % zlib.crc32(body)
