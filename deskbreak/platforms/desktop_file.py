"""Desktop entries (.desktop files): quoting as the specification asks, and reading back what is there."""

from __future__ import annotations

from collections.abc import Sequence

_NEEDS_QUOTES = frozenset(" \t\n\"'\\><~|&;$*?#()`%=")


def exec_value(command: Sequence[str]) -> str:
    """Quoted twice, as the specification asks: each argument for Exec, then the whole as a string value."""
    return string_value(" ".join(_argument(word) for word in command))


def string_value(value: str) -> str:
    """The value of a key that holds a string."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def main_group(data: bytes | None) -> dict[str, str]:
    """The keys of the entry itself, in lower case, without those of its actions; empty when there is none."""
    values: dict[str, str] = {}
    group = ""
    for line in (data or b"").decode("utf-8", "surrogateescape").splitlines():
        if line.startswith("["):
            group = line.strip()
        elif "=" in line and not line.startswith("#") and group in ("", "[Desktop Entry]"):
            key, value = line.split("=", 1)
            values[key.strip().lower()] = value.strip()
    return values


def plain_string(value: str) -> str:
    """What `string_value` wrote."""
    letters = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    out, rest = "", iter(value)
    for letter in rest:
        out += letter if letter != "\\" else letters.get(next(rest, ""), "")
    return out


def _argument(word: str) -> str:
    word = word.replace("%", "%%")
    if word and not _NEEDS_QUOTES & set(word):
        return word
    for letter in '\\"`$':
        word = word.replace(letter, "\\" + letter)
    return f'"{word}"'
