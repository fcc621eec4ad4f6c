"""The short sentences of notifications, tray and terminal; one place, so that all tell the same story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from deskbreak.core.events import Offer, Outcome, Phase
from deskbreak.core.view import View

_OUTCOMES = {
    Outcome.TAKEN: "taken",
    Outcome.PARTLY: "partly taken",
    Outcome.NATURAL: "away from the desk",
    Outcome.SNOOZED: "snoozed",
    Outcome.SKIPPED: "skipped",
    Outcome.MISSED: "missed",
    Outcome.STOPPED: "stopped, it hurt",
    Outcome.SUPPRESSED: "held back",
}
_HOLDS = {
    "paused": "paused",
    "meeting": "in a meeting",
    "do-not-disturb": "do not disturb is on",
    "fullscreen": "something is fullscreen",
    "microphone": "the microphone is in use",
    "camera": "the camera is in use",
    "screen-share": "the screen is shared",
    "app": "a quiet app runs",
    "command": "your quiet command says so",
    "locked": "the screen is locked",
    "off-hours": "outside work hours",
}


def minutes(seconds: float) -> str:
    """A duration as people say it: "45 s", "5 min", "1 h 30 min"."""
    if seconds < 60:
        return f"{max(round(seconds), 0)} s"
    whole = round(seconds / 60)
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{whole} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def clock(at: float, zone: tzinfo) -> str:
    return datetime.fromtimestamp(at, zone).strftime("%H:%M")


def moment(at: float, now: float, zone: tzinfo) -> str:
    """When, from now: "10:45", "tomorrow 09:00", "Mon 09:00"."""
    then, today = datetime.fromtimestamp(at, zone), datetime.fromtimestamp(now, zone)
    days = (then.date() - today.date()).days
    if days == 0:
        return then.strftime("%H:%M")
    if days == 1:
        return "tomorrow " + then.strftime("%H:%M")
    return then.strftime("%a %H:%M") if days < 7 else then.strftime("%d %b %H:%M")


def hold(reason: str) -> str:
    """A hold's reason in words; an unknown one is shown as it is."""
    return _HOLDS.get(reason, reason)


def outcome(what: Outcome | str) -> str:
    return _OUTCOMES.get(Outcome(what), str(what))


@dataclass(frozen=True, slots=True)
class OfferWords:
    title: str
    body: str


def offer_words(offer: Offer, routine_name: str, steps: Sequence[str], seconds: float | None) -> OfferWords:
    """What the notification of an offer says: what to do, how long it takes, and why now."""
    if not routine_name:
        return OfferWords(offer.say or offer.break_name.capitalize(), _since(offer))
    length = f" · {minutes(seconds)}" if seconds else ""
    title = f"{routine_name}{length}"
    named = all(step.casefold() in routine_name.casefold() for step in steps)  # the title tells them already
    what = ", then ".join(steps) if 1 < len(steps) <= 3 and not named else ""
    parts = [part for part in (offer.say, _since(offer), what and what[0].upper() + what[1:] + ".") if part]
    return OfferWords(title, " ".join(parts) + " Click to start.")


def _since(offer: Offer) -> str:
    if offer.catch_up:
        return "A break waited for you."
    if offer.sat_s >= 60:
        return f"You have sat for {minutes(offer.sat_s)}."
    return "Time for a break."


def summary(view: View, now: float, zone: tzinfo) -> str:
    """One line for the tray's tooltip and the menu's head: where the day stands, and what comes next."""
    return _now(view, now, zone) + _next(view, now, zone)


def _now(view: View, now: float, zone: tzinfo) -> str:
    if view.pause_until is not None or "paused" in view.holds:
        until = f" until {moment(view.pause_until, now, zone)}" if view.pause_until else ""
        return f"Paused{until}"
    match view.phase:
        case Phase.OFF_HOURS:
            return "Off hours"
        case Phase.ON_BREAK:
            return "On a break"
        case Phase.AWAY:
            return "Away from the desk"
        case Phase.STANDING:
            return "Standing"
        case Phase.OFFERED:
            return "A break is waiting for you"
        case Phase.DUE:
            return f"A break is due, {view.waiting}" if view.waiting else "A break is due"
    held = f", {hold(view.holds[0])}" if view.holds else ""
    return f"Sat {minutes(view.sitting_s)}{held}"


def _next(view: View, now: float, zone: tzinfo) -> str:
    if view.next_at is None or view.phase in (Phase.OFFERED, Phase.ON_BREAK, Phase.DUE):
        return ""
    name = f"{view.next_break} " if view.next_break else ""
    return f" · next: {name}at {moment(view.next_at, now, zone)}"
