"""The settings page in the language that is spoken: what the server makes, and what its script says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskbreak import language
from deskbreak.app.settings_page import page_words as module
from deskbreak.app.settings_page.desk import SettingsDesk
from deskbreak.app.settings_page.page_words import page_words
from deskbreak.paths import Profile
from deskbreak.platforms.page import page_text
from scripts.translating.texts import KEYWORDS
from tests.language.test_daemon_speaks import unsaid

FOLDER = Path(module.__file__).parent
SHOWN = {"title", "label", "hint", "what", "why", "said", "text", "group", "trouble", "notes"}
NOT_SHOWN = {"values", "fixed", "file", "folder", "commands"}
WRONG: tuple[dict[str, Any], ...] = (
    {"hours.mon": ["25-9"]},
    {"break": [{"name": "a", "every": "45m", "lasts": "60m", "routine": "auto"}]},
    {"break": [{"name": "", "every": "", "routine": "auto"}]},
    {"snooze.choices": []},
    {"break": [{"name": "x", "routine": "nix", "every": "45m"}]},
    {"journal.keep": "soon"},
    {"days": [{"on": "2026-12-03/2026-12-01", "hours": []}]},
    {"break": [{"name": "x", "every": "45m", "days": []}]},
    {"quiet.command": "rm"},
    {"break": [{"name": "x", "every": "20h", "routine": "auto"}]},
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SettingsDesk:
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
    profile = Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")
    return SettingsDesk(profile, ZoneInfo("Europe/Berlin"))


def shown(value: Any, key: str = "") -> Iterator[str]:
    """What a person reads of the page's JSON; of a choice the label, not the value."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in NOT_SHOWN:
                yield from shown(one, name)
    elif isinstance(value, list) and key in ("choices", "of", "answers"):
        yield from (label for _value, label in value)
    elif isinstance(value, list):
        for one in value:
            yield from shown(one, key)
    elif isinstance(value, str) and key in SHOWN:
        yield value


def left_over(value: Any) -> list[str]:
    names = {"English", "Deutsch", "español", "français", "日本語", "العربية"}  # each in its own language
    return [text for text in shown(value) if unsaid(text.replace(" and ", "")) and text not in names]


@pytest.mark.usefixtures("pseudo")
def test_form_preview_and_mistakes_have_no_english_left(desk: SettingsDesk) -> None:
    whole = desk.read()
    assert len(list(shown(whole))) > 150
    assert left_over(whole) == []
    for values in WRONG:
        found = desk.check(dict(values))
        said = {"problems": found["problems"], "warnings": found.get("warnings", [])}
        assert list(shown(said)), values
        assert left_over(said) == [], values


def test_in_english_the_script_is_told_nothing() -> None:
    assert page_words(page_text(FOLDER)) == {"texts": {}, "counts": {}}


@pytest.mark.usefixtures("pseudo")
def test_every_text_of_the_script_is_in_the_catalogue() -> None:
    from babel.messages.extract import extract_from_file

    reported = page_words(page_text(FOLDER))
    marked = [
        message
        for file in FOLDER.glob("*.js")
        for _line, message, _comments, _context in extract_from_file("javascript", str(file), KEYWORDS)
    ]
    assert {one for one in marked if isinstance(one, str)} == set(reported["texts"])
    assert {one[0] for one in marked if not isinstance(one, str)} == set(reported["counts"])
    assert all(said.startswith("⟦") for said in reported["texts"].values())


def test_no_text_of_the_script_is_written_bare() -> None:
    script = "".join(file.read_text("utf-8") for file in FOLDER.glob("*.js"))
    plain = re.sub(r"\$\{[^{}]*\}", "", script)
    words = r"""["'`][^"'`]*[A-Za-z]{3}"""
    bare = re.findall(rf"(?:textContent|placeholder|label|title): {words}[^,}}]*", plain)
    bare += re.findall(rf"\b(?:say|labelled|card|chips)\({words}[^,)]*", plain)
    assert bare == []


@pytest.mark.skipif(shutil.which("node") is None, reason="no node to run the script with")
def test_the_script_chooses_the_form_of_a_count() -> None:
    words = {
        "texts": {"Save": "Sichern", "Remove {day}": "{day} weg"},
        "counts": {
            "{n} row": {"forms": ["{n} eins", "{n} viele"], "of": [int(n % 10 != 1) for n in range(200)]}
        },
    }
    base = (FOLDER / "base.js").read_text("utf-8")
    start, end = base.index("const filled"), base.index("const FIXED")
    asked = '[_("Save"), _("Other"), _("Remove {day}", {day: "Mo"}), n_("{n} row", "{n} rows", 21), '
    asked += 'n_("{n} row", "{n} rows", 1002), n_("{n} thing", "{n} things", 1)]'
    script = f"const WORDS = {json.dumps(words)};{base[start:end]}console.log(JSON.stringify({asked}))"
    ran = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True, timeout=20)
    assert json.loads(ran.stdout) == ["Sichern", "Other", "Mo weg", "21 eins", "1002 viele", "1 thing"]


def test_the_language_that_is_saved_is_spoken_from_then_on(
    desk: SettingsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(language.ENV, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert desk.save({"ui.language": "ar"})["other_language"]
    assert (language.current(), language.direction()) == ("ar", "rtl")
    assert not desk.save({"offer.sound": True})["other_language"]
