"""Makes invalid inputs out of valid ones: bytes, lines and numbers of a text, and values of a JSON table."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Sequence
from typing import Any

HUGE = 10**400
DEEP = 3000  # deeper than Python's own limit
BYTES = (b"\0", b"\xff", b"\xc3", b"\x1b[31m", b"\xe2\x80\xae", b"\xc2\x9b", b"\r", b"\n", b"\t", b'"', b"'", b"[",
    b"]", b"{", b"}", b"=", b".", b",", b"-", b"#", b"\\", b"nan", b"inf", b"true", b"0x", b"1e308", b"-0", b"9" * 400,
    b"9999-12-31", b"0001-01-01", b"24:00", b"00:00-24:00", b"\xef\xbb\xbf", b"a." * 40, b"[" * 200)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 0.5, 1e308, -1e308, 1e-300, 10**25, -(10**25), HUGE, -HUGE, float("nan"),
    float("inf"), -62135596801, 253402300800, 253402300799, -1e11, 7258118401, 1e12, 2**31, 2**63, "", " ", "x",
    "auto", "\ud800", "\u202eabc", "\x1b[2J", "\x9b2J", "a\r\nX-EVIL:1", "=1+1", "x" * 70_000, "9" * 400, "1e999",
    "0001-01-01", "9999-12-31", "mon", [], {}, [[]], [{}], {"": {}}, [None] * 300, ["x"] * 600, {"a": [1, 2, 3]},
)  # fmt: skip


def changed_bytes(chance: random.Random, data: bytes, others: Sequence[bytes] = ()) -> bytes:
    """The input with one to six changes, each of a random kind."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice((1, 1, 2, 5, 20, 100)))
        match chance.randrange(9):
            case 0:
                made[at:at] = chance.choice(BYTES)
            case 1:
                made[at:end] = chance.choice(BYTES)
            case 2:
                del made[at:end]
            case 3:
                made[at:at] = made[at:end] * chance.choice((1, 1, 2, 50))
            case 4 if made:
                made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
            case 5:
                made = bytearray(_swapped_lines(chance, bytes(made)))
            case 6:
                made = bytearray(_other_number(chance, bytes(made)))
            case 7 if others:
                other = chance.choice(others)
                start = chance.randrange(len(other) + 1)
                made[at:end] = other[start : start + chance.choice((5, 50, 500))]
            case _:
                made = made[:at] if chance.random() < 0.2 else made
    return bytes(made)


def _swapped_lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if chance.random() < 0.5:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines.insert(one, lines[other])
    return b"\n".join(lines)


def _other_number(chance: random.Random, data: bytes) -> bytes:
    """One run of digits becomes another number."""
    digits = [at for at, letter in enumerate(data) if 48 <= letter <= 57]
    if not digits:
        return data
    start = end = chance.choice(digits)
    while end < len(data) and 48 <= data[end] <= 57:
        end += 1
    number = chance.choice(
        (b"0", b"-1", b"1e308", b"99999999999999999999", b"0.5", b"nan", b"13", b"60", b"32")
    )
    return data[:start] + number + data[end:]


def changed_table(chance: random.Random, table: Any) -> Any:
    """The JSON value with one to three of its parts replaced, removed, doubled or renamed."""
    made = copy.deepcopy(table)
    for _ in range(chance.randint(1, 3)):
        parents = [one for one in _parts(made) if one]
        if not parents:
            return chance.choice(VALUES)
        parent = chance.choice(parents)
        key = chance.choice(list(parent) if isinstance(parent, dict) else range(len(parent)))
        _change(chance, parent, key)
    return made


def _change(chance: random.Random, parent: Any, key: Any) -> None:
    match chance.randrange(6):
        case 0:
            del parent[key]
        case 1 if isinstance(parent, list):
            parent.extend(parent[:50])
        case 1:
            parent[chance.choice(("", "kind", "x" * 500, "\ud800", "do"))] = parent[key]
        case 2 if isinstance(parent[key], int | float) and not isinstance(parent[key], bool):
            parent[key] = min(max(parent[key], -1e300), 1e300) * chance.choice((-1, 0, 1e-9, 1e9, 0.37))
        case _:
            parent[key] = copy.deepcopy(chance.choice(VALUES))


def _parts(value: Any) -> list[Any]:
    """Every table and list in it, itself included."""
    found, rest = [], [value]
    while rest:
        one = rest.pop()
        if isinstance(one, dict | list):
            found.append(one)
            rest += one.values() if isinstance(one, dict) else one
    return found


def as_bytes(chance: random.Random, value: Any) -> bytes:
    """The value as JSON, now and then of another shape than a program would write it."""
    text = json.dumps(value, ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.01:
        text = "[" * DEEP + text + "]" * DEEP
    return text.encode("utf-8", "surrogatepass")


def invalid_json(chance: random.Random, samples: Sequence[Any]) -> bytes:
    """One of the samples, changed as a table, as bytes, or both."""
    value = chance.choice(samples)
    if chance.random() < 0.75:
        data = as_bytes(chance, changed_table(chance, value))
    else:
        data = as_bytes(chance, value)
    return changed_bytes(chance, data) if chance.random() < 0.4 else data
