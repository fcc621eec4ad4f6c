"""A failure inside the daemon is one line on the terminal, and the whole story in a small private file."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.app import logs
from deskbreak.app.logs import LogFile, OneLine, log_lines, start_logging
from deskbreak.cli.main import main
from tests.logfail import LogFail


@pytest.fixture
def logger(tmp_path: Path) -> Iterator[logging.Logger]:
    """A logger that writes into the file alone."""
    made = logging.getLogger("deskbreak.test")
    handler = LogFile(tmp_path / "deskbreak.log")
    made.addHandler(handler)
    made.setLevel(logging.DEBUG)
    made.propagate = False
    yield made
    made.removeHandler(handler)
    made.propagate = True
    handler.close()


def fail(logger: logging.Logger, what: str = "it") -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        logger.exception("%s failed", what)


def test_a_failure_is_one_line_without_a_traceback() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "%s failed", ("it",), sys.exc_info())
    assert OneLine().format(record) == "deskbreak: it failed: ValueError: two lines"


def test_the_file_tells_the_whole_story(logger: logging.Logger, tmp_path: Path, logfail: LogFail) -> None:
    logfail.expect("it failed")
    fail(logger)
    lines = log_lines(tmp_path / "deskbreak.log")
    assert "ERROR deskbreak.test: it failed" in lines[0]
    assert "Traceback" in lines[1] and lines[-2:] == ["ValueError: two", "lines"]


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter there")
def test_only_the_owner_can_read_it(
    logger: logging.Logger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logfail: LogFail
) -> None:
    logfail.expect("number .* failed")
    monkeypatch.setattr(logs, "MAX_BYTES", 2000)
    (tmp_path / "deskbreak.log").touch(0o644)
    before = os.umask(0)
    try:
        for number in range(30):
            fail(logger, f"number {number}")
    finally:
        os.umask(before)
    for path in sorted(tmp_path.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_it_stays_small_and_keeps_the_newest(
    logger: logging.Logger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logfail: LogFail
) -> None:
    logfail.expect("number .* failed")
    monkeypatch.setattr(logs, "MAX_BYTES", 2000)
    for number in range(200):
        fail(logger, f"number {number}")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 4000
    assert "number 199 failed" in "\n".join(log_lines(tmp_path / "deskbreak.log"))


def test_nothing_is_made_before_something_fails(logger: logging.Logger, tmp_path: Path) -> None:
    assert list(tmp_path.iterdir()) == []
    assert log_lines(tmp_path / "deskbreak.log") == []


def test_a_disk_that_refuses_harms_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    handler = LogFile(tmp_path / "file" / "deskbreak.log")
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "it failed", (), None)
    handler.handle(record)
    handler.handle(record)
    handler.close()
    assert capsys.readouterr().err == ""


def test_the_quiet_daemon_does_not_load_it() -> None:
    start = (
        "import sys, pathlib; from deskbreak.app.logs import start_logging; start_logging(pathlib.Path('x'))"
    )
    script = f"{start}; print('logging.handlers' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_both_hear_of_a_warning_and_only_the_file_of_less(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], logfail: LogFail
) -> None:
    logfail.expect("deskbreak.test.more: loud")
    root, ours = logging.getLogger(), logging.getLogger("deskbreak")
    before, level = list(root.handlers), ours.level
    try:
        start_logging(tmp_path / "deskbreak.log")
        logging.getLogger("deskbreak.test.more").warning("loud")
        logging.getLogger("deskbreak.test.more").info("quiet")
        logging.getLogger("somebody.else").info("chatter")
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
        ours.setLevel(level)
    assert capsys.readouterr().err == "deskbreak: loud\n"
    assert [line.partition(": ")[2] for line in log_lines(tmp_path / "deskbreak.log")] == ["loud", "quiet"]


def test_doctor_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--log", "--home", str(tmp_path)]) == 0
    assert "Nothing went wrong so far" in capsys.readouterr().out
    (tmp_path / "deskbreak.log.1").write_text("older\n")
    (tmp_path / "deskbreak.log").write_text("newer \x1b[31m\n")
    assert main(["doctor", "--log", "--home", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "older\nnewer \\x1b[31m\n"
    assert main(["doctor", "--log", "--json", "--home", str(tmp_path)]) == 0
    assert '"newer' in capsys.readouterr().out
