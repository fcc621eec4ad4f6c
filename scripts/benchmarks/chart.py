"""The picture for README: three bars for each of memory, wakeups and start, ours beside theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

WIDTH, LEFT, RIGHT, TOP, ROW, GAP = 900, 170, 120, 60, 26, 44
SCALE = 2  # drawn larger and made smaller: smooth edges
INK, PALE, PAPER = "#22303c", "#8a97a3", "#ffffff"
COLOURS = {"deskbreak": "#2a7f62", "Workrave": "#b8c4ce", "Safe Eyes": "#b8c4ce"}
SHOWN = (
    ("pss_mib", "Memory (PSS), MiB", "{:.1f}"),
    ("wakeups_s", "Wakeups a second", "{:.2f}"),
    ("start_ms", "From the start to the icon, ms", "{:.0f}"),
)


def draw(programs: dict[str, Any], target: Path) -> None:
    """Bars from nothing to the largest of the three, each with its figure."""
    names = [name for name in COLOURS if name in programs]
    height = TOP + len(SHOWN) * (len(names) * ROW + GAP)
    image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), PAPER)
    pen = ImageDraw.Draw(image)
    _text(pen, 24, 18, "While somebody sits: each alone on the same desktop", 17, INK)
    y = TOP
    for key, title, form in SHOWN:
        _text(pen, 24, y, title, 14, INK)
        y += 24
        most = max(programs[name][key]["median"] for name in names)
        for name in names:
            value = programs[name][key]["median"]
            long = max(2, round((WIDTH - LEFT - RIGHT) * value / most))
            _text(pen, 40, y + 3, name, 13, INK if name == "deskbreak" else PALE)
            box = [LEFT * SCALE, (y + 3) * SCALE, (LEFT + long) * SCALE, (y + ROW - 5) * SCALE]
            pen.rounded_rectangle(box, 4 * SCALE, COLOURS[name])
            _text(pen, LEFT + long + 8, y + 3, form.format(value), 13, INK)
            y += ROW
        y += GAP - 24
    image.resize((WIDTH, height), Image.Resampling.LANCZOS).quantize(64).save(target, optimize=True)


def _text(pen: ImageDraw.ImageDraw, x: int, y: int, words: str, size: int, colour: str) -> None:
    pen.text((x * SCALE, y * SCALE), words, colour, ImageFont.load_default(size * SCALE))
