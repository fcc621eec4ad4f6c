"""What `config check` says is found and translated, whatever is wrong; descriptions too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.errors import InputProblems, Problem
from deskbreak.paths import Profile
from deskbreak.settings.load import KEYS, load_text
from deskbreak.settings.model import Settings
from deskbreak.settings.reading import parse
from tests.language.left_over import all_translated, untranslated_words
from tests.settings.test_as_typed import REFUSED, SLIPS
from tests.settings.test_load import INVALID
from tests.settings.test_toml_invalid import KINDS, expected

WORDS = re.compile(r"[^\W\d_]+")
SCHEMA = Settings.model_json_schema()
CHOICES = re.findall(r'"enum": (\[[^]]*\])', json.dumps(SCHEMA))
NAMES = {"true", "false", *WORDS.findall(f"{KEYS} {CHOICES}")}
pytestmark = pytest.mark.usefixtures("pseudo")


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    monkeypatch.setenv("DESKBREAK_SYSTEM_CONFIG", str(tmp_path / "none.toml"))
    return Profile(tmp_path, tmp_path, tmp_path, tmp_path / "cache")


def untranslated(text: str, problems: list[Problem]) -> dict[str, set[str]]:
    """The words of problems that are neither translated nor the file's own."""
    own = {*WORDS.findall(text), *NAMES}
    said = {str(one): [*untranslated_words(one.what), *untranslated_words(one.hint)] for one in problems}
    return {one: left for one, words in said.items() if (left := set(words) - own)}


def problems_of(text: str | bytes, profile: Profile, shipped_catalog: Catalog) -> list[Problem]:
    raw = text.encode() if isinstance(text, str) else text
    try:
        loaded = load_text(raw.decode("utf-8", "surrogateescape"), profile, "x.toml", catalog=shipped_catalog)
    except InputProblems as error:
        return list(error.problems)
    return loaded.warnings


HOURS = '[hours]\nmon = ["09:00-12:30", "13:30-18:00"]\n'
MOBILITY = '[[break]]\nname = "mobility"\nevery = "45m"\n'
MORE: list[str | bytes] = [
    *(HOURS + f'[[break]]\nname = "far"\n{one}\n' for one in ('every = "20h"', 'at = ["23:00"]', "at = []")),
    HOURS + MOBILITY + '[[break]]\nname = "late"\nevery = "2h"\n',
    MOBILITY + 'routine = "mobility-set"\nlasts = "30s"\n',
    MOBILITY + 'at = ["10:00", "10:00"]\ndays = []\n',
    '[hours]\n"mon-wed" = ["9-17"]\n"mon, tue" = ["9-16"]\n',
    '[hours]\nmon = ["10:00-11:00"]\n',
    '[hours]\nmon = ["20:00-20:10"]\n',
    '[away]\nkeep_below = "20m"\n',
    '[profiles]\nmon = "office"\n',
    '[quiet]\ncalendars = ["webcal://example.org/team.ics", "file:///a.ics", "C:\\new"]\nmicrophone = "yes"\n',
    '[hooks]\non_offer = "notify me"\non_start = [1]\non_end = [""]\non_skip = ["a\\u0000"]\n',
    '[journal]\nkeep = "soon"\n[player]\nget_ready = "9m"\nface = "wall"\n[offer]\nrepeat_at_most = 1000\n',
    '[snooze]\nat_most = "3"\nchoices = "5m"\n[[offer]]\nsound = true\n[break]\nname = "x"\n',
    '[break.mobility]\nevery = "45m"\n',
    "[days]\nx = 1\n",
    "fixed = [1]\nhooks = 3\n[ui]\nlanguage = 5\n",
    '[[days]]\non = "soon"\nhours = []\n[[days]]\nhours = ["08:00-09:00 10:00-11:00"]\n',
    "x = 1" + "0" * 5000,
    "a = " + "[" * 100 + "]" * 100,
    b"# \xff",
]  # fmt: skip


def test_whatever_config_check_says_is_translated(profile: Profile, shipped_catalog: Catalog):
    invalid = [text for text, _, _ in INVALID]
    texts = [*invalid, *(f'[hours]\nmon = ["{text}"]' for text, _ in REFUSED)]
    left: dict[str, set[str]] = {}
    for text in [*texts, *MORE]:
        found = problems_of(text, profile, shipped_catalog)
        left |= untranslated(str(text), found)
    assert not left


def test_whatever_is_no_toml_is_told_in_the_language(profile: Profile):
    left: dict[str, set[str]] = {}
    rows = [row for row, _, _ in SLIPS] + [expected(case)[0] for kind in KINDS.values() for case in kind]
    for text in rows:
        left |= untranslated(text, parse("x.toml", text.encode("utf-8", "surrogatepass"))[1])
    assert not left


def test_descriptions_are_translated():
    said = set(_descriptions(SCHEMA))
    assert len(said) > 60
    all_translated(said, NAMES)


def _descriptions(schema: Any) -> Iterator[str]:
    """Those of keys; what tables say of themselves is for the docs, in English."""
    for name, value in schema.items() if isinstance(schema, dict) else ():
        for key in value.values() if name in ("properties", "patternProperties") else ():
            if "description" in key and "$ref" not in key:
                yield key["description"]
        yield from _descriptions(value)
