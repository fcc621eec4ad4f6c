"""What the tray's menu and the control socket let a person do, besides answering an offer."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from deskbreak.app import words
from deskbreak.app.menu_lists import MOVED, Now
from deskbreak.app.picks import Pick, asked_for
from deskbreak.core.events import CommandKind, TakenElsewhere
from deskbreak.core.planned import AUTO
from deskbreak.settings.cached import Listed, exercise_names, routines_listed

if TYPE_CHECKING:
    from deskbreak.app.daemon import Daemon
    from deskbreak.app.plan_source import PlanSource
    from deskbreak.store.rows import Row

LOG_TAG, TRY_TAG = "log", "try"
LOG_LINES = 12


class Acts:
    """Each method is one entry of the menu or one request; all run on the loop's thread."""

    source: PlanSource

    def __init__(self, daemon: Daemon) -> None:
        self._daemon = daemon
        self._routines: list[Listed] = []
        self._left_out: list[tuple[str, str]] = []
        self.tried: list[str] = []

    # -- reading ----------------------------------------------------------------------------------------

    def now(self) -> Now:
        return self._daemon.now()

    def routines(self) -> Sequence[Listed]:
        return self._routines

    def left_out(self) -> list[tuple[str, str]]:
        """The blocked exercises: id and name; none before there is a journal, for the tray is there first."""
        if not self._daemon.begun:
            return []
        blocked = self._daemon.records.blocked()
        if blocked != [key for key, _ in self._left_out]:
            names = exercise_names(self._daemon.profile) if blocked else {}
            self._left_out = [(key, names.get(key, key)) for key in blocked]
        return self._left_out

    def plan_changed(self) -> None:
        """The settings or the content changed: the menus' lists may have too."""
        self._routines, self._left_out = routines_listed(self._daemon.profile), []

    def profiles(self) -> Sequence[str]:
        try:
            return sorted(path.stem for path in self._daemon.profile.profiles.glob("*.toml"))
        except OSError:
            return []

    def asked_for(self, word: str, rounds: int | None) -> str:
        """The id of what a person wants to start; a DeskbreakError where it cannot be done like that."""
        daemon = self._daemon
        return asked_for(daemon.profile, word, rounds, daemon.records.journal.blocked(), daemon.plan.breaks)

    def health(self) -> dict[str, Any]:
        daemon = self._daemon
        return {
            "next_wake": daemon.schedule.next_wake(),
            "healed": daemon.healed + daemon.state.healed,
            "settings_problems": self.source.problems,
            "notices": daemon.notices,
            "sharing": daemon.sharing.health(),
        }

    # -- the break --------------------------------------------------------------------------------------

    def order(
        self, order: CommandKind, *, for_s: float | None = None, today: bool = False, name: str = ""
    ) -> None:
        """From the menu: a refusal is shown, because nobody reads an exit code there."""
        until = self._midnight() if today else None
        if refused := self._daemon.order(order, for_s=for_s, until=until, name=name):
            self._daemon.faces.say(LOG_TAG, "deskbreak", refused[:1].upper() + refused[1:] + ".")

    def pause_or_resume(self) -> None:
        """A middle click on the icon."""
        paused = "paused" in self._daemon.view().holds
        self.order(CommandKind.RESUME if paused else CommandKind.PAUSE)

    def took(self, what: str) -> None:
        """Log a break that was taken without deskbreak; it counts for the sitting clock too."""
        daemon = self._daemon
        try:
            pick = _moved(what) or daemon.pick(what, None)
        except Exception:  # that it was done counts, whatever it was made of
            logging.getLogger(__name__).exception("what was taken cannot be told for a row")
            pick = Pick("" if what == AUTO else what, "A break")
        now, mono = daemon.clocks()
        daemon.sharing.soon()
        daemon.records.took(now, str(daemon.plan.zone), pick.routine, pick.seconds, pick.exercises)
        daemon.happen(TakenElsewhere(now, mono, when=now))
        length = f", {words.minutes(pick.seconds)}" if pick.seconds else ""
        daemon.faces.say(LOG_TAG, "Logged", f"{pick.name}{length}.", timeout_s=5)

    def allow(self, exercise: str) -> None:
        """An exercise that was left out may come again."""
        daemon, name = self._daemon, dict(self.left_out()).get(exercise, exercise)
        daemon.records.allow(exercise)
        daemon.sharing.soon()
        daemon.desktop.tray.menu_changed()
        daemon.faces.say(LOG_TAG, name, "It may be offered again.", timeout_s=5)

    def journal_changed(self) -> None:
        """Somebody else wrote to the journal: a break logged by hand, or one taken on another machine."""
        daemon = self._daemon
        daemon.desktop.tray.menu_changed()  # what is left out may have changed
        last = daemon.records.last_rest()
        if last is not None:
            now, mono = daemon.clocks()
            daemon.happen(TakenElsewhere(now, mono, when=last[0], break_name=last[1]))

    # -- settings, journal, report ----------------------------------------------------------------------

    def choose_profile(self, name: str) -> None:
        self._command("profile", name)

    def reload(self) -> None:
        self.source.check()

    def open_settings(self) -> None:
        self._command("config", "page")

    def add_note(self) -> None:
        """To the last row; a small window asks for it."""
        self._command("log", "note")

    def back(self, score: str) -> None:
        """How the back was this week; the last answer of a week counts."""
        self._command("log", "back", score)

    def open_report(self) -> None:
        self._command("report", "--open")

    def show_log(self) -> None:
        """Today's outcomes as a note; the whole journal is one click further, in the report."""
        daemon = self._daemon
        start = self._midnight() - 86400
        rows = daemon.records.rows(start)[-LOG_LINES:]
        names = {one.id: one.name for one in self._routines} | exercise_names(daemon.profile)
        lines = [
            f"{words.clock(row.at, daemon.plan.zone)}  {_called(row, names)}: {words.outcome(row.outcome)}"
            for row in rows
        ]
        body = "\n".join(lines) or "Nothing yet today."
        daemon.faces.say(LOG_TAG, "Today", body)

    def quit(self) -> None:
        self._daemon.loop.stop()

    # -- doctor -----------------------------------------------------------------------------------------

    def try_offer(self) -> None:
        """Show an offer that says it is a test; `tried` collects what became of it."""
        self.tried = []
        self._daemon.faces.ask(
            TRY_TAG,
            "This is a test of deskbreak",
            "Click here: then you know that clicks arrive.",
            (("start", "It works"),),
            self.tried.append,
        )

    # -- helpers ----------------------------------------------------------------------------------------

    def _midnight(self) -> float:
        """The next local midnight."""
        daemon = self._daemon
        now = datetime.fromtimestamp(daemon.clock.now(), daemon.plan.zone)
        return (
            now.replace(hour=0, minute=0, second=0, microsecond=0, fold=0) + timedelta(days=1)
        ).timestamp()

    def _command(self, *words_: str) -> None:
        """Run one of deskbreak's own commands as a child; what it complains about is shown."""
        from deskbreak.runtime import spawn

        daemon = self._daemon
        home = daemon.profile.home
        argv = spawn.python("-m", "deskbreak", *(["--home", str(home)] if home else []), *words_)

        def ended(child: Any) -> None:
            said = child.errors.decode("utf-8", "replace").strip()
            if child.code and said:
                daemon.faces.say(LOG_TAG, "deskbreak", said.splitlines()[-1])

        spawn.start(daemon.loop, argv, on_exit=ended)


def _called(row: Row, names: Mapping[str, str]) -> str:
    """What a row is about, in words."""
    parts = row.routine.removeprefix("set:").split("+") if row.routine else [row.break_name or "break"]
    return words.titled(", ".join(names.get(part, part) for part in parts))


def _moved(what: str) -> Pick | None:
    """Movement of one's own, of which only the length is said."""
    if not what.startswith(MOVED):
        return None
    return Pick("movement", "Movement", seconds=float(what.removeprefix(MOVED)))
