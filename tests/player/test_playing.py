"""The player's process, spoken to as the daemon does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys

import pytest


def test_a_routine_left_alone_is_taken_and_lies_in_the_outbox(player, left):
    one = player(speed=400.0)
    assert one.hear() == {"report": "opened", "face": "terminal"}
    assert one.hear() == {"report": "step", "step": 0, "exercise": "cat-cow"}
    said = one.hear_until("finished")
    assert (said["outcome"], said["exercises"]) == ("taken", ["cat-cow", "hip-flexor-stretch"])
    assert said["uid"] == "u1" and said["at"] > 1000
    assert left() == {key: value for key, value in said.items() if key != "report"}
    text = one.end()
    assert one.process.returncode == 0
    assert "Cat-Cow" in text and re.search(r"\d of 5", text) and "Well done" in text


def test_the_daemon_may_pause_and_end_it(player, left):
    one = player(speed=1.0)
    one.hear_until("step")
    one.say('{"do": "pause"}\nnonsense\n{"do": "unheard-of"}\n')
    assert one.hear()["report"] == "paused"
    one.say('{"do": "resume"}\n')
    assert one.hear()["report"] == "resumed"
    one.say('{"do": "close", "as": "taken"}\n')
    assert one.hear_until("finished")["outcome"] == "taken"
    assert left()["outcome"] == "taken"


def test_an_order_that_comes_with_the_request_is_not_lost(player):
    one = player(speed=1.0, then='{"do": "close", "as": "skipped"}\n')
    assert one.hear_until("finished")["outcome"] == "skipped"


def test_closing_before_anything_was_done_is_a_skip(player):
    one = player(speed=1.0)
    one.hear_until("step")
    one.say('{"do": "close", "as": "skipped"}\n')
    said = one.hear_until("finished")
    assert (said["outcome"], said["exercises"]) == ("skipped", [])


def test_when_the_daemon_dies_the_routine_goes_on_and_is_kept(player, left):
    one = player(speed=400.0)
    one.hear_until("step")
    one.end()
    assert left()["outcome"] == "taken"


def test_asked_to_end_by_the_system_it_keeps_what_was_done(player, left):
    one = player(speed=60.0)
    while one.hear().get("step") != 1:
        pass
    one.process.send_signal(signal.SIGTERM)
    assert one.hear_until("finished")["outcome"] == "partly"
    assert left()["exercises"] == ["cat-cow"]


def test_an_unknown_or_blocked_routine_is_said_in_words(player):
    failed = player("no-such-thing").hear()
    assert failed["report"] == "failed" and 'no routine "no-such-thing"' in failed["why"]
    failed = player("cat-cow", blocked=["cat-cow"], uid="u2").hear()
    assert failed["report"] == "failed" and "blocked" in failed["why"]


def test_with_no_way_to_show_it_every_reason_is_told(player):
    failed = player(face="auto").hear()
    assert failed["report"] == "failed"
    assert all(name in failed["why"] for name in ("window:", "page:", "terminal:"))


def test_a_player_without_a_request_says_who_starts_it():
    done = subprocess.run(
        [sys.executable, "-m", "deskbreak.player"],
        input="hello\n",
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 2
    assert '"failed"' in done.stdout and "deskbreak start" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_disk_that_takes_no_file_does_not_lose_the_report(player, tmp_path):
    (tmp_path / "outbox").write_text("in the way")
    one = player(speed=400.0)
    assert one.hear_until("finished")["outcome"] == "taken"


def test_the_first_routine_of_all_brings_the_word_of_caution(player):
    one = player(speed=400.0, first_run=True)
    one.hear_until("finished")
    assert "not medical advice" in one.end()


@pytest.mark.skipif(sys.platform != "linux", reason="the programs are those of Linux")
def test_voice_and_chimes_are_heard_where_they_are_switched_on(player, tmp_path, monkeypatch):
    heard = tmp_path / "heard"
    for name in ("spd-say", "pw-play"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> {heard}\n')
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    one = player(speed=30.0, voice=True, sound=True)
    one.hear_until("finished")
    text = heard.read_text()
    assert "spd-say --wait -- Cat-Cow. Come onto all fours" in text
    assert "begin.wav" in text and "finished.wav" in text
