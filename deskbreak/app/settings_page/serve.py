"""Serves the settings page while it is open, and ends when it is closed."""

from __future__ import annotations

import html
import time
from pathlib import Path

from deskbreak import language
from deskbreak.app.settings_page.desk import SettingsDesk, to_page
from deskbreak.app.settings_page.page_words import page_words
from deskbreak.local_forms import first_weekday
from deskbreak.paths import Profile
from deskbreak.platforms.browser import NoBrowser, browser_command
from deskbreak.platforms.page import LocalPage, page_text
from deskbreak.sentences import N_, english
from deskbreak.settings.load import load_settings

OPEN_WITHIN_S = 60.0
GONE_AFTER_S = 6.0  # a page that was reloaded is back sooner
POLL_INTERVAL_S = 0.5
NAME_YOURS = N_("name yours in BROWSER, or edit the file: deskbreak config edit")


def serve(profile: Profile) -> None:
    """Open the page and serve it until it is closed; NoBrowser where none can be shown."""
    try:
        opener = browser_command()
    except NoBrowser as error:
        raise NoBrowser(
            english("no browser to show the page in ({why}); edit the file: deskbreak config edit", why=error)
        ) from error
    desk = SettingsDesk(profile)
    theme = _theme(profile)

    def page(nonce: str) -> str:
        text = page_text(Path(__file__).parent)
        return (
            text.replace("{{nonce}}", nonce)
            .replace("{{theme}}", html.escape(theme))
            .replace("{{language}}", language.current())
            .replace("{{direction}}", language.direction())
            .replace("{{words}}", to_page(page_words(text)))
            .replace("{{weekday}}", str(first_weekday(language.current())))
            .replace("{{state}}", to_page(desk.read()))
        )

    try:
        server = LocalPage(page, desk.act)
    except OSError as error:
        raise NoBrowser(
            english(
                "this machine refuses the page its place ({why}); edit the file: deskbreak config edit",
                why=error.strerror,
            )
        ) from error
    try:
        server.open(opener)
        _while_open(server, desk)
    finally:
        server.end()


def _theme(profile: Profile) -> str:
    from deskbreak.errors import InputProblems

    try:
        return load_settings(profile, name="").settings.player.theme
    except InputProblems:
        return "auto"


def _while_open(server: LocalPage, desk: SettingsDesk) -> None:
    """Tell the page when the file changes under it; come back when the page has not listened for a while."""
    last, allowed = time.monotonic(), OPEN_WITHIN_S
    while True:
        server.publish({"stamp": desk.stamp()})
        time.sleep(POLL_INTERVAL_S)
        if server.readers:
            last, allowed = time.monotonic(), GONE_AFTER_S
        elif time.monotonic() - last > allowed or (allowed == OPEN_WITHIN_S and server.refused):
            break
    if allowed == OPEN_WITHIN_S:
        why = server.refused or N_("the browser did not open the page")
        raise NoBrowser(f"{why}; {NAME_YOURS}")
