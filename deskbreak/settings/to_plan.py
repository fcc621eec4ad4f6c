"""Checked settings as core's values."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from deskbreak.core.body_words import avoided_by, positions_of
from deskbreak.core.plan import (
    WEEKDAYS,
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
from deskbreak.settings.model import Settings

AUTO = "auto"
HEADS_UP_S = 60.0
PAUSE_S = 5.0


def to_plan(settings: Settings, zone: tzinfo, name: str = "") -> Plan:
    """The settings as core's values."""
    offer, quiet, body = settings.offer, settings.quiet, settings.body
    heads_up, pause = offer.heads_up, offer.wait_for_pause
    return Plan(
        hours=tuple(_ranges(getattr(settings.hours, day)) for day in WEEKDAYS),
        days=tuple(DayRule(*day.on, _ranges(day.hours), day.why) for day in settings.days),
        holidays=tuple(settings.holidays),
        breaks=tuple(map(_break, settings.breaks)),
        offer=OfferRules(
            heads_up_s=HEADS_UP_S if isinstance(heads_up, bool) else heads_up,
            heads_up_shown=heads_up is not False,
            wait_for_pause_s=(PAUSE_S if pause else 0.0) if isinstance(pause, bool) else pause,
            wait_at_most_s=offer.wait_at_most,
            repeat_every_s=offer.repeat_every,
            repeat_at_most=offer.repeat_at_most,
            sound=offer.sound,
            adapt=offer.adapt,
            learn=offer.learn,
            earlier_s=offer.earlier,
            later_s=offer.later,
        ),
        snooze=SnoozeRules(tuple(settings.snooze.choices), settings.snooze.at_most, settings.snooze.policy),
        away=AwayRules(settings.away.keep_below, settings.away.counts_as_break),
        quiet=QuietRules(
            do_not_disturb=quiet.do_not_disturb,
            fullscreen=quiet.fullscreen,
            microphone=quiet.microphone,
            camera=quiet.camera,
            screen_share=quiet.screen_share,
            calendars=tuple(quiet.calendars),
            me=tuple(quiet.me),
            apps=tuple(quiet.apps),
            command=quiet.command,
            longest_meeting_s=quiet.longest_meeting,
        ),
        body=Body(
            positions_of(body.positions),
            equipment=tuple(body.equipment),
            avoid=avoided_by(body.avoid),
            level=body.level,
            back=body.back,
        ),
        player=PlayerRules(**settings.player.model_dump()),
        language=settings.ui.language,
        hooks=Hooks(**{name: tuple(words) for name, words in settings.hooks}),
        shared_folder=settings.journal.shared_folder,
        keep_s=settings.journal.keep,
        ask_back=settings.journal.ask_back,
        profile=name,
        zone=zone,
    )


def _ranges(hours: list[tuple[int, int]]) -> tuple[Range, ...]:
    return tuple(Range(*one) for one in sorted(hours))


def _break(one: Any) -> Break:
    return Break(
        name=one.name,
        every_s=one.every,
        at=tuple(sorted(one.at or ())),
        days=frozenset(WEEKDAYS.index(day) for day in one.days),
        routine=one.routine if one.routine is not None else "" if one.say else AUTO,
        lasts_s=one.lasts,
        say=one.say,
    )
