"""The language that a command speaks: chosen before its words are read, so that its help is in it too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deskbreak.errors import DeskbreakError
from deskbreak.language import AUTO, use
from deskbreak.paths import Profile, find_profile, system_config

MAX_BYTES = 1_000_000  # more is no settings file
FIXED = {"ui", "ui.language"}  # what an administrator writes under `fixed`


def speak(home: str | None) -> str:
    """Use the language that the settings of this profile ask for; returns which it is."""
    try:
        return use(wanted(find_profile(home)))
    except DeskbreakError:  # a folder that cannot be one: the command itself says so
        return use()


def wanted(profile: Profile) -> str:
    """`[ui] language`, without the settings' own weight; "auto" where nothing is said, or the file is invalid."""
    system = _said_in(system_config())
    fixed = system.get("fixed")
    own = (
        ""
        if isinstance(fixed, list) and FIXED & set(map(str, fixed))
        else _language(_said_in(profile.config))
    )
    return own or _language(system) or AUTO


def _language(said: dict[str, Any]) -> str:
    ui = said.get("ui")
    language = ui.get("language") if isinstance(ui, dict) else None
    return language if isinstance(language, str) else ""


def _names_language(line: bytes) -> bool:
    return b"language" in line and not line.lstrip().startswith(b"#")


def _said_in(file: Path) -> dict[str, Any]:
    """What the file says, if it says anything of a language; nothing where it cannot be read."""
    from deskbreak.plain_file import read_plain

    try:
        raw = read_plain(file, max_bytes=MAX_BYTES) if file.exists() else b""
        if b"language" not in raw or not any(map(_names_language, raw.splitlines())):
            return {}
        import tomllib

        return tomllib.loads(raw.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
