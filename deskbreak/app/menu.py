"""The tray's menu. Every entry asks for its text and visibility when the desktop reads it, so that the menu
always tells what holds now; the entries themselves stay the same objects, as desktops expect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from deskbreak.app import words
from deskbreak.core.events import Order, Phase
from deskbreak.platforms.tray.menu import SEPARATOR, Menu, MenuItem

if TYPE_CHECKING:
    from deskbreak.core.plan import Plan
    from deskbreak.core.view import View

_PAUSES_S = (1800.0, 3600.0, 7200.0)
_MEETINGS_S = (1800.0, 2700.0, 3600.0)
_WORK_S = (1800.0, 3600.0, 7200.0)


@dataclass(frozen=True, slots=True)
class Now:
    """What the menu shows, gathered when it is read."""

    view: View
    plan: Plan
    at: float


class Acts(Protocol):
    """What the menu can do; every call comes on the loop's thread."""

    def now(self) -> Now: ...
    def order(
        self, order: Order, *, for_s: float | None = None, today: bool = False, name: str = ""
    ) -> object: ...
    def took(self, what: str) -> None: ...
    def routines(self) -> Sequence[tuple[str, str]]: ...
    def profiles(self) -> Sequence[str]: ...
    def choose_profile(self, name: str) -> None: ...
    def show_log(self) -> None: ...
    def add_note(self) -> None: ...
    def open_report(self) -> None: ...
    def edit_settings(self) -> None: ...
    def open_settings(self) -> None: ...
    def quit(self) -> None: ...


Test = Callable[[Now], bool]


