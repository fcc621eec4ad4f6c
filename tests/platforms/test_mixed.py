"""Names, commands and paths inside sentences that run from right to left: `mixed.js`, in both pages."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import deskbreak.player
from deskbreak.app.settings_page import serve
from deskbreak.platforms import page

SCRIPT = (page.HERE / "mixed.js").read_text("utf-8")
DOCUMENT = 'const document = {documentElement: {dir: "%s"}, createElement: tag => ({tag})};'


def pieces(*texts: str, direction: str = "rtl") -> list[list[str]]:
    """The parts of each text; those kept whole are in <angle brackets>."""
    shown = "one => typeof one === 'string' ? one : `<${one.textContent}>`"
    asked = f"console.log(JSON.stringify({json.dumps(texts)}.map(text => isolated(text).map({shown}))))"
    script = DOCUMENT % direction + SCRIPT + asked
    ran = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True, timeout=20)
    return [list(one) for one in json.loads(ran.stdout)]


@pytest.mark.skipif(shutil.which("node") is None, reason="no node to run the script with")
def test_what_runs_the_other_way_is_kept_whole():
    said = [
        ["التالي: ", "<10-Minute Walk>"],
        ["مثل ", "<~/work.ics>", "، أو ", "<2 years>"],
        ["اكتبه: ", "</usr/bin/python -m deskbreak config edit>"],
        ["كما طلب ", "<--no-tray>", "."],
        ["8 مرات، 09:45 إلى 17:27"],
        ["<Move only as far as feels easy.>"],
        [
            "</tmp/config.toml:6:9>",
            ": يجب أن يكون ",
            "<offer.sound>",
            ": ",
            '<"yes">',
            " نصًا؛ اكتب ",
            '<on = ["12:00"]>',
        ],
        ["غيّر ", "<knees, back>", ". ", "<deskbreak>", " يكمل"],
        [": "],
    ]
    plain = ["".join(one).replace("<", "").replace(">", "") for one in said]
    assert pieces(*plain) == said
    assert pieces(*plain, direction="ltr") == [[one] for one in plain]


@pytest.mark.parametrize("folder", [Path(serve.__file__).parent, Path(deskbreak.player.__file__).parent])
def test_both_pages_have_the_script(folder: Path):
    assert SCRIPT in page.page_text(folder)
