"""A rehearsal is the real machine, driven by a person who sits and always says yes."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from deskbreak.core.plan import Break, OfferRules, Plan, Range
from deskbreak.core.rehearse import Line, rehearse

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
PLAN = Plan(
    hours=((Range(540, 750), Range(810, 1080)),) * 5 + ((),) * 2,
    breaks=(
        Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0),
        Break("walk", at=(720,), routine="ten-minute-walk", lasts_s=600.0),
    ),
    zone=ZONE,
)


def reported(lines: list[Line]) -> list[str]:
    return [
        f"{datetime.fromtimestamp(line.at, ZONE):%H:%M} {line.event} {line.break_name}".strip()
        for line in lines
    ]


def play(plan: Plan = PLAN, day: date = MONDAY, days: int = 1, **more: object) -> list[Line]:
    return rehearse(plan, day, days, choose=lambda one, at: "cat-cow", **more)  # type: ignore[arg-type]


def test_a_day_from_edge_to_edge():
    lines = reported(play())
    assert lines[:3] == ["09:00 hours", "09:45 offer mobility", "10:33 offer mobility"]
    assert "12:00 offer walk" in lines
    assert "12:30 hours" in lines
    assert "14:15 offer mobility" in lines  # lunch was a break
    assert lines[-1] == "18:00 hours"


def test_auto_is_resolved():
    assert {line.routine for line in play() if line.event == "offer"} == {"cat-cow", "ten-minute-walk"}


def test_a_day_off_is_empty():
    assert play(day=date(2026, 11, 28)) == []


def test_a_shift_begun_the_evening_before_belongs_to_the_day_too():
    from deskbreak.values import replace

    plan = replace(PLAN, hours=((Range(1320, 1800),),) * 5 + ((),) * 2)
    lines = reported(play(plan, date(2026, 11, 28)))  # Saturday, with Friday's night
    assert lines[0] == "00:45 offer mobility", "the shift goes on, it does not begin at midnight"
    assert lines[-1] == "06:00 hours"


def test_meetings_are_told_and_breaks_go_round_them():
    start = datetime(2026, 11, 23, 9, 40, tzinfo=ZONE).timestamp()
    lines = reported(play(meetings=[(start, start + 3600)]))
    assert lines[:3] == ["09:00 hours", "09:36 offer mobility", "09:40 meeting"]
    assert "10:40 meeting" in lines
    assert not any("offer" in line and "09:40" <= line[:5] < "10:40" for line in lines)


def test_the_same_days_are_the_same_lines():
    assert play(days=7) == play(days=7)
    assert [line for line in play(days=5) if line.at < play(day=date(2026, 11, 24))[0].at] == play()


def test_a_plan_without_breaks_tells_its_hours():
    from deskbreak.values import replace

    lines = [line for line in reported(play(replace(PLAN, breaks=()))) if "hours" in line]
    assert lines == ["09:00 hours", "12:30 hours", "13:30 hours", "18:00 hours"]
    plain = replace(PLAN, offer=OfferRules(heads_up_s=0.0))
    assert play(plain) == play()


def at(clock: str, day: int = 23) -> float:
    return datetime.fromisoformat(f"2026-11-{day} {clock}").replace(tzinfo=ZONE).timestamp()


def meetings_told(
    *meetings: tuple[float, float], passed: tuple[tuple[float, float, str], ...] = ()
) -> list[str]:
    lines = play(meetings=list(meetings), passed=list(passed))
    return [
        f"{datetime.fromtimestamp(one.at, ZONE):%d %H:%M} {one.reason}"
        for one in lines
        if one.event == "meeting"
    ]


def test_a_meeting_is_told_within_the_days_that_are_asked_for():
    midnight, next_midnight = at("00:00"), at("00:00", 24)
    assert meetings_told((at("23:00", 22), at("01:00"))) == ["23 00:00 begins", "23 01:00 ends"]
    assert meetings_told((at("23:00"), at("01:00", 24))) == ["23 23:00 begins"]
    assert meetings_told((at("23:00"), next_midnight)) == ["23 23:00 begins"]
    assert meetings_told((at("23:00"), next_midnight - 60)) == ["23 23:00 begins", "23 23:59 ends"]
    assert meetings_told((at("23:00", 22), midnight)) == []
    assert meetings_told((next_midnight, at("01:00", 24))) == []


def test_what_holds_no_breaks_is_told_with_its_reason_once():
    day_long = (at("00:00", 22), at("12:00"), "a whole day")
    assert meetings_told(passed=(day_long,)) == ["23 00:00 a whole day"]
    assert meetings_told(passed=((at("15:00"), at("01:00", 24), "too long"),)) == ["23 15:00 too long"]
    assert (
        meetings_told(
            passed=((at("00:00", 22), at("00:00"), "over"), (at("00:00", 24), at("01:00", 24), "to come"))
        )
        == []
    )


def test_a_break_lasts_as_long_as_its_routine_where_the_plan_does_not_say():
    from deskbreak.values import replace

    plan = replace(PLAN, breaks=(Break("mobility", every_s=2700.0, routine="auto"),))
    ten = reported(play(plan, seconds_of=lambda _: 600.0))
    assert ten[1:3] == ["09:45 offer mobility", "10:40 offer mobility"]
    one = reported(play(plan, seconds_of=lambda _: 60.0))
    assert one[1:3] == ["09:45 offer mobility", "10:31 offer mobility"]


def test_what_a_fixed_break_brings_is_told_to_whoever_chooses():
    taken: list[tuple[str, float]] = []
    play(took=lambda one, when: taken.append((one.name, when)))
    assert taken == [("walk", at("12:00"))]


def test_who_answers_nothing_sees_each_notification():
    lines = [line for line in play(ignore=True) if line.at < at("10:30")]
    assert reported(lines) == [
        "09:00 hours", "09:45 offer mobility", "09:50 offer mobility", "09:55 offer mobility",
    ]  # fmt: skip
    assert [line.reason for line in lines[1:]] == ["sat 45 min"] + ["shown again, as nobody answered"] * 2
    afternoon = [line for line in play(ignore=True) if line.event == "offer" and line.at > at("13:30")]
    assert any("shown once" in line.reason for line in afternoon)
