"""The sentences of notifications and tray."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from deskbreak import language
from deskbreak.app.words import click_words, held_back, moment, offer_words, summary, where
from deskbreak.core.durations import roughly
from deskbreak.core.effects import Offer
from deskbreak.core.events import Phase
from deskbreak.core.view import View

OFFER = Offer(
    1,
    break_name="mobility",
    routine="auto",
    lasts_s=180.0,
    say="",
    repeat=0,
    catch_up=False,
    snooze_s=(300.0,),
    sat_s=2700.0,
)
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()  # a Monday


def seen(**changes: Any) -> View:
    """A person who has sat for 47 minutes and is offered mobility at 10:45."""
    plain: dict[str, Any] = {
        "phase": Phase.SITTING,
        "holds": (),
        "sitting_s": 2820.0,
        "next_at": NOW + 2700,
        "next_break": "mobility",
        "next_routine": "auto",
        "progress": 0.5,
        "snoozes_left": 3,
        "waiting": "",
        "offer": None,
        "away_s": 0.0,
        "can_give_back": False,
        "snooze_until": None,
        "pause_until": None,
        "meeting_until": None,
        "standing_until": None,
        "work_until": None,
        "snoozed_until_pause": False,
    }
    return View(**plain | changes)


# -- offers ---------------------------------------------------------------------------------------------


def test_an_offer_says_how_long_and_where_then_why_and_what() -> None:
    steps = ["Hip Circles", "Helicopters", "Good Morning"]
    said = offer_words(OFFER, "Hip Circles, Helicopters and Good Morning", steps, 180, ["standing"])
    assert said.title == "Time to move · 3 min, standing"
    assert said.body == "You have sat for 45 min. Hip circles, helicopters, good morning."


def test_a_routine_with_a_name_of_its_own_says_it() -> None:
    said = offer_words(OFFER, "Mobility set", ["Cat-Cow", "Standing Hip CARs"], 115, ["floor"])
    assert said.title == "Time to move · 2 min, on the floor"
    assert said.body == "You have sat for 45 min. Mobility set: cat-cow, standing hip CARs."


def test_one_exercise_is_said_once() -> None:
    assert offer_words(OFFER, "Cat-Cow", ["Cat-Cow"], 60).body.count("at-cow") == 1


def test_a_long_routine_is_cut_short() -> None:
    steps = ["Bridge", "Cobra", "Cat-Cow", "Plank", "Bird Dog", "Clamshell"]
    said = offer_words(OFFER, "Yoga", steps, 600)
    assert said.body.endswith("Yoga: bridge, cobra, cat-cow, and 3 more.")


@pytest.mark.parametrize(
    ("places", "reported"),
    [
        (["standing"], "standing"),
        (["walking", "desk"], "at the desk and walking"),
        (["desk", "standing"], "standing at the desk"),
        (["chair", "wall", "standing"], "standing, at a wall and on a chair"),
        (["floor"], "on the floor"),
        (["standing", "floor"], "partly on the floor"),
        ([], ""),
    ],
)
def test_where_it_is_done(places: list[str], reported: str) -> None:
    assert where(places) == reported


def test_an_offer_in_japanese_has_its_commas_and_stops() -> None:
    language.use("ja", {})
    try:
        said = offer_words(OFFER, "Cat-Cow and Pelvic Tilt", ["Cat-Cow", "Pelvic Tilt"], 180, ["floor"])
    finally:
        language.use("en", {})
    assert said.title == "体を動かす時間です · 3分、床で"
    assert said.body == "45分座っています。猫と牛のポーズ、骨盤傾斜。"


def test_a_break_that_only_says_something_keeps_its_words() -> None:
    said = offer_words(
        Offer(
            1,
            break_name="water",
            routine="",
            lasts_s=None,
            say="Drink water",
            repeat=0,
            catch_up=False,
            snooze_s=(),
            sat_s=0.0,
        ),
        "",
        [],
        None,
    )
    assert said.title == "Drink water"
    assert not said.starts


def test_a_message_beside_a_routine_is_said_too() -> None:
    offer = Offer(
        1,
        break_name="mobility",
        routine="auto",
        lasts_s=180.0,
        say="Up you get",
        repeat=0,
        catch_up=False,
        snooze_s=(),
        sat_s=0.0,
    )
    assert offer_words(offer, "Cat-Cow", ["Cat-Cow"], 60).body == "Up you get. Time for a break. Cat-cow."


def test_where_no_button_is_drawn_it_says_where_snooze_is() -> None:
    assert click_words(OFFER, tray=True).no_buttons == "Click to start, or snooze in the tray."
    assert "deskbreak snooze" in click_words(OFFER, tray=False).no_buttons
    assert "deskbreak start" in click_words(OFFER, tray=False).no_clicks


def test_a_snooze_that_is_used_up_is_not_promised() -> None:
    spent = Offer(
        1,
        break_name="mobility",
        routine="auto",
        lasts_s=180.0,
        say="",
        repeat=0,
        catch_up=False,
        snooze_s=(),
        sat_s=2700.0,
    )
    assert click_words(spent, tray=True).no_buttons == "Click to start, or skip in the tray."


# -- where the day stands -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (seen(), "47 min sat · next: 10:45, mobility"),
        (seen(holds=("meeting",)), "47 min sat, in a meeting · next: 10:45, mobility"),
        (
            seen(phase=Phase.OFF_HOURS, holds=("off-hours",), next_at=NOW + 86400 - 900),
            "Outside work hours · next: tomorrow 09:45, mobility",
        ),
        (
            seen(phase=Phase.OFF_HOURS, holds=("off-hours",), next_at=NOW + 3 * 86400 - 900),
            "Outside work hours · next: Thu 09:45, mobility",
        ),
        (
            seen(holds=("paused",), pause_until=NOW + 14400, next_at=NOW + 14400),
            "Paused until 14:00",
        ),
        (
            seen(holds=("paused",), pause_until=NOW + 14400, next_at=NOW + 15000),
            "Paused until 14:00 · next: 14:10, mobility",
        ),
        (seen(holds=("paused",), next_at=None), "Paused until you resume"),
        (seen(snooze_until=NOW + 600, next_at=NOW + 600, offer=1), "Snoozed until 10:10"),
        (
            seen(snooze_until=NOW + 1800, next_at=NOW + 1800, offer=1, snoozed_until_pause=True),
            "Snoozed until you pause typing, 10:30 at the latest",
        ),
        (seen(phase=Phase.STANDING, standing_until=NOW + 2700, next_at=None), "Standing until 10:45"),
        (seen(phase=Phase.OFFERED, offer=1), "A break is waiting for you"),
    ],
)
def test_one_line_says_where_the_day_stands(view: View, said: str) -> None:
    assert summary(view, NOW, UTC) == said


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (seen(holds=("paused",), pause_until=NOW + 14400), []),
        (seen(phase=Phase.OFF_HOURS, holds=("off-hours",)), []),
        (seen(holds=("meeting",)), []),
        (seen(holds=("meeting", "camera")), ["the camera is in use"]),
        (seen(phase=Phase.DUE, holds=("fullscreen",)), ["something is fullscreen"]),
        (seen(snooze_until=NOW + 600, holds=("fullscreen",)), ["something is fullscreen"]),
    ],
)
def test_what_holds_breaks_back_is_said_once(view: View, said: list[str]) -> None:
    assert held_back(view) == said


def test_lengths_and_moments_as_people_say_them() -> None:
    assert [roughly(one) for one in (45, 300, 3600, 5400)] == ["45 s", "5 min", "1 h", "1 h 30 min"]
    assert moment(0, 0, UTC) == "00:00"
    assert moment(86400, 0, UTC) == "tomorrow 00:00"
