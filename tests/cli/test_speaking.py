"""Which language a command speaks, as its profile's settings, the administrator's and the desktop say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.cli.speaking import speak, wanted
from deskbreak.language import ENGLISH, use
from deskbreak.paths import find_profile


@pytest.fixture(autouse=True)
def plain_locale(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in ("DESKBREAK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
    yield
    use(ENGLISH, {})


def _settings(tmp_path: Path, own: str = "", system: str = "") -> str:
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text(own, encoding="utf-8")
    if system:
        (tmp_path / "system.toml").write_text(system, encoding="utf-8")
    return wanted(find_profile(home))


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("", "auto"),
        ('[ui]\nlanguage = "de"\n', "de"),
        ('ui = { language = "ja" }\n', "ja"),
        ('\ufeffui.language = "fr"\n', "fr"),
        ('# language = "de"\n', "auto"),
        ('[player]\nlanguage = "de"\n', "auto"),
        ("[ui]\nlanguage = 3\n", "auto"),
        ("ui = 3 # language\n", "auto"),
        ('[ui]\nlanguage = "de\n', "auto"),
        ('[ui\nlanguage = "de"\n', "auto"),
    ],
)
def test_the_settings_file_says_it(tmp_path: Path, own: str, expected: str) -> None:
    assert _settings(tmp_path, own) == expected


def test_letters_that_are_no_utf8_are_no_language(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b'[ui]\nlanguage = "de"\n# \xff\n')
    assert wanted(find_profile(tmp_path)) == "auto"


DE, FR = '[ui]\nlanguage = "de"\n', '[ui]\nlanguage = "fr"\n'
FIXED = 'fixed = ["ui.language"]\n'


@pytest.mark.parametrize(
    ("own", "system", "expected"),
    [
        ("", DE, "de"),
        (FR, DE, "fr"),
        (FR, FIXED + DE, "de"),
        (FR, FIXED, "auto"),
        (FR, 'fixed = ["ui"]  # language', "auto"),
        (FR, 'fixed = "x" # language', "fr"),
    ],
)
def test_an_administrator_may_say_it(tmp_path: Path, own: str, system: str, expected: str) -> None:
    assert _settings(tmp_path, own, system) == expected


def test_a_command_speaks_it(tmp_path: Path) -> None:
    _settings(tmp_path, '[ui]\nlanguage = "ja"\n')
    assert speak(str(tmp_path / "home")) == "ja"


def test_the_desktop_says_it_where_the_settings_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
    assert speak(str(tmp_path)) == "es"


def test_a_folder_that_cannot_be_one_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert speak("x" * 5000) == ENGLISH
