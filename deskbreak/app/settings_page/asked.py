"""The question whether breaks should come less often, on the settings page: only while the daemon asks it."""

from __future__ import annotations

from typing import Any

from deskbreak.app import ease_off
from deskbreak.app.client import ask
from deskbreak.core.easing import Choice
from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.language import translated
from deskbreak.paths import Profile
from deskbreak.sentences import english


def question(profile: Profile) -> dict[str, Any] | None:
    """The question with its answers; None where nothing is asked, or no daemon runs."""
    try:
        easing = ask(profile, "status")["status"].get("easing", {})
    except DeskbreakError:
        return None
    if not easing.get("asking"):
        return None
    answers = [[choice.value, translated(label)] for choice, label in ease_off.ANSWERS.items()]
    text = translated(easing.get("words", ""))
    return {"title": translated(ease_off.TITLE), "text": text, "answers": answers}


def answer(profile: Profile, choice: str) -> str:
    """Tell the daemon; what it says."""
    if choice not in tuple(Choice):
        raise UsageError(english("there are: {names}", names=", ".join(Choice)))
    return str(ask(profile, "ease", choice=choice)["said"])
