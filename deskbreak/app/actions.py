"""Everything a user can have done, in one table; the tray's menu and the control socket both go through it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from deskbreak.app.control import Reply, Request, refuse
from deskbreak.app.details import InvalidDetail
from deskbreak.app.logs import SEE_LOG
from deskbreak.app.presenter import REPLY_TAG
from deskbreak.errors import WRONG_INPUT, DeskbreakError
from deskbreak.sentences import english
from deskbreak.values import dataclass

if TYPE_CHECKING:
    from deskbreak.app.break_actions import BreakActions
    from deskbreak.app.journal_actions import JournalActions
    from deskbreak.app.presenter import OfferPresenter
    from deskbreak.app.upkeep_actions import UpkeepActions


@dataclass(frozen=True, slots=True)
class Action:
    """What is done for a request; `on_socket` is False for what only the menu offers."""

    do: Callable[[Request], Reply]
    on_socket: bool = True


def table(breaks: BreakActions, journal: JournalActions, upkeep: UpkeepActions) -> dict[str, Action]:
    """Each action by its name, which is the `do` of a request on the socket."""
    return {
        "start": Action(breaks.start),
        "snooze": Action(breaks.snooze),
        "skip": Action(breaks.skip),
        "skip-next": Action(breaks.skip_next),
        "skip-today": Action(breaks.skip_today),
        "done": Action(breaks.done),
        "sat": Action(breaks.sat),
        "pause": Action(breaks.pause),
        "resume": Action(breaks.resume),
        "meeting": Action(breaks.meeting),
        "standing": Action(breaks.standing),
        "work": Action(breaks.work),
        "ease": Action(upkeep.ease),
        "journal-changed": Action(journal.changed),
        "took": Action(journal.took, on_socket=False),
        "allow": Action(journal.allow, on_socket=False),
        "log": Action(journal.show, on_socket=False),
        "status": Action(upkeep.status),
        "follow": Action(upkeep.follow),
        "clock": Action(upkeep.clock),
        "health": Action(upkeep.health),
        "try-offer": Action(upkeep.try_offer),
        "tried": Action(upkeep.tried),
        "reload": Action(upkeep.reload),
        "stop": Action(upkeep.stop),
        "profile": Action(upkeep.choose_profile, on_socket=False),
        "settings": Action(upkeep.open_settings, on_socket=False),
        "report": Action(upkeep.open_report, on_socket=False),
        "note": Action(upkeep.add_note, on_socket=False),
        "back": Action(upkeep.back, on_socket=False),
    }


class Actions:
    """Runs actions by name. Whatever comes in, an answer goes out."""

    def __init__(self, actions: Mapping[str, Action], presenter: OfferPresenter) -> None:
        self._actions, self._presenter = actions, presenter

    def answer(self, request: Request) -> Reply:
        """For the control socket: the action's reply, or why not."""
        word = str(request["do"])
        action = self._actions.get(word)
        if action is None or not action.on_socket:
            return refuse(english('the daemon knows no "{word}"', word=word[:40]), WRONG_INPUT)
        return _reply(word, action, request)

    def act(self, word: str, **details: Any) -> None:
        """For the menu: a refusal is shown as a notification, as a menu shows no reply."""
        reply = _reply(word, self._actions[word], details)
        if not reply["ok"]:
            said = str(reply["error"])
            self._presenter.say(REPLY_TAG, "deskbreak", f"{said[:1].upper()}{said[1:]}.")


def _reply(word: str, action: Action, request: Request) -> Reply:
    try:
        return {"ok": True} | action.do(request)
    except InvalidDetail as error:
        return refuse(str(error), WRONG_INPUT)
    except DeskbreakError as error:
        return refuse(str(error), error.exit_code)
    except Exception:
        logging.getLogger(__name__).exception("%s could not be answered", word)
        return refuse(english("the daemon could not do that; see its {log}", log=SEE_LOG))
