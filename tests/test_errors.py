"""Errors are English in logs and JSON, and in the person's language where they are shown."""

from __future__ import annotations

import pytest

from deskbreak import errors, language
from deskbreak.errors import DeskbreakError, InputProblems, Problem, UsageError


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that is English in capitals."""
    monkeypatch.setattr(errors, "translated", str.upper)


@pytest.mark.usefixtures("shouting")
def test_only_the_words_of_a_problem_are_translated():
    problem = Problem("my config.toml", 3, "break[1]: no such break", 5, 'did you mean "walk"?')
    assert str(problem) == 'my config.toml:3:5: break[1]: no such break; did you mean "walk"?'
    assert problem.in_language() == 'my config.toml:3:5: BREAK[1]: NO SUCH BREAK; DID YOU MEAN "WALK"?'
    assert Problem("a.toml", 1, "no\x1b[0m").in_language() == "a.toml:1: NO\\X1B[0M"


@pytest.mark.usefixtures("shouting")
def test_every_kind_of_error_is_translated_for_people_and_english_in_logs():
    several = InputProblems([Problem("a.toml", 1, "one"), Problem("b.toml", 2, "two")])
    assert several.lines() == ["a.toml:1: one", "b.toml:2: two"]
    assert several.in_language() == ["a.toml:1: ONE", "b.toml:2: TWO"]
    assert UsageError("not so").in_language() == ["NOT SO"]
    assert DeskbreakError("not so").lines() == ["not so"]


def test_in_english_both_are_the_same():
    error = InputProblems([Problem("a.toml", 1, "one", hint="two")])
    assert error.in_language() == error.lines() == ["a.toml:1: one; two"]


def test_in_japanese_the_hint_is_a_sentence_of_its_own():
    problem = Problem("a.toml", 1, "this list is empty", hint="write at least one")
    language.use("ja", {})
    try:
        assert problem.in_language() == "a.toml:1: この一覧は空です。一つは書いてください"
    finally:
        language.use("en", {})
