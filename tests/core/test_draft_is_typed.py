"""A wrong name or value in a change of the state is an error for the type checker, not a surprise at run time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_type_hints

import pytest

from deskbreak.core.changes import StateChanges
from deskbreak.core.draft import Draft
from deskbreak.core.plan import Plan
from deskbreak.core.state import State

SNIPPET = """
from deskbreak.core.draft import Draft

def right(d: Draft) -> None:
    d.change(pause_until=None, sat_s=1.0, due=())

def wrong(d: Draft) -> None:
    d.change(pause_untill=None)
    d.change(sat_s="1")
    d.change(due=None)
    d.change(running="uid")
"""
FIRST_WRONG, LAST_WRONG = 8, 11


def test_every_field_of_the_state_may_be_changed_to_what_it_holds() -> None:
    assert get_type_hints(StateChanges) == get_type_hints(State)


def test_a_field_that_is_not_there_cannot_be_set() -> None:
    d = Draft(State(0.0, 0.0), Plan(), 0.0)
    with pytest.raises((KeyError, TypeError)):
        d.change(pause_untill=None)  # type: ignore[call-arg]


def test_the_type_checker_rejects_wrong_names_and_values(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    file = tmp_path / "snippet.py"
    file.write_text(SNIPPET)
    said, _errors, _code = api.run(["--strict", "--no-error-summary", "--hide-error-context", str(file)])
    lines = {int(line) for line in re.findall(r"snippet\.py:(\d+): error", said)}
    assert lines == set(range(FIRST_WRONG, LAST_WRONG + 1)), said
