"""Takes over the times of other break reminders, where they mean the same."""

from __future__ import annotations

import configparser
import json
import os
from pathlib import Path

from deskbreak.core.durations import format_duration
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile
from deskbreak.plain_file import read_plain
from deskbreak.sentences import N_, english
from deskbreak.settings.reading import MAX_BYTES
from deskbreak.settings.writing import change

MIN_S, MAX_S = 600.0, 4 * 3600.0  # eye breaks of minutes are no sitting breaks


def take_over(profile: Profile, source: str) -> list[str]:
    """Change the person's file by what the other program was set to; a sentence for each change."""
    values = _workrave() if source == "workrave" else _stretchly()
    said = []
    if (every := values.get("every")) is not None and MIN_S <= every <= MAX_S:
        said.append(change(profile, "break.mobility.every", format_duration(every)))
        lasts = values.get("lasts")
        if lasts is not None and 60 <= lasts < every:
            said.append(change(profile, "break.mobility.lasts", format_duration(lasts)))
    if (snooze := values.get("snooze")) is not None and 30 <= snooze <= MAX_S:
        said.append(change(profile, "snooze.choices", f'["{format_duration(snooze)}", "10m", "30m"]'))
    return said or [english("{program} has nothing that deskbreak could take over", program=source)]


def _unreadable(path: Path, error: Exception) -> str:
    return english("{file} cannot be read: {why}", file=path, why=error)


def _config(*parts: str) -> Path:
    base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base.joinpath(*parts)


def _workrave() -> dict[str, float]:
    """Workrave's rest break, from its ini file."""
    for path in (Path.home() / ".workrave" / "workrave.ini", _config("workrave", "workrave.ini")):
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        try:
            parser.read_string(read_plain(path, max_bytes=MAX_BYTES).decode("utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, configparser.Error, UnicodeDecodeError) as error:
            raise DeskbreakError(_unreadable(path, error)) from error
        found = {
            "every": _seconds(parser, "timers/rest_break", "limit"),
            "lasts": _seconds(parser, "timers/rest_break", "auto_reset"),
            "snooze": _seconds(parser, "timers/rest_break", "snooze"),
        }
        return {key: value for key, value in found.items() if value is not None}
    raise DeskbreakError(N_("no workrave.ini was found; your settings are as shipped"))


def _seconds(parser: configparser.ConfigParser, section: str, key: str) -> float | None:
    try:
        return parser.getfloat(section, key)
    except (configparser.Error, ValueError):
        return None


def _stretchly() -> dict[str, float]:
    """Stretchly's long break: after so many mini break intervals; its file is in milliseconds."""
    for path in (_config("Stretchly", "config.json"), _config("stretchly", "config.json")):
        try:
            data = json.loads(read_plain(path, max_bytes=MAX_BYTES))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, RecursionError) as error:
            raise DeskbreakError(_unreadable(path, error)) from error
        if not isinstance(data, dict):
            continue
        every = _number(data, "microbreakInterval", 600_000) * (_number(data, "breakInterval", 2) + 1)
        found = {
            "every": every,
            "lasts": _number(data, "breakDuration", 300_000),
            "snooze": _number(data, "breakPostponeTime", 300_000),
        }
        return {key: value / 1000 for key, value in found.items()}
    raise DeskbreakError(N_("no config.json of Stretchly was found; your settings are as shipped"))


def _number(data: dict[str, object], key: str, usual: float) -> float:
    value = data.get(key, usual)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else usual
