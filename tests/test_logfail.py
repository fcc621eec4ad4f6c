"""The watch over the log catches what it should."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.app.logs import LogFile
from tests.logfail import LogFail

_log = logging.getLogger("deskbreak.test_logfail")


@pytest.fixture
def watch() -> Iterator[LogFail]:
    """A watch that nothing but the test itself looks at."""
    made = LogFail()
    _log.addHandler(made)
    _log.propagate = False
    yield made
    _log.propagate = True
    _log.removeHandler(made)


def test_silence_and_small_talk_are_fine(watch: LogFail) -> None:
    _log.info("the player ended")
    assert watch.complaint() == ""


def test_what_nobody_expected_is_a_complaint(watch: LogFail) -> None:
    try:
        raise OSError("disk full")
    except OSError:
        _log.exception("Record failed")
    assert "unexpected: deskbreak.test_logfail: Record failed, OSError: disk full" in watch.complaint()


def test_what_is_expected_has_to_come(watch: LogFail) -> None:
    watch.expect("Record failed")
    assert "never logged: Record failed" in watch.complaint()
    _log.error("Record failed")
    assert watch.complaint() == ""


def test_what_is_allowed_may_come_and_nothing_else(watch: LogFail) -> None:
    watch.allow("no toasts")
    assert watch.complaint() == ""
    _log.warning("no toasts here")
    assert watch.complaint() == ""
    _log.warning("no icon here")
    assert "no icon here" in watch.complaint()


def test_the_log_file_of_another_process_is_read(tmp_path: Path, logfail: LogFail) -> None:
    logfail.expect("ERROR deskbreak.app: Play failed")
    for level in (logging.ERROR, logging.INFO):
        record = logging.LogRecord("deskbreak.app", level, __file__, 1, "Play failed", (), None)
        handler = LogFile(tmp_path / "home" / "deskbreak.log")
        handler.emit(record)
        handler.close()
    other = LogFail()
    other.read_files(tmp_path)
    assert [line.split()[-3:] for line in other.lines] == [["deskbreak.app:", "Play", "failed"]]


def test_files_of_other_names_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("2026-11-29 16:11:49,123 ERROR deskbreak: it failed\n")
    other = LogFail()
    other.read_files(tmp_path)
    assert other.lines == []
