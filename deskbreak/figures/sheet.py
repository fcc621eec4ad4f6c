"""Contact sheets for eyes to judge what numbers cannot: every pose of every figure, on both sides, in both themes."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from deskbreak.errors import DeskbreakError
from deskbreak.figures.api import Figure, open_figure, render
from deskbreak.figures.colours import PALETTES
from deskbreak.values import dataclass

WIDTH, HEIGHT, HEAD = 320, 240, 18
COLUMNS, FIGURES = 6, 6  # pictures in a row, figures on a sheet
BETWEEN = 0.55  # how far along the way to the next pose the picture between is


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what it is called, when in the loop, whether mirrored, and what is headed for."""

    name: str
    t_s: float
    mirror: bool = False
    ghost: float | None = None


def shots(figure: Figure) -> list[Shot]:
    """Every pose of both sides, and a moment on the way to the second with the ghost of where it leads."""
    way, sides = figure.timeline, ["", figure.side] if figure.side else [""]
    made = []
    for other in (False, True) if figure.side else (False,):
        side = _other(figure.side) if other else figure.side
        mirror = other and not figure.alternates
        named = f" ({side})" if len(sides) > 1 else ""
        for name in way.pose_names:
            made.append(Shot(f"{name}{named}", way.reached_s(name, other), mirror))
        if len(way.pose_names) > 1:
            first, second = way.pose_names[:2]
            begin, end = way.left_s(first, other), way.reached_s(second, other)
            made.append(Shot(f"to {second}{named}", begin + (end - begin) * BETWEEN, mirror, end))
    return made


def _other(side: str) -> str:
    return "right" if side == "left" else "left"


def sheet(figure_ids: list[str], folders: list[Path], theme: str) -> Image.Image:
    """One picture of some figures, each beginning a row; one that cannot be drawn shows why."""
    rows = [row for figure_id in figure_ids for row in _rows(figure_id, folders)]
    palette = PALETTES[theme]
    image = Image.new("RGB", (WIDTH * COLUMNS, len(rows) * (HEIGHT + HEAD)), palette.background)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(13)
    for number, (title, figure, row) in enumerate(rows):
        top = number * (HEIGHT + HEAD)
        if figure is None:
            draw.text((6, top + 2), title[:200], fill=palette.arrow, font=font)
            continue
        for column, shot in enumerate(row):
            picture = render(
                figure, shot.t_s, WIDTH, HEIGHT, theme=theme, mirror=shot.mirror, ghost=shot.ghost
            )
            image.paste(picture, (column * WIDTH, top + HEAD))
            label = f"{title}: {shot.name}" if column == 0 else shot.name
            draw.text((column * WIDTH + 6, top + 2), label, fill=palette.arrow, font=font)
    return image


def _rows(figure_id: str, folders: list[Path]) -> list[tuple[str, Figure | None, list[Shot]]]:
    try:
        figure = open_figure(figure_id, folders)
    except DeskbreakError as error:
        return [(f"{figure_id}: {error}", None, [])]
    taken = shots(figure)
    return [(figure_id, figure, taken[at : at + COLUMNS]) for at in range(0, len(taken), COLUMNS)]


def main(content: str, out: str) -> int:
    """Write sheets of all figures in each theme and print their paths; return the exit code."""
    folder, target = Path(content), Path(out)
    target.mkdir(parents=True, exist_ok=True)
    ids = sorted(path.stem for path in (folder / "figures").glob("*.toml"))
    for theme in PALETTES:
        for number, at in enumerate(range(0, len(ids), FIGURES), 1):
            path = target / f"figures-{theme}-{number:02}.png"
            sheet(ids[at : at + FIGURES], [folder], theme).save(path)
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
