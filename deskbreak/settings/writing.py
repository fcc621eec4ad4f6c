"""Changes the person's settings file and keeps everything else in it: comments, order, spelling."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.paths import Profile, shipped
from deskbreak.settings.load import KEYS, load_text
from deskbreak.settings.sentences import did_you_mean, listed

LISTS_OF_TABLES = ("break", "days")


def write_whole(path: Path, text: str) -> None:
    """Write the file completely and then put it in place; a link stays a link."""
    target = path.resolve() if path.is_symlink() else path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            if target.exists():
                Path(name).chmod(target.stat().st_mode & 0o777)
            else:
                Path(name).chmod(0o644)
            Path(name).replace(target)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise DeskbreakError(f"{path} cannot be written: {error.strerror}; nothing was changed") from error


def change(profile: Profile, key: str, value: str) -> str:
    """Set one key of the person's file, checked before it is written; a sentence of what was done."""
    text = _text(profile)
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, ValueError) as error:
        raise DeskbreakError(f"{profile.config} is no TOML ({error}); see: deskbreak config check") from error
    parts = _parts(key)
    table, name = _table(document, parts, key)
    table[name] = _value(value, table.get(name), parts)
    written = tomlkit.dumps(document)
    load_text(written, profile, str(profile.config))
    write_whole(profile.config, written)
    return f"{key} = {tomlkit.item(table[name]).as_string()}"


def change_many(profile: Profile, values: dict[str, Any]) -> None:
    """Set several keys (given as TOML values; None removes one) at once, or none of them."""
    written = drafted(profile, values)
    load_text(written, profile, str(profile.config))
    write_whole(profile.config, written)


def drafted(profile: Profile, values: dict[str, Any]) -> str:
    """The person's file as it would be with these values; nothing is checked and nothing written.

    `break` and `days` take whole lists; entries that stay keep their comments. The text names no key twice.
    """
    document = tomlkit.parse(_text(profile))
    for key, value in values.items():
        if key in LISTS_OF_TABLES:
            _set_entries(document, key, value)
            continue
        parts = _parts(key)
        table, name = _table(document, parts, key)
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value
    return tomlkit.dumps(document)


def _set_entries(document: Any, key: str, rows: list[dict[str, Any]]) -> None:
    """Make the array of tables hold `rows`: what is there already is changed in place, the rest is new."""
    entries = document.get(key)
    begun = not isinstance(entries, AoT)
    if begun:
        document.pop(key, None)
        entries = document[key] = tomlkit.aot()
    label = "name" if key == "break" else "on"
    coming = list(rows)
    for entry in list(entries):
        row = _row_for(str(entry.get(label)), coming, label)
        if row is None:
            entries.remove(entry)
        else:
            coming.remove(row)
            _update(entry, _without_was(row))
    for row in coming:
        entries.append(_fresh(row, after_a_gap=begun and not len(entries)))
    if not len(entries):
        document[key] = []  # said, so that no entry of another file steps in


def _row_for(name: str, rows: list[dict[str, Any]], label: str) -> dict[str, Any] | None:
    """What becomes of the entry of that name; rows that say what they were go first."""
    was = (row for row in rows if str(row.get("was")) == name)
    same = (row for row in rows if "was" not in row and str(row.get(label)) == name)
    return next(was, None) or next(same, None)


def _without_was(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "was" and value is not None}


def _fresh(row: dict[str, Any], *, after_a_gap: bool) -> Any:
    table = tomlkit.table()
    table.update(_without_was(row))
    table.add(tomlkit.nl())
    if after_a_gap:
        table.trivia.indent = "\n"
    return table


def _update(entry: Any, wanted: dict[str, Any]) -> None:
    for name in [name for name in entry if name not in wanted]:
        del entry[name]
    for name, value in wanted.items():
        if entry.get(name) != value:
            entry[name] = value


def _text(profile: Profile) -> str:
    """The person's file as it is, or the commented one to begin with."""
    source = profile.config if profile.config.exists() else shipped("config") / "default.toml"
    try:
        return source.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DeskbreakError(f"{source} cannot be read: {error}") from error


def _parts(key: str) -> list[str]:
    parts = [part.strip() for part in key.split(".")]
    if not all(parts):
        raise UsageError(f'"{key}" is no key; write one such as offer.sound or break.mobility.every')
    return parts


def _table(document: Any, parts: list[str], key: str) -> tuple[Any, str]:
    """The table that holds the key's last part; a break is found by its name."""
    *way, name = parts
    if way and way[0] in LISTS_OF_TABLES:
        return _entry(document, way, key), _known(name, (way[0],))
    known = KEYS.get(tuple(way))
    if known is None or len(way) > 1:
        raise UsageError(f'no settings "{key}"; {_hint(way[0] if way else name, KEYS[()])}')
    _known(name, tuple(way))
    table = document
    for part in way:
        if part not in table:
            table[part] = tomlkit.table()
        table = table[part]
    return table, name


def _entry(document: Any, way: list[str], key: str) -> Any:
    if len(way) != 2:
        raise UsageError(f'"{key}": say which one, such as {way[0]}.mobility.every')
    label = "name" if way[0] == "break" else "on"
    rows = document.get(way[0], [])
    for row in rows:
        if str(row.get(label)) == way[1]:
            return row
    names = [str(row.get(label)) for row in rows]
    raise UsageError(f'no {way[0]} "{way[1]}"; {_hint(way[1], names)}')


def _known(name: str, way: tuple[str, ...]) -> str:
    if name not in KEYS.get(way, []):
        raise UsageError(
            f'no key "{name}"' + (f" in {way[0]}" if way else "") + f"; {_hint(name, KEYS.get(way, []))}"
        )
    return name


def _hint(word: str, known: list[str]) -> str:
    return did_you_mean(word, known) or f"there are: {listed(known) or 'none'}"


def _value(text: str, before: Any, parts: list[str]) -> Any:
    """What was typed, as TOML where it is TOML, else as text; `40m` needs no quotes on a command line."""
    import tomllib

    try:
        value = tomllib.loads(f"v = {text}")["v"]
        plain = isinstance(value, bool | int | float | list) or text.strip()[:1] in "\"'"
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        value, plain = text, False
    if isinstance(before, list) and not isinstance(value, list):
        return [part.strip() for part in text.split(",") if part.strip()]
    if isinstance(before, str) and not isinstance(value, str):
        return text
    return value if plain else text
