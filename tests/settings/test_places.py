"""Where everything in a settings file stands, in all the ways that TOML allows."""

from __future__ import annotations

import tomllib

import pytest

from deskbreak.settings.places import KeyPath, Place, Places

ODD = r'''
first.second . "third one" = 1   # dotted
'quoted' = 'it # is'
"a\tb" = "\"quoted\" # no comment"
long = """
one \""" two
""""
plain = \'\'\'x\\\'\'\'
last = \'\'\'a''\'\'\'
list = [ # open
  'p', "q,]", [ 10 , 20, ], # half
  { in = { deep = [ # more
  30 ] }, "k" = 5 }, 99]
when = 2026-12-24 # a date
[ spaced . out ]
key=7
[[rows]]
n = 11
[rows.sub]
m = 12
[[rows.more]]
o = 13
[[rows.more]]
o = 14
[[rows]]
[[rows.more]]
o = 15
[below]
x = 16
'''.replace("\\'\\'\\'", "'''")
# Each path, and the text at its value and at its key.
STANDS: list[tuple[KeyPath, str, str]] = [
    (("first", "second", "third one"), "1   # dotted", "first.second"),
    (("first", "second"), "first.second", "first.second"),
    (("quoted",), "'it # is'", "'quoted' ="),
    (("a\tb",), '"\\"quoted', '"a\\tb"'),
    (("long",), '"""\none', "long ="),
    (("plain",), "'''x", "plain ="),
    (("last",), "'''a''", "last ="),
    (("list",), "[ # open", "list ="),
    (("list", 0), "'p'", "'p'"),
    (("list", 1), '"q,]"', '"q,]"'),
    (("list", 2), "[ 10", "[ 10"),
    (("list", 2, 1), "20, ]", "20, ]"),
    (("list", 2, 2), "[ 10", "[ 10"),
    (("list", 3), "{ in", "{ in"),
    (("list", 3, "in"), "{ deep", "in = {"),
    (("list", 3, "in", "deep", 0), "30 ]", "30 ]"),
    (("list", 3, "k"), "5 }", '"k"'),
    (("list", 4), "99]", "99]"),
    (("list", 5), "[ # open", "[ # open"),
    (("when",), "2026-12-24", "when ="),
    (("spaced",), "[ spaced", "[ spaced"),
    (("spaced", "out"), "[ spaced", "[ spaced"),
    (("spaced", "out", "key"), "7\n", "key="),
    (("spaced", "out", "none"), "[ spaced", "[ spaced"),
    (("rows",), "[[rows]]\nn", "[[rows]]\nn"),
    (("rows", 0), "[[rows]]\nn", "[[rows]]\nn"),
    (("rows", 0, "n"), "11", "n = 11"),
    (("rows", 0, "sub"), "[rows.sub]", "[rows.sub]"),
    (("rows", 0, "sub", "m"), "12\n[[", "m = 12"),
    (("rows", 0, "more"), "[[rows.more]]\no = 13", "[[rows.more]]\no = 13"),
    (("rows", 0, "more", 0, "o"), "13", "o = 13"),
    (("rows", 0, "more", 1), "[[rows.more]]\no = 14", "[[rows.more]]\no = 14"),
    (("rows", 0, "more", 1, "o"), "14", "o = 14"),
    (("rows", 1), "[[rows]]\n[[", "[[rows]]\n[["),
    (("rows", 1, "more", 0), "[[rows.more]]\no = 15", "[[rows.more]]\no = 15"),
    (("rows", 1, "more", 0, "o"), "15", "o = 15"),
    (("below", "x"), "16", "x = 16"),
]


def stands(text: str, word: str) -> Place:
    """Line and column of a word that the text has once."""
    assert text.count(word) == 1, word
    before = text[: text.index(word)]
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("path", "value", "key"), STANDS, ids=[repr(path) for path, _, _ in STANDS])
def test_each_value_and_key_is_found(path: KeyPath, value: str, key: str, newline: str) -> None:
    places = Places(ODD.replace("\n", newline))
    assert places.find(path) == stands(ODD, value)
    assert places.find(path, key=True) == stands(ODD, key)


def test_the_text_is_toml() -> None:
    assert tomllib.loads(ODD)["last"] == "a''" and len(tomllib.loads(ODD)["rows"]) == 2


def test_what_has_no_place_is_told_at_the_top() -> None:
    places = Places(ODD)
    assert places.find(("nothing", "at", "all")) == places.find(()) == Place(1, 1)


def test_a_header_of_two_parts_is_a_place_for_the_first() -> None:
    assert Places("\n\n[break.walk]\nat = []\n").find(("break",)) == Place(3, 1)
    assert Places("\n[a.b]\n[a]\nx = 1\n").find(("a",)) == Place(3, 1)


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("a = 1", ("a",), Place(1, 5)),
        ("a = 'x'", ("a",), Place(1, 5)),
        ("a = [1, 2", ("a", 1), Place(1, 9)),
        ('a = "x', ("a",), Place(1, 5)),
        ("a = " + "[" * 5000, ("a",), Place(1, 5)),
        ("# a\n  # b", ("a",), Place(1, 1)),
        ("# a", ("a",), Place(1, 1)),
        ("\ta\t=\t1", ("a",), Place(1, 6)),
        ("a.b=1\n", ("a", "b"), Place(1, 5)),
        ("x = {}\ny = []\nz = 1\n", ("z",), Place(3, 5)),
        ("[x]\n\n\n", ("x", "y"), Place(1, 1)),
        ("x = {\n a = 1,\n\n b = 2\n}\ny = 1\n", ("x", "b"), Place(4, 6)),  # as TOML 1.1 allows
        ("x = {\n a = 1,\n\n b = 2\n}\ny = 1\n", ("y",), Place(6, 5)),
    ],
)
def test_a_text_may_end_anywhere(text: str, path: KeyPath, place: Place) -> None:
    assert Places(text).find(path) == place


def test_the_longest_spelling_that_is_known_counts() -> None:
    text = '[hours]\nmon-fri = ["9-12, 13-17"]\n[other]\nx = [8]\n'
    places = Places(
        text,
        {
            ("hours", "tue"): ("hours", "mon-fri"),
            ("hours", "tue", 1): ("hours", "mon-fri", 0),
            ("deep", "er"): ("other",),
        },
    )
    assert places.written(("hours", "tue", 1)) == ("hours", "mon-fri", 0)
    assert places.written(("hours", "tue", 0)) == ("hours", "mon-fri", 0)
    assert places.written(("deep", "er", "x", 0)) == ("other", "x", 0)
    assert places.written(("deep",)) == ("deep",) and places.written(()) == ()
    assert places.find(("hours", "tue", 1)) == Place(2, 12)
    assert places.find(("hours", "tue"), key=True) == Place(2, 1)
    assert places.find(("deep", "er", "x", 0)) == Place(4, 6)
