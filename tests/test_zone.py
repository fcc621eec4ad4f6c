"""The local zone: what `date` says, wherever it comes from."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import warnings
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deskbreak import zone
from deskbreak.calendars.ask import Ask
from deskbreak.calendars.read import read
from deskbreak.cli.doctor_checks import zone as doctors_finding
from deskbreak.zone import LocalZone, local, moment, named

DATABASE = Path("/usr/share/zoneinfo")
NOW = datetime(2026, 11, 30, 12, tzinfo=ZoneInfo("UTC")).timestamp()
YEARS = (datetime(2008, 1, 1).timestamp(), datetime(2037, 1, 1).timestamp())

NAMES = [
    "Europe/Berlin",
    ":Europe/Berlin",
    "Asia/Kolkata",
    "America/St_Johns",
    "UTC",
    "GMT0",
    "EST5EDT",
    "posix/Asia/Tokyo",
    "/usr/share/zoneinfo/Australia/Lord_Howe",
    ":/usr/share/zoneinfo/Asia/Tehran",
]
RULES = [
    "UTC-3",
    "GMT+5",
    "EST5",
    "IST-5:30",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "<+0330>-3:30",
    "XQX3:17",
    "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
    "NZST-12NZDT,M9.5.0,M4.1.0/3",
    "AEST-10AEDT,J280,J95",
    "PST8PDT,M3.2.0/2,M11.1.0",
    "EST+5EDT+4,M3.2.0,M11.1.0",
    "CET-1:00:00CEST-2:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00",
    "IST-2IDT,M3.4.4/26,M10.5.0",
]
UNKNOWN = ["", "Nowhere/Place", "foo", "A1", "/no/such/file", "UTC+", ".."]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A machine with other files in /etc: `localtime` is a link's target or bytes, `timezone` a name."""
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(zone, "LOCALTIME", tmp_path / "localtime")
    monkeypatch.setattr(zone, "TIMEZONE", tmp_path / "timezone")

    def make(localtime: str | bytes | None, timezone: str | None = None) -> None:
        for path in (zone.LOCALTIME, zone.TIMEZONE):
            path.unlink(missing_ok=True)
        if isinstance(localtime, bytes):
            zone.LOCALTIME.write_bytes(localtime)
        elif localtime is not None:
            zone.LOCALTIME.symlink_to(localtime)
        if timezone is not None:
            zone.TIMEZONE.write_text(timezone + "\n")
        zone._lately.cache_clear()

    return make


def data_of(name: str) -> bytes:
    return (DATABASE / name).read_bytes()


def offset() -> str:
    return f"{datetime.fromtimestamp(NOW, local().zone):%z}"


needs_database = pytest.mark.skipif(
    not (DATABASE / "Asia/Kolkata").exists(), reason="no time zone database here"
)
needs_date = pytest.mark.skipif(shutil.which("date") is None or os.name == "nt", reason="no `date` here")


