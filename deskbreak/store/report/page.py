"""The report as one HTML file that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from deskbreak.store.report.make import NOTHING_THEN
from deskbreak.store.report.numbers import Numbers
from deskbreak.store.report.ranges import Report
from deskbreak.store.report.sections import long_date, section, sections, tiles
from deskbreak.store.report.week_card import back_card, week_card

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_USUAL = "12 months"  # what shows first; a younger journal shows everything
_COUNTED = (
    ("Breaks taken", "Breaks you took, whole or in part. Time away rests the back too, but is no routine."),
    (
        "Offers followed",
        "Offers that you took, whole or in part, among those that came to an end. Putting one off is no end. "
        "What you started or logged yourself was no offer and does not count here.",
    ),
    ("Sitting", "Stretches between breaks. Those of two machines that overlap count once."),
    ("Longest stretch", "The longest time between two breaks or absences."),
    (
        "Days in a row",
        "Days at the desk with at least one break taken. Days off neither count nor break the row.",
    ),
    (
        "What was worked",
        "Each exercise of a break you took counts once for each part of the body it works on.",
    ),
    ("Time of day", "Not taken: offers skipped, missed or stopped, and breaks held back."),
    ("Walks", "Breaks you took that hold a walk, whatever their length."),
)
_TO_COME = (
    "how many breaks you took this week, beside last week",
    "every day of the year, with how long you sat",
    "what you worked, and at which time of day",
)


def page(report: Report, suggestion: str = "") -> str:
    """The whole document, with a sentence of advice at its head where there is one."""
    numbers = report.numbers
    style = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    span = f"{long_date(numbers.first)} to {long_date(numbers.last)}"
    title = "Your breaks" if numbers.nothing else f"Your breaks, {span}"
    advice = f"<p>{escape(suggestion)}</p>" if suggestion else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{title}</title><style>{style}{_picking(report)}</style></head><body>"
        f"<header><h1>Your breaks</h1>{advice}</header><main>{''.join(_main(report))}</main>"
        '<footer class="soft"><p>Made by deskbreak from the journal on this machine. '
        "Nothing in here was sent anywhere.</p></footer></body></html>\n"
    )


def _main(report: Report) -> Iterator[str]:
    numbers = report.numbers
    if numbers.nothing:
        yield _to_come() if report.weeks else section("Nothing here", NOTHING_THEN, "")
        return
    if report.weeks:
        yield week_card(report.weeks)
    yield back_card(report.backs)
    if report.ranges:
        yield _picker(report)
    for index, (_, part) in enumerate(report.ranges or (("", numbers),)):
        yield f'<div class="panel panel-{index}">{_panel(part)}</div>'
    if report.learning.is_telling:
        said = report.learning.words
        yield section("Chosen moments", f"{escape(said[:1].upper() + said[1:])}.", "")
    words = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in _COUNTED)
    yield section("How this is counted", "", f"<dl>{words}</dl>")


def _panel(numbers: Numbers) -> str:
    machines = f", on {escape(', '.join(numbers.machines))}" if len(numbers.machines) > 1 else ""
    span = f'<p class="soft span">{long_date(numbers.first)} to {long_date(numbers.last)}{machines}</p>'
    if numbers.nothing:
        return span + section("Nothing here", NOTHING_THEN, "")
    return span + tiles(numbers) + "".join(sections(numbers))


def _to_come() -> str:
    """What the page of a person says who has only just begun."""
    words = "".join(f"<li>{one}</li>" for one in _TO_COME)
    lead = "Nothing is written down yet. After your first break this page shows:"
    return section("Soon to be seen here", lead, f'<ul class="to-come">{words}</ul>')


# -- choosing the days: radio buttons and the style do it, so that the page needs no script ----------------


def _picker(report: Report) -> str:
    """The buttons stand beside the panels they show, for that is where a style can see them."""
    names = [name for name, _ in report.ranges]
    usual = names.index(_USUAL) if _USUAL in names else len(names) - 1
    buttons = "".join(
        f'<input type="radio" name="days" id="days-{index}"{" checked" if index == usual else ""}>'
        f'<label for="days-{index}">{name}</label>'
        for index, name in enumerate(names)
    )
    return f'<h2 class="which">The days to show</h2>{buttons}'


def _picking(report: Report) -> str:
    count = len(report.ranges)
    if not count:
        return ""
    shown = ", ".join(f"#days-{index}:checked ~ .panel-{index}" for index in range(count))
    return f".panel {{ display: none; }} {shown} {{ display: block; }}"
