"""What is wrong, in the words that the page's fields have, and not in those of the file."""

from __future__ import annotations

import re

from deskbreak.language import ENGLISH, current, in_parts, translated
from deskbreak.sentences import N_

DAYS = {
    "mon": N_("Monday"),
    "tue": N_("Tuesday"),
    "wed": N_("Wednesday"),
    "thu": N_("Thursday"),
    "fri": N_("Friday"),
    "sat": N_("Saturday"),
    "sun": N_("Sunday"),
}
BREAK_LABELS = {
    "name": N_("Name"),
    "every": N_("After"),
    "at": N_("Times of day"),
    "days": N_("On"),
    "routine": N_("Routine"),
    "lasts": N_("Length"),
    "say": N_("Message"),
}
DAY_LABELS = {"on": N_("Date"), "hours": N_("Hours that day"), "why": N_("Why")}

# What the pairs below make of a whole part of a sentence.
_WHOLE = (
    N_("something is missing here"),
    N_("Length is not shorter than After"),
    N_("give it a shorter time under After, or times of day"),
    N_("write at least one"),
    N_("choose at least one day"),
)
_KEY = re.compile(r"[a-z]\w*(\[\d+\])?(\.\w+(\[\d+\])?)*: ")
# The first words of each pair are the file's, as a regular expression.
_PLAINER = (
    (r'^"" is no (length|range|time|date).*', "something is missing here"),
    (
        r"lasts is not shorter than every",
        "Length is not shorter than After",
    ),
    (r'longer than lasts = "([^"]*)"', r"longer than this Length, \1"),
    (r"keep_below is longer than counts_as_break", "this is longer than “Counts as a break after”"),
    (r'the break "([^"]*)" has neither every nor at; .*', r"say when “\1” comes"),
    (r"a time of day with at, or a shorter every", "times of day, or a shorter time under After"),
    (r"a shorter every, or a time of day with at", "a shorter time under After, or times of day"),
    (r"one with only say keeps", "one with only a message keeps"),
    (r"this list is empty; it needs at least one entry", "write at least one"),
    (r"this list is empty; leave it out for every day", "choose at least one day"),
    (r'this list is empty; write a time, such as \["([^"]*)"\]', r"write a time of day, such as \1"),
    (r"is no time to keep rows", "is no time to keep the history"),
    (r"every break needs one", "each break needs one"),
    (r"is no date; .*", "is no date; choose a day"),
    (r" runs backwards; write the earlier date first", ": the last day is before the first"),
    (
        r"; to set it yourself: deskbreak config set .*",
        "; to set it yourself, write its times of day under Breaks",
    ),
    (r", without quotes", ""),
    (r" must be a text in quotes, such as", " is no text such as"),
    (r" must be a text in quotes", " is no text"),
    (r"runs on from (mon|tue|wed|thu|fri|sat|sun)\b", lambda found: f"runs on from {DAYS[found[1]]}"),
    (r'\b(as in|such as|write|or|and|in) "([^"]*)"', r"\1 \2"),
    (r', "(\d+\w?)" or', r", \1 or"),
    (r'write "([^"]*)"', r"write \1"),
)


def in_the_pages_words(what: str, hint: str = "") -> str:
    """One sentence that begins with a capital letter and names no key of the file."""
    said = _without_key(what)
    said = f"{said}; {hint}" if hint else said
    said = _plainer(said)
    return said[:1].upper() + said[1:]


def _without_key(what: str) -> str:
    return _KEY.sub("", what, count=1) if _KEY.match(what) else what


def _plainer(said: str) -> str:
    for words, plainer in _PLAINER:
        said = re.sub(words, plainer, said)
    return said


def shown_problem(what: str, hint: str = "") -> str:
    """The same in the language that is spoken; in the file's own words where only those are translated."""
    if current() == ENGLISH:
        return in_the_pages_words(what, hint)
    said = in_parts(*(_part(one) for one in (_without_key(what), hint) if one))
    return said[:1].upper() + said[1:]


def _part(said: str) -> str:
    plain = _plainer(said)
    if plain in _WHOLE:
        return translated(plain)
    other = translated(said)
    return plain if other == said else other
