"""Takes the pictures of the README and the docs from the running program: `scripts/screenshots`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from deskbreak.player.protocol import PlayRequest
from deskbreak.store.journal import Journal
from tests.desktop import desks
from tests.desktop.browser import Browser

THEMES = ("light", "dark")
ZONE = ZoneInfo("Europe/Berlin")
LOOKED_INTO_S = 6.5  # into the first exercise, where the figure shows most
DAYS = 70


def player(folder: Path, theme: str) -> None:
    """The window, getting ready for cat-cow and a little into it."""
    with TemporaryDirectory() as home:
        desk = desks.X11Desk(panel=False, notifications=False)
        one = subprocess.Popen(
            [sys.executable, "-m", "deskbreak.player"],
            env={**desk.env},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        try:
            request = PlayRequest(
                uid="u1",
                routine="mobility-set",
                home=home,
                outbox=f"{home}/outbox",
                face="window",
                theme=theme,
            )
            assert one.stdin
            one.stdin.write(request.to_line().encode())
            one.stdin.flush()
            desks.wait_for(lambda: desk.windows("Deskbreak"), "the window")
            window = desk.run("xdotool", "search", "--onlyvisible", "--class", "Deskbreak").split()[0]
            time.sleep(1.0)
            desk.run("import", "-window", window, str(folder / f"player-ready-{theme}.png"))
            desk.key("space")
            time.sleep(LOOKED_INTO_S)
            desk.run("import", "-window", window, str(folder / f"player-{theme}.png"))
        finally:
            one.kill()
            one.wait()
            desk.stop()


def settings(folder: Path) -> None:
    """The settings page."""
    with TemporaryDirectory() as home:
        address, opener = Path(home) / "address", Path(home) / "opener"
        opener.write_text(f'#!/bin/sh\necho "$1" > {address}.part && mv {address}.part {address}\n')
        opener.chmod(0o755)
        (Path(home) / "config.toml").write_text("", "utf-8")
        one = subprocess.Popen(
            [sys.executable, "-m", "deskbreak", "--home", home, "config", "page"],
            env={**os.environ, "BROWSER": str(opener)},
            stdout=subprocess.DEVNULL,
        )
        try:
            desks.wait_for(address.exists, "the address", 20)
            with Browser(address.read_text().strip()) as browser:
                browser.wait("document.querySelectorAll('#preview li').length")
                browser.eval(
                    "document.getElementById('file').textContent = '~/.config/deskbreak/config.toml'"
                )
                browser.eval("document.getElementById('hourly').open = true")  # as in a window of this width
                for theme in THEMES:
                    browser.screenshot(folder / f"settings-{theme}.png", 1180, 900, dark=theme == "dark")
        finally:
            one.kill()
            one.wait()


def report(folder: Path) -> None:
    """The report over some weeks of a person who is doing well, most days."""
    with TemporaryDirectory() as home:
        fill(Path(home))
        page = Path(home) / "report.html"
        subprocess.run(
            [sys.executable, "-m", "deskbreak", "--home", home, "report", "--out", str(page)],
            env={**os.environ, "TZ": ZONE.key},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        with Browser(page.as_uri()) as browser:
            for theme in THEMES:
                browser.screenshot(folder / f"report-{theme}.png", 1180, 860, dark=theme == "dark")


def fill(home: Path) -> None:
    """A journal of workdays: what `rehearse` offers, mostly taken."""
    today = datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    first = (today - timedelta(days=DAYS)).date().isoformat()
    said = subprocess.run(
        [
            sys.executable,
            "-m",
            "deskbreak",
            "--home",
            str(home),
            "rehearse",
            first,
            f"--days={DAYS}",
            "--json",
        ],
        env={**os.environ, "TZ": ZONE.key},
        stdout=subprocess.PIPE,
        check=True,
    )
    offers = [line for line in json.loads(said.stdout) if line["event"] == "offer"]
    with Journal.open(home / "journal.sqlite3", machine="desk", clock=time.time) as journal:
        for number, line in enumerate(offers):
            record(journal, number, line)


def record(journal: Journal, number: int, line: dict[str, Any]) -> None:
    at = datetime.fromisoformat(line["at"]).timestamp()
    hard_day = int(at // 86400) % 4  # of four days one goes badly
    outcome = ("snoozed", "skipped", "missed")[number % 3] if number * 7 % 11 < hard_day * 2 else "taken"
    walk = line["break"] == "walk"
    routine = line["routine"].removeprefix("set:")
    journal.add(
        at=at,
        zone=ZONE.key,
        outcome=outcome,
        break_name=line["break"],
        routine=line["routine"],
        seconds=(600 if walk else 180) if outcome == "taken" else 0,
        exercises=routine.split("+") if outcome == "taken" else [],
    )
    journal.add_sitting(at - (1500 if walk else 2700), at)


def main() -> None:
    folder = Path(sys.argv[1])
    for theme in THEMES:
        player(folder, theme)
    settings(folder)
    report(folder)


if __name__ == "__main__":
    main()
