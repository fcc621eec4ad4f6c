"""The lines of coverage: by room, they may only rise, and a room below its own is named."""

from __future__ import annotations

import json
from pathlib import Path

from tests import coverage_floor


def file(lines: int, of_lines: int, branches: int = 0, of_branches: int = 0) -> dict[str, dict[str, int]]:
    counted = {
        "covered_lines": lines,
        "num_statements": of_lines,
        "covered_branches": branches,
        "num_branches": of_branches,
    }
    return {"summary": counted}


REPORT = {
    "files": {
        "deskbreak/core/a.py": file(9, 10, 1, 2),
        "deskbreak/core/deep/b.py": file(8, 8),
        "deskbreak/paths.py": file(1, 4),
        "deskbreak/core/__init__.py": file(0, 0),
    }
}


def test_lines_and_branches_are_counted_by_room() -> None:
    assert coverage_floor.rooms(REPORT) == {"core": 90.0, "everybody": 25.0}


def test_a_room_below_its_line_and_one_without_are_named() -> None:
    assert list(coverage_floor.below({"core": 90.0}, {"core": 90.2})) == [], "within the slack"
    assert "90.0 %, and 91.0 % before" in "".join(coverage_floor.below({"core": 90.0}, {"core": 91.0}))
    assert "no line yet" in "".join(coverage_floor.below({"core": 90.0}, {}))


def test_lines_only_rise() -> None:
    assert coverage_floor.raised({"core": 90.0, "app": 50.0}, {"core": 95.0, "gone": 9.0}) == {
        "core": 95.0,
        "app": 50.0,
    }


def test_a_fall_fails_and_a_rise_is_kept(tmp_path: Path) -> None:
    found, lines = tmp_path / "report.json", tmp_path / "lines.json"
    asked = [str(found), "--lines", str(lines)]
    lines.write_text('{"core": 50.0}')
    found.write_text(json.dumps({"files": {"deskbreak/core/a.py": file(1, 100)}}))
    assert coverage_floor.main(asked) == 1
    found.write_text(json.dumps({"files": {"deskbreak/core/a.py": file(60, 100)}}))
    assert coverage_floor.main(asked) == 0
    assert coverage_floor.main([*asked, "--raise"]) == 0
    assert json.loads(lines.read_text()) == {"core": 60.0}
