"""Stand-ins are there while a library is imported, and the real modules afterwards."""

from __future__ import annotations

import calendar
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deskbreak.stand_ins import _MEMBERS, stand_ins

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def without_ipaddress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "ipaddress", raising=False)


@pytest.mark.usefixtures("without_ipaddress")
def test_a_stand_in_is_there_only_meanwhile_and_asks_the_real_one():
    with stand_ins("ipaddress"):
        import ipaddress as light
    assert "IPv4Address" not in vars(light) and "ipaddress" not in sys.modules
    assert str(light.ip_address("127.0.0.1")) == "127.0.0.1"
    import ipaddress

    assert hasattr(ipaddress, "IPv4Address") and ipaddress is not light


def test_what_is_loaded_already_stays():
    with stand_ins("calendar"):
        import calendar as seen
    assert seen is calendar is sys.modules["calendar"]


def test_a_fault_inside_leaves_no_stand_in(without_ipaddress: None):
    with pytest.raises(ZeroDivisionError), stand_ins("ipaddress"):
        _ = 1 / 0
    assert "ipaddress" not in sys.modules


def test_the_light_calendar_counts_as_the_real_one():
    light = _MEMBERS["calendar"]
    for year in (1, 1900, 2000, 2024, 2026, 9999):
        for month in range(1, 13):
            assert light["monthrange"](year, month) == calendar.monthrange(year, month)
    for instant in (0, 86_399, 951_782_400, 4_102_444_800):
        assert light["timegm"](time.gmtime(instant)) == calendar.timegm(time.gmtime(instant)) == instant


def test_what_was_not_foreseen_is_the_real_thing():
    """As when a newer Python lets a library import it from elsewhere; what is not there at all is an ImportError."""
    code = (
        "import sys\nfrom deskbreak.stand_ins import stand_ins\n"
        "with stand_ins('inspect'):\n"
        "    from inspect import cleandoc\n"
        "    try:\n        from inspect import nothing_like_it\n"
        "    except ImportError:\n        print(cleandoc('  whole'))\n"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("whole\n", "")


def test_zones_are_where_python_has_them():
    import sysconfig

    light = _MEMBERS["sysconfig"]["get_config_var"]
    assert light("TZPATH") == sysconfig.get_config_var("TZPATH")
    assert light("prefix") == sysconfig.get_config_var("prefix")


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import deskbreak.cli.main", ("ipaddress", "dataclasses", "inspect")),
        ("import deskbreak.app.schedule", ("asyncio", "calendar", "inspect", "tzlocal", "uuid", "random")),
        ("import deskbreak.zone", ("sysconfig",)),
        ("import deskbreak.core.machine", ("deskbreak.core.changes", "inspect")),
        ("import deskbreak.platforms.tray.menu", ("inspect", "six", "PIL")),
        ("import deskbreak.settings.load", ("importlib.metadata", "email")),
    ],
)
def test_a_light_import_leaves_the_heavy_ones_out(code: str, absent: tuple[str, ...]):
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; {code}; print(*sys.modules)"],
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    assert not set(absent) & set(done.stdout.split())
