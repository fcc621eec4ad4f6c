"""Every time zone whose clocks change: the change days and a plain day, rehearsed on the real machine."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from deskbreak.core.hours import instant
from deskbreak.core.plan import Break, OfferRules, Plan, Range
from deskbreak.core.rehearse import rehearse

YEAR = 2026
PLAIN = date(YEAR, 6, 17)
FIXED = tuple(range(0, 1440, 30))  # every half hour, so that some time is skipped and some comes twice
ALL_DAY = ((Range(0, 1440),),) * 7


def changes(name: str) -> list[date]:
    """The local days of the year on which the zone's offset changes."""
    zone, found = ZoneInfo(name), []
    at, end = datetime(YEAR, 1, 1, tzinfo=UTC), datetime(YEAR + 1, 1, 1, tzinfo=UTC)
    before = at.astimezone(zone).utcoffset()
    while at < end:
        at += timedelta(hours=12)
        now = at.astimezone(zone).utcoffset()
        if now != before:
            found.append(_day_of_change(zone, at))
        before = now
    return found


def _day_of_change(zone: ZoneInfo, until: datetime) -> date:
    at = until - timedelta(hours=12)
    before = at.astimezone(zone).utcoffset()
    while (at + timedelta(minutes=1)).astimezone(zone).utcoffset() == before:
        at += timedelta(minutes=1)
    return at.astimezone(zone).date()


def _zones() -> dict[str, list[date]]:
    """One name for each set of rules: links to the same zone would be the same test."""
    known: dict[tuple[object, ...], tuple[str, list[date]]] = {}
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        months = [
            datetime(YEAR, month, 15, tzinfo=UTC).astimezone(zone).utcoffset() for month in range(1, 13)
        ]
        if len(set(months)) > 1 or "Casablanca" in name or "Aaiun" in name:
            days = changes(name)
            known.setdefault((*months, *days), (name, days))
    return dict(known.values())


ZONES = _zones()


def test_there_are_zones_to_test():
    assert len(ZONES) > 20


@pytest.mark.slow
@pytest.mark.parametrize("name", ZONES)
def test_fixed_breaks_come_once_and_sitting_keeps_real_minutes(name):
    zone = ZoneInfo(name)
    for day in {PLAIN, *ZONES[name]}:
        _fixed_once(zone, day)
        _real_minutes(zone, day)


def _fixed_once(zone: ZoneInfo, day: date) -> None:
    plan = Plan(
        hours=ALL_DAY,
        zone=zone,
        offer=OfferRules(heads_up_s=0),
        breaks=(Break("look", at=FIXED, say="Look up"),),
    )
    offers = [line.at for line in rehearse(plan, day, 1, choose=lambda *_: "") if line.event == "offer"]
    begins, ends = instant(zone, day, 0), instant(zone, day + timedelta(days=1), 0)
    # Nothing is due at the very start; where midnight itself is skipped, the last ones belong to the next day.
    wanted = sorted({at for at in (instant(zone, day, minute) for minute in FIXED) if begins < at < ends})
    assert offers == pytest.approx(wanted, abs=0.1), day
    walls = [f"{datetime.fromtimestamp(at, zone):%H:%M}" for at in offers]
    assert len(set(walls)) == len(walls), day


def _real_minutes(zone: ZoneInfo, day: date) -> None:
    sits = Break("sits", every_s=2700.0, say="Stand up")
    plan = Plan(hours=ALL_DAY, zone=zone, offer=OfferRules(heads_up_s=0), breaks=(sits,))
    offers = [line.at for line in rehearse(plan, day, 1, choose=lambda *_: "") if line.event == "offer"]
    start, end = instant(zone, day, 0), instant(zone, day + timedelta(days=1), 0)
    assert len(offers) in (int((end - start) // 2700), int((end - start) // 2700) - 1), day
    gaps = [later - earlier for earlier, later in zip([start, *offers], offers, strict=False)]
    assert gaps == pytest.approx([2700.0] * len(gaps), abs=1), day
