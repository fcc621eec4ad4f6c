"""The weekly question about the back: offered once, and asked only of those who want it and have not answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deskbreak.app.ask_back import OFFER, QUESTION, offered_once, wants_to_know
from deskbreak.paths import Profile, find_profile
from deskbreak.store.journal import Journal
from deskbreak.store.opening import open_to_write

WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp()
DAY = 86400.0
WANTED = "[journal]\nask_back = true\n"
MISTAKE = "[journal]\nask_bakc = true\n"


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
    made = find_profile(tmp_path / "home")
    made.config.parent.mkdir(parents=True)
    return made


@pytest.fixture
def journal(profile: Profile) -> Iterator[Journal]:
    with open_to_write(profile) as opened:
        yield opened


def test_it_is_offered_once(profile: Profile) -> None:
    profile.config.write_text("[journal]\nask_back = false\n")
    assert offered_once(profile) == OFFER
    assert profile.back_question_shown.stat().st_mode & 0o777 == 0o600
    assert offered_once(profile) == ""


@pytest.mark.parametrize("settings", [WANTED, MISTAKE])
def test_who_has_it_or_has_mistakes_in_the_file_is_not_offered_it(profile: Profile, settings: str) -> None:
    profile.config.write_text(settings)
    assert offered_once(profile) == "" and not profile.back_question_shown.exists()


def test_where_it_cannot_be_noted_it_is_not_offered(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("read-only")

    profile.config.touch()
    monkeypatch.setattr(Path, "touch", refuse)
    assert offered_once(profile) == ""


def test_the_question_comes_once_a_week(profile: Profile, journal: Journal) -> None:
    assert wants_to_know(profile, journal, WEDNESDAY) == ""
    profile.config.write_text(WANTED)
    assert wants_to_know(profile, journal, WEDNESDAY) == QUESTION
    journal.add_back(WEDNESDAY - 4 * DAY, "UTC", 7)  # the Saturday before
    assert wants_to_know(profile, journal, WEDNESDAY) == QUESTION
    journal.add_back(WEDNESDAY - 2 * DAY, "UTC", 7)  # Monday
    assert wants_to_know(profile, journal, WEDNESDAY) == ""
    assert wants_to_know(profile, journal, WEDNESDAY + 7 * DAY) == QUESTION


@pytest.mark.parametrize("settings", ["[journal]\nask_back = false\n", MISTAKE])
def test_who_does_not_want_it_is_not_asked(profile: Profile, journal: Journal, settings: str) -> None:
    profile.config.write_text(settings)
    assert wants_to_know(profile, journal, WEDNESDAY) == ""
