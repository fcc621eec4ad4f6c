"""Snoozing as policy: the same each time, shorter each time, or paid back from the next interval."""

from __future__ import annotations

from deskbreak.core.plan import SnoozeRules

MIN_S = 60.0
UNTIL_PAUSE = -1.0  # in place of a length: until typing pauses
PAUSE_S = 30.0  # so long no key is a pause in what one does; our own choice
PAUSE_WITHIN_S = 1800.0  # and so long it is waited for


def snooze_length(rules: SnoozeRules, asked_s: float | None, snoozes: int) -> float:
    """How long this snooze lasts after `snoozes` earlier ones of the same break.

    Under "shrinking" each one is half of what was asked before, a minute at least.
    """
    asked = asked_s if asked_s is not None else rules.choices_s[0]
    if rules.policy != "shrinking":
        return asked
    return min(asked, max(asked * 0.5**snoozes, MIN_S))


def snooze_choices(rules: SnoozeRules, snoozes: int) -> tuple[float, ...]:
    """The snoozes that may still be chosen; none when they are used up."""
    if snoozes >= rules.at_most:
        return ()
    return rules.choices_s
