"""The plan as plain JSON: how the check child hands it to the daemon. Light."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import Any

from deskbreak.core.plan import (
    AwayRules,
    Body,
    Break,
    DayRule,
    Hooks,
    OfferRules,
    Plan,
    PlayerRules,
    QuietRules,
    Range,
    SnoozeRules,
)
from deskbreak.core.typed_json import Reader, each, exactly, length, maybe
from deskbreak.values import fields, is_dataclass

_OF_THE_MACHINE = ("zone", "answer_within_s", "memo", "learned")
_DAY_MINUTES, _WEEK = 1440, 7


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Everything but what belongs to the machine: its time zone and its pace."""
    return {
        one.name: _plain(getattr(plan, one.name)) for one in fields(Plan) if one.name not in _OF_THE_MACHINE
    }


def plan_from_json(data: Any, zone: tzinfo) -> Plan:
    """The plan that `plan_to_json` gave; KeyError, TypeError or ValueError for anything else."""
    plan: Plan = _part(Plan, data, zone=zone)
    if len(plan.hours) != _WEEK or not all(map(_can_be, plan.breaks)):
        raise ValueError("that is no plan")
    return plan


def _can_be(one: Break) -> bool:
    times = (one.every_s, one.lasts_s)
    return all(0 <= at < _DAY_MINUTES for at in one.at) and all(time is None or time > 0 for time in times)


def _part(kind: Any, data: Any, **more: Any) -> Any:
    if not isinstance(data, dict):
        raise TypeError(f"{kind.__name__} is no table")
    known = (one for one in fields(kind) if one.name not in _OF_THE_MACHINE)
    return kind(**{one.name: _READ[str(one.type)](data[one.name]) for one in known}, **more)


def _a(kind: Any) -> Reader:
    return lambda value: _part(kind, value)


def _range(value: Any) -> Range:
    made: Range = _part(Range, value)
    if not 0 <= made.start < made.end <= 2 * _DAY_MINUTES:
        raise ValueError("that is no stretch of a day")
    return made


def _weekdays(value: Any) -> frozenset[int]:
    days = frozenset(each(_int)(value))
    if not days <= frozenset(range(_WEEK)):
        raise ValueError("that is no weekday")
    return days


def _date(value: Any) -> date:
    return date.fromisoformat(_text(value))


_text, _int, _bool = exactly(str), exactly(int), exactly(bool)
# One reader for each type that a field of the plan has; a field of another type fails the first test.
_READ: dict[str, Reader] = {
    "str": _text,
    "int": _int,
    "bool": _bool,
    "bool | None": maybe(_bool),
    "float": length,
    "float | None": maybe(length),
    "date": _date,
    "tuple[str, ...]": each(_text),
    "tuple[int, ...]": each(_int),
    "tuple[float, ...]": each(length),
    "frozenset[int]": _weekdays,
    "tuple[Range, ...]": each(_range),
    "tuple[tuple[Range, ...], ...]": each(each(_range)),
    "tuple[DayRule, ...]": each(_a(DayRule)),
    "tuple[Break, ...]": each(_a(Break)),
    "OfferRules": _a(OfferRules),
    "SnoozeRules": _a(SnoozeRules),
    "AwayRules": _a(AwayRules),
    "QuietRules": _a(QuietRules),
    "Body": _a(Body),
    "PlayerRules": _a(PlayerRules),
    "Hooks": _a(Hooks),
}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
