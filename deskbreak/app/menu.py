"""The tray's menu. Every entry asks for its text and visibility when the desktop reads it, so that the menu
always shows what holds now; the entries themselves stay the same objects, as desktops expect.

At most nine entries are to be chosen from at a time; the rest is one step further down, and no list is there twice. An
entry whose list is empty is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from deskbreak.app import ease_off, words
from deskbreak.app import menu_lists as lists
from deskbreak.app.menu_lists import MenuMoment
from deskbreak.core.events import Phase
from deskbreak.core.snooze import UNTIL_PAUSE
from deskbreak.language import translated
from deskbreak.platforms.tray.menu import SEPARATOR, Menu, MenuItem
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.app.menu_lists import Facts

Test = Callable[[MenuMoment], bool]
DoAction = Callable[..., None]
MAX_ENTRIES = 9


class TrayMenu:
    """Holds the menu; the parts that depend on the settings are made again when those change."""

    def __init__(self, facts: Facts, act: DoAction) -> None:
        """`act` has the action of that name done, with these details."""
        self._facts, self._act = facts, act
        self._made: dict[str, tuple[object, tuple[Any, ...]]] = {}
        self.menu = self._build()

    def pause_or_resume(self) -> None:
        """A middle click on the icon."""
        self._act("resume" if _paused(self._facts.now()) else "pause")

    def _build(self) -> Menu:
        item, line = self._item, SEPARATOR
        return Menu(
            item(lambda now: words.summary(now.view, now.at, now.plan.zone, translated), None),
            line,
            item(
                ease_off.TITLE,
                self._list("ease", lambda _facts: lists.easings(), self._ease),
                visible=lambda now: now.view.easing.is_asking,
            ),
            item(N_("Start now"), self._do("start"), default=True, visible=_free),
            item(N_("Start"), self._start_menu(), visible=_free),
            item(N_("Snooze"), self._list("snooze", lists.snoozes, self._snooze), visible=_can_snooze),
            item(N_("Skip this break"), self._do("skip"), visible=_is_open),
            item(N_("Done, I took it"), self._do("done"), visible=_on_break),
            item(
                N_("Put off the next break"), self._list("later", lists.delays, self._snooze), visible=_coming
            ),
            item(N_("Skip the next break"), self._do("skip-next"), visible=_coming),
            item(N_("Keep counting after hours"), self._times("work", lists.overtimes), visible=_off_hours),
            line,
            item(N_("Pause"), self._pause_menu(), visible=_not_paused),
            item(N_("Resume"), self._do("resume"), visible=_paused),
            item(N_("Standing"), self._toggle_standing, checked=_standing),
            line,
            item(N_("Today"), self._today_menu()),
            item(N_("Settings"), self._do("settings")),
            item(N_("Quit"), self._do("stop")),
        )

    # -- one step down ------------------------------------------------------------------------------------

    def _start_menu(self) -> Menu:
        """By length and place: here first, then the floor, walks, and the sets of the articles."""

        def of(group: str) -> Callable[[Facts], lists.Choices]:
            return lambda facts: lists.routines(facts, group)

        here, walks = (
            self._entries("here", of("here"), self._start),
            self._entries("walk", of("walk"), self._start),
        )
        floor = self._item(N_("On the floor"), self._list("floor", of("floor"), self._start))
        more = self._item(N_("More"), self._list("more", of("more"), self._start))
        return Menu(lambda: (*here(), *walks(), floor, more))

    def _pause_menu(self) -> Menu:
        def pause(key: str) -> None:
            self._for_a_while("pause", key)

        pauses = self._entries("pause", lambda _facts: lists.pauses(), pause)
        meeting = self._item(N_("In a meeting"), self._times("meeting", lists.meetings), visible=_no_meeting)
        over = self._item(N_("The meeting is over"), self._do("meeting", off=True), visible=_meeting)
        return Menu(lambda: (over, *pauses(), SEPARATOR, meeting))

    def _today_menu(self) -> Menu:
        item, facts = self._item, self._facts
        return Menu(
            item(N_("Done, I took it"), self._do("done"), visible=_answerable),
            item(N_("I was sitting"), self._do("sat"), visible=lambda now: now.view.can_give_back),
            item(N_("Log a break I took"), self._list("took", lists.taken, self._with("took", "what"))),
            item(
                N_("Skip a break today"), self._list("skip", lists.breaks, self._with("skip-today", "name"))
            ),
            item(N_("Profile"), self._profile_menu(), visible=lambda _now: bool(facts.profiles())),
            item(
                N_("Left-out exercises"),
                self._list("left-out", lists.left_out, self._with("allow", "exercise")),
            ),
            item(
                N_("How was your back this week?"),
                self._list("back", lambda _facts: lists.backs(), self._with("back", "score")),
                visible=lambda now: now.plan.ask_back,
            ),
            SEPARATOR,
            item(N_("Log"), self._do("log")),
            item(N_("Report"), self._do("report")),
            item(N_("Add a note"), self._do("note")),
        )

    # -- entries ----------------------------------------------------------------------------------------

    def _item(
        self,
        text: str | Callable[[MenuMoment], str],
        action: Any,
        *,
        visible: Test | None = None,
        checked: Test | None = None,
        default: bool = False,
    ) -> MenuItem:
        def when(test: Test) -> Callable[[object], bool]:
            return lambda _item: test(self._facts.now())

        def label(_item: object) -> str:
            return translated(text) if isinstance(text, str) else text(self._facts.now())

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
        self, name: str, choices: Callable[[Facts], Iterable[tuple[str, str]]], run: Callable[[str], None]
    ) -> Callable[[], tuple[Any, ...]]:
        """Entries of (key, label) choices, made again only when the choices change."""

        def entries() -> tuple[Any, ...]:
            wanted = tuple(choices(self._facts))
            known = self._made.get(name)
            if known is None or known[0] != wanted:
                made = tuple(self._item(label, lambda key=key: run(key)) for key, label in wanted)
                known = self._made[name] = (wanted, made)
            return known[1]

        return entries

    def _list(
        self, name: str, choices: Callable[[Facts], Iterable[tuple[str, str]]], run: Callable[[str], None]
    ) -> Menu:
        return Menu(self._entries(name, choices, run))

    def _times(self, word: str, choices: Callable[[], lists.Choices]) -> Menu:
        return self._list(word, lambda _facts: choices(), lambda key: self._for_a_while(word, key))

    def _profile_menu(self) -> Any:
        def entries() -> tuple[Any, ...]:
            names = tuple(self._facts.profiles())
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
            N_("By weekday") if name == "auto" else name,
            lambda: self._act("profile", name=name),
            checked=lambda now: now.plan.profile == name,
        )

    # -- what they do -----------------------------------------------------------------------------------

    def _do(self, word: str, **details: Any) -> Callable[[], None]:
        return lambda: self._act(word, **details)

    def _with(self, word: str, detail: str) -> Callable[[str], None]:
        """The chosen key becomes this detail of the action."""
        return lambda key: self._act(word, **{detail: key})

    def _start(self, routine: str) -> None:
        self._act("start", routine=routine)

    def _snooze(self, key: str) -> None:
        seconds = float(key)
        if seconds == UNTIL_PAUSE:
            self._act("snooze", until_pause=True)
        else:
            self._act("snooze", for_s=seconds)

    def _ease(self, choice: str) -> None:
        self._act("ease", choice=choice, open=True)

    def _for_a_while(self, word: str, key: str) -> None:
        if key == lists.TODAY:
            self._act(word, until="today")
        else:
            self._act(word, for_s=float(key) if key else None)

    def _toggle_standing(self) -> None:
        self._act("standing", off=_standing(self._facts.now()))


def _plain(action: Callable[[], None]) -> Callable[[object, object], None]:
    """pystray hands the icon and the entry over; ours need neither."""
    return lambda _icon, _item: action()


def _on_break(now: MenuMoment) -> bool:
    return now.view.phase is Phase.ON_BREAK


def _free(now: MenuMoment) -> bool:
    return not _on_break(now)


def _is_open(now: MenuMoment) -> bool:
    return now.view.offer is not None or _on_break(now)


def _answerable(now: MenuMoment) -> bool:
    return now.view.offer is not None and not _on_break(now)


def _can_snooze(now: MenuMoment) -> bool:
    return _answerable(now) and now.view.snoozes_left > 0


def _coming(now: MenuMoment) -> bool:
    return now.can_put_off and not _is_open(now) and not _off_hours(now)


def _paused(now: MenuMoment) -> bool:
    return "paused" in now.view.holds


def _not_paused(now: MenuMoment) -> bool:
    return not _paused(now)


def _meeting(now: MenuMoment) -> bool:
    return "meeting" in now.view.holds


def _no_meeting(now: MenuMoment) -> bool:
    return not _meeting(now)


def _standing(now: MenuMoment) -> bool:
    return now.view.phase is Phase.STANDING or now.view.standing_until is not None


def _off_hours(now: MenuMoment) -> bool:
    return now.view.phase is Phase.OFF_HOURS
