"""Changes the person's settings file and keeps everything else in it: comments, order, spelling."""

from __future__ import annotations

import os
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array

from deskbreak.atomic import write_atomically
from deskbreak.core.plan import WEEKDAYS
from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.paths import Profile, shipped
from deskbreak.plain_file import read_plain
from deskbreak.sentences import N_, english
from deskbreak.settings.layers import Layer, fixed_keys, layers, merged
from deskbreak.settings.load import KEYS, load_text
from deskbreak.settings.normal import GROUPED
from deskbreak.settings.reading import MAX_BYTES
from deskbreak.settings.sentences import did_you_mean
from deskbreak.settings.spelling import read_weekdays
from deskbreak.settings.typed import wanted
from deskbreak.values import dataclass
from deskbreak.wrong_values import there_are

LISTS_OF_TABLES = ("break", "days")


def write_whole(path: Path, text: str) -> None:
    """Write the file completely and then put it in place; a link stays a link."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
        write_atomically(target, text.encode("utf-8"), mode)
    except OSError as error:
        said = english("{file} cannot be written: {why}; nothing was changed", file=path, why=error.strerror)
        raise DeskbreakError(said) from error


def change(profile: Profile, key: str, value: str) -> str:
    """Set one key of the person's file, checked before it is written; a sentence of what was done."""
    before = _text(profile)
    try:
        document = tomlkit.parse(before.text)
    except (TOMLKitError, ValueError) as error:
        said = english(
            "{file} is no TOML ({why}); see: deskbreak config check", file=profile.config, why=error
        )
        raise DeskbreakError(said) from error
    parts = _parts(key)
    if parts[0] in LISTS_OF_TABLES and len(parts) == 1:
        raise UsageError(english('"{key}": say which one and what, such as {key}.mobility.every', key=key))
    base = _below(profile)
    _refuse_fixed(parts, base)
    _take_over(document, parts[0], base)
    for one in _each_day(parts):
        table, name = _table(document, one, key)
        put(table, name, wanted(one, value))
    _write(profile, before.like_it(tomlkit.dumps(document)))
    return f"{key} = {tomlkit.item(table[name]).as_string()}"


def _each_day(parts: list[str]) -> list[list[str]]:
    """`hours.mon-fri` as the five keys that it means."""
    days = read_weekdays(parts[1]) if parts[0] in GROUPED and len(parts) == 2 else ()
    return [[parts[0], day] for day in days] or [parts]


def _ungroup(table: Any) -> None:
    """Lines for several days become one for each, so that a single day can be changed."""
    for key in [key for key in table if key not in WEEKDAYS]:
        for day in read_weekdays(key):
            if day not in table:
                table[day] = table[key].unwrap()
        if read_weekdays(key):
            del table[key]


def change_many(profile: Profile, values: dict[str, Any]) -> None:
    """Set several keys (given as TOML values; None removes one) at once, or none of them."""
    base = _below(profile)
    for key in values:
        _refuse_fixed(_parts(key), base)
    _write(profile, drafted(profile, values))


def _write(profile: Profile, text: str) -> None:
    """Check the text as the person's file, and then put it in place."""
    load_text(text, profile, str(profile.config))
    write_whole(profile.config, text)


def drafted(profile: Profile, values: dict[str, Any]) -> str:
    """The person's file as it would be with these values; nothing is checked and nothing written.

    `break` and `days` take whole lists; entries that stay keep their comments. The text names no key twice.
    """
    before = _text(profile)
    document = tomlkit.parse(before.text)
    for key, value in values.items():
        if key in LISTS_OF_TABLES:
            _set_entries(document, key, value)
            continue
        parts = _parts(key)
        _take_over(document, parts[0], _below(profile))
        table, name = _table(document, parts, key)
        if value is None:
            table.pop(name, None)
        else:
            put(table, name, value)
    return before.like_it(tomlkit.dumps(document))


def _below(profile: Profile) -> list[Layer]:
    """The files that lie under the person's."""
    return [layer for layer in layers(profile, name="") if layer.name in ("default", "system")]


def _refuse_fixed(parts: list[str], base: list[Layer]) -> None:
    """An administrator's word stands; a value written all the same would do nothing."""
    fixed = fixed_keys(base)
    for name in (parts[0], ".".join(parts)):
        if name in fixed:
            file = next(layer.document.file for layer in base if layer.name == "system")
            raise UsageError(
                english("{key} is fixed in {file}; ask whoever looks after this machine", key=name, file=file)
            )


