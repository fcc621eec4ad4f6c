"""The voice in the chosen language: which program has one, and silence where none does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.platforms import sound
from deskbreak.platforms.sound import voices
from deskbreak.runtime.loop import Loop

Until = Callable[..., None]

# As the programs print them (espeak-ng 1.51, speech-dispatcher 0.11, macOS 14).
ESPEAK = """Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  ar              --/M      Arabic             sem/ar
 5  de              --/M      German             gmw/de
 5  fr-be           --/M      French_(Belgium)   roa/fr-BE            (fr 8)
"""
MANY = ESPEAK + "".join(f" 5  x{n:02}             --/M      Voice{n}           x/{n}\n" for n in range(99))
KANJI = " 5  ja              --/M      Japanese           jpx/ja\n"
SPD = """                     NAME                 LANGUAGE                  VARIANT
              German+Adam                       de                     none
          mei normal voice                    ja-JP                     none
"""
SAY = """Anna                de_DE    # Hallo! Ich heiße Anna.
Eddy (Deutsch (DE)) de_DE    # Hallo! Ich heiße Eddy.
Kyoko               ja_JP    # こんにちは! 私の名前はKyokoです。
Samantha            en_US    # Hello! My name is Samantha.
"""
SAPI = "en-US Microsoft Zira Desktop\r\nde-DE Microsoft Hedda Desktop\r\n"


def program(name: str, platform: str) -> voices.Program:
    return next(one for one in voices._PROGRAMS[platform] if one.argv[0] == name)


@pytest.mark.parametrize(
    ("name", "platform", "reported", "language", "words"),
    [
        ("espeak-ng", "linux", ESPEAK, "de", ("-v", "de")),
        ("espeak-ng", "linux", ESPEAK, "fr", ("-v", "fr")),
        ("espeak-ng", "linux", ESPEAK, "es", ()),
        ("espeak-ng", "linux", "", "de", ()),
        ("spd-say", "linux", SPD, "de", ("--language", "de")),
        ("spd-say", "linux", SPD, "ja", ("--language", "ja")),
        ("say", "darwin", SAY, "ja", ("-v", "Kyoko")),
        ("say", "darwin", SAY, "de", ("-v", "Anna")),
        ("say", "darwin", SAY, "ar", ()),
        ("powershell", "win32", SAPI, "de", ("-NoProfile", "-Command")),
        ("powershell", "win32", SAPI, "fr", ()),
    ],
)
def test_a_program_speaks_what_it_has_a_voice_for(name, platform, reported, language, words):
    argv = voices.speaking(program(name, platform), reported, language)
    assert argv[1:3] == words if "spd" not in name or not words else argv[2:4] == words
    assert bool(argv) == bool(words)


def test_windows_chooses_the_voice_by_its_language():
    argv = voices.speaking(program("powershell", "win32"), SAPI, "de")
    assert "-eq 'de'" in argv[-1] and "{language}" not in argv[-1]


def test_who_reads_letters_does_not_read_japanese():
    """It says "Chinese letter" for every character that is none of its own."""
    assert voices.speaking(program("espeak-ng", "linux"), MANY + KANJI, "ja") == ()
    assert voices.speaking(program("espeak-ng", "linux"), MANY + KANJI, "de")


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("ja", "息を吸う", "ja"),
        ("ja", "Breathe in", "en"),
        ("ja", "3", "ja"),
        ("ar", "Breathe in", "en"),
        ("ar", "استراحة", "ar"),
        ("de", "Breathe in", "de"),
    ],
)
def test_what_is_not_translated_is_said_in_english(language, text, said):
    assert voices.said_in(language, text) == said


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts programs on an otherwise empty PATH; each lists `reported`, and writes down what it is to say."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr("shutil.which", lambda name: str(folder / name) if (folder / name).exists() else None)

    def put(name: str, reported: str) -> None:
        (folder / f"{name}.txt").write_text(reported)
        listing = f'case "$1" in -L|--voices) cat {folder}/{name}.txt; exit;; esac\n'
        (folder / name).write_text(f'#!/bin/sh\n{listing}echo "$* $(cat)" >> {tmp_path}/said\n')
        (folder / name).chmod(0o755)

    return put


def test_it_asks_one_program_after_the_other_and_speaks(
    put: Callable[[str, str], None], loop: Loop, until: Until, tmp_path: Path
) -> None:
    put("spd-say", "NAME LANGUAGE VARIANT\n")
    put("espeak-ng", ESPEAK)
    made = sound.choose(loop, tmp_path, None, language="de")
    made.say("Einatmen")  # nobody has answered yet
    said = tmp_path / "said"
    until(lambda: said.exists() and said.read_text())
    assert said.read_text() == "-v de --stdin Einatmen\n"
    assert made.state().backend.endswith("espeak-ng")
    assert voices.find_now("de")[0] == "espeak-ng"


def test_without_a_voice_for_the_language_it_is_silent(
    put: Callable[[str, str], None], loop: Loop, until: Until, tmp_path: Path
) -> None:
    put("espeak-ng", ESPEAK)
    made = sound.choose(loop, tmp_path, None, language="es")
    made.say("Inspira")
    until(lambda: made._voice is not None)  # type: ignore[attr-defined]
    made.say("Espira")
    assert not (tmp_path / "said").exists()
    assert "espeak" not in made.state().backend
    assert voices.find_now("es") == ()


def test_english_asks_nobody(
    put: Callable[[str, str], None], loop: Loop, until: Until, tmp_path: Path
) -> None:
    put("espeak-ng", "")
    sound.choose(loop, tmp_path, None).say("Breathe in")
    until(lambda: (tmp_path / "said").exists() and (tmp_path / "said").read_text())
    assert (tmp_path / "said").read_text() == "--stdin Breathe in\n"
