"""One English word, two meanings: each has its own translation. And the signs between parts that were translated."""

from __future__ import annotations

import argparse

import pytest

from deskbreak import language
from deskbreak.app.settings_page.form import _choice
from deskbreak.cli import doctor, doctor_checks
from deskbreak.cli.doctor_result import CheckResult
from deskbreak.language import LANGUAGES, in_parts, translated, with_label
from deskbreak.reverse import Translator
from deskbreak.signs import SIGNS, sign

OTHERS = [one for one in LANGUAGES if one != "en"]


@pytest.mark.parametrize("spoken", OTHERS)
def test_the_doctors_wakes_are_no_verb(spoken: str) -> None:
    language.use(spoken, {})
    assert doctor._label("wakes") not in ("wakes", translated("wakes"))
    assert doctor._label("journal") == translated("journal")


def test_the_doctor_shows_its_own_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    language.use("de", {})
    found = [CheckResult("wakes", "bad", "the next wake is in the past", needed=True)]
    for name in ("settings", "journal", "sound"):
        monkeypatch.setattr(doctor_checks, name, lambda _profile: [])
    monkeypatch.setattr(doctor_checks, "font", list)
    monkeypatch.setattr(doctor, "session", lambda _profile: found)
    for name in ("zone", "player", "menu"):
        monkeypatch.setattr(doctor_checks, name, lambda: CheckResult("zone", "ok", ""))
    monkeypatch.setattr(doctor_checks, "login", lambda _profile: CheckResult("login", "ok", ""))
    monkeypatch.setattr(doctor, "find_profile", lambda _home: None)
    doctor.run(argparse.Namespace(home=None, log=False, hear=False, try_=False, json=False))
    assert "✗ Weckzeiten der nächste Weckzeitpunkt" in capsys.readouterr().out


def test_a_theme_is_not_dark_as_skin_is() -> None:
    language.use("fr", {})
    assert (_choice("player.theme", "dark"), _choice("player.skin", "dark")) == ("sombre", "foncé")
    language.use("es", {})
    assert (_choice("player.hair", "brown"), _choice("player.skin", "brown")) == ("castaño", "moreno")


@pytest.mark.parametrize(
    ("spoken", "parts", "label"),
    [
        ("en", "a; b", "Today: b"),
        ("de", "a; b", "Today: b"),
        ("fr", "a ; b", "Today : b"),
        ("ja", "a。b", "Today：b"),
        ("ar", "a؛ b", "Today: b"),
    ],
)
def test_signs_between_parts_are_the_languages_own(spoken: str, parts: str, label: str) -> None:
    language.use(spoken, {})
    assert in_parts("a", "", "b") == parts
    assert with_label("Today", "b") == label


@pytest.mark.parametrize("spoken", SIGNS)
def test_a_sentence_that_was_joined_in_english_gets_the_same_signs(spoken: str) -> None:
    of = Translator(spoken)
    label, text, more = (of.text(one) for one in ("snoozed", "nobody answered", "put off"))
    colon, semicolon = sign(spoken, ": "), sign(spoken, "; ")
    assert of.text("snoozed: nobody answered; put off") == f"{label}{colon}{text}{semicolon}{more}"
    assert of.text("zzz: nobody answered") == f"zzz: {text}"  # no label, but a place in a file
