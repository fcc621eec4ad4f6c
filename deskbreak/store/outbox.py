"""Results that a player left behind when no daemon listened: read once, recorded once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deskbreak.plain_file import Refused, read_plain
from deskbreak.sentences import english
from deskbreak.store.journal import Journal
from deskbreak.store.rows import ANSWERS, IT_HURT, OUTCOMES, JournalError
from deskbreak.store.shapes import MAX_EXERCISES, is_instant, is_length, is_text

MAX_BYTES = 65_536  # a result is a few hundred bytes


def import_results(journal: Journal, folder: Path) -> int:
    """Record every `*.json` in `folder` and remove it; returns how many were new.

    One that is no result is set aside beside the others, and the journal's `notices` say so.
    """
    new = 0
    for file in sorted(folder.glob("*.json")):
        try:
            result = _read(file)
        except OSError as error:
            journal.add_notices(
                english(
                    "{file} cannot be read: {why}; it is tried again later",
                    file=file,
                    why=error.strerror,
                )
            )
            continue
        if result is None:
            journal.add_notices(
                english(
                    "{file} is not a player's result; it was left out of the journal", file=_set_aside(file)
                )
            )
            continue
        new += record(journal, result)
        file.unlink(missing_ok=True)
    return new


def record(journal: Journal, result: Mapping[str, Any]) -> bool:
    """Write a player's result: how it felt, what hurt, and the outcome. Returns True if the outcome was new.

    The outcome may be known already, because the person said it by tray or command line while the player still
    showed its last page; what hurt and how it felt is reported here alone.
    """
    at, uid = float(result["at"]), str(result["uid"])
    routine = _text(result, "routine")
    if result.get("answer") in ANSWERS:
        journal.add_answer(at, routine, str(result["answer"]), uid)
    hurt = _text(result, "hurt")
    if hurt:
        journal.block(hurt, at, IT_HURT, uid)
    if journal.has_uid(uid):
        return False
    journal.add(
        at=at,
        outcome=str(result["outcome"]),
        break_name=_text(result, "break"),
        routine=routine,
        seconds=float(result.get("seconds") or 0),
        exercises=[str(name) for name in result.get("exercises") or ()],
        note=_text(result, "note"),
        reason=english("{exercise} hurt", exercise=hurt) if hurt else "",
        zone=_text(result, "zone"),
        uid=uid,
    )
    return True


def _read(file: Path) -> dict[str, Any] | None:
    """The result in `file`, or None if it is damaged; `at` falls back to when the file was written."""
    try:
        result = json.loads(read_plain(file, inside=file.parent, max_bytes=MAX_BYTES))
        if not isinstance(result, dict):
            return None
        result = {"at": file.stat().st_mtime, **result}
        return result if _is_sound(result) else None
    except (ValueError, RecursionError, Refused):
        return None


def _is_sound(result: Mapping[str, Any]) -> bool:
    exercises = result.get("exercises") or []
    return (
        is_text(result.get("uid"))
        and result.get("outcome") in OUTCOMES
        and is_instant(result["at"])
        and is_length(result.get("seconds") or 0)
        and isinstance(exercises, list)
        and len(exercises) <= MAX_EXERCISES
        and all(map(is_text, exercises))
        and all(is_text(value) for value in result.values() if isinstance(value, str))
    )


def _text(result: Mapping[str, Any], key: str) -> str:
    value = result.get(key)
    return value if isinstance(value, str) else ""


def _set_aside(file: Path) -> Path:
    aside = file.with_name(f"{file.name}.damaged")
    try:
        return file.replace(aside)
    except OSError as error:
        raise JournalError(
            english(
                "{file} is damaged and cannot be set aside: {why}; remove it",
                file=file,
                why=error.strerror,
            )
        ) from error
