"""Every screen in every language, to be looked at: `scripts/screenshots --languages FOLDER [LANGUAGE ...]`.

Each language gets a folder of its own: the window, the routine's page, the settings page, the report, notification and
menu on an X11 desktop, and what the commonest commands print. The stand-in language "en-x-pseudo" is one of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw, ImageFont

from deskbreak import language, reverse
from deskbreak.cells import cells
from scripts.translating import catalogues
from tests.desktop import desks, screenshots
from tests.desktop.daemons import DESKBREAK, ICON, Daemon, settings

LANGUAGES = (*language.LANGUAGES, language.PSEUDO)
COMMANDS = (
    ("--help",),
    ("doctor",),
    ("exercises", "hip-flexor-stretch"),
    ("rehearse", "2026-11-23"),
    ("report",),
    ("config", "check", "{invalid}"),
)
INVALID = '[hours]\nmon = "9-5"\n[offer]\nsnd = true\n[[break]]\nname = "x"\nevery = "5x"\n'
INK, PAPER = (225, 228, 232), (24, 27, 31)
COLUMN, ROW, EDGE = 9, 20, 16
WIDE_FONTS = ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc")  # whichever is installed


def desktop(folder: Path) -> None:
    """An offer as a notification, and the tray's menu."""
    with TemporaryDirectory() as home:
        desk = desks.X11Desk()
        os.environ.update(desk.env)
        daemon = Daemon(Path(home) / "home", settings("5m"), "--speed", "120", "--at", "2026-11-23T10:00")
        try:
            daemon.until_phase("offered")
            x, y = desks.wait_for(desk.popup, "the popup")
            desk.shot().crop((max(x - 260, 0), max(y - 90, 0), x + 260, y + 90)).save(
                folder / "notification.png"
            )
            desk.click(*ICON, 3)
            desks.let_pass(1.5)
            desk.shot().crop((0, 0, 420, 620)).save(folder / "menu.png")
        finally:
            daemon.stop()
            desk.stop()


def terminal(folder: Path) -> None:
    """What commands print, each as a picture."""
    with TemporaryDirectory() as home:
        screenshots.fill(Path(home))
        invalid = Path(home) / "invalid.toml"
        invalid.write_text(INVALID, "utf-8")
        for number, words in enumerate(COMMANDS, 1):
            said = subprocess.run(
                [*DESKBREAK, *(word.format(invalid=invalid) for word in words), "--home", home],
                env={**os.environ, "COLUMNS": "80", "DESKBREAK_CALLED": "deskbreak"},
                capture_output=True,
                text=True,
                check=False,
            )
            drawn(said.stdout + said.stderr, folder / f"terminal-{number}-{words[0].strip('-')}.png")


def drawn(text: str, file: Path) -> None:
    """The terminal's text as a picture, two columns for a wide letter."""
    lines = text.splitlines() or [""]
    image = Image.new("RGB", (max(map(cells, lines)) * COLUMN + 2 * EDGE, len(lines) * ROW + 2 * EDGE), PAPER)
    draw, plain, wide = ImageDraw.Draw(image), ImageFont.truetype("DejaVuSansMono.ttf", 15), _wide_font()
    for number, line in enumerate(lines):
        column = 0
        for letter in line:
            font = wide if cells(letter) == 2 else plain
            draw.text((EDGE + COLUMN * column, EDGE + ROW * number), letter, INK, font)
            column += cells(letter)
    image.quantize(32).save(file, optimize=True)


def _wide_font() -> ImageFont.FreeTypeFont:
    for name in WIDE_FONTS:
        try:
            return ImageFont.truetype(name, 16)
        except OSError:
            continue
    return ImageFont.truetype("DejaVuSansMono.ttf", 15)


def everything(folder: Path) -> None:
    """All screens in the language that this process was told to speak."""
    folder.mkdir(parents=True, exist_ok=True)
    screenshots.player(folder, "light")
    screenshots.settings(folder)
    screenshots.report(folder)
    terminal(folder)
    desktop(folder)


def main(words: list[str]) -> None:
    """FOLDER [LANGUAGE ...]; each language is shown by a process of its own."""
    folder = Path(words[0])
    if words[1:2] == ["--here"]:
        everything(folder)
        return
    with TemporaryDirectory() as made:
        catalogues.make_pseudo(Path(made))
        for one in words[1:] or LANGUAGES:
            env = {**os.environ, language.ENV: one}
            env |= {reverse.ENV: made} if one == language.PSEUDO else {}
            print(one, flush=True)
            here = [sys.executable, "-m", "tests.desktop.screens", str(folder / one), "--here"]
            subprocess.run(here, env=env, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
