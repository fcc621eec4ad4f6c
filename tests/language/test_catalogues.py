"""What `scripts/translations` writes: whole, up to date, and never with another dose than the English."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskbreak.core.cues import with_side
from deskbreak.language import PSEUDO, current, translated
from deskbreak.reverse import Translator
from scripts.translating import literals, overlays, texts

ORIGINAL = "Come onto all fours, wrists below your shoulders and knees below your hips."
SIDED = "{side} foot back"


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty language of its own."""
    monkeypatch.setattr(overlays, "I18N", tmp_path)
    (tmp_path / "de" / "exercises").mkdir(parents=True)
    return tmp_path / "de"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("print('Two words here')", ["Two words here"]),
        ("print(f'no break for {minutes} min')", ["no break for {} min"]),
        ("print(english('no break for {m} min', m=1))", []),
        ("print(english('no break: {why}', why='it was skipped'))", ["it was skipped"]),
        ("def f():\n    'What it does for them.'\n    log.info('told %s of it', 1)", []),
        ("raise ValueError('never of that kind')", []),
        ("re.compile('some words [a-z]')", []),
        ("db('SELECT at FROM rows where at > 1')", []),
        ("x = {'key-only': 'word'}", []),
    ],
)
def test_an_unmarked_sentence_is_found(
    code: str, found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(literals, "ROOT", tmp_path)
    file = tmp_path / "one.py"
    file.write_text(code, encoding="utf-8")
    assert [one.text for one in literals.unmarked([file])] == found


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('"Hold for 5 s" = "x"', "stale"),
        (f'"{ORIGINAL}" = 3', "a translation is a text"),
        (f'"{ORIGINAL}" = "9 mal"', "its numbers are none, not 9"),
        (f'"{ORIGINAL}" = "{{seite}} zuerst"', "its fields are none"),
        (f'"{ORIGINAL}" = {{ left = "a", right = "b" }}', "only a text with {side}"),
        (f'"{SIDED}" = {{ left = "linker Fuß hinten" }}', "the two are"),
        (f'"{SIDED}" = {{ left = "linker", right = "rechter {{side}}" }}', "its fields are none"),
        ("\n[dose]\nreps = 30", "only [text] may stand there"),
    ],
)
def test_an_overlay_says_what_is_wrong(overlay: Path, written: str, said: str):
    (overlay / "exercises" / "cat-cow.toml").write_text(f"[text]\n{written}\n", encoding="utf-8")
    read = overlays.read("de")
    assert said in f"{read.faults} {'stale' if read.stale else ''}"
    assert read.texts == {} or "only [text]" in said


def test_numbers_are_the_same_in_every_script():
    assert (
        overlays.numbers("hold 1.5 or 20 s")
        == overlays.numbers("١٫٥".replace("٫", ",") + " ２０")
        == ["1.5", "20"]
    )


def test_sides_are_put_in_for_the_catalogue():
    said = {SIDED: {"left": "linker Fuß hinten", "right": "rechter Fuß hinten"}, ORIGINAL: "Vierfüßlerstand."}
    assert overlays.messages(said) == {
        "left foot back": "linker Fuß hinten",
        "right foot back": "rechter Fuß hinten",
        ORIGINAL: "Vierfüßlerstand.",
    }


def test_missing_texts_are_written_to_be_filled_in_and_kept(overlay: Path):
    first = overlays.write_missing("de")
    assert first == len(overlays.originals())
    file = overlay / "exercises" / "cat-cow.toml"
    rows = file.read_text(encoding="utf-8").replace(f'"{ORIGINAL}" = ""', f'"{ORIGINAL}" = "Vier \\"Füße\\""')
    file.write_text(rows + '"An older sentence." = "weg"\n', encoding="utf-8")
    assert overlays.write_missing("de") == first - 1
    again = overlays.read("de")
    assert again.texts == {ORIGINAL: 'Vier "Füße"'} and again.stale == [] and again.faults == []


def test_the_pseudo_language_says_content_and_sides(pseudo: Path):
    assert current() == PSEUDO
    assert translated(ORIGINAL).startswith("⟦")
    assert translated(with_side(SIDED, "left")).startswith("⟦")
    assert Translator(PSEUDO).text("no such words") == "no such words"


def test_marked_texts_are_found_wherever_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(texts, "PACKAGE", tmp_path)
    monkeypatch.setattr(texts, "ROOT", tmp_path)
    (tmp_path / "one.py").write_text(
        "x = f\"{N_('inside')}: {y}\"\n"
        "# Translators: a side\n"
        'p_("side", "left")\n'
        'english_n("{n} day", "{n} days", 3)\n'
        'english("in two "\n "parts", n=f"{x:02}")\n'
        "english(not_written_out)\n",
        encoding="utf-8",
    )
    found = {one.id: (one.context, one.auto_comments) for one in texts.extracted() if one.id}
    assert found == {
        "inside": (None, []),
        "left": ("side", ["Translators: a side"]),
        ("{n} day", "{n} days"): (None, []),
        "in two parts": (None, []),
    }
