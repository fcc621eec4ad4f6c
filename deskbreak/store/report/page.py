"""The report as one HTML file that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from deskbreak.language import _, current, is_right_to_left, p_, translated
from deskbreak.local_forms import long_day
from deskbreak.sentences import N_
from deskbreak.store.report.make import NOTHING_THEN
from deskbreak.store.report.numbers import Numbers
from deskbreak.store.report.ranges import Report
from deskbreak.store.report.sections import section, sections, tiles
from deskbreak.store.report.week_card import back_card, week_card

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_USUAL = "12 months"  # what shows first; a younger journal shows everything
_SITTING = "Sitting"
_COUNTED = (
    (
        N_("Breaks taken"),
        N_("Breaks you took, whole or in part. Time away rests the back too, but is no routine."),
    ),
    (
        N_("Offers followed"),
        N_(
            "Offers that you took, whole or in part, among those that came to an end. Putting one off is no end. "
            "What you started or logged yourself was no offer and does not count here."
        ),
    ),
    (_SITTING, N_("Stretches between breaks. Those of two machines that overlap count once.")),
    (N_("Longest stretch"), N_("The longest time between two breaks or absences.")),
    (
        N_("Days in a row"),
        N_("Days at the desk with at least one break taken. Days off neither count nor break the row."),
    ),
    (
        N_("What was worked"),
        N_("Each exercise of a break you took counts once for each part of the body it works on."),
    ),
    (N_("Time of day"), N_("Not taken: offers skipped, missed or stopped, and breaks held back.")),
    (N_("Walks"), N_("Breaks you took that hold a walk, whatever their length.")),
)
_TO_COME = (
    N_("how many breaks you took this week, beside last week"),
    N_("every day of the year, with how long you sat"),
    N_("what you worked, and at which time of day"),
)


def _counted(name: str) -> str:
    """What is counted; sitting is a sum here, where the status says that you do it now."""
    return p_("sum", "Sitting") if name == _SITTING else translated(name)


def page(report: Report, suggestion: str = "") -> str:
    """The whole document, with a sentence of advice at its head where there is one."""
    numbers = report.numbers
    style = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    name = _("Your breaks")
    title = name if numbers.nothing else _("Your breaks, {days}", days=_span(numbers))
    advice = f"<p>{escape(translated(suggestion))}</p>" if suggestion else ""
    made = _("Made by deskbreak from the journal on this machine. Nothing in here was sent anywhere.")
    direction = "rtl" if is_right_to_left() else "ltr"
    return (
        f'<!doctype html><html lang="{current()}" dir="{direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title><style>{style}{_picking(report)}</style></head><body>"
        f"<header><h1>{escape(name)}</h1>{advice}</header><main>{''.join(_main(report))}</main>"
        f'<footer class="soft"><p>{escape(made)}</p></footer></body></html>\n'
    )


def _main(report: Report) -> Iterator[str]:
    numbers = report.numbers
    if numbers.nothing:
        yield _to_come() if report.weeks else _nothing()
        return
    if report.weeks:
        yield week_card(report.weeks)
    yield back_card(report.backs)
    if report.ranges:
        yield _picker(report)
    for index, (_name, part) in enumerate(report.ranges or (("", numbers),)):
        yield f'<div class="panel panel-{index}">{_panel(part)}</div>'
    if report.learning.has_comparison:
        said = report.learning.words
        yield section(_("Chosen moments"), translated(f"{said[:1].upper()}{said[1:]}."), "")
    words = "".join(
        f"<dt>{escape(_counted(name))}</dt><dd>{escape(translated(text))}</dd>" for name, text in _COUNTED
    )
    yield section(_("How this is counted"), "", f"<dl>{words}</dl>")


def _panel(numbers: Numbers) -> str:
    said = _span(numbers)
    if len(numbers.machines) > 1:
        said = p_("days", "{days}, on {machines}", days=said, machines=", ".join(numbers.machines))
    span = f'<p class="soft span">{escape(said)}</p>'
    if numbers.nothing:
        return span + _nothing()
    return span + tiles(numbers) + "".join(sections(numbers))


def _span(numbers: Numbers) -> str:
    first, last = (long_day(one, current()) for one in (numbers.first, numbers.last))
    return p_("days", "{first} to {last}", first=first, last=last)


def _nothing() -> str:
    return section(_("Nothing here"), translated(NOTHING_THEN), "")


def _to_come() -> str:
    """What the page says for a person who has only just started."""
    words = "".join(f"<li>{escape(translated(one))}</li>" for one in _TO_COME)
    lead = _("Nothing is written down yet. After your first break this page shows:")
    return section(_("Soon to be seen here"), lead, f'<ul class="to-come">{words}</ul>')


# -- choosing the days: radio buttons and the style do it, so that the page needs no script ----------------


def _picker(report: Report) -> str:
    """The buttons stand beside the panels they show, for that is where a style can see them."""
    names = [name for name, _numbers in report.ranges]
    usual = names.index(_USUAL) if _USUAL in names else len(names) - 1
    buttons = "".join(
        f'<input type="radio" name="days" id="days-{index}"{" checked" if index == usual else ""}>'
        f'<label for="days-{index}">{escape(translated(name))}</label>'
        for index, name in enumerate(names)
    )
    return f'<h2 class="which">{escape(_("The days to show"))}</h2>{buttons}'


def _picking(report: Report) -> str:
    count = len(report.ranges)
    if not count:
        return ""
    shown = ", ".join(f"#days-{index}:checked ~ .panel-{index}" for index in range(count))
    return f".panel {{ display: none; }} {shown} {{ display: block; }}"
