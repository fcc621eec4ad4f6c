"""`doctor` on fonts: it says what to install where the chosen language has no letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak import language
from deskbreak.cli.fonts import missing_font

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    language.use("en", {})


@pytest.fixture
def fontconfig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts an `fc-list` on an otherwise empty PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(script: str) -> None:
        (folder / "fc-list").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "fc-list").chmod(0o755)

    return put


@pytest.mark.parametrize(
    ("spoken", "expected"), [("ja", "apt install fonts-noto-cjk"), ("ar", "apt install fonts-noto-core")]
)
def test_it_says_what_to_install(fontconfig: Callable[[str], None], spoken: str, expected: str) -> None:
    fontconfig("exit 0")
    language.use(spoken, {})
    assert expected in missing_font()


@pytest.mark.parametrize(
    ("spoken", "script"),
    [
        ("ja", '[ "$1" = :lang=ja ] && echo "Noto Sans CJK JP"'),
        ("ja", "exit 1"),  # it cannot tell
        ("de", "exit 0"),
        ("en", "exit 0"),
    ],
)
def test_it_says_nothing_where_the_letters_are_there_or_nobody_can_tell(
    fontconfig: Callable[[str], None], spoken: str, script: str
) -> None:
    fontconfig(script)
    language.use(spoken, {})
    assert missing_font() == ""


def test_without_fontconfig_it_says_nothing(fontconfig: object) -> None:
    language.use("ja", {})
    assert missing_font() == ""


def test_doctor_says_it_in_the_language(
    run: Run, fontconfig: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fontconfig("exit 0")
    monkeypatch.setenv(language.ENV, "ja")
    _, out, _ = run("doctor")
    assert "フォント" in out and "apt install fonts-noto-cjk" in out
