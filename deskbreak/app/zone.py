"""The local time zone, and whether it changed (a flight, a hand on the settings)."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, tzinfo
from pathlib import Path

_POSIX = re.compile(r"[A-Za-z]{3,}[+-]?\d{1,2}(:\d\d)?")  # an offset without a name, such as UTC-3
_FILES = ("/etc/localtime", "/etc/timezone")


class LocalZone:
    """The zone as it is now; `changed` looks again and is cheap enough for every minute."""

    def __init__(self) -> None:
        self._seen = _signature()
        self.zone: tzinfo = _read()

    def changed(self) -> bool:
        seen = _signature()
        if seen == self._seen:
            return False
        self._seen = seen
        before, self.zone = self.zone, _read()
        return str(before) != str(self.zone)


def local_zone() -> tzinfo:
    """The zone in TZ if set, else the machine's; raises LookupError where neither names one."""
    # APScheduler brings tzlocal along, so it costs nothing more here.
    import tzlocal

    try:
        return tzlocal.reload_localzone()
    except (LookupError, ValueError, OSError) as error:
        if _POSIX.fullmatch(os.environ.get("TZ", "")):
            return datetime.now().astimezone().tzinfo or UTC  # the C library can read it: an offset
        raise LookupError(" ".join(str(error).split())) from error


def _read() -> tzinfo:
    try:
        return local_zone()
    except LookupError:
        return UTC


def _signature() -> tuple[object, ...]:
    def stamp(path: str) -> object:
        try:
            info = Path(path).stat()
        except OSError:
            return None
        return info.st_mtime_ns, info.st_ino, os.path.realpath(path)

    return (os.environ.get("TZ"), *map(stamp, _FILES))
