"""Reading rows straight from the pages of an SQLite file, for files that SQLite itself refuses.

Follows the published file format: table leaf pages, their records, overflow chains, and the committed frames
of the write-ahead log. What makes no sense is passed over; the caller judges what the values mean.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from deskbreak.plain_file import Refused, read_plain

MAX_BYTES = 536_870_912  # 512 MiB, some hundred years of breaks
PAGE = 4096  # SQLite's default, which the journal never changes
_FRAME = 24 + PAGE  # a page in the write-ahead log, behind a header of its own
_TABLE_LEAF = 0x0D
# Bytes of a record that stay in its page: one that is longer than the most leaves the least there, or more.
_MOST, _LEAST = 4061, 489
Value = None | int | float | str | bytes
PageRow = tuple[int, list[Value]]  # rowid, columns
Pages = dict[int, bytes]

_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def records(path: Path) -> Iterator[PageRow]:
    """Every readable row of every table but the schema's, those in the write-ahead log first."""
    kept = _file_pages(path)
    newer = _log_pages(path.with_name(path.name + "-wal"))
    everything = {**kept, **newer}
    for pages in (newer, kept):
        for page in pages.values():
            yield from _leaf(page, everything)


def _file_pages(path: Path) -> Pages:
    data = _bytes_of(path)
    return {1 + at // PAGE: data[at : at + PAGE].ljust(PAGE, b"\0") for at in range(0, len(data), PAGE)}


def _bytes_of(path: Path) -> bytes:
    """The whole file; nothing where there is none, or something that is no file."""
    try:
        return read_plain(path, max_bytes=MAX_BYTES)
    except (FileNotFoundError, Refused):
        return b""


def _log_pages(path: Path) -> Pages:
    """The pages of the log's whole transactions; frames left over from earlier rounds carry another salt."""
    data = _bytes_of(path)
    committed: Pages = {}
    pending: Pages = {}
    for at in range(32, len(data), _FRAME):
        frame = data[at : at + _FRAME]
        if len(frame) < _FRAME or frame[8:16] != data[16:24]:
            break
        number, size = struct.unpack(">II", frame[:8])
        pending[number] = frame[24:]
        if size:  # set in a transaction's last frame only
            committed = pending.copy()
    return committed


def _leaf(page: bytes, pages: Pages) -> Iterator[PageRow]:
    if page[0] != _TABLE_LEAF:
        return
    cells = int.from_bytes(page[3:5], "big")
    for (at,) in struct.iter_unpack(">H", page[8 : 8 + 2 * cells]):
        try:
            yield _cell(page, at, pages)
        except (IndexError, ValueError, KeyError):
            continue


def _cell(page: bytes, at: int, pages: Pages) -> PageRow:
    size, at = _varint(page, at)
    rowid, at = _varint(page, at)
    return rowid, _columns(_payload(page, at, size, pages))


def _payload(page: bytes, at: int, size: int, pages: Pages) -> bytes:
    if size <= _MOST:
        return page[at : at + size]
    if size > len(pages) * PAGE:
        raise ValueError("the record is longer than the file")  # and its pages may lead round in a circle
    local = _LEAST + (size - _LEAST) % (PAGE - 4)
    local = local if local <= _MOST else _LEAST
    data = bytearray(page[at : at + local])
    following = page[at + local : at + local + 4]
    while len(data) < size:
        more = pages[int.from_bytes(following, "big")]
        following = more[:4]
        data += more[4:]
    return bytes(data[:size])


def _columns(payload: bytes) -> list[Value]:
    header, at = _varint(payload, 0)
    types = []
    while at < header:
        kind, at = _varint(payload, at)
        types.append(kind)
    values = []
    for kind in types:
        value, at = _value(payload, at, kind)
        values.append(value)
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in (0, 8, 9):
        return (None if kind == 0 else kind - 8), at
    size = _INTEGER_SIZES.get(kind) or (8 if kind == 7 else (kind - 12) // 2)
    raw = payload[at : at + size]
    if len(raw) != size:
        raise ValueError("the record ends early")
    if kind == 7:
        return struct.unpack(">d", raw)[0], at + size
    if kind in _INTEGER_SIZES:
        return int.from_bytes(raw, "big", signed=True), at + size
    return (raw.decode() if kind % 2 else raw), at + size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9
