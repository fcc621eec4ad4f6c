"""A short run of each part of `scripts/torture`, so that it keeps working; by hand it runs for hours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.__main__ import PARTS
from tests.torture.account import Account
from tests.torture.trial import Trial

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it looks into /proc")
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(300)  # half a minute where nothing else runs
def test_a_short_run_finds_nothing(tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "tests.torture", "--short", "--seed", "7", "--kept", str(tmp_path / "kept")]
    ran = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    summaries = [line for line in ran.stdout.splitlines() if line.endswith("; no fault")]
    assert len(summaries) == sum(short > 0 for _, _, short in PARTS.values()), ran.stdout
    assert os.environ.get("CI") != "true" or "not run" not in ran.stdout, ran.stdout


def test_what_goes_wrong_is_told_and_its_input_kept(tmp_path: Path) -> None:
    said: list[str] = []
    trial = Trial("fuzz", 7, 3, 60.0, tmp_path / "kept", tmp_path, said.append)
    assert [chance.random() for chance in trial.each_round()] == [
        chance.random() for chance in trial.each_round()
    ]
    assert not trial.expect(0, "it broke", b"input") and trial.faults == ["it broke"]
    (file,) = (tmp_path / "kept").iterdir()
    assert file.read_bytes() == b"input" and str(file) in said[0] and "seed 7" in said[0]


def _reported(at: str, decision: str, reason: str = "sat for 45 min") -> dict[str, str]:
    return {"at": f"2026-11-23T{at}:00+01:00", "break": "mobility", "decision": decision, "reason": reason}


@pytest.mark.parametrize(
    ("why", "fault"),
    [
        ([_reported("08:00", "offered")], "outside work hours"),
        ([_reported("10:10", "offered")], "in a meeting"),
        ([_reported("09:10", "offered"), _reported("09:20", "offered")], "while another is open"),
        (
            [_reported("09:10", "offered"), _reported("18:30", "offered again", "nobody answered")],
            "outside work hours",
        ),
    ],
)
def test_an_offer_that_must_not_be_is_found(tmp_path: Path, why: list[dict[str, str]], fault: str) -> None:
    trial = Trial("soak", 7, 1, 60.0, tmp_path, tmp_path, lambda _text: None)
    account = Account(trial, ((540, 1080),), ((600, 630),))
    account.hear(why)
    assert len(trial.faults) == 1 and fault in trial.faults[0]


def test_offers_that_may_be_are_none(tmp_path: Path) -> None:
    trial = Trial("soak", 7, 1, 60.0, tmp_path, tmp_path, lambda _text: None)
    account = Account(trial, ((540, 1080),), ((600, 630),))
    first = [
        _reported("09:10", "offered"),
        _reported("09:11", "snoozed"),
        _reported("09:21", "offered", "the snooze is over"),
    ]
    account.hear(first)
    account.hear([*first, _reported("09:22", "taken"), _reported("10:40", "offered")])
    assert not trial.faults and (account.offers, account.repeats, account.decisions) == (2, 1, 5)
    row = {"id": 1, "outcome": "taken"}
    account.see([row])
    account.see([])
    assert trial.faults == ["1 rows are lost"]
