"""What is heard while a routine plays."""

from __future__ import annotations

import wave
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from deskbreak.paths import shipped
from deskbreak.player.cues_aloud import SOUNDS, CuesAloud, chime_of, spoken
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.session import Session


def heard(script, last_second):
    """(second, chime, words) at each new cue."""
    times: Counter[Any] = Counter()
    session, last, said = Session(script), None, []
    for second in range(last_second):
        session.tick(second + 0.01)
        now = session.now()
        if now.cue is not last:
            key = now.cue.step, now.cue.say
            said.append((second, chime_of(now, last), spoken(now, last, times[key])))
            times[key] += 1
            last = now.cue
    return said


def test_each_step_begins_with_its_name_and_repetitions_are_counted(script):
    assert heard(script, 30) == [
        (0, "begin", "Round back. Stand tall."),
        (2, "", "work"),
        (4, "", "work"),
        (6, "", "3"),
        (8, "", "4"),
        (10, "next", "Side stretch. Left side first. Stand tall."),
        (12, "", "hold"),
        (20, "switch", "switch"),
        (22, "", "hold"),
    ]


def test_silence_is_the_default_and_costs_nothing(script):
    aloud = CuesAloud(PlayRequest("u1", "two"))
    aloud.follow(Session(script).now())
    aloud.close()
    assert aloud._loop is None


class Speaker:
    """A stand-in for the system's sound."""

    def __init__(self) -> None:
        self.chimes: list[str] = []
        self.stopped = 0

    def chime(self, file: Path) -> None:
        self.chimes.append(file.stem)

    def say(self, text: str) -> None:
        raise AssertionError("nobody asked for a voice")

    def stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch) -> Speaker:
    one = Speaker()
    monkeypatch.setattr("deskbreak.platforms.sound.choose", lambda *_, **_how: one)
    return one


def test_the_first_routine_chimes_and_can_be_silenced(script, speaker, tmp_path):
    session = Session(script)
    aloud = CuesAloud(PlayRequest("u1", "two", home=str(tmp_path), first_run=True))
    assert aloud.sounds
    aloud.follow(session.now())
    aloud.toggle_sound()
    session.tick(10.5)
    aloud.follow(session.now())
    assert (speaker.chimes, speaker.stopped, aloud.sounds) == (["begin"], 1, False)
    aloud.toggle_sound()
    session.tick(20.5)
    aloud.follow(session.now())
    assert (speaker.chimes, aloud.sounds) == (["begin", "switch"], True)
    aloud.close()


def test_sound_can_be_turned_on_where_the_settings_have_none(script, speaker, tmp_path):
    aloud = CuesAloud(PlayRequest("u1", "two", home=str(tmp_path)))
    aloud.follow(Session(script).now())
    assert not aloud.sounds
    aloud.toggle_sound()
    aloud.follow(Session(script).now())
    assert aloud.sounds and speaker.chimes == ["begin"]
    aloud.close()


@pytest.mark.parametrize("name", SOUNDS)
def test_every_chime_is_there_short_and_soft(name):
    with wave.open(str(shipped("content") / "sounds" / f"{name}.wav")) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        seconds = sound.getnframes() / sound.getframerate()
        data = sound.readframes(sound.getnframes())
    levels = [int.from_bytes(data[at : at + 2], "little", signed=True) for at in range(0, len(data), 2)]
    assert 0.3 < seconds < 2.0
    assert 2000 < max(map(abs, levels)) < 22000
    assert abs(levels[-1]) < 100, "it would click"
