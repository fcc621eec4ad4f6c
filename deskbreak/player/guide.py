"""The routine as a page to read: for places where not even this machine may be talked to. It records nothing."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from deskbreak.core.catalog import Catalog
from deskbreak.core.cues import Cue, Script, ScriptStep
from deskbreak.core.durations import countdown
from deskbreak.language import _, current, is_right_to_left, translated
from deskbreak.player import end_words, words
from deskbreak.player.page_figures import Figures

MAX_POSES = 4

_HEAD = """<!doctype html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · deskbreak</title>
<style>
  body {{ margin: 0 auto; max-width: 44rem; padding: 1.5rem; background: #F6F3EE; color: #2B3350;
    font: 1.0625rem/1.5 system-ui, "DejaVu Sans", sans-serif; }}
  h1 {{ font-size: 1.9rem; margin: 0 0 .5rem; }}
  h2 {{ margin: 2.5rem 0 0; }}
  .poses {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: .5rem; }}
  .poses svg {{ width: 100%; height: auto; max-height: 20rem; }}
  li:not(.step) {{ list-style: none; margin-inline-start: -1.5rem; }}
  .dose {{ color: #2A757C; font-weight: 700; margin: .25rem 0; }}
  .small {{ color: #5F6478; font-size: .9rem; }}
  @media print {{ section {{ break-inside: avoid; }} body {{ background: none; }} }}
</style>
</head>
<body>
<main>
"""
_TAIL = "</main>\n</body>\n</html>\n"


def guide(script: Script, catalog: Catalog, folders: Sequence[Path]) -> str:
    """The whole routine on one page: pictures, steps and doses, and how to log it afterwards."""
    figures = Figures(folders)
    title = html.escape(translated(script.name))
    direction = "rtl" if is_right_to_left() else "ltr"
    parts = [_HEAD.format(title=title, lang=current(), dir=direction), f"<h1>{title}</h1>\n"]
    parts.append(f"<p>{_how_long(script)} {_how_to_log()}</p>\n")
    parts += [_step(number, script, catalog, figures) for number in range(len(script.steps))]
    parts.append(f'<p class="small">{html.escape(end_words.stop_advice(catalog))}</p>\n')
    return "".join([*parts, _TAIL])


def _how_long(script: Script) -> str:
    minutes = countdown(script.seconds)
    if script.rounds > 1:
        return html.escape(_("{minutes} minutes, {n} rounds.", minutes=minutes, n=script.rounds))
    return html.escape(_("{minutes} minutes.", minutes=minutes))


def _how_to_log() -> str:
    said = html.escape(_("When you are done: {command}.", command="{command}"))
    return said.replace("{command}", '<b dir="ltr">deskbreak done</b>')


def _step(number: int, script: Script, catalog: Catalog, figures: Figures) -> str:
    step = script.steps[number]
    cues = [cue for cue in script.cues if cue.step == number]
    exercise = catalog.exercises.get(step.exercise)
    side = words.side_of(step, cues[0].side) if cues else ""
    beside = [words.things_of(step), translated(exercise.breathing) if exercise else ""]
    return (
        f"<section>\n<h2>{number + 1}. {html.escape(words.name(step))}</h2>\n{_poses(step, cues, figures)}"
        f'<p class="dose">{html.escape(". ".join(filter(None, (words.amount_of(step), side))))}</p>\n'
        f"<ol>{_lines(step)}</ol>\n{''.join(f'<p>{html.escape(one)}</p>' for one in beside if one)}</section>\n"
    )


def _lines(step: ScriptStep) -> str:
    """All that is said of the exercise: its steps are numbered, cautions and our own choices marked."""
    lines = []
    for kind, said in words.whole_of(step):
        label = html.escape(words.kind_label(kind))
        mark = f"<b>{label}</b> " if label else ""
        lines.append(f'<li class="{kind}">{mark}{html.escape(said)}</li>')
    return "".join(lines)


def _poses(step: ScriptStep, cues: Sequence[Cue], figures: Figures) -> str:
    """The poses that are met first, each once: where it begins and where the cues lead."""
    shown: dict[tuple[str, str], str] = {}
    for cue in cues:
        way = figures.way(step.figure, cue)
        if way is None or len(shown) == MAX_POSES:
            break
        seen = cue.pose, cue.side
        if seen not in shown:
            shown[seen] = "".join(figures.drawn(way, way.moments[-1:], "light"))
    return f'<div class="poses">{"".join(shown.values())}</div>\n' if any(shown.values()) else ""
