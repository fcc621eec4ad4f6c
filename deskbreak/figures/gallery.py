"""The docs' gallery: a still of every exercise's figure and one page of Markdown around them."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from deskbreak.figures.api import Figure, open_figure, render

SIZE = (320, 240)
COLUMNS = 4
HEAD = """# The figures

Every exercise has an animated figure, drawn from a few lines of pose data under `content/figures/`. Write one to a file
with `deskbreak figure cat-cow --out cat-cow.gif` (or `.webp`, `.png`, `.svg`; `--theme dark`). Here each shows its
most telling pose, faintly the one that one starts from, and the way between. Muscles glow while they work and are
hatched while they are stretched. `[player] build`, `skin` and `hair` in your settings choose who is drawn.

`scripts/gallery` draws this page; `scripts/content --sheets DIR` draws contact sheets of every pose on both sides, in
both themes. [packs.md](packs.md#drawing-its-figure) tells how to draw one of your own.
"""
FOOT = """
## What a frame costs

Drawn three times as large and reduced, over all figures, CPython 3.11, Pillow 13. Measured on a virtual machine whose
two cores were fully taken by other work, the least of several turns of each moment; the look before this one took
9.4 ms there at 480x360, and 5.6 ms on a quiet 2.6 GHz server core. `scripts/bench-figures` measures it again.

| size | mean | worst moment |
|---|---|---|
| 480x360 | 9.9 ms | 14.5 ms |
| 720x540 | 17.2 ms | 29 ms |

The faint pose and the arrow add less than can be measured; a faint pose is drawn once and kept.
Opening a figure (reading it and solving its poses) takes about 4 ms, the walk 37 ms because its ground is measured.
"""


def main(content: str, docs: str) -> int:
    """Draw every figure of the content into the gallery and write its page; return the exit code."""
    folder, target = Path(content), Path(docs) / "gallery"
    target.mkdir(parents=True, exist_ok=True)
    names = []
    for path in sorted((folder / "figures").glob("*.toml")):
        figure = open_figure(path.stem, [folder])
        image = still(figure)
        image.quantize(64).save(target / f"{path.stem}.png", optimize=True)
        names.append((path.stem, figure.poses.name))
    (Path(docs) / "figures.md").write_text(page(names), "utf-8")
    return 0


def still(figure: Figure) -> Image.Image:
    """The most telling pose, how one gets there, and from where."""
    there = figure.still_s
    if figure.poses.travel:
        return render(figure, there, *SIZE)
    return render(figure, there, *SIZE, ghost=0.0, way=(0.0, there), breath_s=0.0)


def page(names: list[tuple[str, str]]) -> str:
    """The gallery's page in Markdown, from (id, title) of each figure."""
    cells = [f"![{title}](gallery/{name}.png)<br>{title}" for name, title in names]
    rows = [cells[at : at + COLUMNS] for at in range(0, len(cells), COLUMNS)]
    table = "\n".join("| " + " | ".join([*row, *[""] * (COLUMNS - len(row))]) + " |" for row in rows)
    return f"{HEAD}\n|{' |' * COLUMNS}\n|{'---|' * COLUMNS}\n{table}\n{FOOT}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
