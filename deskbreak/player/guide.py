"""The routine as a page to read: for places where not even this machine may be talked to. It records nothing."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from deskbreak.core.content import Catalog
from deskbreak.core.cues import Script, ScriptStep
from deskbreak.player import words
from deskbreak.player.page_figures import Figures

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · deskbreak</title>
<style>
  body {{ margin: 0 auto; max-width: 44rem; padding: 1.5rem; background: #F6F3EE; color: #2B3350;
    font: 1.0625rem/1.5 system-ui, "DejaVu Sans", sans-serif; }}
  h1 {{ font-size: 1.9rem; margin: 0 0 .5rem; }}
  h2 {{ margin: 2.5rem 0 0; }}
  section svg {{ width: 100%; height: auto; max-height: 20rem; }}
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
    figures = Figures(folders, script)
    parts = [_HEAD.format(title=html.escape(script.name)), f"<h1>{html.escape(script.name)}</h1>\n"]
    times = f", {script.rounds} rounds" if script.rounds > 1 else ""
    parts.append(
        f"<p>{words.clock(script.seconds)} minutes{times}. When you are done: <b>deskbreak done</b>.</p>\n"
    )
    parts += [_step(number, step, catalog, figures) for number, step in enumerate(script.steps)]
    parts.append(f'<p class="small">{html.escape(words.stop_advice(catalog))}</p>\n')
    return "".join([*parts, _TAIL])


def _step(number: int, step: ScriptStep, catalog: Catalog, figures: Figures) -> str:
    picture = figures.loop(number, mirror=step.side == "left", still=True, theme="light")
    side = f", {step.side} side" if step.side else ""
    lines = "".join(f"<li>{html.escape(line)}</li>" for line in step.instructions)
    cautions = "".join(f'<p class="small">{html.escape(line)}</p>' for line in step.cautions)
    exercise = catalog.exercises.get(step.exercise)
    breathing = f"<p>{html.escape(exercise.breathing)}</p>" if exercise and exercise.breathing else ""
    return (
        f"<section>\n<h2>{number + 1}. {html.escape(step.name)}</h2>\n{''.join(picture)}"
        f'<p class="dose">{html.escape(step.dose + side)}</p>\n<ol>{lines}</ol>\n{breathing}{cautions}</section>\n'
    )
