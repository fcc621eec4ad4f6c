"""Reading rows straight from the pages of an SQLite file, for files that SQLite itself refuses.

Follows the published file format: table leaf pages, their records, overflow chains, and the committed frames
of the write-ahead log. What makes no sense is passed over; the caller judges what the values mean.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from deskbreak.plain_file import Refused, read_plain

MAX_BYTES = 512 * 1024 * 1024  # some hundred years of breaks
PAGE = 4096  # SQLite's default, which the journal never changes
_TABLE_LEAF = 0x0D
_OVERFLOW_ENDS = 0
Value = None | int | float | str | bytes
Record = tuple[int, list[Value]]  # rowid, columns
Pages = dict[int, bytes]

_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def records(path: Path) -> Iterator[Record]:
    """Every readable row of every table, those in the write-ahead log first."""
    kept = _file_pages(path)
    newer = _log_pages(path.with_name(path.name + "-wal"))
    everything = {**kept, **newer}
    for pages in (newer, kept):
        for number, page in pages.items():
            yield from _leaf(page, 100 if number == 1 else 0, everything)


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
    for at in range(32, len(data) - 24 - PAGE + 1, 24 + PAGE):
        number, size, salt = struct.unpack(">II8s", data[at : at + 16])
        if salt != data[16:24]:
            break
        pending[number] = data[at + 24 : at + 24 + PAGE]
        if size:  # set in a transaction's last frame only
            committed.update(pending)
            pending.clear()
    return committed


def _leaf(page: bytes, start: int, pages: Pages) -> Iterator[Record]:
    if page[start] != _TABLE_LEAF:
        return
    cells = int.from_bytes(page[start + 3 : start + 5], "big")
    for index in range(min(cells, PAGE // 4)):
        at = start + 8 + 2 * index
        try:
            yield _cell(page, int.from_bytes(page[at : at + 2], "big"), pages)
        except (IndexError, ValueError, KeyError, struct.error):
            continue


def _cell(page: bytes, at: int, pages: Pages) -> Record:
    size, at = _varint(page, at)
    rowid, at = _varint(page, at)
    return rowid, _columns(_payload(page, at, size, pages))


def _payload(page: bytes, at: int, size: int, pages: Pages) -> bytes:
    most = PAGE - 35
    if size <= most:
        return page[at : at + size]
    least = (PAGE - 12) * 32 // 255 - 23
    local = least + (size - least) % (PAGE - 4)
    local = local if local <= most else least
    data = page[at : at + local]
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    while len(data) < size and following != _OVERFLOW_ENDS:
        more = pages[following]
        following = int.from_bytes(more[:4], "big")
        data += more[4 : 4 + size - len(data)]
    return data


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
    if len(raw) != size or size < 0:
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
