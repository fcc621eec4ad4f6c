"""The local time zone: the one place that knows it. What `date` says is the truth.

As for the C library, TZ comes first: a name, a file, or a rule such as "CET-1CEST,M3.5.0,M10.5.0/3"; else
/etc/localtime, a link or a plain file. /etc/timezone only names what /etc/localtime holds: alone it says nothing, for
it may be old. A rule, and a plain file that has no name, are zones too; their name is their rule.
"""

from __future__ import annotations

import functools
import io
import os
import re
import sys
import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path

from deskbreak.plain_file import read_plain
from deskbreak.sentences import N_, english
from deskbreak.stand_ins import stand_ins
from deskbreak.values import dataclass

with stand_ins("sysconfig"):
    from zoneinfo import TZPATH, ZoneInfo

POLL_INTERVAL_S = 1.0  # a report asks a hundred thousand times
LOCALTIME, TIMEZONE = Path("/etc/localtime"), Path("/etc/timezone")

# Where a rule names summer time and not its days, the C library takes those of New York.
_USUAL_DAYS = ",M3.2.0,M11.1.0"
_WORD = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
_HOURS = r"[+-]?\d{1,2}(?::\d{1,2}){0,2}"
_RULE = re.compile(rf"{_WORD}{_HOURS}(?P<summer>{_WORD}(?:{_HOURS})?(?P<days>,.+)?)?")
# A block of a zone's file (RFC 8536) without transitions: the six counts say one type and four letters for its name.
_COUNTS = b"".join(count.to_bytes(4, "big") for count in (0, 0, 0, 0, 1, 4))
_NO_HISTORY = b"TZif2" + bytes(15) + _COUNTS + bytes(6) + b"UTC\0"
_MAX_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Local:
    """The zone, and the words for where it comes from. `trouble` says why it may not be what is meant."""

    zone: tzinfo
    source: str
    trouble: str = ""

    @property
    def name(self) -> str:
        """A name that `named` gives the zone for: of the time zone database, or a rule."""
        return str(self.zone)


class LocalZone:
    """The zone as it is now; `changed` looks again and is cheap enough for every minute."""

    def __init__(self) -> None:
        self._seen = _signature()
        self.zone: tzinfo = _local(self._seen).zone

    def changed(self) -> bool:
        """Return True if the clock on the wall goes by another zone than at the last look."""
        seen = _signature()
        if seen == self._seen:
            return False
        self._seen = seen
        before, self.zone = self.zone, _local(seen).zone
        return before is not self.zone and _behaviour(before) != _behaviour(self.zone)


def local() -> Local:
    """The zone of this machine and this environment, read again where TZ or its files changed."""
    return _local((os.environ.get("TZ"), *_lately(int(time.monotonic() / POLL_INTERVAL_S))))


def named(name: str) -> tzinfo | None:
    """The zone of a name or a rule; None where it is not known."""
    return _named(name) or _by_rule(name) if name else None


def moment(at: float, name: str = "") -> datetime:
    """The wall clock time of `at` in the zone `name`, or in the local one."""
    return datetime.fromtimestamp(at, named(name) or local().zone)


def clock_offset(at: float) -> timedelta:
    """The offset from UTC that the C library, and so `date`, gives at `at`."""
    if hasattr(time, "tzset"):
        time.tzset()  # it looks at TZ and its files only when told to
    return timedelta(seconds=time.localtime(at).tm_gmtoff)


# -- finding it ----------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=4)
def _local(_signature: tuple[object, ...]) -> Local:
    given = os.environ.get("TZ")
    if given is not None:
        return _of_variable(given)
    if sys.platform == "win32":
        return _of_windows()
    return _of_machine()


def _of_variable(text: str) -> Local:
    """What TZ names; as for `date` an unknown name means UTC."""
    name, source = text.removeprefix(":"), f"TZ={text}"
    if not name:
        return Local(ZoneInfo("UTC"), N_('TZ="", which is UTC'))
    if name.startswith("/"):
        return _of_file(Path(name), source)
    found = named(name)
    if found is None:
        return Local(ZoneInfo("UTC"), source, english('no time zone "{name}"', name=name))
    return Local(found, source)


def _of_machine() -> Local:
    if LOCALTIME.exists():
        return _of_file(LOCALTIME, str(LOCALTIME))
    trouble = N_("there is no /etc/localtime, which means UTC") if sys.platform.startswith("linux") else ""
    return Local(_by_clock(), N_("the system's clock"), trouble)