class TrayMenu:
    """Builds the menu once; the parts that depend on the settings are made anew when those change."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts
        self._made: dict[str, tuple[object, tuple[Any, ...]]] = {}

    def build(self) -> Menu:
        item, line = self._item, SEPARATOR
        return Menu(
            item(lambda now: words.summary(now.view, now.at, now.plan.zone), None),
            line,
            item("Start a break now", self._start, default=True, visible=_not_on_break),
            item("Start a routine", self._part("routines", self._acts.routines, self._routine)),
            item("Snooze", self._part("snooze", self._snoozes, self._snooze), visible=_can_snooze),
            item("Skip this break", self._do(Order.SKIP), visible=_is_open),
            item("Done, I took it", self._do(Order.DONE), visible=_is_open),
            item("Log a break I took", self._part("took", self._takeable, self._took)),
            item("I was sitting", self._do(Order.SAT), visible=lambda now: now.view.can_give_back),
            line,
            item("Pause", self._times("pause", Order.PAUSE, _PAUSES_S), visible=_not_paused),
            item("Resume", self._do(Order.RESUME), visible=_paused),
            item("In a meeting", self._times("meeting", Order.MEETING, _MEETINGS_S), visible=_no_meeting),
            item("The meeting is over", self._do(Order.MEETING_OFF), visible=_meeting),
            item("Standing", self._toggle_standing, checked=_standing),
            item("Keep counting after hours", self._times("work", Order.WORK, _WORK_S), visible=_off_hours),
            item("Skip for today", self._part("skip", self._breaks, self._skip_today), visible=_has_breaks),
            item("Profile", self._profile_menu(), visible=lambda _now: bool(self._acts.profiles())),
            line,
            item("Today's log", lambda: self._acts.show_log()),
            item("Add a note", lambda: self._acts.add_note()),
            item("Report", lambda: self._acts.open_report()),
            item("Settings", lambda: self._acts.open_settings()),
            item("Edit schedule", lambda: self._acts.edit_settings()),
            line,
            item("Quit", lambda: self._acts.quit()),
        )

    # -- entries ----------------------------------------------------------------------------------------

    def _item(
        self,
        text: str | Callable[[Now], str],
        action: Any,
        *,
        visible: Test | None = None,
        checked: Test | None = None,
        default: bool = False,
    ) -> MenuItem:
        def when(test: Test) -> Callable[[object], bool]:
            return lambda _item: test(self._acts.now())

        label: Any = text if isinstance(text, str) else (lambda _item: text(self._acts.now()))
        run = action if action is None or isinstance(action, Menu) else _plain(action)
        return MenuItem(
            label,
            run,
            checked=when(checked) if checked else None,
            default=default,
            visible=when(visible) if visible else True,
            enabled=action is not None,
        )

    def _part(
        self, name: str, choices: Callable[[], Iterable[tuple[str, str]]], run: Callable[[str], None]
    ) -> Any:
        """A submenu of (key, label) choices; its entries are made anew only when the choices change."""

        def entries() -> tuple[Any, ...]:
            wanted = tuple(choices())
            known = self._made.get(name)
            if known is None or known[0] != wanted:
                made = tuple(self._item(label, lambda key=key: run(key)) for key, label in wanted)
                known = self._made[name] = (wanted, made)
            return known[1]

        return Menu(entries)

    def _times(self, name: str, order: Order, seconds: Sequence[float]) -> Any:
        choices = [(str(one), words.minutes(one)) for one in seconds]
        choices.append(("", "Until I say so"))
        if order is Order.PAUSE:
            choices.insert(-1, ("today", "Until tomorrow"))
        return self._part(name, lambda: choices, lambda key: self._for_a_while(order, key))

    def _profile_menu(self) -> Any:
        def entries() -> tuple[Any, ...]:
            names = tuple(self._acts.profiles())
            known = self._made.get("profile")
            if known is None or known[0] != names:
                known = self._made["profile"] = (
                    names,
                    tuple(self._profile_item(name) for name in ("auto", *names)),
                )
            return known[1]

        return Menu(entries)

    def _profile_item(self, name: str) -> Any:
        return self._item(
            "By weekday" if name == "auto" else name,
            lambda: self._acts.choose_profile(name),
            checked=lambda now: now.plan.profile == name,
        )

    # -- what they do -----------------------------------------------------------------------------------

    def _do(self, order: Order) -> Callable[[], None]:
        return lambda: self._order(order)

    def _order(self, order: Order, **details: Any) -> None:
        self._acts.order(order, **details)

    def _start(self) -> None:
        self._order(Order.START)

    def _routine(self, routine: str) -> None:
        self._order(Order.START, name=routine)

    def _snoozes(self) -> list[tuple[str, str]]:
        now = self._acts.now()
        return [(str(one), words.minutes(one)) for one in now.plan.snooze.choices_s]

    def _snooze(self, seconds: str) -> None:
        self._order(Order.SNOOZE, for_s=float(seconds))

    def _for_a_while(self, order: Order, key: str) -> None:
        if key == "today":
            self._order(order, today=True)
        else:
            self._order(order, for_s=float(key) if key else None)

    def _toggle_standing(self) -> None:
        standing = _standing(self._acts.now())
        self._order(Order.STANDING_OFF if standing else Order.STANDING)

    def _breaks(self) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self._acts.now().plan.breaks]

    def _skip_today(self, name: str) -> None:
        self._order(Order.SKIP_TODAY, name=name)

    def _takeable(self) -> Iterable[tuple[str, str]]:
        return self._acts.routines()

    def _took(self, what: str) -> None:
        self._acts.took(what)


def _plain(action: Callable[[], None]) -> Callable[[object, object], None]:
    """pystray hands the icon and the entry over; ours need neither."""
    return lambda _icon, _item: action()


def _is_open(now: Now) -> bool:
    return now.view.offer is not None or now.view.phase in (Phase.OFFERED, Phase.ON_BREAK) or _snoozed(now)


def _snoozed(now: Now) -> bool:
    return now.view.snooze_until is not None


def _can_snooze(now: Now) -> bool:
    return now.view.offer is not None and now.view.snoozes_left > 0


def _not_on_break(now: Now) -> bool:
    return now.view.phase is not Phase.ON_BREAK


def _paused(now: Now) -> bool:
    return "paused" in now.view.holds


def _not_paused(now: Now) -> bool:
    return not _paused(now)


def _meeting(now: Now) -> bool:
    return "meeting" in now.view.holds


def _no_meeting(now: Now) -> bool:
    return not _meeting(now)


def _standing(now: Now) -> bool:
    return now.view.phase is Phase.STANDING or now.view.standing_until is not None


def _off_hours(now: Now) -> bool:
    return now.view.phase is Phase.OFF_HOURS


def _has_breaks(now: Now) -> bool:
    return bool(now.plan.breaks)
