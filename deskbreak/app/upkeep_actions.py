"""What the user may ask of the daemon itself: how it stands, a test offer, its settings and report, its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deskbreak import language
from deskbreak.app import details, ease_off
from deskbreak.app.control import Reply, Request
from deskbreak.app.presenter import REPLY_TAG
from deskbreak.called import as_called
from deskbreak.core.easing import Choice
from deskbreak.core.events import CommandKind
from deskbreak.errors import DeskbreakError
from deskbreak.platforms.notify.port import Click
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.app.engine import Engine
    from deskbreak.app.greeter import Greeter
    from deskbreak.app.notices import Notices
    from deskbreak.app.plan_source import PlanSource
    from deskbreak.app.presenter import OfferPresenter
    from deskbreak.app.schedule import Schedule
    from deskbreak.app.sharing import Sharing
    from deskbreak.app.status import StatusReport
    from deskbreak.paths import Profile
    from deskbreak.runtime.loop import Loop

TRY_TAG = "try"
STOP_AFTER_S = 0.05  # the answer goes out first


class UpkeepActions:
    """What is longer than a sentence is left to one of deskbreak's own commands, run as a child."""

    def __init__(
        self,
        loop: Loop,
        profile: Profile,
        *,
        engine: Engine,
        greeter: Greeter,
        notices: Notices,
        presenter: OfferPresenter,
        report: StatusReport,
        schedule: Schedule,
        sharing: Sharing,
        source: PlanSource,
    ) -> None:
        self._loop, self._profile = loop, profile
        self._engine, self._greeter, self._notices = engine, greeter, notices
        self._presenter, self._report, self._schedule = presenter, report, schedule
        self._sharing, self._source = sharing, source
        self._tried: list[str] = []

    # -- how it stands ------------------------------------------------------------------------------------

    def status(self, _request: Request) -> Reply:
        """The status object of the contract, with the next break by name."""
        return {"status": self._report.status(self._greeter.next_break())}

    def follow(self, request: Request) -> Reply:
        """As `status`; a socket client is then sent every change, one line each."""
        self._loop.call_soon(self._engine.tick)  # from now on a wake a minute
        return self.status(request) | {"follow": True}

    def clock(self, _request: Request) -> Reply:
        """deskbreak's time, in UTC epoch seconds."""
        return {"now": self._engine.now()}

    def health(self, _request: Request) -> Reply:
        """What `doctor` shows: the next wake (epoch seconds), recoveries, problems, notices, sharing."""
        health = {
            "next_wake": self._schedule.next_wake(),
            "healed": self._engine.recovered,
            "settings_problems": self._source.problems,
            "notices": self._notices.sentences,
            "sharing": self._sharing.health(),
        }
        return {"health": health}

    def try_offer(self, _request: Request) -> Reply:
        """Show an offer that says it is a test; `tried` collects what became of it."""
        self._tried = []
        self._presenter.ask(
            TRY_TAG,
            N_("This is a test of deskbreak"),
            N_("It shows whether clicks arrive."),
            (("start", N_("It works")),),
            self._tried.append,
            click=_how_to_try(),
        )
        return {}

    def tried(self, _request: Request) -> Reply:
        """What became of the test offer so far, oldest first."""
        return {"events": self._tried}

    def reload(self, _request: Request) -> Reply:
        """Check the settings now; the plan follows when they are right."""
        self._source.check()
        return {"said": N_("Reading the settings again.")}

    def ease(self, request: Request) -> Reply:
        """How often breaks should come; with `open`, the choice of other hours opens the settings."""
        choice = details.text(request, "choice")
        if refused := self._engine.command(CommandKind.EASE, name=choice):
            raise DeskbreakError(refused)
        if choice == Choice.HOURS and request.get("open") is True:
            self.run("config", "page")
        return {"said": as_called(ease_off.said(Choice(choice)))}

    def stop(self, _request: Request) -> Reply:
        """End the daemon, a moment after the answer."""
        self._loop.call_later(STOP_AFTER_S, self._loop.stop)
        return {"said": N_("deskbreak ends.")}

    # -- deskbreak's own commands -------------------------------------------------------------------------

    def choose_profile(self, request: Request) -> Reply:
        """`name`: a profile, or "auto" for the one of the weekday."""
        return self.run("profile", details.text(request, "name"))

    def open_settings(self, _request: Request) -> Reply:
        """The settings page, in the browser."""
        return self.run("config", "page")

    def add_note(self, _request: Request) -> Reply:
        """To the last row; a small window asks for it."""
        return self.run("log", "note")

    def back(self, request: Request) -> Reply:
        """How the back was this week; the last answer of a week counts."""
        return self.run("log", "back", details.text(request, "score"))

    def open_report(self, _request: Request) -> Reply:
        """The report, in the browser."""
        return self.run("report", "--open")

    def run(self, *words: str) -> Reply:
        """Run one of deskbreak's own commands as a child; what it complains about is shown."""
        from deskbreak.runtime import spawn

        home = self._profile.home
        argv = spawn.python("-m", "deskbreak", *(["--home", str(home)] if home else []), *words)

        def ended(child: Any) -> None:
            said = child.errors.decode("utf-8", "replace").strip()
            if child.code and said:
                self._presenter.say(REPLY_TAG, "deskbreak", said.splitlines()[-1])

        spawn.start(self._loop, argv, on_exit=ended, env=language.for_children())
        return {}


def _how_to_try() -> Click:
    """What a person does with a test offer, on desktops of every kind."""
    return Click(
        N_("Click here."),
        N_("Click here."),
        N_('Press "It works".'),
        N_("This desktop passes no clicks on; answer offers with: deskbreak start, deskbreak snooze"),
    )
