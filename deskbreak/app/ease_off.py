"""Easing off in words: the question in notification, tray and page, its answers, and what `status` tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from deskbreak.called import as_called
from deskbreak.core.easing import Choice, Easing
from deskbreak.platforms.notify.port import Click

QUESTION_TAG = "ease"
TITLE = "Should breaks come less often?"
# The answers, with the words of buttons and menu entries. A click on the note itself is the first one.
ANSWERS: Mapping[Choice, str] = {
    Choice.HOURS: "Other hours",
    Choice.HOURLY: "Every 60 min",
    Choice.NINETY: "Every 90 min",
    Choice.WEEK: "Pause for a week",
    Choice.KEEP: "Keep as it is",
}
SHORT = "A short one, without floor or gear."
CLICK = Click(
    no_buttons="Click for the settings, or answer in the tray.",
    buttons_only="",
    no_clicks=as_called("Answer in the tray, or with: deskbreak ease 60, 90, week or keep"),
)


def question(days: int, till: float, zone: tzinfo) -> str:
    """What the note says under its title."""
    until = f"{datetime.fromtimestamp(till, zone):%A}"
    return (
        f"The last {days} working days went by without one, which happens. "
        f"Until next {until} they come 90 minutes apart or more, unless you choose."
    )


def actions() -> tuple[tuple[str, str], ...]:
    return tuple((choice.value, label) for choice, label in ANSWERS.items())


def said(choice: Choice) -> str:
    """What was done, as an answer to a command."""
    return {
        Choice.HOURLY: "Breaks come every 60 minutes at most, for two weeks.",
        Choice.NINETY: "Breaks come every 90 minutes at most, for two weeks.",
        Choice.WEEK: "Paused for a week.",
        Choice.HOURS: "Set your hours with: deskbreak config page",
        Choice.KEEP: "It stays as it is.",
        Choice.OFF: "Breaks come as your settings say.",
    }[choice]


def line(easing: Easing, zone: tzinfo) -> str:
    """A sentence for `status`; "" where offers are as the settings say."""
    if easing.chosen_s:
        till = datetime.fromtimestamp(easing.chosen_till, zone)
        every = round(easing.chosen_s / 60)
        return f"You chose a break every {every} min at most, until {till:%A} {till.day} {till:%B}."
    if easing.words:
        return f"Offers are {easing.words}; breaks you take bring them back."
    if easing.max_banners is not None:
        return f"At most {easing.max_banners} notifications today, as the day before nothing was answered."
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
