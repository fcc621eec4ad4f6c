"""Contact sheets: three moments of every figure side by side, for eyes to judge what numbers cannot."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from deskbreak.errors import DeskbreakError
from deskbreak.figures.api import Figure, open_figure, render
from deskbreak.figures.colours import PALETTES

WIDTH, HEIGHT, MOMENTS, COLUMNS, HEAD = 300, 225, 3, 2, 18


def sheet(figure_ids: list[str], folders: list[Path], theme: str) -> Image.Image:
    """One picture of all figures; one that cannot be drawn shows why."""
    palette = PALETTES[theme]
    rows = -(-len(figure_ids) // COLUMNS)
    image = Image.new("RGB", (WIDTH * MOMENTS * COLUMNS, rows * (HEIGHT + HEAD)), palette.background)
    draw = ImageDraw.Draw(image)
    for number, figure_id in enumerate(figure_ids):
        left, top = number % COLUMNS * WIDTH * MOMENTS, number // COLUMNS * (HEIGHT + HEAD)
        draw.text((left + 6, top + 2), figure_id, fill=palette.arrow, font=ImageFont.load_default(13))
        try:
            figure = open_figure(figure_id, folders)
        except DeskbreakError as error:
            draw.text((left + 6, top + 40), str(error)[:100], fill=palette.accent)
            continue
        for column, at in enumerate(moments(figure)):
            image.paste(render(figure, at, WIDTH, HEIGHT, theme=theme), (left + column * WIDTH, top + HEAD))
    return image


def moments(figure: Figure) -> list[float]:
    """The ends of the ways between keys, or even parts of the loop where there are few keys."""
    ends = [max(one.start + one.move, 0.0) for one in figure.timeline.segments[:-1]]
    if len(ends) < MOMENTS:
        ends = [figure.seconds * n / MOMENTS for n in range(MOMENTS)]
    return [ends[n * len(ends) // MOMENTS] for n in range(MOMENTS)]


def main(content: str, out: str) -> int:
    folder, target = Path(content), Path(out)
    target.mkdir(parents=True, exist_ok=True)
    ids = sorted(path.stem for path in (folder / "figures").glob("*.toml"))
    for theme in PALETTES:
        path = target / f"figures-{theme}.png"
        sheet(ids, [folder], theme).save(path)
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
