"""A harder level is suggested once, in the report, when weeks have felt easy and nothing hurt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.cli.main import main
from deskbreak.paths import Profile, find_profile
from deskbreak.store.journal import Journal
from deskbreak.store.opening import open_to_write

DAY = 86400.0
SAYS = "Your sets have felt easy for weeks. For harder ones: deskbreak config set body.level hard"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return find_profile(tmp_path / "home")


@pytest.fixture
def journal(profile: Profile) -> Iterator[Journal]:
    with open_to_write(profile) as opened:
        yield opened


def answered(journal: Journal, now: float, *felt: str, every: float = 1.5) -> None:
    for number, answer in enumerate(felt):
        journal.add_answer(now - (len(felt) - number) * every * DAY, "cat-cow", answer, f"answer-{number}")


def suggested(profile: Profile, capsys: pytest.CaptureFixture[str]) -> str | None:
    assert main(["report", "--json", "--home", str(profile.home)]) == 0
    said: str | None = json.loads(capsys.readouterr().out)["suggestion"]
    return said


@pytest.fixture
def now() -> float:
    import time

    return time.time()


def test_weeks_of_easy_answers_suggest_the_next_level(
    profile: Profile, journal: Journal, now: float, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(journal, now, *["easy"] * 12)
    assert suggested(profile, capsys) == SAYS
    assert main(["report", "--home", str(profile.home)]) == 0
    assert SAYS in " ".join(capsys.readouterr().out.split())  # however wide the terminal is
    assert main(["report", "--out", "-", "--home", str(profile.home)]) == 0
    assert SAYS in capsys.readouterr().out


@pytest.mark.parametrize(
    ("felt", "every"),
    [
        (["easy"] * 9, 2.0),  # too few
        (["easy"] * 12, 1.0),  # not for long enough
        (["easy"] * 11 + ["hard"], 1.5),
        (["right", "easy"] * 6, 1.5),
        (["easy"] * 12, 6.0),  # most of it long ago
    ],
)
def test_less_than_that_suggests_nothing(
    profile: Profile,
    journal: Journal,
    now: float,
    felt: list[str],
    every: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answered(journal, now, *felt, every=every)
    assert suggested(profile, capsys) is None


@pytest.mark.parametrize("body", ['level = "hard"', 'back = "sensitive"', "level = 3"])
def test_nothing_is_suggested_at_the_top_to_a_sore_back_or_with_settings_that_are_wrong(
    profile: Profile, journal: Journal, now: float, body: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(journal, now, *["easy"] * 12)
    profile.config.write_text(f"[body]\n{body}\n")
    assert suggested(profile, capsys) is None


def test_pain_is_no_time_for_more(
    profile: Profile, journal: Journal, now: float, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(journal, now, *["easy"] * 12)
    journal.block("superman", now - 3 * DAY, "it hurt")
    assert suggested(profile, capsys) is None
