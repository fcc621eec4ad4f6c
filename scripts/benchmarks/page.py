"""docs/performance.md and its picture, made from the figures in docs/performance.json."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.benchmarks import chart

# figure -> (words, form, whether its range is shown)
IDLE = {
    "pss_mib": ("memory, PSS (MiB)", "{:.1f}"),
    "uss_mib": ("memory, USS (MiB)", "{:.1f}"),
    "anon_mib": ("of it written by the program (MiB)", "{:.1f}"),
    "rss_mib": ("memory, RSS (MiB)", "{:.1f}"),
    "wakeups_s": ("wakeups a second", "{:.3f}"),
    "exact_percent": ("processor (% of a core)", "{:.3f}"),
    "processor_percent": ("with children that ended (%)", "{:.2f}"),
    "elsewhere_percent": ("processor of X server, bus and panel meanwhile (%)", "{:.3f}"),
    "start_ms": ("from the start to the icon (ms)", "{:.0f}"),
    "processes": ("processes", "{:.0f}"),
    "load": ("load of the machine", "{:.1f}"),
}
# what must be reached: (words, part, path to the figure, bar, unit)
BARS = (
    ("memory while somebody sits, PSS", ("idle", "programs", "deskbreak", "pss_mib", "median"), 16, "MiB"),
    ("wakeups a second", ("idle", "programs", "deskbreak", "wakeups_s", "median"), 0.02, ""),
    ("from the start to the icon", ("idle", "programs", "deskbreak", "start_ms", "median"), 45, "ms"),
    ("`status`", ("commands", "status", "wall_ms", "median"), 40, "ms"),
    ("`snooze`", ("commands", "snooze 5m", "wall_ms", "median"), 40, "ms"),
    ("`log`", ("commands", "log", "wall_ms", "median"), 60, "ms"),
    ("`config check`", ("commands", "config check", "wall_ms", "median"), 250, "ms"),
    ("a year rehearsed", ("commands", "a year rehearsed", "wall_ms", "median"), 1000, "ms"),
    ("report over ten years", ("commands", "ten years: report", "wall_ms", "median"), 500, "ms"),
)
HOW = """\
Each program is alone on a new desktop (Xvfb, openbox, xfce4-panel with its tray, dunst), with a new home and its own
defaults, in work hours, the pointer moving every 20 s. A window of {window} s is
watched, {settle} s after the icon came.
Ours runs in a copy of Python that no other process shares, so that no neighbour pays for its pages. Workrave's icon
sends no signal; its bus name is what is waited for."""
NOTES = "performance-notes.md"  # what no program can say: why a bar is not met, and what was done


def write(found: dict[str, Any], docs: Path) -> None:
    """The page, and the picture where the programs were measured."""
    (docs / "performance.md").write_text("\n".join(_page(found, docs)) + "\n")
    if "idle" in found:
        chart.draw(found["idle"]["programs"], docs / "performance.png")


def _page(found: dict[str, Any], docs: Path) -> Iterator[str]:
    yield "# What deskbreak costs"
    yield ""
    yield "`scripts/bench` measures this and writes this page from `performance.json`; the notes at the end are by"
    yield "hand. Figures are the median of the runs, and in brackets the least and the most."
    yield ""
    if "idle" in found:
        yield from _idle(found["idle"])
    yield from _bars(found)
    if "commands" in found:
        yield from _commands(found["commands"])
    if "imports" in found:
        yield from _imports(found["imports"])
    if "scale" in found:
        yield from _scale(found["scale"])
    for name in ("player", "figures", "core", "calendars"):
        if name in found:
            yield from _lines(name, found[name])
    notes = docs / NOTES
    if notes.exists():
        yield notes.read_text().rstrip()


def _idle(part: dict[str, Any]) -> Iterator[str]:
    programs = part["programs"]
    yield "![Memory, wakeups and start of deskbreak, Workrave and Safe Eyes](performance.png)"
    yield ""
    yield "## Beside Workrave and Safe Eyes"
    yield ""
    yield _when(part)
    yield ""
    yield HOW.format(settle=round(part["settle_s"]), window=round(part["window_s"]))
    yield ""
    yield f"| | {' | '.join(name + ' ' + one['version'] for name, one in programs.items())} |"
    yield f"|---|{'---|' * len(programs)}"
    for key, (words, form) in IDLE.items():
        cells = [_cell(one.get(key), form) for one in programs.values()]
        yield f"| {words} | {' | '.join(cells)} |"
    sizes = [f"{one['disk_mib']:.0f}" if one["disk_mib"] else "?" for one in programs.values()]
    yield f"| disk, with what only it needs (MiB; Python is there) | {' | '.join(sizes)} |"
    yield ""
    for name, ratios in part["ratios"].items():
        reported = ", ".join(
            f"{words} x{_cell(ratios[key], '{:.1f}')}"
            for key, words in (("pss_mib", "PSS"), ("uss_mib", "USS"), ("start_ms", "start"))
        )
        yield f"{name} by deskbreak, run by run: {reported}."
    for name, why in part["skipped"].items():
        yield f"{name} was not measured: {why}."
    yield ""


def _bars(found: dict[str, Any]) -> Iterator[str]:
    yield "## Bars"
    yield ""
    yield "On a busy machine only memory, wakeups and processor time say much; the load stands beside each part."
    yield ""
    yield "| | bar | measured | of it processor | |"
    yield "|---|---|---|---|---|"
    for words, path, bar, unit in BARS:
        value = _found(found, path)
        if value is not None:
            processor = (
                _found(found, (*path[:-2], "processor_ms", "median")) if path[0] == "commands" else None
            )
            share = "" if processor is None else f"{processor:.0f} ms"
            yield f"| {words} | {bar:g} {unit} | {value:g} {unit} | {share} | {'met' if value <= bar else 'not met'} |"
    yield ""


def _found(found: Any, path: tuple[str, ...]) -> Any:
    """What stands there; None where it was not measured."""
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _commands(part: dict[str, Any]) -> Iterator[str]:
    yield "## Commands"
    yield ""
    yield f"{_when(part)} Whole calls, the start of Python included, which alone is the first line."
    yield ""
    yield "| command | ms | ms of processor |"
    yield "|---|---|---|"
    for name, one in part.items():
        if name != "measured":
            cells = (_cell(one["wall_ms"], "{:.0f}"), _cell(one["processor_ms"], "{:.0f}"))
            yield f"| `{name}` | {' | '.join(cells)} |"
    yield ""


def _imports(part: dict[str, Any]) -> Iterator[str]:
    yield "## What each import costs"
    yield ""
    yield _when(part)
    yield f"Each alone, over a bare interpreter ({part['nothing_mib']:.1f} MiB); what two share is in both."
    yield ""
    yield "| import | PSS (MiB) | ms of processor | modules |"
    yield "|---|---|---|---|"
    for name, one in part.items():
        if isinstance(one, dict) and "pss_mib" in one:
            cells = (_cell(one["pss_mib"], "{:.1f}"), _cell(one["processor_ms"], "{:.0f}"), one["modules"])
            yield f"| {name} | {' | '.join(map(str, cells))} |"
    yield ""


def _scale(part: dict[str, Any]) -> Iterator[str]:
    yield "## Ten and a hundred times as much"
    yield ""
    yield f"{_when(part)} Milliseconds of processor time, medians."
    yield ""
    for name, one in part.items():
        if name != "measured":
            yield f"- {name} ({one['count']:,}): " + "; ".join(
                f"{key} {value:g}" for key, value in one.items() if key != "count"
            )
    yield ""


def _lines(name: str, part: dict[str, Any]) -> Iterator[str]:
    yield f"## {name.capitalize()}"
    yield ""
    yield _when(part)
    yield ""
    yield "```"
    yield from part["lines"]
    yield "```"
    yield ""


def _when(part: dict[str, Any]) -> str:
    stamp = part["measured"]
    return (
        f"Measured on {stamp['on']}, {stamp['system']}, Python {stamp['python']}, {stamp['cores']} cores; the load"
        f" was {stamp['load_before']} before and {stamp['load_after']} after."
    )


def _cell(one: Any, form: str) -> str:
    if not isinstance(one, dict):
        return "?"
    low, middle, high = (form.format(one[key]) for key in ("min", "median", "max"))
    return middle if low == high else f"{middle} ({low}–{high})"
