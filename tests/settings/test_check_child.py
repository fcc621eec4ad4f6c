"""The check that the daemon starts: quick where only the settings changed, and never behind the content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deskbreak.catalog import load
from deskbreak.paths import Profile
from deskbreak.settings import check as checking
from deskbreak.settings.cached import cached_plan, exercise_names, routines_listed
from deskbreak.settings.check import check
from deskbreak.zone import local

GOOD = (
    'id = "hip-circles"\nname = "Hip circles"\nposition = "standing"\nrole = "opens"\nsteps = ["Circle."]\n'
)


@pytest.fixture
def pack(profile: Profile) -> Path:
    """The exercises of a pack."""
    folder = profile.packs / "physio" / "exercises"
    folder.mkdir(parents=True)
    return folder


def packs_problems(profile: Profile) -> list[str]:
    return [one for one in check(profile)["problems"] if "physio" in one]


def test_content_is_not_read_again_while_only_the_settings_change(
    profile: Profile, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pack / "hip-circles.toml").write_text(GOOD + 'colour = "red"\n', "utf-8")
    first = check(profile)
    listed, names = routines_listed(profile), exercise_names(profile)
    assert any('unknown key "colour"' in one for one in first["problems"]) and listed and names

    def never(*_: Any) -> Any:
        raise AssertionError("the content was read, or its lengths reckoned, though it is the same")

    monkeypatch.setattr(load, "load_catalog", never)
    monkeypatch.setattr(checking, "_listed", never)
    profile.config.parent.mkdir(parents=True, exist_ok=True)
    profile.config.write_text("[snooze]\nat_most = 7\n", "utf-8")
    again = check(profile)
    assert again["ok"] and again["problems"] == first["problems"]
    assert (routines_listed(profile), exercise_names(profile)) == (listed, names)
    known = cached_plan(profile, local().zone)
    assert known is not None and known[0].snooze.at_most == 7


def test_a_problem_goes_with_what_it_was_about(profile: Profile, pack: Path) -> None:
    file = pack / "hip-circles.toml"
    file.write_text(GOOD + 'colour = "red"\n', "utf-8")
    assert packs_problems(profile)
    file.write_text(GOOD, "utf-8")
    assert not any("colour" in one for one in packs_problems(profile))
    file.unlink()
    assert packs_problems(profile) == []


def test_a_link_that_leads_nowhere_is_told_as_long_as_it_is_there(profile: Profile, pack: Path) -> None:
    assert packs_problems(profile) == []
    link = pack / "hip-circles.toml"
    link.symlink_to(pack / "gone.toml")
    assert packs_problems(profile)
    link.unlink()
    assert packs_problems(profile) == []


def test_a_file_that_may_be_read_again_is_read_again(
    profile: Profile, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mode counts; a test that runs as root may read everything, so it only looks whether it is looked at again."""
    file = pack / "hip-circles.toml"
    file.write_text(GOOD, "utf-8")
    check(profile)
    reads: list[int] = []
    real = load.load_catalog
    monkeypatch.setattr(load, "load_catalog", lambda folders: reads.append(1) or real(folders))
    check(profile)
    assert reads == []
    file.chmod(0o400)
    check(profile)
    assert reads == [1]
