"""The plan as plain JSON: how the check child hands it to the daemon. Light."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import Any

from deskbreak.core.plan import (
    AwayRules,
    Body,
    Break,
    DayRule,
    OfferRules,
    Plan,
    PlayerRules,
    QuietRules,
    Range,
    SnoozeRules,
)
from deskbreak.values import fields, is_dataclass

_GROUPS: dict[str, Any] = {
    "offer": OfferRules,
    "snooze": SnoozeRules,
    "away": AwayRules,
    "quiet": QuietRules,
    "body": Body,
    "player": PlayerRules,
}


_OF_THE_MACHINE = ("zone", "answer_within_s")


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Everything but what belongs to the machine: its time zone and its pace."""
    return {
        one.name: _plain(getattr(plan, one.name)) for one in fields(Plan) if one.name not in _OF_THE_MACHINE
    }


def plan_from_json(data: dict[str, Any], zone: tzinfo) -> Plan:
    """The plan that `plan_to_json` gave; KeyError, TypeError or ValueError for anything else."""
    made = {one.name: _tuples(data[one.name]) for one in fields(Plan) if one.name not in _OF_THE_MACHINE}
    made["hours"] = tuple(_ranges(day) for day in data["hours"])
    made["days"] = tuple(
        DayRule(
            date.fromisoformat(row["first"]),
            date.fromisoformat(row["last"]),
            _ranges(row["hours"]),
            row["why"],
        )
        for row in data["days"]
    )
    made["breaks"] = tuple(_break(row) for row in data["breaks"])
    for name, kind in _GROUPS.items():
        made[name] = kind(**{key: _tuples(value) for key, value in data[name].items()})
    return Plan(**made, zone=zone)


def _break(row: dict[str, Any]) -> Break:
    values = {key: _tuples(value) for key, value in row.items()}
    return Break(**(values | {"days": frozenset(row["days"])}))


def _ranges(rows: Any) -> tuple[Range, ...]:
    return tuple(Range(row["start"], row["end"]) for row in rows)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
