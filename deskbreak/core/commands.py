"""What the person says by tray or command line, carried out."""

from __future__ import annotations

from deskbreak.core import answers, clocks, eased, put_off
from deskbreak.core.draft import Draft
from deskbreak.core.easing import Choice
from deskbreak.core.events import Command, CommandKind
from deskbreak.core.hours import local_day
from deskbreak.core.state import FOREVER
from deskbreak.sentences import N_


def apply_command(d: Draft, command: Command) -> None:
    """Do it; `refusals` has been asked whether it makes sense."""
    match command.kind:
        case CommandKind.START:
            answers.start(d, command.name, command.rounds)
        case CommandKind.SNOOZE if d.state.offer is None:
            put_off.put_off(d, command.for_s)
        case CommandKind.SNOOZE:
            answers.snooze(d, command.for_s)
        case CommandKind.SKIP_NEXT:
            put_off.skip_next(d)
        case CommandKind.SKIP:
            answers.answer_skip(d)
        case CommandKind.DONE:
            answers.answer_done(d)
        case CommandKind.SAT:
            clocks.give_back(d)
        case CommandKind.EASE:
            eased.choose(d, Choice(command.name))
        case CommandKind.SKIP_TODAY:
            _skip_today(d, command.name)
        case _:
            _timed_state(d, command)


def _timed_state(d: Draft, command: Command) -> None:
    """Commands that hold for a while, and their ends."""
    until = command.until or (d.at + command.for_s if command.for_s else FOREVER)
    match command.kind:
        case CommandKind.PAUSE:
            d.change(pause_until=until)
            d.decide("", N_("paused"), N_("you said so"))
        case CommandKind.RESUME:
            d.change(pause_until=None, before="hold", before_at=d.at)
            d.decide("", N_("resumed"), N_("you said so"))
        case CommandKind.MEETING:
            d.change(meeting_until=until)
            d.decide("", N_("meeting"), N_("you said so"))
        case CommandKind.MEETING_OFF:
            running = [end for begin, end in d.state.meetings if begin <= d.at < end]
            over = max(running, default=d.state.meetings_over)
            d.change(meeting_until=None, meetings_over=over, before="meeting", before_at=d.at)
            take_meetings(d, d.state.meetings)
            d.decide("", N_("meeting over"), N_("you said so"))
        case CommandKind.STANDING:
            d.end_stretch(d.at)
            d.change(standing_until=until)
            d.decide("", N_("standing"), N_("the sitting clock rests"))
        case CommandKind.STANDING_OFF:
            d.change(standing_until=None)
            d.decide("", N_("sitting"), N_("you said so"))
        case CommandKind.WORK:
            d.change(work_until=until)
            d.decide("", N_("overtime"), N_("you said so"))
        case CommandKind.WORK_OFF:
            d.change(work_until=None)
            d.decide("", N_("overtime over"), N_("you said so"))


def take_meetings(d: Draft, meetings: tuple[tuple[float, float], ...]) -> None:
    """What the calendars say, without what has ended and what the person says has."""
    ahead = [(begin, end) for begin, end in meetings if end > d.at]
    over = d.state.meetings_over
    d.change(meetings=tuple(one for one in ahead if one[0] > d.at or one[1] > over))


def _skip_today(d: Draft, name: str) -> None:
    """Leave a break of the plan out until the local day ends."""
    today = local_day(d.plan, d.at).toordinal()
    kept = tuple(one for one in d.state.skipped_days if one[1] >= today)
    d.change(skipped_days=(*kept, (name, today)), due=tuple(due for due in d.state.due if due.name != name))
    d.decide(name, N_("skipped today"), N_("you said so"))
    if d.state.offer is not None and d.state.offer.name == name:
        answers.answer_skip(d)
