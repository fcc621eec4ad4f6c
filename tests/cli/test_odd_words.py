"""Whatever words a command gets, it ends with one of its codes and in sentences of plain letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

ODD = (
    "\udcff", "x" * 5000, "", "-", "--", "٣", "🫖", " ", "\n", "a\x1b[31m", "..", "1e999", "nan", "2026-11-20",
    "9999-12-31", "0001-01-01", "10m", "[", "{}", "%s", "%(x)s", "{0}", "$(id)", "-1",
)  # fmt: skip
COMMANDS = (
    "log add ?", "log add walk --note ?", "log add walk --at ?", "log add walk --minutes ?", "log edit ? --note b",
    "log edit 1 --note ?", "log remove ?", "log forget --before ?", "log --from ?", "log --to ?",
    "config set ? 1", "config set offer.sound ?", "config set break.mobility.say ?", "config set break.? 5m",
    "config check ?", "config init --profile ?", "report --from ?", "report --to ?", "report --out ?",
    "export json --from ?", "export ?", "export csv --out ?", "block ?", "unblock ?", "rehearse ?", "exercises ?",
    "routines ?", "figure ?", "figure cat-cow --out ?", "profile ?", "content check ?", "why --last ?", "snooze ?",
    "pause ?", "work ?", "standing ?", "meeting ?", "skip --today ?", "status ?", "login ?", "?",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_odd_words_end_in_sentences(
    run: Run, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for odd in ODD:
        code, _, err = run(*(word.replace("?", odd) for word in command.split()))
        assert code in (0, 1, 2, 3), (odd, err)
        assert code == 0 or err.strip(), odd
        assert all(line.isprintable() for line in err.split("\n") if "\udcff" not in line), (odd, err)