@needs_date
@needs_database
@pytest.mark.parametrize("tz", [*NAMES, *RULES, *UNKNOWN])
def test_tz_means_what_date_says(tz: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", tz)
    chance = random.Random(tz)
    instants = [int(chance.uniform(*YEARS)) for _ in range(300)]
    asked = "\n".join(f"@{at}" for at in instants)
    said = subprocess.run(
        ["date", "-f", "-", "+%Y-%m-%d %H:%M:%S %z"], input=asked, capture_output=True, text=True
    )
    if said.returncode:
        pytest.skip("this `date` cannot read a list")
    ours = [f"{datetime.fromtimestamp(at, local().zone):%Y-%m-%d %H:%M:%S %z}" for at in instants]
    assert [one[:25] for one in ours] == said.stdout.splitlines()
    assert bool(local().trouble) == (tz in UNKNOWN[1:])


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_its_own_name(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows and children carry the zone as a text."""
    monkeypatch.setenv("TZ", rule)
    again = named(local().name)
    assert again is not None
    for at in range(int(NOW), int(NOW) + 366 * 86400, 86400):
        assert datetime.fromtimestamp(at, again) == datetime.fromtimestamp(at, local().zone)
        assert moment(at, rule).utcoffset() == moment(at).utcoffset()


@pytest.mark.parametrize("rule", [*RULES, "Europe/Berlin"])
def test_calendars_know_a_rule(rule: str, tmp_path: Path) -> None:
    """A time without a zone happens by the clock on the wall, also in the child that reads calendars."""
    ics = tmp_path / "a.ics"
    ics.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261130T100000\nDTEND:20261130T110000\n"
                   "END:VEVENT\nEND:VCALENDAR\n")  # fmt: skip
    found = read(Ask(int(NOW) - 172800, int(NOW) + 172800, rule, (str(ics),)))
    ((start, _),) = found.busy
    assert f"{datetime.fromtimestamp(start, named(rule)):%Y-%m-%d %H:%M}" == "2026-11-30 10:00"
    assert found.problems == ()


@needs_database
@pytest.mark.parametrize("timezone", [None, "Asia/Kolkata", "Europe/Berlin", "nonsense", ""])
@pytest.mark.parametrize("name", ["Asia/Kolkata", "America/St_Johns", "Australia/Eucla"])
def test_localtime_is_a_plain_file(machine: Callable[..., None], name: str, timezone: str | None) -> None:
    machine(data_of(name), timezone)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = local()
    theirs = f"{datetime.fromtimestamp(NOW, ZoneInfo(name)):%z}"
    assert offset() == theirs
    assert f"{datetime.fromtimestamp(NOW, named(found.name)):%z}" == theirs
    assert str(zone.LOCALTIME) in found.source and not found.trouble


@needs_database
def test_timezone_names_what_localtime_holds(machine: Callable[..., None]) -> None:
    machine(data_of("Asia/Kolkata"), "Asia/Kolkata")
    assert local().name == "Asia/Kolkata"
    machine("/usr/share/zoneinfo/Asia/Tokyo", "Europe/Berlin")
    assert local().name == "Asia/Tokyo"


@needs_database
def test_a_file_that_nobody_knows_goes_by_its_rule(machine: Callable[..., None]) -> None:
    machine(data_of("Asia/Kolkata")[:-1].rpartition(b"\n")[0] + b"\nABC-4:20DEF,M3.5.0,M10.5.0/3\n")
    assert offset() == "+0420"
    assert local().name == "ABC-4:20DEF,M3.5.0,M10.5.0/3"


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ("../usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ("/usr/share/zoneinfo/posix/Europe/Paris", "Europe/Paris"),
        ("/var/db/timezone/zoneinfo/Europe/Paris", "Europe/Paris"),
    ],
)
def test_localtime_is_a_link(machine: Callable[..., None], target: str, name: str) -> None:
    machine(target)
    if zone.LOCALTIME.exists():
        assert local().name == name


def test_a_file_that_is_no_zone_is_utc_and_said(machine: Callable[..., None]) -> None:
    machine(b"nonsense\n")
    assert (offset(), local().trouble) == ("+0000", "this is no time zone, which means UTC")
    assert doctors_finding().state == "note"


@needs_database
def test_a_change_is_noticed_once(machine: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    machine("/usr/share/zoneinfo/Europe/Berlin")
    here = LocalZone()
    assert not here.changed()
    machine(data_of("Europe/Berlin"), "Europe/Berlin")
    assert not here.changed()  # another file, the same zone
    machine(data_of("Asia/Kolkata"))
    assert here.changed() and f"{datetime.fromtimestamp(NOW, here.zone):%z}" == "+0530"
    assert not here.changed()
    monkeypatch.setenv("TZ", "XYZ-2")
    assert here.changed() and str(here.zone) == "XYZ-2"


def test_a_rule_without_its_days_has_those_of_new_york(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the C library takes it, to the day; its hours of change are its own affair."""
    monkeypatch.setenv("TZ", "CET-1CEST")
    days = {"2026-03-07": 1, "2026-03-09": 2, "2026-10-31": 2, "2026-11-02": 1}
    for day, hours in days.items():
        noon = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
        assert moment(noon).hour == 12 + hours


def test_doctor_says_where_the_zone_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "IST-5:30")
    assert (doctors_finding().state, doctors_finding().detail) == (
        "ok",
        "IST-5:30, UTC+0530, from TZ=IST-5:30",
    )
    monkeypatch.setenv("TZ", "Middle/Earth")
    assert 'no time zone "Middle/Earth"' in doctors_finding().detail
    monkeypatch.delenv("TZ")
    assert doctors_finding().detail
