"""English sentences find their translation, whatever stands in their fields."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from deskbreak.reverse import Translator, pseudo

TEXTS = {
    "Snooze": "Später",
    "paused": "angehalten",
    "done longest ago": "am längsten her",
    "hips": "Hüften",
    "opens hips and front": "öffnet Hüften und Vorderseite",
    "for {minutes:d} min": "for {minutes:d} min",
    "back": "Rücken",
    "sat for {minutes} min": "{minutes} min gesessen",
    "led by {exercise}, {reason}": "zuerst {exercise}, {reason}",
    'no break "{name}"': 'keine Pause "{name}"',
    "{time}: {what}": "{time} Uhr: {what}",
    "see: {command}": "siehe: {command}",
    "tomorrow {time}": "morgen {time}",
    "for the {parts}": "für {parts}",
    "no key in {table}": "kein Schlüssel in {table}",
    "holding {time}": "je {time} halten",
    "{seconds:d} s": "{seconds:d} Sek.",
    "hold {length}": "{length} halten",
    "there are: {names}": "es gibt: {names}",
    "{who}, in {what}": "{who}, {what}",
    "{file}, a link to {name}": "{file}, Verweis auf {name}",
    "{zone}, UTC{shift}, from {source}": "{zone}, UTC{shift}, aus {source}",
    'did you mean "{word}"?': 'meinten Sie "{word}"?',
    "write {line}": "schreiben Sie {line}",
    "write the journal": "das Tagebuch schreiben",
    "{hours:d} h {minutes:d} min": "{hours:d} Std. {minutes:d} Min.",
    "{value} must be a text. Put it in quotes": "{value} muss ein Text sein. Setzen Sie ihn in Anführungszeichen",
}
PLURALS = {
    ("{n} offer today", "{n} offers today"): ("{n} Angebot heute", "{n} Angebote heute"),
    ("{n} set", "{n} sets"): ("{n} Satz", "{n} Sätze"),
}


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Translator:
    folder = tmp_path_factory.mktemp("locale")
    catalogue = Catalog(locale="de")
    for text, said in TEXTS.items():
        catalogue.add(text, said)
    for pair, forms in PLURALS.items():
        catalogue.add(pair, forms)
    catalogue.add("left", "noch", context="time")
    (folder / "de").mkdir()
    written = BytesIO()
    write_mo(written, catalogue)
    (folder / "de" / "deskbreak.mo").write_bytes(written.getvalue())
    plain = [text for text in TEXTS if "{" in text]
    listed = {"plain": plain, "plural": [list(pair) for pair in PLURALS], "all": []}
    (folder / "templates.json").write_text(json.dumps(listed), encoding="utf-8")
    return Translator("de", Path(folder))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Snooze", "Später"),
        ("Paused", "Angehalten"),
        ("paused.", "angehalten."),
        ("  paused", "  angehalten"),
        ("sat for 50 min", "50 min gesessen"),
        ("Sat for 50 min.", "50 min gesessen."),
        ("sat for 50 min; done longest ago", "50 min gesessen; am längsten her"),
        ("Snooze. Paused. What nobody knows.", "Später. Angehalten. What nobody knows."),
        ("Snooze\n\npaused", "Später\n\nangehalten"),
        ("led by Cat-Cow, done longest ago", "zuerst Cat-Cow, am längsten her"),
        ('no break "paused"', 'keine Pause "paused"'),
        ("1 offer today", "1 Angebot heute"),
        ("12 offers today", "12 Angebote heute"),
        ("for the hips and back", "für Hüften und Rücken"),
        ("for the hips, back and {curly}", "für hips, back and {curly}"),
        ("2 sets, holding 1 h 10 min", "2 Sätze, je 1 Std. 10 Min. halten"),
        ("3 sets, and what nobody knows", "3 sets, and what nobody knows"),
        ("hips, back and core", "hips, back and core"),
        ("hips, for 5 min", "Hüften, for 5 min"),
        ("45 s", "45 Sek."),
        ("hold 45 s, hips", "45 Sek. halten, Hüften"),
        ("hold the wall", "hold the wall"),
        ("hips and back, in Bustle", "Hüften und Rücken, Bustle"),
        ("lean back, in one line", "lean back, in one line"),
        ("there are: hips, back", "es gibt: hips, back"),
        ("Oz, UTC+1, from /etc/t, a link to Oz", "Oz, UTC+1, aus /etc/t, Verweis auf Oz"),
        ("see: deskbreak log", "siehe: deskbreak log"),
        ("see: the wall", "see: the wall"),
        ('no break ""', 'keine Pause ""'),
        ("opens hips and front and hips", "öffnet Hüften und Vorderseite und Hüften"),
        ("hips or back", "Hüften oder Rücken"),
        ("the h or so min", "the h or so min"),
        ("away: paused; hips", "away: angehalten; Hüften"),
        ("Hips: 2 sets", "Hüften: 2 Sätze"),
        (
            '/a/config.toml:3:5: break[1].every: "x" must be a text. Put it in quotes; did you mean "back"?',
            '/a/config.toml:3:5: break[1].every: "x" muss ein Text sein. Setzen Sie ihn in Anführungszeichen; '
            'meinten Sie "back"?',
        ),
        ('no key in offer; did you mean "sound"?', 'kein Schlüssel in offer; meinten Sie "sound"?'),
        ("Write the journal.", "Das Tagebuch schreiben."),
        ("Paused. 12 offers today.", "Angehalten. 12 Angebote heute."),
        ("Hold 12 s. Snooze.", "12 Sek. halten. Später."),
        ("hold 1.5 h", "1.5 h halten"),
        ("unknown words", "unknown words"),
        ("10:45", "10:45"),
        ("", ""),
    ],
)
def test_a_sentence_is_found(german: Translator, said: str, expected: str) -> None:
    assert german.text(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Snoozed. Nothing was changed.", "あとにしました。何も変えていません。"),
        ("Snoozed. What nobody knows. Snoozed.", "あとにしました。What nobody knows. あとにしました。"),
        ("this list is empty; write at least one", "この一覧は空です。一つは書いてください"),
        ("what nobody knows; write at least one", "what nobody knows; 一つは書いてください"),
    ],
)
def test_japanese_has_its_own_signs_between_sentences(said: str, expected: str) -> None:
    assert Translator("ja").text(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("this list is empty; write at least one", "cette liste est vide ; écrivez-en au moins un"),
        ("what nobody knows; write at least one", "what nobody knows; écrivez-en au moins un"),
    ],
)
def test_french_has_a_blank_before_a_semicolon(said: str, expected: str) -> None:
    assert Translator("fr").text(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The hip flow takes six minutes.", "The hip flow takes six minutes."),
        ("Step back with the left foot", "Step back with the left foot"),
        (
            "Ease off and repeat; finish one side, then switch.",
            "Ease off and repeat; finish one side, then switch.",
        ),
        ("Works on lower back.", "يعمل على أسفل الظهر."),
        ("this list is empty; write at least one", "هذه القائمة فارغة؛ اكتب واحدًا على الأقل"),
    ],
)
def test_in_arabic_exercises_stay_english_sentence_by_sentence(said: str, expected: str) -> None:
    assert Translator("ar").text(said) == expected


def test_a_word_that_means_two_things_has_a_context(german: Translator) -> None:
    assert german.in_context("time", "left") == "noch"
    assert german.in_context("side", "left") == "left"


def test_what_is_in_no_catalogue_stays(german: Translator) -> None:
    assert german.template("Never heard") == "Never heard"
    assert german.plural("{n} apple", "{n} apples", 2) == "{n} apples"


def test_the_pseudo_language_is_longer_and_keeps_fields_and_commands() -> None:
    said = pseudo("Snooze {name}, or: deskbreak snooze 10m")
    assert said.startswith("⟦") and "{name}" in said and "deskbreak snooze" in said
    assert len(said) > 1.35 * len("Snooze {name}, or: deskbreak snooze 10m")
