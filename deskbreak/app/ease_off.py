"""Easing off as text: the question in notification, tray and page, its answers, and what `status` says of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from deskbreak.core.easing import Choice, Easing
from deskbreak.platforms.notify.port import Click
from deskbreak.sentences import N_, english, english_n

QUESTION_TAG = "ease"
TITLE = N_("Should breaks come less often?")
# The answers, with the words of buttons and menu entries. A click on the note itself is the first one.
ANSWERS: Mapping[Choice, str] = {
    Choice.HOURS: N_("Other hours"),
    Choice.HOURLY: N_("Every 60 min"),
    Choice.NINETY: N_("Every 90 min"),
    Choice.WEEK: N_("Pause for a week"),
    Choice.KEEP: N_("Keep as it is"),
}
SHORT = N_("A short one, without floor or gear.")
CLICK = Click(
    no_buttons=N_("Click for the settings, or answer in the tray."),
    buttons_only="",
    no_clicks=N_("Answer in the tray, or with: deskbreak ease 60, 90, week or keep"),
)


def question(days: int, till: float, zone: tzinfo) -> str:
    """What the note says under its title."""
    went = english_n(
        "The last {n} working day went by without one, which happens.",
        "The last {n} working days went by without one, which happens.",
        days,
    )
    until = english(
        "Until next {day} they come 90 minutes apart or more, unless you choose.",
        day=f"{datetime.fromtimestamp(till, zone):%A}",
    )
    return f"{went} {until}"


def actions() -> tuple[tuple[str, str], ...]:
    """The answers to the question as a notification's buttons: (key, label in English)."""
    return tuple((choice.value, label) for choice, label in ANSWERS.items())


def said(choice: Choice) -> str:
    """What was done, as an answer to a command."""
    return {
        Choice.HOURLY: N_("Breaks come every 60 minutes at most, for two weeks."),
        Choice.NINETY: N_("Breaks come every 90 minutes at most, for two weeks."),
        Choice.WEEK: N_("Paused for a week."),
        Choice.HOURS: N_("Set your hours with: deskbreak config page"),
        Choice.KEEP: N_("It stays as it is."),
        Choice.OFF: N_("Breaks come as your settings say."),
    }[choice]


def line(easing: Easing, zone: tzinfo) -> str:
    """A sentence for `status`; "" where offers are as the settings say."""
    if easing.chosen_s:
        till = datetime.fromtimestamp(easing.chosen_till, zone)
        every = round(easing.chosen_s / 60)
        return english(
            "You chose a break every {minutes} min at most, until {day}.",
            minutes=every,
            day=f"{till:%A} {till.day} {till:%B}",
        )
    if easing.words:
        return english("Offers are {words}; breaks you take bring them back.", words=easing.words)
    if easing.max_banners is not None:
        return english(
            "At most {number} notifications today, as the day before nothing was answered.",
            number=easing.max_banners,
        )
    return ""


def shown(easing: Easing, zone: tzinfo) -> dict[str, Any]:
    """Easing off as `status` has it for programs."""
    return {
        "step": easing.step,
        "at_least_s": easing.at_least_s,
        "max_today": easing.max_banners,
        "asking": easing.is_asking,
        "words": line(easing, zone),
    }
