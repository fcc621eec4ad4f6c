"""Many settings files as people might write them, half of them invalid in one line each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.cli.main import main
from deskbreak.core.catalog import Catalog
from deskbreak.errors import Problem
from deskbreak.paths import Profile
from deskbreak.settings.load import load_settings
from deskbreak.settings.plan_json import plan_from_json, plan_to_json
from tests.amount import amount
from tests.settings.many_files import files, invalid, written

VALID, INVALID = amount(100, 500), amount(150, 500)


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_what_show_prints_is_the_same_plan_again(
    profile: Profile, catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again"
    again.mkdir()
    for chance, lines in files(catalog, 1, VALID):
        profile.config.write_bytes(written(lines, chance))
        plan = load_settings(profile, catalog=catalog).plan
        assert main(["config", "show", "--home", str(profile.config_dir)]) == 0
        shown = capsys.readouterr().out
        (again / "config.toml").write_text(shown, "utf-8", newline="")
        copy = load_settings(Profile(again, again, again, again), catalog=catalog).plan
        assert copy == plan, shown
        assert plan_from_json(plan_to_json(plan), plan.zone) == plan


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_one_spoiled_line_is_found_and_named(
    catalog: Catalog, problems_of: Callable[[str | bytes], list[Problem]]
) -> None:
    for chance, lines in files(catalog, 2, INVALID):
        raw, line, what = invalid(lines, chance)
        problems = problems_of(raw)
        reported = "\n".join(map(str, problems))
        assert line in {one.line for one in problems}, (
            f"line {line}, {what!r}: {reported}\n{raw.decode('utf-8', 'replace')}"
        )
        assert all(str(one).isprintable() and one.what.strip() for one in problems), reported