def _of_file(path: Path, source: str) -> Local:
    """The zone in a file of the database: by the name that leads to it, or by what it holds."""
    for target in (_link(path), os.path.realpath(path)):
        name = target.partition("zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")
        if (found := _named(name)) is not None:
            return Local(found, _link_words(source, name) if path.is_symlink() else source)
    data = _read(path)
    if data is None:
        return Local(
            ZoneInfo("UTC"),
            source,
            english("{file} cannot be read as a time zone, which means UTC", file=path),
        )
    return _of_data(data, source)


def _link_words(source: str, name: str) -> str:
    return english("{file}, a link to {name}", file=source, name=name)


def _of_data(data: bytes, source: str) -> Local:
    name = next((name for name in _likely_names() if _data_of(name) == data), "")
    found = _named(name)
    if found is not None:
        return Local(found, english("{file}, which is {name}", file=source, name=name))
    try:
        return Local(
            ZoneInfo.from_file(io.BytesIO(data), key=_footer(data) or "local"),
            english("{file}, a file of its own", file=source),
        )
    except ValueError:
        return Local(ZoneInfo("UTC"), source, N_("this is no time zone, which means UTC"))


def _of_windows() -> Local:
    import tzlocal  # APScheduler brings it along

    try:
        return Local(tzlocal.get_localzone(), "Windows")
    except (LookupError, ValueError, OSError) as error:
        return Local(_by_clock(), N_("Windows' clock"), " ".join(str(error).split()))


def _by_clock() -> tzinfo:
    """The offset that the C library has now."""
    return timezone(clock_offset(time.time()))


# -- the database --------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=256)
def _named(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


@functools.lru_cache(maxsize=64)
def _by_rule(text: str) -> tzinfo | None:
    """The zone of a POSIX rule, which holds for all years."""
    found = _RULE.fullmatch(text)
    if found is None:
        return None
    rule = text + _USUAL_DAYS if found["summer"] and not found["days"] else text
    try:
        made = ZoneInfo.from_file(io.BytesIO(_NO_HISTORY * 2 + f"\n{rule}\n".encode()), key=text)
        datetime.fromtimestamp(0, made).utcoffset()
    except (ValueError, OverflowError):
        return None
    return made


def _likely_names() -> list[str]:
    """Names of zones, the likeliest first: /etc/timezone, then places, then all others."""
    written = _read(TIMEZONE) or b""
    return [written.decode("utf-8", "replace").strip(), *_all_names()]


@functools.lru_cache(maxsize=1)
def _all_names() -> tuple[str, ...]:
    from zoneinfo import available_timezones

    places = [
        line.split("\t")[2].strip()
        for base in TZPATH
        for line in (_read(Path(base, "zone.tab")) or b"").decode("utf-8", "replace").splitlines()
        if line.count("\t") >= 2 and not line.startswith("#")
    ]
    return tuple(dict.fromkeys([*places, *sorted(available_timezones())]))


def _data_of(name: str) -> bytes | None:
    if not name or ".." in name or name.startswith("/"):
        return None
    return next((data for base in TZPATH if (data := _read(Path(base, name))) is not None), None)


def _footer(data: bytes) -> str:
    """The rule at the end of a zone's file."""
    lines = data.rsplit(b"\n", 2)
    return lines[1].decode("ascii", "replace") if len(lines) == 3 and not lines[2] else ""


def _read(path: Path) -> bytes | None:
    try:
        return read_plain(path, max_bytes=_MAX_BYTES)
    except OSError:
        return None


def _link(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


@functools.lru_cache(maxsize=1)
def _lately(_tick: int) -> tuple[object, ...]:
    return _signature()[1:]


def _signature() -> tuple[object, ...]:
    """Changes with everything that the zone is read from."""

    def stamp(path: Path) -> object:
        try:
            info = path.stat()
        except OSError:
            return None
        return info.st_mtime_ns, info.st_ino, os.path.realpath(path)

    return (os.environ.get("TZ"), stamp(LOCALTIME), stamp(TIMEZONE))


def _behaviour(zone: tzinfo) -> tuple[object, ...]:
    """The name and the offsets of this year and the next, by which two zones are told apart."""
    year = datetime.now(UTC).year
    days = (datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC) for month in range(24))
    return (str(zone), *(day.astimezone(zone).utcoffset() for day in days))
