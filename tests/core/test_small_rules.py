"""Small rules, each at both sides of its edges: getting ready, what a set does, snoozing, plain values."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core import typed_json
from deskbreak.core.content import Exercise
from deskbreak.core.dosage import Amount
from deskbreak.core.facts import Sourced
from deskbreak.core.plain import fields_json, present
from deskbreak.core.plan import SnoozeRules
from deskbreak.core.ready import DESK, ready_s
from deskbreak.core.roles import does, set_does
from deskbreak.core.snooze import PAUSE_S, PAUSE_WITHIN_S, UNTIL_PAUSE, snooze_choices, snooze_length
from deskbreak.values import dataclass

# -- getting ready -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "position", "seconds"),
    [
        (DESK, "chair", 5),
        ("desk", "standing", 5),
        ("standing", "standing", 5),
        ("chair", "supine", 12),  # down
        ("side-lying", "wall", 12),  # and up again
        ("desk", "kneeling", 12),
        ("prone", "walking", 12),
        ("prone", "supine", 8),  # turning over
        ("supine", "side-lying", 8),
        ("side-lying", "prone", 8),
        ("supine", "supine", 5),
        ("kneeling", "prone", 5),
        ("supine", "quadruped", 5),
        ("kneeling", "seated", 5),
    ],
)
def test_down_or_up_takes_longest_turning_over_less(before: str, position: str, seconds: int) -> None:
    assert ready_s(before, position) == seconds


def test_a_position_is_the_same_wherever_it_was_read() -> None:
    assert ready_s("".join(["su", "pine"]), "supine") == 5


# -- what a set does -----------------------------------------------------------------------------------------


def moved(role: str, **more: Any) -> Exercise:
    return Exercise("x", "X", "supine", role, **more)


HIPS, FRONT = moved("opens"), moved("opens", opens_front=True)
SPINE, CORE = moved("moves"), moved("wakes")
CALF = moved("opens", fills_role=False)


def test_what_an_exercise_does() -> None:
    assert [does(one) for one in (HIPS, FRONT, SPINE, CORE, CALF)] == [
        "opens the hips",
        "opens hips and front",
        "moves the spine",
        "wakes core or glutes",
        "loosens legs or hips",
    ]
    assert does(moved("moves", opens_front=True)) == "moves the spine"
    assert does(moved("wakes", opens_front=True)) == "wakes core or glutes"
    assert does(moved("opens", opens_front=True, fills_role=False)) == "loosens legs or hips"


@pytest.mark.parametrize(
    ("exercises", "words"),
    [
        ([CORE, SPINE, HIPS], ["opens the hips", "moves the spine", "wakes core or glutes"]),
        ([CORE, FRONT, HIPS], ["opens hips and front", "wakes core or glutes"]),
        ([SPINE, SPINE], ["moves the spine"]),
        ([CALF, SPINE], ["moves the spine"]),
        ([CALF], []),
    ],
)
def test_what_a_set_does_is_said_once_a_role_in_the_order_of_the_roles(
    exercises: list[Exercise], words: list[str]
) -> None:
    assert set_does(exercises) == words


# -- snoozing ------------------------------------------------------------------------------------------------

SHRINKING = SnoozeRules((600.0, 1800.0), at_most=3, policy="shrinking")


@pytest.mark.parametrize(
    ("rules", "asked", "lengths"),
    [
        (SHRINKING, 600.0, [600.0, 300.0, 150.0, 75.0, 60.0]),  # half each time, a minute at least
        (SHRINKING, None, [600.0, 300.0, 150.0, 75.0, 60.0]),
        (SHRINKING, 30.0, [30.0, 30.0]),  # never longer than was asked
        (SHRINKING, 0.0, [0.0, 0.0]),
        (SnoozeRules((600.0,), policy="fixed"), None, [600.0, 600.0]),
        (SnoozeRules((600.0,), policy="pay-back"), 1200.0, [1200.0, 1200.0]),
    ],
)
def test_how_long_each_snooze_lasts(rules: SnoozeRules, asked: float | None, lengths: list[float]) -> None:
    assert [snooze_length(rules, asked, snoozes) for snoozes in range(len(lengths))] == lengths


def test_a_pause_in_typing_is_half_a_minute_and_waited_for_half_an_hour() -> None:
    """A command line of an earlier deskbreak asks for it in the same way."""
    assert (PAUSE_S, PAUSE_WITHIN_S, UNTIL_PAUSE) == (30.0, 1800.0, -1.0)


def test_the_choices_are_there_until_they_are_used_up() -> None:
    choices = (600.0, 1800.0)
    assert [snooze_choices(SHRINKING, snoozes) for snoozes in range(5)] == [choices] * 3 + [()] * 2
    assert snooze_choices(SnoozeRules(choices, at_most=0), 0) == ()


# -- plain values --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    name: str
    count: int = 0
    parts: tuple[Any, ...] = ()
    own: Any = None
    flag: bool = False


def test_only_what_is_said_is_in_the_json() -> None:
    assert present({"a": None, "b": 0, "c": "", "d": False}) == {"b": 0, "c": "", "d": False}
    assert fields_json(Kept("")) == {"count": 0, "flag": False}
    told = Kept("x", 2, (Sourced("Why"), ("a", 1)), Amount(1, 2), flag=True)
    assert fields_json(told) == {
        "name": "x",
        "count": 2,
        "parts": [{"text": "Why", "source": "own"}, ["a", 1]],
        "own": {"min": 1, "max": 2},
        "flag": True,
    }


READS: list[tuple[typed_json.Reader, Any, Any]] = [
    (typed_json.number, 1, 1.0),
    (typed_json.number, -2.5, -2.5),
    (typed_json.number, 10**15, 1e15),
    (typed_json.number, -1e15, -1e15),
    (typed_json.length, 0, 0.0),
    (typed_json.length, 2.5, 2.5),
    (typed_json.exactly(int), 10**15, 10**15),
    (typed_json.exactly(int), -(10**15), -(10**15)),
    (typed_json.exactly(bool), True, True),
    (typed_json.exactly(str), "x" * 100_000, "x" * 100_000),
    (typed_json.exactly(list), [0] * 100_000, [0] * 100_000),
    (typed_json.exactly(dict), {"a": 1}, {"a": 1}),
    (typed_json.maybe(typed_json.number), None, None),
    (typed_json.maybe(typed_json.number), 2, 2.0),
    (typed_json.each(typed_json.number), [], ()),
    (typed_json.each(typed_json.number), [1, 2], (1.0, 2.0)),
    (typed_json.table(typed_json.number), {"a": 1}, {"a": 1.0}),
    (typed_json.pair(typed_json.exactly(str), typed_json.number), ["a", 1], ("a", 1.0)),
]


@pytest.mark.parametrize(("read", "given", "found"), READS)
def test_a_value_of_its_type_is_read(read: typed_json.Reader, given: Any, found: Any) -> None:
    assert read(given) == found and type(read(given)) is type(found)


@pytest.mark.parametrize(
    ("read", "given", "error", "words"),
    [
        (typed_json.number, True, TypeError, "that is no number"),
        (typed_json.number, "1", TypeError, "that is no number"),
        (typed_json.number, None, TypeError, "that is no number"),
        (typed_json.number, 10**15 + 1, ValueError, "that number is out of range"),
        (typed_json.number, -(10**15) - 1, ValueError, "that number is out of range"),
        (typed_json.number, float("nan"), ValueError, "that number is out of range"),
        (typed_json.length, -0.5, ValueError, "a length is not negative"),
        (typed_json.exactly(int), True, TypeError, "that is no int"),
        (typed_json.exactly(int), 1.0, TypeError, "that is no int"),
        (typed_json.exactly(int), 10**15 + 1, ValueError, "that number is out of range"),
        (typed_json.exactly(int), -(10**15) - 1, ValueError, "that number is out of range"),
        (typed_json.exactly(str), "x" * 100_001, ValueError, "that str is too long"),
        (typed_json.exactly(list), [0] * 100_001, ValueError, "that list is too long"),
        (typed_json.exactly(list), (), TypeError, "that is no list"),
        (typed_json.maybe(typed_json.number), "", TypeError, "that is no number"),
        (typed_json.each(typed_json.number), [1, "2"], TypeError, "that is no number"),
        (typed_json.each(typed_json.number), {}, TypeError, "that is no list"),
        (typed_json.table(typed_json.number), {1: 1}, TypeError, "that is no str"),
        (typed_json.table(typed_json.number), [], TypeError, "that is no dict"),
        (typed_json.table(typed_json.number), {"a": "b"}, TypeError, "that is no number"),
        (typed_json.pair(typed_json.number, typed_json.number), [1], ValueError, "not enough values"),
        (typed_json.pair(typed_json.number, typed_json.number), [1, 2, 3], ValueError, "too many values"),
        (typed_json.pair(typed_json.number, typed_json.number), [1, "2"], TypeError, "that is no number"),
        (typed_json.pair(typed_json.number, typed_json.number), ["1", 2], TypeError, "that is no number"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(
    read: typed_json.Reader, given: Any, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        read(given)
