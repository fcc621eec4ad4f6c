"""What deskbreak says to a user who wonders whether it works: it runs, where the icon is, what comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo

from deskbreak.app import ease_off, words
from deskbreak.core.durations import roughly
from deskbreak.core.events import Phase
from deskbreak.core.view import View
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass

Ports = Mapping[str, Mapping[str, str]]

KEYS = N_("There Enter starts the break, s snoozes it, k skips it.")
COMMANDS = N_("Answer them with: deskbreak start, deskbreak snooze or deskbreak skip")
AS_SET = N_("As the settings say: deskbreak ease off")
EASE = N_("Answer with: deskbreak ease 60, 90, week or keep")
RUNS = N_("deskbreak is running.")
HERE, THERE = N_("in this terminal"), N_("in the terminal where it runs")
_WITHOUT = {
    "tray": N_("there is no icon"),
    "idle": N_("it is not noticed when you leave the desk"),
    "busy": N_("calls and shared screens are not noticed"),
    "power": N_("sleep and the screen lock are not noticed"),
}
_BECAUSE = {
    "tray": N_("There is no icon, because {why}."),
    "idle": N_("It is not noticed when you leave the desk, because {why}."),
    "busy": N_("Calls and shared screens are not noticed, because {why}."),
    "power": N_("Sleep and the screen lock are not noticed, because {why}."),
}
_ICON = N_(
    "Icon: in your panel, a seated person, or a moon outside work hours. A click starts a break, the right button"
    " opens the menu."
)


@dataclass(frozen=True, slots=True)
class NextBreak:
    """The break that comes next, with the routine that it will bring as far as that is known."""

    at: float
    name: str
    seconds: float = 0.0
    first: bool = False


def next_line(coming: NextBreak | None, now: float, zone: tzinfo) -> str:
    """ "First break: Monday 09:45, Standing Hip CARs, 3 min"."""
    if coming is None:
        return N_("No break is in sight; see: deskbreak why, deskbreak config check")
    when, name = _day(coming.at, now, zone), coming.name
    if not coming.seconds:
        form = N_("First break: {when}, {name}") if coming.first else N_("Next break: {when}, {name}")
        return english(form, when=when, name=name)
    if coming.first:
        form = N_("First break: {when}, {name}, {length}")
    else:
        form = N_("Next break: {when}, {name}, {length}")
    return english(form, when=when, name=name, length=roughly(coming.seconds))


def _day(at: float, now: float, zone: tzinfo) -> str:
    """ "Monday 09:45", "Monday 09:45 (today)", "Monday 7 December 09:45"."""
    then, today = datetime.fromtimestamp(at, zone), datetime.fromtimestamp(now, zone).date()
    days = (then.date() - today).days
    date = f" {then.day} {then:%B}" if days >= 7 else ""
    when = f"{then:%A}{date} {then:%H:%M}"
    return english("{when} (today)", when=when) if days == 0 else when


def status_lines(
    view: View, coming: NextBreak | None, now: float, zone: tzinfo, ports: Ports, *, where: str = THERE
) -> Iterator[str]:
    """What `status` says to the user. `where` offers come without a desktop; "" where they cannot be seen."""
    state = words.state(view, now, zone)
    yield f"{RUNS} {state}."
    if held := words.held_back(view):
        yield english("Held back: {reasons}.", reasons=_and(held))
    if view.phase is Phase.OFFERED:
        yield N_("Answer it with: deskbreak start, deskbreak snooze or deskbreak skip")
    elif view.phase is not Phase.ON_BREAK:
        yield next_line(coming, now, zone)
    if eased := ease_off.line(view.easing, zone):
        yield f"{eased} {AS_SET}"
    if view.easing.is_asking:
        yield f"{ease_off.TITLE} {EASE}"
    yield from where_lines(ports, where)


def greeting(
    coming: NextBreak | None, now: float, zone: tzinfo, ports: Ports, *, stops: str, keys: bool | None
) -> Iterator[str]:
    """What `run` says as soon as it knows how it stands.

    `stops` is how to end it, `keys` whether the terminal takes answers; None where nothing is offered there.
    """
    yield RUNS
    yield next_line(coming, now, zone)
    yield from where_lines(ports, HERE)
    if keys is not None:
        yield KEYS if keys else COMMANDS
    yield english("To stop it: {how}", how=stops)


def try_out_lines(speed: float, play_speed: float, now: float, zone: tzinfo) -> Iterator[str]:
    """What is different while time runs fast."""
    if speed != 1.0:
        hour = roughly(3600 / speed)
        then = datetime.fromtimestamp(now, zone)
        slow = english("This is a try-out: an hour of waiting takes {length}.", length=hour)
        yield slow + " " + english("Here it is {time}.", time=f"{then:%A %H:%M}")
    if play_speed == 1.0:
        yield N_(
            "Routines play as in life; Next (n) skips ahead in one. With --play-speed 20 they play faster."
        )
    else:
        yield english("Routines play {times} times faster than in life.", times=f"{play_speed:g}")


def where_lines(ports: Ports, where: str) -> Iterator[str]:
    """Where the icon is and where offers come, and what is not there with the reason, as text."""
    if ports["tray"]["state"] == "ok":
        yield _ICON
    elif ports["tray"]["state"] == "off":
        yield N_("Icon: none, as --no-tray asks.")
    notify = ports["notify"]["state"] in ("ok", "off") and ports["notify"]["backend"] != "plyer"
    missing = {name: _why(ports[name]) for name in _WITHOUT if ports[name]["state"] not in ("ok", "off")}
    reason = _why(ports["notify"])
    if not notify:
        same = [name for name, why in missing.items() if why == reason]
        yield _offers_come(where, reason, [_WITHOUT[name] for name in same])
        if not where:
            yield N_("To see them, stop it and let it run in a terminal: deskbreak run")
        missing = {name: why for name, why in missing.items() if name not in same}
    for name, why in missing.items():
        yield english(_BECAUSE[name], why=why)


def _offers_come(where: str, reason: str, also: list[str]) -> str:
    """Where offers are shown, why there, and what else is missing for the same reason."""
    if where and also:
        form = N_("Offers come {where}, because {reason}; so {also}.")
    elif where:
        form = N_("Offers come {where}, because {reason}.")
    elif also:
        form = N_("Offers are shown nowhere, because {reason}; so {also}.")
    else:
        form = N_("Offers are shown nowhere, because {reason}.")
    fields = {"where": where, "reason": reason, "also": _and(also) if also else ""}
    return english(form, **fields)


def _why(port: Mapping[str, str]) -> str:
    """The reason as part of a sentence."""
    detail = port["detail"].strip().rstrip(".")
    if "no session bus" in detail:
        return N_("there is no desktop session here")
    if not detail:
        return N_("this desktop does not offer it")
    return english("there is {what}", what=detail) if detail.startswith("no ") else detail


def _and(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