def _take_over(document: Any, key: str, base: list[Layer]) -> None:
    """A file that leaves hours or breaks out has those below it; changing one of them begins with them all."""
    if key in document or key not in ("hours", *LISTS_OF_TABLES):
        return
    data, _ = merged(base)
    value = data.get(key)
    if key == "hours" and value:
        document[key] = tomlkit.table()
        document[key].update(value)
    elif value:
        _set_entries(document, key, value)


def _set_entries(document: Any, key: str, rows: list[dict[str, Any]]) -> None:
    """Make the array of tables hold `rows`: what is there already is changed in place, the rest is new."""
    entries = document.get(key)
    is_new = not isinstance(entries, AoT)
    if is_new:
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
        entries.append(_fresh(row, after_a_gap=is_new and not len(entries)))
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
            put(entry, name, value)


def put(table: Any, name: str, value: Any) -> None:
    """Set a value; in a list only what differs is touched, so that comments between its lines stay."""
    there = table.get(name)
    if not isinstance(there, Array) or not isinstance(value, list):
        table[name] = value
        return
    old, new = map(repr, there.unwrap()), map(repr, value)  # a list may hold anything before it is checked
    changes = SequenceMatcher(None, list(old), list(new)).get_opcodes()
    for _, start, end, first, last in reversed(changes):
        both = min(end - start, last - first)
        for number in range(both):
            there[start + number] = value[first + number]
        for number in reversed(range(start + both, end)):
            del there[number]
        for number, more in enumerate(value[first + both : last], start + both):
            there.insert(number, more)


@dataclass(frozen=True, slots=True)
class Written:
    """A file's text as tomlkit reads it, and how the person's editor writes files."""

    text: str
    mark: bool  # a byte order mark stands first
    returns: bool  # lines end as on Windows

    def like_it(self, text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n") if self.returns else text
        return f"\ufeff{text}" if self.mark else text


def _text(profile: Profile) -> Written:
    """The person's file as it is, or the commented one to begin with."""
    source = profile.config if profile.config.exists() else shipped("config") / "default.toml"
    try:
        raw = read_plain(source, max_bytes=MAX_BYTES).decode("utf-8")
    except OSError as error:
        said = english("{file} cannot be read: {why}", file=source, why=error.strerror)
        raise DeskbreakError(said) from error
    except UnicodeDecodeError as error:
        said = english("{file} is not UTF-8 text; see: deskbreak config check", file=source)
        raise DeskbreakError(said) from error
    text = raw.removeprefix("\ufeff")
    bare = text.replace("\r\n", "")
    returns = bare != text and "\n" not in bare
    return Written(text.replace("\r\n", "\n") if returns else text, text != raw, returns)


def _parts(key: str) -> list[str]:
    parts = [part.strip() for part in key.split(".")]
    if not all(parts):
        raise UsageError(
            english('"{key}" is no key; write one such as offer.sound or break.mobility.every', key=key)
        )
    return parts


def _table(document: Any, parts: list[str], key: str) -> tuple[Any, str]:
    """The table that holds the key's last part; a break is found by its name."""
    *way, name = parts
    if way and way[0] in LISTS_OF_TABLES:
        return _entry(document, way, key), _known(name, (way[0],))
    known = KEYS.get(tuple(way))
    if known is None or len(way) > 1:
        hint = _hint(way[0] if way else name, KEYS[()])
        what = english('no settings "{key}"', key=key)
        raise UsageError(f"{what}; {hint}")
    _known(name, tuple(way))
    table = document
    for part in way:
        if part not in table:
            table[part] = tomlkit.table()
        table = table[part]
    if way and way[0] in GROUPED:
        _ungroup(table)
    return table, name


def _entry(document: Any, way: list[str], key: str) -> Any:
    if len(way) != 2:
        raise UsageError(
            english('"{key}": say which one, such as {table}.mobility.every', key=key, table=way[0])
        )
    label = "name" if way[0] == "break" else "on"
    rows = document.get(way[0], [])
    for row in rows:
        if str(row.get(label)) == way[1]:
            return row
    names = [str(row.get(label)) for row in rows]
    what = N_('no break "{name}"') if way[0] == "break" else N_('no days "{name}"')
    raise UsageError(f"{english(what, name=way[1])}; {_hint(way[1], names)}")


def _known(name: str, way: tuple[str, ...]) -> str:
    if name not in KEYS.get(way, []):
        what = N_('no key "{key}" in {table}') if way else N_('no key "{key}"')
        said = english(what, key=name, table=way[0] if way else "")
        raise UsageError(f"{said}; {_hint(name, KEYS.get(way, []))}")
    return name


def _hint(word: str, known: list[str]) -> str:
    return did_you_mean(word, known) or (there_are(known) if known else N_("there are: none"))
