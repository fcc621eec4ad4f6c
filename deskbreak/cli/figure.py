"""`deskbreak figure ID`: draw an exercise's figure; gif and webp move."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.cli.shown import exercise_id
from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.language import _
from deskbreak.paths import find_profile
from deskbreak.sentences import english

if TYPE_CHECKING:
    import argparse

    from deskbreak.figures.api import Figure

ENDINGS = (".png", ".gif", ".webp", ".svg")
FRAMES_A_SECOND = 15
MAX_PIXELS = 2000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help=_("an exercise, by id or name"))
    parser.add_argument(
        "--out", metavar="FILE", help=_("a file ending in .png, .gif, .webp or .svg (ID.png)")
    )
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="480x360", metavar="WxH", help=_("in pixels (480x360)"))
    parser.add_argument("--at", type=float, metavar="S", help=_("the moment of a still, in seconds"))


def run(args: argparse.Namespace) -> int:
    from deskbreak.catalog.cached import load_cached
    from deskbreak.catalog.folders import content_folders
    from deskbreak.figures.api import open_figure

    profile = find_profile(args.home)
    catalog = load_cached(profile, lean=True)
    exercise = catalog.exercises[exercise_id(catalog, args.id)]
    out = Path(args.out or f"{exercise.id}.png")
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(
            english(
                '"{name}": the ending says the format; there are: {names}',
                name=out.name,
                names=", ".join(ENDINGS),
            )
        )
    size = _size(args.size)
    figure = open_figure(exercise.figure or exercise.id, content_folders(profile))
    try:
        _write(figure, out, size, theme=args.theme, at=args.at)
    except OSError as error:
        raise DeskbreakError(
            english("{file} cannot be written: {reason}", file=out, reason=error.strerror or error)
        ) from error
    print(out)
    return 0


def _size(text: str) -> tuple[int, int]:
    wide, _by, high = text.partition("x")
    if not (
        wide.isdecimal()
        and high.isdecimal()
        and 40 <= int(wide) <= MAX_PIXELS
        and 40 <= int(high) <= MAX_PIXELS
    ):
        raise UsageError(
            english(
                '--size "{text}": write two numbers from 40 to {most}, such as 480x360',
                text=text,
                most=MAX_PIXELS,
            )
        )
    return int(wide), int(high)


def _write(figure: Figure, out: Path, size: tuple[int, int], *, theme: str, at: float | None) -> None:
    from deskbreak.figures.api import render, render_svg

    moment = figure.still_s if at is None else at
    match out.suffix.lower():
        case ".svg":
            out.write_text(render_svg(figure, moment, *size, theme=theme), "utf-8")
        case ".png":
            render(figure, moment, *size, theme=theme).save(out)
        case _:
            _write_moving(figure, out, size, theme)


def _write_moving(figure: Figure, out: Path, size: tuple[int, int], theme: str) -> None:
    """One loop; a figure that changes sides shows both."""
    from deskbreak.figures.api import render

    count = max(round(figure.seconds * FRAMES_A_SECOND), 2)
    sides = (False, True) if figure.poses.switch else (False,)
    frames = [
        render(figure, figure.seconds * n / count, *size, theme=theme, mirror=mirror)
        for mirror in sides
        for n in range(count)
    ]
    frames[0].save(out, save_all=True, append_images=frames[1:], duration=1000 // FRAMES_A_SECOND, loop=0)
