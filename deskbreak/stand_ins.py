"""Imports libraries without the large modules that they name at the top and this program never asks.

While such a library is imported, a small module stands in for the large one; afterwards it is gone again. What
is asked of a stand-in after all imports the real module then, so nothing is missing: it only comes later.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")


@contextmanager
def stand_ins(*names: str) -> Iterator[None]:
    """Inside, an import of one of these modules gets its stand-in, unless the real one is there already."""
    missing = {name: _made(name) for name in names if name not in sys.modules}
    sys.modules.update(missing)
    packages = [(sys.modules[above], last, name) for name, above, last in _split(missing)]
    for package, last, name in packages:  # `import a.b as c` looks there
        setattr(package, last, missing[name])
    try:
        yield
    finally:
        for name in missing:
            sys.modules.pop(name, None)
        for package, last, _name in packages:
            delattr(package, last)


def _split(missing: dict[str, ModuleType]) -> list[tuple[str, str, str]]:
    """Those in packages that are loaded: name, package, last part of the name."""
    split = [(name, *name.rpartition(".")[::2]) for name in missing]
    return [(name, above, last) for name, above, last in split if above in sys.modules]


def _made(name: str) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(_MEMBERS[name], __getattr__=_unforeseen(name))
    return module


def _unforeseen(name: str) -> Callable[[str], Any]:
    """A library may want more on a newer Python: it gets that from the real module, large as it is."""

    def ask(member: str) -> Any:
        if member.startswith("__"):  # what the import itself asks of a module
            raise AttributeError(member)
        stand_in = sys.modules.pop(name, None)
        try:
            return getattr(importlib.import_module(name), member)
        finally:
            if stand_in is not None:
                sys.modules[name] = stand_in

    return ask


def _later(name: str, member: str) -> Callable[..., Any]:
    def ask(*args: Any, **given: Any) -> Any:
        return getattr(importlib.import_module(name), member)(*args, **given)

    return ask


class _NotFound(Exception):
    pass


def _monthrange(year: int, month: int) -> tuple[int, int]:
    from datetime import date

    first = date(year, month, 1)
    days = 31 if month == 12 else (date(year, month + 1, 1) - first).days
    return first.weekday(), days


def _timegm(of: tuple[int, ...]) -> int:
    from datetime import UTC, datetime

    year, month, day, hour, minute, second, *_rest = of
    return int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp())


def _no_signature(*_args: Any, **_given: Any) -> Any:
    raise ValueError("not looked at")  # as for builtins: APScheduler then trusts the caller


def _build_option(name: str) -> Any:
    """Where zones are: as Python has it unless built otherwise, if this system has them there."""
    if name == "TZPATH" and os.path.isdir(ZONES[0]):  # noqa: PTH112 (pathlib is not loaded yet)
        return os.pathsep.join(ZONES)
    return _later("sysconfig", "get_config_var")(name)


def _queue() -> ModuleType:
    module = ModuleType("queue")
    module.__dict__["Queue"] = _later("queue", "Queue")
    return module


def _is_a(*kinds: type) -> Callable[[object], bool]:
    return lambda one: isinstance(one, kinds)


_MEMBERS: dict[str, dict[str, Any]] = {
    # an ID is given to every job, none is put off by chance, and every trigger is given its zone
    "uuid": {"uuid4": _later("uuid", "uuid4")},
    "random": {"uniform": _later("random", "uniform")},
    "tzlocal": {"get_localzone": _later("tzlocal", "get_localzone")},
    "calendar": {"monthrange": _monthrange, "timegm": _timegm},
    "inspect": {
        "isbuiltin": _is_a(BuiltinFunctionType),
        "isclass": _is_a(type),
        "iscoroutinefunction": _later("inspect", "iscoroutinefunction"),  # since Python 3.14 from here
        "isfunction": _is_a(FunctionType),
        "ismethod": _is_a(MethodType),
        "signature": _no_signature,
    },
    # asyncio, plugins and a pool of threads are for other schedulers
    "asyncio": {"iscoroutinefunction": _later("inspect", "iscoroutinefunction")},
    "importlib.metadata": {
        "version": lambda _name: "3",
        "entry_points": lambda **_selection: (),
        "PackageNotFoundError": _NotFound,
    },
    "apscheduler.executors.pool": {"ThreadPoolExecutor": None},
    # pystray asks six for the queue of Python 3
    "six": {},
    "six.moves": {"queue": _queue()},
    # zoneinfo asks where the zones are, for which sysconfig reads all that Python was built with
    "sysconfig": {"get_config_var": _build_option},
    # pathlib asks urllib how a path is written as an address, and urllib this what stands in brackets
    "ipaddress": {"ip_address": _later("ipaddress", "ip_address")},
}
