"""What may be a row: the bounds themselves may, what lies beyond them may not."""

from __future__ import annotations

import json

import pytest

from deskbreak.store.shapes import (
    LATEST,
    MAX_EXERCISES,
    MAX_NUMBER,
    MAX_S,
    MAX_TEXT,
    SOONEST,
    fits,
    is_instant,
    is_length,
    is_text,
    table_of,
)

NOW = 1_795_000_000.0
OUTCOME: dict[str, object] = {
    "uid": "a-1", "machine": "a", "written": NOW, "at": NOW, "zone": "Europe/Berlin", "break": "mobility",
    "routine": "cat-cow", "outcome": "taken", "seconds": 60.0, "exercises": '["cat-cow"]', "note": "", "reason": "",
}  # fmt: skip
OFFER: dict[str, object] = {
    "uid": "a-1", "machine": "a", "written": NOW, "at": NOW, "zone": "", "offer": 3, "break": "mobility", "sat": 60.0,
    "hour": 9, "weekday": 0, "before": "", "seconds": 60.0, "floor": 0, "step": 0, "moment": "", "waited": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "may"),
    [(SOONEST, True), (LATEST, True), (0, True), (-0.001, False), (LATEST + 0.001, False), ("0", False), (None, False),
     (float("nan"), False)],
)  # fmt: skip
def test_an_instant_is_of_our_days(value: object, may: bool) -> None:
    assert is_instant(value) is may


@pytest.mark.parametrize(
    ("value", "may"),
    [(0, True), (MAX_S, True), (-0.001, False), (MAX_S + 0.001, False), ("1", False), (None, False)],
)
def test_a_length_is_not_below_nothing(value: object, may: bool) -> None:
    assert is_length(value) is may


@pytest.mark.parametrize(
    ("value", "may"),
    [("", True), ("ü𝄞\n", True), ("x" * MAX_TEXT, True), ("x" * (MAX_TEXT + 1), False), ("a\ud800", False),
     ("\udfffa", False), (b"a", False), (None, False)],
)  # fmt: skip
def test_text_can_be_written_anywhere(value: object, may: bool) -> None:
    assert is_text(value) is may


@pytest.mark.parametrize(
    ("exercises", "may"),
    [
        ("[]", True), ('["a", "b"]', True), (json.dumps(["a"] * MAX_EXERCISES), True),
        (json.dumps(["a"] * (MAX_EXERCISES + 1)), False), ("{}", False), ('"a"', False), ("[1]", False), ("[", False),
        ("", False), ("3", False), ("[" * 40_000, False), ('["\\ud800"]', False), (["a"], False),
    ],
)  # fmt: skip
def test_exercises_are_a_list_of_names(exercises: object, may: bool) -> None:
    assert fits("outcomes", OUTCOME | {"exercises": exercises}) is may


@pytest.mark.parametrize("column", list(OUTCOME))
def test_no_column_may_be_missing_or_of_another_kind(column: str) -> None:
    assert fits("outcomes", OUTCOME)
    assert not fits("outcomes", OUTCOME | {column: None})
    assert not fits("outcomes", OUTCOME | {column: b"bytes"})


@pytest.mark.parametrize(
    ("column", "value", "may"),
    [("offer", MAX_NUMBER, True), ("offer", -MAX_NUMBER, True), ("offer", MAX_NUMBER + 1, False), ("hour", "9", False),
     ("offer", -MAX_NUMBER - 1, False), ("floor", 1, True), ("floor", 2, False), ("floor", "1", False),
     ("id", 3, False)],
)  # fmt: skip
def test_numbers_and_flags_have_their_bounds(column: str, value: object, may: bool) -> None:
    assert fits("offers", OFFER)
    assert fits("offers", OFFER | {column: value}) is may


def test_what_a_correction_leaves_alone_may_be_missing() -> None:
    row: dict[str, object] = {
        "uid": "a-2",
        "machine": "a",
        "written": NOW,
        "at": NOW,
        "target": "a-1",
        "removed": 0,
    }
    assert fits("corrections", row) and fits("corrections", row | {"outcome": "taken", "note": "yes"})
    assert not fits("corrections", row | {"outcome": "perfect"})
    assert not fits("corrections", {name: one for name, one in row.items() if name != "target"})


@pytest.mark.parametrize(("answer", "may"), [("easy", True), ("hard", True), ("heavy", False), (None, False)])
def test_an_answer_is_one_that_is_asked_for(answer: object, may: bool) -> None:
    row = {"uid": "a-2", "machine": "a", "written": NOW, "at": NOW, "what": "cat-cow", "answer": answer}
    assert fits("answers", row) is may


@pytest.mark.parametrize(("before", "may"), [(NOW - 1, True), (NOW, True), (NOW + 1, False)])
def test_what_is_still_to_come_was_never_forgotten(before: float, may: bool) -> None:
    row = {"uid": "a-2", "machine": "a", "written": NOW, "before": before, "everywhere": 1}
    assert fits("forgets", row) is may


@pytest.mark.parametrize(
    ("end", "may"), [(NOW, True), (NOW - 1, False), (NOW + MAX_S, True), (NOW + MAX_S + 1, False)]
)
def test_a_stretch_of_sitting_ends_after_it_began(end: float, may: bool) -> None:
    assert fits("sittings", {"uid": "a-2", "machine": "a", "written": NOW, "start": NOW, "end": end}) is may


def test_a_row_with_a_column_too_few_or_too_many_belongs_nowhere() -> None:
    values = [None, *OUTCOME.values()]
    assert table_of(values) == "outcomes"
    assert table_of(values[:-1]) is None and table_of([*values, ""]) is None
    assert table_of([]) is None
