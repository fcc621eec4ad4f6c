"""What deskbreak says to a user who wonders whether it works: it runs, where the icon is, what comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo

from deskbreak.app import ease_off, words
from deskbreak.called import as_called
from deskbreak.core.durations import roughly
from deskbreak.core.events import Phase
from deskbreak.core.view import View
from deskbreak.values import dataclass

Ports = Mapping[str, Mapping[str, str]]

KEYS = "There Enter starts the break, s snoozes it, k skips it."
COMMANDS = "Answer them with: deskbreak start, deskbreak snooze or deskbreak skip"
HERE, THERE = "in this terminal", "in the terminal where it runs"
_WITHOUT = {
    "tray": "there is no icon",
    "idle": "it is not noticed when you leave the desk",
    "busy": "calls and shared screens are not noticed",
    "power": "sleep and the screen lock are not noticed",
}
_ICON = (
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
        return "No break is in sight; see: deskbreak why, deskbreak config check"
    lasts = f", {roughly(coming.seconds)}" if coming.seconds else ""
    which = "First" if coming.first else "Next"
    return f"{which} break: {_day(coming.at, now, zone)}, {coming.name}{lasts}"


def _day(at: float, now: float, zone: tzinfo) -> str:
    """ "Monday 09:45", "Monday 09:45 (today)", "Monday 7 December 09:45"."""
    then, today = datetime.fromtimestamp(at, zone), datetime.fromtimestamp(now, zone).date()
    days = (then.date() - today).days
    date = f" {then.day} {then:%B}" if days >= 7 else ""
    return f"{then:%A}{date} {then:%H:%M}" + (" (today)" if days == 0 else "")


def status_lines(
    view: View, coming: NextBreak | None, now: float, zone: tzinfo, ports: Ports, *, where: str = THERE
) -> Iterator[str]:
    """What `status` says to the user. `where` offers come without a desktop; "" where nobody can see them."""
    state = words.state(view, now, zone)
    yield f"deskbreak is running. {state}."
    if held := words.held_back(view):
        yield f"Held back: {_and(held)}."
    if view.phase is Phase.OFFERED:
        yield "Answer it with: deskbreak start, deskbreak snooze or deskbreak skip"
    elif view.phase is not Phase.ON_BREAK:
        yield next_line(coming, now, zone)
    if eased := ease_off.line(view.easing, zone):
        yield as_called(f"{eased} As the settings say: deskbreak ease off")
    if view.easing.is_asking:
        yield as_called(f"{ease_off.TITLE} Answer with: deskbreak ease 60, 90, week or keep")
    yield from where_lines(ports, where)


def greeting(
    coming: NextBreak | None, now: float, zone: tzinfo, ports: Ports, *, stops: str, keys: bool | None
) -> Iterator[str]:
    """What `run` says as soon as it knows how it stands.

    `stops` is how to end it, `keys` whether the terminal takes answers; None where nothing is offered there.
    """
    yield "deskbreak is running."
    yield next_line(coming, now, zone)
    yield from where_lines(ports, HERE)
    if keys is not None:
        yield KEYS if keys else COMMANDS
    yield f"To stop it: {stops}"


def try_out_lines(speed: float, play_speed: float, now: float, zone: tzinfo) -> Iterator[str]:
    """What is different while time runs fast."""
    if speed != 1.0:
        hour = roughly(3600 / speed)
        then = datetime.fromtimestamp(now, zone)
        yield f"This is a try-out: an hour of waiting takes {hour}. Here it is {then:%A %H:%M}."
    if play_speed == 1.0:
        yield "Routines play as in life; Next (n) skips ahead in one. With --play-speed 20 they play faster."
    else:
        yield f"Routines play {play_speed:g} times faster than in life."


def where_lines(ports: Ports, where: str) -> Iterator[str]:
    """Where the icon is and where offers come, and what is not there with the reason, in words."""
    if ports["tray"]["state"] == "ok":
        yield _ICON
    elif ports["tray"]["state"] == "off":
        yield "Icon: none, as --no-tray asks."
    notify = ports["notify"]["state"] in ("ok", "off") and ports["notify"]["backend"] != "plyer"
    missing = {name: _why(ports[name]) for name in _WITHOUT if ports[name]["state"] not in ("ok", "off")}
    reason = _why(ports["notify"])
    if not notify:
        same = [name for name, why in missing.items() if _alike(why, reason)]
        also = f"; so {_and(_WITHOUT[name] for name in same)}" if same else ""
        if where:
            yield f"Offers come {where}, because {reason}{also}."
        else:
            yield f"Offers are shown nowhere, because {reason}{also}."
            yield as_called("To see them, stop it and let it run in a terminal: deskbreak run")
        missing = {name: why for name, why in missing.items() if name not in same}
    for name, why in missing.items():
        said = _WITHOUT[name]
        yield f"{said[:1].upper()}{said[1:]}, because {why}."


def _why(port: Mapping[str, str]) -> str:
    """The reason as part of a sentence."""
    detail = port["detail"].strip().rstrip(".")
    if "no session bus" in detail:
        return "there is no desktop session here"
    if not detail:
        return "this desktop does not offer it"
    return f"there is {detail}" if detail.startswith("no ") else detail


def _alike(one: str, other: str) -> bool:
    return one == other


def _and(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
