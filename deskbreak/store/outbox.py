"""Results that a player left behind when nobody listened: read once, recorded once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbreak.store.rows import ANSWERS, IT_HURT, OUTCOMES, JournalError

if TYPE_CHECKING:
    from deskbreak.store.journal import Journal

LARGEST = 64 * 1024  # a result is a few hundred bytes


def import_results(journal: Journal, folder: Path, notices: list[str]) -> int:
    """Record every `*.json` in `folder` and remove it; says how many were new."""
    new = 0
    for file in sorted(folder.glob("*.json")):
        try:
            result = _read(file)
        except OSError as error:
            notices.append(f"{file} cannot be read: {error.strerror}; it is tried again later")
            continue
        if result is None:
            notices.append(f"{_set_aside(file)} is not a player's result; it was left out of the journal")
            continue
        new += record(journal, result)
        file.unlink(missing_ok=True)
    return new


def record(journal: Journal, result: Mapping[str, Any]) -> bool:
    """Write a player's result: how it felt, what hurt, and the outcome. Says whether the outcome was new.

    The outcome may be known already, because the person said it by tray or command line while the player still
    showed its last page; what hurt and how it felt is told here alone.
    """
    at, uid = float(result["at"]), str(result["uid"])
    routine = _text(result, "routine")
    if result.get("answer") in ANSWERS:
        journal.add_answer(at, routine, str(result["answer"]), uid)
    hurt = _text(result, "hurt")
    if hurt:
        journal.block(hurt, at, IT_HURT, uid)
    if journal.knows(uid):
        return False
    journal.add(
        at=at,
        outcome=str(result["outcome"]),
        break_name=_text(result, "break"),
        routine=routine,
        seconds=float(result.get("seconds") or 0),
        exercises=[str(name) for name in result.get("exercises") or ()],
        note=_text(result, "note"),
        reason=f"{hurt} hurt" if hurt else "",
        zone=_text(result, "zone"),
        uid=uid,
    )
    return True


def _read(file: Path) -> dict[str, Any] | None:
    """The result in `file`, or None if it is damaged; `at` falls back to when the file was written."""
    info = file.stat()
    if info.st_size > LARGEST:
        return None
    try:
        result = json.loads(file.read_bytes())
        sound = _is_sound(result)
    except (ValueError, RecursionError):
        return None
    return {"at": info.st_mtime, **result} if sound else None


def _is_sound(result: object) -> bool:
    if not isinstance(result, dict) or not isinstance(result.get("uid"), str):
        return False
    numbers = (result.get("at", 0), result.get("seconds") or 0)
    exercises = result.get("exercises") or []
    return (
        result.get("outcome") in OUTCOMES
        and all(isinstance(value, int | float) and abs(value) < 1e12 for value in numbers)
        and isinstance(exercises, list)
        and all(isinstance(name, str) for name in exercises)
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
            f"{file} is damaged and cannot be set aside: {error.strerror}; remove it"
        ) from error
