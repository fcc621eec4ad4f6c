"""Which language is spoken, and that English needs nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from deskbreak import language
from deskbreak.language import AUTO, LANGUAGES, _, chosen_language, n_, p_, translated
from deskbreak.local_forms import first_weekday, moment, with_weekday
from deskbreak.sentences import N_, english, english_n


@pytest.mark.parametrize(
    ("setting", "environ", "spoken"),
    [
        (AUTO, {}, "en"),
        (AUTO, {"LANG": "de_AT.UTF-8"}, "de"),
        (AUTO, {"LANG": "de_DE.UTF-8", "LC_MESSAGES": "es_ES.UTF-8"}, "es"),
        (AUTO, {"LANG": "de_DE.UTF-8", "LC_MESSAGES": "es_ES.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, "ja"),
        (AUTO, {"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:de"}, "fr"),
        (AUTO, {"LANG": "de_DE.UTF-8", "LANGUAGE": "pt_BR:sr@latin:fr_CA"}, "fr"),
        (AUTO, {"LANG": "de_DE.UTF-8", "LANGUAGE": "en_GB:de"}, "en"),
        (AUTO, {"LANG": "C.UTF-8", "LANGUAGE": "de"}, "en"),  # as gettext: no locale, no languages
        (AUTO, {"LANG": "POSIX"}, "en"),
        (AUTO, {"LANG": "pt_BR.UTF-8"}, "en"),
        ("ar", {"LANG": "de_DE.UTF-8"}, "ar"),
        ("en", {"LANG": "de_DE.UTF-8"}, "en"),
        ("de", {"DESKBREAK_LANGUAGE": "ja"}, "ja"),
        ("DE", {}, "de"),
    ],
)
def test_the_language_that_is_spoken(setting: str, environ: dict[str, str], spoken: str) -> None:
    assert chosen_language(setting, environ) == spoken


def test_english_reads_no_catalogue() -> None:
    code = (
        "import sys; from deskbreak import language; language.use('auto', {'LANG': 'en_US.UTF-8'});"
        "assert language.translated('Snooze') == 'Snooze';"
        "heavy = ('gettext', 'deskbreak.reverse', 'deskbreak.sentence_templates', 'deskbreak.local_forms', 'json');"
        "print([one for one in heavy if one in sys.modules])"
    )
    reported = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert reported.stdout.strip() == "[]"


def test_english_is_said_with_its_fields() -> None:
    assert english("sat for {minutes} min", minutes=50) == "sat for 50 min"
    assert (
        english_n("{n} offer in {days} days", "{n} offers in {days} days", 1, days=3) == "1 offer in 3 days"
    )
    assert N_("left {as} it is") == english("left {as} it is") == _("left {as} it is") == "left {as} it is"
    assert n_("{n} break", "{n} breaks", 2) == "2 breaks"
    assert p_("of a break", "{n} left", n=2) == "2 left"
    assert translated("anything") == "anything"


def test_a_week_begins_where_it_does_for_most_who_speak_the_language() -> None:
    begins = {code: first_weekday(code) for code in LANGUAGES}
    assert begins == {"en": 0, "de": 0, "es": 0, "fr": 0, "ja": 6, "ar": 5}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mon 09:45", "lun 09:45"),
        ("7 December", "7 de diciembre"),
        ("Monday 7 December 2026 09:45", "lunes, 7 de diciembre de 2026 09:45"),
        ("02 Mar 08:00", "2 mar 08:00"),
        ("Monday morning", None),
        ("09:45", None),
        ("", None),
    ],
)
def test_days_and_times_in_sentences_are_written_as_the_language_does(text: str, said: str | None) -> None:
    assert moment(text, "es") == said


@pytest.mark.parametrize(
    ("spoken", "dated", "timed"),
    [
        ("en", "Mon 7 Dec", "Mon 09:45"),
        ("de", "Mon, 7 Dec", "Mon 09:45"),
        ("es", "Mon, 7 Dec", "Mon 09:45"),
        ("fr", "Mon 7 Dec", "Mon 09:45"),
        ("ar", "Mon، 7 Dec", "Mon 09:45"),
    ],
)
def test_a_comma_stands_between_weekday_and_date_where_the_language_has_one(
    spoken: str, dated: str, timed: str
) -> None:
    assert (with_weekday("Mon", "7 Dec", spoken), with_weekday("Mon", "09:45", spoken)) == (dated, timed)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mon 09:45", "09:45（月）"),
        ("Monday", "月曜日"),
        ("Monday 7 December 2026 09:45", "2026年12月7日（月） 09:45"),
        ("7 December", "12月7日"),
    ],
)
def test_the_weekday_comes_last_in_japanese(text: str, said: str) -> None:
    assert moment(text, "ja") == said


@pytest.mark.parametrize(
    ("spoken", "said"), [("en", "a; b"), ("de", "a; b"), ("fr", "a ; b"), ("ja", "a。b"), ("ar", "a؛ b")]
)
def test_parts_have_the_sign_of_the_language_between_them(
    spoken: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(language.ENV, raising=False)
    language.use(spoken, {})
    assert language.in_parts("a", "", "b") == said
