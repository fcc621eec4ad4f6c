"""Sound: a chime and a voice through programs, and silence while a program records."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from deskbreak.platforms import sound
from deskbreak.platforms.busy.port import OnProbes, Probed
from deskbreak.platforms.port import PortState
from deskbreak.platforms.sound import players, tone
from deskbreak.runtime.loop import Loop

Until = Callable[..., None]


class Room:
    """Answers for the microphone."""

    def __init__(self, loop: Loop, value: str = "no") -> None:
        self.loop, self.value = loop, value

    def ask(self, names: Iterable[str], on_answer: OnProbes) -> None:
        answers = {name: Probed(self.value) for name in names}  # type: ignore[arg-type]
        self.loop.call_soon(lambda: on_answer(answers))

    def configure(self, apps: Iterable[str], command: str) -> None: ...
    def stop(self) -> None: ...
    def state(self) -> PortState:
        return PortState("room", "ok")


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs that write down what they were to play and to say."""
    note = tmp_path / "heard"
    for name, action in (("pw-play", 'echo "play $1"'), ("spd-say", 'echo "say $*"')):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{action} >> {note}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin", prepend=":")
    return note


def lines(note: Path) -> list[str]:
    return note.read_text().splitlines() if note.exists() else []


def test_the_chime_is_made_once_and_played(heard: Path, loop: Loop, until: Until, tmp_path: Path) -> None:
    made = sound.choose(loop, tmp_path / "cache", Room(loop))
    made.chime()
    until(lambda: len(lines(heard)) == 1, 10)
    file = tmp_path / "cache" / "chime.wav"
    written = file.stat().st_mtime_ns
    made.chime()
    until(lambda: len(lines(heard)) == 2, 10)
    assert lines(heard) == [f"play {file}"] * 2
    assert file.stat().st_mtime_ns == written


def test_a_sentence_is_never_an_option(heard: Path, loop: Loop, until: Until, tmp_path: Path) -> None:
    made = sound.choose(loop, tmp_path, None)
    made.say("--stop $(id) `id`\nnow")
    until(lambda: lines(heard))
    assert lines(heard) == ["say --wait -- --stop $(id) `id` now"]
    made.say("   ")


@pytest.mark.parametrize(("microphone", "sounds"), [("yes", 0), ("no", 1), ("unknown", 1)])
def test_who_records_does_not_record_us(
    heard: Path, loop: Loop, until: Until, tmp_path: Path, microphone: str, sounds: int
) -> None:
    made = sound.choose(loop, tmp_path, Room(loop, microphone))
    made.say("hello")
    for _ in range(10):
        loop.turn(0.05)
    assert len(lines(heard)) == sounds


def test_nothing_installed_and_nothing_wanted_are_both_silent(
    loop: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for made, state in (
        (sound.choose(loop, tmp_path, None), "absent"),
        (sound.choose(loop, tmp_path, None, wanted=False), "off"),
    ):
        made.chime()
        made.say("hello")
        assert made.state().state == state
        made.stop()


def test_the_chime_is_soft_and_ends_in_silence(tmp_path: Path) -> None:
    file = tmp_path / "new" / "chime.wav"
    tone.write(file)
    with wave.open(str(file)) as reported:
        data = reported.readframes(reported.getnframes())
        assert reported.getnframes() / reported.getframerate() < 1.0
    levels = [abs(int.from_bytes(data[n : n + 2], "little", signed=True)) for n in range(0, len(data), 2)]
    assert 0.15 < max(levels) / 32767 < 0.5
    assert max(levels[-200:]) / 32767 < 0.02, "no click at the end"


def test_every_system_has_programs() -> None:
    for platform in ("linux", "darwin", "win32"):
        assert isinstance(players.chime_program(platform), tuple)
        assert isinstance(players.voice_program(platform), tuple)
    assert players.chime_program("plan9") == ()
