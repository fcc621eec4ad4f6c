"""What is said of a wrong value: one form for settings, content and figures, however odd the value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskbreak.catalog.kinds import Flag, ListOf, OneOf, TableOf, Text, Whole
from deskbreak.paths import Profile
from deskbreak.settings.check import check
from deskbreak.wrong_values import no_choice, quoted, unknown_key


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", '"a"'), ("a\nb", '"a\\nb"'), ("x" * 41, f'"{"x" * 37}..."'), (True, "true"), (3, "3"),
        ({"a": 1}, "a table"), ([1], "a list"), (date(2026, 1, 2), "2026-01-02"),
        (10**50, "1" + "0" * 36 + "..."),
    ],
)  # fmt: skip
def test_a_value_is_shown_short_and_on_one_line(value: Any, text: str) -> None:
    assert quoted(value) == text


def test_a_number_of_thousands_of_digits_is_not_shown() -> None:
    assert quoted(10**9999) == "this number"


def test_few_names_are_listed_and_the_nearest_is_named() -> None:
    assert no_choice("opns", ["opens", "moves"]) == (
        '"opns" is no choice; there are: opens, moves', 'did you mean "opens"?'
    )  # fmt: skip
    assert unknown_key("colour", ["name"]) == ('unknown key "colour"', "there are: name")
    assert unknown_key("colour", [str(number) for number in range(99)]) == ('unknown key "colour"', "")


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("snooze.at_most", '"3"', Whole(0, 100)),
        ("snooze.at_most", "-1", Whole(0, 100)),
        ("snooze.at_most", "101", Whole(0, 100)),
        ("offer.sound", '"loud"', Flag()),
        ("quiet.me", "5", ListOf(Text(9), 3)),
        ("body.level", '"heavy"', OneOf(("easy", "medium", "hard"))),
        ("player", '"window"', TableOf({})),
        ("journal.keep", "5", Text(9)),
    ],
)
def test_settings_and_content_say_the_same(
    profile: Profile, key: str, value: str, kind: Whole | Flag | ListOf | OneOf | TableOf | Text
) -> None:
    import tomllib

    section, _, name = key.rpartition(".")
    profile.config.parent.mkdir(parents=True, exist_ok=True)
    profile.config.write_text((f"[{section}]\n" if section else "") + f"{name} = {value}\n", "utf-8")
    ((_, what, _),) = kind.check(tomllib.loads(f"x = {value}")["x"], ())
    assert any(f"{key}: {what}" in one for one in check(profile)["problems"])
