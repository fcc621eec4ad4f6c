"""What the tray lists, what was learned, and easing off: the right entries in the words of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from deskbreak.app import details, ease_off, learned_words, menu_lists
from deskbreak.app.details import InvalidDetail
from deskbreak.app.menu_lists import Choices, MenuMoment
from deskbreak.core import machine
from deskbreak.core.easing import Choice, Easing
from deskbreak.core.learning import Learned, Share
from deskbreak.core.measured import NOTHING_YET, Compared, Progress
from deskbreak.core.plan import Break, OfferRules, Plan, SnoozeRules
from deskbreak.core.view import view
from deskbreak.settings.cached import Listed
from deskbreak.values import replace

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC).timestamp()  # a Monday
PLAN = Plan(
    hours=((),) * 7,
    breaks=(
        Break("mobility", every_s=2700.0, routine="auto"),
        Break("lunch walk", at=(720,), routine="ten-minute-walk"),
        Break("water", every_s=5400.0, routine="", say="Drink water"),
    ),
    snooze=SnoozeRules((300.0, 5400.0), 3, "fixed"),
    zone=UTC,
)
LISTED = (
    Listed("desk-3-minutes", "Desk, 3 minutes", 180.0, ("desk", "standing"), True),
    Listed("mobility-set", "Mobility set", 150.0, ("floor", "standing"), True),
    Listed("short-walk", "Short walk", 150.0, ("walking",), True),
    Listed("lit-group-1", "Core group, 3 minutes", 420.0, ("floor",), False),
    Listed("bustle", "Standing strength", 200.0, ("standing",), False),
)


class Facts:
    def __init__(self, *, idle_known: bool = False) -> None:
        state = machine.start(NOW, NOW, PLAN)
        self._now = MenuMoment(view(state, PLAN, NOW), PLAN, NOW, idle_known=idle_known)

    def now(self) -> MenuMoment:
        return self._now

    def routines(self) -> Sequence[Listed]:
        return LISTED

    def left_out(self) -> Choices:
        return [("dead-bug", "Dead Bug")]

    def profiles(self) -> Sequence[str]:
        return []


@pytest.mark.parametrize(
    ("group", "listed"),
    [
        ("here", [("desk-3-minutes", "Desk, 3 minutes")]),
        ("floor", [("mobility-set", "Mobility set · 2 min")]),
        ("walk", [("short-walk", "Short walk · 2 min")]),
        (
            "more",
            [
                ("lit-group-1", "Core group, 3 minutes · 7 min, on the floor"),
                ("bustle", "Standing strength · 3 min, standing"),
            ],
        ),
    ],
)
def test_routines_are_listed_by_where_and_how_long(group: str, listed: Choices) -> None:
    assert menu_lists.routines(Facts(), group) == listed


def test_snoozes_are_those_of_the_settings_and_a_pause_where_it_is_seen() -> None:
    plain = [("300.0", "5 min"), ("5400.0", "1 h 30 min")]
    assert menu_lists.delays(Facts()) == menu_lists.snoozes(Facts()) == plain
    *known, (key, label) = menu_lists.snoozes(Facts(idle_known=True))
    assert known == plain and float(key) and label == "Until I pause typing"


def test_times_go_on_until_they_are_ended() -> None:
    assert menu_lists.overtimes() == [
        ("1800.0", "30 min"),
        ("3600.0", "1 h"),
        ("7200.0", "2 h"),
        ("14400.0", "4 h"),
    ]
    assert menu_lists.meetings() == [
        ("1800.0", "30 min"), ("2700.0", "45 min"), ("3600.0", "1 h"), ("", "Until I say it is over"),
    ]  # fmt: skip
    assert menu_lists.pauses() == [
        ("1800.0", "30 min"), ("3600.0", "1 h"), ("7200.0", "2 h"), ("today", "Until tomorrow"), ("", "Until I resume"),
    ]  # fmt: skip


def test_breaks_and_what_was_taken_without_an_offer() -> None:
    assert menu_lists.breaks(Facts()) == [
        ("mobility", "Mobility"),
        ("lunch walk", "Lunch walk"),
        ("water", "Water"),
    ]
    assert menu_lists.taken(Facts()) == [
        ("ten-minute-walk", "Lunch walk"), ("moved:180", "3 min of movement"), ("moved:300", "5 min of movement"),
        ("moved:600", "10 min of movement"),
    ]  # fmt: skip
    assert menu_lists.left_out(Facts()) == [("dead-bug", "Allow Dead Bug again")]


def test_the_answers_to_both_questions() -> None:
    assert [key for key, _ in menu_lists.easings()] == ["hours", "60", "90", "week", "keep"]
    assert menu_lists.backs()[0] == ("0", "0, bad") and menu_lists.backs()[-1] == ("10", "10, good")
    assert menu_lists.backs()[1:-1] == [(str(score), str(score)) for score in range(1, 10)]


# -- easing off -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("easing", "said"),
    [
        (Easing(), ""),
        (Easing(step=2), "Offers are one-minute sets; breaks you take bring them back."),
        (
            Easing(step=3),
            "Offers are one-minute sets, 90 min apart or more; breaks you take bring them back.",
        ),
        (
            Easing(step=3, chosen_s=5400.0, chosen_till=NOW + 7 * 86400),
            "You chose a break every 90 min at most, until Monday 30 November.",
        ),
    ],
)
def test_status_says_how_offers_are_eased(easing: Easing, said: str) -> None:
    assert ease_off.line(easing, UTC) == said
    shown = ease_off.shown(easing, UTC)
    assert (shown["step"], shown["words"], shown["asking"]) == (easing.step, said, False)
    assert ease_off.shown(replace(easing, is_asking=True), UTC)["asking"] is True


def test_a_day_with_fewer_notifications_says_how_many() -> None:
    one = Easing(ignored_days=1)
    assert one.max_banners is not None
    assert ease_off.line(one, UTC) == (
        f"At most {one.max_banners} notifications today, as the day before nothing was answered."
    )
    assert ease_off.shown(one, UTC)["max_today"] == one.max_banners


def test_the_question_says_until_when() -> None:
    assert "The last 2 working days" in ease_off.question(2, NOW + 86400, UTC)
    assert "Until next Tuesday" in ease_off.question(2, NOW + 86400, UTC)
    assert [key for key, _ in ease_off.actions()] == [one.value for one in ease_off.ANSWERS]
    assert len({ease_off.said(choice) for choice in Choice}) == len(Choice)


# -- what was learned -----------------------------------------------------------------------------------------------

TABLES = Learned(
    "seed", 80, 50, 0.625, blocks=(Share("9-11", 40, 30, 0.7512345),), contexts=(Share("meeting", 20, 5, 0.3),),
    forms=(Share("short", 4, 4, 0.9),),
)  # fmt: skip


def test_tables_are_a_line_a_share() -> None:
    assert [" ".join(line.split()) for line in learned_words.lines(TABLES)] == [
        "50 of 80 offers were taken within a quarter of an hour: 62 %",
        "", "by hour", "9-11 30 of 40 75 %",
        "", "by what went before", "after a meeting 5 of 20 30 %",
        "", "by form", "short 4 of 4 90 %",
    ]  # fmt: skip
    lines = [line for line in learned_words.lines(TABLES) if line.startswith("  ")]
    assert len({line.index(" of ") for line in lines}) == len({len(line) for line in lines}) == 1


def test_tables_for_programs() -> None:
    assert learned_words.to_json(TABLES) == {
        "offers": 80, "taken": 50, "share": 0.625,
        "hours": [{"hours": "9-11", "taken": 30, "offers": 40, "share": 0.7512}],
        "before": [{"before": "meeting", "taken": 5, "offers": 20, "share": 0.3}],
        "forms": [{"form": "short", "taken": 4, "offers": 4, "share": 0.9}],
    }  # fmt: skip


def test_off_is_said_whatever_is_known() -> None:
    known = Progress("on", 90, 40, Compared(30, 40, 10, 20))
    on, off = OfferRules(learn=True), OfferRules(learn=False)
    assert learned_words.shown(known, on)["state"] == "on" and learned_words.words(known, on) == known.words
    shown = learned_words.shown(known, off)
    assert (shown["state"], shown["words"], shown["offers"]) == ("off", learned_words.OFF, 90)
    assert learned_words.state(NOTHING_YET, on) == "collecting"


# -- details of a request -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [(None, None), (0.5, 0.5), (86400, 86400.0), (0, "no"), (86400.5, "no"), (True, "no"), ("5", "no")],
)
def test_a_length_is_over_zero_and_a_day_at_most(given: Any, kept: Any) -> None:
    request = {} if given is None else {"for_s": given}
    if kept == "no":
        with pytest.raises(InvalidDetail, match="over zero and at most 24 h"):
            details.seconds(request)
    else:
        assert details.seconds(request) == kept


@pytest.mark.parametrize(
    ("given", "kept"), [(None, None), (3, 3), (0, 0), (True, "no"), (1.5, "no"), ("3", "no")]
)
def test_rounds_are_a_whole_number(given: Any, kept: Any) -> None:
    if kept == "no":
        with pytest.raises(InvalidDetail, match="whole number"):
            details.rounds({"rounds": given})
    else:
        assert details.rounds({"rounds": given}) == kept


def test_words_are_text() -> None:
    assert details.text({"name": "x"}, "name") == "x" and details.text({}, "name") == ""
    with pytest.raises(InvalidDetail, match='"name" must be text'):
        details.text({"name": 3}, "name")


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("10:31", "2026-11-23 10:31"),
        ("10:30", "2026-11-24 10:30"),
        ("09:00", "2026-11-24 09:00"),
        ("today", "2026-11-24 00:00"),
    ],
)
def test_a_time_of_day_is_the_next_one(words: str, until: str) -> None:
    assert (
        details.until({"until": words}, NOW, UTC)
        == datetime.fromisoformat(until).replace(tzinfo=UTC).timestamp()
    )
    assert details.until({}, NOW, UTC) is None


def test_a_time_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidDetail, match="25:00"):
        details.until({"until": "25:00"}, NOW, UTC)
