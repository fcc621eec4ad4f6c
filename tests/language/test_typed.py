"""What people type is understood in English and in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from deskbreak import language, reverse
from deskbreak.cli.setup import _tender, _yes_or_no
from deskbreak.cli.shown import checked
from deskbreak.core.body_words import ROLES

GERMAN = {
    "y yes": "j ja",
    "n no": "n nein",
    "knees": "Knie",
    "back": "Rücken",
    "both": "beide",
    "opens": "öffnet",
}


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    catalogue, written = Catalog(locale="de"), BytesIO()
    for text, said in GERMAN.items():
        catalogue.add(text, said)
    write_mo(written, catalogue)
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "deskbreak.mo").write_bytes(written.getvalue())
    monkeypatch.setenv(reverse.ENV, str(tmp_path))
    language.use("de", {})
    yield


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("typed", "is_yes"),
    [
        ("j", True),
        ("Ja", True),
        ("y", True),
        ("yes", True),
        ("n", False),
        ("Nein", False),
        ("no", False),
        ("never", False),
    ],
)
def test_yes_and_no(typed: str, is_yes: bool) -> None:
    assert _yes_or_no(typed) is is_yes


@pytest.mark.usefixtures("german")
def test_neither_names_the_answers() -> None:
    with pytest.raises(ValueError, match="j, n"):
        _yes_or_no("vielleicht")


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Knie", "knees"),
        ("knees", "knees"),
        ("rücken", "back"),
        ("beide", "both"),
        ("nein", "n"),
        ("no", "n"),
        ("k", "knees"),
    ],
)
def test_what_needs_care(typed: str, meant: str) -> None:
    assert _tender(typed) == meant


@pytest.mark.usefixtures("german")
def test_a_filter_takes_the_word_that_is_shown() -> None:
    assert checked("role", "Öffnet", ROLES) == "opens"


def test_english_answers_are_what_they_were() -> None:
    assert (_yes_or_no("Yup"), _yes_or_no("nope"), _tender("none")) == (True, False, "n")
    with pytest.raises(ValueError, match="y, n"):
        _yes_or_no("j")
