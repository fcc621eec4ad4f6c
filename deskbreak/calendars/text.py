"""From the bytes of a calendar file to the few lines that say when things happen.

Only the lines that bear on time are kept, so nothing that people paste into a description can spoil a
calendar, and a calendar of many megabytes stays small.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from deskbreak.values import dataclass, field

KINDS = ("VEVENT", "VFREEBUSY", "VTIMEZONE")
_CONTAINER = "VCALENDAR"
_MAX_DEPTH = 8  # a calendar needs three levels; garbage may ask for a million
_ABOUT = ("UID", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP", "ATTENDEE", "FREEBUSY")
_WHEN = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID")
_OUTLOOK = (
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-MICROSOFT-CDO-ALLDAYEVENT",
    "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT",
)
_OTHERS = ("X-FUNAMBOL-ALLDAY", "X-ALLDAY")
_HEAD = ("METHOD", "CALSCALE", "X-WR-TIMEZONE", "X-WR-CALNAME")
_ZONE = ("TZID", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME")
_KEPT = frozenset((*_ABOUT, *_WHEN, *_OUTLOOK, *_OTHERS, *_HEAD, *_ZONE))
_MATTERS = re.compile(
    rb"^(%s)([;:][^\n]*(?:\n[ \t][^\n]*)*)" % "|".join(sorted((*_KEPT, "BEGIN", "END"))).encode(),
    re.IGNORECASE | re.MULTILINE,
)
_FOLD = re.compile(rb"\n[ \t]")
_FOLDED_NAME = re.compile(rb"^([A-Za-z0-9-]{1,31})\n[ \t]", re.MULTILINE)
_TIMED = ("DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID")
# parameters (values may be quoted), value
_REST = re.compile(r'((?:;[^:";]*(?:"[^"]*"[^:";]*)*)*):(.*)', re.DOTALL)
# what stands after a zone that has a colon and no quotes: `;TZID=GMT+05:30:20261130T140000`
_AFTER_COLON = re.compile(r"(.*):(\s*(?:\d{8}.*)?)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One content line of a calendar, unfolded."""

    name: str
    params: str  # as written, with the leading ";"
    value: str

    def param(self, name: str) -> str:
        """The value of a parameter without its quotes, "" where it is absent."""
        found = re.search(rf';{name}=(?:"([^"]*)"|([^;"]*))', self.params, re.IGNORECASE)
        return (found[1] or found[2] or "").strip() if found else ""

    def __str__(self) -> str:
        return f"{self.name}{self.params}:{self.value}"


@dataclass(slots=True)
class Block:
    """One component of a calendar; `line` is where it begins in the file."""

    kind: str
    line: int
    lines: list[ContentLine] = field(default_factory=list)

    def first(self, name: str) -> ContentLine | None:
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[ContentLine]:
        return [line for line in self.lines if line.name == name]

    def text(self, name: str) -> str:
        """The value of the property, upper case, "" where it is absent."""
        line = self.first(name)
        return line.value.strip().upper() if line else ""


@dataclass(slots=True)
class Sheet:
    """One VCALENDAR: its own properties and its components. `cut`: the file ends in the middle."""

    head: Block
    blocks: list[Block] = field(default_factory=list)
    cut: bool = False


def sheets(data: bytes) -> list[Sheet]:
    """The calendars in a file, in order; none where the bytes are something else."""
    found: list[Sheet] = []
    stack: list[Block] = []
    for number, line in _content_lines(_as_utf8(data)):
        match line.name:
            case "BEGIN":
                _begin(line.value.strip().upper(), number, stack, found)
            case "END":
                _end(line.value.strip().upper(), stack, found)
            case _ if stack:
                stack[-1].lines.append(line)
    if found and any(block.kind in KINDS for block in stack):
        found[-1].cut = True
    return found


def _begin(kind: str, number: int, stack: list[Block], found: list[Sheet]) -> None:
    block = Block(kind, number)
    if kind == _CONTAINER:
        _close_all(stack, found)
        stack.clear()
        found.append(Sheet(block))
    elif kind in KINDS:
        if not found:  # an event on its own, as some programs drag it out of a calendar
            found.append(Sheet(Block(_CONTAINER, number)))
        _close_all(stack, found)  # the one before was never ended
    if len(stack) < _MAX_DEPTH:
        stack.append(block)


def _end(kind: str, stack: list[Block], found: list[Sheet]) -> None:
    """Close the innermost block of that kind and what was left open in it; an END of nothing is ignored."""
    if any(block.kind == kind for block in stack):
        while stack[-1].kind != kind:
            _close(stack.pop(), stack, found)
        _close(stack.pop(), stack, found)


def _close_all(stack: list[Block], found: list[Sheet]) -> None:
    while stack and stack[-1].kind != _CONTAINER:
        _close(stack.pop(), stack, found)


def _close(block: Block, stack: list[Block], found: list[Sheet]) -> None:
    if block.kind in KINDS:
        found[-1].blocks.append(block)
    elif stack and stack[-1].kind == "VTIMEZONE":  # its STANDARD and DAYLIGHT parts stay inside
        parent = stack[-1].lines
        parent += [ContentLine("BEGIN", "", block.kind), *block.lines, ContentLine("END", "", block.kind)]


def _as_utf8(data: bytes) -> bytes:
    """The same text without a byte order mark and with plain line ends; UTF-16 becomes UTF-8."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            data = _recoded(data[len(mark) :], encoding)
    if data[:1] == b"B" and data[1:2] == b"\0":
        data = _recoded(data, "utf-16-le")
    elif data[:2] == b"\0B":
        data = _recoded(data, "utf-16-be")
    data = data.removeprefix(codecs.BOM_UTF8)
    return data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _recoded(data: bytes, encoding: str) -> bytes:
    return data.decode(encoding, "replace").encode("utf-8", "replace")


def _content_lines(data: bytes) -> Iterator[tuple[int, ContentLine]]:
    """The lines that matter, unfolded: bytes first, since a fold may fall inside a character.

    They are found by one pattern, so what does not matter costs next to nothing.
    """
    while (whole := _FOLDED_NAME.sub(rb"\1", data)) != data:
        data = whole
    number, at = 1, 0
    for found in _MATTERS.finditer(data):
        number += data.count(b"\n", at, found.start())
        at = found.start()
        rest = found[2]
        if b"\n" in rest:
            rest = _FOLD.sub(b"", rest)
        if line := _line(found[1].decode().upper(), _decoded(rest)):
            yield number, line


def _line(name: str, rest: str) -> ContentLine | None:
    """A name and what follows it, from its `;` or `:` on."""
    if rest[0] == ":":
        return ContentLine(name, "", rest[1:])
    fields = _REST.fullmatch(rest)
    return ContentLine(name, *_split(name, fields[1], fields[2])) if fields else None


def _split(name: str, params: str, value: str) -> tuple[str, str]:
    """Parameters and value, parted at the colon that is meant: a time has none, but a zone's name may."""
    if name in _TIMED and (after := _AFTER_COLON.fullmatch(value)):
        return f"{params}:{after[1]}", after[2]
    return params, value


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")  # old Windows programs
