"""All that is shown is marked, every language has it, and what is committed is what would be written now."""

from __future__ import annotations

import pytest

from scripts.translating import literals, main, overlays
from scripts.translating.catalogues import ONLY_SCREENS, TRANSLATED, counts


def test_what_is_written_is_what_would_be_written_now():
    assert main.faults() == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_is_complete(language: str):
    done, fuzzy, missing = counts(language)
    assert (fuzzy, missing) == (0, 0) and done > 0
    if language not in ONLY_SCREENS:
        assert overlays.read(language).missing == []


def test_every_sentence_of_the_code_is_marked():
    assert [str(one) for one in literals.unmarked()] == []
    assert literals.not_there() == []
