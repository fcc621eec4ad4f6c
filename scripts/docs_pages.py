"""For the site of the docs: README, CONTRIBUTING and CHANGELOG are pages of it too, and links lead there."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "README.md": "the-program.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "reporting.md",
    "CODE_OF_CONDUCT.md": "conduct.md",
    "LICENSE": "license.txt",
}
_LINK = re.compile(r"(\]\()([^)\s#]+)(#[^)\s]*)?(\))")


def on_files(files: Any, config: Any) -> Any:
    for name, page in PAGES.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / name)))
    return files


def on_page_markdown(markdown: str, page: Any, **_more: Any) -> str:
    """Links are written as a forge follows them, from the file's own place in the project."""
    where = page.file.src_uri
    at_top = next((name for name, made in PAGES.items() if made == where), None)
    folder = "" if at_top else posixpath.join("docs", posixpath.dirname(where))

    def turned(found: re.Match[str]) -> str:
        before, link, part, after = found.groups()
        if "://" in link or link.startswith("mailto:"):
            return found.group()
        target = posixpath.normpath(posixpath.join(folder, link))
        name = PAGES.get(target) or target.removeprefix("docs/")
        if not (ROOT / target).exists():
            name = link  # the strict build tells of it
        here = posixpath.dirname(where) or "."
        return f"{before}{posixpath.relpath(name, here)}{part or ''}{after}"

    return _LINK.sub(turned, markdown)
