"""The tray's menu. Every entry asks for its text and visibility when the desktop reads it, so that the menu
always tells what holds now; the entries themselves stay the same objects, as desktops expect.

At most nine entries are to be chosen from at a time; the rest is one step further down, and no list is there twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from deskbreak.app import menu_lists as lists
from deskbreak.app import words
from deskbreak.app.menu_lists import Now
from deskbreak.core.events import CommandKind, Phase
from deskbreak.platforms.tray.menu import SEPARATOR, Menu, MenuItem

if TYPE_CHECKING:
    from deskbreak.app.menu_lists import Acts

Test = Callable[[Now], bool]
MAX_ENTRIES = 9


class TrayMenu:
    """Builds the menu once; the parts that depend on the settings are made again when those change."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts
        self._made: dict[str, tuple[object, tuple[Any, ...]]] = {}

    def build(self) -> Menu:
        item, line = self._item, SEPARATOR
        return Menu(
            item(lambda now: words.summary(now.view, now.at, now.plan.zone), None),
            line,
            item("Start now", self._do(CommandKind.START), default=True, visible=_free),
            item("Start", self._start_menu(), visible=_free),
            item("Snooze", self._list("snooze", lists.snoozes, self._snooze), visible=_can_snooze),
            item("Skip this break", self._do(CommandKind.SKIP), visible=_is_open),
            item("Done, I took it", self._do(CommandKind.DONE), visible=_on_break),
            item("Put off the next break", self._list("later", lists.delays, self._snooze), visible=_coming),
            item("Skip the next break", self._do(CommandKind.SKIP_NEXT), visible=_coming),
            item(
                "Keep counting after hours",
                self._times(CommandKind.WORK, lists.overtimes),
                visible=_off_hours,
            ),
            line,
            item("Pause", self._pause_menu(), visible=_not_paused),
            item("Resume", self._do(CommandKind.RESUME), visible=_paused),
            item("Standing", self._toggle_standing, checked=_standing),
            line,
            item("Today", self._today_menu()),
            item("Settings", lambda: self._acts.open_settings()),
            item("Quit", lambda: self._acts.quit()),
        )

    # -- one step down ------------------------------------------------------------------------------------

    def _start_menu(self) -> Menu:
        """By length and place: here first, then the floor, walks, and the sets of the articles."""

        def of(group: str) -> Callable[[Acts], lists.Choices]:
            return lambda acts: lists.routines(acts, group)

        def some(group: str) -> Test:
            return lambda _now: bool(lists.routines(self._acts, group))

        here, walks = (
            self._entries("here", of("here"), self._start),
            self._entries("walk", of("walk"), self._start),
        )
        floor = self._item(
            "On the floor", self._list("floor", of("floor"), self._start), visible=some("floor")
        )
        more = self._item("More", self._list("more", of("more"), self._start), visible=some("more"))
        return Menu(lambda: (*here(), *walks(), floor, more))

    def _pause_menu(self) -> Menu:
        def spell(key: str) -> None:
            self._for_a_while(CommandKind.PAUSE, key)

        spells = self._entries("pause", lambda _acts: lists.pauses(), spell)
        meeting = self._item(
            "In a meeting", self._times(CommandKind.MEETING, lists.meetings), visible=_no_meeting
        )
        over = self._item("The meeting is over", self._do(CommandKind.MEETING_OFF), visible=_meeting)
        return Menu(lambda: (over, *spells(), SEPARATOR, meeting))

    def _today_menu(self) -> Menu:
        item, acts = self._item, self._acts
        return Menu(
            item("Done, I took it", self._do(CommandKind.DONE), visible=_answerable),
            item("I was sitting", self._do(CommandKind.SAT), visible=lambda now: now.view.can_give_back),
            item("Log a break I took", self._list("took", lists.taken, acts.took)),
            item(
                "Skip a break today", self._list("skip", lists.breaks, self._skip_today), visible=_has_breaks
            ),
            item("Profile", self._profile_menu(), visible=lambda _now: bool(acts.profiles())),
            item(
                "Left-out exercises",
                self._list("left-out", lists.left_out, acts.allow),
                visible=lambda _now: bool(acts.left_out()),
            ),
            item(
                "How was your back this week?",
                self._list("back", lists.backs, acts.back),
                visible=lambda now: now.plan.ask_back,
            ),
            SEPARATOR,
            item("Log", lambda: acts.show_log()),
            item("Report", lambda: acts.open_report()),
            item("Add a note", lambda: acts.add_note()),
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

    def _entries(
        self, name: str, choices: Callable[[Acts], Iterable[tuple[str, str]]], run: Callable[[str], None]
    ) -> Callable[[], tuple[Any, ...]]:
        """Entries of (key, label) choices, made again only when the choices change."""

        def entries() -> tuple[Any, ...]:
            wanted = tuple(choices(self._acts))
            known = self._made.get(name)
            if known is None or known[0] != wanted:
                made = tuple(self._item(label, lambda key=key: run(key)) for key, label in wanted)
                known = self._made[name] = (wanted, made)
            return known[1]

        return entries

    def _list(
        self, name: str, choices: Callable[[Acts], Iterable[tuple[str, str]]], run: Callable[[str], None]
    ) -> Menu:
        return Menu(self._entries(name, choices, run))

    def _times(self, order: CommandKind, choices: Callable[[], lists.Choices]) -> Menu:
        return self._list(order.value, lambda _acts: choices(), lambda key: self._for_a_while(order, key))

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

    def _do(self, order: CommandKind) -> Callable[[], None]:
        return lambda: self._order(order)

    def _order(self, order: CommandKind, **details: Any) -> None:
        self._acts.order(order, **details)

    def _start(self, routine: str) -> None:
        self._order(CommandKind.START, name=routine)

    def _snooze(self, seconds: str) -> None:
        self._order(CommandKind.SNOOZE, for_s=float(seconds))

    def _for_a_while(self, order: CommandKind, key: str) -> None:
        if key == lists.TODAY:
            self._order(order, today=True)
        else:
            self._order(order, for_s=float(key) if key else None)

    def _toggle_standing(self) -> None:
        standing = _standing(self._acts.now())
        self._order(CommandKind.STANDING_OFF if standing else CommandKind.STANDING)

    def _skip_today(self, name: str) -> None:
        self._order(CommandKind.SKIP_TODAY, name=name)


def _plain(action: Callable[[], None]) -> Callable[[object, object], None]:
    """pystray hands the icon and the entry over; ours need neither."""
    return lambda _icon, _item: action()


def _on_break(now: Now) -> bool:
    return now.view.phase is Phase.ON_BREAK


def _free(now: Now) -> bool:
    return not _on_break(now)


def _is_open(now: Now) -> bool:
    return now.view.offer is not None or _on_break(now)


def _answerable(now: Now) -> bool:
    return now.view.offer is not None and not _on_break(now)


def _can_snooze(now: Now) -> bool:
    return _answerable(now) and now.view.snoozes_left > 0


def _coming(now: Now) -> bool:
    return now.can_put_off and not _is_open(now) and not _off_hours(now)


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
