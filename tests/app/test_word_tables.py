"""Every sentence of `words` by its cases: what it is chosen by, and where one ends and the next begins."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest

from deskbreak import language
from deskbreak.app import words
from deskbreak.app.words import OfferWords, held_back, moment, offer_words, summary, tooltip, where
from deskbreak.core.events import Phase
from deskbreak.platforms.notify.port import Click
from deskbreak.values import replace
from tests.app.test_words import NOW, OFFER, seen

HOUR, DAY = 3600.0, 86400.0
MEETING = seen(holds=("meeting",))


# -- moments ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after_s", "said"),
    [
        (0, "10:00"),
        (14 * HOUR - 60, "23:59"),
        (14 * HOUR, "tomorrow 00:00"),
        (38 * HOUR, "Wed 00:00"),
        (7 * DAY - 10 * HOUR - 60, "Sun 23:59"),
        (7 * DAY - 10 * HOUR, "30 Nov 00:00"),
        (-10 * HOUR - 60, "Sun 23:59"),
    ],
)
def test_a_moment_is_named_by_day_only_as_far_as_needed(after_s: float, said: str) -> None:
    assert moment(NOW + after_s, NOW, UTC) == said


# -- offers -------------------------------------------------------------------------------------------------


def body(**changes: Any) -> str:
    return offer_words(replace(OFFER, **changes), "Cat-Cow", ["Cat-Cow"], 60).body


@pytest.mark.parametrize(
    ("sat_s", "said"),
    [(59.9, "Time for a break."), (60.0, "You have sat for 1 min."), (0.0, "Time for a break.")],
)
def test_sitting_is_told_from_a_minute_on(sat_s: float, said: str) -> None:
    assert body(sat_s=sat_s) == f"{said} Cat-cow."


def test_an_offer_after_an_absence_does_not_count_the_sitting() -> None:
    assert body(catch_up=True) == "A break waited for you. Cat-cow."


def test_an_offer_that_eases_off_says_that_it_needs_little() -> None:
    assert body(upright=True) == "You have sat for 45 min. A short one, without floor or gear. Cat-cow."


@pytest.mark.parametrize(
    ("seconds", "places", "title"),
    [
        (None, [], "Time to move"),
        (0.0, [], "Time to move"),
        (45.0, [], "Time to move · 45 s"),
        (None, ["desk"], "Time to move · at the desk"),
        (90.0, ["desk"], "Time to move · 2 min, at the desk"),
    ],
)
def test_the_title_says_what_is_known(seconds: float | None, places: list[str], title: str) -> None:
    assert offer_words(OFFER, "Cat-Cow", ["Cat-Cow"], seconds, places).title == title


@pytest.mark.parametrize(("say", "title"), [("", "Mobility"), ("Drink water", "Drink water")])
def test_what_has_no_routine_is_named_and_says_why_now(say: str, title: str) -> None:
    said = offer_words(replace(OFFER, say=say), "", [], None)
    assert said == OfferWords(title, "You have sat for 45 min.", starts=False)


@pytest.mark.parametrize(
    ("say", "said"),
    [
        ("Up", "Up."),
        ("Up!", "Up!"),
        ("Up? ", "Up? "),
        ("Up…", "Up…"),
        ("Up ", "Up."),
    ],
)
def test_words_of_ones_own_end_in_one_full_stop(say: str, said: str) -> None:
    assert body(say=say, sat_s=0.0) == f"{said.strip()} Time for a break. Cat-cow."


@pytest.mark.parametrize(
    ("routine", "steps", "said"),
    [
        ("Yoga", [], "Yoga."),
        ("Yoga", ["Bridge", "Cobra", "Plank", "Cat-Cow"], "Yoga: bridge, cobra, plank, cat-cow."),
        ("Yoga", ["A1", "Cobra", "Plank", "Cat-Cow", "Bird Dog"], "Yoga: A1, cobra, plank, and 2 more."),
        ("Bridge and cobra", ["Bridge", "Cobra"], "Bridge, cobra."),
        ("Bridge", ["Bridge", "Cobra"], "Bridge: bridge, cobra."),
        (
            "Yoga",
            ["Standing Hip CARs", "X Stretch", "TVA Hold"],
            "Yoga: standing hip CARs, x stretch, TVA hold.",
        ),
    ],
)
def test_at_most_four_exercises_are_named(routine: str, steps: list[str], said: str) -> None:
    whole = offer_words(replace(OFFER, sat_s=0.0), routine, steps, None).body
    assert whole == f"Time for a break. {said}"


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["floor", "nowhere"], "on the floor"),
        (["wall", "standing"], "standing at a wall"),
        (["chair", "standing"], "standing and on a chair"),
        (["walking", "standing"], "standing and walking"),
        (["desk", "wall"], "at the desk and at a wall"),
        (["standing", "desk", "wall"], "standing, at the desk and at a wall"),
        (["nowhere"], ""),
    ],
)
def test_places_are_named_in_their_order(places: list[str], said: str) -> None:
    assert where(places) == said


@pytest.mark.parametrize(
    ("tray", "snoozes", "no_buttons", "no_clicks"),
    [
        (True, True, "Click to start, or snooze in the tray.", "Start or snooze in the tray."),
        (True, False, "Click to start, or skip in the tray.", "Start or skip in the tray."),
        (
            False,
            True,
            "Click to start; to snooze: deskbreak snooze",
            "Answer with: deskbreak start, deskbreak snooze",
        ),
        (
            False,
            False,
            "Click to start; to skip: deskbreak skip",
            "Answer with: deskbreak start, deskbreak skip",
        ),
    ],
)
def test_how_an_offer_is_answered(tray: bool, snoozes: bool, no_buttons: str, no_clicks: str) -> None:
    offer = OFFER if snoozes else replace(OFFER, snooze_s=())
    click = Click("Click to start.", no_buttons, "Press Start.", no_clicks)
    assert words.click_words(offer, tray=tray) == click


def test_in_german_names_keep_their_capitals_and_lists_their_commas() -> None:
    language.use("de", {})
    said = offer_words(OFFER, "Katze", ["Standing Hip CARs", "Bird Dog"], 180, ["standing"])
    assert said.body.endswith(" Katze: Hüftkreisen im Stehen, Vierfüßlerstand, diagonal (Bird Dog).")
    assert said.title == "Zeit für Bewegung · 3 min, stehend"


# -- where the day stands -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (seen(phase=Phase.ON_BREAK), "On a break"),
        (seen(phase=Phase.AWAY), "Away from the desk · next: 10:45, mobility"),
        (seen(phase=Phase.DUE), "A break is due"),
        (seen(phase=Phase.DUE, waiting="you type"), "A break is due, you type"),
        (seen(phase=Phase.STANDING), "Standing · next: 10:45, mobility"),
        (seen(phase=Phase.STANDING, snooze_until=NOW + 600), "Snoozed until 10:10 · next: 10:45, mobility"),
        (seen(next_break=""), "47 min sat · next: 10:45"),
        (seen(next_at=None), "47 min sat"),
        (seen(pause_until=NOW + 600), "Paused until 10:10 · next: 10:45, mobility"),
        (seen(pause_until=NOW + 600, snooze_until=NOW + 2700), "Paused until 10:10 · next: 10:45, mobility"),
        (seen(pause_until=NOW + 2700, snooze_until=NOW + 600), "Paused until 10:45"),
        (seen(phase=Phase.OFFERED, holds=("paused",)), "Paused until you resume"),
        (seen(holds=("camera", "meeting")), "47 min sat, the camera is in use · next: 10:45, mobility"),
        (seen(holds=("of-a-plugin",)), "47 min sat, of-a-plugin · next: 10:45, mobility"),
    ],
)
def test_the_summary_of_each_moment(view: Any, said: str) -> None:
    assert summary(view, NOW, UTC) == said


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (seen(), "Sitting · next: 10:45, mobility"),
        (MEETING, "Sitting, in a meeting · next: 10:45, mobility"),
        (seen(snooze_until=NOW + 600, next_at=NOW + 600), "Snoozed until 10:10"),
        (seen(holds=("paused",)), "Paused until you resume · next: 10:45, mobility"),
        (seen(phase=Phase.STANDING), "Standing · next: 10:45, mobility"),
    ],
)
def test_the_trays_line_has_no_minutes_that_change(view: Any, said: str) -> None:
    assert tooltip(view, NOW, UTC) == said


def test_a_line_can_be_spoken_part_by_part() -> None:
    def speak(text: str) -> str:
        return f"<{text}>"

    assert summary(seen(), NOW, UTC, speak) == "<47 min sat> · <next: <10:45>, <mobility>>"
    assert summary(seen(next_break=""), NOW, UTC, speak).endswith(" · <next: <10:45>>")
    assert tooltip(MEETING, NOW, UTC, speak) == "<Sitting, in a meeting> · <next: <10:45>, <mobility>>"
    assert tooltip(seen(phase=Phase.OFFERED), NOW, UTC, speak) == "<A break is waiting for you>"


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (seen(phase=Phase.STANDING, holds=("camera",)), ["the camera is in use"]),
        (seen(holds=("off-hours", "camera")), ["the camera is in use"]),
        (seen(phase=Phase.DUE, holds=("off-hours",)), ["outside work hours"]),
        (seen(holds=("camera", "paused", "app")), ["the camera is in use", "a quiet app runs"]),
        (seen(holds=("camera", "microphone", "app")), ["the microphone is in use", "a quiet app runs"]),
    ],
)
def test_the_rest_of_what_holds_breaks_back(view: Any, said: list[str]) -> None:
    assert held_back(view) == said


def test_an_outcome_has_its_words() -> None:
    assert words.outcome("partly") == "partly taken"
    with pytest.raises(ValueError, match="flown"):
        words.outcome("flown")
