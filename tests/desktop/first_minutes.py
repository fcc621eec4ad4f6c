"""The first five minutes of a new user, headless and on a desktop, with what they see: `scripts/first-minutes`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw, ImageFont

from tests.desktop import desks

PROGRAM = [sys.executable, "-m", "deskbreak"]
AS_IN_A_CLONE = {"DESKBREAK_CALLED": "scripts/run"}
SESSION = "first-minutes"
INK, PAPER = (225, 228, 232), (24, 27, 31)


class Diary:
    """What was seen when, as a page with pictures."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._started, self._lines = folder, time.monotonic(), list[str]()
        folder.mkdir(parents=True, exist_ok=True)

    def chapter(self, title: str) -> None:
        self._started = time.monotonic()
        self._lines += ["", f"## {title}", ""]

    def note(self, what: str, picture: str = "", text: str = "") -> None:
        seconds = round(time.monotonic() - self._started)
        self._lines += [f"**{seconds // 60}:{seconds % 60:02}** {what}", ""]
        self._lines += [f"![{what}]({picture})", ""] if picture else []
        self._lines += ["```", text.rstrip(), "```", ""] if text else []

    def write(self) -> None:
        head = "# The first five minutes\n\nWritten by `scripts/first-minutes`, from the running program.\n"
        (self.folder / "README.md").write_text(head + "\n".join(self._lines).rstrip() + "\n", "utf-8")


class Screen:
    """A terminal of a machine without a desktop, read as text."""

    def __init__(self, home: Path, columns: int) -> None:
        self._socket, self._home = home / "tmux", home
        bare = {name: value for name, value in os.environ.items() if name not in desks._INHERITED}
        self._env = {
            **bare,
            **AS_IN_A_CLONE,
            "DESKBREAK_HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "xdg"),
        }
        self._env.pop("COLUMNS", None)
        self._tmux("new-session", "-d", "-s", SESSION, "-x", str(columns), "-y", "40", "PS1='$ ' sh")

    def types(self, line: str, *keys: str) -> None:
        self._tmux("send-keys", "-t", SESSION, "-l", line)
        self._tmux("send-keys", "-t", SESSION, *(keys or ("Enter",)))

    def text(self) -> str:
        return self._tmux("capture-pane", "-p", "-t", SESSION).rstrip()

    def shows(self, what: str, seconds: float = 60.0) -> str:
        try:
            desks.wait_for(lambda: what in " ".join(self.text().split()), repr(what), seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}; the screen shows:\n{self.text()}") from error
        return self.text()

    def press(self, key: str) -> None:
        self._tmux("send-keys", "-t", SESSION, key)

    def close(self) -> None:
        self._tmux("kill-server")

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), "-f", "/dev/null", *words],
            env=self._env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout


@contextmanager
def screen(columns: int) -> Iterator[Screen]:
    with TemporaryDirectory(prefix="db-", ignore_cleanup_errors=True) as home:
        one = Screen(Path(home), columns)
        try:
            yield one
        finally:
            one.close()


def drawn(text: str, file: Path) -> str:
    """The terminal's text as a picture; gives its name."""
    font, dots = ImageFont.truetype("DejaVuSansMono.ttf", 15), ImageFont.truetype("DejaVuSans.ttf", 12)
    lines = text.splitlines()
    wide = max(map(len, lines), default=1)
    image = Image.new("RGB", (wide * 9 + 32, len(lines) * 20 + 32), PAPER)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        for column, letter in enumerate(line):
            is_dots = "\u2800" <= letter <= "\u28ff"
            draw.text((16 + 9 * column, 16 + 20 * number), letter, INK, dots if is_dots else font)
    image.quantize(32).save(file, optimize=True)
    return file.name


def headless(diary: Diary, columns: int) -> None:
    """Setup, the greeting, an offer, a routine, status and log, in a terminal."""
    diary.chapter(f"Without a desktop, {columns} columns")
    program = " ".join(PROGRAM)

    def seen(what: str, on: Screen) -> None:
        name = f"terminal-{columns}-{len(list(diary.folder.glob(f'terminal-{columns}-*.png'))) + 1}.png"
        diary.note(what, drawn(on.text(), diary.folder / name))

    with screen(columns) as one:
        one.types(f"clear; {program} setup")
        for question in ("Can you lie", "Your hours", "How often", "knees or your back", "when you log in"):
            one.shows(question)
            one.types("n" if "log in" in question else "")
        one.shows("Try one now?")
        seen("setup: Enter through five questions, then proof", one)
        one.types("n")
        one.types(f"clear; {program} run --speed 60 --at 2026-11-30T09:00")
        one.shows("Routines play as in life")
        seen("run: it says that it works", one)
        one.shows("[Enter] start")
        seen("the first offer, after 45 s for 45 min", one)
        time.sleep(20)
        one.press("Enter")
        time.sleep(6)
        seen("20 s later Enter still starts it; the routine plays as in life", one)
        one.press("q")
        one.shows("Nothing was done")
        one.press("C-c")
        one.shows("$")  # what is typed before the prompt is there is lost
        one.types("clear; " + f"{program} log --week; {program} status")
        one.shows("start it with: scripts/run")
        seen("after Ctrl-C: commands are named as they were called", one)


def on_a_desktop(diary: Diary) -> None:
    """The greeting, the icon, the offer, the player, status and log, on X11 with a panel and dunst."""
    diary.chapter("On a desktop")
    with TemporaryDirectory(prefix="db-") as home:
        desk = desks.X11Desk()
        desk.env |= AS_IN_A_CLONE | {"DESKBREAK_HOME": home}

        def ask(*words: str) -> str:
            return desk.run(*PROGRAM, *words)

        def shot(name: str, what: str) -> None:
            file = diary.folder / f"desktop-{name}.png"
            desk.screenshot(file)
            with Image.open(file) as image:
                image.convert("RGB").quantize(128).save(file, optimize=True)
            diary.note(what, file.name)

        try:
            desk.start("deskbreak", [*PROGRAM, "run", "--speed", "60"])
            log = desk.folder / "deskbreak.log"
            _until(lambda: "play as in life" in log.read_text(), "the greeting")
            diary.note("run --speed 60: what it says", text=log.read_text())
            shot("1-icon", "the icon is in the panel")
            desks.wait_for(lambda: desk.windows("Dunst"), "the offer", 90)
            x, y = desk.popup()
            shot("2-offer", "the offer, after 45 s for 45 min")
            time.sleep(20)
            desk.popup()  # fails where it is gone
            diary.note("20 s later the offer is still there, and is clicked")
            desk.click(x, y)
            _until(lambda: bool(desk.windows("Deskbreak")), "the player")
            time.sleep(3)
            shot("3-player", "the player gets ready, in no hurry")
            diary.note("status meanwhile", text=ask("status"))
            ask("done")
            time.sleep(3)
            diary.note("done; the log knows", text=ask("log") + "\n" + ask("status"))
        finally:
            desk.stop()


def _until(look: Callable[[], bool], what: str) -> None:
    desks.wait_for(look, what, 60)


def main() -> None:
    folder = Path(sys.argv[1])
    for old in folder.glob("*.png"):
        old.unlink()
    diary = Diary(folder)
    headless(diary, 80)
    headless(diary, 40)
    on_a_desktop(diary)
    diary.write()


if __name__ == "__main__":
    main()
